"""What all widgets of our own paint alike: boxes, focus rings, texts that end in an ellipsis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from rushes.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QFont
    from PySide6.QtWidgets import QWidget

_ONE_LINE: Final = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextSingleLine.value
"""As a number, because joining flags costs as much as painting a word."""


def painter_for(widget: QWidget) -> QPainter:
    """Return an antialiasing painter on `widget`; its user ends it."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def box(
    painter: QPainter,
    rect: QRect | QRectF,
    radius: float,
    *,
    fill: QColor | None = None,
    border: QColor | None = None,
    dashed: bool = False,
    width: float = 1.0,
) -> None:
    """Paint a rounded rectangle whose border lies inside `rect`, so that one-pixel lines stay sharp."""
    area = QRectF(rect)
    if border is not None:
        area = area.adjusted(width / 2, width / 2, -width / 2, -width / 2)
        pen = QPen(border, width)
        if dashed:
            pen.setDashPattern([3.0, 2.0])
        painter.setPen(pen)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    if fill is not None:
        painter.setBrush(fill)
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area, radius, radius)


def focus_ring(painter: QPainter, rect: QRect | QRectF, radius: float, *, on_accent: bool = False) -> None:
    """Paint the ring that shows where the keyboard is: in the accent, or in the text's colour on the accent."""
    shown = theme.current()
    box(painter, rect, radius, border=shown.text if on_accent else shown.accent, width=2.0)


def text(
    painter: QPainter,
    rect: QRect | QRectF,
    words: str,
    font: QFont,
    color: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Paint one line of text, centred in height, ending in an ellipsis where it does not fit."""
    room = max(0, int(rect.width() + 0.5))
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room)
    whole_text(painter, rect, shown, font, color, align)


def whole_text(
    painter: QPainter,
    rect: QRect | QRectF,
    words: str,
    font: QFont,
    color: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Paint one line of text that is known to fit, or was shortened before, centred in height."""
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(QRectF(rect), align.value | _ONE_LINE, words)


def width_of(words: str, font: QFont) -> int:
    """Return the width of one line of text in logical pixels, rounded up."""
    return QFontMetrics(font).horizontalAdvance(words) + 1
