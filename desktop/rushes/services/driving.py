"""Driving generations: the whole machine, which takes one from the stage it is at as far as it goes.

Each step is committed before the next effect (`core.stages`). A drive may be begun again at any time by any process:
only one drives a generation at a time, and a stage changes only from the stage that was read.
"""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING

from rushes.core.api_errors import OutcomeUnknown
from rushes.core.cancel import Cancelled
from rushes.core.errors import RushesError, StaleStage
from rushes.core.messages import msg
from rushes.core.stages import FOLLOWED, IN_WORK, TERMINAL, Engine, Stage
from rushes.services.fetching import Fetcher
from rushes.services.following import Follower
from rushes.services.submitting import Submitter
from rushes.services.wishes import NO_LONGER_FOLLOWED, STOPPED_BY_USER, cancel_row
from rushes.services.workbench import Active, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from rushes.core.cancel import CancelToken
    from rushes.core.generation import Generation, GenerationId
    from rushes.services.account import Account
    from rushes.services.line import LettingGo, Line
    from rushes.services.workbench import Workbench

log = logging.getLogger(__name__)


class Driver:
    """Drives the generations of this process, each on the thread that asks for it."""

    def __init__(
        self, bench: Workbench, account: Account, *, slots: Callable[[], int], line: Line, letting_go: LettingGo
    ) -> None:
        self._bench = bench
        self._account = account
        self._slots = slots
        self._line = line
        self._letting_go = letting_go
        self._closing = False

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
            self._bench.record(generation, code=STOPPED_BY_USER, **NO_LONGER_FOLLOWED)
        elif generation.is_rehearsal and generation.stage in FOLLOWED and not generation.stopped:
            cancel_row(self._bench, generation)

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


_RENDER_GAVE_UP = RushesError(
    msg("The rehearsal engine ended before the animatic was done, several times."),
    next_step=msg("Try again. If it happens again, copy the diagnostics from the Help menu."),
)
