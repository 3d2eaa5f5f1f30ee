"""One reference in its place: its picture, its tag, and a cross that removes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeySequence, QPainterPath, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from rushes.core.media import MediaKind, Role
from rushes.core.messages import Message, msg, verbatim
from rushes.ui import fonts, formats, icons, theme
from rushes.ui.widgets import painting
from rushes.ui.widgets.buttons import FlatButton
from rushes.ui.widgets.drop import tag
from rushes.ui.words import say, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent

    from rushes.core.recipe import Reference
    from rushes.ui.compose.thumbs import Thumb

SIZE: Final = QSize(83, 64)
_CROSS: Final = 16

_KIND_ICONS: Final = {MediaKind.IMAGE: "image", MediaKind.VIDEO: "film", MediaKind.AUDIO: "audio-lines"}


class Tile(FlatButton):
    """Shows a reference. A press asks for another file in its place; Delete and the cross remove it.

    Signals:
        remove_requested: it is to go.
        menu_requested: its menu is wanted (the place, in pixels of the screen).
    """

    remove_requested = Signal()
    menu_requested = Signal(object)

    def __init__(self, *, size: QSize | None = SIZE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._reference: Reference | None = None
        self._thumb: Thumb | None = None
        self._scaled: QPixmap | None = None
        self._tag = ""
        self._tone = ""
        self._lit = False
        if size is not None:
            self.setFixedSize(size)
        else:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAcceptDrops(False)

    @property
    def reference(self) -> Reference | None:
        """The reference that it shows."""
        return self._reference

    def show_reference(self, reference: Reference, tag_words: str, thumb: Thumb | None) -> None:
        """Show a reference with a tag on it."""
        if thumb is not self._thumb:
            self._thumb, self._scaled = thumb, None
        self._reference, self._tag = reference, tag_words
        self.set_problems((), "")
        self.update()

    def set_problems(self, problems: Sequence[Message], tone: str) -> None:
        """Give it a frame in the tone of what is wrong with it ("" for nothing), and say it in its tooltip."""
        self._tone = tone
        reference = self._reference
        if reference is None:
            return
        name = msg("{tag}, {name}", tag=self._tag, name=reference.name) if self._tag else verbatim(reference.name)
        say(self.setAccessibleName, name)
        lines = [reference.name, tr(facts_of(reference)), *(tr(problem) for problem in problems)]
        self.setToolTip("\n".join(line for line in lines if line))
        say(self.setAccessibleDescription, problems[0] if problems else msg("Press Delete to remove it."))
        self.update()

    def resize_to(self, size: QSize) -> None:
        """Take another size."""
        if size != self._size:
            self._size = size
            self.setFixedSize(size)

    def set_lit(self, lit: bool) -> None:
        """Show that what is dragged would take its place."""
        if lit != self._lit:
            self._lit = lit
            self.update()

    @property
    def tone(self) -> str:
        """The tone of its frame: "bad", "accent", or ""."""
        return self._tone

    def sizeHint(self) -> QSize:
        """Return its size."""
        return self._size or QSize(160, 96)

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return self._size or QSize(83, 96)

    def cross(self) -> QRect:
        """Return where the cross is."""
        return QRect(self.width() - _CROSS - 4, 4, _CROSS, _CROSS)

    # --- acted on ---

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Remove it at the cross; anything else is a press."""
        if event.button() is Qt.MouseButton.LeftButton and self.isDown():
            hit = self.cross().adjusted(-4, -4, 4, 4).contains(event.position().toPoint())
            if hit:
                self.setDown(False)
                self.remove_requested.emit()
                return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove it with Delete or Backspace; Enter presses it."""
        if event.matches(QKeySequence.StandardKey.Delete) or event.key() == Qt.Key.Key_Backspace:
            self.remove_requested.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu, at the pointer or below the tile."""
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        self.menu_requested.emit(event.globalPos() if by_mouse else self.mapToGlobal(self.rect().bottomLeft()))

    # --- painted ---

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, the tag, the cross and the frame."""
        shown = theme.current()
        painter = painting.painter_for(self)
        painting.box(painter, self.rect(), theme.RADIUS, fill=shown.window)
        self._paint_content(painter, shown)
        frame = shown.accent if self._lit else shown.color(self._tone) if self._tone else shown.line
        width = 2.0 if self._tone or self._lit else 1.0
        painting.box(painter, self.rect(), theme.RADIUS, border=frame, width=width)
        if self._tag:
            tag(painter, QRect(4, self.height() - 18, self.width() - 8, 14), self._tag)
        if self.hovered or self.ring:
            cross = self.cross()
            painting.box(painter, cross, _CROSS / 2, fill=shown.overlay)
            icons.paint(painter, cross, "x", shown.on_overlay, 10)
        if self.ring:
            painting.focus_ring(painter, self.rect(), theme.RADIUS)
        painter.end()

    def _paint_content(self, painter: QPainter, shown: theme.Theme) -> None:
        reference, thumb = self._reference, self._thumb
        if reference is None:
            return
        if thumb is not None and thumb.image is not None:
            path = QPainterPath()
            path.addRoundedRect(QRectF(self.rect()), theme.RADIUS, theme.RADIUS)
            painter.save()
            painter.setClipPath(path)
            painter.drawPixmap(self.rect(), self._fitted())
            painter.restore()
        elif thumb is not None and thumb.peaks:
            self._paint_wave(painter, shown, thumb.peaks)
        elif reference.url is not None:
            self._paint_link(painter, shown, reference)
        else:
            name = "triangle-alert" if thumb is not None and thumb.error is not None else _KIND_ICONS[reference.kind]
            color = shown.bad if thumb is not None and thumb.error is not None else shown.faint
            icons.paint(painter, self.rect().adjusted(0, 0, 0, -12), name, color)

    def _paint_wave(self, painter: QPainter, shown: theme.Theme, peaks: tuple[float, ...]) -> None:
        high = max(max(peaks), 0.01)
        room = QRectF(8, 6, self.width() - 16, self.height() - 24)
        step = room.width() / len(peaks)
        for number, peak in enumerate(peaks):
            height = max(2.0, room.height() * peak / high)
            bar = QRectF(room.left() + number * step, room.center().y() - height / 2, max(1.0, step - 2), height)
            painting.box(painter, bar, 1, fill=shown.info)

    def _paint_link(self, painter: QPainter, shown: theme.Theme, reference: Reference) -> None:
        icons.paint(painter, QRect(0, 4, self.width(), 22), "link", shown.muted)
        host = urlsplit(reference.url or "").hostname or ""
        room = QRect(6, 26, self.width() - 12, 16)
        middle = Qt.AlignmentFlag.AlignHCenter
        painting.text(painter, room, host.removeprefix("www."), fonts.font(fonts.TAG_PX), shown.muted, middle)

    def _fitted(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        wanted = self.size() * ratio
        if self._scaled is None or self._scaled.size() != wanted:
            image = self._thumb.image if self._thumb is not None else None
            if image is None:
                return QPixmap()
            grown = image.scaled(
                wanted, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
            )
            left, top = (grown.width() - wanted.width()) // 2, (grown.height() - wanted.height()) // 2
            self._scaled = QPixmap.fromImage(grown.copy(left, top, wanted.width(), wanted.height()))
            self._scaled.setDevicePixelRatio(ratio)
        return self._scaled


def facts_of(reference: Reference) -> Message:
    """Return what is known of a reference on one line: its size, its length, its bytes, or its address."""
    if reference.url is not None:
        return verbatim(reference.url)
    facts = reference.facts
    if facts is None:
        return verbatim("")
    parts: list[Message] = []
    if facts.width and facts.height:
        parts.append(msg("{width} × {height}", width=facts.width, height=facts.height))
    if facts.duration is not None and facts.kind is not MediaKind.IMAGE:
        parts.append(msg("{seconds} s", seconds=formats.number(facts.duration, 1)))
    if facts.frame_rate and facts.kind is MediaKind.VIDEO:
        parts.append(msg("{rate} fps", rate=f"{facts.frame_rate:g}"))
    parts.append(verbatim(formats.size(facts.size)))
    return joined(parts)


def joined(parts: Sequence[Message]) -> Message:
    """Return messages on one line, parted by dots."""
    if not parts:
        return verbatim("")
    line = parts[0]
    for part in parts[1:]:
        line = msg("{first} · {second}", first=line, second=part)
    return line


ROLE_TAGS: Final = {
    Role.START_IMAGE: msg("Start image"),
    Role.FIRST_FRAME: msg("First frame"),
    Role.LAST_FRAME: msg("Last frame"),
}
"""What stands on a picture that is no reference to mention."""
