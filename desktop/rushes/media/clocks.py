"""What time it is in a take that plays."""

from __future__ import annotations

import threading
from typing import Final, Protocol


class Clock(Protocol):
    """Tells where playback stands."""

    def position(self, now: float) -> float:
        """Seconds in the medium at the monotonic time `now`."""
        ...


class WallClock:
    """Follows the computer's clock: for media without sound, and where no sound device works."""

    def __init__(self, start: float, speed: float, now: float) -> None:
        self._start = start
        self._speed = speed
        self._since = now

    def position(self, now: float) -> float:
        """Seconds in the medium at `now`."""
        return self._start + (now - self._since) * self._speed


_LEARNING_TICKS: Final = 8
_SLEW: Final = 0.1
_RESYNC: Final = 0.25
STALL_SECONDS: Final = 1.0


class AudioClock:
    """Follows a sound device, which asks for samples in blocks and some time before they are heard.

    The time runs evenly between the blocks. How far the device asks ahead is learned from its first blocks; later
    deviations (its crystal is not the computer's) are made up for little by little. The position never passes the
    last sample that was handed over, so when sound stalls, the picture waits. Two threads use it.
    """

    def __init__(self, start: float, speed: float, now: float) -> None:
        self._lock = threading.Lock()
        self._speed = speed
        self._start = self._last = start
        self._anchor: float | None = None  # the monotonic time at which output second 0 is heard
        self._delivered = 0.0
        self._lead = 0.0
        self._ticks = 0
        self._heard_of = now

    def tick(self, now: float, delivered: float) -> None:
        """The device has taken samples: `delivered` output seconds in all since the start. Called by its thread."""
        with self._lock:
            self._heard_of = now
            self._delivered = delivered
            if self._anchor is None:
                self._anchor = now
            lead = delivered - (now - self._anchor)
            self._ticks += 1
            if self._ticks <= _LEARNING_TICKS:
                self._lead = max(self._lead, lead)
            elif abs(lead - self._lead) > _RESYNC:
                self._anchor -= lead - self._lead
            else:
                self._anchor -= (lead - self._lead) * _SLEW

    def position(self, now: float) -> float:
        """Seconds in the medium that are heard at `now`; it never runs backwards."""
        with self._lock:
            if self._anchor is not None:
                heard = min(max(0.0, now - self._anchor), self._delivered)
                self._last = max(self._last, self._start + heard * self._speed)
            return self._last

    def stalled(self, now: float) -> bool:
        """Whether the device has asked for nothing for so long that it must have died."""
        with self._lock:
            return now - self._heard_of > STALL_SECONDS
