"""The three panes beside one another: opened, closed, remembered, and what gives way in a narrow window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSplitter

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from rushes.settings.window import WindowState

COMPOSE, VIEWER, HISTORY = range(3)

WIDTHS: Final = (392, 10_000, 336)
LEAST: Final = (320, 320, 264)
NARROW: Final = 1180
"""Below this width the history gives way, unless somebody opened it there."""


class Panes(QSplitter):
    """Holds the panes. The outer ones can be closed; a closed one takes no keyboard and no drops.

    Signals:
        history_shown: whether the history is open now.
    """

    history_shown = Signal(bool)

    def __init__(self, compose: QWidget, viewer: QWidget, history: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._widths = list(WIDTHS)
        self._narrow: bool | None = None
        self._gave_way = False
        self.setHandleWidth(1)
        self._shown = (compose, viewer, history)
        for index, pane in enumerate(self._shown):
            pane.setMinimumWidth(LEAST[index])
            self.addWidget(pane)
            self.setCollapsible(index, index != VIEWER)
            self.setStretchFactor(index, 1 if index == VIEWER else 0)
        self.setSizes(list(WIDTHS))
        self.splitterMoved.connect(self._note_closed)

    def is_open(self, index: int) -> bool:
        """Whether a pane is shown."""
        return self.sizes()[index] > 0

    def toggle(self, index: int) -> None:
        """Close an outer pane, or open it as wide as it was. The viewer is always open: it gets the keyboard."""
        if index == VIEWER:
            self._shown[VIEWER].setFocus()
            return
        self._gave_way = False
        self._turn(index)

    def _turn(self, index: int) -> None:
        sizes = self.sizes()
        if sizes[index]:
            self._widths[index] = max(sizes[index], LEAST[index])
        change = -sizes[index] if sizes[index] else self._widths[index]
        sizes[index] += change
        sizes[VIEWER] -= change
        self.setSizes(sizes)
        self._note_closed()

    @Slot()
    def _note_closed(self) -> None:
        for index in (COMPOSE, HISTORY):
            self._shown[index].setEnabled(self.is_open(index))
        self.history_shown.emit(self.is_open(HISTORY))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the history give way when the window becomes narrow, and come back when it widens again."""
        before = self.sizes()
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW
        if narrow == self._narrow:
            return
        self._narrow = narrow
        if narrow and self.is_open(HISTORY):
            if self.isVisible():
                # the composer keeps its width: it was squeezed a moment ago only to make room for what goes now
                self._widths[HISTORY] = max(before[HISTORY], LEAST[HISTORY])
                self.setSizes([before[COMPOSE], max(1, event.size().width() - before[COMPOSE]), 0])
                self._note_closed()
            else:
                self._turn(HISTORY)
            self._gave_way = True
        elif not narrow and self._gave_way:
            self._gave_way = False
            if not self.is_open(HISTORY):
                self._turn(HISTORY)

    def restore(self, state: WindowState) -> None:
        """Take up the widths of the last run. What is no such note changes nothing."""
        # Qt's own restoreState takes a state cut short, or of other panes, and leaves the splitter without a direction.
        noted = state.text("widths").split(" ")
        if len(noted) == len(WIDTHS) and all(each.isascii() and each.isdigit() and len(each) < 6 for each in noted):
            self.setSizes([int(each) for each in noted])
            self._gave_way = state.text("history") == "gave way"
        self._note_closed()

    def remember(self, state: WindowState) -> None:
        """Note the widths for the next run."""
        state.put("widths", " ".join(str(size) for size in self.sizes()))
        state.put("history", "gave way" if self._gave_way else "")
