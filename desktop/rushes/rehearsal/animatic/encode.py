"""Writing the take: H.264 and AAC in an mp4 whose index comes first, tagged and converted as BT.709, limited range."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from fractions import Fraction
from typing import TYPE_CHECKING

import av
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter
from PySide6.QtGui import QImage

from rushes.rehearsal.animatic.script import FPS
from rushes.rehearsal.animatic.sound import RATE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

    from av.audio.frame import AudioFrame

OPTIONS = {"preset": "veryfast", "crf": "22"}
_BT709 = 1  # the same number for colour space, primaries and transfer in the H.264 tables
_LIMITED = 1
_AHEAD = 2  # painted frames that may wait for the encoder


class Canvas:
    """The picture each frame is painted on. It is as wide as the encoder's rows; what is past `width` is unseen."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        row = av.VideoFrame(width, height, "bgra").planes[0].line_size
        self.image = QImage(row // 4, height, QImage.Format.Format_RGB32)
        self.image.fill(0)

    def taken(self) -> av.VideoFrame:
        """A copy of what has been painted, as a frame."""
        frame = av.VideoFrame(self.width, self.height, "bgra")
        frame.planes[0].update(self.image.constBits())  # type: ignore[arg-type]  # any buffer will do
        return frame


class Take:
    """An mp4 in the making. Use it in a `with`; what was not finished has to be deleted by the caller.

    A thread of its own converts and encodes, so that the next frame can be painted meanwhile.
    """

    def __init__(self, path: Path, width: int, height: int, sound: Iterator[AudioFrame] | None) -> None:
        self._container = av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"})
        self._video = self._container.add_stream("libx264", rate=FPS, options=dict(OPTIONS))
        self._video.width, self._video.height, self._video.pix_fmt = width, height, "yuv420p"
        context = self._video.codec_context
        context.colorspace = context.color_primaries = context.color_trc = _BT709
        context.color_range = _LIMITED
        self._reformatter = VideoReformatter()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="animatic-encoder")
        self._waiting: deque[Future[None]] = deque()
        self._sound = sound
        self._heard = 0
        if sound is not None:
            self._audio = self._container.add_stream("aac", rate=RATE, layout="mono")
            self._audio.bit_rate = 128_000

    def __enter__(self) -> Take:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.shutdown(cancel_futures=True)
        self._container.close()

    def write(self, canvas: Canvas, number: int) -> None:
        """Add the canvas as frame `number`, and the sound up to its end. Raises what an earlier frame ran into."""
        while len(self._waiting) >= _AHEAD:
            self._waiting.popleft().result()
        self._waiting.append(self._thread.submit(self._encode, canvas.taken(), number))

    def _encode(self, painted: av.VideoFrame, number: int) -> None:
        frame = self._reformatter.reformat(
            painted,
            format="yuv420p",
            dst_colorspace=Colorspace.ITU709,
            src_color_range=ColorRange.JPEG,
            dst_color_range=ColorRange.MPEG,
        )
        frame.pts, frame.time_base = number, Fraction(1, FPS)
        self._container.mux(self._video.encode(frame))
        self._hear((number + 1) * RATE // FPS)

    def finish(self) -> None:
        """Write what the encoders still hold."""
        while self._waiting:
            self._waiting.popleft().result()
        self._container.mux(self._video.encode(None))
        if self._sound is not None:
            self._hear(None)
            self._container.mux(self._audio.encode(None))

    def _hear(self, until: int | None) -> None:
        if self._sound is None:
            return
        while until is None or self._heard < until:
            frame = next(self._sound, None)
            if frame is None:
                return
            frame.pts, frame.time_base = self._heard, Fraction(1, RATE)
            self._heard += frame.samples
            self._container.mux(self._audio.encode(frame))
