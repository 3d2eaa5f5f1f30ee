"""Places that take what is dropped on them, and little pictures."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainterPath, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from rushes.ui import fonts, theme
from rushes.ui.widgets import painting
from rushes.ui.widgets.buttons import FlatButton
from rushes.ui.widgets.labels import broken
from rushes.ui.words import say

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QPainter, QPaintEvent

    from rushes.core.messages import Message


class DropState(Enum):
    """How a place stands to what is being dragged."""

    IDLE = "idle"
    LIT = "lit"
    """It would take it."""
    REFUSED = "refused"
    """It cannot take it, and says why."""


class DropZone(FlatButton):
    """A dashed place that says what it is for, and while something is dragged, what that would become.

    It is a button too: a click asks for a file. It paints only; who reads what is dragged calls `light`, `refuse` and
    `calm`, and overrides the drag events or filters them.
    """

    def __init__(self, words: Message, *, size: QSize | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._state = DropState.IDLE
        self._lines = ("", "")
        policy = QSizePolicy.Policy.Fixed if size is not None else QSizePolicy.Policy.Expanding
        self.setSizePolicy(policy, QSizePolicy.Policy.Fixed)
        self.setAcceptDrops(True)
        say(self.setText, words)

    @property
    def state(self) -> DropState:
        """How it stands to what is being dragged."""
        return self._state

    def light(self, title: Message, detail: Message | None = None) -> None:
        """Show that it would take what is dragged, and what that would become."""
        self._show(DropState.LIT, title, detail)

    def refuse(self, title: Message, detail: Message | None = None) -> None:
        """Show that it cannot take what is dragged, and why."""
        self._show(DropState.REFUSED, title, detail)

    def calm(self) -> None:
        """Show that nothing is dragged."""
        self._state = DropState.IDLE
        self._lines = ("", "")
        self.setAccessibleDescription("")
        self.update()

    def _show(self, state: DropState, title: Message, detail: Message | None) -> None:
        self._state = state
        say(self._set_title, title)
        if detail is not None:
            say(self._set_detail, detail)
        else:
            self._set_detail("")
        say(self.setAccessibleDescription, title)

    def _set_title(self, words: str) -> None:
        self._lines = (words, self._lines[1])
        self.update()

    def _set_detail(self, words: str) -> None:
        self._lines = (self._lines[0], words)
        self.update()

    def sizeHint(self) -> QSize:
        """Return its size."""
        return self._size or QSize(200, 96)

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return self._size or QSize(64, 64)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame and the words."""
        shown = theme.current()
        painter = painting.painter_for(self)
        lit, refused = self._state is DropState.LIT, self._state is DropState.REFUSED
        border = shown.accent if lit else shown.bad if refused else shown.text if self.hovered else shown.faint
        fill = shown.selection if lit else shown.window if refused or self.hovered else None
        painting.box(painter, self.rect(), theme.RADIUS, fill=fill, border=border, dashed=True)
        area = self.rect().adjusted(6, 4, -6, -4)
        if self._state is DropState.IDLE:
            color = shown.text if self.hovered else shown.muted
            self._paint_words(painter, area, [(self.text(), color, False)])
        else:
            title = (self._lines[0], shown.bad if refused else shown.text, True)
            self._paint_words(painter, area, [title, (self._lines[1], shown.muted, False)])
        if self.ring:
            painting.focus_ring(painter, self.rect(), theme.RADIUS)
        painter.end()

    def _paint_words(self, painter: QPainter, area: QRect, parts: list[tuple[str, object, bool]]) -> None:
        pixels = fonts.META_PX if self.width() < 160 else fonts.SMALL_PX
        high = pixels + 4 if pixels == fonts.META_PX else pixels + 6
        room = max(1, area.height() // high)
        lines: list[tuple[str, object, bool]] = []
        for words, color, bold in parts:
            font = fonts.font(pixels, bold=bold)
            left = room - len(lines)
            lines += [(line, color, bold) for line in broken(words, font, area.width(), left)] if left > 0 else []
        top = area.top() + (area.height() - len(lines) * high) / 2
        for number, (line, color, bold) in enumerate(lines):
            where = QRectF(area.left(), top + number * high, area.width(), high)
            font = fonts.font(pixels, bold=bold)
            painting.text(painter, where, line, font, color, Qt.AlignmentFlag.AlignHCenter)  # type: ignore[arg-type]


class ThumbLabel(QWidget):
    """A little picture with round corners, cropped to fill; a tag at the lower left, and one at the lower right.

    The picture is scaled once per size, not per paint.
    """

    def __init__(
        self, size: QSize, *, radius: float = theme.RADIUS, framed: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFixedSize(size)
        self._radius, self._framed = radius, framed
        self._image: QImage | None = None
        self._scaled: QPixmap | None = None
        self._tag = self._corner = ""

    def set_image(self, image: QImage | None) -> None:
        """Show a picture, or none."""
        self._image, self._scaled = image, None
        self.update()

    def set_tag(self, words: str) -> None:
        """Show a tag at the lower left: "@Image1"."""
        self._tag = words
        self.update()

    def set_corner(self, words: str) -> None:
        """Show a tag at the lower right: "0:05"."""
        self._corner = words
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture and the tags."""
        shown = theme.current()
        painter = painting.painter_for(self)
        painting.box(painter, self.rect(), self._radius, fill=shown.window)
        if self._image is not None:
            path = QPainterPath()
            path.addRoundedRect(QRectF(self.rect()), self._radius, self._radius)
            painter.setClipPath(path)
            painter.drawPixmap(self.rect(), self._fitted(self._image))
            painter.setClipping(False)
        if self._framed:
            painting.box(painter, self.rect(), self._radius, border=shown.line)
        if self._tag:
            tag(painter, QRect(4, self.height() - 18, self.width() - 8, 14), self._tag)
        if self._corner:
            tag(painter, QRect(3, self.height() - 17, self.width() - 6, 14), self._corner, right=True)
        painter.end()

    def _fitted(self, image: QImage) -> QPixmap:
        ratio = self.devicePixelRatioF()
        if self._scaled is None or self._scaled.devicePixelRatio() != ratio:
            wanted = self.size() * ratio
            grown = image.scaled(
                wanted, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
            )
            left, top = (grown.width() - wanted.width()) // 2, (grown.height() - wanted.height()) // 2
            self._scaled = QPixmap.fromImage(grown.copy(left, top, wanted.width(), wanted.height()))
            self._scaled.setDevicePixelRatio(ratio)
        return self._scaled


def tag(painter: QPainter, room: QRect, words: str, *, right: bool = False) -> None:
    """Paint a tag that lies on a picture, at the left or right of `room`."""
    shown = theme.current()
    font = fonts.font(fonts.TAG_PX)
    width = min(room.width(), painting.width_of(words, font) + 9)
    left = room.right() + 1 - width if right else room.left()
    area = QRectF(left, room.top(), width, room.height())
    painting.box(painter, area, theme.RADIUS_SMALL, fill=shown.overlay)
    painting.text(painter, area.adjusted(5, 0, -4, 0), words, font, shown.on_overlay)
