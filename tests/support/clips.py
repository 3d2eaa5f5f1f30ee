"""Tiny real media for tests, made with PyAV and the standard library alone.

Every function writes one file and returns its path. Video frames carry their number in their grey level, so that a
test can tell from a decoded picture which frame it looks at: see `level_of` and `grey_level`.
"""

from __future__ import annotations

import math
import struct
import wave
import zlib
from array import array
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING

import av
from av.video.reformatter import Colorspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

Colour = tuple[int, int, int]
RED: Colour = (220, 30, 40)
GREEN: Colour = (30, 180, 60)
BLUE: Colour = (30, 60, 210)
GREY: Colour = (128, 128, 128)


class Pattern(Enum):
    """What is drawn on a picture."""

    FLAT = "flat"
    HALVES = "halves"  # left half in the colour, right half black
    TOP = "top"  # top half in the colour, bottom half black
    GRADIENT = "gradient"  # black on the left to the colour on the right


def grey_level(index: int) -> int:
    """Grey level (0..255) of video frame `index`: neighbours differ by 17, and it repeats after 13 frames."""
    return 24 + 17 * (index % 13)


def picture_bytes(width: int, height: int, colour: Colour = GREY, pattern: Pattern = Pattern.FLAT) -> bytes:
    """RGB24 pixels of one picture, without padding."""
    full, black = bytes(colour), b"\0\0\0"
    if pattern is Pattern.HALVES:
        row = full * (width // 2) + black * (width - width // 2)
    elif pattern is Pattern.GRADIENT:
        row = b"".join(bytes(c * x // max(1, width - 1) for c in colour) for x in range(width))
    else:
        row = full * width
    if pattern is Pattern.TOP:
        return row * (height // 2) + black * (width * (height - height // 2))
    return row * height


def video_frame(width: int, height: int, rgb: bytes) -> av.VideoFrame:
    """A PyAV frame from RGB24 pixels without padding."""
    frame = av.VideoFrame(width, height, "rgb24")
    line, step = width * 3, frame.planes[0].line_size
    if step != line:
        rgb = b"".join(rgb[y * line : (y + 1) * line].ljust(step, b"\0") for y in range(height))
    frame.planes[0].update(rgb)
    return frame


# --- pictures ---------------------------------------------------------------------------------------------------------


def png_chunk(kind: bytes, data: bytes) -> bytes:
    """One chunk of a PNG file."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(
    path: Path,
    width: int = 64,
    height: int = 48,
    colour: Colour = GREY,
    pattern: Pattern = Pattern.FLAT,
    *,
    alpha: int | None = None,
) -> Path:
    """Write an RGB PNG, or an RGBA one with the same `alpha` everywhere."""
    rgb = picture_bytes(width, height, colour, pattern)
    if alpha is None:
        kind, rows = 2, [rgb[y * width * 3 : (y + 1) * width * 3] for y in range(height)]
    else:
        pixels = [rgb[i : i + 3] + bytes([alpha]) for i in range(0, len(rgb), 3)]
        kind, rows = 6, [b"".join(pixels[y * width : (y + 1) * width]) for y in range(height)]
    raw = b"".join(b"\0" + row for row in rows)
    header = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    body = png_chunk(b"IHDR", header) + png_chunk(b"IDAT", zlib.compress(raw, 6)) + png_chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + body)
    return path


def huge_png(path: Path, width: int = 20_000, height: int = 10_000) -> Path:
    """Write a one-bit PNG with very many pixels (200 million by default): small on disk and quick to make."""
    packer = zlib.compressobj(1)
    row = b"\0" + b"\x55" * ((width + 7) // 8)
    packed = b"".join([packer.compress(row * 100) for _ in range(height // 100)])
    packed += packer.compress(row * (height % 100)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    body = png_chunk(b"IHDR", header) + png_chunk(b"IDAT", packed) + png_chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + body)
    return path


def exif_orientation(orientation: int) -> bytes:
    """An Exif block (big endian TIFF) that holds nothing but an orientation, 1 to 8."""
    entry = struct.pack(">HHIHH", 0x0112, 3, 1, orientation, 0)
    return b"MM\0*" + struct.pack(">I", 8) + struct.pack(">H", 1) + entry + struct.pack(">I", 0)


def still(
    path: Path,
    width: int = 64,
    height: int = 48,
    colour: Colour = GREY,
    pattern: Pattern = Pattern.FLAT,
    *,
    codec: str,
    pix_fmt: str,
) -> Path:
    """Write one encoded picture with an encoder whose packets are files: mjpeg, bmp, tiff."""
    context = av.CodecContext.create(codec, "w")
    context.width, context.height = width, height  # type: ignore[attr-defined]
    context.pix_fmt = pix_fmt  # type: ignore[attr-defined]
    context.time_base = Fraction(1, 24)
    if codec == "mjpeg":
        context.color_range = 2  # type: ignore[attr-defined]
    frame = video_frame(width, height, picture_bytes(width, height, colour, pattern))
    range_ = {"dst_color_range": 2} if codec == "mjpeg" else {}
    frame = frame.reformat(format=pix_fmt, **range_)
    frame.pts = 0
    packets = [*context.encode(frame), *context.encode(None)]  # type: ignore[attr-defined]
    path.write_bytes(b"".join(bytes(packet) for packet in packets))
    return path


def jpeg(
    path: Path,
    width: int = 64,
    height: int = 48,
    colour: Colour = GREY,
    pattern: Pattern = Pattern.FLAT,
    *,
    orientation: int | None = None,
) -> Path:
    """Write a JPEG, with an Exif orientation when one is given; `width` and `height` are those that are stored."""
    still(path, width, height, colour, pattern, codec="mjpeg", pix_fmt="yuvj444p")
    if orientation is not None:
        block = b"Exif\0\0" + exif_orientation(orientation)
        data = path.read_bytes()
        path.write_bytes(data[:2] + b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block + data[2:])
    return path


def bmp(path: Path, width: int = 64, height: int = 48, colour: Colour = GREY) -> Path:
    """Write a BMP."""
    return still(path, width, height, colour, codec="bmp", pix_fmt="bgr24")


def tiff(path: Path, width: int = 64, height: int = 48, colour: Colour = GREY) -> Path:
    """Write a TIFF."""
    return still(path, width, height, colour, codec="tiff", pix_fmt="rgb24")


def _muxed_still(path: Path, width: int, height: int, colour: Colour, form: str, codec: str, pix_fmt: str) -> Path:
    with av.open(str(path), "w", format=form) as container:
        stream = container.add_stream(codec, rate=1)
        stream.width, stream.height, stream.pix_fmt = width, height, pix_fmt  # type: ignore[union-attr]
        frame = video_frame(width, height, picture_bytes(width, height, colour)).reformat(format=pix_fmt)
        for packet in [*stream.encode(frame), *stream.encode(None)]:  # type: ignore[union-attr, arg-type]
            container.mux(packet)
    return path


def webp(path: Path, width: int = 64, height: int = 48, colour: Colour = GREY) -> Path:
    """Write a lossy WebP."""
    return _muxed_still(path, width, height, colour, "webp", "libwebp", "yuv420p")


def gif(path: Path, width: int = 64, height: int = 48, colour: Colour = GREY) -> Path:
    """Write a GIF of one picture."""
    return _muxed_still(path, width, height, colour, "gif", "gif", "rgb8")


# --- sound ------------------------------------------------------------------------------------------------------------


def tone(seconds: float, rate: int = 48_000, channels: int = 1, hertz: float = 440.0, level: float = 0.5) -> bytes:
    """A sine as interleaved signed 16-bit samples."""
    count = round(seconds * rate)
    values = (round(level * 32767 * math.sin(2 * math.pi * hertz * i / rate)) for i in range(count))
    return array("h", (value for value in values for _ in range(channels))).tobytes()


def wav(
    path: Path, seconds: float = 0.5, *, rate: int = 48_000, channels: int = 1, hertz: float = 440.0, level: float = 0.5
) -> Path:
    """Write a WAV with a sine."""
    return wav_of(path, tone(seconds, rate, channels, hertz, level), rate=rate, channels=channels)


def wav_of(path: Path, samples: bytes, *, rate: int = 48_000, channels: int = 1) -> Path:
    """Write a WAV of interleaved signed 16-bit samples."""
    with wave.open(str(path), "wb") as out:
        out.setnchannels(channels)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(samples)
    return path


def _sound_frames(samples: bytes, rate: int, channels: int, size: int) -> Iterable[av.AudioFrame]:
    layout = "mono" if channels == 1 else "stereo"
    step = size * 2 * channels
    for start in range(0, len(samples), step):
        part = samples[start : start + step]
        frame = av.AudioFrame(format="s16", layout=layout, samples=len(part) // (2 * channels))
        frame.planes[0].update(part)
        frame.sample_rate = rate
        frame.pts = start // (2 * channels)
        frame.time_base = Fraction(1, rate)
        yield frame


def sound(
    path: Path,
    seconds: float = 0.5,
    *,
    codec: str = "libmp3lame",
    rate: int = 48_000,
    channels: int = 1,
    hertz: float = 440.0,
    level: float = 0.5,
) -> Path:
    """Write a sine in any container that its name asks for."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate, layout="mono" if channels == 1 else "stereo")
        assert isinstance(stream, av.AudioStream)
        for frame in _sound_frames(tone(seconds, rate, channels, hertz, level), rate, channels, 1024):
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def mp3(path: Path, seconds: float = 0.5, *, rate: int = 48_000, channels: int = 1) -> Path:
    """Write an MP3 with a sine."""
    return sound(path, seconds, codec="libmp3lame", rate=rate, channels=channels)


# --- video ------------------------------------------------------------------------------------------------------------


def video(
    path: Path,
    width: int = 64,
    height: int = 48,
    *,
    fps: int = 24,
    frames: int = 25,
    audio: bool = True,
    audio_rate: int = 48_000,
    audio_channels: int = 1,
    audio_seconds: float | None = None,
    gop: int = 250,
    b_frames: int = 2,
    rotation: int = 0,
    faststart: bool = False,
    colour_at: Callable[[int], Colour] | None = None,
    draw: Callable[[int], bytes] | None = None,
    pts: Sequence[int] | None = None,
    preset: str = "veryfast",
    codec: str = "libx264",
    sound_codec: str = "aac",
    tagged: bool = True,
) -> Path:
    """Write H.264 with AAC sound (a sine) in the container that the name asks for.

    Frame n is a flat grey of `grey_level(n)`, or `colour_at(n)`, or the RGB24 pixels of `draw(n)`. `pts` gives the
    frames' times in units of 1/`fps` where they are not 0, 1, 2 … `rotation` is in degrees, counter-clockwise.
    """
    options = {"movflags": "+faststart"} if faststart else {}
    with av.open(str(path), "w", options=options) as container:
        stream = container.add_stream(codec, rate=fps)
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        if codec == "libx264":
            stream.options = {"preset": preset, "bf": str(b_frames), "g": str(gop), "crf": "12", "sc_threshold": "0"}
        if tagged:
            stream.codec_context.colorspace = stream.codec_context.color_primaries = stream.codec_context.color_trc = 1
            stream.codec_context.color_range = 1
        if rotation:
            stream.set_display_rotation(rotation)
        heard: av.AudioStream | None = None
        if audio:
            layout = "mono" if audio_channels == 1 else "stereo"
            added = container.add_stream(sound_codec, rate=audio_rate, layout=layout)
            assert isinstance(added, av.AudioStream)
            heard = added
        # Files that name no matrix are taken for BT.709 when they are large, else for BT.601.
        matrix = Colorspace.ITU709 if tagged or width >= 1280 or height > 576 else Colorspace.ITU601
        for index in range(frames):
            rgb = draw(index) if draw else picture_bytes(width, height, _colour(index, colour_at))
            frame = video_frame(width, height, rgb).reformat(format="yuv420p", dst_colorspace=matrix, dst_color_range=1)
            frame.pts, frame.time_base = (pts[index] if pts else index), Fraction(1, fps)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
        if heard is not None:
            seconds = frames / fps if audio_seconds is None else audio_seconds
            samples = tone(seconds, audio_rate, audio_channels)
            for sound_frame in _sound_frames(samples, audio_rate, audio_channels, 1024):
                container.mux(heard.encode(sound_frame))
            container.mux(heard.encode(None))
    return path


def _colour(index: int, colour_at: Callable[[int], Colour] | None) -> Colour:
    if colour_at is not None:
        return colour_at(index)
    level = grey_level(index)
    return (level, level, level)


def truncated(source: Path, path: Path, share: float = 0.6) -> Path:
    """Write the first `share` of the bytes of `source`."""
    data = source.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    return path


# --- what is no medium ------------------------------------------------------------------------------------------------


def empty(path: Path) -> Path:
    """Write a file without a byte."""
    path.write_bytes(b"")
    return path


def text_as(path: Path) -> Path:
    """Write plain text under any name, `holiday.png` for instance."""
    path.write_text("This is not a picture.\n" * 20, encoding="utf-8")
    return path
