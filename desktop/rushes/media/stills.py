"""Single frames of a video as picture files."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import av

from rushes.core.messages import msg
from rushes.media.errors import DamagedMedia
from rushes.media.opening import explained, open_container, sign, video_stream

if TYPE_CHECKING:
    from pathlib import Path

    from av.video.frame import VideoFrame


def save_last_frame(path: Path, out: Path) -> None:
    """Write the last decoded frame of a video as PNG. Takes are short, so it is decoded from the last key frame on.

    Raises what `probe` raises.
    """
    signature, _ = sign(path)
    with explained(path), open_container(path, signature) as container:
        video = video_stream(container)
        if video is None:
            raise DamagedMedia(msg("{name} has no picture.", name=path.name), name=path.name)
        if video.duration:
            container.seek(video.duration + (video.start_time or 0), stream=video, backward=True)
        last: VideoFrame | None = None
        for frame in container.decode(video):
            if last is None or (frame.pts or 0) >= (last.pts or 0):
                last = frame
        if last is None:
            raise DamagedMedia(msg("{name} has no picture.", name=path.name), name=path.name)
        _write_png(last, out)


def _write_png(frame: VideoFrame, out: Path) -> None:
    encoder = av.CodecContext.create("png", "w")
    encoder.width, encoder.height, encoder.pix_fmt = frame.width, frame.height, "rgb24"
    encoder.time_base = frame.time_base or Fraction(1, 24)
    packets = [*encoder.encode(frame.reformat(format="rgb24")), *encoder.encode(None)]
    out.write_bytes(b"".join(bytes(packet) for packet in packets))
