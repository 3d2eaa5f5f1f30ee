"""Sound that plays: samples decoded ahead into a queue, which the device empties."""

from __future__ import annotations

import logging
import threading
import time
from array import array
from collections import deque
from typing import TYPE_CHECKING, Final

from rushes.core.errors import MediaError
from rushes.media.clocks import AudioClock

if TYPE_CHECKING:
    from collections.abc import Callable

    from rushes.media.device import OpenDevice, SoundDevice
    from rushes.media.soundtrack import SoundTrack

_log = logging.getLogger(__name__)

AHEAD_SECONDS: Final = 0.5


class SampleQueue:
    """Samples in order between the thread that decodes and the thread of the device."""

    def __init__(self, frame_bytes: int) -> None:
        self._lock = threading.Lock()
        self._frame_bytes = frame_bytes
        self._parts: deque[memoryview] = deque()
        self._bytes = 0
        self._finished = False

    def put(self, data: bytes) -> None:
        """Add samples at the end."""
        with self._lock:
            self._parts.append(memoryview(data))
            self._bytes += len(data)

    def finish(self) -> None:
        """Nothing more will come."""
        with self._lock:
            self._finished = True

    def clear(self) -> None:
        """Forget everything; more will come."""
        with self._lock:
            self._parts.clear()
            self._bytes = 0
            self._finished = False

    def take(self, count: int) -> tuple[bytes, bool]:
        """Up to `count` samples, and whether those were the last."""
        with self._lock:
            wanted = min(count * self._frame_bytes, self._bytes)
            self._bytes -= wanted
            taken = []
            while wanted:
                part = self._parts[0]
                taken.append(part[:wanted])
                if len(part) > wanted:
                    self._parts[0] = part[wanted:]
                else:
                    self._parts.popleft()
                wanted -= len(taken[-1])
            return b"".join(taken), self._finished and self._bytes == 0

    @property
    def samples(self) -> int:
        """How many samples wait."""
        return self._bytes // self._frame_bytes

    @property
    def finished(self) -> bool:
        """Whether nothing more will come."""
        return self._finished


class SoundOut:
    """Plays a sound track on a device. All but the device's own calls come from one thread.

    While held, samples wait where they are: going on after a pause loses none. `tap` sees every sample that the
    device takes, in order. A device that cannot be opened or that dies leaves `clock` None.
    """

    def __init__(self, track: SoundTrack, open_device: OpenDevice, tap: Callable[[bytes], None] | None = None) -> None:
        self._track = track
        self._open_device = open_device
        self._tap = tap
        self._queue = SampleQueue(track.frame_bytes)
        self._device: SoundDevice | None = None
        self._failed = False
        self._running = False
        self._open = False  # whether the device's calls get samples
        self._base, self._tempo = 0.0, 1.0  # where in the medium the first sample since the last `play` belongs
        self._delivered = 0  # samples since then
        self._clock: AudioClock | None = None
        self.volume = 1.0
        self.muted = False

    @property
    def clock(self) -> AudioClock | None:
        """The clock of what is heard since `play`; None where there is no sound."""
        return self._clock

    @property
    def device_name(self) -> str:
        """What it plays on; empty before the first sound, and without a device."""
        return self._device.name if self._device is not None else ""

    @property
    def drained(self) -> bool:
        """Whether the device has taken the last sample."""
        return self._queue.finished and self._queue.samples == 0

    def cue(self, seconds: float, tempo: float) -> None:
        """Get ready to play from `seconds` on."""
        self.hold()
        self._queue.clear()
        self._base, self._tempo, self._delivered = seconds, tempo, 0
        try:
            self._track.start_at(seconds, tempo)
        except MediaError as error:
            _log.info("the sound cannot be sought: %s", error)
            self._queue.finish()
        self.feed()

    def play(self) -> None:
        """Let sound out from where it was cued or held; `clock` runs from there."""
        self._clock = None
        if self._failed:
            return
        try:
            if self._device is None:
                self._device = self._open_device(self._track.rate, self._track.channels, self._fill)
            self._base += self._delivered / self._track.rate * self._tempo
            self._delivered = 0
            self._clock = AudioClock(self._base, self._tempo, time.monotonic())
            self._open = True
            if not self._running:
                self._device.start()
                self._running = True
        except OSError as error:
            _log.info("no sound: %s", error)
            self.fail()

    def hold(self) -> None:
        """Stop letting sound out, and rest the device."""
        self._open = False
        self._clock = None
        if self._device is not None and self._running:
            self._device.stop()
        self._running = False

    def fail(self) -> None:
        """The device is dead: no more sound from this file."""
        self._failed = True
        self._open = self._running = False
        self._clock = None
        if self._device is not None:
            self._device.close()
            self._device = None

    def feed(self) -> None:
        """Decode ahead as far as the queue is meant to reach."""
        wanted = int(AHEAD_SECONDS * self._track.rate)
        while not self._queue.finished and self._queue.samples < wanted:
            try:
                data = self._track.read()
            except MediaError as error:
                _log.info("the sound ends early: %s", error)
                data = None
            if data is None:
                self._queue.finish()
            else:
                self._queue.put(data)

    def close(self) -> None:
        """Give the device and the file back."""
        self._open = False
        if self._device is not None:
            self._device.close()
            self._device = None
        self._track.close()

    def _fill(self, count: int) -> bytes:
        """Called by the device's thread, a hundred times a second: nothing here waits or logs."""
        clock = self._clock
        if not self._open or clock is None:
            return b""
        data, last = self._queue.take(count)
        got = len(data) // self._track.frame_bytes
        # After the end of the sound, silence counts as time too. When decoding is late it does not.
        self._delivered += count if last else got
        clock.tick(time.monotonic(), self._delivered / self._track.rate)
        if self._tap is not None and data:
            self._tap(data)
        if self.muted or self.volume <= 0:
            return b""
        if self.volume >= 1:
            return data
        volume = self.volume
        return array("f", [sample * volume for sample in array("f", data)]).tobytes()
