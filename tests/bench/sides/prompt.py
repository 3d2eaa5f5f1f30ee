"""Typing into the prompt: the composer with everything on, and a bare editor with the same text, in turn.

Usage: prompt.py HOME IMAGE VIDEO
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from rushes.app.build import open_studio
from rushes.app.setting import setting
from rushes.core.parameters import Parameters
from rushes.core.recipe import Recipe, Workflow
from rushes.services.intake import Offer, Place
from rushes.settings.paths import places
from rushes.ui.compose.pane import ComposePane
from rushes.ui.events import EventBridge
from rushes.ui.tasks import Tasks
from rushes.ui.theme import ThemeChoice, ThemeManager

if TYPE_CHECKING:
    from collections.abc import Callable

CHARACTERS, KEYS, BLOCKS, PACE = 5_000, 60, 4, 0.03
TYPED = "a fox runs over the fresh snow, and the camera follows it slowly"


def prompt() -> str:
    """Return 5,000 characters with 15 mentions and a beat now and then."""
    parts: list[str] = []
    number = 0
    while sum(len(part) for part in parts) < CHARACTERS:
        mention = f"@Image{number % 5 + 1} " if number < 15 else ""
        beat = f"\n[{number}–{number + 1}s] " if number < 4 else ""
        parts.append(f"{beat}{mention}slow dolly past the lanterns in the fog, golden hour, close-up on the rain. ")
        parts.append("The drone rises over the harbour while the motorcycle turns into the neon street. " * 3)
        number += 1
    return "".join(parts)[:CHARACTERS]


def spin(until: Callable[[], bool], limit: float = 20.0) -> None:
    deadline = time.perf_counter() + limit
    while not until():
        if time.perf_counter() > deadline:
            raise TimeoutError
        QApplication.processEvents()
        time.sleep(0.0002)


def rest(seconds: float) -> None:
    end = time.perf_counter() + seconds
    spin(lambda: time.perf_counter() > end)


def typed(edit: QPlainTextEdit) -> list[float]:
    """Type in the middle of the text and time each key until it is painted."""
    edit.setFocus()
    cursor = edit.textCursor()
    cursor.setPosition(CHARACTERS // 2)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfWord)
    edit.setTextCursor(cursor)
    rest(0.3)
    took = []
    for number in range(KEYS):
        letter = TYPED[number % len(TYPED)]
        key = Qt.Key.Key_Space if letter == " " else Qt.Key(ord(letter.upper()))
        due = time.perf_counter() + PACE
        begun = time.perf_counter()
        QApplication.sendEvent(edit, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, letter))
        QApplication.processEvents()
        took.append((time.perf_counter() - begun) * 1000)
        QApplication.sendEvent(edit, QKeyEvent(QEvent.Type.KeyRelease, key, Qt.KeyboardModifier.NoModifier, letter))
        spin(lambda due=due: time.perf_counter() >= due)  # type: ignore[misc]
    return took


def main(home: Path, image: Path, video: Path) -> dict[str, list[float]]:
    app = QApplication([])
    theme = ThemeManager(app, ThemeChoice.DARK)
    tasks = Tasks()
    studio = open_studio(setting(places(home, {}), None, {}))
    bridge = EventBridge(studio.events)
    pane = ComposePane(tasks)
    pane.resize(392, 900)
    pane.show()
    pane.attach(studio, bridge)
    spin(lambda: not tasks.pending())
    copies = []
    for number in range(5):
        copies.append(home / f"still-{number}.jpg")
        copies[-1].write_bytes(image.read_bytes() + bytes(number))
    pane.offer(Offer(paths=(*copies, video)), Place(None))
    rest(0.5)
    spin(lambda: not tasks.pending())
    text = prompt()
    pane.set_recipe(Recipe(Workflow.REFERENCES, text, Parameters(duration=5), pane.recipe().references))
    edit = pane.findChild(QPlainTextEdit)
    assert isinstance(edit, QPlainTextEdit)
    bare = QPlainTextEdit()
    bare.setFont(edit.font())
    bare.setPlainText(text)
    bare.resize(edit.size())
    bare.show()
    rest(1.0)
    found: dict[str, list[float]] = {"ours": [], "bare": []}
    for block in range(BLOCKS + 1):
        bare.activateWindow()
        theirs = typed(bare)
        pane.activateWindow()
        ours = typed(edit)
        if block:
            found["bare"] += theirs
            found["ours"] += ours
    assert len(edit.toPlainText()) == len(text) + KEYS * (BLOCKS + 1), "not every key arrived"
    theme.close()
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))) + "\n")
    sys.stdout.flush()
    os._exit(0)
