"""From a prompt to a finished take on the screen, with the real rehearsal process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from rushes.core.stages import Stage
from ui.window.conftest import write

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.window.conftest import Rushes

pytestmark = pytest.mark.timeout(90)

LONG = 60_000
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def rehearsed(rushes: Rushes, qtbot: QtBot, prompt: str = "A paper boat on a lake") -> str:
    """Rehearse a prompt by keyboard and wait for the take."""
    write(rushes, prompt)
    with qtbot.waitSignal(rushes.desk.created, timeout=LONG) as created:
        qtbot.keyClick(rushes.window, Qt.Key.Key_Return, CONTROL | SHIFT)
    made: str = created.args[0]
    qtbot.waitUntil(lambda: rushes.library.history.find(made).stage is Stage.READY, timeout=LONG)
    return made


def test_a_prompt_becomes_a_take_that_is_shown_deleted_brought_back_and_reused(rushes: Rushes, qtbot: QtBot) -> None:
    window = rushes.window
    made = rehearsed(rushes, qtbot)
    history = window.history
    qtbot.waitUntil(lambda: history._model.takes() == 1)
    number = history._model.number_of(made)
    assert number is not None
    qtbot.waitUntil(lambda: (row := history._model.known(number)) is not None and row.stage is Stage.READY)
    assert history._view.current_number() == number
    qtbot.waitUntil(lambda: window.viewer.shown_id == made)
    qtbot.waitUntil(lambda: "1 take" in window.status._totals.text())
    assert not window.top._running.isVisible()

    # deleted, with the keyboard in the list, and brought back by the bar
    history._view.setFocus()
    qtbot.keyClick(history._view, Qt.Key.Key_Delete)
    qtbot.waitUntil(window._undo.isVisible)
    qtbot.waitUntil(lambda: history._model.takes() == 0)
    qtbot.mouseClick(window._undo._undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: history._model.takes() == 1)
    assert not window._undo.isVisible()

    # reused: what was on the desk can be had again
    write(rushes, "Something else")
    rushes.desk.reuse(made)
    qtbot.waitUntil(lambda: window.compose.recipe().prompt == "A paper boat on a lake")
    assert window.compose.recipe().parameters.duration == 4
    window.compose.undo()
    assert window.compose.recipe().prompt == "Something else"
    qtbot.waitUntil(rushes.calm)


def test_the_rehearsal_process_ends_with_the_window(rushes: Rushes, qtbot: QtBot) -> None:
    made = write(rushes, "A fox")
    with qtbot.waitSignal(rushes.desk.created, timeout=LONG):
        rushes.window.compose.rehearse()
    engine = rushes.library.engines._rehearsal
    qtbot.waitUntil(lambda: engine.running, timeout=LONG)
    process = engine._process
    rushes.window.close()
    assert not rushes.window.isVisible()
    rushes.desk.close()
    assert rushes.library.generations.close(), "a rehearsal in work holds nobody up"
    rushes.library.engines.close()
    assert process is not None
    assert process.poll() is not None
    assert made.prompt == "A fox"
