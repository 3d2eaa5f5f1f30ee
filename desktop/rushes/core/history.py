"""What the history list needs to know: which rows there are, where the days begin, and a light row for each."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from rushes.core.generation import GenerationId
    from rushes.core.stages import Engine, Stage


class HistoryFilter(StrEnum):
    """Which part of the history is listed. Only `BIN` lists what was deleted."""

    ALL = "all"
    RUNNING = "running"
    READY = "ready"
    FAILED = "failed"
    REHEARSALS = "rehearsals"
    PAID = "paid"
    ATTENTION = "attention"
    BIN = "bin"


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One row of the list, light enough to be read by the hundred.

    `excerpt` is the beginning of the prompt on one line. `cost` is in credits, `duration` in seconds of the take asked
    for, `title` says why it failed or what is known. `poster` is the key of its thumbnail, None while there is none.
    """

    row: int
    id: GenerationId
    engine: Engine
    stage: Stage
    excerpt: str
    created_at: datetime
    resolution: str
    duration: int
    cost: float | None = None
    title: str = ""
    code: str = ""
    status_word: str = ""
    held: bool = False
    stopped: bool = False
    submitted_at: datetime | None = None
    rendering_at: datetime | None = None
    finished_at: datetime | None = None
    deleted_at: datetime | None = None
    has_file: bool = False
    poster: str | None = None


def _no_numbers() -> array[int]:
    return array("q")


@dataclass(frozen=True, slots=True)
class HistoryResult:
    """The rows a query found, newest first, 8 bytes each, and where the days begin.

    `rows` holds row numbers. `starts` holds, for each day, the place in `rows` where it begins; `days` holds the days
    themselves as ordinals of the proleptic calendar (`date.toordinal`), in local time. `complete` is False for a first
    page that has more behind it.
    """

    rows: array[int] = field(default_factory=_no_numbers)
    starts: array[int] = field(default_factory=_no_numbers)
    days: array[int] = field(default_factory=_no_numbers)
    complete: bool = True

    def __len__(self) -> int:
        return len(self.rows)

    def headings(self) -> Iterator[tuple[int, date]]:
        """Give the place where each day begins, and the day."""
        for start, day in zip(self.starts, self.days, strict=True):
            yield start, date.fromordinal(day)
