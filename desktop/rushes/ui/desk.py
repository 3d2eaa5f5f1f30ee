"""What the window does when somebody wishes something: the services, called on worker threads, and their answers.

The desk has no widgets. Panes emit wishes, the main window hands them to the desk, and facts come back as signals.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from rushes.core.errors import LibraryError, RushesError
from rushes.core.messages import msg, plural
from rushes.core.stages import Engine
from rushes.ui import formats
from rushes.ui.tasks import Pool

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rushes.core.answers import Credits
    from rushes.core.generation import Generation, GenerationId
    from rushes.core.messages import Message
    from rushes.core.recipe import Recipe
    from rushes.services.account import KeyStored
    from rushes.services.studio import Studio
    from rushes.ui.events import EventBridge
    from rushes.ui.tasks import Tasks

log = logging.getLogger(__name__)

ADOPT_EVERY_MS: Final = 5_000
"""How often the window looks for generations whose process has ended: another window, or the command line."""

CALL_EVERY_MS: Final = 500
"""How often rows that wait for a slot are looked after; nothing is read where there are none."""


class _Emptied(Protocol):
    @property
    def freed(self) -> int: ...
    @property
    def gone(self) -> tuple[GenerationId, ...]: ...
    @property
    def stayed(self) -> int: ...


class Desk(QObject):
    """Opens the library and carries out wishes.

    Signals:
        opened: the library is open (`Studio`).
        open_failed: it could not be opened (`RushesError`).
        closing: the library is about to be closed.
        created: a generation was written down (its id).
        refused: a wish could not be carried out (`RushesError`).
        deleted: generations went to the bin: their ids and what to say.
        emptied: the bin was emptied: what to say.
        reused: a recipe is wanted on the desk (`Recipe`).
        sample_read: a sample was read (`Recipe`).
        key_stored, key_refused: what became of a key (`KeyStored`, an error).
        key_known: whether there is a key (`bool`), and why not in words (`Message` or None).
        changed_elsewhere: another process has changed the library.
        credits_known: the balance (`Credits`).
    """

    opened = Signal(object)
    open_failed = Signal(object)
    closing = Signal()
    created = Signal(str)
    refused = Signal(object)
    deleted = Signal(object, object)
    emptied = Signal(object)
    reused = Signal(object)
    key_known = Signal(object, object)
    credits_known = Signal(object)
    changed_elsewhere = Signal()
    sample_read = Signal(object)
    key_stored = Signal(object)
    key_refused = Signal(object)

    def __init__(self, tasks: Tasks, open_studio: Callable[[], Studio], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self._open_studio = open_studio
        self._studio: Studio | None = None
        self._bridge: EventBridge | None = None
        self._adopting = QTimer(self)
        self._adopting.setInterval(ADOPT_EVERY_MS)
        self._adopting.timeout.connect(self._adopt)
        self._calling = QTimer(self)
        self._calling.setInterval(CALL_EVERY_MS)
        self._calling.timeout.connect(self._call)

    # --- the library ---

    @property
    def studio(self) -> Studio | None:
        """The open library's services, or None."""
        return self._studio

    @property
    def bridge(self) -> EventBridge:
        """The services' events as signals; only while a library is open."""
        assert self._bridge is not None
        return self._bridge

    def open(self) -> None:
        """Open the library on a worker thread."""
        self.tasks.run(Pool.QUERIES, self._open_studio, done=self._opened, failed=self._open_failed, owner=self)

    @Slot(object)
    def _opened(self, studio: Studio) -> None:
        from rushes.ui.events import EventBridge  # deferred: there are no events before the first paint

        self._studio = studio
        self._bridge = EventBridge(studio.events, self)
        self._bridge.key_changed.connect(self._ask_key)
        self._bridge.credits_changed.connect(self._credits_changed)
        self.opened.emit(studio)
        self.tasks.run(Pool.QUERIES, studio.generations.start, done=self._drive_all, failed=self._failed)
        self.tasks.run(Pool.MEDIA, studio.history.tidy, failed=self._log, owner=self, priority=-1)
        self._adopting.start()
        self._calling.start()
        self._ask_key()

    def _open_failed(self, error: Exception) -> None:
        if not isinstance(error, RushesError):
            raise error
        self.open_failed.emit(error)

    def close(self) -> None:
        """Let go of the library's events; whoever opened the studio closes it."""
        self._adopting.stop()
        self._calling.stop()
        if self._studio is None:
            return
        self.closing.emit()
        if self._bridge is not None:
            self._bridge.close()
            self._bridge.deleteLater()
            self._bridge = None
        self._studio = None

    # --- generations ---

    def rehearse(self, recipe: Recipe) -> None:
        """Draw an animatic of a recipe."""
        self._submit(recipe, Engine.REHEARSAL)

    def generate(self, recipe: Recipe) -> None:
        """Send a recipe to the service."""
        self._submit(recipe, Engine.SKILLS_VIDEO)

    def _submit(self, recipe: Recipe, engine: Engine) -> None:
        if self._studio is None:
            self.refused.emit(
                LibraryError(
                    msg("The library is not open, so a take could not be kept. Nothing was sent."),
                    next_step=msg("Wait a moment, or choose another folder for the library."),
                )
            )
            return
        create = self._studio.generations.create
        self.tasks.run(Pool.NETWORK, create, recipe, engine, done=self._created, failed=self._failed)

    @Slot(object)
    def _created(self, generation: Generation) -> None:
        self.created.emit(generation.id)
        self.drive(generation.id)

    def drive(self, generation_id: GenerationId) -> None:
        """Take a generation as far as it goes, on a thread of the network pool."""
        if self._studio is not None:
            drive = self._studio.generations.drive
            self.tasks.run(Pool.NETWORK, drive, generation_id, park=True, failed=self._failed, owner=self)

    @Slot()
    def _call(self) -> None:
        if self._studio is not None and self._studio.generations.in_line:
            self.tasks.run(Pool.QUERIES, self._studio.generations.call, done=self._drive_all, failed=self._log)

    def _drive_all(self, ids: list[GenerationId]) -> None:
        for generation_id in ids:
            self.drive(generation_id)

    @Slot()
    def _adopt(self) -> None:
        if self._studio is not None:
            self.tasks.run(
                Pool.QUERIES, self._studio.generations.resume, done=self._drive_all, failed=self._log, owner=self
            )
            self.tasks.run(
                Pool.QUERIES, self._studio.history.changed_elsewhere, done=self._changed_elsewhere, failed=self._log
            )

    def _changed_elsewhere(self, changed: bool) -> None:
        if changed:
            self.changed_elsewhere.emit()

    def send(self, generation_id: str) -> None:
        """Send a row that was held back."""
        self._then_drive(generation_id, "send")

    def follow_again(self, generation_id: str) -> None:
        """Ask again about a row, or get its file again."""
        self._then_drive(generation_id, "follow_again")

    def send_again(self, generation_id: str) -> None:
        """Send an unconfirmed recipe a second time."""
        if self._studio is not None:
            again = self._studio.generations.send_again
            self.tasks.run(Pool.NETWORK, again, generation_id, done=self._created, failed=self._failed)

    def _then_drive(self, generation_id: str, wish: str) -> None:
        if self._studio is not None:
            act = getattr(self._studio.generations, wish)
            self.tasks.run(Pool.NETWORK, act, generation_id, done=self._drive_this, failed=self._failed)

    @Slot(object)
    def _drive_this(self, generation: Generation) -> None:
        self.drive(generation.id)

    def cancel(self, generation_id: str) -> None:
        """Cancel a row that was not sent yet."""
        self._do("cancel", generation_id)

    def stop_following(self, generation_id: str) -> None:
        """Ask no more about a row."""
        self._do("stop_following", generation_id)

    def forget(self, generation_id: str) -> None:
        """Give up an unconfirmed row."""
        self._do("forget", generation_id)

    def _do(self, wish: str, generation_id: str) -> None:
        if self._studio is not None:
            self.tasks.run(
                Pool.QUERIES,
                getattr(self._studio.generations, wish),
                generation_id,
                failed=self._failed,
                owner=self,
            )

    # --- the history ---

    def reuse(self, generation_id: str) -> None:
        """Put the recipe of a generation on the desk."""
        if self._studio is not None:
            get = self._studio.history.get
            self.tasks.run(Pool.QUERIES, get, generation_id, done=self._reuse, failed=self._failed)

    @Slot(object)
    def _reuse(self, generation: Generation) -> None:
        self.reused.emit(generation.recipe)

    def open_sample(self, name: str) -> None:
        """Read a sample's recipe; `sample_read` brings it."""
        if self._studio is not None:
            self.tasks.run(Pool.MEDIA, self._studio.sample, name, done=self._sample_read, failed=self._failed)

    def _sample_read(self, recipe: Recipe) -> None:
        self.sample_read.emit(recipe)

    def delete(self, ids: list[str]) -> None:
        """Move generations to the bin."""
        if self._studio is not None and ids:
            self.tasks.run(Pool.QUERIES, self._studio.history.delete, ids, done=self._deleted, failed=self._failed)

    @Slot(object)
    def _deleted(self, ids: tuple[GenerationId, ...]) -> None:
        if ids:
            words: Message = plural("{n} takes moved to the bin.", "{n} take moved to the bin.", len(ids))
            self.deleted.emit(ids, words)

    def restore(self, ids: list[str]) -> None:
        """Bring generations back from the bin."""
        if self._studio is not None and ids:
            self.tasks.run(Pool.QUERIES, self._studio.history.restore, ids, failed=self._failed, owner=self)

    def empty_bin(self) -> None:
        """Delete for good what is in the bin."""
        if self._studio is not None:
            self.tasks.run(Pool.QUERIES, self._studio.history.empty_bin, done=self._emptied, failed=self._failed)

    def _emptied(self, what: _Emptied) -> None:
        gone = plural(
            "{n} takes deleted for good, {size} freed.",
            "{n} take deleted for good, {size} freed.",
            len(what.gone),
            size=formats.size(what.freed),
        )
        stayed = plural("{n} are still in work and stay.", "{n} is still in work and stays.", what.stayed)
        self.emptied.emit(msg("{gone} {stayed}", gone=gone, stayed=stayed) if what.stayed else gone)

    def show_in_folder(self, generation_id: str, show: Callable[[Path | None], object]) -> None:
        """Open the folder of a take's file, by way of `show`."""
        if self._studio is not None:
            self.tasks.run(Pool.QUERIES, self._show, generation_id, show, failed=self._failed, owner=self)

    def _show(self, generation_id: GenerationId, show: Callable[[Path | None], object]) -> None:
        studio = self._studio
        path = studio.pictures.path_of(generation_id) if studio is not None else None
        show(path if path is not None else (studio.library.folder if studio is not None else None))

    # --- the account ---

    @Slot()
    def _ask_key(self, _event: object = None) -> None:
        if self._studio is not None:
            self.tasks.run(Pool.NETWORK, self._studio.account.key, done=self._key_told, failed=self._key_locked)

    def _key_told(self, key: str | None) -> None:
        self.key_known.emit(key is not None, None)
        if key is not None:
            self.refresh_credits()

    def _key_locked(self, error: Exception) -> None:
        if isinstance(error, RushesError):
            self.key_known.emit(False, error.title)
        else:
            self._failed(error)

    def refresh_credits(self) -> None:
        """Ask for the balance; trouble is told by the connection, not by an error."""
        if self._studio is not None:
            self.tasks.run(Pool.NETWORK, self._studio.account.refresh, failed=self._log, owner=self)

    @Slot(object)
    def _credits_changed(self, event: object) -> None:
        balance: Credits | None = getattr(event, "credits", None)
        if balance is not None:
            self.credits_known.emit(balance)

    def store_key(self, text: str, *, for_session: bool = False) -> None:
        """Check and keep a key, in memory alone with `for_session`; `key_stored` or `key_refused` tells."""
        if self._studio is not None:
            self.tasks.run(
                Pool.NETWORK,
                self._studio.account.set_key,
                text,
                for_session=for_session,
                done=self._key_stored,
                failed=self._key_refused,
            )

    def _key_stored(self, stored: KeyStored) -> None:
        self.key_stored.emit(stored)

    def _key_refused(self, error: Exception) -> None:
        self.key_refused.emit(error)

    def forget_key(self) -> None:
        """Remove the key."""
        if self._studio is not None:
            self.tasks.run(Pool.NETWORK, self._studio.account.forget_key, failed=self._failed, owner=self)

    # --- trouble ---

    def _failed(self, error: Exception) -> None:
        if isinstance(error, RushesError):
            log.info("a wish was refused: %s", error)
            self.refused.emit(error)
        else:
            self.tasks.unhandled.emit(error)

    def _log(self, error: Exception) -> None:
        if isinstance(error, RushesError):
            log.info("not answered: %s", error)
        else:
            self.tasks.unhandled.emit(error)
