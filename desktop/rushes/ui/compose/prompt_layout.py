"""Lines of a fixed height in a plain text edit, whose own layout knows only the font's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QPlainTextDocumentLayout

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QTextBlock

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
