"""Exact frames of a video, forwards and backwards."""

from __future__ import annotations

import os
from collections import OrderedDict
from typing import TYPE_CHECKING, Final, Self

import av.error

from rushes.media.convert import Converter, orientation_of
from rushes.media.frametable import FrameTable, read_table
from rushes.media.opening import explained, no_picture, open_container, sign, undecodable, video_stream
from rushes.media.picture import Frame, fit
from rushes.media.probe import container_facts, shown_size

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

    from av.container.input import InputContainer
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

    from rushes.core.cancel import CancelToken
    from rushes.core.media import MediaFacts

CACHE_BYTES: Final = 64 << 20
# FFmpeg would take one for every core, and as many frames of memory.
_THREADS: Final = min(4, os.cpu_count() or 1)


class FrameCache:
    """Decoded frames by number, the ones put in first thrown out when they take more than `limit` bytes together."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._frames: OrderedDict[int, VideoFrame] = OrderedDict()
        self._sizes: dict[int, int] = {}
        self.bytes = 0

    def get(self, index: int) -> VideoFrame | None:
        """The frame, if it is still there."""
        return self._frames.get(index)

    def put(self, index: int, frame: VideoFrame) -> None:
        """Keep a frame; at least the two newest always stay."""
        self._drop(index)
        self._frames[index] = frame
        self._sizes[index] = sum(plane.buffer_size for plane in frame.planes)
        self.bytes += self._sizes[index]
        while self.bytes > self._limit and len(self._frames) > 2:
            self._drop(next(iter(self._frames)))

    def latest(self, first: int, last: int) -> VideoFrame | None:
        """The latest of the frames from `first` to `last` that are there."""
        earlier = [number for number in self._frames if first <= number <= last]
        return self._frames[max(earlier)] if earlier else None

    def clear(self) -> None:
        """Forget all frames."""
        self._frames.clear()
        self._sizes.clear()
        self.bytes = 0

    def _drop(self, index: int) -> None:
        if self._frames.pop(index, None) is not None:
            self.bytes -= self._sizes.pop(index)


class FrameReader:
    """An opened video: any frame of it by number, exact by presentation time whatever the frame rate does.

    Going forwards decodes on; going back decodes the group of pictures once and then finds its frames in a cache of
    at most `cache_bytes`. One thread uses it. Opening raises what `probe` raises; a sound is DamagedMedia ("has no
    picture"), and so is a video without a frame. `cancel` ends a long decode with Cancelled.
    """

    def __init__(self, path: Path, *, cancel: CancelToken | None = None, cache_bytes: int = CACHE_BYTES) -> None:
        self._path = path
        self._cancel = cancel
        self._cache = FrameCache(cache_bytes)
        self._converter = Converter()
        self._view: tuple[int, int] | None = None
        self._signature, size = sign(path)
        with explained(path):
            self._container: InputContainer = open_container(path, self._signature)
        try:
            with explained(path):
                self._video = self._picture_stream()
                self.facts: MediaFacts = container_facts(path, self._container, self._signature, size)
                self._container.seek(0)
                self._table = self._read_table()
                self._frames = self._restart(0)
                self._orientation, self._shown = self._first_frame()
        except BaseException:
            self._container.close()
            raise

    def _picture_stream(self) -> VideoStream:
        video = video_stream(self._container)
        if video is None:
            raise no_picture(self._path)
        video.thread_type, video.thread_count = "AUTO", _THREADS
        return video

    def _read_table(self) -> FrameTable:
        table = read_table(self._container, self._video, self._cancel)
        if table is None:
            raise undecodable(self._path)
        return table

    def _first_frame(self) -> tuple[int, tuple[int, int]]:
        first = self._decoded(0)
        return orientation_of(first.rotation), shown_size(self._video, first)

    @property
    def count(self) -> int:
        """How many frames there are."""
        return len(self._table.pts)

    @property
    def times(self) -> tuple[float, ...]:
        """When each frame is shown, in seconds from the first."""
        return self._table.times

    @property
    def duration(self) -> float:
        """When the last frame is over, in seconds from the first."""
        return self._table.end

    @property
    def origin(self) -> float:
        """The file's own time of the first frame, in seconds: sound is placed from here."""
        return float(self._table.pts[0] * self._table.time_base)

    @property
    def cached_bytes(self) -> int:
        """Memory that the decoded frames take."""
        return self._cache.bytes

    def index_at(self, seconds: float) -> int:
        """The frame that is on the screen at a time."""
        return self._table.index_at(seconds)

    def set_view_size(self, width: int, height: int) -> None:
        """Scale frames to fit into so many pixels from now on (0 for their own size)."""
        self._view = (width, height) if width > 0 and height > 0 else None

    def frame_at(self, index: int) -> Frame:
        """Frame `index`, clamped to the first and the last, upright and of the view's size.

        A frame that cannot be decoded is stood in for by the one before it. Raises DamagedMedia when nothing can be,
        MissingFile or UnreadableFile when the disk fails, Cancelled.
        """
        index = min(max(0, index), self.count - 1)
        with explained(self._path):
            decoded = self._decoded(index)
            width, height = fit(*self._shown, self._view) if self._view else self._shown
            shown = self._converter.convert(decoded, width, height, orientation=self._orientation)
        plane = shown.planes[0]
        return Frame(
            shown.width, shown.height, plane.line_size, memoryview(plane), index=index, time=self._table.times[index]
        )

    def prepare(self, index: int) -> None:
        """Decode frame `index` ahead of need; nothing happens where there is none."""
        if 0 <= index < self.count and self._cache.get(index) is None:
            with explained(self._path):
                self._decoded(index)

    def close(self) -> None:
        """Let go of the file and the frames. Frames handed out stay valid."""
        self._cache.clear()
        self._container.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _decoded(self, index: int) -> VideoFrame:
        found = self._cache.get(index)
        if found is not None:
            return found
        key = self._table.key_before(index)
        if not (self._at < index and key <= self._at + 1):
            self._frames = self._restart(key)
        reached = self._decode_until(index, key)
        while reached is None and key > 0:
            # The file calls a frame a key that is none, or the seek went too far: begin earlier.
            key = self._table.key_before(key - 1)
            self._frames = self._restart(key)
            reached = self._decode_until(index, key)
        if reached is None:
            # Some formats cannot be sought back to their very beginning.
            self._reopen()
            reached = self._decode_until(index, 0)
        if reached is None:
            raise undecodable(self._path)
        return reached

    def _reopen(self) -> None:
        self._container.close()
        self._container = open_container(self._path, self._signature)
        self._video = self._picture_stream()
        self._at = -1
        self._frames = self._decode_on()

    def _decode_until(self, index: int, key: int) -> VideoFrame | None:
        """Decode on until frame `index` is there, or what stands in for it; None when decoding began behind it."""
        for frame in self._frames:
            if self._cancel is not None:
                self._cancel.raise_if_cancelled()
            pts = frame.pts if frame.pts is not None else frame.dts
            if pts is None:
                continue
            self._at = self._table.index_of(pts)
            self._cache.put(self._at, frame)
            if self._at >= index:
                break
        return self._cache.get(index) or self._cache.latest(key, index)

    def _restart(self, key: int) -> Iterator[VideoFrame]:
        self._at = key - 1
        self._container.seek(self._table.pts[key], stream=self._video)
        return self._decode_on()

    def _decode_on(self) -> Iterator[VideoFrame]:
        """Frames as they come; what cannot be decoded is passed over."""
        for packet in self._container.demux(self._video):
            try:
                yield from packet.decode()
            except av.error.InvalidDataError:
                continue
