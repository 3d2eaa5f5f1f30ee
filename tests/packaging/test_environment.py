"""The virtual environment is made once, kept in step, and made again where it cannot be trusted."""

from __future__ import annotations

import ast
import subprocess
import zipfile
from pathlib import Path

import environment
import pytest
from environment import Wanted
from system_packages import Goal, SetupError

PROJECT = """
[project]
dependencies = ["one>=1"]

[dependency-groups]
dev = ["two", {include-group = "shared"}]
shared = ["three"]
package = ["four"]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout with a project file and nothing else."""
    folder = tmp_path / "check out's"
    (folder / ".cache").mkdir(parents=True)
    (folder / "pyproject.toml").write_text(PROJECT)
    (folder / "desktop" / "rushes").mkdir(parents=True)
    (folder / "desktop" / "rushes" / "__init__.py").touch()
    (folder / "desktop" / "rushes" / "__main__.py").write_text("import sys\nprint(sys.argv[1:])\n")
    return folder


def wheel(folder: Path) -> str:
    """Make the smallest wheel, so that pip has something to install without a network."""
    file = folder / "tiny-1-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("tiny.py", "")
        archive.writestr("tiny-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1\n")
        archive.writestr("tiny-1.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr("tiny-1.dist-info/RECORD", "")
    return str(file)


def test_a_goal_brings_its_groups_with_the_groups_they_include(root: Path) -> None:
    assert environment.wanted(root, Goal.RUN).requirements == ("one>=1",)
    assert environment.wanted(root, Goal.TEST).requirements == ("one>=1", "two", "three")
    assert environment.wanted(root, Goal.PACKAGE).requirements == ("one>=1", "four")


def test_a_changed_requirement_asks_for_a_new_installation_and_other_changes_do_not(root: Path) -> None:
    before = environment.wanted(root, Goal.RUN).key
    file = root / "pyproject.toml"
    file.write_text(PROJECT + "[tool.ruff]\nline-length = 120\n")
    assert environment.wanted(root, Goal.RUN).key == before
    file.write_text(PROJECT.replace("one>=1", "one>=2"))
    assert environment.wanted(root, Goal.RUN).key != before


def test_an_unfinished_environment_is_made_again_and_a_finished_one_is_kept(root: Path, tmp_path: Path) -> None:
    said: list[str] = []
    folder = root / ".venv"
    (folder / "lib").mkdir(parents=True)
    (folder / "rushes-unfinished").touch()
    (folder / "lib" / "half").touch()
    (root / "pyproject.toml").write_text(f"[project]\ndependencies = [{wheel(tmp_path)!r}]\n")
    target = environment.wanted(root, Goal.RUN)

    assert not environment.is_ready(root, target)
    environment.make(root, target, said.append)
    assert environment.is_ready(root, target)
    assert not (folder / "lib" / "half").exists()
    assert sorted(path.name for path in (root / ".cache").iterdir()) == []
    shown = subprocess.run([folder / "bin" / "rushes", "a b", "c"], capture_output=True, text=True, check=True)
    assert ast.literal_eval(shown.stdout) == ["a b", "c"]

    (folder / "kept").touch()
    changed = Wanted("other", target.python, target.groups, target.requirements)
    assert not environment.is_ready(root, changed)
    environment.make(root, changed, said.append)
    assert environment.is_ready(root, changed)
    assert (folder / "kept").exists()

    out_of_reach = Wanted("third", target.python, target.groups, (str(tmp_path / "gone.whl"),))
    with pytest.raises(SetupError, match="pip could not install"):
        environment.make(root, out_of_reach, said.append)
    assert environment.is_ready(root, changed)
    assert (folder / "kept").exists()


def test_an_environment_without_its_interpreter_is_not_ready(root: Path) -> None:
    target = environment.wanted(root, Goal.RUN)
    (root / ".venv").mkdir()
    (root / ".venv" / "rushes-stamp.json").write_text(f'{{"key": "{target.key}"}}')
    assert not environment.is_ready(root, target)


@pytest.mark.parametrize("stamp", ["", "[]", "{", '{"key": 1}'])
def test_a_damaged_stamp_is_no_stamp(root: Path, stamp: str) -> None:
    (root / ".venv").mkdir()
    (root / ".venv" / "rushes-stamp.json").write_text(stamp)
    assert not environment.is_ready(root, environment.wanted(root, Goal.RUN))


def test_an_old_python_can_read_the_file_that_refuses_it() -> None:
    text = Path(environment.__file__).with_name("bootstrap.py").read_text()
    ast.parse(text, feature_version=(3, 6))
