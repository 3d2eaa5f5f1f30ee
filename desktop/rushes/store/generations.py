"""The generations of a library: made, advanced stage by stage, recorded, and owned by processes."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Unpack

from rushes.core.errors import IllegalTransition, StaleStage, UnknownGeneration
from rushes.core.generation import GenerationId
from rushes.core.messages import msg
from rushes.core.recipe_json import to_json
from rushes.core.stages import BUSY, IN_WORK, NEXT, TERMINAL, Engine, Stage
from rushes.store.rows import (
    DETAILS,
    FULL_SELECT,
    PRECIOUS,
    Facts,
    clean,
    dump,
    excerpt,
    to_columns,
    to_generation,
    to_ms,
)
from rushes.store.schema import LIVE
from rushes.store.search import id_words, other_words, other_words_of, prompt_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from datetime import datetime

    from rushes.core.generation import Generation
    from rushes.core.recipe import Recipe
    from rushes.store.database import Database
    from rushes.store.owners import Owners

_ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz0123456789"
_ASKED_LATELY: Final = 5.0
"""Seconds for which an older generation that asked for a slot is let pass first."""

_SIMILAR: Final = 20
"""How many past takes a typical time is learned from."""

_SEARCHED: Final = frozenset({"remote_id", "code", "title"})


def new_id() -> GenerationId:
    """Return an id nobody has had: 12 letters and digits."""
    letters: list[str] = []
    while len(letters) < 12:
        # 252 is the last multiple of 36 in a byte: no letter is likelier than another
        letters += [_ALPHABET[byte % 36] for byte in os.urandom(16) if byte < 252]
    return GenerationId("".join(letters[:12]))


@dataclass(frozen=True, slots=True)
class Counts:
    """What the status bar says: entries and takes not deleted, bytes of those takes, what runs, and what is binned."""

    entries: int
    takes: int
    size: int
    running: int
    binned: int
    binned_size: int


def in_words(stages: Iterable[Stage]) -> str:
    """Return stages as a list for `IN`, in a fixed order so that the statement is compiled once."""
    return "(" + ", ".join(f"'{stage.value}'" for stage in sorted(stages)) + ")"


_TIMES: Final[dict[Stage, tuple[str, ...]]] = {
    Stage.WAITING: (),
    Stage.SUBMITTING: ("submitted_ms = :now",),
    Stage.UNCONFIRMED: (),
    Stage.QUEUED: ("accepted_ms = ifnull(accepted_ms, :now)",),
    Stage.RENDERING: ("accepted_ms = ifnull(accepted_ms, :now)", "rendering_ms = ifnull(rendering_ms, :now)"),
    Stage.FETCHING: ("accepted_ms = ifnull(accepted_ms, :now)", "finished_ms = ifnull(finished_ms, :now)"),
    Stage.READY: ("finished_ms = ifnull(finished_ms, :now)", "ready_ms = :now"),
    Stage.FAILED: ("finished_ms = ifnull(finished_ms, :now)",),
    Stage.CANCELED: ("finished_ms = ifnull(finished_ms, :now)",),
}
"""What entering a stage says about time."""


class Generations:
    """Every change of a generation, each committed when the method returns.

    A stage changes only from the stage the caller has seen, so that of several threads or processes one succeeds.
    All methods may be called from any thread and raise `LibraryError`.
    """

    def __init__(self, database: Database, owners: Owners, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._owners = owners
        self._clock = clock
        self._asking: dict[GenerationId, float] = {}
        self._asking_lock = threading.Lock()

    def add(
        self,
        recipe: Recipe,
        engine: Engine,
        *,
        origin: str,
        credits_before: float | None = None,
        held: bool = False,
    ) -> Generation:
        """Write a new generation, waiting and owned by this process; it has reached the disk when this returns."""
        gid = new_id()
        parameters = recipe.parameters
        values = {
            "id": gid,
            "engine": engine.value,
            "stage": Stage.WAITING.value,
            "owner": self._owners.name,
            "held": held,
            "origin": clean(origin),
            "excerpt": excerpt(recipe),
            "workflow": recipe.workflow.value,
            "aspect_ratio": parameters.aspect_ratio.value,
            "resolution": parameters.resolution.value,
            "duration": parameters.duration,
            "created_ms": self._now(),
            "credits_before": credits_before,
        }
        names = ", ".join(values)
        places = ", ".join(f":{name}" for name in values)
        with self._database.write(full=True) as connection:
            row = connection.execute(f"INSERT INTO generation ({names}) VALUES ({places})", values).lastrowid
            connection.execute("INSERT INTO detail (row, recipe) VALUES (?, ?)", (row, dump(to_json(recipe))))
            connection.execute(
                "INSERT INTO words (row, prompt, other, ids) VALUES (?, ?, ?, ?)",
                (row, prompt_words(recipe), other_words(recipe), id_words(gid)),
            )
            hashes = {reference.sha256 for reference in recipe.references if reference.sha256}
            connection.executemany("INSERT INTO reference_use VALUES (?, ?)", [(row, sha256) for sha256 in hashes])
            return self._read(connection, gid)

    def get(self, gid: str) -> Generation:
        """Return one generation. Raises `UnknownGeneration`."""
        with self._database.read() as connection:
            return self._read(connection, gid)

    def advance(self, gid: str, *, seen: Stage, to: Stage, **facts: Unpack[Facts]) -> Generation:
        """Move a generation from the stage the caller has seen to the next, and record facts with it.

        It has reached the disk when this returns. Raises `StaleStage` when it is no longer at `seen`,
        `IllegalTransition` when `to` cannot follow, and `UnknownGeneration`.
        """
        if to not in NEXT[seen]:
            raise IllegalTransition(
                msg("{id} cannot go from {seen} to {to}.", id=gid, seen=seen.value, to=to.value),
            )
        with self._database.write(full=True) as connection:
            return self._move(connection, gid, seen, to, facts)

    def record(self, gid: str, *, only_at: Collection[Stage] = (), **facts: Unpack[Facts]) -> Generation:
        """Record facts without a change of stage.

        Raises `UnknownGeneration`, and `StaleStage` when it is at none of the stages `only_at`, if any are named.
        """
        with self._database.write(full=not PRECIOUS.isdisjoint(facts)) as connection:
            if only_at and (stage := self._read(connection, gid).stage) not in only_at:
                raise StaleStage(msg("{id} is {stage} by now.", id=gid, stage=stage.value))
            self._store(connection, gid, facts)
            return self._read(connection, gid)

    def take_slot(self, gid: str, *, limit: int, origin: str | None = None) -> Generation | None:
        """Move a waiting generation to submitting if fewer than `limit` are running at the service, else return None.

        All processes' generations count; rehearsals neither need nor take a slot. Of those that asked lately in this
        process the oldest goes first. A held one gets none. `origin` is where it is sent now, which need not be where
        it was to go when it was written down. Raises `StaleStage` when it is not waiting.
        """
        with self._database.write(full=True) as connection:
            generation = self._read(connection, gid)
            if generation.stage is not Stage.WAITING:
                raise self._stale(gid, Stage.WAITING)
            if generation.held:
                return None
            if not generation.is_rehearsal and not self._has_slot(connection, generation, limit):
                return None
            with self._asking_lock:
                self._asking.pop(generation.id, None)
            facts: Facts = {}
            if origin is not None and origin != generation.origin:
                # what was in the account there says nothing about this one
                facts = {"origin": origin, "credits_before": None}
            return self._move(connection, gid, Stage.WAITING, Stage.SUBMITTING, facts)

    def slots_taken(self) -> int:
        """Return how many generations are running at the service, in all processes together."""
        with self._database.read() as connection:
            return self._running(connection)

    def claim(self, gid: str) -> bool:
        """Make this process the owner if nobody alive is, and say whether it is now."""
        owner = self.get(gid).owner
        if owner == self._owners.name:
            return True
        if owner is not None and self._owners.is_alive(owner):
            return False
        with self._database.write() as connection:
            changed = connection.execute(
                "UPDATE generation SET owner = ? WHERE id = ? AND owner IS ?", (self._owners.name, gid, owner)
            )
            return changed.rowcount == 1

    def release(self, gid: str) -> None:
        """Give up a generation this process owns, so that another can follow it."""
        with self._database.write() as connection:
            connection.execute(
                "UPDATE generation SET owner = NULL WHERE id = ? AND owner = ?", (gid, self._owners.name)
            )

    def owned(self, gid: str) -> bool:
        """Say whether this process owns a generation."""
        return self.get(gid).owner == self._owners.name

    def reset_rehearsal(self, gid: str) -> Generation:
        """Put a rehearsal in work back to waiting, to be rendered again in the same row.

        Raises `StaleStage` when it is not in work or a living process owns it, `IllegalTransition` for a paid one.
        """
        generation = self.get(gid)
        if not generation.is_rehearsal:
            raise IllegalTransition(msg("{id} is not a rehearsal.", id=gid))
        owner = generation.owner
        if owner not in {None, self._owners.name} and self._owners.is_alive(str(owner)):
            raise self._stale(gid, generation.stage)
        with self._database.write() as connection:
            if not reset(connection, gid, generation.stage, owner, self._owners.name):
                raise self._stale(gid, generation.stage)
            return self._read(connection, gid)

    def in_work(self) -> list[Generation]:
        """Return the generations in work, deleted ones too, oldest first."""
        return self._select(f"WHERE {LIVE} AND stage IN {in_words(IN_WORK)}")

    def unconfirmed(self) -> list[Generation]:
        """Return those of which nobody knows whether they were accepted, oldest first."""
        return self._select(f"WHERE {LIVE} AND stage = '{Stage.UNCONFIRMED.value}'")

    def counts(self) -> Counts:
        """Return the totals; takes no longer in a large library than in a small one."""
        with self._database.read() as connection:
            entries, takes, size, binned, binned_size = connection.execute(
                "SELECT entries, takes, bytes, bin_entries, bin_bytes FROM totals"
            ).fetchone()
            (running,) = connection.execute(
                f"SELECT count(*) FROM generation WHERE {LIVE} AND stage IN {in_words(IN_WORK)}"
                " AND NOT held AND NOT stopped"
            ).fetchone()
        return Counts(entries, takes, size, running, binned, binned_size)

    def typical_seconds(self, resolution: str, duration: int, engine: Engine) -> float | None:
        """Return how long similar takes took from the submission to the answer, or None when there are none.

        It is the median of the last ones with this resolution (`720p`) and duration in seconds.
        """
        with self._database.read() as connection:
            took = connection.execute(
                "SELECT (finished_ms - submitted_ms) / 1000.0 FROM generation INDEXED BY made_in"
                " WHERE stage = 'ready' AND engine = ? AND resolution = ? AND duration = ?"
                " AND finished_ms >= submitted_ms ORDER BY row DESC LIMIT ?",
                (engine.value, resolution, duration, _SIMILAR),
            ).fetchall()
        # the median; the module that has it costs 20 ms of every start
        return float(sorted(took)[len(took) // 2][0]) if took else None

    def _now(self) -> int:
        return to_ms(self._clock())

    def _select(self, where: str) -> list[Generation]:
        with self._database.read() as connection:
            cursor = connection.cursor()
            cursor.row_factory = sqlite3.Row
            return [to_generation(row) for row in cursor.execute(f"{FULL_SELECT} {where} ORDER BY g.row")]

    def _read(self, connection: sqlite3.Connection, gid: str) -> Generation:
        cursor = connection.cursor()
        cursor.row_factory = sqlite3.Row
        row = cursor.execute(f"{FULL_SELECT} WHERE g.id = ?", (clean(gid),)).fetchone()
        if row is None:
            raise UnknownGeneration(msg("No take in this library has the id {id}.", id=gid))
        return to_generation(row)

    @staticmethod
    def _running(connection: sqlite3.Connection) -> int:
        busy = f"stage IN {in_words(BUSY)} AND engine = '{Engine.SKILLS_VIDEO.value}' AND NOT stopped"
        (taken,) = connection.execute(f"SELECT count(*) FROM generation WHERE {LIVE} AND {busy}").fetchone()
        return int(taken)

    def _has_slot(self, connection: sqlite3.Connection, generation: Generation, limit: int) -> bool:
        taken = self._running(connection)
        now = time.monotonic()
        with self._asking_lock:
            self._asking[generation.id] = now
            self._asking = {gid: at for gid, at in self._asking.items() if now - at < _ASKED_LATELY}
            others = [gid for gid in self._asking if gid != generation.id]
        places = ", ".join("?" * len(others))
        (before,) = connection.execute(
            f"SELECT count(*) FROM generation WHERE id IN ({places}) AND stage = 'waiting' AND NOT held AND row < ?",
            (*others, generation.row),
        ).fetchone()
        return bool(taken + before < limit)

    def _move(self, connection: sqlite3.Connection, gid: str, seen: Stage, to: Stage, facts: Facts) -> Generation:
        changes = ["stage = :to", *_TIMES[to]]
        if to in TERMINAL or to is Stage.UNCONFIRMED:
            changes.append("owner = NULL")
        if to is not Stage.WAITING and "held" not in facts:
            changes.append("held = 0")
        changed = connection.execute(
            f"UPDATE generation SET {', '.join(changes)} WHERE id = :id AND stage = :seen",
            {"to": to.value, "seen": seen.value, "id": clean(gid), "now": self._now()},
        )
        if changed.rowcount == 0:
            self._read(connection, gid)
            raise self._stale(gid, seen)
        if facts:
            self._store(connection, gid, facts)
        return self._read(connection, gid)

    def _store(self, connection: sqlite3.Connection, gid: str, facts: Facts) -> None:
        columns = to_columns(facts)
        for table, names in (
            ("generation", [name for name in columns if name not in DETAILS]),
            ("detail", [name for name in columns if name in DETAILS]),
        ):
            if names:
                changes = ", ".join(f"{name} = :{name}" for name in names)
                values = {name: columns[name] for name in names} | {"gid": clean(gid)}
                connection.execute(
                    f"UPDATE {table} SET {changes} WHERE row = (SELECT row FROM generation WHERE id = :gid)", values
                )
        if not _SEARCHED.isdisjoint(facts):
            generation = self._read(connection, gid)
            connection.execute(
                "UPDATE words SET other = ?1, ids = ?2 WHERE row = ?3 AND (other <> ?1 OR ids <> ?2)",
                (other_words_of(generation), id_words(generation.id, generation.remote_id), generation.row),
            )

    @staticmethod
    def _stale(gid: str, seen: Stage) -> StaleStage:
        return StaleStage(msg("{id} is no longer {seen}.", id=gid, seen=seen.value))


def reset(connection: sqlite3.Connection, gid: str, seen: Stage, owner: str | None, new_owner: str | None) -> bool:
    """Put a rehearsal at `seen`, owned by `owner`, back to waiting; False when it is no longer there."""
    changed = connection.execute(
        "UPDATE generation SET stage = 'waiting', owner = ?, held = 0, remote_id = NULL, status_word = '',"
        " submitted_ms = NULL, accepted_ms = NULL, rendering_ms = NULL, finished_ms = NULL, result_url = NULL"
        f" WHERE id = ? AND stage = ? AND owner IS ? AND engine = '{Engine.REHEARSAL.value}' AND {LIVE}",
        (new_owner, gid, seen.value, owner),
    )
    return changed.rowcount == 1
