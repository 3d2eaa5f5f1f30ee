"""The pretend credits: what an animatic would have cost, in a currency that is nobody's.

The service's own price is not published. The rule here is fixed, so that a test can compute it: per second of video
2, 4 or 9 credits at 480p, 720p or 1080p (the pixel areas are as 0.46 : 1 : 2.25), rounded up, four fifths of it for
the fast model. Seconds of reference video count too, as they do at the model's sellers. Only a finished video costs.
"""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass
from typing import Final

START: Final = 1000
_PER_SECOND: Final = {"480p": 2, "720p": 4, "1080p": 9}


@dataclass(frozen=True, slots=True)
class Amount:
    """Credits by where they come from: the subscription is spent first, then what was bought for good."""

    subscription: int = 0
    permanent: int = 0

    @property
    def total(self) -> int:
        """Both together."""
        return self.subscription + self.permanent

    def as_json(self) -> dict[str, int]:
        """The shape of `usage` in the service's answers."""
        return {"total": self.total, "subscription": self.subscription, "permanent": self.permanent}


NOTHING: Final = Amount()


def price(resolution: str, duration: int, reference_seconds: float, *, fast: bool) -> int:
    """Return the credits for a finished video of `duration` seconds made with so many seconds of reference video."""
    credits_ = _PER_SECOND[resolution] * (duration + reference_seconds)
    return math.ceil(round(credits_ * (0.8 if fast else 1.0), 3))


class Ledger:
    """A balance that several threads may use. What is promised to a job in work cannot be promised twice.

    With `refills` it is filled up again when a job would not fit: the program's own engine never runs dry, for a
    rehearsal is free.
    """

    def __init__(self, total: int = START, *, refills: bool = False) -> None:
        self._lock = threading.Lock()
        self._full = total
        self._refills = refills
        self._subscription, self._permanent = self._split(total)
        self._promised = 0

    @staticmethod
    def _split(total: int) -> tuple[int, int]:
        return total * 3 // 5, total - total * 3 // 5

    def balance(self) -> Amount:
        """What is left; credits promised to jobs in work are still in it."""
        with self._lock:
            return Amount(self._subscription, self._permanent)

    def set(self, total: int) -> None:
        """Start over with a balance of `total`."""
        with self._lock:
            self._subscription, self._permanent = self._split(total)

    def promise(self, amount: int) -> bool:
        """Set `amount` aside for a job. Return whether the balance allows it."""
        with self._lock:
            if self._promised + amount > self._subscription + self._permanent:
                if not self._refills:
                    return False
                self._subscription, self._permanent = self._split(self._full + self._promised + amount)
            self._promised += amount
            return True

    def release(self, promised: int) -> None:
        """Give back what was set aside for a job that made no video."""
        with self._lock:
            self._promised -= promised

    def charge(self, promised: int, amount: int) -> Amount:
        """Take `amount`, at most what there is, for a job that had `promised` set aside. Return what was taken."""
        with self._lock:
            self._promised -= promised
            first = min(amount, self._subscription)
            second = min(amount - first, self._permanent)
            self._subscription -= first
            self._permanent -= second
            return Amount(first, second)
