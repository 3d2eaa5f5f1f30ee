"""The player on the window's side: its frames and states on the GUI thread, the newest only.

The player decodes on a thread of its own. It is made on a worker thread, because loading the decoders takes longer than
a window may stand still, and only when the first take is shown.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from rushes.ui.tasks import Pool

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rushes.media.picture import Frame
    from rushes.media.playback import Player, PlayerState
    from rushes.ui.tasks import Tasks

EMPTY: Final = "empty"
PLAYING: Final = "playing"
FAILED: Final = "failed"
"""Values of `rushes.media.playback.PlayStatus`, whose module is not imported before it is needed."""


class _Link:
    """What the player's thread writes and the window reads: the newest frame and the newest state."""

    def __init__(self, wake: Callable[[], None]) -> None:
        self._lock = threading.Lock()
        self._wake = wake
        self._awake = False
        self._closed = False
        self._player: Player | None = None
        self._frame: Frame | None = None
        self._number = 0
        self._state: PlayerState | None = None

    def open(self, null_sound: bool) -> Player | None:
        """Make the player, on a worker thread; None when nobody wants it any more."""
        from rushes.media.playback import Player  # deferred: loads the decoders

        with self._lock:
            if self._closed:
                return None
            self._player = Player(self._put_frame, self._put_state, null_sound=null_sound)
            return self._player

    def close(self) -> None:
        """End the player, if there is one, and make none later."""
        with self._lock:
            self._closed = True
            player, self._player = self._player, None
        if player is not None:
            player.close()

    def take(self) -> tuple[Frame | None, int, PlayerState | None]:
        """Return the newest frame, how many there have been, and the newest state."""
        with self._lock:
            self._awake = False
            return self._frame, self._number, self._state

    def _put_frame(self, frame: Frame) -> None:
        with self._lock:
            self._frame = frame
            self._number += 1
            wake, self._awake = not self._awake, True
        if wake:
            self._wake()

    def _put_state(self, state: PlayerState) -> None:
        with self._lock:
            self._state = state
            wake, self._awake = not self._awake, True
        if wake:
            self._wake()


class Playback(QObject):
    """Plays one file at a time. All methods return at once and are for the GUI thread.

    Signals:
        frame_arrived: a frame of the file that was loaded last is to be shown; carries it. Frames that came faster
            than the window paints are left out.
        state_changed: carries the player's state, for the file that was loaded last.
    """

    frame_arrived = Signal(object)
    state_changed = Signal(object)
    _woken = Signal()

    def __init__(self, tasks: Tasks, parent: QObject | None = None, *, null_sound: bool = False) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._null_sound = null_sound
        self._link: _Link | None = None
        self._player: Player | None = None
        self._path: Path | None = None
        self._shown = 0
        self._view = (0, 0)
        self._waiting: list[Callable[[Player], None]] = []
        self.state: PlayerState | None = None
        self.index = 0
        self.rate, self.looping, self.volume, self.muted = 1.0, False, 1.0, False
        self._woken.connect(self._arrive, Qt.ConnectionType.QueuedConnection)

    @property
    def path(self) -> Path | None:
        """The file that was loaded last, whether or not it is open yet."""
        return self._path

    @property
    def playing(self) -> bool:
        """Whether it plays."""
        return self.state is not None and self.state.status == PLAYING

    @property
    def count(self) -> int:
        """The number of frames; 0 while the file is not open."""
        return self.state.count if self.state is not None else 0

    @property
    def frame_rate(self) -> float:
        """Frames per second; 24 while it is not known."""
        facts = self.state.facts if self.state is not None else None
        return (facts.frame_rate if facts is not None else None) or 24.0

    def load(self, path: Path | None) -> None:
        """Open a file and show its first frame, paused; None lets go of it. The same file again changes nothing."""
        if path == self._path:
            return
        self._path, self.state, self.index = path, None, 0
        self._waiting.clear()
        if self._player is not None:
            self._load(self._player)
        elif path is not None and self._link is None:
            self._open()

    def _load(self, player: Player) -> None:
        if self._path is None:
            player.unload()
        else:
            player.load(self._path)

    def _open(self) -> None:
        link = _Link(self._wake)
        self._link = link
        self._tasks.run(Pool.QUERIES, link.open, self._null_sound, done=self._opened)

    @Slot(object)
    def _opened(self, player: Player | None) -> None:
        if player is None or self._link is None:
            return
        self._player = player
        player.set_view_size(*self._view)
        player.set_rate(self.rate)
        player.set_loop(self.looping)
        player.set_volume(self.volume)
        player.set_muted(self.muted)
        self._load(player)
        waiting, self._waiting = self._waiting, []
        for wish in waiting:
            wish(player)

    def close(self) -> None:
        """Stop, let go of the file, and end the player's thread: within a second."""
        link, self._link, self._player = self._link, None, None
        self._path, self.state = None, None
        self._waiting.clear()
        if link is not None:
            link.close()

    def _wish(self, wish: Callable[[Player], None]) -> None:
        if self._player is not None:
            wish(self._player)
        elif self._path is not None:
            self._waiting.append(wish)

    def toggle(self) -> None:
        """Play, or pause."""
        if self.playing:
            self.pause()
        else:
            self.play()

    def play(self) -> None:
        """Play on; from the beginning when at the end."""
        self._wish(lambda player: player.play())

    def pause(self) -> None:
        """Stop at the frame that is shown."""
        self._wish(lambda player: player.pause())

    def step(self, frames: int) -> None:
        """Pause, and go so many frames on, or back when negative."""
        self._wish(lambda player: player.step(frames))

    def seek_frame(self, index: int) -> None:
        """Show a frame, and play on if it plays."""
        self._wish(lambda player: player.seek_frame(index))

    def set_view_size(self, width: int, height: int) -> None:
        """Have frames made to fit so many device pixels."""
        if (width, height) != self._view:
            self._view = (width, height)
            if self._player is not None:
                self._player.set_view_size(width, height)

    def set_rate(self, rate: float) -> None:
        """Play so many times as fast; backwards when negative."""
        self.rate = rate
        if self._player is not None:
            self._player.set_rate(rate)

    def set_loop(self, looping: bool) -> None:
        """Begin again at the end, or not."""
        self.looping = looping
        if self._player is not None:
            self._player.set_loop(looping)

    def set_volume(self, volume: float) -> None:
        """Set the loudness, 0 to 1."""
        self.volume = volume
        if self._player is not None:
            self._player.set_volume(volume)

    def set_muted(self, muted: bool) -> None:
        """Silence it, or not."""
        self.muted = muted
        if self._player is not None:
            self._player.set_muted(muted)

    def _wake(self) -> None:
        """Say that there is something new, on the player's thread."""
        if shiboken6.isValid(self):
            self._woken.emit()

    @Slot()
    def _arrive(self) -> None:
        if self._link is None:
            return
        frame, number, state = self._link.take()
        # A file's first frame comes before the state that names the file: until then frames are those of another.
        if state is None or state.path != self._path or self._path is None:
            return
        if frame is not None and number != self._shown and state.status not in {FAILED, EMPTY}:
            self._shown = number
            self.index = frame.index
            self.frame_arrived.emit(frame)
        if state is not self.state:
            self.state = state
            self.state_changed.emit(state)
