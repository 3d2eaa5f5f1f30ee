"""Making small media for the animatic's tests, and measuring what came out of a decoded take."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import av
import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from rushes.rehearsal.animatic import render
from rushes.rehearsal.animatic.slate import mark_area, slate_area
from rushes.rehearsal.shot import Input, Kind, Role, Shot

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QRect

Pixels = NDArray[np.uint8]
Grey = NDArray[np.float64]
Samples = NDArray[np.float64]

WIDTH, HEIGHT = 320, 180
RATE = 48_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """A take as numbers: frames in RGB, sound from -1 to 1 (empty without), and what the container says."""

    frames: list[Pixels]
    times: list[float]
    sound: Samples
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Media:
    """Paths, and what is in them."""

    images: list[Path]
    pixels: list[Pixels]
    videos: list[Path]
    clips: list[list[Pixels]]
    clip_sounds: list[Samples]
    sounds: list[Path]
    samples: list[Samples]


def decode(path: Path) -> Decoded:
    frames: list[Pixels] = []
    times: list[float] = []
    heard: list[Samples] = []
    with av.open(str(path)) as container:
        video = container.streams.video[0]
        facts: dict[str, Any] = {
            "codec": video.codec_context.name,
            "pix_fmt": video.codec_context.pix_fmt,
            "size": (video.width, video.height),
            "rate": video.average_rate,
            "colour": (video.codec_context.colorspace, video.codec_context.color_range),
            "audio": [(s.codec_context.name, s.rate, s.codec_context.channels) for s in container.streams.audio],
        }
        for frame in container.decode(video=0):
            frames.append(np.asarray(frame.to_ndarray(format="rgb24"), dtype=np.uint8))
            times.append(float(frame.time or 0))
        if container.streams.audio:
            container.seek(0)
            heard = [piece.to_ndarray()[0].astype(np.float64) for piece in container.decode(audio=0)]
    return Decoded(frames, times, np.concatenate(heard) if heard else np.zeros(0), facts)


def shot(prompt: str, *inputs: Input, sound: bool = False, seed: int | None = 1, duration: int = 4) -> Shot:
    return Shot(prompt, WIDTH, HEIGHT, duration, sound, seed, inputs)


def take(folder: Path, wanted: Shot) -> Decoded:
    """Render and decode."""
    out = folder / "take.mp4"
    render(wanted, out)
    return decode(out)


def start(path: Path) -> Input:
    return Input(Kind.IMAGE, Role.START, 1, path)


def first(path: Path) -> Input:
    return Input(Kind.IMAGE, Role.FIRST, 1, path)


def last(path: Path) -> Input:
    return Input(Kind.IMAGE, Role.LAST, 1, path)


def image(path: Path, number: int = 1) -> Input:
    return Input(Kind.IMAGE, Role.REFERENCE, number, path)


def video(path: Path, number: int = 1) -> Input:
    return Input(Kind.VIDEO, Role.REFERENCE, number, path)


def audio(path: Path, number: int = 1) -> Input:
    return Input(Kind.AUDIO, Role.REFERENCE, number, path)


def changed(wanted: Shot, old: Input, path: Path) -> Shot:
    """The shot with another file in one place."""
    return replace(wanted, inputs=tuple(replace(one, path=path) if one == old else one for one in wanted.inputs))


def texture(seed: int, width: int = WIDTH, height: int = HEIGHT) -> Pixels:
    """A picture with detail of several sizes everywhere, so that any motion in it can be measured."""
    rng = np.random.default_rng(seed)
    result = np.zeros((height, width, 3))
    for cells, weight in ((4, 1.0), (9, 0.9), (20, 0.7), (44, 0.35)):
        rough = rng.random((cells, cells * 2, 3))
        result += weight * enlarged(rough, height, width)
    result -= result.min((0, 1))
    return np.asarray(30 + 200 * result / result.max((0, 1)), dtype=np.uint8)


def enlarged(small: Grey, height: int, width: int) -> Grey:
    """Bilinear enlargement."""
    ys, xs = np.linspace(0, small.shape[0] - 1.001, height), np.linspace(0, small.shape[1] - 1.001, width)
    y0, x0 = ys.astype(int), xs.astype(int)
    fy, fx = (ys - y0)[:, None, None], (xs - x0)[None, :, None]
    a, b = small[y0][:, x0], small[y0][:, x0 + 1]
    c, d = small[y0 + 1][:, x0], small[y0 + 1][:, x0 + 1]
    return np.asarray((a * (1 - fx) + b * fx) * (1 - fy) + (c * (1 - fx) + d * fx) * fy)


def clip(seed: int, count: int) -> list[Pixels]:
    """Frames that are all unlike one another."""
    base = texture(seed)
    return [np.roll(base, (41 * index, 67 * index), (0, 1)) for index in range(count)]


def save(pixels: Pixels, path: Path) -> Path:
    height, width = pixels.shape[:2]
    data = np.ascontiguousarray(pixels).tobytes()
    assert QImage(data, width, height, width * 3, QImage.Format.Format_RGB888).save(str(path))
    return path


def tone(seconds: float, seed: int) -> Samples:
    """A sound with a shape of its own: a few unrelated tones that come and go."""
    rng = np.random.default_rng(seed)
    t = np.arange(round(seconds * RATE)) / RATE
    result = np.zeros_like(t)
    for _ in range(4):
        envelope = 0.5 + 0.5 * np.sin(2 * np.pi * rng.uniform(0.4, 3) * t + rng.uniform(0, 6))
        result += envelope * np.sin(2 * np.pi * rng.uniform(200, 3000) * t)
    return 0.15 * result


def write_sound(path: Path, samples: Samples) -> Path:
    with av.open(str(path), "w") as container:
        stream = container.add_stream("pcm_s16le", rate=RATE, layout="mono")
        _encode_sound(container, stream, samples)
    return path


def _encode_sound(container: Any, stream: Any, samples: Samples) -> None:
    for begin in range(0, len(samples), 1024):
        piece = np.clip(samples[begin : begin + 1024] * 32767, -32768, 32767).astype(np.int16)[None]
        frame = av.AudioFrame.from_ndarray(piece, format="s16", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = RATE, begin, Fraction(1, RATE)
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))


def write_video(path: Path, frames: list[Pixels], rate: int, samples: Samples | None = None) -> Path:
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=rate, options={"crf": "12", "preset": "ultrafast"})
        stream.height, stream.width = frames[0].shape[:2]
        stream.pix_fmt = "yuv420p"
        sound = container.add_stream("aac", rate=RATE, layout="mono") if samples is not None else None
        for pixels in frames:
            container.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
        container.mux(stream.encode(None))
        if sound is not None and samples is not None:
            _encode_sound(container, sound, samples)
    return path


def grey(pixels: Pixels) -> Grey:
    return np.asarray(pixels.astype(np.float64) @ np.array([0.2126, 0.7152, 0.0722]))


def uncovered(height: int = HEIGHT, width: int = WIDTH) -> NDArray[np.bool_]:
    """True where neither the slate nor the mark is drawn."""
    mask = np.ones((height, width), dtype=bool)
    for area in (slate_area(width, height), mark_area(width, height)):
        mask[rows(area), columns(area)] = False
    return mask


def rows(area: QRect) -> slice:
    return slice(area.top(), area.bottom() + 1)


def columns(area: QRect) -> slice:
    return slice(area.left(), area.right() + 1)


def ssim(a: Pixels, b: Pixels) -> float:
    """Mean structural similarity in windows of 8 × 8, outside the slate and the mark."""
    height, width = a.shape[:2]
    mask = _windows(uncovered(height, width)).all((2, 3))
    x, y = _windows(grey(a)), _windows(grey(b))
    mx, my = x.mean((2, 3)), y.mean((2, 3))
    vx, vy = x.var((2, 3)), y.var((2, 3))
    cov = (x * y).mean((2, 3)) - mx * my
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    score = (2 * mx * my + c1) * (2 * cov + c2) / ((mx**2 + my**2 + c1) * (vx + vy + c2))
    return float(score[mask].mean())


def _windows(values: NDArray[Any]) -> NDArray[Any]:
    return np.lib.stride_tricks.sliding_window_view(values, (8, 8))[::4, ::4]


def difference(a: Pixels, b: Pixels) -> float:
    """Mean difference of brightness outside the slate and the mark, of 255."""
    return float(np.abs(grey(a) - grey(b))[uncovered(*a.shape[:2])].mean())


@dataclass(frozen=True, slots=True)
class Motion:
    """How the picture goes between two frames: pixels to the right and down, and growth in parts of its size."""

    right: float
    down: float
    growth: float


def motion(frames: list[Pixels], step: int = 3) -> Motion:
    """The motion of the whole picture over all frames, added up from pairs (least squares on its gradients)."""
    total = np.zeros(3)
    for a, b in zip(frames[::step], frames[step::step], strict=False):
        total += _pair(grey(a), grey(b))
    return Motion(*(float(value) for value in total))


def _pair(a: Grey, b: Grey) -> NDArray[np.float64]:
    mask = uncovered(*a.shape)
    a, b = _soft(a), _soft(b)
    gy, gx = (np.asarray(side) for side in np.gradient((a + b) / 2))
    height, width = a.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float64)
    spread: Grey = gx * (x - width / 2) + gy * (y - height / 2)
    matrix = np.stack([gx[mask], gy[mask], spread[mask]], axis=1)
    change = (a - b)[mask]
    return np.asarray(np.linalg.solve(matrix.T @ matrix, matrix.T @ change))


def _soft(values: Grey) -> Grey:
    for axis in (0, 1):
        for _ in range(2):
            values = (np.roll(values, 1, axis) + 2 * values + np.roll(values, -1, axis)) / 4
    return values


def likeness(take_sound: Samples, given: Samples) -> tuple[float, int]:
    """The greatest normalised correlation of a given sound inside a take's sound, and at which sample it begins."""
    size = 1 << (len(take_sound) + len(given)).bit_length()
    product = np.fft.irfft(np.fft.rfft(take_sound, size) * np.conj(np.fft.rfft(given, size)), size)[: len(take_sound)]
    at = int(np.argmax(product))
    part = take_sound[at : at + len(given)]
    norm = np.linalg.norm(part) * np.linalg.norm(given[: len(part)])
    return float(product[at] / norm) if norm else 0.0, at
