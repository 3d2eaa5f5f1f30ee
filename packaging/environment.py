"""The virtual environment ``.venv`` of this checkout, made and kept in step with ``pyproject.toml``.

A stamp inside it says what it holds. It is written last and taken away first, so an environment without one was
interrupted or made by hand. The project itself is not installed: a path file points at its sources, because an
editable installation would put a copy of ``resources/`` beside them that grows old. Standard library only.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from system_packages import Goal, SetupError

if TYPE_CHECKING:
    from collections.abc import Callable

GROUPS = {Goal.RUN: (), Goal.TEST: ("dev",), Goal.PACKAGE: ("package",)}
_STAMP = "rushes-stamp.json"
_UNFINISHED = "rushes-unfinished"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What ``.venv`` has to hold: ``key`` names everything that a change of asks for a new installation."""

    key: str
    python: str
    groups: tuple[str, ...]
    requirements: tuple[str, ...]


def wanted(root: Path, goal: Goal) -> Wanted:
    """Read ``pyproject.toml``: the requirements of ``goal`` and of every goal prepared before."""
    import tomllib

    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    dependencies = list(project["project"]["dependencies"])
    table = project.get("dependency-groups", {})
    held = _read_stamp(root).get("groups", [])
    groups = tuple(sorted({*GROUPS[goal], *(group for group in held if group in table)}))
    for group in groups:
        dependencies += _members(table, group)
    python = _this_python()
    parts = [str(root), python, *groups, *dependencies]
    return Wanted(
        key=hashlib.sha256("\n".join(parts).encode()).hexdigest(),
        python=python,
        groups=groups,
        requirements=tuple(dependencies),
    )


def _this_python() -> str:
    return f"{sys.base_prefix} {sys.version_info.major}.{sys.version_info.minor}"


def _members(table: dict[str, Any], group: str) -> list[str]:
    """Return the requirements of a dependency group, with the groups that it includes."""
    found: list[str] = []
    for entry in table[group]:
        found += _members(table, entry["include-group"]) if isinstance(entry, dict) else [entry]
    return found


def is_ready(root: Path, target: Wanted) -> bool:
    """Return whether ``.venv`` holds exactly ``target``; reads one file and looks for the interpreter."""
    stamp = _read_stamp(root)
    return stamp.get("key") == target.key and _interpreter(root).exists()


def make(root: Path, target: Wanted, say: Callable[[str], None]) -> None:
    """Make ``.venv``, or bring it up to date.

    Raises:
        SetupError: Python cannot make one, or pip could not install a package.
    """
    folder = root / ".venv"
    stamp = _read_stamp(root)
    moved = bool(stamp) and (stamp.get("root"), stamp.get("python")) != (str(root), target.python)
    unfinished = folder / _UNFINISHED
    if moved or unfinished.exists() or not _works(root):
        if folder.exists():
            say("Making .venv again: it is from another place or Python, or was never finished.")
        _remove(folder)
        stamp = {}
        folder.mkdir()
        unfinished.touch()
        _create(folder)
    else:
        (folder / _STAMP).unlink(missing_ok=True)
        unfinished.touch()
    say("Installing Python packages into .venv …")
    try:
        _pip(root, target.requirements)
    except SetupError:
        # pip refuses before it changes anything: what was there, and worked without a network, is still good.
        _write(folder / _STAMP, json.dumps(stamp))
        unfinished.unlink()
        raise
    _link(root)
    held = {"key": target.key, "root": str(root), "python": target.python, "groups": target.groups}
    _write(folder / _STAMP, json.dumps(held))
    unfinished.unlink()


def _read_stamp(root: Path) -> dict[str, Any]:
    try:
        stamp = json.loads((root / ".venv" / _STAMP).read_bytes())
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _write(path: Path, text: str) -> None:
    """Write ``path`` whole or not at all."""
    partial = path.with_suffix(".partial")
    partial.write_text(text, encoding="utf-8")
    partial.replace(path)


def _interpreter(root: Path) -> Path:
    return root / ".venv" / "bin" / "python"


def _works(root: Path) -> bool:
    """Return whether ``.venv`` has a running Python of this version, with pip."""
    check = "import sys, pip; print(sys.base_prefix, '%d.%d' % sys.version_info[:2])"
    try:
        done = subprocess.run([_interpreter(root), "-I", "-c", check], capture_output=True, text=True)
    except OSError:
        return False
    return done.returncode == 0 and done.stdout.strip() == _this_python()


def _remove(folder: Path) -> None:
    """Remove ``folder``, moved out of the way first, so that half of it is never taken for an environment."""
    if folder.is_symlink():
        raise SetupError(f"{folder} is a link. Remove it, then try again.")
    old = folder.parent / ".cache" / "venv-old"
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
        shutil.rmtree(old)


def _create(folder: Path) -> None:
    # From within a virtual environment, the Python below it is asked: the one in use may be the one to be replaced.
    base = Path(sys.base_prefix, "bin", f"python{sys.version_info.major}.{sys.version_info.minor}")
    python = base if base.exists() else Path(sys.executable)
    done = subprocess.run([python, "-I", "-m", "venv", folder], stdout=sys.stderr)
    if done.returncode != 0:
        raise SetupError(f"{python} cannot make a virtual environment; its message is above.")


def _pip(root: Path, requirements: tuple[str, ...]) -> None:
    """Install ``requirements``; pip's own configuration decides from where."""
    command = [str(_interpreter(root)), "-I", "-m", "pip", "--disable-pip-version-check", "install", *requirements]
    environment = {name: value for name, value in os.environ.items() if name not in ("PIP_USER", "PIP_TARGET")}
    # A folder of our own, so that a killed pip leaves its downloads where the next one clears them away.
    temporary = root / ".cache" / "pip"
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir(parents=True)
    done = subprocess.run(command, stdout=sys.stderr, env={**environment, "TMPDIR": str(temporary)})
    shutil.rmtree(temporary, ignore_errors=True)
    if done.returncode != 0:
        raise SetupError(
            "pip could not install the Python packages; its message is above. The same command goes on from here."
        )


def _link(root: Path) -> None:
    """Make ``import rushes`` and ``.venv/bin/rushes`` work from the sources."""
    python = _interpreter(root)
    lib = root / ".venv" / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
    (lib / "rushes-dev.pth").write_text(f"{root / 'desktop'}\n", encoding="utf-8")
    command = root / ".venv" / "bin" / "rushes"
    # The shell finds the Python beside it: a "#!" line breaks at a blank in the path, and at 127 characters.
    command.write_text(f"#!/bin/sh\nexec '{_quoted(python)}' -m rushes \"$@\"\n", encoding="utf-8")
    command.chmod(0o755)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "'\\''")
