"""Watching a player from a test, and a sound device that a test turns by hand."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from rushes.media.playback import Player, PlayerState

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rushes.media.device import Fill, OpenDevice
    from rushes.media.picture import Frame

PATIENCE = 20.0


class CrankedDevice:
    """A sound device that takes samples when the test says so."""

    name = "cranked"

    def __init__(self, rate: int, channels: int, fill: Fill) -> None:
        self.rate, self.channels = rate, channels
        self._fill = fill
        self.running = False
        self.closed = False

    def start(self) -> None:
        self.running = True

    def stop(self) -> None:
        self.running = False

    def close(self) -> None:
        self.closed = True

    def pull(self, samples: int) -> bytes:
        return self._fill(samples)


class Watcher:
    """A player, and what it told. `wait_for` waits until a condition over what was told holds."""

    def __init__(self) -> None:
        self.frames: list[Frame] = []
        self.states: list[PlayerState] = []
        self.heard: list[bytes] = []
        self.devices: list[CrankedDevice] = []
        self.player: Player | None = None
        self.broken = False  # whether showing a frame fails
        self._changed = threading.Condition()

    def start(self, *, open_device: OpenDevice | None = None) -> Player:
        self.player = Player(
            self._on_frame, self._on_state, null_sound=True, open_device=open_device, tap=self.heard.append
        )
        return self.player

    def start_cranked(self) -> Player:
        return self.start(open_device=self._open_cranked)

    def loaded(self, path: Path) -> Player:
        """A player on the null device that shows the first frame of `path`."""
        player = self.start()
        player.load(path)
        self.wait_for(lambda: bool(self.states))
        return player

    @property
    def state(self) -> PlayerState:
        return self.states[-1]

    @property
    def indexes(self) -> list[int]:
        return [frame.index for frame in self.frames]

    def wait_for(self, condition: Callable[[], bool]) -> None:
        with self._changed:
            assert self._changed.wait_for(condition, PATIENCE), f"in vain; states {self.states}, frames {self.indexes}"

    def close(self) -> None:
        if self.player is not None:
            self.player.close()

    def _open_cranked(self, rate: int, channels: int, fill: Fill) -> CrankedDevice:
        device = CrankedDevice(rate, channels, fill)
        with self._changed:
            self.devices.append(device)
            self._changed.notify_all()
        return device

    def _on_frame(self, frame: Frame) -> None:
        if self.broken:
            raise RuntimeError("the viewer is gone")
        with self._changed:
            self.frames.append(frame)
            self._changed.notify_all()

    def _on_state(self, state: PlayerState) -> None:
        with self._changed:
            self.states.append(state)
            self._changed.notify_all()
