"""What ``make translations`` runs: brings ``resources/translations`` in step with the texts in the code.

Texts are found by their markers ``msg`` and ``plural``. ``make translations ARGS=de`` begins a language. A translator
edits the ``.ts`` file (with Qt Linguist or any editor); the ``.qm`` beside it is what the program loads.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"


def main(new: list[str]) -> int:
    """Update every translation, and begin those of the languages in ``new``."""
    tools = Path(sys.executable).parent
    wanted = sorted({*FOLDER.glob("rushes_*.ts"), *(FOLDER / f"rushes_{language}.ts" for language in new)})
    if not wanted:
        sys.stderr.write("There is no translation yet. Begin one: make translations ARGS=de\n")
        return 0
    FOLDER.mkdir(exist_ok=True)
    sources = sorted((ROOT / "desktop").rglob("*.py"))
    markers = ["-tr-function-alias", "tr+=msg,tr+=plural"]
    for file in wanted:
        language = ["-target-language", file.stem.removeprefix("rushes_"), "-source-language", "en"]
        update = [str(tools / "pyside6-lupdate"), "-silent", "-no-obsolete", "-locations", "none", *markers, *language]
        subprocess.run([*update, *sources, "-ts", file], check=True)
        subprocess.run([tools / "pyside6-lrelease", file, "-qm", file.with_suffix(".qm")], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
