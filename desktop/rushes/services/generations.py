"""Generations: written down, sent, followed, fetched; stopped, forgotten, sent again.

Everything here blocks and runs on worker threads. `services.freezing` writes them down and `services.driving` takes
them from stage to stage; here is what the rest of the program asks for, and what a person can do about one.
"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from rushes.core.api_errors import KeyMissing
from rushes.core.errors import RushesError, StaleStage
from rushes.core.messages import msg
from rushes.core.stages import FOLLOWED, Engine, Stage
from rushes.services.driving import Driver
from rushes.services.freezing import Freezer
from rushes.services.line import LettingGo, Line
from rushes.services.wishes import NO_LONGER_FOLLOWED, STOPPED_BY_USER, cancel_row
from rushes.services.workbench import words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rushes.core.cancel import CancelToken
    from rushes.core.generation import Generation, GenerationId
    from rushes.core.media import MediaFacts
    from rushes.core.messages import Message
    from rushes.core.recipe import Recipe
    from rushes.services.account import Account
    from rushes.services.workbench import Workbench

log = logging.getLogger(__name__)


class Generations:
    """What can be done with generations. May be used from any worker thread; every call blocks."""

    def __init__(
        self,
        bench: Workbench,
        account: Account,
        *,
        probe: Callable[[Path], MediaFacts],
        slots: Callable[[], int],
    ) -> None:
        self._bench = bench
        self._account = account
        self._line = Line(bench, slots)
        self._letting_go = LettingGo(bench)
        self._freezer = Freezer(bench, account, probe)
        self._driver = Driver(bench, account, slots=slots, line=self._line, letting_go=self._letting_go)
        self._sending_again = threading.Lock()

    # --- written down and driven ---

    def create(
        self, recipe: Recipe, engine: Engine, *, cancel: CancelToken | None = None, held: bool = False
    ) -> Generation:
        """Freeze a recipe: check it, copy its files into the library, and write a row at `waiting`.

        Nothing is sent, and a `held` one not before `send`. Raises `InvalidRequest`, `KeyMissing`, `MediaError`,
        `LibraryError`.
        """
        return self._freezer.freeze(recipe, engine, cancel=cancel, held=held)

    def drive(self, generation_id: GenerationId, cancel: CancelToken, *, park: bool = False) -> Generation:
        """Take a generation as far as it goes; returns it as it then is.

        With `park` it ends where there is no free slot, and `call` names the row when there is one.

        Does nothing when another process (or another thread of this one) drives it. Raises `Cancelled`.
        """
        return self._driver.drive(generation_id, cancel, park=park)

    @property
    def in_line(self) -> bool:
        """Whether rows wait for a slot without a thread, so that `call` is worth it. Does not block."""
        return not self._line.empty

    def call(self) -> list[GenerationId]:
        """Return the rows that waited without a thread and may have a slot now; drive them next."""
        return self._driver.call()

    # --- after a start ---

    def resume(self) -> list[GenerationId]:
        """Apply the restart rules to what dead processes left; returns what should be driven now.

        Waiting rows are held, interrupted requests become unconfirmed, jobs at the service are followed on, and
        rehearsals, which cost nothing, are rendered again in the same row. Nothing is spent.
        """
        wanted = self._letting_go.late()
        report = self._bench.library.restart_dead()
        for generation_id in (*report.held, *report.unconfirmed, *report.to_render):
            self._bench.changed(generation_id)
        return [*dict.fromkeys((*report.to_follow, *report.to_render, *self._left_behind(), *wanted))]

    def _left_behind(self) -> list[GenerationId]:
        """Return what this process owns and nobody drives: a full disk or a busy library kept a drive from letting go.

        Not what waits: its drive may only not have begun.
        """
        library = self._bench.library
        ours = [
            generation.id
            for generation in library.generations.in_work()
            if generation.owner == library.owners.name
            and generation.stage is not Stage.WAITING
            and not generation.stopped
        ]
        with self._bench.lock:
            return [generation_id for generation_id in ours if generation_id not in self._bench.active]

    def start(self) -> list[GenerationId]:
        """Do what a start of the program does: `resume`, and ask once more about what was given up for a while."""
        for generation in self._bench.library.generations.in_work():
            if not generation.stopped or generation.stage not in FOLLOWED or generation.code == STOPPED_BY_USER:
                continue
            if self._bench.engines.knows(generation) or generation.result_url is not None:
                self._bench.record(generation, stopped=False)
        return self.resume()

    # --- what a person can do ---

    def send(self, generation_id: GenerationId) -> Generation:
        """Let go of a held row; drive it next. One that is not held stays as it is.

        Raises `KeyMissing`, and `StaleStage` when another process works on it.
        """
        generations = self._bench.library.generations
        generation = generations.get(generation_id)
        if generation.engine is Engine.SKILLS_VIDEO and self._account.key() is None:
            raise KeyMissing(msg("Nothing was sent."))
        if generation.stage is not Stage.WAITING or not generation.held:
            return generation
        # ours before it is let go: what waits and is nobody's is held again by whoever looks for what was left behind
        if not generations.claim(generation_id):
            raise StaleStage(msg("Another Rushes is working on {id}.", id=generation_id))
        try:
            return self._bench.record(
                generation, only_at=(Stage.WAITING,), held=False, code="", title="", message="", next_step=""
            )
        except StaleStage:
            # somebody was quicker, and it is on its way
            raise
        except RushesError:
            self._letting_go.later(generation_id)
            raise

    def cancel(self, generation_id: GenerationId) -> None:
        """Cancel a row that waits, or whose upload is not complete. Later there is only `stop_following`.

        The service has no cancel call (skills.video docs name none).
        """
        with self._bench.lock:
            active = self._bench.active.get(generation_id)
        generation = self._bench.library.generations.get(generation_id)
        if generation.stage in FOLLOWED and not generation.is_rehearsal:
            return
        if active is not None:
            active.user_cancelled = True
        self._line.leave(generation_id)
        cancel_row(self._bench, generation)
        if active is not None and (not active.body_sent or generation.is_rehearsal):
            active.cancel.cancel()

    def stop_following(self, generation_id: GenerationId) -> None:
        """Ask no more about a job. It keeps running at the service and may be charged.

        Does nothing where there is no job yet, or where it has come to its end in the meantime.
        """
        with self._bench.lock:
            active = self._bench.active.get(generation_id)
        generation = self._bench.library.generations.get(generation_id)
        try:
            self._bench.record(generation, only_at=FOLLOWED, stopped=True, code=STOPPED_BY_USER, **NO_LONGER_FOLLOWED)
        except StaleStage:
            log.info("%s is not being followed", generation_id)
            return
        if active is not None:
            active.user_cancelled = True
            active.cancel.cancel()

    def follow_again(self, generation_id: GenerationId) -> Generation:
        """Undo `stop_following`, or try again to get a finished file; drive it next. Others stay as they are."""
        generation = self._bench.library.generations.get(generation_id)
        if generation.stage not in FOLLOWED:
            return generation
        return self._bench.record(
            generation, only_at=FOLLOWED, stopped=False, code="", title="", message="", next_step=""
        )

    def forget(self, generation_id: GenerationId) -> None:
        """Give up an unconfirmed row: it stays in the history as canceled and is never sent again.

        Raises `StaleStage` for one that is not unconfirmed.
        """
        self._settle(
            generation_id,
            msg("Forgotten"),
            msg("It was sent, but no answer came back. It may have been charged."),
        )

    def _settle(self, generation_id: GenerationId, title: Message, message: Message) -> None:
        step = msg("Compare your credits at skills.video.")
        self._bench.advance(self._unconfirmed(generation_id), Stage.CANCELED, **words(title, message, step))

    def send_again(self, generation_id: GenerationId) -> Generation:
        """Send an unconfirmed recipe a second time, as a new row, because a person chose to; drive the new one next.

        However often and in however many windows somebody presses, it is sent once: the new row is held until the old
        one is settled. Raises `StaleStage` when that was done already, and what `create` raises.
        """
        with self._sending_again:
            old = self._unconfirmed(generation_id)
            again = self.create(old.recipe, old.engine, held=True)
            try:
                self._settle(
                    generation_id,
                    msg("Sent again"),
                    msg("No answer came back, so it was sent again as a new take. Both may be charged."),
                )
            except RushesError:
                try:
                    cancel_row(self._bench, again)
                finally:
                    self._letting_go.later(again.id)
                raise
            return self.send(again.id)

    def _unconfirmed(self, generation_id: GenerationId) -> Generation:
        generation = self._bench.library.generations.get(generation_id)
        if generation.stage is not Stage.UNCONFIRMED:
            raise StaleStage(msg("{id} is no longer {seen}.", id=generation_id, seen=Stage.UNCONFIRMED.value))
        return generation

    # --- the end ---

    def awaiting_answer(self) -> bool:
        """Whether a paid request has left and its answer is still out."""
        return self._driver.awaiting_answer()

    def close(self) -> bool:
        """Stop every drive, but let a paid request wait for its answer as long as `Patience.answer_grace` says.

        Returns whether all have ended. Rows stay where they are and are taken up again by whoever starts next.
        """
        return self._driver.close()
