"""The place of the picture: it paints the newest frame in the middle, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QSizePolicy, QWidget

from rushes.core.messages import msg
from rushes.media.picture import fit
from rushes.ui import theme
from rushes.ui.widgets import painting
from rushes.ui.words import say

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent

    from rushes.media.picture import Frame

MARGIN: Final = 16
"""Logical pixels kept free around the picture; none in full screen."""


class Canvas(QWidget):
    """Paints a frame with its aspect kept. Frames come scaled to its device pixels, and are painted pixel by pixel.

    Signals:
        pressed: somebody clicked it.
        view_changed: there is room for a picture of another size; carries width and height in device pixels.
    """

    pressed = Signal()
    view_changed = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._margin = MARGIN
        self._image: QImage | None = None
        self._frame: Frame | None = None
        self._shape = QSize()
        self._keyboard = False
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 68)
        say(self.setAccessibleName, msg("Picture"))
        say(self.setToolTip, msg("{what} ({shortcut})", what=msg("Play or pause"), shortcut="Space"))

    @property
    def frame(self) -> Frame | None:
        """The frame that is shown; None while a poster or nothing is."""
        return self._frame

    @property
    def empty(self) -> bool:
        """Whether there is no picture at all."""
        return self._image is None

    def set_margin(self, margin: int) -> None:
        """Keep so many logical pixels free around the picture."""
        self._margin = margin
        self._tell_view()
        self.update()

    def show_frame(self, frame: Frame) -> None:
        """Show a frame. Its pixels are not copied: the frame is kept while it is shown."""
        image = QImage(frame.data, frame.width, frame.height, frame.stride, QImage.Format.Format_RGB32)
        self._image, self._frame, self._shape = image, frame, image.size()
        self.update()

    def show_poster(self, image: QImage, shape: QSize) -> None:
        """Show a still of a take of the size `shape` where its first frame will be."""
        self._image, self._frame = image, None
        self._shape = image.size() if shape.isEmpty() else shape
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        self._image = self._frame = None
        self.update()

    def view_size(self) -> QSize:
        """Return how many device pixels there are for the picture."""
        ratio = self.devicePixelRatioF()
        width = max(1, round((self.width() - 2 * self._margin) * ratio))
        return QSize(width, max(1, round((self.height() - 2 * self._margin) * ratio)))

    def picture_rect(self) -> QRectF:
        """Return where the picture is, in logical pixels."""
        if self._image is None:
            return QRectF()
        ratio = self.devicePixelRatioF()
        shape, room = self._shape, self.view_size()
        fits = shape.width() == room.width() and shape.height() <= room.height()
        fits = fits or (shape.height() == room.height() and shape.width() <= room.width())
        # Rounded as the player rounds, so that nothing moves by a pixel when its frame comes.
        size = shape if fits else QSize(*fit(shape.width(), shape.height(), (room.width(), room.height())))
        # On whole device pixels, or each of them would be mixed from two.
        left = round((self.width() * ratio - size.width()) / 2) / ratio
        top = round((self.height() * ratio - size.height()) / 2) / ratio
        return QRectF(QPointF(left, top), QSizeF(size) / ratio)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for frames of another size."""
        super().resizeEvent(event)
        self._tell_view()

    def changeEvent(self, event: QEvent) -> None:
        """Ask for frames of another size on another screen."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._tell_view()

    def _tell_view(self) -> None:
        size = self.view_size()
        self.view_changed.emit(size.width(), size.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Play or pause."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.pressed.emit()
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember whether the keyboard brought the focus."""
        self._keyboard = event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the picture."""
        painter = painting.painter_for(self)
        painter.fillRect(event.rect(), theme.current().canvas)
        if self._image is not None:
            self._paint_picture(painter, self._image)
        if self._keyboard and self.hasFocus():
            painting.focus_ring(painter, self.rect().adjusted(3, 3, -3, -3), theme.RADIUS)
        painter.end()

    def _paint_picture(self, painter: QPainter, image: QImage) -> None:
        target = self.picture_rect()
        ratio = self.devicePixelRatioF()
        exact = image.width() == round(target.width() * ratio) and image.height() == round(target.height() * ratio)
        painter.setRenderHint(painter.RenderHint.SmoothPixmapTransform, not exact)
        painter.drawImage(target, image, QRectF(image.rect()))
