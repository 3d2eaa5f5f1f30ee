"""Plates: pictures prepared once for a shot, so that each frame is a single smooth draw.

A plate covers the frame, keeps what the picture has beyond it, and can be surrounded by a mirrored, softened margin
for shots that begin or end on the exact picture and still move.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QTransform

from rushes.rehearsal.animatic.camera import MARGIN, Bounds, View
from rushes.rehearsal.animatic.sources import RGB, picture

if TYPE_CHECKING:
    from rushes.rehearsal.shot import Input

_KEPT = 0.35  # of the frame, on each side, of what a picture has beyond the frame
_SHARP = 0.012  # of the frame: a smear shorter than this is not drawn
_SMEARS = 5  # steps of it, each twice as long
_STRETCH = Qt.AspectRatioMode.IgnoreAspectRatio
_SMOOTH = Qt.TransformationMode.SmoothTransformation


@dataclass(frozen=True, slots=True)
class Framing:
    """A closer framing of a picture: how much closer, and where its centre lies, in fractions of the whole frame."""

    zoom: float = 1.0
    x: float = 0.5
    y: float = 0.5


FRAMINGS = (
    Framing(),
    Framing(1.5, 0.5, 0.44),
    Framing(1.3, 0.42, 0.5),
    Framing(1.75, 0.56, 0.46),
    Framing(1.35, 0.58, 0.5),
)


def framing(number: int) -> Framing:
    """The framing of a picture that is shown for the `number`th time, the whole picture first."""
    return FRAMINGS[number % len(FRAMINGS)]


@dataclass(frozen=True, slots=True)
class Plate:
    """A prepared picture; `core` is the size, in its pixels, of the middle part that fills the frame at zoom 1."""

    image: QImage
    core: tuple[int, int]
    bounds: Bounds
    smears: dict[int, QImage] = field(default_factory=dict)

    def draw(self, painter: QPainter, width: int, height: int, view: View, opacity: float = 1.0) -> None:
        """Paint what `view` sees of it into the rectangle 0, 0, `width`, `height`."""
        image = self._smeared(view.blur) if view.blur > _SHARP else self.image
        painter.save()
        painter.setOpacity(opacity)
        painter.setTransform(self._transform(width, height, view), combine=True)
        if view.sweep:
            self._tiles(painter, image, view.sweep * self.core[0])
        else:
            painter.drawImage(QPointF(0, 0), image)
        painter.restore()

    def _smeared(self, blur: float) -> QImage:
        """The picture as a shutter sees it that moves sideways by `blur` frames while it is open."""
        level = min(_SMEARS, max(1, round(math.log2(blur / _SHARP))))
        if level not in self.smears:
            reach = _SHARP * 2**level * self.core[0]
            size = self.image.size()
            small = QSize(max(2, round(size.width() * 2 / reach)), size.height())
            narrow = self.image.scaled(small, _STRETCH, _SMOOTH)
            self.smears[level] = narrow.scaled(size, _STRETCH, _SMOOTH).convertToFormat(self.image.format())
        return self.smears[level]

    def _transform(self, width: int, height: int, view: View) -> QTransform:
        scale = width / self.core[0]
        result = QTransform()
        result.translate(width / 2, height / 2)
        if view.roll:
            result.rotate(view.roll)
        if view.shear:
            result.shear(0, view.shear)
        if scale * view.zoom != 1:
            result.scale(scale * view.zoom, scale * view.zoom)
        centre_x = self.image.width() / 2 + view.x * self.core[0]
        centre_y = self.image.height() / 2 + view.y * self.core[1]
        result.translate(-centre_x, -centre_y)
        return result

    def _tiles(self, painter: QPainter, image: QImage, offset: float) -> None:
        """The picture over and over, every other one mirrored, moved left by `offset` of its pixels.

        Two frames' width of travel is two tiles' width, so a whip can come home to the exact picture.
        """
        width = self.image.width()
        offset *= width / self.core[0]
        first = int(offset // width) - 1
        for number in range(first, first + 4):
            left = number * width - offset
            if number % 2:
                painter.save()
                painter.translate(left + width, 0)
                painter.scale(-1, 1)
                painter.drawImage(QPointF(0, 0), image)
                painter.restore()
            else:
                painter.drawImage(QPointF(left, 0), image)


def prepare(given: Input, width: int, height: int, *, closer: Framing, margin: bool, zoom: float = 1.0) -> Plate:
    """Read a picture into a plate for a frame of `width` × `height`; `zoom` is the closest the camera will come.

    Raises `Unreadable`.
    """
    wanted = min(1.4, max(1.0, zoom))
    image, enlarged = picture(given, round(width * closer.zoom * wanted), round(height * closer.zoom * wanted))
    if enlarged > 1 and wanted > 1:  # no more detail to gain: the exact size draws fastest and sharpest
        wanted = 1.0
        image, _ = picture(given, round(width * closer.zoom), round(height * closer.zoom))
    core = (round(width * wanted), round(height * wanted))
    return _plate(_cropped(image, core, closer), core, margin=margin)


def moving(image: QImage, width: int, height: int, closer: Framing) -> Plate:
    """A plate of one frame of a video that already covers the frame at the framing's size."""
    return _plate(_cropped(image, (width, height), closer), (width, height), margin=False)


