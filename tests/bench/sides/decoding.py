"""Exact frames and small pictures: ours and bare PyAV in turn, in one process, on the same files.

Usage: decoding.py VIDEO_720P VIDEO_1080P
"""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
from av.video.reformatter import VideoReformatter

from rushes.media.frames import FrameReader
from rushes.media.thumbnails import thumbnail

if TYPE_CHECKING:
    from collections.abc import Callable

SEEKS, STEPS, PICTURES = 40, 60, 24
VIEW = (1280, 720)
POSTER = (384, 216)


class Bare:
    """The same frames with nothing behind them: seek to the key frame, decode until the frame, convert."""

    def __init__(self, path: Path, threads: int) -> None:
        self.container = av.open(str(path))
        self.stream = self.container.streams.video[0]
        self.stream.thread_type, self.stream.thread_count = "AUTO", threads
        self.convert = VideoReformatter()
        self.pts = sorted(packet.pts for packet in self.container.demux(self.stream) if packet.pts is not None)

    def frame(self, index: int) -> Any:
        wanted = self.pts[index]
        self.container.seek(wanted, stream=self.stream)
        for frame in self.container.decode(self.stream):
            if frame.pts is not None and frame.pts >= wanted:
                return self.convert.reformat(frame, *VIEW, format="bgra", threads=1)
        raise ValueError(index)


def bare_picture(path: Path) -> bytes:
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        stream.thread_count = 1
        frame = next(container.decode(stream))
        small = VideoReformatter().reformat(frame, *POSTER, format="bgra", interpolation="AREA", threads=1)
        return bytes(small.planes[0])


def timed(call: Callable[[], object]) -> float:
    begun = time.perf_counter()
    call()
    return (time.perf_counter() - begun) * 1000


def main(small: Path, large: Path) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {
        "seek": [],
        "bare_seek": [],
        "step": [],
        "picture": [],
        "bare_picture": [],
    }
    rng = random.Random(5)
    with FrameReader(small) as reader:
        reader.set_view_size(*VIEW)
        bare = Bare(small, reader._video.thread_count)
        indexes = [rng.randrange(reader.count) for _ in range(SEEKS + 2)]
        for number, index in enumerate(indexes):
            reader._cache.clear()
            reader._at = reader.count  # a seek from elsewhere, not the next frame of a run
            ours = timed(lambda index=index: reader.frame_at(index))  # type: ignore[misc]
            theirs = timed(lambda index=index: bare.frame(index))  # type: ignore[misc]
            if number >= 2:
                found["seek"].append(ours)
                found["bare_seek"].append(theirs)
        reader.frame_at(100)
        for number in range(STEPS):
            found["step"].append(timed(lambda number=number: reader.frame_at(99 - number % 8)))  # type: ignore[misc]
    for number in range(PICTURES + 1):
        ours = timed(lambda: thumbnail(large, width=POSTER[0], height=POSTER[1]))
        theirs = timed(lambda: bare_picture(large))
        if number:
            found["picture"].append(ours)
            found["bare_picture"].append(theirs)
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]))) + "\n")
