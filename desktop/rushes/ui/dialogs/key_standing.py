"""Where the key is, what the balance is, and what can be done about both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rushes.core.messages import msg, plural
from rushes.settings.secrets import KeyState
from rushes.ui import fonts, formats
from rushes.ui.dialogs.frame import Problem
from rushes.ui.widgets.buttons import ToolButton
from rushes.ui.widgets.labels import KeyValueGrid, Label
from rushes.ui.words import say

if TYPE_CHECKING:
    from rushes.core.errors import RushesError
    from rushes.core.messages import Message

_WHERE: Final[dict[KeyState, Message]] = {
    KeyState.ENVIRONMENT: msg("In the environment variable SKILLS_VIDEO_API_KEY"),
    KeyState.STORED: msg("In the system keyring"),
    KeyState.MEMORY: msg("In memory, until you close Rushes"),
    KeyState.LOCKED: msg("In the system keyring, which is locked"),
}

_NOTES: Final[dict[KeyState, Message]] = {
    KeyState.ENVIRONMENT: msg(
        "It goes before any other key. To keep one here instead, start Rushes without that variable."
    ),
    KeyState.STORED: msg(
        "Without a key nothing can be sent to skills.video or followed there; your takes and rehearsals stay."
    ),
    KeyState.MEMORY: msg(
        "Without a key nothing can be sent to skills.video or followed there; your takes and rehearsals stay."
    ),
    KeyState.LOCKED: msg("Rushes cannot read it until you unlock the keyring."),
    KeyState.UNAVAILABLE: msg("There is no working keyring. A key is kept in memory until you close Rushes."),
}

_THERE: Final = frozenset({KeyState.ENVIRONMENT, KeyState.STORED, KeyState.MEMORY})


class KeyStanding(QWidget):
    """Shows where the key is and the balance, with *Refresh balance* and *Forget key*. Empty where there is no key.

    Signals:
        forget_requested, refresh_requested: the buttons.
        look_again_requested: a locked keyring is to be asked again.
    """

    forget_requested = Signal()
    refresh_requested = Signal()
    look_again_requested = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: KeyState | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._words = Label(tone="muted", pixels=fonts.SMALL_PX, wrap=True)
        self._grid = KeyValueGrid()
        self.problem = Problem()
        self.refresh = ToolButton(msg("Refresh balance"), icon="refresh-cw")
        self.forget = ToolButton(msg("Forget key"), icon="trash-2")
        self.look_again = ToolButton(msg("Try again"), icon="refresh-cw")
        self.refresh.hint(msg("Ask skills.video for the balance"))
        self.forget.hint(msg("Remove the key from this computer"))
        self.look_again.hint(msg("Ask the keyring again"))
        self.refresh.clicked.connect(self.refresh_requested)
        self.forget.clicked.connect(self.forget_requested)
        self.look_again.clicked.connect(self.look_again_requested)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.refresh, self.forget, self.look_again):
            row.addWidget(button)
        row.addStretch(1)
        column.addWidget(self._grid)
        column.addWidget(self._words)
        column.addWidget(self.problem)
        column.addLayout(row)
        self.show_words(msg("Looking for the key…"))

    def show_words(self, words: Message) -> None:
        """Show one line in place of all the rest."""
        self._state = None
        say(self._words.setText, words)
        self._words.show()
        self._grid.hide()
        self.problem.clear()
        for button in (self.refresh, self.forget, self.look_again):
            button.hide()
        self.show()

    def show_state(self, state: KeyState, total: float | None) -> None:
        """Show where the key is, and the balance in credits if it is known."""
        self._state = state
        self.problem.clear()
        where, note = _WHERE.get(state), _NOTES.get(state)
        if where is not None:
            self._grid.show_row("key", msg("Key"), where)
        self._grid.setVisible(where is not None)
        if note is not None:
            say(self._words.setText, note)
        self._words.setVisible(note is not None)
        self.refresh.setVisible(state in _THERE)
        self.forget.setVisible(state in _THERE and state is not KeyState.ENVIRONMENT)
        self.look_again.setVisible(state is KeyState.LOCKED)
        self.show_balance(total)
        self.setVisible(where is not None or note is not None)

    def show_balance(self, total: float | None) -> None:
        """Show the balance in credits; None when it is not known."""
        if self._state not in _THERE:
            self._grid.hide_row("balance")
            return
        self.problem.clear()
        words = msg("Not known yet")
        if total is not None:
            words = plural("{amount} credits", "{amount} credit", round(total), amount=formats.amount(total))
        self._grid.show_row("balance", msg("Balance"), words)

    def show_asking(self) -> None:
        """Say that the balance is being asked."""
        self.problem.clear()
        self._grid.show_row("balance", msg("Balance"), msg("Asking…"))

    def show_error(self, error: RushesError) -> None:
        """Say why the balance is not known, or why the key could not be forgotten."""
        self.show_balance(None)
        self.problem.show_error(error)
