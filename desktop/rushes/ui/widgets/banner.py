"""Cards that say something about the thing they stand at, with the next step as a link; the bar that offers Undo."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPoint, QPropertyAnimation, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainterPath
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from rushes.core.messages import msg
from rushes.ui import fonts, theme
from rushes.ui.widgets import painting
from rushes.ui.widgets.buttons import IconButton, LinkButton
from rushes.ui.widgets.labels import Label
from rushes.ui.widgets.layouts import FlowLayout
from rushes.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QEnterEvent, QPaintEvent

    from rushes.core.messages import Message

_NARROW = 132
"""The width up to which links stand beside the message."""


class Tone(Enum):
    """How grave a banner is: the token of its bar."""

    WARNING = "accent"
    ERROR = "bad"
    INFO = "info"
    GOOD = "good"


class Banner(QWidget):
    """A card with a bar at its left: a title (if it has one), a message, and links for the next step.

    Signals:
        dismissed: somebody closed it. Only one made with `closable` can be closed.
    """

    dismissed = Signal()

    def __init__(self, tone: Tone = Tone.WARNING, *, closable: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._title = Label(pixels=fonts.SMALL_PX, bold=True, wrap=True)
        self._message = Label(pixels=fonts.SMALL_PX, wrap=True, selectable=True)
        self._title.hide()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._message)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 7, 10, 8)
        row.setSpacing(theme.GRID)
        self._below = FlowLayout(spacing=12, line_spacing=2)
        words.addLayout(self._below)
        row.addLayout(words, 1)
        self._beside = QVBoxLayout()
        self._beside.setSpacing(2)
        row.addLayout(self._beside)
        self._beside.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._links: list[LinkButton] = []
        if closable:
            close = IconButton("x", size=12, side=18, parent=self)
            close.hint(msg("Close"))
            close.clicked.connect(self.dismissed)
            row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)

    def show_message(
        self,
        message: Message,
        *,
        title: Message | None = None,
        tone: Tone | None = None,
        actions: Sequence[tuple[Message, Callable[[], object]]] = (),
    ) -> None:
        """Say something, with what can be done about it."""
        self._tone = tone or self._tone
        say(self._message.setText, message)
        if title is not None:
            say(self._title.setText, title)
        self._title.setVisible(title is not None)
        self._message.set_tone("text" if title is None else "muted")
        say(self.setAccessibleName, title or message)
        self._set_actions(actions)
        self.update()

    def _set_actions(self, actions: Sequence[tuple[Message, Callable[[], object]]]) -> None:
        for link in self._links:
            self._beside.removeWidget(link)
            self._below.removeWidget(link)
            link.hide()
            link.deleteLater()
        self._links = []
        for words, act in actions:
            link = LinkButton(words, parent=self)
            link.clicked.connect(_without_arguments(act))
            self._links.append(link)
        # Beside the message they save a line; below it they do not squeeze it.
        beside = len(actions) < 3 and all(link.sizeHint().width() <= _NARROW for link in self._links)
        for link in self._links:
            if beside:
                self._beside.addWidget(link, 0, Qt.AlignmentFlag.AlignRight)
            else:
                self._below.addWidget(link)
            link.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card and its bar."""
        shown = theme.current()
        painter = painting.painter_for(self)
        painting.box(painter, self.rect(), theme.RADIUS, fill=shown.window, border=shown.line)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), theme.RADIUS, theme.RADIUS)
        bar = QPainterPath()
        bar.addRect(QRectF(0, 0, 3, self.height()))
        painter.fillPath(outline.intersected(bar), shown.color(self._tone.value))
        painter.end()


def _without_arguments(act: Callable[[], object]) -> Callable[[], None]:
    def call() -> None:
        act()

    return call


class UndoBar(QWidget):
    """Slides up over the bottom of its parent and offers to take back what was just done: "Deleted 1 take · Undo".

    `over` is a child of the parent at whose bottom it stands instead. A splitter needs that: it makes a pane of every
    child of its own.

    It goes by itself after `seconds`, but waits while the pointer or the keyboard is in it.

    Signals:
        undo_requested: somebody wants it back.
        expired: nobody wanted it back in time, or it was closed.
    """

    undo_requested = Signal()
    expired = Signal()

    def __init__(self, parent: QWidget, *, over: QWidget | None = None, seconds: float = 10.0) -> None:
        super().__init__(parent)
        self._ground = over if over is not None else parent
        self._label = Label(pixels=fonts.SMALL_PX)
        self._undo = LinkButton(msg("Undo"), parent=self)
        self._undo.hint(msg("Undo"), "Ctrl+Z")
        self._close = IconButton("x", size=12, side=20, parent=self)
        self._close.hint(msg("Close"))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(12)
        for widget in (self._label, self._undo, self._close):
            row.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(round(seconds * 1000))
        self._timer.timeout.connect(self._expire)
        self._undo.clicked.connect(self._take_back)
        self._close.clicked.connect(self._expire)
        self._slide = QPropertyAnimation(self, b"pos", self)
        self._slide.setDuration(theme.MOTION_MS)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._ground.installEventFilter(self)
        self.hide()

    def offer(self, done: Message) -> None:
        """Say what was done and offer to take it back."""
        say(self._label.setText, done)
        say(self.setAccessibleName, done)
        self._timer.start()
        self._place()
        self.raise_()
        self.show()
        if not theme.reduced_motion():
            end = self.pos()
            self.move(end.x(), end.y() + 24)
            self._slide.setEndValue(end)
            self._slide.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom of what it stands on."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        self._slide.stop()
        ground = self._ground
        self.resize(self.sizeHint().boundedTo(ground.size()))
        corner = QPoint((ground.width() - self.width()) // 2, ground.height() - self.height() - 12)
        self.move(corner if ground is self.parentWidget() else ground.mapToParent(corner))

    def withdraw(self) -> None:
        """Go without a signal: what it offered cannot be taken back any more."""
        self._timer.stop()
        self._slide.stop()
        self.hide()

    @Slot()
    def _take_back(self) -> None:
        self.withdraw()
        self.undo_requested.emit()

    @Slot()
    def _expire(self) -> None:
        if self.isVisible() and self.sender() is self._timer and (self.underMouse() or self._undo.hasFocus()):
            self._timer.start()
            return
        self.withdraw()
        self.expired.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Wait while the pointer is here."""
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Go on counting."""
        if self.isVisible():
            self._timer.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar."""
        shown = theme.current()
        painter = painting.painter_for(self)
        painting.box(painter, self.rect(), theme.RADIUS_LARGE, fill=shown.raised, border=shown.line_strong)
        painter.end()
