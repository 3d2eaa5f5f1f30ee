"""What plays: one loaded medium, its pictures and its sound, in step.

All of it runs on one thread, that of the `Player`, which calls `turn` again and again.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from rushes.core.errors import MediaError
from rushes.core.media import MediaKind
from rushes.core.messages import msg
from rushes.media.clocks import WallClock
from rushes.media.frames import FrameReader
from rushes.media.probe import probe
from rushes.media.soundout import SoundOut
from rushes.media.soundtrack import SoundTrack

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rushes.core.cancel import CancelToken
    from rushes.core.media import MediaFacts
    from rushes.media.clocks import Clock
    from rushes.media.device import OpenDevice
    from rushes.media.picture import Frame

_log = logging.getLogger(__name__)

_FEED_SECONDS: Final = 0.1
_SHORTEST_WAIT: Final = 0.001  # the sound's clock advances in blocks: never spin on it
_SLOWEST_SOUND, _FASTEST_SOUND = 0.25, 4.0


class PlayStatus(StrEnum):
    """What a player is doing."""

    EMPTY = "empty"
    PAUSED = "paused"
    PLAYING = "playing"
    ENDED = "ended"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PlayerState:
    """How a player stands: sent at every change, except that positions go with the frames while one plays.

    `position` and `duration` are seconds, `index` and `count` frames (0 where there is no picture). `device` names
    what the sound goes to; it is empty without sound, without a device, and before the first sound.
    """

    status: PlayStatus = PlayStatus.EMPTY
    path: Path | None = None
    facts: MediaFacts | None = None
    position: float = 0.0
    duration: float = 0.0
    index: int = 0
    count: int = 0
    rate: float = 1.0
    looping: bool = False
    volume: float = 1.0
    muted: bool = False
    has_sound: bool = False
    device: str = ""
    error: MediaError | None = None


class Deck:
    """Loads, plays, seeks and steps. See `Player` for what the methods mean to a person."""

    def __init__(
        self,
        on_frame: Callable[[Frame], None],
        open_device: OpenDevice,
        cancel: CancelToken,
        tap: Callable[[bytes], None] | None = None,
    ) -> None:
        self._on_frame = on_frame
        self._open_device = open_device
        self._cancel = cancel
        self._tap = tap
        self._view = (0, 0)
        self._path: Path | None = None
        self._facts: MediaFacts | None = None
        self._reader: FrameReader | None = None
        self._sound: SoundOut | None = None
        self._error: MediaError | None = None
        self._status = PlayStatus.EMPTY
        self._clock: Clock | None = None
        self._position = 0.0
        self._duration = 0.0
        self._shown = -1
        self._ready: Frame | None = None
        self._cued = False  # whether the sound stands where the picture does
        self._rate, self._looping, self._volume, self._muted = 1.0, False, 1.0, False

    @property
    def state(self) -> PlayerState:
        """How it stands now."""
        return PlayerState(
            status=self._status,
            path=self._path,
            facts=self._facts,
            position=self._position,
            duration=self._duration,
            index=max(0, self._shown),
            count=self._reader.count if self._reader is not None else 0,
            rate=self._rate,
            looping=self._looping,
            volume=self._volume,
            muted=self._muted,
            has_sound=self._sound is not None,
            device=self._sound.device_name if self._sound is not None else "",
            error=self._error,
        )

    def load(self, path: Path | None) -> None:
        """Open a medium and show its first frame, paused; None lets go of what is loaded."""
        self._unload()
        if path is None:
            return
        self._path = path
        try:
            self._open(path)
        except MediaError as error:
            self.fail(error)
            return
        self._status = PlayStatus.PAUSED
        self._show(0)

    def _open(self, path: Path) -> None:
        facts = probe(path, cancel=self._cancel)
        origin = None
        if facts.kind is not MediaKind.AUDIO:
            self._reader = FrameReader(path, cancel=self._cancel)
            self._reader.set_view_size(*self._view)
            self._duration, origin = self._reader.duration, self._reader.origin
        if facts.audio_codec is not None:
            self._open_sound(path, origin)
        self._facts = facts

    def _open_sound(self, path: Path, origin: float | None) -> None:
        try:
            track = SoundTrack(path, origin)
        except MediaError:
            if self._reader is None:
                raise
            _log.info("the sound of %s cannot be played", path.name)
            return
        self._sound = SoundOut(track, self._open_device, self._tap)
        self._sound.volume, self._sound.muted = self._volume, self._muted
        # Where the sound is longer, the last picture stays until it is over.
        self._duration = max(self._duration, track.duration or 0.0)

    def _unload(self) -> None:
        if self._sound is not None:
            self._sound.close()
        if self._reader is not None:
            self._reader.close()
        self._reader = self._sound = self._clock = self._ready = None
        self._path = self._facts = self._error = None
        self._status, self._cued = PlayStatus.EMPTY, False
        self._position = self._duration = 0.0
        self._shown = -1

    def play(self) -> None:
        """Play from where it stands; from the beginning when it stands at the end."""
        if self._status not in {PlayStatus.PAUSED, PlayStatus.ENDED}:
            return
        if self._status is PlayStatus.ENDED:
            self._place(0.0 if self._rate > 0 else self._last_time())
        self._status = PlayStatus.PLAYING
        self._start_clock()

    def pause(self) -> None:
        """Stop at the frame that is shown."""
        if self._status is PlayStatus.PLAYING:
            self._stop_clock()
            self._status = PlayStatus.PAUSED

    def seek(self, seconds: float) -> None:
        """Go to the frame that is shown at `seconds`, and play on if it played."""
        if self._status in {PlayStatus.EMPTY, PlayStatus.FAILED}:
            return
        playing = self._status is PlayStatus.PLAYING
        self._stop_clock()
        self._status = PlayStatus.PAUSED
        self._place(seconds)
        if playing:
            self.play()

    def seek_frame(self, index: int) -> None:
        """Go to frame `index`."""
        if self._reader is not None:
            self.seek(self._reader.times[min(max(0, index), self._reader.count - 1)])

    def step(self, frames: int) -> None:
        """Pause, and move by so many frames."""
        self.pause()
        if self._reader is not None:
            self.seek_frame(self._shown + frames)

    def set_view_size(self, width: int, height: int) -> None:
        """Scale frames to fit so many pixels; shows the present frame again."""
        if (width, height) == self._view:
            return
        self._view = (width, height)
        self._ready = None
        if self._reader is not None:
            self._reader.set_view_size(width, height)
            self._show(self._shown)

    def set_rate(self, rate: float) -> None:
        """Play `rate` times as fast, backwards when negative; 0 is taken for 1."""
        if rate == self._rate:
            return
        playing = self._status is PlayStatus.PLAYING
        self._stop_clock()
        self._rate, self._cued = rate or 1.0, False
        if playing:
            self._start_clock()

    def set_looping(self, looping: bool) -> None:
        """Begin again at the end, or not."""
        self._looping = looping

    def set_volume(self, volume: float, muted: bool) -> None:
        """Set the loudness, 0 to 1, and whether it is heard at all."""
        self._volume, self._muted = min(1.0, max(0.0, volume)), muted
        if self._sound is not None:
            self._sound.volume, self._sound.muted = self._volume, self._muted

    def turn(self) -> float | None:
        """Do what is due. Returns the seconds until something is due again, or None when nothing is."""
        if self._status is not PlayStatus.PLAYING or self._clock is None:
            return None
        if self._sound is not None:
            self._keep_sound(self._sound)
        position = self._clock.position(time.monotonic())
        self._position = min(max(0.0, position), self._duration)
        if self._is_over(position):
            self._finish()
            return 0.0
        if self._reader is None:
            return _FEED_SECONDS
        return self._turn_picture(self._reader, position)

    def fail(self, error: MediaError | None) -> None:
        """Give the medium up, because of `error` or a fault of ours."""
        path = self._path
        self._unload()
        if error is None:
            name = path.name if path is not None else ""
            error = MediaError(msg("{name} cannot be played.", name=name), name=name)
        self._path, self._error, self._status = path, error, PlayStatus.FAILED

    def close(self) -> None:
        """Let go of everything."""
        self._unload()

    def _is_over(self, position: float) -> bool:
        if self._rate < 0:
            return position <= 0
        sounding = self._sound is not None and self._clock is self._sound.clock
        return position >= self._duration and not (sounding and self._sound is not None and not self._sound.drained)

    def _turn_picture(self, reader: FrameReader, position: float) -> float:
        index = reader.index_at(position)
        if index != self._shown:
            self._show(index)
        following = index + (1 if self._rate > 0 else -1)
        if not 0 <= following < reader.count:
            left = self._duration - position if self._rate > 0 else position
            return min(_FEED_SECONDS, max(_SHORTEST_WAIT, left / abs(self._rate)))
        if self._ready is None or self._ready.index != following:
            self._ready = reader.frame_at(following)
        # Forwards the next frame is due at its own time, backwards as soon as the shown one's time is passed.
        due = reader.times[following] if self._rate > 0 else reader.times[index]
        now = self._clock.position(time.monotonic()) if self._clock is not None else position
        return min(_FEED_SECONDS, max(_SHORTEST_WAIT, (due - now) / self._rate))

    def _keep_sound(self, sound: SoundOut) -> None:
        """Decode ahead; when the device has died, go on by the computer's clock."""
        if sound.clock is None or sound.clock is not self._clock:
            return
        now = time.monotonic()
        if sound.clock.stalled(now):
            _log.info("the sound device has stopped asking for sound")
            sound.fail()
            self._clock = WallClock(self._position, self._rate, now)
            return
        sound.feed()

    def _finish(self) -> None:
        self._stop_clock()
        if self._looping:
            self._place(0.0 if self._rate > 0 else self._last_time())
            self._start_clock()
            return
        last = self._reader.count - 1 if self._reader is not None and self._rate > 0 else 0
        if self._shown != last:
            self._show(last)
        self._position = self._duration if self._rate > 0 else 0.0
        self._status, self._cued = PlayStatus.ENDED, False

    def _last_time(self) -> float:
        return self._reader.times[-1] if self._reader is not None else self._duration

    def _place(self, seconds: float) -> None:
        """Stand at the frame of a time, and show it. The sound follows when it is needed."""
        self._cued = False
        if self._reader is None:
            self._position = min(max(0.0, seconds), self._duration)
            return
        index = self._reader.index_at(seconds)
        self._position = self._reader.times[index]
        self._show(index)

    def _show(self, index: int) -> None:
        if self._reader is None or index < 0:
            return
        if self._ready is None or self._ready.index != index:
            self._ready = self._reader.frame_at(index)
        self._shown = index
        self._on_frame(self._ready)

    def _start_clock(self) -> None:
        sound = self._sound
        if sound is not None and _SLOWEST_SOUND <= self._rate <= _FASTEST_SOUND:
            if not self._cued:
                sound.cue(self._position, self._rate)
                self._cued = True
            sound.play()
            self._clock = sound.clock
        if self._clock is None:
            self._clock = WallClock(self._position, self._rate, time.monotonic())

    def _stop_clock(self) -> None:
        if self._clock is not None and self._reader is None:
            self._position = min(max(0.0, self._clock.position(time.monotonic())), self._duration)
        self._clock = None
        if self._sound is not None:
            self._sound.hold()
