"""The program's folders, its shipped files, and its window's memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from rushes.locate import resource
from rushes.settings.paths import places
from rushes.settings.window import WindowState

SOURCES = Path(__file__).parents[3] / "desktop"
PRINT = """
import json, sys
from dataclasses import asdict
from rushes.core.errors import SettingsError
from rushes.settings.paths import places
try:
    print(json.dumps({name: str(path) for name, path in asdict(places(None, {})).items()}))
except SettingsError as error:
    print(json.dumps({"error": error.next_step.source()}))
"""


NOBODY = """
import pwd
def gone(number): raise KeyError(number)
pwd.getpwuid = gone
"""


def system_places(home: Path | None) -> dict[str, str]:
    """The folders of a user whose home is this, asked in a process of its own; None is a user without one."""
    done = subprocess.run(
        [sys.executable, "-c", PRINT if home else NOBODY + PRINT],
        env={"PATH": os.defpath, "PYTHONPATH": str(SOURCES), **({"HOME": str(home)} if home else {})},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found


def test_a_given_home_holds_everything_and_nothing_is_made(tmp_path: Path) -> None:
    home = tmp_path / "home"
    found = places(home, {})
    assert found.library == home / "Library"
    every = [getattr(found, field.name) for field in fields(found)]
    assert len(set(every)) == len(every)
    assert all(path.is_relative_to(home) for path in every)
    assert all(
        p.is_relative_to(home) for p in (found.preferences_file, found.window_file, found.log_file, found.crash_file)
    )
    assert not home.exists()


def test_the_option_goes_before_the_variable(tmp_path: Path) -> None:
    environ = {"RUSHES_HOME": str(tmp_path / "variable")}
    assert places(None, environ).library == tmp_path / "variable" / "Library"
    assert places(tmp_path / "option", environ).library == tmp_path / "option" / "Library"


def test_a_relative_home_means_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert places(Path("here"), {}).config == tmp_path / "here" / "config"


def test_an_empty_variable_is_none(tmp_path: Path) -> None:
    assert places(None, {"RUSHES_HOME": ""}).library.name == "Rushes"


def test_by_default_the_library_is_where_films_are_and_the_rest_where_linux_wants_it(tmp_path: Path) -> None:
    assert system_places(tmp_path) == {
        "config": str(tmp_path / ".config/rushes"),
        "state": str(tmp_path / ".local/state/rushes"),
        "logs": str(tmp_path / ".local/state/rushes/log"),
        "cache": str(tmp_path / ".cache/rushes"),
        "library": str(tmp_path / "Videos/Rushes"),
    }


@pytest.mark.parametrize(
    ("configured", "expected"),
    [("$HOME/Vidéos", "Vidéos/Rushes"), ("$HOME/.videos", "Videos/Rushes"), ("$HOME/.local/Videos", "Videos/Rushes")],
)
def test_the_library_is_never_hidden(tmp_path: Path, configured: str, expected: str) -> None:
    (tmp_path / ".config").mkdir()
    (tmp_path / ".config/user-dirs.dirs").write_text(f'XDG_VIDEOS_DIR="{configured}"\n')
    assert system_places(tmp_path)["library"] == str(tmp_path / expected)


def test_a_hidden_home_does_not_hide_the_library(tmp_path: Path) -> None:
    home = tmp_path / ".hidden" / "me"
    home.mkdir(parents=True)
    assert system_places(home)["library"] == str(home / "Videos/Rushes")


def test_without_a_home_folder_the_error_says_what_to_do() -> None:
    assert "--home" in system_places(None)["error"]


def test_shipped_files_are_found_in_a_checkout() -> None:
    assert resource() == SOURCES.parent / "resources"
    assert resource("samples", "prompt.txt") == SOURCES.parent / "resources" / "samples" / "prompt.txt"


def test_shipped_files_are_found_in_the_package_of_a_wheel_or_a_bundle(tmp_path: Path) -> None:
    package = tmp_path / "rushes"
    (package / "resources").mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "locate.py").write_bytes((SOURCES / "rushes" / "locate.py").read_bytes())
    done = subprocess.run(
        [sys.executable, "-S", "-c", "from rushes.locate import resource; print(resource('a', 'b'))"],
        env={"PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.strip() == str(package / "resources" / "a" / "b")


def test_the_window_remembers(tmp_path: Path) -> None:
    path = tmp_path / "state" / "window.json"
    state = WindowState(path)
    state.put("geometry", bytes(range(256)))
    state.put("folder", "/films/été")
    state.put("tab", 2)
    state.save()
    again = WindowState(path)
    assert (again.data("geometry"), again.text("folder"), again.number("tab")) == (bytes(range(256)), "/films/été", 2)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"geometry": "no base 64", "folder": 5, "tab": "x", "more": {}}'])
def test_losing_the_windows_memory_does_not_matter(tmp_path: Path, text: str) -> None:
    path = tmp_path / "window.json"
    path.write_text(text)
    state = WindowState(path)
    assert (state.data("geometry"), state.text("folder", "none"), state.number("tab", 7)) == (b"", "none", 7)


def test_a_memory_that_cannot_be_written_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "state").touch()
    state = WindowState(tmp_path / "state" / "window.json")
    state.put("tab", 2)
    state.save()
    assert state.number("tab") == 2


def test_starting_the_program_does_not_pay_for_what_it_may_not_need() -> None:
    modules = ["paths", "preferences", "secrets", "logs", "window", "redaction", "diagnostics"]
    modules += [f"platform.{name}" for name in ("locks", "priority", "show", "disk", "display")]
    code = f"import importlib, sys\nfor m in {modules!r}: importlib.import_module('rushes.settings.' + m)\n"
    code += "print(*sorted(set(sys.modules) & set(sys.argv[1:])))"
    costly = [
        "keyring",
        "platformdirs",
        "importlib.metadata",
        "socket",
        "tempfile",
        "asyncio",
        "logging.handlers",
        "ctypes",
    ]
    done = subprocess.run(
        [sys.executable, "-S", "-c", code, *costly],
        env={"PYTHONPATH": str(SOURCES)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.strip() == ""
