"""How long a given video is: its seconds are part of what the rehearsal pretends to charge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import av
from av.error import FFmpegError

if TYPE_CHECKING:
    from pathlib import Path


def video_seconds(path: Path) -> float:
    """Return the length of a video in seconds as its container states it, 0 where it states none."""
    try:
        with av.open(path) as container:
            stream = container.streams.video[0]
            if stream.duration is not None and stream.time_base is not None:
                return float(stream.duration * stream.time_base)
            return container.duration / av.time_base if container.duration else 0.0
    except (FFmpegError, IndexError):
        return 0.0
