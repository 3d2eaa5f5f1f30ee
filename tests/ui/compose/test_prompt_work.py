"""How much is done at a key in a long prompt: counted, because a time says more about the machine."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from rushes.core.media import MediaKind
from rushes.ui.compose.prompt_edit import LINES_MOST, PromptEdit

if TYPE_CHECKING:
    from types import FrameType

    from pytestqt.qtbot import QtBot

    from rushes.ui.theme import ThemeManager

MENTIONS = 60
TEXT = "".join(f"@Image{number % 5 + 1} slow dolly past the lanterns in the fog, golden hour. " for number in range(60))


@pytest.fixture
def edit(qtbot: QtBot, themed: ThemeManager) -> PromptEdit:
    """One block of some ninety lines, most of them out of sight."""
    made = PromptEdit()
    qtbot.addWidget(made)
    made.set_counts({MediaKind.IMAGE: 5})
    made.resize(360, 104)
    made.setPlainText(TEXT)
    made.show()
    qtbot.waitExposed(made)
    made.setFocus()
    cursor = made.textCursor()
    cursor.setPosition(len(TEXT) // 2)
    made.setTextCursor(cursor)
    QApplication.processEvents()
    assert made.document().firstBlock().layout().lineCount() > 5 * LINES_MOST
    return made


def test_a_key_measures_only_the_mentions_that_are_in_sight(edit: PromptEdit, qtbot: QtBot) -> None:
    measured = 0

    def count(frame: FrameType, event: str, _: object) -> None:
        nonlocal measured
        measured += event == "call" and frame.f_code.co_name == "_x"

    sys.setprofile(count)
    try:
        qtbot.keyClick(edit, Qt.Key.Key_A)
        edit.viewport().repaint()
    finally:
        sys.setprofile(None)
    in_sight = LINES_MOST // 2
    assert 0 < measured <= 2 * 2 * in_sight < 2 * MENTIONS


def test_lines_painted_one_by_one_are_those_painted_together(edit: PromptEdit) -> None:
    whole = edit.viewport().grab().toImage()
    shown = edit.viewport().rect()
    pieces = QImage(whole.size(), QImage.Format.Format_RGB32)
    painter = QPainter(pieces)
    for top in range(0, shown.height(), 7):
        piece = QRect(0, top, shown.width(), min(7, shown.height() - top))
        painter.drawPixmap(piece.topLeft(), edit.viewport().grab(piece))
    painter.end()
    assert pieces == whole.convertToFormat(QImage.Format.Format_RGB32)
