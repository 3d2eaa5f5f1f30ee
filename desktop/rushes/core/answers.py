"""What the service answers, in the program's own terms. Unknown values are kept as they came."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Status(StrEnum):
    """Where a job stands at the service; `UNKNOWN` for a word we have not met (kept in `Answer.status_word`)."""

    QUEUED = "queued"
    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELED = "canceled"
    UNKNOWN = "unknown"

    @property
    def is_terminal(self) -> bool:
        """Whether nothing more will come."""
        return self in {Status.COMPLETED, Status.FAILED, Status.CANCELED}


@dataclass(frozen=True, slots=True)
class Usage:
    """Credits charged: in all, from the subscription, and from those bought. Counts only from a terminal answer."""

    total: float = 0
    subscription: float = 0
    permanent: float = 0


@dataclass(frozen=True, slots=True)
class Credits:
    """The balance in credits; None where the service did not name it. `raw` is the whole answer."""

    total: float | None = None
    subscription: float | None = None
    permanent: float | None = None
    raw: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}), hash=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer about one job: from the submit call, an event of the stream, or a question about its id.

    `video_urls` are the files it names, best first. `input` is what the service says it used. `raw` is everything.
    """

    remote_id: str
    status: Status
    status_word: str
    input: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    usage: Usage | None = None
    video_urls: tuple[str, ...] = ()
    code: str = ""
    message: str = ""
    raw: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}), hash=False)
