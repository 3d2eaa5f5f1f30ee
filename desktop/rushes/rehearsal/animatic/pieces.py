"""The pieces that the drawn stage is put together from: skies, ridges, houses, trees, water, a window, a figure."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QRadialGradient,
)

if TYPE_CHECKING:
    import random

    from rushes.rehearsal.animatic.palette import Palette

WORLD = 1 + 2 * 0.2
"""The size of what is drawn, in frames."""
_ALPHA = QImage.Format.Format_ARGB32_Premultiplied
Line = Callable[[float], float]
"""The height of a ridge, in pixels from above, at a fraction of the world's width."""


class Pieces:
    """Draws one piece at a time into images that the caller stacks.

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

    def sky(self) -> QImage:
        """The sky with its light, stars if it is dark, and a few clouds."""
        p = self.palette
        image = self.opaque(p.top, p.low)
        if p.top.valueF() < 0.2:
            self.stars(image, 130)
        painter = painter_on(image)
        radius = self.unit * self.rng.uniform(0.05, 0.085)
        glow = QRadialGradient(self.light, radius * 9)
        for at, alpha in ((0.0, 150), (0.12, 90), (0.4, 28), (1.0, 0)):
            glow.setColorAt(at, faded(p.light, alpha))
        painter.fillRect(image.rect(), glow)
        painter.setBrush(faded(p.light, 235))
        painter.drawEllipse(self.light, radius, radius)
        for _ in range(self.rng.randint(2, 5)):
            self.cloud(painter)
        painter.end()
        return grained(image, self.rng)

    def cloud(self, painter: QPainter) -> None:
        """One long thin cloud."""
        x, y = self.wide * self.rng.random(), self.horizon * self.rng.uniform(0.35, 0.9)
        long = self.wide * self.rng.uniform(0.1, 0.3)
        for _ in range(3):
            shift = self.rng.uniform(-0.3, 0.3) * long
            band = QRadialGradient(QPointF(0, 0), long * 0.6)
            band.setColorAt(0, faded(self.palette.light, 34))
            band.setColorAt(1, faded(self.palette.light, 0))
            painter.save()
            painter.translate(x + shift, y + self.rng.uniform(-0.01, 0.01) * self.high)
            painter.scale(1, 0.07)
            painter.setBrush(QBrush(band))
            painter.drawEllipse(QPointF(0, 0), long * 0.6, long * 0.6)
            painter.restore()

    def wave(self, below: float, height: float, rate: float) -> Line:
        """A gentle line `below` the horizon, in parts of the world's height."""
        waves = [(rate * k, height / k**1.1, self.rng.uniform(0, math.tau)) for k in (1, 2.3, 4.7, 9.1)]
        base = self.horizon + self.high * below
        return lambda u: base - self.high * sum(size * math.sin(math.tau * k * u + phase) for k, size, phase in waves)

    def ridge(self, image: QImage, colour: QColor, line: Line) -> QImage:
        """Everything below a line."""
        self.fill(image, [QPointF(self.wide * i / 160, line(i / 160)) for i in range(161)], colour)
        return image

    def peaks(self, image: QImage, colour: QColor, base: float, height: float, count: int) -> QImage:
        """Mountains."""
        points = [QPointF(0, base)]
        for index in range(count):
            middle = (index + self.rng.uniform(0.3, 0.7)) / count
            tall = height * self.rng.uniform(0.35, 1.0)
            for step in (-0.28, -0.12, 0.0, 0.1, 0.26):
                drop = abs(step) * 2.6 + self.rng.uniform(-0.06, 0.06) * (step != 0)
                points.append(
                    QPointF(self.wide * (middle + step / count), base - self.high * tall * max(0.0, 1 - drop))
                )
        points.append(QPointF(self.wide, base))
        points.sort(key=lambda point: point.x())
        self.fill(image, points, colour)
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

    def grass(self, image: QImage, ground: Line) -> None:
        """Blades on the ground."""
        painter = painter_on(image)
        painter.setPen(QPen(self.palette.near, max(1.0, self.unit / 500)))
        for _ in range(320):
            u = self.rng.random()
            tall = self.high * self.rng.uniform(0.008, 0.04)
            foot = QPointF(self.wide * u, ground(u) + 2)
            painter.drawLine(foot, foot - QPointF(tall * self.rng.uniform(-0.35, 0.35), tall))
        painter.end()

    def firs(self, image: QImage, ground: Line, count: int, height: float) -> None:
        """Fir trees on the ground, in loose groups."""
        painter = painter_on(image)
        painter.setBrush(self.palette.near)
        middle = 0.0
        for index in range(count):
            middle = self.rng.random() if index % 4 == 0 else middle + self.rng.gauss(0, 0.02)
            x, foot = self.wide * middle, ground(middle) + self.high * 0.01
            tall = self.high * height * self.rng.uniform(0.5, 1.4)
            painter.drawRect(QRectF(x - tall * 0.03, foot - tall * 0.2, tall * 0.06, tall * 0.22))
            for step in range(4):
                half = tall * (0.1 + 0.06 * step)
                y = foot - tall + tall * 0.21 * step
                tip, left, right = QPointF(x, y), QPointF(x - half, y + tall * 0.3), QPointF(x + half, y + tall * 0.3)
                painter.drawPolygon(QPolygonF([tip, left, right]))
        painter.end()

    def trunks(self, image: QImage, colour: QColor, count: int, width: float) -> QImage:
        """Tree trunks from top to bottom."""
        painter = painter_on(image)
        painter.setBrush(colour)
        for index in range(count):
            x = self.wide * (index + self.rng.random()) / count
            half = self.wide * width * self.rng.uniform(0.3, 0.7)
            lean = self.rng.uniform(-0.6, 0.6) * half
            painter.drawPolygon(
                QPolygonF(
                    [
                        QPointF(x - half * 1.3, self.high),
                        QPointF(x - half * 0.8 + lean, 0),
                        QPointF(x + half * 0.8 + lean, 0),
                        QPointF(x + half * 1.3, self.high),
                    ]
                )
            )
        painter.end()
        return image

    def blocks(
        self, image: QImage, colour: QColor, height: tuple[float, float], width: tuple[float, float], *, lit: float
    ) -> QImage:
        """A row of houses; `lit` is the part of their windows with light."""
        painter = painter_on(image)
        x = -self.wide * 0.02
        while x < self.wide:
            wide = self.wide * self.rng.uniform(*width) * 0.8
            top = self.horizon - self.high * self.rng.uniform(*height)
            fade = QLinearGradient(0, top, 0, self.horizon + self.high * 0.2)
            fade.setColorAt(0, colour)
            fade.setColorAt(1, mix(colour, self.palette.low, 0.2))
            painter.fillRect(QRectF(x, top, wide, self.high - top), fade)
            if lit:
                self.lights(painter, QRectF(x, top, wide, self.high - top), lit)
            x += wide * self.rng.uniform(0.96, 1.25)
        painter.end()
        return image

    def lights(self, painter: QPainter, house: QRectF, lit: float) -> None:
        """The lit windows of one house."""
        cell = self.unit * 0.018
        columns = max(1, int(house.width() / cell) - 1)
        side = (house.width() - columns * cell) / 2
        for row in range(1, min(40, int(house.height() / cell))):
            for column in range(columns):
                if self.rng.random() < lit:
                    box = QRectF(
                        house.x() + side + column * cell + cell * 0.25, house.y() + row * cell, cell * 0.5, cell * 0.42
                    )
                    painter.fillRect(box, faded(self.palette.light, self.rng.randint(70, 190)))

    def posts(self, image: QImage, base: float) -> None:
        """Street lamps."""
        painter = painter_on(image)
        for index in range(4):
            x = self.wide * (index + self.rng.uniform(0.3, 0.7)) / 4
            tall = self.high * 0.2
            painter.fillRect(QRectF(x, base - tall, self.unit * 0.006, tall), self.palette.near)
            painter.fillRect(QRectF(x, base - tall, self.unit * 0.05, self.unit * 0.006), self.palette.near)
            centre = QPointF(x + self.unit * 0.05, base - tall + self.unit * 0.012)
            glow = QRadialGradient(centre, self.unit * 0.06)
            glow.setColorAt(0, faded(self.palette.light, 220))
            glow.setColorAt(0.15, faded(self.palette.light, 110))
            glow.setColorAt(1, faded(self.palette.light, 0))
            painter.setBrush(QBrush(glow))
            painter.drawEllipse(centre, self.unit * 0.06, self.unit * 0.06)
        painter.end()

    def glitter(self, image: QImage) -> None:
        """The light on the water."""
        painter = painter_on(image)
        for _ in range(240):
            depth = self.rng.random() ** 1.4
            y = self.horizon + depth * self.high * 0.32
            spread = self.wide * (0.015 + 0.13 * depth)
            x = self.light.x() + self.rng.gauss(0, 1) * spread
            long = self.wide * (0.004 + 0.03 * depth) * self.rng.uniform(0.4, 1.4)
            painter.setBrush(faded(self.palette.light, round(self.rng.uniform(30, 170) * (1 - 0.6 * depth))))
            painter.drawEllipse(QPointF(x, y), long, self.unit * (0.0009 + 0.0022 * depth))
        painter.end()

    def boat(self, image: QImage) -> None:
        """A small sailing boat."""
        painter = painter_on(image)
        painter.setBrush(self.palette.near)
        x = self.wide * self.rng.choice((0.33, 0.4, 0.6, 0.68))
        y, size = self.horizon + self.high * 0.055, self.unit * 0.055
        hull = [(-1.2, 0), (1.3, -0.08), (0.95, 0.4), (-0.9, 0.4)]
        sail = [(-0.05, -0.15), (-0.05, -2.2), (0.95, -0.2)]
        for shape in (hull, sail):
            painter.drawPolygon(QPolygonF([QPointF(x + size * a, y + size * b) for a, b in shape]))
        painter.end()

    def stars(self, image: QImage, count: int, size: float = 1.0) -> None:
        """Stars all over."""
        painter = painter_on(image)
        for _ in range(count):
            radius = self.unit * self.rng.choice((0.0008, 0.001, 0.0014, 0.0022)) * size
            painter.setBrush(QColor(255, 255, 255, self.rng.randint(60, 220)))
            painter.drawEllipse(QPointF(self.wide * self.rng.random(), self.high * self.rng.random()), radius, radius)
        painter.end()

    def planet(self, image: QImage) -> QPointF:
        """A planet; returns its centre."""
        p = self.palette
        radius = self.unit * self.rng.uniform(0.2, 0.3)
        centre = QPointF(self.wide * self.rng.choice((0.36, 0.64)), self.high * 0.42)
        painter = painter_on(image)
        halo = QRadialGradient(centre, radius * 1.5)
        halo.setColorAt(0.6, faded(p.light, 60))
        halo.setColorAt(1, faded(p.light, 0))
        painter.setBrush(QBrush(halo))
        painter.drawEllipse(centre, radius * 1.5, radius * 1.5)
        body = QRadialGradient(centre - QPointF(radius * 0.5, radius * 0.45), radius * 1.7)
        body.setColorAt(0, mix(p.light, p.low, 0.25))
        body.setColorAt(0.45, mix(p.low, p.far, 0.2))
        body.setColorAt(1, p.top)
        painter.setBrush(QBrush(body))
        painter.drawEllipse(centre, radius, radius)
        painter.end()
        return centre

    def window(self, image: QImage, floor: float) -> QRectF:
        """A bright window in the wall; returns where."""
        p = self.palette
        wide, high = self.unit * 0.46, self.unit * 0.5
        left = self.wide * self.rng.uniform(0.44, 0.56)
        frame = QRectF(left, floor - self.high * 0.14 - high, wide, high)
        painter = painter_on(image)
        glow = QRadialGradient(frame.center(), self.unit * 0.7)
        glow.setColorAt(0, faded(p.light, 90))
        glow.setColorAt(1, faded(p.light, 0))
        painter.fillRect(image.rect(), glow)
        pane = QLinearGradient(frame.topLeft(), frame.bottomLeft())
        pane.setColorAt(0, mix(p.light, p.low, 0.1))
        pane.setColorAt(1, mix(p.light, p.low, 0.55))
        painter.fillRect(frame, pane)
        painter.setPen(QPen(p.near, self.unit * 0.011))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(frame)
        painter.drawLine(QPointF(frame.center().x(), frame.top()), QPointF(frame.center().x(), frame.bottom()))
        painter.drawLine(
            QPointF(frame.left(), frame.top() + high * 0.4), QPointF(frame.right(), frame.top() + high * 0.4)
        )
        painter.end()
        return frame

    def shaft(self, image: QImage, window: QRectF, floor: float) -> None:
        """The window's light on the floor."""
        painter = painter_on(image)
        slide = -self.unit * 0.35
        shape = QPolygonF(
            [
                QPointF(window.left() + slide * 0.55, floor),
                QPointF(window.right() + slide * 0.55, floor),
                QPointF(window.right() + slide * 1.5, self.high),
                QPointF(window.left() + slide * 1.7, self.high),
            ]
        )
        fade = QLinearGradient(0, floor, 0, self.high)
        fade.setColorAt(0, faded(self.palette.light, 120))
        fade.setColorAt(0.8, faded(self.palette.light, 10))
        painter.setBrush(fade)
        painter.drawPolygon(shape)
        painter.end()

    def table(self, image: QImage, floor: float, x: float) -> None:
        """A small round table with a cup."""
        u = self.unit
        painter = painter_on(image)
        painter.setBrush(self.palette.near)
        top = floor - u * 0.02
        painter.drawRoundedRect(QRectF(x - u * 0.24, top, u * 0.48, u * 0.024), u * 0.01, u * 0.01)
        painter.drawRect(QRectF(x - u * 0.012, top, u * 0.024, u * 0.3))
        painter.drawEllipse(QPointF(x, top + u * 0.3), u * 0.12, u * 0.016)
        cup = QRectF(x + u * 0.06, top - u * 0.055, u * 0.06, u * 0.055)
        painter.drawRoundedRect(cup, u * 0.012, u * 0.012)
        painter.setPen(QPen(self.palette.near, u * 0.007))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(cup.right() + u * 0.004, cup.center().y()), u * 0.015, u * 0.017)
        painter.end()

    def lamp(self, image: QImage) -> None:
        """A lamp hanging from above."""
        u = self.unit
        x = self.wide * self.rng.choice((0.27, 0.74))
        painter = painter_on(image)
        painter.fillRect(QRectF(x, 0, u * 0.004, self.high * 0.24), self.palette.near)
        shade = [(-0.02, 0), (0.02, 0), (0.075, 0.08), (-0.075, 0.08)]
        painter.setBrush(self.palette.near)
        painter.drawPolygon(QPolygonF([QPointF(x + u * a, self.high * 0.24 + u * b) for a, b in shade]))
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


def painter_on(image: QImage) -> QPainter:
    """A painter with smooth edges and no outline."""
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    return painter


def faded(colour: QColor, alpha: int) -> QColor:
    """The colour with this much of it, 0 to 255."""
    result = QColor(colour)
    result.setAlpha(alpha)
    return result


def mix(a: QColor, b: QColor, part: float) -> QColor:
    """A colour between two."""
    return QColor.fromRgbF(*(x + (y - x) * part for x, y in zip(_parts(a), _parts(b), strict=True)))


def grained(image: QImage, rng: random.Random) -> QImage:
    """A trace of grain, which keeps wide gradients from banding once they are eight bits of video."""
    tile = QImage(rng.randbytes(256 * 256), 256, 256, 256, QImage.Format.Format_Grayscale8).convertToFormat(
        QImage.Format.Format_RGB32
    )
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SoftLight)
    painter.setOpacity(0.06)
    painter.fillRect(image.rect(), QBrush(tile))
    painter.end()
    return image


def _parts(colour: QColor) -> tuple[float, float, float]:
    return colour.redF(), colour.greenF(), colour.blueF()
