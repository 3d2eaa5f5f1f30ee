"""A person's hands on the list of the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from rushes.ui.history.pane import HistoryPane

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def key(qtbot: QtBot, pane: HistoryPane, which: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    qtbot.keyClick(pane._view, which, modifier or Qt.KeyboardModifier.NoModifier)


def click(qtbot: QtBot, pane: HistoryPane, line: int, modifier: Qt.KeyboardModifier | None = None) -> None:
    where = pane._view.visualRect(pane._model.index(line, 0)).center()
    none = Qt.KeyboardModifier.NoModifier
    qtbot.mouseClick(pane._view.viewport(), Qt.MouseButton.LeftButton, modifier or none, where)


def current(pane: HistoryPane) -> str:
    row = pane._view.current_row()
    return row.excerpt if row is not None else ""
