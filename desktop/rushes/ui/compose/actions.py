"""The two main actions, and the seconds in which a generation can be taken back."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QKeyCombination, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QStackedLayout, QWidget

from rushes.core.messages import Message, msg, plural
from rushes.ui import fonts, theme
from rushes.ui.widgets import painting
from rushes.ui.widgets.buttons import ActionButton, LinkButton
from rushes.ui.widgets.labels import ElidedLabel
from rushes.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from rushes.core.recipe import Recipe

TWICE_SECONDS: Final = 0.4
"""A second press of an unchanged recipe within this time is the same press."""

TICK_MS: Final = 100

NARROW: Final = 388
"""Below this width the second lines do not fit."""

FREE: Final = msg("free, on this computer")
SPENDS: Final = msg("spends credits at skills.video")
NEEDS_BOTH: Final = msg("write a prompt and add your key first")

SHORTER: Final = {
    FREE.text: msg("free"),
    SPENDS.text: msg("spends credits"),
    NEEDS_BOTH.text: msg("prompt and key first"),
    "write a prompt first": msg("prompt first"),
    "add the first frame": msg("first frame first"),
    "add a reference first": msg("reference first"),
}
"""Second lines in fewer words."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    recipe: Recipe
    until: float


class SendDelay(QWidget):
    """Stands in the place of *Generate* while a generation can be taken back: "Sending in 3 s · Undo".

    Signals:
        due: nobody took it back (`Recipe`).
        emptied: nothing waits any more.
    """

    due = Signal(object)
    emptied = Signal()

    def __init__(self, clock: Callable[[], float]) -> None:
        super().__init__()
        self._clock = clock
        self._waiting: list[_Waiting] = []
        self._words = ElidedLabel(pixels=fonts.BODY_PX, bold=True)
        self.undo = LinkButton(msg("Undo"))
        self.undo.hint(msg("Do not send"), "Esc")
        self.undo.clicked.connect(self.take_back)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self._words, 1)
        row.addWidget(self.undo)
        self.setFixedHeight(44)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)

    @property
    def waiting(self) -> int:
        """How many generations wait."""
        return len(self._waiting)

    def holds(self, recipe: Recipe) -> bool:
        """Whether this very recipe waits already."""
        return any(each.recipe == recipe for each in self._waiting)

    def hold(self, recipe: Recipe, seconds: float) -> None:
        """Send a recipe after so many seconds, unless it is taken back."""
        self._waiting.append(_Waiting(recipe, self._clock() + seconds))
        self._timer.start()
        self._tick()

    @Slot()
    def take_back(self) -> None:
        """Do not send what was pressed for last."""
        if self._waiting:
            self._waiting.pop()
            self._tick()

    def drop_all(self) -> None:
        """Send none of them."""
        self._waiting.clear()
        self._timer.stop()

    @Slot()
    def _tick(self) -> None:
        now = self._clock()
        for each in [each for each in self._waiting if each.until <= now]:
            self._waiting.remove(each)
            self.due.emit(each.recipe)
        if not self._waiting:
            self._timer.stop()
            self.emptied.emit()
            return
        seconds = max(1, math.ceil(self._waiting[-1].until - now))
        if len(self._waiting) == 1:
            words = msg("Sending in {seconds} s", seconds=seconds)
        else:
            words = plural(
                "Sending {n} shots, the last in {seconds} s", "Sending in {seconds} s", self.waiting, seconds=seconds
            )
        say(self._words.setText, words)
        say(self.setAccessibleName, words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame."""
        shown = theme.current()
        painter = painting.painter_for(self)
        painting.box(painter, self.rect(), theme.RADIUS_LARGE, fill=shown.selection, border=shown.accent)
        painter.end()


class Actions(QWidget):
    """*Rehearse* and *Generate*: what they cost, or why they cannot be pressed now.

    Signals:
        rehearse_pressed, generate_pressed: somebody wants it.
        due: a generation is to be sent (`Recipe`): its seconds are over.
    """

    rehearse_pressed = Signal()
    generate_pressed = Signal()
    due = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._clock = clock
        self._seconds = (FREE, SPENDS)
        self._last: dict[str, tuple[Recipe, float]] = {}
        self.rehearse = ActionButton(msg("Rehearse"))
        self.rehearse.hint(msg("Draw an animatic of the shot"), "Ctrl+Shift+Enter")
        self.generate = ActionButton(msg("Generate"))
        self.generate.hint(msg("Send the shot to skills.video"), "Ctrl+Enter")
        self.delay = SendDelay(clock)
        self.delay.due.connect(self.due)
        self.delay.emptied.connect(self._show_button)
        place = QWidget()
        place.setFixedHeight(44)
        self._stack = QStackedLayout(place)
        self._stack.addWidget(self.generate)
        self._stack.addWidget(self.delay)
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.MARGIN, 12, theme.MARGIN, 12)
        grid.setHorizontalSpacing(theme.GRID)
        grid.addWidget(self.rehearse, 0, 0)
        grid.addWidget(place, 0, 1)
        grid.setColumnStretch(0, 132)
        grid.setColumnStretch(1, 220)
        self.rehearse.clicked.connect(self.rehearse_pressed)
        self.generate.clicked.connect(self.generate_pressed)
        self._escape = QShortcut(QKeySequence(QKeyCombination(Qt.Key.Key_Escape)), self)
        self._escape.activated.connect(self.delay.take_back)
        self._escape.setEnabled(False)

    def show_state(self, reason: Message | None, generate: Message | None, *, key: bool | None) -> None:
        """Say why neither can be pressed (`reason`), or what stands below *Generate* then."""
        self.rehearse.setEnabled(reason is None)
        self.generate.setEnabled(reason is None)
        self._seconds = (reason or FREE, generate or reason or SPENDS)
        self._say_seconds()
        sendable = reason is None and key is not False
        self.generate.set_main(sendable)
        self.rehearse.set_main(reason is None and not sendable)

    def _say_seconds(self) -> None:
        narrow = self.width() < NARROW
        for button, words in zip((self.rehearse, self.generate), self._seconds, strict=True):
            button.say_second(SHORTER.get(words.text, words) if narrow else words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say it shorter where there is little room."""
        super().resizeEvent(event)
        if (event.size().width() < NARROW) != (event.oldSize().width() < NARROW):
            self._say_seconds()

    def is_repeat(self, which: str, recipe: Recipe) -> bool:
        """Whether the same was pressed for a moment ago; remembers this press if not."""
        now = self._clock()
        before = self._last.get(which)
        if before is not None and now - before[1] < TWICE_SECONDS and before[0] == recipe:
            return True
        self._last[which] = (recipe, now)
        return False

    def send(self, recipe: Recipe, seconds: int) -> None:
        """Send a recipe, after so many seconds in which it can be taken back."""
        if self.delay.holds(recipe) or self.is_repeat("generate", recipe):
            return
        if seconds <= 0:
            self.due.emit(recipe)
            return
        had_focus = self.generate.hasFocus()
        self._stack.setCurrentWidget(self.delay)
        self._escape.setEnabled(True)
        self.delay.hold(recipe, seconds)
        if had_focus:
            # Not on Undo itself: a second press of the space bar would take back what the first one asked for.
            self.delay.setFocus(Qt.FocusReason.OtherFocusReason)

    def drop_waiting(self) -> int:
        """Send nothing of what waits; returns how many there were."""
        count = self.delay.waiting
        self.delay.drop_all()
        self._show_button()
        return count

    @Slot()
    def _show_button(self) -> None:
        had_focus = self.delay.hasFocus() or self.delay.undo.hasFocus()
        self._escape.setEnabled(False)
        self._stack.setCurrentWidget(self.generate)
        if had_focus:
            self.generate.setFocus(Qt.FocusReason.OtherFocusReason)
