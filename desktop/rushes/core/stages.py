"""The stages of a generation and which may follow which.

    waiting → submitting → queued → rendering → fetching → ready
                   ↓            ↘         ↘
              unconfirmed        failed, canceled

The order of writes: a stage is committed before the effect it stands for, so that what a crash leaves behind says what
may have happened. `RESTART` says what a start of the program makes of a row whose owner is dead.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


class Stage(StrEnum):
    """Where a generation stands. The values are what the command line prints and the database holds."""

    WAITING = "waiting"
    SUBMITTING = "submitting"
    UNCONFIRMED = "unconfirmed"
    QUEUED = "queued"
    RENDERING = "rendering"
    FETCHING = "fetching"
    READY = "ready"
    FAILED = "failed"
    CANCELED = "canceled"


class Engine(StrEnum):
    """Who answers a request."""

    SKILLS_VIDEO = "skills.video"
    REHEARSAL = "rehearsal"


NEXT: Final[Mapping[Stage, frozenset[Stage]]] = MappingProxyType(
    {
        # a refusal before anything was sent (the file is gone, there is no key) fails a waiting row
        Stage.WAITING: frozenset({Stage.SUBMITTING, Stage.CANCELED, Stage.FAILED}),
        # back to waiting: no connection was made, or a documented 429, so nothing was accepted
        Stage.SUBMITTING: frozenset(
            {
                Stage.WAITING,
                Stage.UNCONFIRMED,
                Stage.QUEUED,
                Stage.RENDERING,
                Stage.FETCHING,
                Stage.FAILED,
                Stage.CANCELED,
            }
        ),
        # only a person leads out of here: *Forget*, or *Send again* (which makes another row)
        Stage.UNCONFIRMED: frozenset({Stage.CANCELED}),
        Stage.QUEUED: frozenset({Stage.RENDERING, Stage.FETCHING, Stage.FAILED, Stage.CANCELED}),
        Stage.RENDERING: frozenset({Stage.QUEUED, Stage.FETCHING, Stage.FAILED, Stage.CANCELED}),
        # an expired result is asked for again by its id
        Stage.FETCHING: frozenset({Stage.READY, Stage.QUEUED, Stage.RENDERING, Stage.FAILED, Stage.CANCELED}),
        Stage.READY: frozenset(),
        Stage.FAILED: frozenset(),
        Stage.CANCELED: frozenset(),
    }
)

IN_WORK: Final = frozenset({Stage.WAITING, Stage.SUBMITTING, Stage.QUEUED, Stage.RENDERING, Stage.FETCHING})
"""Something is going on, or will when a slot is free."""

FOLLOWED: Final = frozenset({Stage.QUEUED, Stage.RENDERING, Stage.FETCHING})
"""The service has it: its id is known, and following it costs nothing."""

TERMINAL: Final = frozenset({Stage.READY, Stage.FAILED, Stage.CANCELED})
"""Nothing more happens by itself."""

BUSY: Final = frozenset({Stage.SUBMITTING, Stage.QUEUED, Stage.RENDERING})
"""It takes one of the slots."""


class Restart(StrEnum):
    """What a start of the program does with a row whose owner is dead."""

    HOLD = "hold"
    MAKE_UNCONFIRMED = "make unconfirmed"
    FOLLOW = "follow"
    LEAVE = "leave"
    RENDER_AGAIN = "render again"


RESTART: Final[Mapping[Stage, Restart]] = MappingProxyType(
    {
        Stage.WAITING: Restart.HOLD,
        Stage.SUBMITTING: Restart.MAKE_UNCONFIRMED,
        Stage.UNCONFIRMED: Restart.LEAVE,
        Stage.QUEUED: Restart.FOLLOW,
        Stage.RENDERING: Restart.FOLLOW,
        Stage.FETCHING: Restart.FOLLOW,
        Stage.READY: Restart.LEAVE,
        Stage.FAILED: Restart.LEAVE,
        Stage.CANCELED: Restart.LEAVE,
    }
)


def restart_rule(stage: Stage, engine: Engine) -> Restart:
    """Say what a start of the program does with a row at `stage`; a rehearsal costs nothing and is rendered again."""
    if engine is Engine.REHEARSAL and stage not in TERMINAL:
        return Restart.RENDER_AGAIN
    return RESTART[stage]
