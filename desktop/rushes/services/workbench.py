"""What every step of the stage machine needs, and the one place where a step is written down and announced."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypedDict

from rushes.core.answers import Status
from rushes.core.api_errors import ApiError, GenerationCanceled, error_class
from rushes.core.events import GenerationChanged, Transfer
from rushes.core.messages import Message, msg, verbatim
from rushes.core.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path
    from typing import Unpack

    from rushes.api.request import GenerationRequest
    from rushes.core.answers import Answer
    from rushes.core.cancel import CancelToken
    from rushes.core.errors import RushesError
    from rushes.core.events import Events
    from rushes.core.generation import Generation, GenerationId
    from rushes.core.recipe import Recipe, Reference
    from rushes.media.check import TakeFacts
    from rushes.services.engines import Engines
    from rushes.services.policy import Patience
    from rushes.store.library import Library
    from rushes.store.rows import Facts

LOCAL_TROUBLE: Final = "LOCAL_TROUBLE"
"""The code of a row that stopped for a reason on this computer: the keyring, the disk, the library, a file."""

HTTP_STATUS: Final = "http_status"
"""Where the answer of a row that was refused has the HTTP status: its body has none."""

TRANSFER_INTERVAL: Final = 0.1
"""Seconds between two reports about bytes: faster than that nobody can read."""


class Words(TypedDict):
    """The texts of a row, in the source language."""

    title: str
    message: str
    next_step: str


@dataclass(slots=True)
class Active:
    """A generation that this process is driving: how to stop it, and whether its request may have left entirely."""

    cancel: CancelToken
    user_cancelled: bool = False
    may_send: bool = False
    """Whether this drive has written down that it is about to send, and has not sent since."""
    body_sent: bool = False
    answered: bool = False
    paid: bool = True
    may_park: bool = False
    """Whether the drive may end where it waits for a slot, to be called again when there is one."""
    parked: bool = False
    resting: bool = False
    """Whether it has been turned away and waits to try again, on its thread."""

    def rest(self, seconds: float) -> None:
        """Wait before another try. Raises `Cancelled`."""
        self.resting = True
        try:
            self.cancel.wait(seconds)
        finally:
            self.resting = False

    wanted_again: bool = False
    """Whether somebody asked to drive it while it was being driven."""

    def raise_if_cancelled(self) -> None:
        """Raise `Cancelled` when somebody asked to stop.

        Not between the word that it is being sent and the sending: the submitter settles that row, since it knows that
        nothing has left.
        """
        if not self.may_send:
            self.cancel.raise_if_cancelled()

    @property
    def awaits_answer(self) -> bool:
        """Whether stopping now would leave a paid request without its answer."""
        return self.paid and self.body_sent and not self.answered


@dataclass(slots=True)
class Workbench:
    """The parts the steps work with."""

    library: Library
    events: Events
    engines: Engines
    build_request: Callable[[Recipe, Callable[[Reference], Path]], GenerationRequest]
    check_take: Callable[[Path], TakeFacts]
    patience: Patience
    active: dict[GenerationId, Active] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def advance(self, generation: Generation, to: Stage, **facts: Unpack[Facts]) -> Generation:
        """Move a generation on from the stage it was read at, and tell everybody. Raises `StaleStage`."""
        moved = self.library.generations.advance(generation.id, seen=generation.stage, to=to, **facts)
        self.changed(generation.id)
        return moved

    def record(self, generation: Generation, *, only_at: Collection[Stage] = (), **facts: Unpack[Facts]) -> Generation:
        """Write facts down without moving on, and tell everybody. Raises `StaleStage` when it is not at `only_at`."""
        written = self.library.generations.record(generation.id, only_at=only_at, **facts)
        self.changed(generation.id)
        return written

    def note(self, generation: Generation, error: RushesError) -> Generation:
        """Write down on the row what stands in the way; the generation stays where it is."""
        return self.record(generation, code=_code_of(error), **words(error.title, error.message, error.next_step))

    def clear_note(self, generation: Generation) -> Generation:
        """Take back what stood in the way."""
        if not (generation.title or generation.code):
            return generation
        return self.record(generation, code="", title="", message="", next_step="")

    def fail(self, generation: Generation, error: RushesError) -> Generation:
        """End a generation with what the error says; a refusal without a code is known by its HTTP status."""
        text = words(error.title, error.message, error.next_step)
        if isinstance(error, ApiError) and error.http_status is not None:
            answer = {HTTP_STATUS: error.http_status, "code": error.code, "message": error.message.source()}
            return self.advance(generation, Stage.FAILED, code=_code_of(error), answer=answer, **text)
        return self.advance(generation, Stage.FAILED, code=_code_of(error), **text)

    def changed(self, generation_id: GenerationId) -> None:
        """Tell everybody that a row has changed."""
        self.events.publish(GenerationChanged(generation_id))

    def transfer(self, generation_id: GenerationId, *, upload: bool) -> Callable[[int, int | None], None]:
        """Return a function that reports bytes, a few times a second."""
        last = 0.0

        def report(done: int, total: int | None) -> None:
            nonlocal last
            now = time.monotonic()
            if now - last >= TRANSFER_INTERVAL or done == total:
                last = now
                self.events.publish(Transfer(generation_id, upload, done, total))

        return report


def _code_of(error: RushesError) -> str:
    if not isinstance(error, ApiError):
        return LOCAL_TROUBLE
    return error.code or ("" if error.http_status is None else f"HTTP_{error.http_status}")


def words(title: Message, message: Message, next_step: Message) -> Words:
    """Return the texts of a row, in the source language."""
    return Words(title=title.source(), message=message.source(), next_step=next_step.source())


NO_FILE_NAMED: Final = msg("Finished, but no file was named")


def apply_answer(bench: Workbench, generation: Generation, answer: Answer) -> Generation:
    """Write down what the service says of a job, and move on to the stage that means.

    A status word we have not met keeps the stage and is kept itself. Usage counts only from a terminal answer, and not
    from the rehearsal engine, whose credits are pretended.
    """
    facts: dict[str, object] = {
        "remote_id": answer.remote_id or generation.remote_id,
        "status_word": answer.status_word,
        "answer": answer.raw,
    }
    if answer.input:
        facts["used_input"] = answer.input
    if answer.status.is_terminal and answer.usage is not None and not generation.is_rehearsal:
        facts["usage"] = answer.usage
    to = _stage_of(generation.stage, answer.status)
    if to is Stage.FETCHING:
        facts["result_url"] = answer.video_urls[0] if answer.video_urls else None
        facts.update(_no_file_words() if not answer.video_urls else _no_words())
    elif to in {Stage.FAILED, Stage.CANCELED}:
        facts.update(_failure_words(answer))
    else:
        facts.update(_no_words())
    if to is generation.stage:
        if _says_the_same(generation, facts):
            return generation
        return bench.record(generation, **facts)  # type: ignore[arg-type]  # built above from the fields of Facts
    return bench.advance(generation, to, **facts)  # type: ignore[arg-type]


def _says_the_same(generation: Generation, facts: Mapping[str, object]) -> bool:
    return all(getattr(generation, name) == value for name, value in facts.items())


def _stage_of(stage: Stage, status: Status) -> Stage:
    if status is Status.UNKNOWN:
        return Stage.QUEUED if stage is Stage.SUBMITTING else stage
    return {
        Status.QUEUED: Stage.QUEUED,
        Status.RUNNING: Stage.RENDERING,
        Status.COMPLETED: Stage.FETCHING,
        Status.FAILED: Stage.FAILED,
        Status.CANCELED: Stage.CANCELED,
    }[status]


def _no_words() -> dict[str, str]:
    return {"code": "", "title": "", "message": "", "next_step": ""}


def _no_file_words() -> dict[str, str]:
    return {
        "code": "",
        "title": NO_FILE_NAMED.source(),
        "message": msg("skills.video says it is done, but names no file.").source(),
        "next_step": msg("Get the file again in a few minutes, or look at the dashboard of skills.video.").source(),
    }


def _failure_words(answer: Answer) -> dict[str, str]:
    kind = GenerationCanceled if answer.status is Status.CANCELED else error_class(answer.code)
    said = verbatim(answer.message) if answer.message else kind.title
    text = words(kind.title, said, kind.next_step)
    return {
        "code": answer.code,
        "title": text["title"],
        "message": text["message"],
        "next_step": text["next_step"],
    }
