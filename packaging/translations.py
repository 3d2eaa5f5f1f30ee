"""What ``make translations`` runs: brings ``resources/translations`` in step with the texts in the code.

Texts are found by their markers ``msg`` and ``plural``. ``make translations ARGS=de`` begins a language. A translator
edits the ``.ts`` file (with Qt Linguist or any editor) and runs it again; the ``.qm`` beside it is what the program
loads. Both are kept in the repository: whoever installs Rushes needs no tools of Qt.

A text without a translation is shown in English. What is unfinished is counted at the end.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
_TOOLS = Path(sys.executable).parent


def update(file: Path) -> None:
    """Bring the texts of a ``.ts`` file in step with the code: add what is new, drop what has gone."""
    sources = sorted((ROOT / "desktop").rglob("*.py"))
    markers = ["-tr-function-alias", "tr+=msg,tr+=plural"]
    language = ["-target-language", file.stem.removeprefix("rushes_"), "-source-language", "en"]
    quiet = ["-silent", "-no-obsolete", "-locations", "none"]
    subprocess.run([_TOOLS / "pyside6-lupdate", *quiet, *markers, *language, *sources, "-ts", file], check=True)


def release(file: Path, to: Path) -> None:
    """Compile a ``.ts`` file to what the program loads."""
    subprocess.run([_TOOLS / "pyside6-lrelease", "-silent", file, "-qm", to], check=True)


def unfinished(file: Path) -> list[str]:
    """Return the texts of a ``.ts`` file that have no translation yet."""
    messages = ElementTree.parse(file).getroot().iter("message")  # noqa: S314 - our own file
    open_ones = (m for m in messages if (t := m.find("translation")) is not None and t.get("type") == "unfinished")
    return [message.findtext("source", "") for message in open_ones]


def main(new: list[str]) -> int:
    """Update every translation, and begin those of the languages in ``new``."""
    wanted = sorted({*FOLDER.glob("rushes_*.ts"), *(FOLDER / f"rushes_{language}.ts" for language in new)})
    if not wanted:
        sys.stderr.write("There is no translation yet. Begin one: make translations ARGS=de\n")
        return 0
    FOLDER.mkdir(exist_ok=True)
    for file in wanted:
        update(file)
        release(file, file.with_suffix(".qm"))
        print(f"{file.relative_to(ROOT)}: {len(unfinished(file))} texts without a translation")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
