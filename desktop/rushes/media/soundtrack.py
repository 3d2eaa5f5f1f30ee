"""The sound of a file as samples in order, from any moment on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import av
import av.error
from av.filter import Graph

from rushes.media.opening import audio_stream, explained, no_sound, open_container, sign

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream
    from av.container.input import InputContainer

SAMPLE_BYTES: Final = 4
_PREROLL_SECONDS: Final = 0.2
# Containers that count in milliseconds place a frame up to half of one beside where it belongs.
_SLACK_SECONDS: Final = 0.02
_MIN_TEMPO: Final = 0.5


class SoundTrack:
    """Interleaved 32-bit float samples at the file's own rate, one channel or two. One thread uses it.

    Second 0 is at `origin`, the file's time of its first picture; None means where the sound itself begins. Opening
    raises what `probe` raises, and DamagedMedia where there is no sound.
    """

    def __init__(self, path: Path, origin: float | None = None) -> None:
        self._path = path
        self._signature, _size = sign(path)
        self._container, self._stream = self._open()
        stream = self._stream
        self.rate: int = stream.sample_rate
        self.channels: int = min(2, max(1, stream.channels))
        base = stream.time_base
        started = float((stream.start_time or 0) * base) if base else 0.0
        self._origin = started if origin is None else origin
        ticks = stream.duration
        self.duration: float | None = None
        if ticks is not None and base is not None:
            self.duration = float(ticks * base) + started - self._origin
        self._next = 0
        self._cutting = True  # until the first sample is out, every one before the wanted one is cut off
        self._tempo = 1.0
        self._chunks = self._read_on()

    def _open(self) -> tuple[InputContainer, AudioStream]:
        with explained(self._path):
            container = open_container(self._path, self._signature)
        stream = audio_stream(container)
        if stream is None or not stream.sample_rate:
            container.close()
            raise no_sound(self._path)
        return container, stream

    @property
    def frame_bytes(self) -> int:
        """Bytes of one sample of all channels."""
        return SAMPLE_BYTES * self.channels

    def start_at(self, seconds: float, tempo: float = 1.0) -> None:
        """Go on from the sample at `seconds`, `tempo` times as fast at the same pitch. Raises as opening does."""
        seconds = max(0.0, seconds)
        self._cutting = True
        self._next = round(seconds * self.rate)
        self._tempo = tempo
        try:
            # Before the beginning too: the decoder needs the samples that come before the first one heard.
            ticks = int((seconds + self._origin - _PREROLL_SECONDS) / (self._stream.time_base or 1))
            self._container.seek(ticks, stream=self._stream)
        except av.error.FFmpegError:
            # Some formats cannot be sought there: begin again, what is too early is cut off.
            self._container.close()
            self._container, self._stream = self._open()
        self._chunks = self._read_on()

    def read(self) -> bytes | None:
        """The next samples, some hundredths of a second; None after the last. Raises as opening does."""
        with explained(self._path):
            return next(self._chunks, None)

    def close(self) -> None:
        """Let go of the file."""
        self._container.close()

    def _read_on(self) -> Iterator[bytes]:
        if self._tempo == 1.0:
            yield from self._samples()
        else:
            yield from self._stretched()

    def _samples(self) -> Iterator[bytes]:
        """What is decoded, cut to begin at the wanted sample, with silence where the file has a gap."""
        layout = "mono" if self.channels == 1 else "stereo"
        resampler = av.AudioResampler(format="flt", layout=layout, rate=self.rate)
        for frame in self._decoded():
            for part in resampler.resample(frame):
                data = bytes(part.planes[0])[: part.samples * self.frame_bytes]
                aligned = self._aligned(data, self._place(frame))
                if aligned:
                    self._cutting = False
                    self._next += len(aligned) // self.frame_bytes
                    yield aligned

    def _decoded(self) -> Iterator[AudioFrame]:
        for packet in self._container.demux(self._stream):
            try:
                yield from packet.decode()
            except av.error.InvalidDataError:
                continue  # what cannot be decoded becomes a gap, and a gap becomes silence

    def _place(self, frame: AudioFrame) -> int:
        """The number of a frame's first sample."""
        if frame.pts is None or frame.time_base is None:
            return self._next
        return round((float(frame.pts * frame.time_base) - self._origin) * self.rate)

    def _aligned(self, data: bytes, place: int) -> bytes:
        gap = place - self._next
        slack = int(_SLACK_SECONDS * self.rate)
        if gap < 0 and (self._cutting or gap < -slack):
            return data[-gap * self.frame_bytes :]
        if gap > slack:
            return bytes(gap * self.frame_bytes) + data
        return data

    def _stretched(self) -> Iterator[bytes]:
        graph = Graph()
        layout = "mono" if self.channels == 1 else "stereo"
        nodes = [graph.add_abuffer(sample_rate=self.rate, format="flt", layout=layout)]
        nodes += [graph.add("atempo", f"{tempo:.6f}") for tempo in _tempo_steps(self._tempo)]
        nodes += [graph.add("aformat", f"sample_fmts=flt:channel_layouts={layout}"), graph.add("abuffersink")]
        graph.link_nodes(*nodes)
        graph.configure()
        for data in self._samples():
            graph.push(self._frame(data, layout))
            yield from self._pulled(graph)
        graph.push(None)
        yield from self._pulled(graph)

    def _frame(self, data: bytes, layout: str) -> AudioFrame:
        frame = av.AudioFrame(format="flt", layout=layout, samples=len(data) // self.frame_bytes)
        frame.planes[0].update(data.ljust(frame.planes[0].buffer_size, b"\0"))
        frame.sample_rate = self.rate
        return frame

    def _pulled(self, graph: Graph) -> Iterator[bytes]:
        while True:
            try:
                part = graph.pull()
            except (av.error.BlockingIOError, av.error.EOFError):
                return
            if isinstance(part, av.AudioFrame):
                yield bytes(part.planes[0])[: part.samples * self.frame_bytes]


def _tempo_steps(tempo: float) -> list[float]:
    """Tempos that multiply to `tempo`, none below what the filter takes."""
    steps = []
    while tempo < _MIN_TEMPO:
        steps.append(_MIN_TEMPO)
        tempo /= _MIN_TEMPO
    return [*steps, tempo]
