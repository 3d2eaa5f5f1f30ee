"""What everything that is drawn is drawn with: a painter, fainter and mixed colours, and grain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter

if TYPE_CHECKING:
    import random


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
