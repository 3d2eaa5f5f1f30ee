"""The world that a place is drawn in: its size, its horizon and light, its layers, its ground, and who stands on it."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QLinearGradient, QPainter, QPainterPath, QPolygonF, QRadialGradient

from rushes.rehearsal.animatic.brush import faded, mix, painter_on

if TYPE_CHECKING:
    import random

    from rushes.rehearsal.animatic.palette import Palette

WORLD = 1 + 2 * 0.2
"""The size of what is drawn, in frames."""
_ALPHA = QImage.Format.Format_ARGB32_Premultiplied
Line = Callable[[float], float]
"""The height of a ridge, in pixels from above, at a fraction of the world's width."""


class World:
    """Makes the layers that a caller draws on and stacks.

    The images show the world, which is larger than the frame on every side; heights are parts of the world's.
    """

    def __init__(self, palette: Palette, rng: random.Random, width: int, height: int) -> None:
        self.palette = palette
        self.rng = rng
        self.core = (width, height)
        self.wide = round(width * WORLD / 2) * 2
        self.high = round(height * WORLD / 2) * 2
        self.unit = min(width, height)
        self.horizon = self.high * rng.uniform(0.45, 0.53)
        self.light = QPointF(self.wide * rng.uniform(0.3, 0.7), self.horizon - self.high * rng.uniform(0.08, 0.18))

    def clear(self) -> QImage:
        """An empty layer."""
        image = QImage(self.wide, self.high, _ALPHA)
        image.fill(Qt.GlobalColor.transparent)
        return image

    def opaque(self, top: QColor, low: QColor) -> QImage:
        """A full layer that runs from one colour to another."""
        image = QImage(self.wide, self.high, QImage.Format.Format_RGB32)
        fade = QLinearGradient(0, self.high * 0.1, 0, self.horizon * 1.05)
        fade.setColorAt(0, top)
        fade.setColorAt(1, low)
        painter = QPainter(image)
        painter.fillRect(image.rect(), fade)
        painter.end()
        return image

    def wave(self, below: float, height: float, rate: float) -> Line:
        """A gentle line `below` the horizon, in parts of the world's height."""
        waves = [(rate * k, height / k**1.1, self.rng.uniform(0, math.tau)) for k in (1, 2.3, 4.7, 9.1)]
        base = self.horizon + self.high * below
        return lambda u: base - self.high * sum(size * math.sin(math.tau * k * u + phase) for k, size, phase in waves)

    def ridge(self, image: QImage, colour: QColor, line: Line) -> QImage:
        """Everything below a line."""
        self.fill(image, [QPointF(self.wide * i / 160, line(i / 160)) for i in range(161)], colour)
        return image

    def fill(self, image: QImage, line: list[QPointF], colour: QColor) -> None:
        """Everything below the line, a little hazier towards its foot."""
        top = min(point.y() for point in line)
        fade = QLinearGradient(0, top, 0, top + self.high * 0.3)
        fade.setColorAt(0, colour)
        fade.setColorAt(1, mix(colour, self.palette.low, 0.14 if colour != self.palette.near else 0.0))
        painter = painter_on(image)
        painter.setBrush(fade)
        painter.drawPolygon(QPolygonF([*line, QPointF(self.wide, self.high), QPointF(0, self.high)]))
        painter.end()

    def slab(self, image: QImage, colour: QColor, top: float, foot: QColor | None = None) -> None:
        """Everything below a level."""
        painter = painter_on(image)
        fade = QLinearGradient(0, top, 0, self.high)
        fade.setColorAt(0, colour)
        fade.setColorAt(1, foot or colour)
        painter.fillRect(QRectF(0, top, self.wide, self.high - top), fade)
        painter.end()

    def person(
        self, image: QImage, x: float, foot: float, tall: float, *, lean: float = 0.0, lit: bool = False
    ) -> None:
        """A plain figure in a coat, with its back to us: it gives the place its scale."""
        painter = painter_on(image)
        glow = QRadialGradient(QPointF(x, foot - tall * 0.55), tall * 0.8)
        glow.setColorAt(0, faded(self.palette.light, 60))
        glow.setColorAt(1, faded(self.palette.light, 0))
        painter.setBrush(QBrush(glow))
        painter.drawEllipse(QPointF(x, foot - tall * 0.55), tall * 0.8, tall * 0.8)
        painter.translate(x, foot)
        painter.rotate(lean)
        painter.scale(tall, tall)
        painter.setBrush(mix(self.palette.light, self.palette.far, 0.25) if lit else self.palette.near)
        for side in (-1, 1):
            leg = [(0.005, -0.45), (0.11, -0.45), (0.085, 0.0), (0.03, 0.0)]
            painter.drawPolygon(QPolygonF([QPointF(side * a, b) for a, b in leg]))
        coat = QPainterPath(QPointF(-0.055, -0.84))
        coat.cubicTo(-0.15, -0.81, -0.16, -0.74, -0.165, -0.62)
        coat.lineTo(-0.155, -0.4)
        coat.lineTo(-0.125, -0.4)
        coat.lineTo(-0.14, -0.26)
        coat.lineTo(0.14, -0.26)
        coat.lineTo(0.125, -0.4)
        coat.lineTo(0.155, -0.4)
        coat.lineTo(0.165, -0.62)
        coat.cubicTo(0.16, -0.74, 0.15, -0.81, 0.055, -0.84)
        coat.closeSubpath()
        painter.drawPath(coat)
        painter.drawRect(QRectF(-0.03, -0.88, 0.06, 0.08))
        painter.drawEllipse(QPointF(0, -0.925), 0.062, 0.075)
        painter.end()
