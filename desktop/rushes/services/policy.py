"""How patient the stage machine is. All times are in seconds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Patience:
    """Waits and tries. The defaults are for the window; tests and the command line choose their own.

    The service's publisher advises to ask about every 3 s; a job takes minutes, so asking slows down to once a minute
    and never ends by itself before a day has gone.
    """

    slot_wait: float = 0.5
    first_poll: float = 3.0
    slowest_poll: float = 60.0
    poll_growth: float = 1.15
    local_poll: float = 0.25
    follow_for: float = 24 * 3600.0
    connect_tries: int = 6
    connect_wait: float = 2.0
    rate_limit_tries: int = 2
    rate_limit_wait: float = 10.0
    longest_retry_after: float = 300.0
    fetch_tries: int = 5
    fetch_wait: float = 1.0
    answer_grace: float = 60.0
    stop_grace: float = 2.0
    render_tries: int = 3
    keep_tries: int = 5
    keep_wait: float = 2.0

    def polls(self, *, local: bool) -> Iterator[float]:
        """Yield the waits between questions about a job."""
        wait = self.local_poll if local else self.first_poll
        while True:
            yield wait
            if not local:
                wait = min(wait * self.poll_growth, self.slowest_poll)

    def backoff(self, attempt: int, first: float) -> float:
        """Return the wait after failed attempt number `attempt` (from 0): doubled each time, at most a minute."""
        return float(min(first * 2**attempt, 60.0))
