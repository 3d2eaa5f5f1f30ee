"""What can stand in the place of the picture: the picture, a card, a welcome or a hint, each built when first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from rushes.core.messages import msg

if TYPE_CHECKING:
    from rushes.core.messages import Message
    from rushes.ui.tasks import Tasks
    from rushes.ui.viewer.card import StateCard
    from rushes.ui.viewer.playback import Playback
    from rushes.ui.viewer.screen import FullScreen, Screen
    from rushes.ui.viewer.standing import Standing
    from rushes.ui.viewer.welcome import Welcome
    from rushes.ui.widgets.containers import EmptyState


class Pages(QStackedWidget):
    """Holds the pages, and lends the picture to a window that fills the screen.

    Signals:
        chosen: somebody pressed a button of the card; carries what it was made for.
        sample_requested: carries the name of a sample to rehearse.
        came_back: the picture stands in its place again.
    """

    chosen = Signal(object)
    sample_requested = Signal(str)
    came_back = Signal()

    def __init__(self, tasks: Tasks, playback: Playback) -> None:
        super().__init__()
        self._tasks = tasks
        self._playback = playback
        self.screen_part: Screen | None = None
        self.card: StateCard | None = None
        self.welcome: Welcome | None = None
        self._hint: EmptyState | None = None
        self._history_open = True
        self._full: FullScreen | None = None
        self.nothing = self._card_page = QWidget()
        self.addWidget(self.nothing)

    # --- the pages ---

    def screen_page(self) -> Screen:
        """Return the picture with its transport."""
        if self.screen_part is None:
            from rushes.ui.viewer.screen import Screen  # deferred: not part of the first paint

            self.screen_part = Screen(self._playback)
            self.screen_part.transport.full_screen_requested.connect(self.toggle_full_screen)
            self.addWidget(self.screen_part)
        return self.screen_part

    def card_page(self, shown: Standing) -> QWidget:
        """Return the card, which says how something stands."""
        if self.card is None:
            from rushes.ui.viewer.card import StateCard  # deferred: not part of the first paint
            from rushes.ui.widgets.containers import QuietScroll

            self.card = StateCard()
            self.card.chosen.connect(self.chosen)
            self._card_page = QuietScroll(self.card)
            self.addWidget(self._card_page)
        self.card.show_standing(shown)
        return self._card_page

    def welcome_page(self) -> QWidget:
        """Return what stands in an empty library."""
        if self.welcome is None:
            from rushes.ui.viewer.welcome import Welcome  # deferred: a library is empty once

            self.welcome = Welcome(self._tasks)
            self.welcome.sample_requested.connect(self.sample_requested)
            self.addWidget(self.welcome)
        return self.welcome

    def hint_page(self) -> QWidget:
        """Return what says how to get a take here."""
        if self._hint is None:
            from rushes.ui.widgets.containers import EmptyState

            self._hint = EmptyState(self._hint_words())
            self.addWidget(self._hint)
        return self._hint

    def _hint_words(self) -> Message:
        if self._history_open:
            return msg("Choose a take in the history to see it here.")
        return msg("Choose a take in the history to see it here. Ctrl+3 shows the history.")

    @Slot(bool)
    def show_history_open(self, opened: bool) -> None:
        """Take note of whether the history can be seen; what the hint says of it depends on that."""
        self._history_open = opened
        if self._hint is not None:
            self._hint.say_message(self._hint_words())

    def pictured(self) -> Screen | None:
        """Return the picture and its transport, if they are what is shown."""
        return self.screen_part if self.currentWidget() is self.screen_part else None

    def stops(self) -> list[QWidget]:
        """Return what the Tab key goes through, in reading order, as far as it is built."""
        stops: list[QWidget] = []
        if self.screen_part is not None:
            stops += [self.screen_part.canvas, *self.screen_part.transport.stops()]
        if self.card is not None:
            stops += [self.card, *self.card.buttons]
        return stops

    # --- the whole screen ---

    @property
    def full(self) -> bool:
        """Whether the picture fills the screen."""
        return self._full is not None

    @Slot()
    def toggle_full_screen(self) -> None:
        """Fill the screen with the picture, or bring it back."""
        if self._full is not None:
            self.leave_full_screen()
            return
        screen = self.pictured()
        if screen is None:
            return
        from rushes.ui.viewer.screen import FullScreen  # deferred: there is a screen, so it is loaded

        self._full = FullScreen(screen, self)
        self._full.left.connect(self.leave_full_screen)
        screen.set_full(True)
        screen.show()
        self._full.showFullScreen()
        screen.setFocus()

    @Slot()
    def leave_full_screen(self) -> None:
        """Bring the picture back, if it fills the screen."""
        full, self._full = self._full, None
        if full is None:
            return
        screen = full.give_back()
        self.addWidget(screen)
        self.setCurrentWidget(screen)
        screen.set_full(False)
        self.came_back.emit()
        full.close()
        screen.setFocus()
