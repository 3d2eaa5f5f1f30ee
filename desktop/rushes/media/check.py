"""Whether a downloaded take is whole: every packet there, the first and the last frame decodable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rushes.media.opening import cut_short, explained, open_container, sign, undecodable, video_stream
from rushes.media.probe import container_facts

if TYPE_CHECKING:
    from pathlib import Path

    from av.container.input import InputContainer
    from av.video.stream import VideoStream

    from rushes.core.cancel import CancelToken
    from rushes.core.media import MediaFacts

_END_SLACK: Final = 0.5


@dataclass(frozen=True, slots=True)
class TakeFacts:
    """A whole take: its facts, the number of its frames, and the presentation time of the last in seconds."""

    media: MediaFacts
    frames: int
    last_time: float


def check_take(path: Path, *, cancel: CancelToken | None = None) -> TakeFacts:
    """Read the whole file and decode its first and last frame. Raises what `probe` raises, DamagedMedia above all."""
    signature, size = sign(path)
    with explained(path), open_container(path, signature) as container:
        video = video_stream(container)
        if video is None:
            raise undecodable(path)
        media = container_facts(path, container, signature, size)
        container.seek(0)
        frames, last = _count(container, video, cancel)
        if frames == 0:
            raise undecodable(path)
        expected = media.frames or 0
        if frames < expected or (media.duration or 0.0) - last > _END_SLACK + 2 / (media.frame_rate or 24.0):
            raise cut_short(path)
        _decode_last(path, container, video, last)
    return TakeFacts(media, frames, last)


def _count(container: InputContainer, video: VideoStream, cancel: CancelToken | None) -> tuple[int, float]:
    """How many frames there are, and when the last of them is shown."""
    frames, last = 0, 0.0
    for packet in container.demux():
        if cancel is not None:
            cancel.raise_if_cancelled()
        if packet.stream_index != video.index or packet.size == 0 or packet.is_discard:
            continue
        frames += 1
        if packet.pts is not None and packet.time_base is not None:
            last = max(last, float((packet.pts - (video.start_time or 0)) * packet.time_base))
    return frames, last


def _decode_last(path: Path, container: InputContainer, video: VideoStream, last: float) -> None:
    if video.time_base is not None:
        container.seek(int(last / video.time_base) + (video.start_time or 0), stream=video)
    seen = None
    for frame in container.decode(video):
        seen = frame
    if seen is None:
        raise undecodable(path)
