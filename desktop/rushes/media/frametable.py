"""Which frames a video has and when each is shown, found by reading its packets without decoding any."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from av.container.input import InputContainer
    from av.video.stream import VideoStream

    from rushes.core.cancel import CancelToken


@dataclass(frozen=True, slots=True)
class FrameTable:
    """Frames in the order they are shown. `pts` are in ticks of `time_base`; `times` in seconds from the first frame.

    `keys` are the numbers of the frames where decoding can begin, ascending; `end` is when the last frame is over.
    """

    pts: tuple[int, ...]
    times: tuple[float, ...]
    keys: tuple[int, ...]
    time_base: Fraction
    end: float

    def index_at(self, seconds: float) -> int:
        """The frame that is on the screen at a time, clamped to the first and the last."""
        # A nanosecond of slack, so that a frame's own time, having gone through a float, finds that frame.
        return min(max(0, bisect_right(self.times, seconds + 1e-9) - 1), len(self.times) - 1)

    def index_of(self, pts: int) -> int:
        """The frame with a presentation time in ticks; where there is none, the one before."""
        return max(0, bisect_right(self.pts, pts) - 1)

    def key_before(self, index: int) -> int:
        """The last frame at or before `index` where decoding can begin (0 where none is marked)."""
        at = bisect_right(self.keys, index) - 1
        return self.keys[at] if at >= 0 else 0


def read_table(container: InputContainer, video: VideoStream, cancel: CancelToken | None) -> FrameTable | None:
    """Read every packet's times; None where there is no frame. The container stands at its end afterwards."""
    keyed: dict[int, bool] = {}
    last_duration = 0
    for packet in container.demux(video):
        if cancel is not None:
            cancel.raise_if_cancelled()
        pts = packet.pts if packet.pts is not None else packet.dts
        if packet.size == 0 or packet.is_discard or pts is None:
            continue
        keyed[pts] = packet.is_keyframe
        last_duration = packet.duration or last_duration
    if not keyed:
        return None
    pts_in_order = tuple(sorted(keyed))
    base = video.time_base or Fraction(1, 1000)
    first = pts_in_order[0]
    times = tuple(float((pts - first) * base) for pts in pts_in_order)
    keys = tuple(bisect_left(pts_in_order, pts) for pts in pts_in_order if keyed[pts])
    rate = video.average_rate
    shown_for = float(last_duration * base) or (float(1 / rate) if rate else 1 / 24)
    return FrameTable(pts_in_order, times, keys, base, times[-1] + shown_for)