def _cropped(image: QImage, core: tuple[int, int], closer: Framing) -> QImage:
    """The picture cut to what can be needed around the framing's centre, as far on one side as on the other."""
    whole = (round(core[0] * closer.zoom), round(core[1] * closer.zoom))
    left, wide = _window(image.width(), whole[0], core[0], closer.x)
    top, high = _window(image.height(), whole[1], core[1], closer.y)
    if (left, top, wide, high) == (0, 0, image.width(), image.height()):
        return image
    return image.copy(QRect(left, top, wide, high))


def _window(length: int, whole: int, core: int, at: float) -> tuple[int, int]:
    """Begin and size, along one side, of the largest window centred on `at` of the whole frame's crop."""
    centre = (length - whole) / 2 + whole * at
    half = min(centre, length - centre, core * (0.5 + _KEPT))
    size = max(core, int(2 * half))
    size -= (size - core) % 2  # the same parity, so that the core lies on whole pixels
    begin = min(max(0, round(centre - size / 2)), length - size)
    return begin, size


def _plate(image: QImage, core: tuple[int, int], *, margin: bool) -> Plate:
    if margin:
        image = _surrounded(image, *(round(side * (1 + 2 * MARGIN) / 2) * 2 for side in core))
    bounds = Bounds((image.width() / core[0] - 1) / 2, (image.height() / core[1] - 1) / 2)
    return Plate(image, core, bounds)


def _surrounded(image: QImage, width: int, height: int) -> QImage:
    """The picture in the middle of at least `width` × `height`, its surroundings mirrored and softened outwards."""
    extra_x = max(0, (width - image.width() + 1) // 2)
    extra_y = max(0, (height - image.height() + 1) // 2)
    if not extra_x and not extra_y:
        return image
    size = (image.width() + 2 * extra_x, image.height() + 2 * extra_y)
    result = QImage(*size, RGB)
    painter = QPainter(result)
    for row in (-1, 0, 1):
        for column in (-1, 0, 1):
            painter.setTransform(_mirror(image, extra_x, extra_y, column, row))
            painter.drawImage(0, 0, image)
    painter.resetTransform()
    _soften(painter, result, extra_x, extra_y)
    painter.end()
    return result


def _mirror(image: QImage, x: int, y: int, column: int, row: int) -> QTransform:
    """Where the copy in this column and row lies: mirrored over the side it touches."""
    left = {-1: x, 0: x, 1: x + 2 * image.width()}[column]
    top = {-1: y, 0: y, 1: y + 2 * image.height()}[row]
    return QTransform(-1 if column else 1, 0, 0, -1 if row else 1, left, top)


def _soften(painter: QPainter, image: QImage, x: int, y: int) -> None:
    """Blur the surroundings more the farther out, so that nobody reads them as part of the picture."""
    small = image.scaled(max(1, image.width() // 14), max(1, image.height() // 14), _STRETCH, _SMOOTH)
    blurred = small.scaled(image.width(), image.height(), _STRETCH, _SMOOTH).convertToFormat(
        QImage.Format.Format_ARGB32_Premultiplied
    )
    w, h = image.width(), image.height()
    sides = (
        (QRect(0, 0, x, h), QPointF(x, 0), QPointF(0, 0)),
        (QRect(w - x, 0, x, h), QPointF(w - x, 0), QPointF(w, 0)),
        (QRect(0, 0, w, y), QPointF(0, y), QPointF(0, 0)),
        (QRect(0, h - y, w, y), QPointF(0, h - y), QPointF(0, h)),
    )
    for area, inner, outer in sides:
        if area.isEmpty():
            continue
        strip = blurred.copy(area)
        mask = QPainter(strip)
        mask.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
        fade = QLinearGradient(inner - area.topLeft(), outer - area.topLeft())
        fade.setColorAt(0, QColor(0, 0, 0, 0))
        fade.setColorAt(0.5, QColor(0, 0, 0, 230))
        fade.setColorAt(1, QColor(0, 0, 0, 255))
        mask.fillRect(strip.rect(), fade)
        mask.end()
        painter.drawImage(area.topLeft(), strip)
