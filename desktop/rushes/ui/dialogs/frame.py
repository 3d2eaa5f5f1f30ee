"""What all dialogs are made of: a ground that fits its words, buttons, and rows of a name and a control."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from rushes.core.messages import msg
from rushes.ui import fonts, theme
from rushes.ui.widgets.buttons import LinkButton
from rushes.ui.widgets.containers import QuietScroll, set_wrong
from rushes.ui.widgets.labels import Label
from rushes.ui.widgets.layouts import FlowLayout
from rushes.ui.words import say, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QShowEvent

    from rushes.core.errors import RushesError
    from rushes.core.messages import Message

NAME_WIDTH: Final = 148
"""The column of names in a form, in logical pixels."""
_ROOM: Final = 96
"""What is left of the screen's height for its bars and the window's frame."""


class PushButton(QPushButton):
    """A button of a dialog; the `main` one has the accent."""

    def __init__(self, words: Message, *, main: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("main", main)
        self.setAutoDefault(main)
        say(self.setText, words)


class _Content(QWidget):
    """What a dialog shows.

    Signals:
        settled: its layout has taken in what was changed.
    """

    settled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.body = QVBoxLayout(self)

    def wanted_height(self, width: int) -> int:
        """Return the height at which everything is seen, in logical pixels."""
        body = self.body
        body.activate()
        return body.totalHeightForWidth(width) if body.hasHeightForWidth() else body.totalSizeHint().height()

    def minimumSizeHint(self) -> QSize:
        # Words that wrap ask for the height of a narrower column than theirs, unless they are told their width.
        return QSize(0, self.wanted_height(max(1, self.width())))

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self.settled.emit()
        return handled


class Dialog(QDialog):
    """A window-modal dialog of a fixed width whose height follows its words. Escape closes it.

    What it shows goes into `body`, which scrolls on a small screen; its buttons into `buttons`, from left to right.
    """

    def __init__(self, title: Message, *, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        say(self.setWindowTitle, title)
        say(self.setAccessibleName, title)
        self._content = _Content()
        self._content.settled.connect(self.fit)
        self.body = self._content.body
        self.body.setContentsMargins(24, 20, 24, 16)
        self.body.setSpacing(12)
        self._scroll = QuietScroll(self._content)
        self.buttons = QHBoxLayout()
        self.buttons.setContentsMargins(24, 0, 24, 20)
        self.buttons.setSpacing(theme.GRID)
        self.close_button = PushButton(msg("Close"))
        self.close_button.clicked.connect(self.reject)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._scroll, 1)
        outer.addLayout(self.buttons)
        self.setFixedWidth(width)

    def add_close(self) -> None:
        """Put the Close button behind the others, at the right."""
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.close_button)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height of the words."""
        self.fit()
        super().showEvent(event)

    @Slot()
    def fit(self) -> None:
        """Be as high as the content wants, and no higher than the screen."""
        margins = self.buttons.contentsMargins()
        below = self.buttons.sizeHint().height() if self.buttons.count() else margins.top() + margins.bottom()
        wanted = self._content.wanted_height(self.width())
        most = self.screen().availableGeometry().height() - _ROOM
        height = min(wanted + below, most)
        policy = Qt.ScrollBarPolicy
        # Without room for it the bar would come and go while the height is on its way.
        self._scroll.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if wanted + below > most else policy.ScrollBarAlwaysOff
        )
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)


class Problem(QWidget):
    """What is wrong with a thing and what to do about it, under that thing. Hidden while nothing is."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Label(tone="bad", pixels=fonts.SMALL_PX, bold=True, wrap=True)
        self._words = Label(tone="bad", pixels=fonts.SMALL_PX, wrap=True, selectable=True)
        self._next = Label(tone="muted", pixels=fonts.SMALL_PX, wrap=True)
        self._flow = FlowLayout(spacing=12, line_spacing=2)
        self._links: list[LinkButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for label in (self._title, self._words, self._next):
            column.addWidget(label)
        column.addLayout(self._flow)
        self._about: QWidget | None = None
        self.hide()

    def about(self, field: QWidget) -> None:
        """Say which field it is about: it gets a red frame, and the words as its description."""
        self._about = field

    def show_error(
        self, error: RushesError, actions: Sequence[tuple[Message, Callable[[], object]]] = (), *, title: bool = True
    ) -> None:
        """Show an error, with links for what can be done at once."""
        self.show_words(error.message, error.next_step, title=error.title if title else None, actions=actions)

    def show_words(
        self,
        words: Message,
        next_step: Message | None = None,
        *,
        title: Message | None = None,
        actions: Sequence[tuple[Message, Callable[[], object]]] = (),
    ) -> None:
        """Show what is wrong in words."""
        for label, message in ((self._title, title), (self._words, words), (self._next, next_step)):
            if message is not None:
                say(label.setText, message)
            label.setVisible(message is not None)
        self._words.set_tone("bad" if title is None else "text")
        self._show_links(actions)
        self.show()
        if self._about is not None:
            set_wrong(self._about, True)
            spoken = [tr(m) for m in (title, words, next_step) if m is not None]
            self._about.setAccessibleDescription(" ".join(spoken))

    def clear(self) -> None:
        """Say that nothing is wrong."""
        self.hide()
        self._show_links(())
        if self._about is not None:
            set_wrong(self._about, False)
            self._about.setAccessibleDescription("")

    def _show_links(self, actions: Sequence[tuple[Message, Callable[[], object]]]) -> None:
        for old in self._links:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._links = []
        for words, act in actions:
            link = LinkButton(words, parent=self)
            link.clicked.connect(lambda _checked=False, act=act: act())
            self._links.append(link)
            self._flow.addWidget(link)
            link.show()


class FormRow(QWidget):
    """A row of a form: its name at the left, its control at the right, and below it a hint and what is wrong."""

    def __init__(
        self, name: Message | None, control: QWidget, hint: Message | None = None, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.problem = Problem()
        self.problem.about(control)
        self._hint = Label(tone="muted", pixels=fonts.META_PX, wrap=True)
        self._hint.setVisible(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        label = Label(name, tone="muted", wrap=True)
        label.setFixedWidth(NAME_WIDTH)
        label.setMinimumHeight(28)
        label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(4)
        control.setSizePolicy(QSizePolicy.Policy.Expanding, control.sizePolicy().verticalPolicy())
        column.addWidget(control)
        column.addWidget(self._hint)
        column.addWidget(self.problem)
        row.addLayout(column, 1)
        if hint is not None:
            self.say_hint(hint)

    def say_hint(self, hint: Message | None) -> None:
        """Show another hint, or none."""
        if hint is not None:
            say(self._hint.setText, hint)
        self._hint.setVisible(hint is not None)
