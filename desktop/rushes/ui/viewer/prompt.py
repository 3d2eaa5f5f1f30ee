"""The prompt of a take, to be read, selected and copied: mentions and beats stand out as they do while writing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QTextEdit

from rushes.core.messages import msg
from rushes.core.prompt import beats, mentions
from rushes.ui import fonts, theme
from rushes.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QColor, QKeyEvent
    from PySide6.QtWidgets import QWidget

    from rushes.core.media import MediaKind

_EMPHASISED: Final = 200
"""How many mentions stand out at most: each costs a piece of text of its own."""


class PromptView(QTextEdit):
    """A text that can be read and selected, not written."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self._known: Mapping[MediaKind, int] = {}
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setProperty("bare", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(fonts.font())
        self.document().setDocumentMargin(0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.viewport().setAutoFillBackground(False)
        say(self.setAccessibleName, msg("Prompt"))

    def show_prompt(self, words: str, known: Mapping[MediaKind, int]) -> None:
        """Show a prompt; only mentions of what is `known`, so many of a kind, stand out."""
        if words != self._words or known != self._known:
            self._words, self._known = words, known
            self.setUpdatesEnabled(False)
            self.setPlainText(words)
            self._emphasise()
            self.setUpdatesEnabled(True)

    def height_for(self, width: int) -> int:
        """Return how high all of it is at a width, in logical pixels."""
        document = self.document()
        document.setTextWidth(width)
        return int(document.size().height()) + 1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave what does not move or copy the selection to the pane: play, step, delete."""
        selecting = event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier)
        if selecting or event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._emphasise()

    def _emphasise(self) -> None:
        if not self._words:
            return
        shown = theme.current()
        # As one edit: each by itself would have all of the text laid out anew.
        whole = QTextCursor(self.document())
        whole.beginEditBlock()
        for beat in beats(self._words)[:_EMPHASISED]:
            self._paint(beat.start, beat.end, shown.info)
        for mention in mentions(self._words)[:_EMPHASISED]:
            if 1 <= mention.number <= self._known.get(mention.kind, 0):
                self._paint(mention.start, mention.end, shown.accent_text, bold=True)
        whole.endEditBlock()

    def _paint(self, start: int, end: int, color: QColor, *, bold: bool = False) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(_units(self._words, start))
        cursor.setPosition(_units(self._words, end), QTextCursor.MoveMode.KeepAnchor)
        form = QTextCharFormat()
        form.setForeground(color)
        if bold:
            form.setFontWeight(fonts.font(bold=True).weight())
        cursor.mergeCharFormat(form)


def _units(words: str, position: int) -> int:
    """Return a position in Qt's count, where a character beyond the first plane, such as an emoji, counts twice."""
    if words.isascii():
        return position
    return len(words[:position].encode("utf-16-le", "surrogatepass")) // 2
