"""What a start of the program makes of the generations that dead processes left in work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rushes.core.api_errors import OutcomeUnknown
from rushes.core.generation import GenerationId
from rushes.core.messages import msg
from rushes.core.stages import Engine, Restart, Stage, restart_rule
from rushes.store.generations import reset
from rushes.store.schema import LIVE

if TYPE_CHECKING:
    from rushes.store.database import Database
    from rushes.store.owners import Owners

_CLOSED_MEANWHILE: Final = msg("Rushes ended while this was being sent. It may be running and may be charged.")


@dataclass(frozen=True, slots=True)
class RestartReport:
    """What was found. `to_follow` and `to_render` wait for whoever claims them; the others are settled."""

    held: tuple[GenerationId, ...] = ()
    unconfirmed: tuple[GenerationId, ...] = ()
    to_follow: tuple[GenerationId, ...] = ()
    to_render: tuple[GenerationId, ...] = ()


def restart_dead(database: Database, owners: Owners) -> RestartReport:
    """Apply the restart rules to every row in work whose owner is dead, and say what remains to be done.

    Each change is made only if stage and owner are still those that were seen, so that processes that start together
    make it once. Rows the user stopped following stay as they are.
    """
    found: dict[Restart, list[GenerationId]] = {rule: [] for rule in Restart}
    alive: dict[str, bool] = {}
    with database.read() as connection:
        rows = connection.execute(
            f"SELECT id, engine, stage, owner FROM generation WHERE {LIVE} AND NOT stopped ORDER BY row"
        ).fetchall()
    for gid, engine, stage, owner in rows:
        if owner is not None and owner not in alive:
            alive[owner] = owners.is_alive(owner)
        if owner is None or not alive[owner]:
            rule = restart_rule(Stage(stage), Engine(engine))
            if _apply(database, rule, gid, stage, owner):
                found[rule].append(GenerationId(gid))
    return RestartReport(
        held=tuple(found[Restart.HOLD]),
        unconfirmed=tuple(found[Restart.MAKE_UNCONFIRMED]),
        to_follow=tuple(found[Restart.FOLLOW]),
        to_render=tuple(found[Restart.RENDER_AGAIN]),
    )


def _apply(database: Database, rule: Restart, gid: str, stage: str, owner: str | None) -> bool:
    if rule is Restart.HOLD:
        return _change(database, "held = 1, owner = NULL", gid, stage, owner, "AND NOT held")
    if rule is Restart.MAKE_UNCONFIRMED:
        words = (OutcomeUnknown.title.source(), _CLOSED_MEANWHILE.source(), OutcomeUnknown.next_step.source())
        changes = f"stage = '{Stage.UNCONFIRMED.value}', owner = NULL, title = ?, message = ?, next_step = ?"
        return _change(database, changes, gid, stage, owner, values=words)
    if rule is Restart.RENDER_AGAIN:
        with database.write() as connection:
            return reset(connection, gid, Stage(stage), owner, None)
    return rule is Restart.FOLLOW


def _change(
    database: Database,
    changes: str,
    gid: str,
    stage: str,
    owner: str | None,
    condition: str = "",
    values: tuple[str, ...] = (),
) -> bool:
    with database.write(full=True) as connection:
        changed = connection.execute(
            f"UPDATE generation SET {changes} WHERE id = ? AND stage = ? AND owner IS ? {condition}",
            (*values, gid, stage, owner),
        )
        return changed.rowcount == 1
