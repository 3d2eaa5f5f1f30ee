"""What people made: houses, street lamps, a boat, and what stands in a room."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QLinearGradient, QPainter, QPen, QPolygonF, QRadialGradient

from rushes.rehearsal.animatic.brush import faded, mix, painter_on
from rushes.rehearsal.animatic.world import World


class Built(World):
    """Draws one thing at a time."""

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
