"""What stands in the place of the picture while there is none: how it goes, and what a person can do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import Enum
from typing import TYPE_CHECKING, Final

from rushes.core.api_errors import KeyMissing, KeyRejected
from rushes.core.messages import Message, msg
from rushes.core.stages import Stage
from rushes.ui import formats

if TYPE_CHECKING:
    from rushes.core.errors import MediaError
    from rushes.core.events import Transfer
    from rushes.core.generation import Generation


class Act(Enum):
    """What a person can do about a generation."""

    SEND = "send"
    CANCEL = "cancel"
    STOP_FOLLOWING = "stop following"
    FOLLOW_AGAIN = "follow again"
    FORGET = "forget"
    SEND_AGAIN = "send again"
    REUSE = "reuse"
    SHOW_IN_FOLDER = "show in folder"
    ADD_KEY = "add key"


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: what it does, its words, and what a person should know before pressing it."""

    act: Act
    words: Message
    hint: Message | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a generation without a picture stands. `icon` is shown in `tone`; a `busy` one has a ring instead.

    `since` is when it began, for the time that runs; `expected` how many seconds such takes usually need; `transfer`
    the bytes that have gone, for a bar.
    """

    title: Message
    message: Message | None = None
    next_step: Message | None = None
    icon: str = ""
    tone: str = "muted"
    busy: bool = False
    since: datetime | None = None
    expected: float | None = None
    transfer: Transfer | None = None
    choices: tuple[Choice, ...] = ()

    def progress(self, now: datetime | None = None) -> Message | None:
        """Return how far it is: bytes where they are known, else the time, else nothing."""
        if self.transfer is not None:
            return _bytes(self.transfer)
        if self.since is None:
            return None
        elapsed = ((now or datetime.now(UTC)) - self.since).total_seconds()
        return formats.progress(elapsed, self.expected)

    def part(self) -> float | None:
        """Return the part of the bytes that has gone, 0 to 1; None where that is not known."""
        if self.transfer is None or not self.transfer.total:
            return None
        return min(1.0, self.transfer.done / self.transfer.total)


_REUSE: Final = Choice(Act.REUSE, msg("Reuse recipe"))
_CANCEL: Final = Choice(Act.CANCEL, msg("Cancel"))
_ADD_KEY: Final = Choice(Act.ADD_KEY, msg("Add key"))
_STOP: Final = Choice(
    Act.STOP_FOLLOWING, msg("Stop following"), msg("If you stop, it keeps running at skills.video and may be charged.")
)
_KEY_CODES: Final = frozenset({"HTTP_401", "UNAUTHORIZED"})
_KEY_TITLES: Final = frozenset({KeyMissing.title.source(), KeyRejected.title.source()})


def standing(
    generation: Generation, *, expected: float | None = None, transfer: Transfer | None = None
) -> Standing | None:
    """Return how a generation stands, or None for a finished take, which is its own picture."""
    if generation.stage is Stage.READY:
        return None
    if generation.stage is Stage.WAITING:
        return _waiting(generation)
    if generation.stage is Stage.SUBMITTING:
        return _submitting(generation, transfer if transfer is not None and transfer.upload else None)
    if generation.stage is Stage.UNCONFIRMED:
        return _unconfirmed(generation)
    if generation.stopped:
        return _stopped(generation)
    if generation.stage is Stage.FETCHING:
        return _fetching(generation, transfer if transfer is not None and not transfer.upload else None)
    if generation.stage in {Stage.QUEUED, Stage.RENDERING}:
        return _at_work(generation, expected)
    return _over(generation)


def missing() -> Standing:
    """Return what to say of a take whose file is gone."""
    return Standing(
        msg("The file is not in the library folder any more"),
        msg("It was moved, renamed or deleted outside Rushes. Its recipe is still here."),
        msg("Put the file back, or reuse the recipe to make the take again."),
        icon="file-video",
        choices=(Choice(Act.SHOW_IN_FOLDER, msg("Open the library folder")), _REUSE),
    )


def unplayable(error: MediaError) -> Standing:
    """Return what to say of a take whose file cannot be played."""
    return Standing(
        msg("This take cannot be played"),
        error.message,
        icon="circle-alert",
        tone="bad",
        choices=(Choice(Act.SHOW_IN_FOLDER, msg("Show in folder")), _REUSE),
    )


def unreadable(title: Message, message: Message, next_step: Message) -> Standing:
    """Return what to say of a row that the library cannot read."""
    return Standing(title, message, next_step, icon="circle-alert", tone="bad")


def _bytes(transfer: Transfer) -> Message:
    done = formats.size(transfer.done)
    if transfer.total is None:
        return msg("{done} so far", done=done)
    return msg("{done} of {total}", done=done, total=formats.size(transfer.total))


def _noted(generation: Generation) -> Standing | None:
    """Return what was written down at the row, which is a source text of ours or the service's own words."""
    if not generation.title:
        return None
    message = Message(generation.message) if generation.message != generation.title else None
    step = Message(generation.next_step) if generation.next_step else None
    return Standing(Message(generation.title), message if generation.message else None, step)


def _with_key(generation: Generation, *choices: Choice) -> tuple[Choice, ...]:
    wants_key = generation.code.upper() in _KEY_CODES or generation.title in _KEY_TITLES
    return (_ADD_KEY, *choices) if wants_key else choices


