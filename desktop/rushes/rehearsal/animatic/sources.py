"""Decoding what was given: still pictures through Qt (or PyAV where Qt cannot), moving ones through PyAV.

Everything comes out as opaque 32-bit RGB, upright, and just large enough to cover what it is asked to cover.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import av
from av.error import FFmpegError
from av.video.reformatter import VideoReformatter
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QColorSpace, QImage, QImageIOHandler, QImageReader, QPainter, QTransform

from rushes.rehearsal.animatic.errors import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from av.container import InputContainer
    from av.video.frame import VideoFrame

    from rushes.rehearsal.shot import Input

RGB = QImage.Format.Format_RGB32
_BEHIND = QColor("#1c1c1c")  # what transparent pictures lie on
_MEGABYTES = 1024  # of one decoded picture: 200 megapixels and a little more
_UNSPECIFIED = 2  # AVCOL_SPC_UNSPECIFIED
_ITU709, _ITU601 = 1, 5
_ROTATED = QImageIOHandler.Transformation.TransformationRotate90


def cover(width: int, height: int, target_w: int, target_h: int) -> tuple[int, int]:
    """The size at which a picture of `width` × `height` just covers the target, in the same proportions."""
    scale = max(target_w / width, target_h / height)
    return max(target_w, round(width * scale)), max(target_h, round(height * scale))


def picture(given: Input, width: int, height: int) -> tuple[QImage, float]:
    """The picture scaled to cover `width` × `height`, and by how much it was enlarged (below 1: reduced).

    Raises `Unreadable`.
    """
    image, original = _read(given, width, height)
    size = cover(image.width(), image.height(), width, height)
    enlarged = max(size[0] / max(1, original.width()), size[1] / max(1, original.height()))
    return _opaque(_to_srgb(image), size), enlarged


def _read(given: Input, width: int, height: int) -> tuple[QImage, QSize]:
    """The decoded picture, upright, not smaller than needed, and the size of the original."""
    QImageReader.setAllocationLimit(_MEGABYTES)
    reader = QImageReader(str(given.path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        if bool(reader.transformation() & _ROTATED):
            size.transpose()
        _reduce(reader, size, width, height)
    image = reader.read()
    if not image.isNull():
        return image, size if size.isValid() else image.size()
    reason = "this picture cannot be read"
    if reader.error() is QImageReader.ImageReaderError.InvalidDataError and size.isValid():
        reason = "this picture is damaged, or too large to open"
    try:
        frame = first_frame(given)
    except Unreadable:
        raise Unreadable(given, reason) from None
    image = to_image(VideoReformatter().reformat(frame, format="bgra", src_colorspace=_colourspace(frame)))
    return image, image.size()


def _reduce(reader: QImageReader, size: QSize, width: int, height: int) -> None:
    """Let the decoder make a large picture smaller while it reads, which saves memory and time."""
    scale = 1.5 * max(width / size.width(), height / size.height())
    if scale < 0.75:
        raw = reader.size()
        reader.setScaledSize(QSize(math.ceil(raw.width() * scale), math.ceil(raw.height() * scale)))


def _to_srgb(image: QImage) -> QImage:
    space = image.colorSpace()
    srgb = QColorSpace(QColorSpace.NamedColorSpace.SRgb)
    if space.isValid() and space != srgb:
        converted = image.convertedToColorSpace(srgb)
        return image if converted.isNull() else converted
    return image


def _opaque(image: QImage, size: tuple[int, int]) -> QImage:
    if (image.width(), image.height()) != size:
        image = image.scaled(*size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    if not image.hasAlphaChannel():
        return image.convertToFormat(RGB)
    result = QImage(*size, RGB)
    result.fill(_BEHIND)
    painter = QPainter(result)
    painter.drawImage(0, 0, image)
    painter.end()
    return result


def to_image(frame: VideoFrame) -> QImage:
    """A frame in `bgra` as a picture of its own."""
    plane = frame.planes[0]
    return QImage(bytes(plane), frame.width, frame.height, plane.line_size, RGB).copy()


def first_frame(given: Input) -> VideoFrame:
    """The first picture in a file, whatever its container. Raises `Unreadable`."""
    try:
        with av.open(str(given.path)) as container:
            if not container.streams.video:
                raise Unreadable(given, "there is no picture in this file")
            for frame in container.decode(container.streams.video[0]):
                return frame
    except (FFmpegError, OSError, ValueError) as error:
        raise Unreadable(given, "this file cannot be decoded") from error
    raise Unreadable(given, "there is no picture in this file")


def check_sound(given: Input) -> None:
    """Whether a sound file gives at least one piece of sound. Raises `Unreadable`."""
    try:
        with av.open(str(given.path)) as container:
            if not container.streams.audio:
                raise Unreadable(given, "there is no sound in this file")
            if next(iter(container.decode(container.streams.audio[0])), None) is None:
                raise Unreadable(given, "there is no sound in this file")
    except (FFmpegError, OSError, ValueError) as error:
        raise Unreadable(given, "this file cannot be decoded") from error


def _colourspace(frame: VideoFrame) -> int:
    """Files that do not say how their colours are meant follow the custom: HD is BT.709, smaller is BT.601."""
    if frame.colorspace != _UNSPECIFIED:
        return frame.colorspace
    return _ITU709 if frame.height >= 720 else _ITU601


class Clip:
    """A reference video, asked for its picture at a time; times must not go back. It starts over at its end.

    Raises `Unreadable` from the first `at` when nothing in it can be decoded. Close it in the end.
    """

    def __init__(self, given: Input, width: int, height: int) -> None:
        self._given = given
        self._target = (width, height)
        self._reformatter = VideoReformatter()
        self._container: InputContainer | None = None
        self._frames: Iterator[tuple[float, VideoFrame]] = iter(())
        self._base = 0.0
        self._pixel_ratio = 1.0
        self._shown: QImage | None = None
        self._now: tuple[float, VideoFrame] | None = None
        self._next: tuple[float, VideoFrame] | None = None
        self._start()

    def at(self, seconds: float) -> QImage:
        """The picture on the screen `seconds` after its beginning, covering the size asked for."""
        moved = self._now is None
        while self._now is None or (self._next is not None and self._next[0] <= seconds + 1e-6):
            if self._next is None:
                raise Unreadable(self._given, "no frame of this video can be decoded")
            self._now, self._next = self._next, self._following(self._next)
            moved = True
        if moved or self._shown is None:
            self._shown = self._image(self._now[1])
        return self._shown

    def close(self) -> None:
        """Give the file back."""
        if self._container is not None:
            self._container.close()
            self._container = None

    def _start(self) -> None:
        try:
            self._container = av.open(str(self._given.path))
            if not self._container.streams.video:
                raise Unreadable(self._given, "there is no picture in this video")
            stream = self._container.streams.video[0]
            stream.thread_type = "AUTO"
            self._pixel_ratio = float(stream.sample_aspect_ratio or 1)
        except (FFmpegError, OSError, ValueError) as error:
            raise Unreadable(self._given, "this video cannot be decoded") from error
        self._frames = self._timed()
        self._next = next(self._frames, None)

    def _following(self, current: tuple[float, VideoFrame]) -> tuple[float, VideoFrame] | None:
        following = next(self._frames, None)
        if following is None and self._container is not None:
            rate = self._container.streams.video[0].average_rate
            self._base = current[0] + (float(1 / rate) if rate else 1 / 24)
            try:
                self._container.seek(0)
            except FFmpegError:
                return None
            self._frames = self._timed()
            following = next(self._frames, None)
        return following

    def _timed(self) -> Iterator[tuple[float, VideoFrame]]:
        """Frames with their time from the beginning. Damage in the middle counts as the end."""
        if self._container is None:
            return
        origin: float | None = None
        base = self._base
        frames = self._container.decode(self._container.streams.video[0])
        while True:
            try:
                frame = next(frames, None)
            except FFmpegError:
                frame = None
            if frame is None:
                return
            time = frame.time if frame.pts is not None else None
            if time is None:
                continue
            origin = time if origin is None else origin
            yield base + time - origin, frame

    def _image(self, frame: VideoFrame) -> QImage:
        ratio = self._pixel_ratio
        turn = -frame.rotation % 360
        shape = (frame.height, frame.width * ratio) if turn in (90, 270) else (frame.width * ratio, frame.height)
        wide, high = cover(max(1, round(shape[0])), max(1, round(shape[1])), *self._target)
        size = (high, wide) if turn in (90, 270) else (wide, high)
        scaled = self._reformatter.reformat(
            frame, width=size[0], height=size[1], format="bgra", src_colorspace=_colourspace(frame)
        )
        image = to_image(scaled)
        return image.transformed(QTransform().rotate(turn)) if turn else image
