"""A plain card with a file's name, in the place of an image that could not be fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter

from rushes.rehearsal.animatic.fonts import font, prepare

if TYPE_CHECKING:
    from pathlib import Path


def draw_card(name: str, size: tuple[int, int], path: Path) -> Path:
    """Paint a card of `size` (width, height) pixels with `name` on it, save it as PNG to `path`, return `path`."""
    prepare()
    width, height = size
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    ground = QLinearGradient(0, 0, width, height)
    ground.setColorAt(0, QColor(58, 66, 80))
    ground.setColorAt(1, QColor(28, 32, 40))
    painter.fillRect(image.rect(), ground)
    painter.setPen(QColor(220, 224, 232))
    painter.setFont(font(height / 14))
    space = QRect(width // 10, 0, width * 8 // 10, height)
    painter.drawText(space, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWrapAnywhere, name)
    painter.end()
    image.save(str(path))
    return path
