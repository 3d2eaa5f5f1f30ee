"""Small pictures of large media: thumbnails, posters and wave forms.

A picture is read whole and decoded whole (FFmpeg knows no other way for most formats), but never more of it than
`MAX_PIXELS` and `MAX_DECODED_BYTES`; JPEGs are decoded at a fraction of their size. Videos are decoded to one frame.
"""

from __future__ import annotations

from array import array
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Final, cast

import av
from av.video.reformatter import Interpolation

from rushes.core.media import MediaKind
from rushes.core.messages import msg
from rushes.media.convert import Converter, has_alpha, orientation_of, over_neutral
from rushes.media.errors import TooLarge
from rushes.media.imagefile import BadHeader, ImageHeader, read_header
from rushes.media.opening import (
    audio_stream,
    cut_short,
    explained,
    no_picture,
    no_sound,
    open_container,
    sign,
    undecodable,
    video_stream,
)
from rushes.media.picture import Picture, fit
from rushes.media.probe import shown_size, single_thread

if TYPE_CHECKING:
    from pathlib import Path

    from av.container.input import InputContainer
    from av.video.codeccontext import VideoCodecContext
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

    from rushes.core.cancel import CancelToken
    from rushes.media.sniff import Signature

MAX_PIXELS: Final = 400_000_000
MAX_DECODED_BYTES: Final = 1 << 30
MAX_FILE_BYTES: Final = 512 << 20

_DECODERS: Final = {"png": "png", "jpeg": "mjpeg", "bmp": "bmp", "tiff": "tiff", "webp": "webp"}
_PEAK_SAMPLES: Final = 256


def thumbnail(
    path: Path, *, width: int, height: int, at: float | None = None, cancel: CancelToken | None = None
) -> Picture:
    """Draw `path` small: upright, fitted into `width` × `height` pixels, never enlarged, over neutral grey.

    `at` is the time of the wanted frame of a video, in seconds; by default its first. Raises what `probe` raises, and
    TooLarge. A sound has no picture: DamagedMedia says so (see `waveform`).
    """
    signature, size = sign(path)
    if cancel is not None:
        cancel.raise_if_cancelled()
    if signature.kind is MediaKind.IMAGE:
        return _image_thumbnail(path, signature, size, (width, height))
    with explained(path), open_container(path, signature) as container:
        video = video_stream(container)
        if video is None:
            raise no_picture(path)
        frame = _frame_of(path, container, video, at, cancel)
        shown = shown_size(video, frame)
        return _small(frame, shown, (width, height), orientation_of(frame.rotation), still=False)


def _image_thumbnail(path: Path, signature: Signature, size: int, box: tuple[int, int]) -> Picture:
    try:
        with explained(path), path.open("rb") as file:
            header = read_header(file, signature.container)
    except BadHeader as error:
        raise cut_short(path) from error
    if header.width * header.height > MAX_PIXELS or size > MAX_FILE_BYTES:
        raise _too_large(path, header)
    with explained(path):
        if signature.container in _DECODERS:
            frame = _decode_file(path, signature, header, box)
        else:
            frame = _decode_contained(path, signature, header)
    return _small(frame, header.shown_size, box, header.orientation, still=True)


def _too_large(path: Path, header: ImageHeader) -> TooLarge:
    megapixels = round(header.width * header.height / 1e6)
    text = msg("{name} has {n} megapixels, more than can be drawn.", name=path.name, n=megapixels)
    return TooLarge(text, name=path.name)


def _decode_file(path: Path, signature: Signature, header: ImageHeader, box: tuple[int, int]) -> VideoFrame:
    """Decode a picture whose whole file is one packet; without a demuxer, which would decode it once more."""
    decoder = cast("VideoCodecContext", av.CodecContext.create(_DECODERS[signature.container], "r"))
    decoder.thread_count = 1
    lowres = 0
    if signature.container == "jpeg":
        lowres = _jpeg_reduction(header, box)
        decoder.options = {"lowres": str(lowres)}
    if header.width * header.height * _bytes_per_pixel(path, signature) / 4**lowres > MAX_DECODED_BYTES:
        raise _too_large(path, header)
    frames = decoder.decode(av.Packet(path.read_bytes())) or decoder.decode(None)
    if not frames:
        raise undecodable(path)
    return frames[0]


def _jpeg_reduction(header: ImageHeader, box: tuple[int, int]) -> int:
    """How often a JPEG can be halved while decoding and still be larger than the thumbnail (3 at most)."""
    wanted = fit(*header.shown_size, box, enlarge=False)
    smallest = min(header.shown_size[0] / wanted[0], header.shown_size[1] / wanted[1])
    return next((power for power in (3, 2, 1) if smallest >= 1 << power), 0)


