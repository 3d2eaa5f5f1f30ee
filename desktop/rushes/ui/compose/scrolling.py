"""A scroll area whose bar lies over its content, so that nothing moves sideways when there is much to show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QScrollBar, QWidget

from rushes.ui.widgets.containers import QuietScroll

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

WIDTH: Final = 10


class OverlayScroll(QuietScroll):
    """Scrolls by wheel, keys and a bar in the margin of the content."""

    def __init__(self, content: QWidget) -> None:
        super().__init__(content)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._bar.hide()
        own = self.verticalScrollBar()
        own.rangeChanged.connect(self._fit)
        own.valueChanged.connect(self._bar.setValue)
        self._bar.valueChanged.connect(own.setValue)

    @Slot(int, int)
    def _fit(self, least: int, most: int) -> None:
        self._bar.setRange(least, most)
        self._bar.setPageStep(self.verticalScrollBar().pageStep())
        self._bar.setSingleStep(self.verticalScrollBar().singleStep())
        self._bar.setVisible(most > least)
        self._bar.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the bar at the right."""
        super().resizeEvent(event)
        self._bar.setGeometry(self.width() - WIDTH, 0, WIDTH, self.height())
