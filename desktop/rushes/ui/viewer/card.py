"""The card in the place of the picture: how it goes, what happened, and the buttons for what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from rushes.ui import fonts, icons, theme
from rushes.ui.widgets import painting
from rushes.ui.widgets.buttons import ToolButton
from rushes.ui.widgets.labels import Label
from rushes.ui.widgets.spinner import Spinner
from rushes.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHideEvent, QPaintEvent, QResizeEvent, QShowEvent

    from rushes.core.messages import Message
    from rushes.ui.viewer.standing import Standing

WIDTH: Final = 464
"""The longest line of words, in logical pixels: what is comfortable to read."""

TICK_MS: Final = 1000


class _Icon(QWidget):
    """The sign above the title, in the colour of the state."""

    def __init__(self) -> None:
        super().__init__()
        self._name, self._tone = "", "muted"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: str, tone: str) -> None:
        self._name, self._tone = name, {"accent": "accent_text"}.get(tone, tone)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(28, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._name:
            painter = painting.painter_for(self)
            icons.paint(painter, QRectF(self.rect()), self._name, theme.current().color(self._tone), 28)
            painter.end()


class StateCard(QWidget):
    """Shows a `Standing`. The time that runs is shown anew every second, while somebody can see it.

    Signals:
        chosen: somebody pressed a button; carries what it was made for.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._standing: Standing | None = None
        self._icon = _Icon()
        self._ring = Spinner(side=28)
        self._title = Label(pixels=fonts.TITLE_PX, bold=True, wrap=True)
        self._progress = Label(tone="text", wrap=True)
        self._progress.setFont(fonts.digits())
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 1000)
        self._bar.setFixedSize(280, 4)
        self._message = Label(tone="muted", wrap=True, selectable=True)
        self._next = Label(tone="muted", wrap=True, selectable=True)
        self.buttons: list[ToolButton] = []
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.MARGIN, theme.MARGIN, theme.MARGIN, theme.MARGIN)
        column.setSpacing(theme.GRID)
        column.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        for widget in (self._icon, self._ring, self._title, self._progress, self._bar, self._message, self._next):
            if isinstance(widget, Label):
                widget.setAlignment(middle)
            column.addWidget(widget, 0, middle)
        column.addSpacing(theme.GRID)
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.GRID)
        self._row.addStretch(1)
        self._row.addStretch(1)
        column.addLayout(self._row)
        column.addStretch(1)

    def show_standing(self, standing: Standing) -> None:
        """Show how something stands. The buttons stay the same ones while their words do."""
        before, self._standing = self._standing, standing
        self._icon.setVisible(bool(standing.icon) and not standing.busy)
        self._icon.show_icon(standing.icon, standing.tone)
        self._ring.setVisible(standing.busy)
        say(self._title.setText, standing.title)
        say(self.setAccessibleName, standing.title)
        for label, words in ((self._message, standing.message), (self._next, standing.next_step)):
            if words is not None:
                say(label.setText, words)
            label.setVisible(words is not None)
        if before is None or before.choices != standing.choices:
            self.set_buttons([(one.words, one.hint, one.act) for one in standing.choices])
        self._tick()
        self._follow()

    def words(self) -> list[str]:
        """Return what it says, from top to bottom."""
        labels = (self._title, self._progress, self._message, self._next)
        return [label.text() for label in labels if not label.isHidden()]

    @property
    def turning(self) -> bool:
        """Whether the ring is shown."""
        return not self._ring.isHidden()

    @property
    def ticking(self) -> bool:
        """Whether the time that runs is being shown anew."""
        return self._timer.isActive()

    def bar_part(self) -> float | None:
        """Return how far the bar is, 0 to 1; None while there is none."""
        return None if self._bar.isHidden() else self._bar.value() / self._bar.maximum()

    def set_buttons(self, buttons: Sequence[tuple[Message, Message | None, object]]) -> None:
        """Offer these: words, what to know, and what `chosen` is to carry."""
        if any(button.hasFocus() for button in self.buttons):
            # The keyboard stays here. Another button must not get it: whoever presses twice would press that one, too.
            self.setFocus()
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        for number, (words, hint, act) in enumerate(buttons):
            button = ToolButton(words, parent=self)
            if hint is not None:
                button.hint(hint)
                say(button.setAccessibleDescription, hint)
            button.clicked.connect(lambda _checked=False, act=act: self.chosen.emit(act))
            self._row.insertWidget(number + 1, button)
            button.show()
            self.buttons.append(button)

    @Slot()
    def _tick(self) -> None:
        """Show the time or the bytes."""
        if self._standing is None:
            return
        words = self._standing.progress()
        if words is not None:
            say(self._progress.setText, words)
        self._progress.setVisible(words is not None)
        part = self._standing.part()
        if part is not None:
            self._bar.setValue(round(part * 1000))
        self._bar.setVisible(part is not None)
        self._fit()

    def _follow(self) -> None:
        runs = self._standing is not None and self._standing.since is not None and self.isVisible()
        if runs != self._timer.isActive():
            if runs:
                self._timer.start()
            else:
                self._timer.stop()

    def _fit(self) -> None:
        # A label that wraps asks for too little room when it is aligned: tell it its size.
        width = max(1, min(WIDTH, self.width() - 2 * theme.MARGIN))
        for label in (self._title, self._progress, self._message, self._next):
            label.setFixedSize(width, _height_of(label, width))
        self._bar.setFixedWidth(min(280, width))

    def minimumSizeHint(self) -> QSize:
        """Return the height of what is said; it may be narrow, for its words break."""
        return QSize(160, super().minimumSizeHint().height())

    def showEvent(self, event: QShowEvent) -> None:
        """Let the time run."""
        super().showEvent(event)
        self._tick()
        self._follow()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let it rest."""
        super().hideEvent(event)
        self._timer.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the words anew."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Break words of another length anew."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange):
            # In the next turn: the new words are put in after this event.
            QTimer.singleShot(0, self, self._tick)


def _height_of(label: Label, width: int) -> int:
    """Return how high a label's words are; a label that can be selected remembers how high it was instead."""
    room = QRect(0, 0, width, 10_000)
    flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter)
    return QFontMetrics(label.font()).boundingRect(room, flags, label.text()).height() + 2
