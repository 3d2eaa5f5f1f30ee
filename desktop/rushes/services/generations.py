"""Generations: written down, sent, followed, fetched; stopped, forgotten, sent again.

Everything here blocks and runs on worker threads. `drive` is the whole machine: it takes one generation from the stage
it is at as far as it goes, each step committed before the next effect (`core.stages`), and may be called again at any
time by any process: only one drives a generation at a time, and a stage changes only from the stage that was read.
"""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from rushes.core.api_errors import KeyMissing, OutcomeUnknown
from rushes.core.cancel import Cancelled, CancelToken
from rushes.core.errors import InvalidRequest, LibraryFull, RushesError, StaleStage
from rushes.core.events import GenerationChanged
from rushes.core.messages import msg
from rushes.core.rules import blocking
from rushes.core.stages import FOLLOWED, IN_WORK, TERMINAL, Engine, Stage
from rushes.services.fetching import Fetcher
from rushes.services.following import Follower
from rushes.services.line import LettingGo, Line
from rushes.services.submitting import Submitter
from rushes.services.workbench import Active, Workbench, words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rushes.core.generation import Generation, GenerationId
    from rushes.core.media import MediaFacts
    from rushes.core.recipe import Recipe, Reference
    from rushes.services.account import Account

log = logging.getLogger(__name__)

STOPPED_BY_USER: Final = "STOPPED_BY_USER"
"""The code of a row that is not followed because a person said so."""

