"""The work behind ``bootstrap.py``: system packages first, then the virtual environment."""

from __future__ import annotations

import argparse
import fcntl
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import environment
import system_packages
from system_packages import Goal, SetupError

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> int:
    """Prepare for the goal in ``arguments``; 0 when everything is in place."""
    parser = argparse.ArgumentParser(prog="bootstrap.py", description="Prepare this machine for a goal.")
    parser.add_argument("goal", choices=[goal.value for goal in Goal])
    goal = Goal(parser.parse_args(arguments).goal)
    try:
        with _alone():
            wanted = environment.wanted(ROOT, goal)
            ready = environment.is_ready(ROOT, wanted)
            system_packages.ensure(goal, say, first=not ready)
            if not ready:
                environment.make(ROOT, wanted, say)
    except SetupError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        say("Interrupted. The same command goes on from here.")
        return 130
    return 0


def say(text: str) -> None:
    """Tell the person at the terminal."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


@contextmanager
def _alone() -> Iterator[None]:
    """Keep two commands in one checkout from installing at the same time."""
    lock = ROOT / ".cache" / "bootstrap.lock"
    lock.parent.mkdir(exist_ok=True)
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"Waiting for another command that prepares {ROOT} …")
            fcntl.flock(file, fcntl.LOCK_EX)
        # Children that outlive an interrupted command must not hold the lock.
        os.set_inheritable(file.fileno(), False)
        yield
