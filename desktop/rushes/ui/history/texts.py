"""What a row of the list says below its prompt."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rushes.core.messages import Message, msg, plural, verbatim
from rushes.core.stages import Engine, Stage
from rushes.ui import formats
from rushes.ui.words import tr

if TYPE_CHECKING:
    from rushes.core.history import HistoryRow


def is_running(row: HistoryRow) -> bool:
    """Whether something is going on with it now."""
    working = {Stage.WAITING, Stage.SUBMITTING, Stage.QUEUED, Stage.RENDERING, Stage.FETCHING}
    return row.stage in working and not row.held and not row.stopped


def is_rehearsal(row: HistoryRow) -> bool:
    """Whether it was drawn here, and costs nothing."""
    return row.engine is Engine.REHEARSAL


def needs_attention(row: HistoryRow) -> bool:
    """Whether a person has to decide something."""
    return row.stage is Stage.UNCONFIRMED or (row.held and row.stage is Stage.WAITING) or row.stopped


def state(row: HistoryRow, expected: float | None = None) -> tuple[Message, str]:
    """Return what to say of a row that is not a finished take, and the tone to say it in."""
    if row.stage in {Stage.FAILED, Stage.UNCONFIRMED}:
        return _title_or(row, msg("Failed")), "bad"
    if row.stage is Stage.CANCELED:
        return _title_or(row, msg("Canceled")), "muted"
    if row.stage is Stage.WAITING:
        return (_held(row), "accent_text") if row.held else _waiting(row)
    if row.stopped:
        return _title_or(row, msg("Not followed")), "accent_text"
    if row.stage is Stage.SUBMITTING:
        return msg("Sending"), "muted"
    if row.stage is Stage.FETCHING:
        return (said(row.title), "accent_text") if row.title else (msg("Fetching the file"), "muted")
    return _at_work(row, expected)


def _held(row: HistoryRow) -> Message:
    if row.title:
        return msg("Held. {what}", what=said(row.title))
    return msg("Held. Nothing was sent.")


def _waiting(row: HistoryRow) -> tuple[Message, str]:
    if row.title:
        return said(row.title), "accent_text"
    return msg("Waiting for a free slot"), "muted"


def _at_work(row: HistoryRow, expected: float | None) -> tuple[Message, str]:
    since = row.submitted_at or row.created_at
    elapsed = (datetime.now(UTC) - since).total_seconds()
    if row.title:
        return msg("{what} · {time}", what=said(row.title), time=formats.stopwatch(elapsed)), "accent_text"
    if row.stage is Stage.QUEUED:
        return msg("In queue · {time}", time=formats.stopwatch(elapsed)), "muted"
    return msg("Rendering · {progress}", progress=formats.progress(elapsed, expected)), "muted"


def beside_badge(row: HistoryRow, expected: float | None = None) -> tuple[Message, str]:
    """Return `state` for the room beside the badge of a rehearsal, where a clock that runs says it."""
    message, tone = state(row, expected)
    progress = message.values.get("progress")
    return (progress, tone) if isinstance(progress, Message) else (message, tone)


def _title_or(row: HistoryRow, otherwise: Message) -> Message:
    return said(row.title) if row.title else otherwise


def said(source: str) -> Message:
    """Return a text that was kept in the source language as a message to be translated."""
    return Message(source)


def price(row: HistoryRow) -> Message:
    """Return what it cost."""
    if row.engine is Engine.REHEARSAL:
        return msg("free")
    if row.cost is None:
        return verbatim("")
    return plural("{amount} cr", "{amount} cr", round(row.cost), amount=formats.amount(row.cost))


def finished(row: HistoryRow) -> Message:
    """Return what is said of a finished take: its resolution, cost and time of day."""
    parts = [row.resolution] if row.engine is not Engine.REHEARSAL else []
    cost = tr(price(row))
    return verbatim(" · ".join([*parts, *([cost] if cost else []), formats.time_of_day(row.created_at)]))


def whole(row: HistoryRow) -> str:
    """Return all that a row shows, for screen readers."""
    if row.stage is Stage.READY:
        kind = tr(msg("Rehearsal")) + ", " if row.engine is Engine.REHEARSAL else ""
        about = kind + tr(finished(row))
    else:
        about = tr(state(row)[0])
    return f"{row.excerpt}. {about}"


def clip_length(row: HistoryRow) -> str:
    """Return the length on the picture: "0:05"."""
    return formats.stopwatch(row.duration)
