"""The system packages that Rushes needs beside Python, and how a Debian or Ubuntu machine gets them.

One table holds every package with its reason. A package may go by different names (Debian 13 and Ubuntu 24.04
renamed a part of the libraries to ``…t64``), so each need lists its names and apt is asked which of them exists.
Standard library only: this runs before anything is installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path


class Goal(Enum):
    """What the machine is being prepared for; *test* and *package* include *run*."""

    RUN = "run"
    TEST = "test"
    PACKAGE = "package"


@dataclass(frozen=True, slots=True)
class Need:
    """One thing needed from the system.

    Any one of ``names`` satisfies it; the first that apt knows is installed. ``goals`` are those it is needed for.
    An ``optional`` need is installed where that is possible and never stops anyone.
    """

    names: tuple[str, ...]
    why: str
    goals: frozenset[Goal]
    optional: bool = False


_ALWAYS = frozenset(Goal)
_TEST = frozenset({Goal.TEST})
_PACKAGE = frozenset({Goal.PACKAGE})

NEEDS = (
    Need(("libglib2.0-0", "libglib2.0-0t64"), "QtCore", _ALWAYS),
    Need(("libgl1",), "QtGui", _ALWAYS),
    Need(("libegl1",), "QtGui", _ALWAYS),
    Need(("libxkbcommon0",), "QtGui: the keyboard", _ALWAYS),
    Need(("libfontconfig1",), "QtGui: finding fonts", _ALWAYS),
    Need(("libdbus-1-3",), "QtDBus: accessibility and notifications", _ALWAYS),
    Need(("libxkbcommon-x11-0",), "Qt under X11: the keyboard", _ALWAYS),
    Need(("libxcb-cursor0",), "Qt under X11, which aborts without it", _ALWAYS),
    Need(("libxcb-icccm4",), "Qt under X11, which aborts without it", _ALWAYS),
    Need(("libxcb-keysyms1",), "Qt under X11, which aborts without it", _ALWAYS),
    Need(("libxcb-shape0",), "Qt under X11, which aborts without it", _ALWAYS),
    Need(("libwayland-client0",), "Qt under Wayland", _ALWAYS),
    Need(("libwayland-cursor0",), "Qt under Wayland", _ALWAYS),
    Need(("fontconfig-config",), "the list of font folders", _ALWAYS),
    Need(
        ("fonts-dejavu-core", "fonts-liberation", "fonts-noto-core"),
        "a system font for letters that the shipped one lacks",
        _ALWAYS,
        optional=True,
    ),
    Need(
        ("fonts-wqy-microhei", "fonts-noto-cjk", "fonts-wqy-zenhei"),
        "Chinese, Japanese and Korean prompts, boxes otherwise",
        _ALWAYS,
        optional=True,
    ),
    Need(("dbus-daemon", "dbus"), "the private session bus that the tests start", _TEST),
    Need(("gnome-keyring",), "a real Secret Service for the key", _TEST),
    Need(("libsecret-tools",), "reading the key as another program does", _TEST),
    Need(("libglib2.0-bin",), "gdbus, which waits for a service on the bus", _TEST),
    Need(("xvfb",), "a display for the tests of the window", _TEST),
    Need(("xdotool",), "a mouse that drags files onto the window", _TEST),
    Need(("x11-utils",), "asking the display which windows are open", _TEST),
    Need(("curl",), "the peer of uploads and downloads in make bench", _TEST),
    Need(("binutils",), "PyInstaller reads and strips libraries with it", _PACKAGE),
    Need(("xz-utils",), "compressing the .deb", _PACKAGE),
    Need(("desktop-file-utils",), "checking the desktop entry", _PACKAGE),
    Need(("appstream",), "checking the AppStream metainfo", _PACKAGE),
)

Runner = Callable[[Sequence[str]], str]
"""Runs a command that only reads and returns its standard output."""


class SetupError(Exception):
    """The machine cannot be prepared; the text says what to do."""


def read_output(command: Sequence[str]) -> str:
    """Return what ``command`` prints; its status is not asked, as dpkg-query fails where one name is unknown."""
    environment = {**os.environ, "LC_ALL": "C"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, stdin=subprocess.DEVNULL)
    return done.stdout


def needs_for(goal: Goal) -> list[Need]:
    """Return all that ``goal`` needs, the module for virtual environments included where this Python lacks it."""
    return [need for need in (*venv_needs(), *NEEDS) if goal in need.goals]


def venv_needs() -> list[Need]:
    """Return the package with ``ensurepip``, which Debian splits from its Python; other Pythons bring their own."""
    if Path(sys.base_prefix) != Path("/usr") or (_has_module("venv") and _has_module("ensurepip")):
        return []
    versioned = f"python3.{sys.version_info.minor}-venv"
    return [Need((versioned, "python3-venv"), "virtual environments and pip", _ALWAYS)]


def _has_module(name: str) -> bool:
    # importlib.util costs more than it is worth on the path that every start takes.
    return any((Path(folder) / name / "__init__.py").is_file() for folder in sys.path if folder)


def missing(needs: Iterable[Need], run: Runner = read_output) -> list[Need]:
    """Return the needs of which dpkg has no name installed for this machine's architecture; one dpkg call."""
    needs = list(needs)
    names = [name for need in needs for name in need.names]
    installed = set()
    for line in run(["dpkg-query", "--show", "--showformat", "${Package} ${db:Status-Status}\n", *names]).splitlines():
        name, _, status = line.partition(" ")
        if status == "installed":
            installed.add(name)
    return [need for need in needs if installed.isdisjoint(need.names)]


