"""The line below the panes: how much there is, what was just said, whether the service answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rushes.core.messages import msg, plural, verbatim
from rushes.ui import fonts, formats
from rushes.ui.widgets.containers import Pane
from rushes.ui.widgets.labels import ElidedLabel, Line
from rushes.ui.words import say

if TYPE_CHECKING:
    from rushes.core.messages import Message

HEIGHT: Final = 26
SAID_FOR_MS: Final = 8_000


class StatusBar(Pane):
    """Totals at the left, the connection at the right, and in between what was said last, for some seconds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent=parent)
        self.setFixedHeight(HEIGHT)
        self._totals = ElidedLabel(pixels=fonts.META_PX, tone="muted")
        self._said = ElidedLabel(pixels=fonts.META_PX, tone="text")
        self._connection = ElidedLabel(pixels=fonts.META_PX, tone="muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 1, 12, 0)
        row.setSpacing(16)
        row.addWidget(self._totals)
        row.addWidget(self._said, 1)
        row.addWidget(self._connection)
        line = Line(parent=self)
        line.setGeometry(0, 0, 10_000, 1)
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.setInterval(SAID_FOR_MS)
        self._forget.timeout.connect(self._clear)

    def show_totals(self, takes: int, size: int) -> None:
        """Show how many takes there are, and how many bytes they have."""
        words = plural("{count} takes", "{count} take", takes, count=formats.number(takes))
        whole = msg("{takes} · {size}", takes=words, size=formats.size(size)) if size else words
        say(self._totals.setText, whole)

    def say(self, message: Message) -> None:
        """Show a sentence for some seconds."""
        say(self._said.setText, message)
        self._forget.start()

    def show_connection(self, online: bool | None) -> None:
        """Show whether the service answers; nothing while that is not known."""
        words = {None: verbatim(""), True: msg("Online"), False: msg("Offline")}[online]
        self._connection.set_tone("muted" if online is not False else "bad")
        say(self._connection.setText, words)

    def _clear(self) -> None:
        say(self._said.setText, verbatim(""))
