"""Which system packages are asked for, on systems that give them different names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import system_packages
from system_packages import NEEDS, Goal, Need

if TYPE_CHECKING:
    from collections.abc import Sequence

ALL = frozenset(Goal)
GLIB = Need(("libglib2.0-0", "libglib2.0-0t64"), "QtCore", ALL)
CURSOR = Need(("libxcb-cursor0",), "Qt under X11", ALL)
CHINESE = Need(("fonts-wqy-microhei", "fonts-noto-cjk"), "Chinese", ALL, optional=True)

DEBIAN_12 = """\
libglib2.0-0:
  Installed: (none)
  Candidate: 2.74.6-2+deb12u9
  Version table:
     2.74.6-2+deb12u9 500
        500 http://deb.debian.org/debian bookworm/main amd64 Packages
libxcb-cursor0:
  Installed: (none)
  Candidate: 0.1.4-1
  Version table:
     0.1.4-1 500
        500 http://deb.debian.org/debian bookworm/main amd64 Packages
"""

# A name that another package provides is listed, without a candidate.
UBUNTU_24 = """\
libglib2.0-0:
  Installed: (none)
  Candidate: (none)
  Version table:
libglib2.0-0t64:
  Installed: (none)
  Candidate: 2.80.0-6ubuntu3
  Version table:
     2.80.0-6ubuntu3 500
        500 http://archive.ubuntu.com/ubuntu noble/main amd64 Packages
libxcb-cursor0:
  Installed: (none)
  Candidate: 0.1.4-1build1
  Version table:
     0.1.4-1build1 500
        500 http://archive.ubuntu.com/ubuntu noble/universe amd64 Packages
"""


@pytest.mark.parametrize(("policy", "glib"), [(DEBIAN_12, "libglib2.0-0"), (UBUNTU_24, "libglib2.0-0t64")])
def test_the_name_that_apt_can_install_is_chosen(policy: str, glib: str) -> None:
    known = system_packages.candidates([*GLIB.names, *CURSOR.names], run=lambda _command: policy)
    assert system_packages.choose([GLIB, CURSOR], known) == {GLIB: glib, CURSOR: "libxcb-cursor0"}


def test_a_package_is_there_under_any_of_its_names() -> None:
    asked: list[Sequence[str]] = []

    def dpkg(command: Sequence[str]) -> str:
        asked.append(command)
        return "libglib2.0-0t64 installed\nlibxcb-cursor0 config-files\nfonts-noto-cjk unpacked\n"

    assert system_packages.missing([GLIB, CURSOR, CHINESE], run=dpkg) == [CURSOR, CHINESE]
    assert len(asked) == 1


def test_one_command_installs_what_is_missing() -> None:
    command = system_packages.command_for([GLIB, CURSOR], {"libglib2.0-0t64", "libxcb-cursor0"})
    assert command == "sudo apt-get install -y --no-install-recommends libglib2.0-0t64 libxcb-cursor0"


def test_without_package_lists_the_one_command_reads_them_first() -> None:
    command = system_packages.command_for([GLIB, CURSOR], set())
    assert command.startswith("sudo apt-get update && sudo apt-get install ")
    assert command.endswith(" libglib2.0-0 libxcb-cursor0")


def test_a_plain_run_asks_for_no_test_tools() -> None:
    names = {name for need in system_packages.needs_for(Goal.RUN) for name in need.names}
    assert "libegl1" in names
    assert names.isdisjoint({"xvfb", "gnome-keyring", "binutils"})


@pytest.mark.parametrize("goal", Goal)
def test_every_goal_gets_what_a_run_needs(goal: Goal) -> None:
    assert set(system_packages.needs_for(Goal.RUN)) <= set(system_packages.needs_for(goal))


def test_every_need_has_a_reason_and_no_name_stands_twice() -> None:
    names = [name for need in NEEDS for name in need.names]
    assert len(names) == len(set(names))
    assert all(need.why and need.goals for need in NEEDS)