def _waiting(generation: Generation) -> Standing:
    noted = _noted(generation)
    drop = Choice(Act.CANCEL, msg("Drop"), msg("It stays in the history, and its recipe can be reused."))
    if generation.held:
        send = Choice(Act.SEND, msg("Send"), msg("This spends credits at skills.video."))
        shown = noted or Standing(msg("Held since the last close"), msg("Nothing was sent."))
        icon = "clock" if noted is None else "circle-alert"
        return replace(shown, icon=icon, tone="accent", choices=_with_key(generation, send, drop))
    if noted is not None:
        return replace(noted, icon="clock", tone="accent", choices=_with_key(generation, _CANCEL))
    if generation.is_rehearsal:
        return Standing(msg("Waiting to be drawn"), busy=True, since=generation.created_at, choices=(_CANCEL,))
    return Standing(
        msg("Waiting for a free slot"),
        msg("It is sent as soon as one of those that run is done. How many run at once is in Preferences."),
        icon="clock",
        since=generation.created_at,
        choices=(_CANCEL,),
    )


def _submitting(generation: Generation, transfer: Transfer | None) -> Standing:
    if generation.is_rehearsal:
        return _drawing(generation, None)
    sent = transfer is not None and transfer.total is not None and transfer.done >= transfer.total
    if sent:
        # From here on the service may have it whole: there is nothing to cancel any more.
        return Standing(msg("Sent. Waiting for the answer"), busy=True, since=generation.submitted_at)
    return Standing(
        msg("Sending"),
        busy=True,
        since=generation.submitted_at or generation.created_at,
        transfer=transfer,
        choices=(_CANCEL,),
    )


def _unconfirmed(generation: Generation) -> Standing:
    when = generation.submitted_at or generation.created_at
    message = msg("It may be running and may be charged. It was sent at {time}.", time=formats.moment(when))
    return Standing(
        msg("Sent, but no answer came back"),
        message,
        _credits(generation),
        icon="circle-help",
        tone="bad",
        choices=(
            Choice(
                Act.SEND_AGAIN,
                msg("Send again"),
                msg("This makes a second take. If the first one runs after all, both are charged."),
            ),
            Choice(Act.FORGET, msg("Forget"), msg("It is not sent again. It stays in the history.")),
        ),
    )


def _credits(generation: Generation) -> Message:
    before, after = generation.credits_before, generation.credits_after
    if before is None and after is None:
        return msg("Compare your credits at skills.video, then choose.")
    if before is None or after is None:
        known = formats.amount(before if before is not None else after or 0)
        if before is None:
            return msg("Credits after it: {after}. Compare them at skills.video, then choose.", after=known)
        return msg("Credits before it: {before}. Compare them at skills.video, then choose.", before=known)
    words = {"before": formats.amount(before), "after": formats.amount(after)}
    if after < before:
        return msg("Credits before: {before}, after: {after}. It was probably charged.", **words)
    return msg("Credits before: {before}, after: {after}. It was probably not charged, or not yet.", **words)


def _stopped(generation: Generation) -> Standing:
    noted = _noted(generation)
    if generation.stage is Stage.FETCHING:
        shown = noted or Standing(msg("The file was not fetched"), msg("It is finished at skills.video."))
        again = Choice(Act.FOLLOW_AGAIN, msg("Get the file again"))
        return replace(shown, icon="download", tone="accent", choices=_with_key(generation, again))
    shown = noted or Standing(msg("No longer followed"), _STOP.hint)
    again = Choice(Act.FOLLOW_AGAIN, msg("Follow again"))
    return replace(shown, icon="eye-off", tone="accent", choices=_with_key(generation, again))


def _fetching(generation: Generation, transfer: Transfer | None) -> Standing:
    noted = _noted(generation)
    shown = noted or Standing(msg("Fetching the file"))
    choices = (_CANCEL,) if generation.is_rehearsal else ()
    return replace(shown, busy=True, since=generation.finished_at, transfer=transfer, choices=choices)


def _at_work(generation: Generation, expected: float | None) -> Standing:
    if generation.is_rehearsal:
        return _drawing(generation, expected)
    since = generation.submitted_at or generation.created_at
    noted = _noted(generation)
    queued = generation.stage is Stage.QUEUED
    shown = noted or Standing(msg("In queue at skills.video") if queued else msg("Rendering at skills.video"))
    word = generation.status_word
    if noted is None and word and word.upper().replace(" ", "_") not in _KNOWN_WORDS:
        shown = replace(shown, message=msg("The service says “{word}”, which Rushes does not know.", word=word))
    # The words beside the button: what pressing it does not do is worth money.
    step = shown.next_step or _STOP.hint
    return replace(
        shown,
        next_step=step,
        busy=True,
        since=since,
        expected=None if queued else expected,
        choices=_with_key(generation, _STOP),
    )


_KNOWN_WORDS: Final = frozenset(
    {"IN_QUEUE", "IN_PROGRESS", "QUEUED", "RUNNING", "STARTING", "PROCESSING", "PENDING", "COMPLETED", "SUCCEEDED"}
)


def _drawing(generation: Generation, expected: float | None) -> Standing:
    shown = _noted(generation) or Standing(msg("Drawing the animatic"), msg("On this computer, free."))
    since = generation.submitted_at or generation.created_at
    return replace(shown, busy=True, since=since, expected=expected, choices=(_CANCEL,))


def _over(generation: Generation) -> Standing:
    canceled = generation.stage is Stage.CANCELED
    shown = _noted(generation) or Standing(msg("Canceled") if canceled else msg("The generation failed"))
    icon, tone = ("ban", "muted") if canceled else ("circle-alert", "bad")
    return replace(shown, icon=icon, tone=tone, choices=_with_key(generation, _REUSE))
