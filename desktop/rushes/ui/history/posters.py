"""Pictures of takes for the list: read and decoded on worker threads, kept in a cache bounded in bytes."""

from __future__ import annotations

import logging
from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPixmap

from rushes.ui import theme
from rushes.ui.tasks import Pool

if TYPE_CHECKING:
    from rushes.core.cancel import CancelToken
    from rushes.core.generation import GenerationId
    from rushes.core.history import HistoryRow
    from rushes.services.pictures import Pictures
    from rushes.ui.tasks import Handle, Tasks

log = logging.getLogger(__name__)

CACHE_BYTES: Final = 24 * 1024 * 1024
AT_ONCE: Final = 24
"""How many are asked for at a time; of the waiting ones the last wished for goes first, for it is still on screen."""


class Posters(QObject):
    """Gives pictures that are there, and sees to those that are not.

    Signals:
        arrived: the picture of this row number is there now.
    """

    arrived = Signal(int)

    def __init__(self, tasks: Tasks, size: QSize, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._size = size
        self._ratio = 1.0
        self._pictures: Pictures | None = None
        self._cache: OrderedDict[int, QPixmap | None] = OrderedDict()
        self._bytes = 0
        self._asked: dict[int, Handle] = {}
        self._waiting: OrderedDict[int, GenerationId] = OrderedDict()

    def attach(self, pictures: Pictures | None, ratio: float = 1.0) -> None:
        """Use these pictures, for a screen of this pixel ratio; None for no library."""
        self._pictures, self._ratio = pictures, ratio
        self._cache.clear()
        self._waiting.clear()
        for handle in self._asked.values():
            handle.cancel()
        self._asked.clear()
        self._bytes = 0

    def set_ratio(self, ratio: float) -> None:
        """Read everything anew for a screen of another pixel ratio."""
        if ratio != self._ratio:
            self.attach(self._pictures, ratio)

    def of(self, row: HistoryRow) -> QPixmap | None:
        """Return a row's picture, or None: it arrives later, if there is one."""
        if row.row in self._cache:
            self._cache.move_to_end(row.row)
            return self._cache[row.row]
        if row.row not in self._asked and self._pictures is not None:
            self._waiting[row.row] = row.id
            self._waiting.move_to_end(row.row)
            self._ask()
        return None

    def forget(self, number: int) -> None:
        """Read a row's picture anew when it is next shown."""
        gone = self._cache.pop(number, None)
        if gone is not None:
            self._bytes -= _bytes_of(gone)

    def _ask(self) -> None:
        while self._waiting and len(self._asked) < AT_ONCE and self._pictures is not None:
            number, generation_id = self._waiting.popitem()
            self._asked[number] = self._tasks.run(
                Pool.MEDIA,
                _read,
                self._pictures,
                number,
                generation_id,
                self._size * self._ratio,
                done=self._take,
                failed=partial(self._lose, number),
                owner=self,
            )

    def _take(self, read: tuple[int, QImage | None]) -> None:
        number, image = read
        self._asked.pop(number, None)
        pixmap = None
        if image is not None:
            pixmap = self._rounded(image)
            self._bytes += _bytes_of(pixmap)
        self._cache[number] = pixmap
        while self._bytes > CACHE_BYTES and len(self._cache) > 1:
            _, oldest = self._cache.popitem(last=False)
            self._bytes -= _bytes_of(oldest) if oldest is not None else 0
        self.arrived.emit(number)
        self._ask()

    def _lose(self, number: int, error: Exception) -> None:
        # its place stays empty until the row changes: asking at every painting would ask for ever
        log.info("no picture for row %s: %s", number, error)
        self._asked.pop(number, None)
        self._cache[number] = None
        self._ask()

    def _rounded(self, image: QImage) -> QPixmap:
        pixmap = QPixmap(self._size * self._ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        radius = theme.RADIUS_SMALL * self._ratio
        path.addRoundedRect(pixmap.rect(), radius, radius)
        painter.setClipPath(path)
        painter.drawImage(0, 0, image)
        painter.end()
        pixmap.setDevicePixelRatio(self._ratio)
        return pixmap


def _bytes_of(pixmap: QPixmap | None) -> int:
    return pixmap.width() * pixmap.height() * 4 if pixmap is not None else 0


def _read(
    pictures: Pictures, number: int, generation_id: GenerationId, size: QSize, cancel: CancelToken
) -> tuple[int, QImage | None]:
    """Read and scale one picture, on a worker thread: it fills the place, and what is too much is cut off evenly."""
    data = pictures.poster(generation_id, cancel)
    if data is None:
        return number, None
    image = QImage.fromData(data)
    if image.isNull():
        return number, None
    wide = image.scaled(size, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation)
    left, top = (wide.width() - size.width()) // 2, (wide.height() - size.height()) // 2
    return number, wide.copy(left, top, size.width(), size.height())
