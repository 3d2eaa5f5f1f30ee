"""The program's window in a process of its own, on a display or without one, and a person's hands on it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from support.program import PATIENCE, Program, wait_until

PAUSE = ("sleep", "0.05")
"""Between two movements of the hand: the windows answer one another in between, or the drag is not a drag."""

DRIVER = Path(__file__).with_name("window_driver.py")


def display() -> dict[str, str]:
    """Return what a program needs to open its window on the tests' display; fail where there is none."""
    assert os.environ.get("DISPLAY"), "This test needs an X display; make test starts one (Xvfb)."
    assert shutil.which("xdotool"), "This test needs xdotool, which the tests' system packages name."
    return {"DISPLAY": os.environ["DISPLAY"], "QT_QPA_PLATFORM": "xcb"}


def xdotool(*words: str) -> str:
    """Run xdotool and return what it prints."""
    done = subprocess.run(["xdotool", *words], capture_output=True, text=True, timeout=PATIENCE, check=False)
    return done.stdout.strip()


def windows_of(process: int) -> list[str]:
    """Return the windows of a process that are on the screen."""
    return xdotool("search", "--onlyvisible", "--pid", str(process), "--name", "Rushes").split()


class Window:
    """A running window. `ask` evaluates an expression inside it, where `window` is the main window."""

    def __init__(self, program: Program, *, extra: dict[str, str] | None = None, prefix: tuple[str, ...] = ()) -> None:
        environment = program.environment()
        environment["PYTHONPATH"] += os.pathsep + str(DRIVER.parents[1])
        self.process = subprocess.Popen(
            [*prefix, sys.executable, str(DRIVER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**environment, **(extra or {})},
            cwd=program.folder,
        )

    def ask(self, expression: str) -> Any:
        """Evaluate an expression in the window."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(expression + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, f"the window ended: {self.process.communicate()[1]}"
        return json.loads(answer)

    def until(self, expression: str) -> None:
        """Wait until an expression is true in the window."""
        wait_until(lambda: bool(self.ask(expression)), expression)

    def opened(self) -> Window:
        """Wait until the library is open and the draft is on the desk."""
        self.until("window._desk.studio is not None and not window._desk.tasks.pending()")
        return self

    def draft(self, prompt: str) -> None:
        """Put a small recipe on the desk."""
        self.ask(f"window.compose.set_recipe(draft({prompt!r}))")

    def close(self) -> float:
        """Close it as a person would, and return how many seconds later the process had ended."""
        began = time.monotonic()
        self.ask("window.close()")
        self.end()
        return time.monotonic() - began

    def end(self) -> str:
        """Wait for the end of the process, which must be a good one, and return what it said on standard error."""
        _, said = self.process.communicate(timeout=PATIENCE)
        assert self.process.returncode == 0, f"ended with {self.process.returncode}: {said}"
        return said

    def __enter__(self) -> Window:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()


class DragSource:
    """A window of another program from which files can be dragged. It lives until they were taken, as those do."""

    def __init__(self, program: Program, screen: dict[str, str], *files: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(DRIVER.with_name("drag_source.py")), *map(str, files)],
            stdout=subprocess.PIPE,
            text=True,
            env={**program.environment(), **screen},
        )

    def middle(self) -> tuple[int, int]:
        """Return the middle of the window on the screen, once it is there."""
        wait_until(lambda: self._window() != "", "the window to drag from is on the screen")
        shape = dict(line.split("=") for line in xdotool("getwindowgeometry", "--shell", self._window()).splitlines())
        return int(shape["X"]) + int(shape["WIDTH"]) // 2, int(shape["Y"]) + int(shape["HEIGHT"]) // 2

    def outcome(self) -> str:
        """Return what became of the drag: the name of Qt's drop action."""
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def _window(self) -> str:
        return xdotool("search", "--onlyvisible", "--pid", str(self._process.pid), "--name", "^drag source$")

    def __enter__(self) -> DragSource:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()


def drag(start: tuple[int, int], end: tuple[int, int]) -> None:
    """Press the mouse at one place of the screen, move it to another in small steps as a hand does, and let go."""
    path = [[round(a + (b - a) * step / 12) for a, b in zip(start, end, strict=True)] for step in range(13)]
    steps = [word for place in [*path, [end[0] + 3, end[1] + 3]] for word in ("mousemove", *map(str, place), *PAUSE)]
    xdotool("mousemove", *map(str, start), *PAUSE, "mousedown", "1", *PAUSE, *steps, *PAUSE, "mouseup", "1")
