"""One submission of a recipe to an engine, as the library keeps it."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, NewType

from rushes.core.stages import Engine, Stage

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from rushes.core.answers import Usage
    from rushes.core.recipe import Recipe

GenerationId = NewType("GenerationId", str)
"""Our own id: 12 letters and digits, made before anything is sent. Unique in a library."""


@dataclass(frozen=True, slots=True)
class TakeFile:
    """The finished video on disk: its path relative to the library, and what was read from it.

    Bytes for `size`, seconds for `duration`, pixels for `width` and `height`, frames per second for `frame_rate`.
    """

    path: str
    sha256: str
    size: int
    width: int
    height: int
    duration: float
    frames: int
    frame_rate: float
    has_sound: bool


@dataclass(frozen=True, slots=True)
class Generation:
    """A row of the history. Times are aware and in UTC; credits are the service's unit.

    `title`, `message` and `next_step` say in the source language why it failed or what is known; `code` is the
    service's code. `owner` names the process that works on it. `held` marks a waiting row that needs a click, which is
    what a restart makes of it. `stopped` marks one that nobody follows because the user said so.
    """

    id: GenerationId
    row: int
    engine: Engine
    stage: Stage
    recipe: Recipe
    created_at: datetime
    remote_id: str | None = None
    origin: str = ""
    owner: str | None = None
    held: bool = False
    stopped: bool = False
    status_word: str = ""
    submitted_at: datetime | None = None
    accepted_at: datetime | None = None
    rendering_at: datetime | None = None
    finished_at: datetime | None = None
    ready_at: datetime | None = None
    deleted_at: datetime | None = None
    usage: Usage | None = None
    credits_before: float | None = None
    credits_after: float | None = None
    used_input: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    answer: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    result_url: str | None = None
    file: TakeFile | None = None
    code: str = ""
    title: str = ""
    message: str = ""
    next_step: str = ""

    @property
    def is_rehearsal(self) -> bool:
        """Whether the local engine made it, for nothing."""
        return self.engine is Engine.REHEARSAL
