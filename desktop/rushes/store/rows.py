"""Generations as rows of the database and back."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypedDict

from rushes.core.answers import Usage
from rushes.core.generation import Generation, GenerationId, TakeFile
from rushes.core.history import HistoryRow
from rushes.core.recipe_json import from_json
from rushes.core.stages import Engine, Stage

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from rushes.core.recipe import Recipe

EXCERPT_LENGTH: Final = 200
"""Characters of the prompt that the list has room for."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)


class Facts(TypedDict, total=False):
    """What can be recorded about a generation. Times are not among them: they follow from its stages."""

    origin: str
    remote_id: str | None
    status_word: str
    usage: Usage | None
    credits_before: float | None
    credits_after: float | None
    used_input: Mapping[str, object]
    answer: Mapping[str, object]
    result_url: str | None
    file: TakeFile | None
    code: str
    title: str
    message: str
    next_step: str
    held: bool
    stopped: bool


DETAILS: Final = frozenset({"used_input", "answer"})
"""The facts that live in the table `detail`."""

PRECIOUS: Final = frozenset({"remote_id", "usage", "answer", "result_url", "file", "code"})
"""The facts that must survive a power cut."""


def to_ms(moment: datetime) -> int:
    """Return milliseconds since 1970 for an aware time."""
    return (moment - _EPOCH) // _MILLISECOND


def from_ms(number: int | None) -> datetime | None:
    """Return the time in UTC that `to_ms` wrote."""
    return None if number is None else datetime.fromtimestamp(number / 1000, UTC)


def clean(text: str) -> str:
    """Return `text` without lone surrogates (from undecodable file names), which SQLite cannot hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def dump(data: object) -> str:
    """Return `data` as compact JSON that SQLite can hold. What JSON cannot say becomes its text."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=str)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(data, separators=(",", ":"), default=str)
    return text


def excerpt(recipe: Recipe) -> str:
    """Return the beginning of the prompt on one line."""
    head = recipe.prompt[: EXCERPT_LENGTH * 4]
    return clean(" ".join(head.split())[:EXCERPT_LENGTH])


def to_columns(facts: Facts) -> dict[str, object]:
    """Return the columns of `generation` and `detail` that hold `facts`."""
    columns: dict[str, object] = {}
    for name, value in facts.items():
        if name == "usage":
            usage = facts["usage"]
            columns["usage_total"] = None if usage is None else usage.total
            columns["usage_subscription"] = None if usage is None else usage.subscription
            columns["usage_permanent"] = None if usage is None else usage.permanent
        elif name == "file":
            columns.update(_file_columns(facts["file"]))
        elif name in DETAILS:
            columns[name] = dump(dict(facts[name]))  # type: ignore[literal-required]
        else:
            columns[name] = clean(value) if isinstance(value, str) else value
    return columns


def _file_columns(file: TakeFile | None) -> dict[str, object]:
    if file is None:
        names = ("path", "sha256", "size", "width", "height", "duration", "frames", "frame_rate", "sound")
        return {f"take_{name}": None for name in names}
    return {
        "take_path": file.path,
        "take_sha256": file.sha256,
        "take_size": file.size,
        "take_width": file.width,
        "take_height": file.height,
        "take_duration": file.duration,
        "take_frames": file.frames,
        "take_frame_rate": file.frame_rate,
        "take_sound": file.has_sound,
    }


FULL_SELECT: Final = "SELECT g.*, d.recipe, d.used_input, d.answer FROM generation g JOIN detail d USING (row)"
"""Selects what `to_generation` reads."""


def to_generation(row: sqlite3.Row) -> Generation:
    """Return the generation in a row of `FULL_SELECT`. Raises `UnreadableRecipe`."""
    return Generation(
        id=GenerationId(row["id"]),
        row=row["row"],
        engine=Engine(row["engine"]),
        stage=Stage(row["stage"]),
        recipe=from_json(json.loads(row["recipe"])),
        created_at=datetime.fromtimestamp(row["created_ms"] / 1000, UTC),
        remote_id=row["remote_id"],
        origin=row["origin"],
        owner=row["owner"],
        held=bool(row["held"]),
        stopped=bool(row["stopped"]),
        status_word=row["status_word"],
        submitted_at=from_ms(row["submitted_ms"]),
        accepted_at=from_ms(row["accepted_ms"]),
        rendering_at=from_ms(row["rendering_ms"]),
        finished_at=from_ms(row["finished_ms"]),
        ready_at=from_ms(row["ready_ms"]),
        deleted_at=from_ms(row["deleted_ms"]),
        usage=_usage(row),
        credits_before=row["credits_before"],
        credits_after=row["credits_after"],
        used_input=_mapping(row["used_input"]),
        answer=_mapping(row["answer"]),
        result_url=row["result_url"],
        file=_file(row),
        code=row["code"],
        title=row["title"],
        message=row["message"],
        next_step=row["next_step"],
    )


def _usage(row: sqlite3.Row) -> Usage | None:
    if row["usage_total"] is None:
        return None
    return Usage(row["usage_total"], row["usage_subscription"] or 0, row["usage_permanent"] or 0)


def _mapping(text: str) -> Mapping[str, object]:
    data = json.loads(text)
    return MappingProxyType(data if isinstance(data, dict) else {})


def _file(row: sqlite3.Row) -> TakeFile | None:
    if row["take_path"] is None:
        return None
    return TakeFile(
        path=row["take_path"],
        sha256=row["take_sha256"],
        size=row["take_size"],
        width=row["take_width"],
        height=row["take_height"],
        duration=row["take_duration"],
        frames=row["take_frames"],
        frame_rate=row["take_frame_rate"],
        has_sound=bool(row["take_sound"]),
    )


# a look-up is several times as fast as calling the enum, and there are 200 rows to a window
_ENGINES: Final = {engine.value: engine for engine in Engine}
_STAGES: Final = {stage.value: stage for stage in Stage}

LIGHT_SELECT: Final = (
    "SELECT row, id, engine, stage, excerpt, created_ms, resolution, duration, usage_total, title, code, status_word,"
    " held, stopped, submitted_ms, rendering_ms, finished_ms, deleted_ms, take_path IS NOT NULL FROM generation"
)
"""Selects what `to_history_row` reads."""


def to_history_row(row: tuple[Any, ...]) -> HistoryRow:
    """Return the light row in a row of `LIGHT_SELECT`."""
    (number, gid, engine, stage, head, created, resolution, duration, cost, title, code, status_word) = row[:12]
    (held, stopped, submitted, rendering, finished, deleted, has_file) = row[12:]
    return HistoryRow(
        row=number,
        id=GenerationId(gid),
        engine=_ENGINES[engine],
        stage=_STAGES[stage],
        excerpt=head,
        created_at=datetime.fromtimestamp(created / 1000, UTC),
        resolution=resolution,
        duration=duration,
        cost=cost,
        title=title,
        code=code,
        status_word=status_word,
        held=bool(held),
        stopped=bool(stopped),
        submitted_at=from_ms(submitted),
        rendering_at=from_ms(rendering),
        finished_at=from_ms(finished),
        deleted_at=from_ms(deleted),
        has_file=bool(has_file),
        poster=gid if has_file else None,
    )
