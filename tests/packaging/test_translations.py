"""The translations are in step with the texts in the code, and what the program loads is made of them."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
import translations

if TYPE_CHECKING:
    from pathlib import Path

FILES = sorted(translations.FOLDER.glob("rushes_*.ts"))
_PLACEHOLDER = re.compile(r"{(\w+)}")


def messages(file: Path) -> list[ElementTree.Element]:
    return list(ElementTree.parse(file).getroot().iter("message"))


def texts(file: Path) -> list[tuple[str, str, bool]]:
    """Return every text with its singular, and whether it depends on a number."""
    return sorted(
        (m.findtext("source", ""), m.findtext("comment", ""), m.get("numerus") == "yes") for m in messages(file)
    )


def said(message: ElementTree.Element) -> list[str]:
    """Return the translations of a message: several where the language has several forms."""
    translation = message.find("translation")
    assert translation is not None
    forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
    return [form for form in forms if form]


def test_there_is_a_chinese_translation() -> None:
    assert "rushes_zh_CN.ts" in [file.name for file in FILES]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_it_has_the_texts_of_the_code(file: Path, tmp_path: Path) -> None:
    fresh = tmp_path / file.name
    shutil.copy(file, fresh)
    translations.update(fresh)
    missing, gone = Counter(texts(fresh)) - Counter(texts(file)), Counter(texts(file)) - Counter(texts(fresh))
    assert not missing + gone, f"run `make translations`: new in the code {list(missing)}, gone from it {list(gone)}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_the_program_loads_is_made_of_it(file: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.qm"
    translations.release(file, made)
    assert made.read_bytes() == file.with_suffix(".qm").read_bytes(), "run `make translations`"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_its_texts_have_the_values_of_the_originals_and_no_others(file: Path) -> None:
    for message in messages(file):
        source = message.findtext("source", "")
        known = set(_PLACEHOLDER.findall(source))
        for words in said(message):
            found = set(_PLACEHOLDER.findall(words))
            # The form for one may go without its number, as the original's may.
            free = {"n", "count"} if message.get("numerus") == "yes" else set()
            assert known - free <= found <= known, f"{source!r} became {words!r}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_nothing_is_said_before_it_is_translated(file: Path) -> None:
    finished = len(messages(file)) - len(translations.unfinished(file))
    assert finished == sum(bool(said(message)) for message in messages(file))
