"""The dialog for the key of skills.video: take one, check it, say where it is kept, forget it.

The key is in the field and nowhere else here: closing the dialog empties the field together with what it remembers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rushes.core.errors import InvalidRequest, KeyringLocked, RushesError
from rushes.core.messages import msg
from rushes.services.account import KeyCheck
from rushes.settings.secrets import Kept, KeyState
from rushes.ui import fonts
from rushes.ui.dialogs.frame import Dialog, Problem, PushButton
from rushes.ui.dialogs.key_standing import KeyStanding
from rushes.ui.dialogs.secret_field import SecretField
from rushes.ui.tasks import Pool
from rushes.ui.widgets.banner import Banner, Tone
from rushes.ui.widgets.buttons import LinkButton
from rushes.ui.widgets.labels import Label
from rushes.ui.widgets.spinner import Spinner
from rushes.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from rushes.core.answers import Credits
    from rushes.core.messages import Message
    from rushes.services.account import KeyStored
    from rushes.ui.desk import Desk


class KeyDialog(Dialog):
    """Takes a key, checks it, and says where it is kept. It is made once and opened as often as somebody wishes."""

    def __init__(self, desk: Desk, *, open_page: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(msg("Key for skills.video"), width=480, parent=parent)
        self._desk = desk
        self._state: KeyState | None = None
        self._for_session = False
        self._add_head(open_page)
        self.standing = KeyStanding()
        self.standing.forget_requested.connect(self._forget)
        self.standing.refresh_requested.connect(self._refresh)
        self.standing.look_again_requested.connect(self._look)
        self.body.addWidget(self.standing)
        self.outcome = Banner(Tone.GOOD)
        self.outcome.hide()
        self.body.addWidget(self.outcome)
        self.field = SecretField(msg("Key"), msg("Paste your key"))
        self.field.textChanged.connect(self._typed)
        self.body.addWidget(self.field)
        self.problem = Problem()
        self.problem.about(self.field)
        self.body.addWidget(self.problem)
        self._add_buttons()
        desk.key_stored.connect(self._stored)
        desk.key_refused.connect(self._refused)
        desk.credits_known.connect(self._credits_known)
        desk.opened.connect(self._opened)
        self._show_busy(False)

    def _add_head(self, open_page: Callable[[], object]) -> None:
        words = msg("Generating at skills.video takes a key of your account there. Rehearsing takes none.")
        self.body.addWidget(Label(words, tone="muted", wrap=True))
        self.page = LinkButton(msg("Get a key at skills.video"))
        self.page.hint(msg("Open the page in your browser"))
        self.page.clicked.connect(lambda: open_page())
        line = QHBoxLayout()
        line.addWidget(self.page)
        line.addStretch(1)
        self.body.addLayout(line)

    def _add_buttons(self) -> None:
        self._spinner = Spinner(side=16)
        self._busy = Label(msg("Asking skills.video…"), tone="muted", pixels=fonts.SMALL_PX)
        self.buttons.addWidget(self._spinner)
        self.buttons.addWidget(self._busy)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.close_button)
        self.keep = PushButton(msg("Check and keep"), main=True)
        self.keep.setDefault(True)
        self.keep.clicked.connect(self._keep)
        self.buttons.addWidget(self.keep)

    # --- shown ---

    def showEvent(self, event: QShowEvent) -> None:
        """Look where the key is, and get ready for another."""
        self.outcome.hide()
        self.problem.clear()
        self._look()
        super().showEvent(event)
        self.field.setFocus()

    def done(self, result: int) -> None:
        """Close, and leave nothing of the key behind."""
        self.field.wipe()
        self.problem.clear()
        super().done(result)

    @Slot(object)
    def _opened(self, _studio: object) -> None:
        if self.isVisible():
            self._look()

    @Slot()
    def _look(self) -> None:
        studio = self._desk.studio
        if studio is None:
            self.standing.show_words(msg("The library is being opened."))
            return
        self.standing.show_words(msg("Looking for the key…"))
        self._desk.tasks.run(Pool.NETWORK, studio.account.state, done=self._standing_known, failed=self._look_failed)

    def _standing_known(self, state: KeyState) -> None:
        self._state = state
        studio = self._desk.studio
        total = studio.account.known_total() if studio is not None else None
        self.standing.show_state(state, total)
        # The environment goes before the keyring: what would be kept here would not be used.
        own = state is not KeyState.ENVIRONMENT
        self.field.setVisible(own)
        self.keep.setVisible(own)
        self._show_ready()

    def _look_failed(self, error: Exception) -> None:
        self.standing.show_words(msg("Nothing is known about the key."))
        self._complain(error)

    @Slot(object)
    def _credits_known(self, balance: Credits) -> None:
        self.standing.show_balance(balance.total)

    # --- kept ---

    @Slot(str)
    def _typed(self, _text: str) -> None:
        if not self.field.isReadOnly():
            self.problem.clear()
        self._show_ready()

    def _show_ready(self) -> None:
        ready = bool(self.field.text().strip()) and not self.field.isReadOnly()
        self.keep.setEnabled(ready)
        busy = self.field.isReadOnly()
        say(
            self.keep.setToolTip,
            msg("Wait for the answer") if busy else msg("Paste a key first") if not ready else _CHECK,
        )

    def _show_busy(self, busy: bool) -> None:
        self.field.setReadOnly(busy)
        self.standing.setEnabled(not busy)
        self._spinner.setVisible(busy)
        self._busy.setVisible(busy)
        self._show_ready()

    @Slot()
    def _keep(self) -> None:
        self._send(for_session=False)

    def _keep_for_session(self) -> None:
        self._send(for_session=True)

    def _send(self, *, for_session: bool) -> None:
        text = self.field.text()
        if self._desk.studio is None:
            self.problem.show_words(msg("The library is not open yet."), msg("Try again in a moment."))
            return
        if not text.strip() or self.field.isReadOnly():
            return
        self._for_session = for_session
        self.outcome.hide()
        self.problem.clear()
        self._show_busy(True)
        self._desk.store_key(text, for_session=for_session)

    @Slot(object)
    def _stored(self, stored: KeyStored) -> None:
        self.field.wipe()
        self._show_busy(False)
        if not self.isVisible():
            return
        self._state = KeyState.STORED if stored.kept is Kept.KEYRING else KeyState.MEMORY
        total = stored.credits.total if stored.credits is not None else None
        self.standing.show_state(self._state, total)
        checked = stored.check is KeyCheck.ACCEPTED
        tone = Tone.GOOD if checked and stored.kept is Kept.KEYRING else Tone.WARNING
        self.outcome.show_message(_said(stored, self._for_session), title=_title(stored), tone=tone)
        self.outcome.show()
        self.close_button.setFocus()

    @Slot(object)
    def _refused(self, error: Exception) -> None:
        self._show_busy(False)
        if self.isVisible():
            self._complain(error)
            self.field.setFocus()

    def _complain(self, error: Exception) -> None:
        match error:
            case KeyringLocked():
                ways = [(msg("Try again"), self._keep), (msg("Keep until I close Rushes"), self._keep_for_session)]
                self.problem.show_error(error, ways if self.field.text() else [(msg("Try again"), self._look)])
            case InvalidRequest():
                self.problem.show_words(error.message, error.next_step)
            case RushesError():
                self.problem.show_error(error)
            case _:
                self._desk.tasks.unhandled.emit(error)

    # --- forgotten, asked ---

    @Slot()
    def _forget(self) -> None:
        studio = self._desk.studio
        if studio is not None:
            self.outcome.hide()
            self.problem.clear()
            self._desk.tasks.run(
                Pool.NETWORK, studio.account.forget_key, done=self._forgotten, failed=self._standing_failed
            )

    def _forgotten(self, _nothing: object) -> None:
        self.outcome.show_message(msg("Rushes has forgotten the key."), tone=Tone.INFO)
        self.outcome.show()
        self._look()
        self.field.setFocus()

    @Slot()
    def _refresh(self) -> None:
        studio = self._desk.studio
        if studio is not None:
            self.standing.show_asking()
            self._desk.tasks.run(
                Pool.NETWORK, studio.account.refresh, done=self._credits_known, failed=self._standing_failed
            )

    def _standing_failed(self, error: Exception) -> None:
        if isinstance(error, RushesError):
            self.standing.show_error(error)
        else:
            self._desk.tasks.unhandled.emit(error)


_CHECK = msg("Ask skills.video for the balance with this key, and keep the key")


def _title(stored: KeyStored) -> Message:
    if stored.check is KeyCheck.UNCHECKED:
        return msg("The key is kept, but could not be checked")
    return msg("skills.video accepts the key")


def _said(stored: KeyStored, for_session: bool) -> Message:
    """Say where a key that was just stored is, and why it could not be checked."""
    if stored.kept is Kept.KEYRING:
        where = msg("It is kept in the system keyring.")
    elif for_session:
        where = msg(
            "It is kept in memory until you close Rushes. To keep it longer, unlock the keyring and add it again."
        )
    else:
        where = msg(
            "It is kept in memory until you close Rushes: there is no working keyring. To keep it longer, set up a "
            "keyring and add the key again."
        )
    if stored.error is None:
        return where
    return msg("{where} {problem} Refresh the balance to check it later.", where=where, problem=stored.error.message)
