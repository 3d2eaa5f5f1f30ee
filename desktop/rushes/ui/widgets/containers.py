"""Frames around other things: a scroll area that is not seen, a popover, an empty state, a badge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from rushes.ui import fonts, theme
from rushes.ui.widgets import painting
from rushes.ui.widgets.labels import Label
from rushes.ui.words import say

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from rushes.core.messages import Message


def own_viewport(area: QAbstractScrollArea) -> QWidget:
    """Give a scroll area a viewport that is made here, and return it; to be called before anything asks for it.

    The first widget made by Qt itself that Python gets to see makes PySide load every kind of widget there is, which
    takes a tenth of a start.
    """
    made = QWidget()
    area.setViewport(made)
    return made


def own_text_viewport(area: QAbstractScrollArea) -> None:
    """Give a field for text a viewport as `own_viewport` does, with all that Qt's own text fields give to theirs."""
    made = own_viewport(area)
    made.setCursor(Qt.CursorShape.IBeamCursor)
    made.setBackgroundRole(QPalette.ColorRole.Base)
    made.setForegroundRole(QPalette.ColorRole.Text)
    made.setAutoFillBackground(True)
    made.setAcceptDrops(True)
    made.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)


class QuietScroll(QScrollArea):
    """A scroll area without a frame, on the ground it stands on, that scrolls up and down only."""

    def __init__(self, content: QWidget, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ground = own_viewport(self)
        self.setWidget(content)
        ground.setAutoFillBackground(False)
        content.setAutoFillBackground(False)


class Pane(QWidget):
    """A plain ground in the colour of a token: `panel` for panes and bars, `canvas` behind the picture."""

    def __init__(self, ground: str = "panel", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground = ground
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = painting.painter_for(self)
        painter.fillRect(event.rect(), theme.current().color(self._ground))
        painter.end()


class Popover(QFrame):
    """A small window that belongs to a widget, stands below or above it, and goes with a click elsewhere or Escape."""

    def __init__(self, owner: QWidget, *, name: Message) -> None:
        super().__init__(owner, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(theme.MARGIN, 12, theme.MARGIN, 12)
        self.body.setSpacing(theme.GRID)
        say(self.setAccessibleName, name)

    def open_at(self, anchor: QWidget, *, right: bool = False) -> None:
        """Show it at `anchor`, its right edge at the anchor's with `right`; within the screen."""
        self.adjustSize()
        corner = anchor.mapToGlobal(QPoint(0, anchor.height() + 4))
        x = corner.x() + (anchor.width() - self.width() if right else 0)
        y = corner.y()
        screen = anchor.screen().availableGeometry()
        if y + self.height() > screen.bottom():
            y = anchor.mapToGlobal(QPoint(0, 0)).y() - self.height() - 4
        self.move(max(screen.left(), min(x, screen.right() - self.width())), max(screen.top(), y))
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame."""
        shown = theme.current()
        painter = painting.painter_for(self)
        painting.box(painter, self.rect(), theme.RADIUS_LARGE, fill=shown.raised, border=shown.line_strong)
        painter.end()


class EmptyState(QWidget):
    """What an empty pane says: what will be there, and the one thing to do, which is added to `body`."""

    WIDTH = 464
    """The longest line of words, in logical pixels: what is comfortable to read."""

    def __init__(self, message: Message, *, title: Message | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.MARGIN, theme.MARGIN, theme.MARGIN, theme.MARGIN)
        outer.setSpacing(theme.GRID)
        outer.addStretch(1)
        self._labels: list[Label] = []
        if title is not None:
            self._add(outer, Label(title, pixels=fonts.TITLE_PX, bold=True, wrap=True))
        self._add(outer, Label(message, tone="muted", wrap=True))
        self.body = QVBoxLayout()
        outer.addSpacing(theme.GRID)
        outer.addLayout(self.body)
        outer.addStretch(1)

    def say_message(self, message: Message) -> None:
        """Say something else."""
        say(self._labels[-1].setText, message)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the words anew."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Break words of another length anew."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange):
            self._fit()

    def _add(self, outer: QVBoxLayout, label: Label) -> None:
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._labels.append(label)
        outer.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)

    def _fit(self) -> None:
        # A label that wraps asks for too little room when it is aligned: tell it its size.
        width = max(1, min(self.WIDTH, self.width() - 2 * theme.MARGIN))
        for label in self._labels:
            # it would answer for the least width that it was told before, where that is more
            label.setMinimumWidth(0)
            label.setFixedSize(width, label.heightForWidth(width))


class Badge(QWidget):
    """A word in a small frame, in the colour of a state: "Rehearsal", "Pick"."""

    def __init__(self, words: Message, *, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._tone = "", tone
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        say(self.setText, words)

    def setText(self, text: str) -> None:
        """Take the word; use `say`."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the word and its frame."""
        return QSize(painting.width_of(self._text, fonts.font(fonts.TAG_PX)) + 12, 16)

    def minimumSizeHint(self) -> QSize:
        """Return the least size: the word may end in an ellipsis."""
        return QSize(min(32, self.sizeHint().width()), 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        color = theme.current().color(self._tone)
        painter = painting.painter_for(self)
        painting.box(painter, self.rect(), 3, border=color)
        middle = Qt.AlignmentFlag.AlignHCenter
        painting.text(painter, self.rect().adjusted(5, 0, -4, 0), self._text, fonts.font(fonts.TAG_PX), color, middle)
        painter.end()


def set_wrong(field: QWidget, wrong: bool) -> None:
    """Give a standard field a red frame, or take it away."""
    if bool(field.property("wrong")) != wrong:
        field.setProperty("wrong", wrong)
        style = QApplication.style()
        style.unpolish(field)
        style.polish(field)
