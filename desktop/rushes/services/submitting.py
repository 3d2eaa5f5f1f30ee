"""The step that spends: one request, and what its outcome means.

Sent again by itself: no connection was made, or a documented 429 (after `Retry-After`, a few times). Refused in words:
the row fails. Everything else may have been accepted, and becomes unconfirmed: it is never sent again unasked.
"""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from rushes.core.api_errors import ApiError, NotSent, OutcomeUnknown, RateLimited
from rushes.core.cancel import Cancelled
from rushes.core.errors import LibraryError, MediaError, StaleStage
from rushes.core.messages import msg
from rushes.core.stages import TERMINAL, Engine, Stage
from rushes.services.workbench import Active, Workbench, apply_answer, words

if TYPE_CHECKING:
    from pathlib import Path

    from rushes.api.client import Client
    from rushes.api.request import GenerationRequest
    from rushes.core.answers import Answer
    from rushes.core.generation import Generation
    from rushes.core.recipe import Reference

log = logging.getLogger(__name__)


class Submitter:
    """Sends one generation. Kept for the whole drive, since it counts the tries."""

    def __init__(self, bench: Workbench, active: Active) -> None:
        self._bench = bench
        self._active = active
        self._unconnected = 0
        self._limited = 0

    def submit(self, generation: Generation) -> Generation:
        """Send the request of a row at `submitting`; returns the row at whatever stage that led to.

        Raises `Cancelled` when it was asked to stop before the request can have been received whole.
        """
        bench = self._bench
        self._active.may_send = False
        try:
            request = bench.build_request(generation.recipe, self._file_of)
            client = bench.engines.client(generation.engine)
        except (MediaError, ApiError) as error:
            return bench.fail(generation, error)
        try:
            return self._send(client, request, generation)
        except NotSent as error:
            return self._not_sent(generation, error)
        except RateLimited as error:
            return self._rate_limited(generation, error)
        except OutcomeUnknown as error:
            return self._unconfirmed(generation, error)
        except (MediaError, ApiError) as error:
            return self._refused(generation, error)
        except Cancelled:
            return self._stopped(generation)

    def _file_of(self, reference: Reference) -> Path:
        path = self._bench.library.files.reference_path(reference.sha256 or "")
        if path is None:
            raise MediaError(
                msg("The library's copy of “{name}” is gone.", name=reference.name),
                name=reference.name,
                next_step=msg("Reuse the recipe and add the file again."),
            )
        return path

    def _send(self, client: Client, request: GenerationRequest, generation: Generation) -> Generation:
        active, current = self._active, generation
        report = self._bench.transfer(generation.id, upload=True)

        def uploaded(done: int, total: int | None) -> None:
            active.body_sent = done == total
            report(done, total)

        def answered(answer: Answer) -> None:
            nonlocal current
            if answer.remote_id and current.stage not in TERMINAL:
                current = self._write_down(current, answer)
                active.answered = True

        active.paid = not generation.is_rehearsal
        active.answered = False
        active.body_sent = False
        try:
            send = client.submit_and_follow if request.is_json else client.submit
            send(request, cancel=active.cancel, on_answer=answered, on_upload=uploaded)
        except (ApiError, Cancelled) as error:
            if current.stage is Stage.SUBMITTING:
                raise
            log.info("%s: the stream ended early (%s); asking instead", generation.id, type(error).__name__)
            return current
        finally:
            # whatever came of it, nobody waits for this answer any more
            active.answered = True
        if current.stage is Stage.SUBMITTING:
            raise OutcomeUnknown(msg("skills.video accepted the request but named no id."))
        return current

    def _write_down(self, generation: Generation, answer: Answer) -> Generation:
        """Write an answer down. The first carries the id, the only way back to a paid job: that is tried repeatedly.

        Raises `LibraryError`; the id is in the log then.
        """
        patience = self._bench.patience
        for attempt in range(patience.keep_tries):
            try:
                return apply_answer(self._bench, generation, answer)
            except StaleStage:
                self._keep_id(generation, answer)
                raise
            except LibraryError as error:
                if generation.stage is not Stage.SUBMITTING or generation.is_rehearsal:
                    raise
                log.warning("%s: its id %s could not be written: %s", generation.id, answer.remote_id, error)
                if attempt == patience.keep_tries - 1:
                    raise
                # not by the token: somebody who wants to stop wants the id all the same
                time.sleep(patience.keep_wait)
        raise AssertionError("there is at least one try")

    def _keep_id(self, generation: Generation, answer: Answer) -> None:
        """Keep the id of a paid job on a row that somebody has settled meanwhile, taking us for dead."""
        if generation.stage is Stage.SUBMITTING and not generation.is_rehearsal:
            log.warning("%s: accepted as %s, but the row has been settled meanwhile", generation.id, answer.remote_id)
            self._bench.record(generation, remote_id=answer.remote_id)

    def _not_sent(self, generation: Generation, error: NotSent) -> Generation:
        if self._active.user_cancelled:
            return self._stopped(generation)
        patience = self._bench.patience
        self._unconnected += 1
        if self._unconnected >= patience.connect_tries:
            held = self._back_to_waiting(generation, error, held=True)
            self._unconnected = 0
            return held
        waiting = self._back_to_waiting(generation, error, held=False)
        self._active.rest(patience.backoff(self._unconnected - 1, patience.connect_wait))
        return waiting

    def _rate_limited(self, generation: Generation, error: RateLimited) -> Generation:
        if self._active.user_cancelled:
            return self._stopped(generation)
        patience = self._bench.patience
        wait = error.retry_after if error.retry_after is not None else patience.rate_limit_wait
        if self._limited >= patience.rate_limit_tries or wait > patience.longest_retry_after:
            return self._bench.fail(generation, error)
        self._limited += 1
        waiting = self._back_to_waiting(generation, error, held=False)
        self._active.rest(wait)
        return waiting

    def _back_to_waiting(self, generation: Generation, error: ApiError, *, held: bool) -> Generation:
        self._active.body_sent = False
        return self._bench.advance(
            generation, Stage.WAITING, held=held, code=error.code, **words(error.title, error.message, error.next_step)
        )

    def _refused(self, generation: Generation, error: MediaError | ApiError) -> Generation:
        return self._bench.fail(generation, error)

    def _unconfirmed(self, generation: Generation, error: OutcomeUnknown) -> Generation:
        if generation.engine is Engine.REHEARSAL:
            # nothing was spent: the drive renders it again
            return self._bench.library.generations.reset_rehearsal(generation.id)
        log.warning("%s: sent, but no answer came back: %s", generation.id, error.message.source())
        return self._bench.advance(
            generation, Stage.UNCONFIRMED, **words(OutcomeUnknown.title, error.message, OutcomeUnknown.next_step)
        )

    def _stopped(self, generation: Generation) -> Generation:
        """Write down that the request was cut off before it was whole, so that nothing can have been accepted."""
        if self._active.user_cancelled:
            return self._bench.advance(
                generation,
                Stage.CANCELED,
                **words(
                    msg("Canceled"),
                    msg("It was canceled before it was sent."),
                    msg("Reuse the recipe to send it again."),
                ),
            )
        self._bench.advance(generation, Stage.WAITING, held=True)
        raise Cancelled
