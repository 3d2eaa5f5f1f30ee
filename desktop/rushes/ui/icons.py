"""The icons: Lucide's drawings, tinted with a token of the theme, crisp at any scale."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap

from rushes.ui import resources, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

FILLED = "-filled"
"""What a name ends in when its drawing is to be filled: "play-filled", "star-filled"."""


@lru_cache(maxsize=512)
def _rendered(name: str, color: str, size: int, ratio: float) -> QPixmap:
    # Loading QtSvg takes some milliseconds that the first paint of a window without icons need not pay.
    from PySide6.QtSvg import QSvgRenderer

    drawing = name.removesuffix(FILLED)
    source = (resources.folder() / "icons" / f"{drawing}.svg").read_text("utf-8").replace("currentColor", color)
    if drawing != name:
        source = source.replace('fill="none"', f'fill="{color}"', 1)
    renderer = QSvgRenderer(QByteArray(source.encode()))
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixmap(name: str, color: QColor, size: int = 16, ratio: float = 1.0) -> QPixmap:
    """Return an icon of `size` logical pixels for a screen of that pixel ratio, in one colour.

    Raises `FileNotFoundError` for a name that is not shipped.
    """
    return _rendered(name, color.name(), size, ratio)


def paint(painter: QPainter, rect: QRectF | QRect, name: str, color: QColor, size: int = 16) -> None:
    """Paint an icon of `size` logical pixels in the middle of `rect`."""
    device = painter.device()
    ratio = device.devicePixelRatio() if device is not None else 1.0
    x = round(rect.x() + (rect.width() - size) / 2)
    y = round(rect.y() + (rect.height() - size) / 2)
    painter.drawPixmap(QPoint(x, y), pixmap(name, color, size, ratio))


class _Engine(QIconEngine):
    """Paints with the colour the token has at that moment, so that a change of theme needs no new icon."""

    def __init__(self, name: str, token: str, size: int) -> None:
        super().__init__()
        self._name, self._token, self._size = name, token, size

    def _color(self, mode: QIcon.Mode) -> QColor:
        shown = theme.current()
        return shown.muted if mode is QIcon.Mode.Disabled else shown.color(self._token)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        paint(painter, rect, self._name, self._color(mode), min(rect.width(), rect.height()))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return pixmap(self._name, self._color(mode), min(size.width(), size.height()))

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        side = min(size.width(), size.height())
        return pixmap(self._name, self._color(mode), max(1, round(side / scale)), scale)

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        side = min(size.width(), size.height(), self._size)
        return QSize(side, side)

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._token, self._size)


def icon(name: str, tone: str = "muted", size: int = 16) -> QIcon:
    """Return a `QIcon` for menus and standard widgets, which follows the theme by itself."""
    return QIcon(_Engine(name, tone, size))
