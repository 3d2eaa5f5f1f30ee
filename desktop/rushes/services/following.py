"""The step that asks: what has become of a job, until the service gives a terminal answer.

Asking is free and safe, so nothing but a terminal answer, the user, or a day without one ends it. A paid job never
fails because we got bored.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rushes.core.api_errors import ApiError, KeyMissing, KeyRejected, NotAllowed, NotFound
from rushes.core.events import ConnectionChanged
from rushes.core.messages import Message, msg
from rushes.core.stages import Engine, Stage
from rushes.services.workbench import Active, Workbench, apply_answer, words

if TYPE_CHECKING:
    from rushes.core.generation import Generation


class Follower:
    """Asks about one generation."""

    def __init__(self, bench: Workbench, active: Active) -> None:
        self._bench = bench
        self._active = active

    def follow(self, generation: Generation) -> Generation:
        """Ask until the row has left `queued` and `rendering`, or nobody should ask on (it is `stopped` then).

        Raises `Cancelled` when asked to stop, and `RehearsalUnavailable`.
        """
        if not self._bench.engines.knows(generation):
            return self._sent_elsewhere(generation)
        local = generation.engine is Engine.REHEARSAL
        for wait in self._bench.patience.polls(local=local):
            self._active.cancel.wait(wait)
            generation = self.ask(generation)
            if generation.stopped or generation.stage not in {Stage.QUEUED, Stage.RENDERING}:
                return generation
            if self._too_long(generation):
                return self._stop(
                    generation,
                    msg("No end after a day"),
                    msg("skills.video has not finished this for a day. It is asked again at each start."),
                )
        raise AssertionError("the waits never end")

    def ask(self, generation: Generation) -> Generation:
        """Ask once, and write down the answer or what kept it away. Nobody but who got the job is asked about it."""
        if not self._bench.engines.knows(generation):
            return self._sent_elsewhere(generation)
        try:
            client = self._bench.engines.client(generation.engine)
            answer = client.ask(generation.remote_id or "", cancel=self._active.cancel)
        except NotFound as error:
            return self._unknown_there(generation, error)
        except (KeyMissing, KeyRejected, NotAllowed) as error:
            return self._stop(generation, error.title, error.message, error.next_step)
        except ApiError as error:
            self._bench.events.publish(ConnectionChanged(online=error.http_status is not None))
            noted = self._bench.note(generation, error)
            if error.retry_after is not None:
                self._active.cancel.wait(min(error.retry_after, self._bench.patience.longest_retry_after))
            return noted
        if generation.engine is Engine.SKILLS_VIDEO:
            self._bench.events.publish(ConnectionChanged(online=True))
        return apply_answer(self._bench, generation, answer)

    def _too_long(self, generation: Generation) -> bool:
        since = generation.accepted_at or generation.created_at
        return (datetime.now(UTC) - since).total_seconds() > self._bench.patience.follow_for

    def _unknown_there(self, generation: Generation, error: NotFound) -> Generation:
        if generation.engine is Engine.REHEARSAL:
            # the engine that knew it has ended; the row is rendered again
            return self._bench.library.generations.reset_rehearsal(generation.id)
        return self._stop(
            generation,
            error.title,
            msg("skills.video no longer knows {id}. It is asked again at each start.", id=generation.remote_id or ""),
            error.next_step,
        )

    def _sent_elsewhere(self, generation: Generation) -> Generation:
        return self._stop(
            generation,
            msg("Sent to another address"),
            msg(
                "It was sent to {sent}, and Rushes speaks to {now}. Nothing was asked; the job and its id are kept.",
                sent=generation.origin,
                now=self._bench.engines.origin(generation.engine),
            ),
            msg("Start Rushes with RUSHES_API_URL set to that address to get the take."),
        )

    def _stop(
        self, generation: Generation, title: Message, message: Message, next_step: Message | None = None
    ) -> Generation:
        step = next_step or msg("Look at the dashboard of skills.video.")
        return self._bench.record(generation, stopped=True, **words(title, message, step))