def candidates(names: Iterable[str], run: Runner = read_output) -> set[str]:
    """Return those of ``names`` that apt can install (a name that is only provided by another package has none)."""
    known = set()
    current = ""
    for line in run(["apt-cache", "policy", *names]).splitlines():
        if line and not line[0].isspace():
            current = line.rstrip(":").split(":")[0]
        elif line.strip().startswith("Candidate:") and line.split(":", 1)[1].strip() != "(none)":
            known.add(current)
    return known


def choose(needs: Iterable[Need], known: set[str]) -> dict[Need, str]:
    """Return the name to install for each need; a need with no known name is left out."""
    chosen = {}
    for need in needs:
        name = next((name for name in need.names if name in known), None)
        if name is not None:
            chosen[need] = name
    return chosen


def ensure(goal: Goal, say: Callable[[str], None], *, first: bool) -> None:
    """Make sure that every system package for ``goal`` is there, installing them where this user may.

    ``first`` says that this checkout is being prepared anew: a system without apt is told its part then, not each time.

    Raises:
        SetupError: something is missing and only another user, or another system, can install it.
    """
    if not sys.platform.startswith("linux"):
        return
    if shutil.which("dpkg-query") is None or shutil.which("apt-get") is None:
        if first:
            say(_without_apt(goal))
        return
    absent = missing(needs_for(goal))
    if not absent:
        return
    if os.geteuid() == 0:
        _install(absent, say)
        absent = [need for need in missing(absent) if not need.optional]
        if absent:
            raise SetupError("Still missing after the installation: " + ", ".join(need.names[0] for need in absent))
        return
    command = command_for(absent, candidates([name for need in absent for name in need.names]))
    if all(need.optional for need in absent):
        say(f"Better with fonts that are not installed here: {command}")
        return
    raise SetupError(f"System packages are missing. Install them with this command, then try again:\n{command}")


def command_for(absent: Sequence[Need], known: set[str]) -> str:
    """Return the one command that installs ``absent``; names unknown to apt are asked for after an update."""
    chosen = choose(absent, known)
    # The old names are kept as provided ones where a library was renamed, so apt finds them once its lists are there.
    names = [chosen.get(need, need.names[0]) for need in absent]
    install = f"sudo apt-get install -y --no-install-recommends {' '.join(names)}"
    return install if len(chosen) == len(absent) else f"sudo apt-get update && {install}"


def _install(absent: Sequence[Need], say: Callable[[str], None]) -> None:
    names = [name for need in absent for name in need.names]
    _apt(["dpkg", "--configure", "-a"])  # a no-op, unless an installation was interrupted
    known = candidates(names)
    updated = len(choose(absent, known)) < len(absent)
    if updated:
        say("Reading the package lists …")
        _apt(["apt-get", "update", "-qq"])
        known = candidates(names)
    chosen = choose(absent, known)
    unknown = [need for need in absent if need not in chosen and not need.optional]
    if unknown:
        raise SetupError("apt does not know: " + ", ".join(f"{' or '.join(n.names)} ({n.why})" for n in unknown))
    say(f"Installing system packages: {' '.join(chosen.values())}")
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *chosen.values()]
    if _apt(install):
        return
    # Old lists name versions that the mirror has replaced since.
    if not updated and _apt(["apt-get", "update", "-qq"]) and _apt(install):
        return
    raise SetupError("apt-get could not install the system packages; its message is above.")


def _apt(command: Sequence[str], environment: Mapping[str, str] = os.environ) -> bool:
    if command[0] == "apt-get":
        command = [command[0], "-o", "DPkg::Lock::Timeout=120", "-o", "Dpkg::Use-Pty=0", *command[1:]]
    done = subprocess.run(
        command,
        env={**environment, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,  # standard output belongs to what the command was asked for
    )
    return done.returncode == 0


def _without_apt(goal: Goal) -> str:
    what = {
        Goal.RUN: "",
        Goal.TEST: "; and for the tests: dbus-daemon, gnome-keyring, secret-tool, Xvfb, xdotool, xwininfo",
        Goal.PACKAGE: "; and for the package: objdump, dpkg-deb, xz, desktop-file-validate, appstreamcli",
    }[goal]
    return (
        "This system has no apt. Rushes needs the usual libraries of a desktop: GLib, OpenGL, EGL, xkbcommon, "
        f"fontconfig, D-Bus, the xcb libraries cursor, icccm, keysyms and shape, and a Chinese font{what}."
    )