ROOM_NEEDED: Final = 64 * 1024 * 1024
"""Free bytes wanted before anything is sent: a 15 s take at 1080p and its staging copy fit."""


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
        self._probe = probe
        self._slots = slots
        self._line = Line(bench, slots)
        self._letting_go = LettingGo(bench)
        self._closing = False
        self._sending_again = threading.Lock()

    # --- written down ---

    def create(
        self, recipe: Recipe, engine: Engine, *, cancel: CancelToken | None = None, held: bool = False
    ) -> Generation:
        """Freeze a recipe: check it, copy its files into the library, and write a row at `waiting`.

        Nothing is sent, and a `held` one not before `send`. Raises `InvalidRequest`, `KeyMissing`, `MediaError`,
        `LibraryError`.
        """
        problems = blocking(recipe)
        if problems:
            raise InvalidRequest(problems[0].message, field=problems[0].field)
        if engine is Engine.SKILLS_VIDEO and self._account.key() is None:
            raise KeyMissing(msg("Nothing was sent."))
        self._require_room()
        sent = recipe.as_sent()
        kept = sent.with_references(self._keep(reference, cancel) for reference in sent.references)
        problems = blocking(kept)
        if problems:
            raise InvalidRequest(problems[0].message, field=problems[0].field)
        before = self._account.known_total() if engine is Engine.SKILLS_VIDEO else None
        generation = self._bench.library.generations.add(
            kept, engine, origin=self._bench.engines.origin(engine), credits_before=before, held=held
        )
        self._bench.events.publish(GenerationChanged(generation.id, added=True))
        return generation

    def _keep(self, reference: Reference, cancel: CancelToken | None) -> Reference:
        if not reference.is_local:
            return reference
        files = self._bench.library.files
        if reference.path is None:
            known = files.reference_path(reference.sha256 or "")
            if known is None:
                raise InvalidRequest(
                    msg("“{name}” is not in the library any more. Add the file again.", name=reference.name)
                )
            return reference
        facts = self._probe(reference.path)
        if facts.kind is not reference.kind:
            raise InvalidRequest(msg("“{name}” has changed and is no longer what it was.", name=reference.name))
        kept = files.keep(reference.path, cancel=cancel)
        return replace(reference, path=None, sha256=kept.sha256, facts=facts)

    def _require_room(self) -> None:
        self._bench.library.files.require_writable()
        free = self._bench.library.files.free_bytes()
        if free < ROOM_NEEDED:
            raise LibraryFull(
                msg(
                    "The disk that holds the library has {free} MB left; a take needs up to {needed} MB.",
                    free=free // (1024 * 1024),
                    needed=ROOM_NEEDED // (1024 * 1024),
                )
            )

    # --- driven ---

    def drive(self, generation_id: GenerationId, cancel: CancelToken, *, park: bool = False) -> Generation:
        """Take a generation as far as it goes; returns it as it then is.

        With `park` it ends where there is no free slot, and `call` names the row when there is one.

        Does nothing when another process (or another thread of this one) drives it. Raises `Cancelled`.
        """
        active = Active(cancel, may_park=park)
        with self._bench.lock:
            running = self._bench.active.get(generation_id)
            if running is not None:
                # it may be about to end, having read the row before whatever made somebody ask
                running.wanted_again = True
            elif not self._closing:
                self._bench.active[generation_id] = active
        if running is None and not self._closing:
            self._drive_while_wanted(generation_id, active)
        return self._bench.library.generations.get(generation_id)

    def _drive_while_wanted(self, generation_id: GenerationId, active: Active) -> None:
        try:
            while True:
                active.parked = False
                self._drive_if_ours(generation_id, active)
                with self._bench.lock:
                    wanted, active.wanted_again = active.wanted_again, False
                    if not wanted or self._closing or active.cancel.cancelled:
                        del self._bench.active[generation_id]
                        return
        finally:
            with self._bench.lock:
                if self._bench.active.get(generation_id) is active:
                    del self._bench.active[generation_id]

    def _drive_if_ours(self, generation_id: GenerationId, active: Active) -> None:
        generations = self._bench.library.generations
        before = generations.get(generation_id)
        if before.held:
            # it waited here and was thrown away meanwhile: whoever brings it back may be another process
            self._letting_go.now(generation_id)
        if before.stage not in IN_WORK or before.held or before.stopped or not generations.claim(generation_id):
            return
        try:
            self._drive(generation_id, active)
            self._keep_wish(generation_id, active)
        finally:
            if not active.parked:
                self._letting_go.now(generation_id)

    def _drive(self, generation_id: GenerationId, active: Active) -> None:
        submitter = Submitter(self._bench, active)
        follower = Follower(self._bench, active)
        fetcher = Fetcher(self._bench, active, follower)
        generation = self._bench.library.generations.get(generation_id)
        renders = 0
        while not (generation.stopped or generation.held or active.parked):
            before = generation.stage
            try:
                active.raise_if_cancelled()
                if before is Stage.WAITING:
                    renders += 1
                    generation = self._take_slot(generation, active, renders)
                elif before is Stage.SUBMITTING:
                    generation = submitter.submit(generation) if active.may_send else self._interrupted(generation)
                elif before in {Stage.QUEUED, Stage.RENDERING}:
                    generation = follower.follow(generation)
                elif before is Stage.FETCHING:
                    generation = fetcher.fetch(generation)
                else:
                    break
            except StaleStage:
                generation = self._bench.library.generations.get(generation_id)
            except RushesError as error:
                generation = self._stumble(generation_id, active, error)
                break
            except Cancelled:
                if active.user_cancelled:
                    return
                raise
        self._after(generation, active)

    def _keep_wish(self, generation_id: GenerationId, active: Active) -> None:
        """Carry out what a person wished where an answer that came at the same moment has gone over it."""
        if not active.user_cancelled:
            return
        generation = self._bench.library.generations.get(generation_id)
        if generation.stopped and generation.stage in FOLLOWED and generation.code != STOPPED_BY_USER:
            self._bench.record(generation, code=STOPPED_BY_USER, **_NO_LONGER_FOLLOWED)
        elif generation.is_rehearsal and generation.stage in FOLLOWED and not generation.stopped:
            self._cancel_row(generation)

    def _interrupted(self, generation: Generation) -> Generation:
        """Settle a row that another drive left while it was sending: whether that arrived, nobody knows."""
        if generation.is_rehearsal:
            return self._bench.library.generations.reset_rehearsal(generation.id)
        text = words(OutcomeUnknown.title, msg("It was interrupted while it was sent."), OutcomeUnknown.next_step)
        return self._bench.advance(generation, Stage.UNCONFIRMED, **text)

    def _take_slot(self, generation: Generation, active: Active, tries: int) -> Generation:
        """Wait for a free slot, and move to `submitting`, which is on disk before the request leaves."""
        if generation.engine is Engine.REHEARSAL:
            if tries > self._bench.patience.render_tries:
                return self._bench.fail(generation, _RENDER_GAVE_UP)
            active.may_send = True
            return self._bench.advance(generation, Stage.SUBMITTING)
        if active.may_park and self._line.has_before(generation):
            return self._park(generation, active)
        while True:
            taken = self._bench.library.generations.take_slot(
                generation.id, limit=self._slots(), origin=self._bench.engines.origin(generation.engine)
            )
            if taken is not None:
                active.may_send = True
                self._bench.changed(generation.id)
                return taken
            if active.may_park:
                return self._park(generation, active)
            active.cancel.wait(self._bench.patience.slot_wait)
            generation = self._bench.library.generations.get(generation.id)
            if generation.stage is not Stage.WAITING or generation.held:
                return generation

    def _park(self, generation: Generation, active: Active) -> Generation:
        active.parked = True
        self._line.join(generation)
        return generation

    @property
    def in_line(self) -> bool:
        """Whether rows wait for a slot without a thread, so that `call` is worth it. Does not block."""
        return not self._line.empty

    def call(self) -> list[GenerationId]:
        """Return the rows that waited without a thread and may have a slot now; drive them next."""
        return [] if self._closing else self._line.call()

    def _stumble(self, generation_id: GenerationId, active: Active, error: RushesError) -> Generation:
        """Write down an error of ours (keyring, disk, engine) on the row, and leave it where a person can go on."""
        generation = self._bench.library.generations.get(generation_id)
        log.warning("%s stopped at %s: %s", generation_id, generation.stage, error.message.source())
        if generation.stage in TERMINAL or generation.stage is Stage.UNCONFIRMED:
            return generation
        if generation.stage is Stage.SUBMITTING:
            if active.body_sent and not generation.is_rehearsal:
                # it may well have been accepted: the answer is what could not be kept
                return self._interrupted(generation)
            return self._bench.fail(generation, error)
        noted = self._bench.note(generation, error)
        if generation.stage is Stage.WAITING:
            return self._bench.record(noted, held=True)
        return self._bench.record(noted, stopped=True)

    def _after(self, generation: Generation, active: Active) -> None:
        """Learn the balance anew when something was charged or may have been."""
        if generation.engine is not Engine.SKILLS_VIDEO or generation.stage is Stage.WAITING:
            return
        if not self._bench.engines.knows(generation):
            return
        credits_now = self._account.try_refresh(active.cancel)
        if credits_now is not None and credits_now.total is not None:
            self._bench.record(generation, credits_after=credits_now.total)

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
        self._cancel_row(generation)
        if active is not None and (not active.body_sent or generation.is_rehearsal):
            active.cancel.cancel()

    def _cancel_row(self, generation: Generation) -> None:
        """End a row that waits, and a rehearsal that is on its way, although it moves on meanwhile."""
        while generation.stage is Stage.WAITING or (generation.is_rehearsal and generation.stage in FOLLOWED):
            try:
                self._bench.advance(
                    generation,
                    Stage.CANCELED,
                    **words(msg("Canceled"), msg("It was canceled here."), msg("Reuse the recipe to start it again.")),
                )
            except StaleStage:
                generation = self._bench.library.generations.get(generation.id)
            else:
                return

    def stop_following(self, generation_id: GenerationId) -> None:
        """Ask no more about a job. It keeps running at the service and may be charged.

        Does nothing where there is no job yet, or where it has come to its end in the meantime.
        """
        with self._bench.lock:
            active = self._bench.active.get(generation_id)
        generation = self._bench.library.generations.get(generation_id)
        try:
            self._bench.record(generation, only_at=FOLLOWED, stopped=True, code=STOPPED_BY_USER, **_NO_LONGER_FOLLOWED)
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
        self._bench.advance(
            self._unconfirmed(generation_id),
            Stage.CANCELED,
            **words(
                msg("Forgotten"),
                msg("It was sent, but no answer came back. It may have been charged."),
                msg("Compare your credits at skills.video."),
            ),
        )

    def send_again(self, generation_id: GenerationId) -> Generation:
        """Send an unconfirmed recipe a second time, as a new row, because a person chose to; drive the new one next.

        However often and in however many windows somebody presses, it is sent once: the new row is held until the old
        one is settled. Raises `StaleStage` when that was done already, and what `create` raises.
        """
        with self._sending_again:
            old = self._unconfirmed(generation_id)
            again = self.create(old.recipe, old.engine, held=True)
            try:
                self.forget(generation_id)
            except RushesError:
                try:
                    self._cancel_row(again)
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
        with self._bench.lock:
            return any(active.awaits_answer for active in self._bench.active.values())

    def close(self) -> bool:
        """Stop every drive, but let a paid request wait for its answer as long as `Patience.answer_grace` says.

        Returns whether all have ended. Rows stay where they are and are taken up again by whoever starts next.
        """
        self._closing = True
        self._bench.engines.closing()
        began = time.monotonic()
        while True:
            with self._bench.lock:
                drives = list(self._bench.active.values())
            if not drives:
                return True
            awaited = [active for active in drives if active.awaits_answer]
            waited = time.monotonic() - began
            if waited > (self._bench.patience.answer_grace if awaited else self._bench.patience.stop_grace):
                break
            for active in drives:
                if not active.awaits_answer:
                    active.cancel.cancel()
            threading.Event().wait(0.02)
        for active in drives:
            active.cancel.cancel()
        return False


_NO_LONGER_FOLLOWED: Final = words(
    msg("No longer followed"),
    msg("It keeps running at skills.video and may be charged."),
    msg("Follow it again to get the take."),
)

_RENDER_GAVE_UP = RushesError(
    msg("The rehearsal engine ended before the animatic was done, several times."),
    next_step=msg("Try again. If it happens again, copy the diagnostics from the Help menu."),
)
