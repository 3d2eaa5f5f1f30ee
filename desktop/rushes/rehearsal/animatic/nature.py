"""What nobody made: skies, stars, mountains, grass, trees, the light on water."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen, QPolygonF, QRadialGradient

from rushes.rehearsal.animatic.brush import faded, grained, mix, painter_on
from rushes.rehearsal.animatic.world import Line, World


class Nature(World):
    """Draws one piece of nature at a time."""

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
