"""What must hold for the tree as a whole: what ships, its versions, its sizes."""

from __future__ import annotations

import ast
import configparser
import re
import subprocess
import sys
import tokenize
import tomllib
import zipfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import rushes

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "desktop"
RESOURCES = ROOT / "resources"
LINUX = ROOT / "packaging" / "linux"
APP = "io.github.rushes.Rushes"
LIMIT = 400


def project() -> dict[str, Any]:
    """Return the project table of pyproject.toml."""
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return table


def shipped(folder: Path) -> Iterator[Path]:
    """Return the files below ``folder``, without what Python leaves there."""
    return (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def python_files() -> list[Path]:
    """Return every Python file of the project."""
    return sorted(path for name in ("desktop", "packaging", "tests") for path in (ROOT / name).rglob("*.py"))


@cache
def parsed(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def test_the_wheel_holds_the_package_and_its_resources_and_nothing_else(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    modules = {path.relative_to(SOURCES).as_posix() for path in shipped(SOURCES / "rushes")}
    resources = {f"rushes/resources/{path.relative_to(RESOURCES).as_posix()}" for path in shipped(RESOURCES)}
    assert names == modules | resources
    assert all(name.startswith("rushes/") for name in names)


def test_one_version_everywhere() -> None:
    version = project()["version"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## \[?(\d+\.\d+\.\d+)", changelog, re.MULTILINE)
    release = ElementTree.parse(LINUX / f"{APP}.metainfo.xml").find("releases/release")
    assert rushes.__version__ == version
    assert headings[0] == version
    assert release is not None
    assert release.get("version") == version


def test_the_desktop_entry_and_the_metainfo_agree() -> None:
    entry = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    entry.optionxform = str  # type: ignore[assignment, method-assign]
    entry.read(LINUX / f"{APP}.desktop", encoding="utf-8")
    desktop = entry["Desktop Entry"]
    metainfo = ElementTree.parse(LINUX / f"{APP}.metainfo.xml").getroot()
    assert metainfo.findtext("id") == APP
    assert metainfo.findtext("launchable") == f"{APP}.desktop"
    assert metainfo.findtext("name") == desktop["Name"] == "Rushes"
    assert metainfo.findtext("summary") == desktop["Comment"]
    assert metainfo.findtext("project_license") == project()["license"]
    assert desktop["Icon"] == metainfo.findtext("icon") == APP
    assert desktop["Exec"] in project()["scripts"]
    assert all(category.text and category.text in desktop["Categories"] for category in metainfo.iter("category"))


def test_every_drawing_can_be_read() -> None:
    drawings = sorted(RESOURCES.rglob("*.svg"))
    assert drawings
    for path in drawings:
        assert ElementTree.parse(path).getroot().tag == "{http://www.w3.org/2000/svg}svg", path


def physical_lines(path: Path) -> int:
    """Count all the lines of a file."""
    return path.read_bytes().count(b"\n")


def test_no_file_of_the_program_is_longer_than_400_lines() -> None:
    counts = {path.relative_to(ROOT).as_posix(): physical_lines(path) for path in SOURCES.rglob("*.py")}
    assert len(counts) > 100
    assert {name: count for name, count in counts.items() if count > LIMIT} == {}


def lines_of_code(path: Path) -> int:
    """Count the lines that hold code: no blank ones, no comments, no docstrings; all lines, where they are few."""
    if (every := physical_lines(path)) <= LIMIT:
        return every
    ignored = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING}
    with path.open("rb") as file:
        lines = {
            line
            for token in tokenize.tokenize(file.readline)
            if token.type not in ignored and token.type != tokenize.ENDMARKER
            for line in range(token.start[0], token.end[0] + 1)
        }
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            lines -= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return len(lines)


def test_no_other_file_is_longer_than_400_lines_of_code() -> None:
    counts = {path.relative_to(ROOT).as_posix(): lines_of_code(path) for path in python_files()}
    assert {name: count for name, count in counts.items() if count > LIMIT} == {}


def imports(path: Path) -> Iterator[str]:
    """Return the full names of the modules that a file imports."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_nothing_is_mocked() -> None:
    found = [str(path) for path in python_files() if any("mock" in name.split(".") for name in imports(path))]
    assert found == []


def literal_calls(names: set[str]) -> Iterator[tuple[Path, list[str]]]:
    """Return the leading text arguments of every call of a function called like one of ``names``."""
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call):
                called = node.func
                name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
                texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
                if name in names and texts:
                    yield path, texts


def test_every_resource_named_in_the_code_is_shipped() -> None:
    missing = [
        f"{path.relative_to(ROOT)}: {'/'.join(parts)}"
        for path, parts in literal_calls({"resource"})
        if not RESOURCES.joinpath(*parts).exists()
    ]
    assert missing == []


def test_every_icon_named_in_the_code_is_shipped() -> None:
    missing = [
        f"{path.relative_to(ROOT)}: {names[0]}"
        for path, names in literal_calls({"icon", "pixmap"})
        if re.fullmatch(r"[a-z0-9-]+", names[0]) and not (RESOURCES / "icons" / f"{names[0]}.svg").is_file()
    ]
    assert missing == []


def test_every_sample_says_where_it_comes_from() -> None:
    sources = (RESOURCES / "samples" / "SOURCES.md").read_text(encoding="utf-8")
    media = [path for path in shipped(RESOURCES / "samples") if path.suffix not in {".txt", ".md", ".json"}]
    assert media
    assert [path.name for path in media if path.relative_to(RESOURCES / "samples").as_posix() not in sources] == []


def test_the_icon_is_drawn_in_every_size(tmp_path: Path, qapp: object) -> None:
    import icons
    from PySide6.QtGui import QImage

    files = icons.draw(RESOURCES / "icons" / "rushes.svg", tmp_path, APP)
    for file, size in zip(files, icons.SIZES, strict=True):
        image = QImage(str(file))
        assert (image.width(), image.height()) == (size, size)
        assert image.pixelColor(0, 0).alpha() < 128
        middle_of_the_left_bar = image.pixelColor(round(size * 52 / 128), size // 2)
        assert middle_of_the_left_bar.red() > 180 > middle_of_the_left_bar.blue()
