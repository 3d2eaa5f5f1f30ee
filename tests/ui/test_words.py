"""Words on the screen: every one can be translated, and a change of language shows at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QWidget

import rushes
from rushes.core.messages import msg, plural, verbatim
from rushes.ui import resources
from rushes.ui.widgets.fields import Select
from rushes.ui.words import LanguageManager, say, tr
from support.literals import computed_markers, unmarked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

PACKAGE = Path(str(rushes.__file__)).parent
SOURCES = sorted(path for part in ("ui", "services", "core", "app") for path in (PACKAGE / part).rglob("*.py"))

TRANSLATION = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS><TS version="2.1" language="de_DE"><context><name></name>
<message><source>Aspect</source><translation>Format</translation></message>
<message><source>Sent at {time}</source><translation>Um {time} gesendet</translation></message>
<message><source>Broken {name}</source><translation>Kaputt {nome}</translation></message>
<message numerus="yes"><source>{n} takes</source><comment>{n} take</comment>
<translation><numerusform>{n} Aufnahme</numerusform><numerusform>{n} Aufnahmen</numerusform></translation></message>
</context></TS>"""


EMPTY = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd") + b"\xa7\0\0\0\5zh_CN"
"""A compiled translation without a text."""


@pytest.fixture
def languages(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LanguageManager]:
    """Give a manager in whose resources there is a German translation."""
    where = tmp_path / "translations"
    where.mkdir()
    source = where / "rushes_de.ts"
    source.write_text(TRANSLATION, "utf-8")
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    subprocess.run([tool, source, "-silent", "-qm", where / "rushes_de.qm"], check=True, capture_output=True)
    monkeypatch.setattr(resources, "folder", lambda: tmp_path)
    before = QLocale()
    manager = LanguageManager(qapp)
    yield manager
    manager.choose("")
    manager.deleteLater()
    QLocale.setDefault(before)


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_every_text_a_person_sees_is_marked(path: Path) -> None:
    assert list(unmarked(path)) == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_what_is_marked_can_be_extracted(path: Path) -> None:
    assert list(computed_markers(path)) == []


@pytest.mark.parametrize(
    "line",
    [
        'label.setText("Not marked")',
        'QLabel("Not marked")',
        'menu.addAction(icon, f"Open {name} now")',
        'label.setToolTip("one" if x else "two")',
        'say(label.setText, "Not marked")',
    ],
)
def test_the_search_for_unmarked_texts_finds_them(tmp_path: Path, line: str) -> None:
    file = tmp_path / "x.py"
    file.write_text(line, "utf-8")
    assert list(unmarked(file))


@pytest.mark.parametrize(
    "line", ['say(label.setText, msg("Marked"))', 'label.setText("5:1")', 'Chip(msg("A b"), icon="search")']
)
def test_the_search_for_unmarked_texts_leaves_others_alone(tmp_path: Path, line: str) -> None:
    file = tmp_path / "x.py"
    file.write_text(line, "utf-8")
    assert list(unmarked(file)) == []


def test_without_a_translation_the_source_is_shown(qapp: QApplication) -> None:
    assert tr(msg("Sent at {time}", time="14:32")) == "Sent at 14:32"
    assert tr(plural("{n} takes", "{n} take", 1)) == "1 take"
    assert tr(plural("{n} takes", "{n} take", 5)) == "5 takes"
    assert tr(verbatim("a {b} c")) == "a {b} c"


def test_a_translation_is_shown_with_its_values_and_plurals(languages: LanguageManager) -> None:
    (resources.folder() / "translations" / "rushes_fi.qm").write_bytes(EMPTY)
    languages.choose("de")
    assert languages.available() == ["de"]
    assert languages.language.startswith("de")
    assert tr(msg("Sent at {time}", time="14:32")) == "Um 14:32 gesendet"
    assert [tr(plural("{n} takes", "{n} take", n)) for n in (0, 1, 2)] == ["0 Aufnahmen", "1 Aufnahme", "2 Aufnahmen"]
    assert tr(msg("Sent at {time}", time=msg("Aspect"))) == "Um Format gesendet"
    assert tr(msg("Not translated")) == "Not translated"


def test_a_faulty_translation_breaks_nothing(languages: LanguageManager) -> None:
    languages.choose("de")
    assert tr(msg("Broken {name}", name="x")) == "Kaputt {nome}"


def test_a_change_of_language_says_everything_again(qtbot: QtBot, languages: LanguageManager) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    label = QLabel(widget)
    action = QAction(widget)
    select = Select([(1, msg("Aspect"))], name=msg("Aspect"), parent=widget)
    say(label.setText, msg("Other"))
    say(label.setText, msg("Aspect"))
    say(action.setText, msg("Aspect"))
    with qtbot.waitSignal(languages.changed):
        languages.choose("de")
    qtbot.waitUntil(lambda: select.itemText(0) == "Format")
    assert (label.text(), action.text(), select.accessibleName()) == ("Format", "Format", "Format")
    languages.choose("")
    assert label.text() == "Aspect"


def test_a_language_without_translation_shows_the_source(languages: LanguageManager) -> None:
    languages.choose("fi")
    assert languages.language == ""
    assert tr(msg("Aspect")) == "Aspect"