def _bytes_per_pixel(path: Path, signature: Signature) -> float:
    """Bytes that a decoded pixel takes: exact for PNG, where pictures of very many pixels are usual, else the most."""
    if signature.container != "png":
        return 4.0 if signature.container != "tiff" else 8.0
    with path.open("rb") as file:
        depth, kind = file.read(26)[24:26]
    return depth / 8 * {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}.get(kind, 4)


def _decode_contained(path: Path, signature: Signature, header: ImageHeader) -> VideoFrame:
    with open_container(path, signature) as container:
        video = video_stream(container)
        frame = next(container.decode(video), None) if video is not None else None
    if frame is None or (frame.width, frame.height) != (header.width, header.height):
        raise undecodable(path)  # a HEIC of many tiles would come out as its first tile
    return frame


def _frame_of(
    path: Path, container: InputContainer, video: VideoStream, at: float | None, cancel: CancelToken | None
) -> VideoFrame:
    single_thread(video)
    wanted = None
    if at is not None and at > 0 and video.time_base is not None:
        # Half a tick of slack: a time in seconds is not exactly a time in ticks.
        wanted = (video.start_time or 0) + int(at / video.time_base + Fraction(1, 2))
        container.seek(wanted, stream=video)
    found = None
    for frame in container.decode(video):
        if wanted is not None and found is not None and frame.pts is not None and frame.pts > wanted:
            return found
        found = frame
        if wanted is None:
            return found
        if cancel is not None:
            cancel.raise_if_cancelled()
    if found is None:
        raise undecodable(path)
    return found


def _small(
    frame: VideoFrame, shown: tuple[int, int], box: tuple[int, int], orientation: int, *, still: bool
) -> Picture:
    width, height = fit(*shown, box, enlarge=False)
    converter = Converter(Interpolation.AREA, still=still)
    small = converter.convert(frame, width, height, orientation=orientation)
    if has_alpha(frame):
        small = over_neutral(small)
    plane = small.planes[0]
    return Picture(small.width, small.height, plane.line_size, bytes(plane))


def encode_jpeg(picture: Picture, quality: int = 85) -> bytes:
    """Encode a picture as a JPEG file of `quality` 1 to 100, for a cache on disk."""
    frame = av.VideoFrame(picture.width, picture.height, "bgra")
    plane = frame.planes[0]
    data = bytes(picture.data)
    if plane.line_size != picture.stride:
        row = picture.width * 4
        rows = (data[y * picture.stride : y * picture.stride + row] for y in range(picture.height))
        data = b"".join(part.ljust(plane.line_size, b"\0") for part in rows)
    plane.update(data[: plane.buffer_size].ljust(plane.buffer_size, b"\0"))
    encoder: VideoCodecContext = av.CodecContext.create("mjpeg", "w")
    encoder.width, encoder.height, encoder.pix_fmt = picture.width, picture.height, "yuvj420p"
    encoder.time_base = Fraction(1, 25)
    encoder.color_range = 2  # full range, as JPEG has it
    # The encoder counts from 2 (best) to 31.
    encoder.qmin = encoder.qmax = min(31, max(2, round(31 - quality * 0.29)))
    ready = frame.reformat(format="yuvj420p", dst_colorspace="ITU601", dst_color_range="JPEG")
    ready.pts = 0
    return b"".join(bytes(packet) for packet in [*encoder.encode(ready), *encoder.encode(None)])


def waveform(path: Path, *, buckets: int, cancel: CancelToken | None = None) -> tuple[float, ...]:
    """The loudest sample, 0 to 1, of each of `buckets` equal parts of a sound (or of a video's sound, all channels).

    Raises what `probe` raises; DamagedMedia where there is no sound.
    """
    signature, _size = sign(path)
    peaks: array[float] = array("f")
    with explained(path), open_container(path, signature) as container:
        audio = audio_stream(container)
        if audio is None:
            raise no_sound(path)
        resampler = av.AudioResampler(format="s16")
        for frame in container.decode(audio):
            if cancel is not None:
                cancel.raise_if_cancelled()
            for part in resampler.resample(frame):
                _add_peaks(peaks, part)
    if not peaks:
        raise undecodable(path)
    bounds = [len(peaks) * bucket // buckets for bucket in range(buckets + 1)]
    last = len(peaks) - 1
    return tuple(max(peaks[min(start, last) : max(end, min(start, last) + 1)]) for start, end in pairwise(bounds))


def _add_peaks(peaks: array[float], frame: av.AudioFrame) -> None:
    channels = frame.layout.nb_channels
    samples = array("h", bytes(frame.planes[0])[: frame.samples * channels * 2])
    step = _PEAK_SAMPLES * channels
    for start in range(0, len(samples), step):
        part = samples[start : start + step]
        peaks.append(min(1.0, max(max(part), -min(part)) / 32767))
