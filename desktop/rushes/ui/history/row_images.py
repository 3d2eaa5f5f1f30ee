"""Lines that were painted once, kept as images: a line that scrolls by is copied, and its words are laid out once."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from rushes.ui import theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from rushes.core.history import HistoryRow
    from rushes.ui.theme import Theme

CACHE_BYTES: Final = 8 * 1024 * 1024
"""Of images: seven panes of lines on a plain screen, two on one of twice the pixels."""


@dataclass(slots=True)
class _Image:
    row: HistoryRow
    picture: QPixmap | None
    whole: QPixmap


@dataclass(frozen=True, slots=True)
class _Look:
    """What all lines have in common: an image made under another look is not shown."""

    size: QSize
    ratio: float
    direction: Qt.LayoutDirection
    theme: Theme
    locale: QLocale


def _nothing_yet() -> _Look:
    return _Look(QSize(), 0.5, Qt.LayoutDirection.LayoutDirectionAuto, theme.current(), QLocale())


class RowImages:
    """Images of lines by row number and state, bounded in bytes; the ones used last stay.

    An image is as good as painting anew: it is opaque, so that letters are smoothed against the same ground, and is
    of use only on screens of a whole pixel ratio, where its pixels fall on theirs.
    """

    def __init__(self) -> None:
        self._images: OrderedDict[tuple[int, int], _Image] = OrderedDict()
        self._look = _nothing_yet()
        self._most = 1
        self.made = 0
        """How many times words were painted, for tests and measurements."""

    def __len__(self) -> int:
        return len(self._images)

    def forget(self) -> None:
        """Forget everything: what is painted is said in other words or letters now."""
        self._images.clear()
        self._look = _nothing_yet()

    def begin(self, size: QSize, ratio: float, direction: Qt.LayoutDirection) -> None:
        """Take note of what all lines have in common; what was made differently is forgotten."""
        look = _Look(size, ratio, direction, theme.current(), QLocale())
        if look != self._look:
            self._images.clear()
            self._look = look
            self._most = max(1, int(CACHE_BYTES / max(1.0, size.width() * size.height() * ratio * ratio * 4)))

    @property
    def useful(self) -> bool:
        """Whether an image is pixel by pixel what painting gives: not where a line begins within a pixel."""
        return self._look.ratio.is_integer()

    def of(
        self,
        row: HistoryRow,
        state: int,
        picture: QPixmap | None,
        paint_picture: Callable[[QPainter], None],
        paint_words: Callable[[QPainter], None],
    ) -> QPixmap:
        """Return the image of a line.

        `state` tells images of the same row apart. `paint_picture` paints its left with the ground below it, and is
        called alone when only the picture is another; `paint_words` paints all the rest, ground included.
        """
        key = (row.row, state)
        kept = self._images.get(key)
        if kept is not None and (kept.row is row or kept.row == row):
            self._images.move_to_end(key)
            kept.row = row
            if kept.picture is not picture:
                self._paint(kept.whole, paint_picture)
                kept.picture = picture
            return kept.whole
        whole = self._blank()
        self._paint(whole, paint_words, paint_picture)
        self.made += 1
        self._images[key] = _Image(row, picture, whole)
        self._images.move_to_end(key)
        while len(self._images) > self._most:
            self._images.popitem(last=False)
        return whole

    def _blank(self) -> QPixmap:
        size, ratio = self._look.size, self._look.ratio
        made = QPixmap(round(size.width() * ratio), round(size.height() * ratio))
        made.setDevicePixelRatio(ratio)
        made.fill(self._look.theme.panel)
        return made

    def _paint(self, image: QPixmap, *parts: Callable[[QPainter], None]) -> None:
        painter = QPainter(image)
        painter.setLayoutDirection(self._look.direction)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for part in parts:
            part(painter)
        painter.end()
