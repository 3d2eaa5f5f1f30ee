"""The order of the Tab key, which is that of reading."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget


def reading_order(pane: QWidget) -> list[QWidget]:
    """Return what the Tab key stops at in `pane`, from the upper left to the lower right."""
    stops = [
        widget
        for widget in pane.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(pane) and widget.focusProxy() is None
    ]
    return sorted(stops, key=lambda widget: _place(widget, pane))


def follow_reading(pane: QWidget) -> None:
    """Let Tab go in the order of reading. To be done again when widgets have come."""
    stops = reading_order(pane)
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def _place(widget: QWidget, pane: QWidget) -> tuple[int, int]:
    # By the middle, in steps: what stands in one row is not equally high.
    middle = widget.mapTo(pane, QPoint(0, widget.height() // 2))
    return middle.y() // 12, middle.x()
