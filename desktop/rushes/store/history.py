"""The history as a list: which rows a query finds, where the days begin, and the rows themselves by the hundred."""

from __future__ import annotations

import time
from array import array
from datetime import date
from typing import TYPE_CHECKING, Final

from rushes.core.history import HistoryFilter, HistoryResult, HistoryRow
from rushes.core.stages import IN_WORK, Engine, Stage
from rushes.store.generations import in_words
from rushes.store.rows import LIGHT_SELECT, clean, to_history_row
from rushes.store.schema import LIVE, TROUBLE
from rushes.store.search import plan

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from rushes.core.cancel import CancelToken
    from rushes.store.database import Database
    from rushes.store.search import Search

WINDOW: Final = 200
"""How many rows are read at a time."""

_BATCH: Final = 2048
"""Row numbers taken from SQLite at a time: memory stays flat, and the lock of the interpreter is let go in between."""

_KEPT: Final = "g.deleted_ms IS NULL"

_WAITS_FOR_SOMEBODY: Final = (
    f"SELECT row FROM generation INDEXED BY trouble WHERE deleted_ms IS NULL AND {TROUBLE}"
    f" AND stage IN {in_words((Stage.UNCONFIRMED, Stage.FAILED))}"
    f" UNION ALL SELECT row FROM generation INDEXED BY live WHERE {LIVE}"
    f" AND stage IN {in_words(IN_WORK)} AND (held OR stopped)"
)
"""What nothing goes on with unless a person says so: two indexes give it, so that none of the other rows is read."""

_FILTERS: Final = {
    HistoryFilter.ALL: ("INDEXED BY listed", _KEPT),
    HistoryFilter.RUNNING: ("INDEXED BY live", f"{_KEPT} AND {LIVE} AND stage IN {in_words(IN_WORK)}"),
    HistoryFilter.READY: ("INDEXED BY listed", f"{_KEPT} AND stage = '{Stage.READY.value}'"),
    HistoryFilter.FAILED: (
        "INDEXED BY trouble",
        f"{_KEPT} AND {TROUBLE} AND stage IN {in_words((Stage.FAILED, Stage.CANCELED))}",
    ),
    HistoryFilter.REHEARSALS: ("INDEXED BY listed", f"{_KEPT} AND engine = '{Engine.REHEARSAL.value}'"),
    HistoryFilter.PAID: ("INDEXED BY listed", f"{_KEPT} AND engine = '{Engine.SKILLS_VIDEO.value}'"),
    HistoryFilter.ATTENTION: ("NOT INDEXED", f"{_KEPT} AND g.row IN ({_WAITS_FOR_SOMEBODY})"),
    HistoryFilter.BIN: ("INDEXED BY binned", "g.deleted_ms IS NOT NULL AND g.deleted_ms > 0"),
}
"""Which index gives each part of the history in its order, and the condition."""


class HistoryIndex:
    """Queries on the history, newest first. For worker threads; each takes a token that ends it when it is outdated."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def first_page(
        self,
        n: int = WINDOW,
        words: str = "",
        *,
        filter: HistoryFilter = HistoryFilter.ALL,
        cancel: CancelToken | None = None,
    ) -> HistoryResult:
        """Return the newest `n` rows that a query finds: what can be painted before the rest is read."""
        return self._run(words, filter, n, cancel)

    def query(
        self,
        words: str = "",
        *,
        filter: HistoryFilter = HistoryFilter.ALL,
        cancel: CancelToken | None = None,
    ) -> HistoryResult:
        """Return all rows that a query finds. Every word of `words` must occur, as a part of a word too."""
        return self._run(words, filter, None, cancel)

    def rows(self, numbers: Sequence[int]) -> list[HistoryRow]:
        """Return the rows with these numbers, in this order; those that are gone are left out."""
        found: dict[int, HistoryRow] = {}
        with self._database.read() as connection:
            for start in range(0, len(numbers), WINDOW):
                part = list(numbers[start : start + WINDOW])
                # always the same number of places, so that the statement is compiled once
                places = ", ".join("?" * WINDOW)
                values = part + [None] * (WINDOW - len(part))
                for row in connection.execute(f"{LIGHT_SELECT} WHERE row IN ({places})", values):
                    found[row[0]] = to_history_row(row)
        return [found[number] for number in numbers if number in found]

    def row_of(self, gid: str) -> HistoryRow | None:
        """Return the row of one generation, deleted or not, or None when there is none."""
        with self._database.read() as connection:
            row = connection.execute(f"{LIGHT_SELECT} WHERE id = ?", (clean(gid),)).fetchone()
        return None if row is None else to_history_row(row)

    def shows(self, number: int, words: str = "", *, filter: HistoryFilter = HistoryFilter.ALL) -> bool:
        """Say whether a query finds this row, so that one change need not repeat the query."""
        with self._database.read() as connection:
            search = plan(words, connection)
            statement, values = _statement(search, filter, only=number)
            return not search.hopeless and connection.execute(statement, values).fetchone() is not None

    def _run(self, words: str, filter: HistoryFilter, limit: int | None, cancel: CancelToken | None) -> HistoryResult:
        with self._database.read(cancel) as connection:
            search = plan(words, connection)
            if search.hopeless:
                return HistoryResult()
            statement, values = _statement(search, filter)
            if limit is not None:
                statement += f" LIMIT {limit}"
            return _collect(connection.execute(statement, values), limit)


def _statement(search: Search, filter: HistoryFilter, *, only: int | None = None) -> tuple[str, dict[str, str | int]]:
    """Return the statement that gives row number and time of making, newest first, and its values.

    Without words it reads nothing but an index. With words the trigram index leads where it can.
    """
    access, conditions = _FILTERS[filter]
    values: dict[str, str | int] = {}
    tables = f"generation g {access}"
    newest = "g.row"
    if search.match:
        tables = "words_fts f CROSS JOIN generation g ON g.row = f.rowid"
        newest = "f.rowid"
        conditions = f"f.words_fts MATCH :match AND {conditions}"
        values["match"] = search.match
    if only is not None:
        conditions += f" AND {newest} = :only"
        values["only"] = only
    if search.scanned:
        tables += " CROSS JOIN words w ON w.row = g.row"
    for n, pattern in enumerate(search.scanned):
        conditions += f" AND (w.prompt LIKE :like{n} ESCAPE '\\' OR w.other LIKE :like{n} ESCAPE '\\')"
        values[f"like{n}"] = pattern
    return f"SELECT g.row, g.created_ms FROM {tables} WHERE {conditions} ORDER BY {newest} DESC", values


def _collect(cursor: sqlite3.Cursor, limit: int | None) -> HistoryResult:
    rows, starts, days = array("q"), array("q"), array("q")
    begins = 0
    while batch := cursor.fetchmany(_BATCH):
        for row, created_ms in batch:
            # a later day further down means that the clock was set back: it stays under the heading it is under
            if created_ms < begins or not days:
                day, begins = local_day(created_ms)
                if not days or day < days[-1]:
                    starts.append(len(rows))
                    days.append(day)
            rows.append(row)
    return HistoryResult(rows, starts, days, complete=limit is None or len(rows) < limit)


def local_day(created_ms: int) -> tuple[int, int]:
    """Return the day of a time on the user's clock, as an ordinal, and when it begins in milliseconds."""
    local = time.localtime(created_ms // 1000)
    year, month, day = local[:3]
    begins = int(time.mktime((year, month, day, 0, 0, 0, 0, 0, -1))) * 1000
    # where summer time begins at midnight that moment does not exist
    return date(year, month, day).toordinal(), min(begins, created_ms)
