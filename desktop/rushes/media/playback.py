"""Playing a take: pictures and sound in step, exact frames when paused, without Qt."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from rushes.core.cancel import Cancelled, CancelToken
from rushes.core.errors import MediaError
from rushes.media.deck import Deck, PlayerState, PlayStatus
from rushes.media.device import audio_device, open_default_device, open_null_device

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rushes.media.device import OpenDevice
    from rushes.media.picture import Frame

__all__ = ["PlayStatus", "Player", "PlayerState", "audio_device"]

_log = logging.getLogger(__name__)

_JOIN_SECONDS: Final = 1.0


@dataclass(slots=True)
class _Wish:
    """Something asked of the player. Wishes of one `family` that follow one another become one."""

    do: Callable[[Deck], None]
    family: str = ""
    steps: int = 0


class Player:
    """A player with a thread of its own. Its methods return at once and may be called from any thread.

    `on_frame` gets every frame that is to be shown, `on_state` every change of state; both are called on the
    player's thread, one call at a time, and have to return soon. While sound plays it leads, and frames follow at
    their presentation times; frames that come too late are left out. `tap` gets every sample that the sound device
    takes, in order, on the device's thread. `null_sound` plays to nowhere, in time; `open_device` brings a device of
    one's own.
    """

    def __init__(
        self,
        on_frame: Callable[[Frame], None],
        on_state: Callable[[PlayerState], None],
        *,
        null_sound: bool = False,
        open_device: OpenDevice | None = None,
        tap: Callable[[bytes], None] | None = None,
    ) -> None:
        chosen = open_device or (open_null_device if null_sound else open_default_device)
        self._cancel = CancelToken()
        self._deck = Deck(on_frame, chosen, self._cancel, tap)
        self._on_state = on_state
        self._told: PlayerState = PlayerState()
        self._changed = threading.Condition()
        self._wishes: list[_Wish] = []
        self._volume, self._muted = 1.0, False
        self._thread = threading.Thread(target=self._run, name="rushes-player", daemon=True)
        self._thread.start()

    @property
    def state(self) -> PlayerState:
        """The state that was told last."""
        return self._told

    def load(self, path: Path) -> None:
        """Open a video or a sound and show its first frame, paused. What cannot be opened ends in FAILED, with why."""
        self._wish(lambda deck: deck.load(path), "load")

    def unload(self) -> None:
        """Let go of the file."""
        self._wish(lambda deck: deck.load(None), "load")

    def play(self) -> None:
        """Play from here, or from the beginning when at the end."""
        self._wish(Deck.play, "run")

    def pause(self) -> None:
        """Stop at the frame that is shown."""
        self._wish(Deck.pause, "run")

    def seek(self, seconds: float) -> None:
        """Show the frame of a time, and play on if it plays. Of seeks that wait, only the newest is done."""
        self._wish(lambda deck: deck.seek(seconds), "seek")

    def seek_frame(self, index: int) -> None:
        """Show frame `index` (clamped), and play on if it plays."""
        self._wish(lambda deck: deck.seek_frame(index), "seek")

    def step(self, frames: int) -> None:
        """Pause, and move by `frames`, backwards when negative. Steps that wait are added up."""
        with self._changed:
            if self._wishes and self._wishes[-1].family == "step":
                frames += self._wishes.pop().steps
        self._wish(lambda deck: deck.step(frames), "step", frames)

    def set_view_size(self, width: int, height: int) -> None:
        """Fit frames into so many device pixels from now on; 0 × 0 is their own size."""
        self._wish(lambda deck: deck.set_view_size(width, height), "view")

    def set_rate(self, rate: float) -> None:
        """Play `rate` times as fast, with the pitch kept; backwards, without sound, when negative."""
        self._wish(lambda deck: deck.set_rate(rate), "rate")

    def set_loop(self, looping: bool) -> None:
        """Begin again at the end, or not."""
        self._wish(lambda deck: deck.set_looping(looping), "loop")

    def set_volume(self, volume: float) -> None:
        """Set the loudness, 0 to 1."""
        self._volume = volume
        self._wish(lambda deck: deck.set_volume(volume, self._muted), "volume")

    def set_muted(self, muted: bool) -> None:
        """Silence it, or not; the clock goes on."""
        self._muted = muted
        self._wish(lambda deck: deck.set_volume(self._volume, muted), "volume")

    def close(self) -> None:
        """Stop, and end the thread: within a second, unless the system's sound holds it, and then without us."""
        self._cancel.cancel()
        with self._changed:
            self._changed.notify()
        if self._thread is not threading.current_thread():
            self._thread.join(_JOIN_SECONDS)

    def _wish(self, do: Callable[[Deck], None], family: str, steps: int = 0) -> None:
        with self._changed:
            if self._wishes and family == self._wishes[-1].family:
                self._wishes.pop()
            self._wishes.append(_Wish(do, family, steps))
            self._changed.notify()

    def _run(self) -> None:
        try:
            while not self._cancel.cancelled:
                self._wait(self._guarded(self._deck.turn))
                for wish in self._take():
                    self._guarded(lambda wish=wish: wish.do(self._deck))  # type: ignore[misc]
        except Cancelled:
            pass
        finally:
            self._deck.close()

    def _guarded(self, do: Callable[[], float | None]) -> float | None:
        """Do something on the deck and tell the state. A fault of ours ends the take, not the thread."""
        try:
            due = do()
        except Cancelled:
            raise
        except MediaError as error:
            self._deck.fail(error)
            due = None
        except Exception:  # noqa: BLE001 - the edge of the thread
            _log.exception("the player failed")
            self._deck.fail(None)
            due = None
        self._tell()
        return due

    def _tell(self) -> None:
        state = self._deck.state
        if _same(state, self._told):
            return
        self._told = state
        try:
            self._on_state(state)
        except Exception:  # noqa: BLE001 - the edge of the thread
            _log.exception("the player's state could not be told")

    def _wait(self, due: float | None) -> None:
        with self._changed:
            if not self._wishes and not self._cancel.cancelled and due != 0:
                self._changed.wait(due)

    def _take(self) -> list[_Wish]:
        with self._changed:
            wishes, self._wishes = self._wishes, []
            return wishes


def _same(state: PlayerState, told: PlayerState) -> bool:
    """Whether there is nothing to tell: while pictures play, they tell the position themselves."""
    if state.status is told.status is PlayStatus.PLAYING and state.count:
        return state == replace(told, position=state.position, index=state.index)
    return state == told
