"""The seed: random, a number that was typed, or one that was drawn."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from rushes.core.messages import Message, msg
from rushes.core.parameters import SEED_LIMIT
from rushes.ui import fonts, theme
from rushes.ui.widgets import painting
from rushes.ui.widgets.buttons import IconButton
from rushes.ui.words import say

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

DRAWN_LIMIT: Final = 2**31 - 1
"""Drawn seeds stay below this, so that they can be read and typed again."""

NOT_A_NUMBER: Final = msg("A seed is a whole number. Empty the field for a random one.")


class SeedField(QWidget):
    """A field that says "Random" while it is empty, with a button that draws a number.

    Signals:
        changed: another seed (`int`, or None for random). What is no number is not told, only marked.
        marked: what is typed is no number (`Message`), or is one again (None).
    """

    changed = Signal(object)
    marked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wrong = False
        self.edit = QLineEdit(self)
        self.edit.setProperty("bare", True)
        self.edit.setFont(fonts.font(fonts.SMALL_PX))
        self.edit.setFixedWidth(60)
        self.edit.setMaxLength(20)
        say(self.edit.setPlaceholderText, msg("Random"))
        say(self.edit.setAccessibleName, msg("Seed"))
        say(self.edit.setToolTip, msg("The same seed repeats a shot as closely as the model can. Empty is random."))
        self.dice = IconButton("refresh-cw", size=14, side=22, parent=self)
        self.dice.hint(msg("Draw a seed"))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 1, 3, 1)
        row.setSpacing(2)
        row.addWidget(self.edit, 1)
        row.addWidget(self.dice)
        self.setFixedHeight(24)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.edit.textEdited.connect(self._edited)
        self.dice.clicked.connect(self._draw)
        self.edit.installEventFilter(self)

    def show_seed(self, seed: int | None) -> None:
        """Show a seed, or that it is random; what is being typed stays."""
        if self._parsed() != (True, seed):
            self.edit.setText("" if seed is None else str(seed))
        self.set_wrong(False)

    def set_wrong(self, wrong: bool) -> None:
        """Give it a red frame, or take it away."""
        if wrong != self._wrong:
            self._wrong = wrong
            self.update()

    def trouble(self) -> Message | None:
        """Return why what is typed is no seed, or None."""
        return None if self._parsed()[0] else NOT_A_NUMBER

    def _parsed(self) -> tuple[bool, int | None]:
        text = self.edit.text().strip().replace(" ", "")
        if not text:
            return True, None
        try:
            # Others' digits (Arabic, full width) are digits too; underscores are none.
            return ("_" not in text), int(text)
        except ValueError:
            return False, None

    @Slot(str)
    def _edited(self, _text: str) -> None:
        fine, seed = self._parsed()
        self.set_wrong(not fine)
        self.marked.emit(self.trouble())
        if fine:
            self.changed.emit(seed)

    @Slot()
    def _draw(self) -> None:
        seed = random.randrange(1, min(DRAWN_LIMIT, SEED_LIMIT))  # noqa: S311 - no secret
        self.edit.setText(str(seed))
        self.set_wrong(False)
        self.marked.emit(None)
        self.changed.emit(seed)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Show where the keyboard is."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame."""
        shown = theme.current()
        painter = painting.painter_for(self)
        hovered = self.testAttribute(Qt.WidgetAttribute.WA_UnderMouse)
        border = shown.line_strong if hovered else shown.line
        border = shown.bad if self._wrong else shown.accent if self.edit.hasFocus() else border
        painting.box(painter, self.rect(), theme.RADIUS, border=border)
        painter.end()
