"""The stage: what a beat without any picture shows. A quiet landscape in a few layers, drawn once from the words and
the seed; the camera moves the layers by their distance, so that its moves can be read.
"""

from __future__ import annotations

import random
import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QRadialGradient

from rushes.rehearsal.animatic.camera import Bounds, View
from rushes.rehearsal.animatic.palette import place, somebody
from rushes.rehearsal.animatic.plates import Plate
from rushes.rehearsal.animatic.sketch import Sketch

if TYPE_CHECKING:
    from rushes.rehearsal.animatic.script import Beat

BOUNDS = Bounds(0.15, 0.15)
"""How far the camera may go beyond the frame; the world reaches farther, for the nearest layer moves more."""
BOOST = 1.4
"""A drawn world shows a move less than a photograph does, so the camera moves more in it."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer and how much of the camera's way it goes along: nearer ones more."""

    plate: Plate
    depth: float

    def draw(self, painter: QPainter, width: int, height: int, view: View) -> None:
        """Paint what the camera sees of it."""
        own = replace(
            view,
            zoom=view.zoom**self.depth,
            x=view.x * self.depth,
            y=view.y * self.depth,
            sweep=view.sweep * self.depth,
            shear=view.shear * self.depth,
        )
        self.plate.draw(painter, width, height, own)


class Stage:
    """The layers of one beat for a frame of `width` × `height`."""

    def __init__(self, beat: Beat, prompt: str, seed: int | None, width: int, height: int) -> None:
        spot, palette = place(beat.text, prompt, random.Random(seed_of(prompt, seed)))
        rng = random.Random(seed_of(f"{prompt}|{beat.index}|{beat.text}", seed))
        sketch = Sketch(palette, rng, width, height)
        layers = sketch.layers(spot, person=somebody(beat.text))
        self._size = (width, height)
        self._layers = [Layer(Plate(image, (width, height), BOUNDS), depth) for image, depth in layers]
        self._glass = _glass(width, height)

    def draw(self, painter: QPainter, view: View) -> None:
        """Paint one frame."""
        for layer in self._layers:
            layer.draw(painter, *self._size, view)
        painter.drawImage(0, 0, self._glass)


def seed_of(text: str, seed: int | None) -> int:
    """A number that is the same for the same words and seed, on every machine."""
    return zlib.crc32(f"{seed}|{text}".encode())


def _glass(width: int, height: int) -> QImage:
    """What lies over the picture: a soft fall-off to the corners, and the corners of the action-safe area."""
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.save()
    painter.translate(width / 2, height / 2)
    painter.scale(width / 2, height / 2)
    fall = QRadialGradient(QPointF(0, 0), 1.45)
    for at, alpha in ((0.0, 0), (0.45, 0), (0.75, 38), (1.0, 105)):
        fall.setColorAt(at, QColor(0, 0, 0, alpha))
    painter.fillRect(-1, -1, 2, 2, fall)
    painter.restore()
    painter.setPen(QPen(QColor(255, 255, 255, 75), max(1.0, min(width, height) / 540)))
    inset = min(width, height) * 0.05
    arm = inset * 0.8
    # the other two corners belong to the mark and to the slate
    for x, y, sx, sy in ((inset, inset, 1, 1), (width - inset, height - inset, -1, -1)):
        painter.drawLine(QPointF(x, y), QPointF(x + sx * arm, y))
        painter.drawLine(QPointF(x, y), QPointF(x, y + sy * arm))
    painter.end()
    return image
