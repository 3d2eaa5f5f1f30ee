"""Lines of a fixed height in a plain text edit, whose own layout knows only the font's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QPlainTextDocumentLayout

from rushes.ui import fonts, theme
from rushes.ui.widgets import painting
from rushes.ui.widgets.labels import broken

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter, QTextBlock

LINE_HEIGHT: Final = 20
"""Logical pixels from one line to the next: room for the ground of a mention."""


class RoomyLayout(QPlainTextDocumentLayout):
    """Moves the lines of each block apart as soon as they are laid out. A block that was moved costs nothing more."""

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """Return the room that a block takes, its lines put in their places."""
        rect = super().blockBoundingRect(block)
        if not block.isValid():
            return rect
        layout = block.layout()
        lines = layout.lineCount()
        if not lines or not block.isVisible():
            return rect
        last = layout.lineAt(lines - 1)
        inset = (LINE_HEIGHT - last.height()) / 2
        if abs(last.y() - (lines - 1) * LINE_HEIGHT - inset) > 0.5:
            for number in range(lines):
                line = layout.lineAt(number)
                line.setPosition(QPointF(line.x(), number * LINE_HEIGHT + inset))
        below = self.document().documentMargin() if not block.next().isValid() else 0.0
        rect.setHeight(lines * LINE_HEIGHT + below)
        return rect


HINT_LINES: Final = 3


def paint_hint(painter: QPainter, words: str, at: QPointF, width: float, margin: float) -> None:
    """Paint what an empty field says, in lines as far apart as those of the text; sizes are in logical pixels."""
    font, color = fonts.font(), theme.current().faint
    room = width - 2 * margin
    for number, line in enumerate(broken(words, font, int(room), HINT_LINES)):
        where = QRectF(at.x() + margin, at.y() + number * LINE_HEIGHT, room, LINE_HEIGHT)
        painting.text(painter, where, line, font, color)
