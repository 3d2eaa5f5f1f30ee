"""Size and orientation of a picture from its header alone.

A picture of 200 megapixels is probed as fast as a small one: FFmpeg would decode it to learn its size.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_JPEG_SIZES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_EXIF_LIMIT: Final = 1 << 20
_TAIL: Final = 1 << 16
_HEIF_META_LIMIT: Final = 1 << 20


class BadHeader(Exception):
    """The header makes no sense, or the file ends inside it."""


@dataclass(frozen=True, slots=True)
class ImageHeader:
    """Stored size in pixels, and the Exif orientation, 1 (upright) to 8."""

    width: int
    height: int
    orientation: int = 1

    @property
    def shown_size(self) -> tuple[int, int]:
        """Width and height as a viewer shows it."""
        return (self.height, self.width) if self.orientation >= 5 else (self.width, self.height)


def read_header(file: BinaryIO, container: str) -> ImageHeader:
    """Read the header of an image file; `container` is the short name of its signature. Raises BadHeader."""
    try:
        header = _READERS[container](file)
    except (struct.error, IndexError, ValueError) as error:
        raise BadHeader(container) from error
    if header.width <= 0 or header.height <= 0:
        raise BadHeader(container)
    return header


def _take(file: BinaryIO, count: int) -> bytes:
    data = file.read(count)
    if len(data) < count:
        raise BadHeader
    return data


def _png(file: BinaryIO) -> ImageHeader:
    file.seek(8)
    orientation, size = 1, (0, 0)
    while True:
        length, kind = struct.unpack(">I4s", _take(file, 8))
        if kind == b"IHDR":
            size = struct.unpack(">II", _take(file, 8))
            file.seek(length - 8 + 4, 1)
        elif kind == b"eXIf" and length <= _EXIF_LIMIT:
            orientation = exif_orientation(_take(file, length))
            file.seek(4, 1)
        elif kind == b"IDAT":
            break
        else:
            file.seek(length + 4, 1)
    end = file.seek(0, 2)
    file.seek(max(0, end - _TAIL))
    if b"IEND" not in file.read(_TAIL):
        raise BadHeader("png without an end")
    return ImageHeader(size[0], size[1], orientation)


def _jpeg(file: BinaryIO) -> ImageHeader:
    file.seek(2)
    orientation = 1
    while True:
        marker = _jpeg_marker(file)
        if marker == 0x01 or 0xD0 <= marker <= 0xD8:
            continue
        (length,) = struct.unpack(">H", _take(file, 2))
        if marker in _JPEG_SIZES:
            _, height, width = struct.unpack(">BHH", _take(file, 5))
            return ImageHeader(width, height, orientation)
        body = _take(file, length - 2)
        if marker == 0xE1 and body.startswith(b"Exif\0\0"):
            orientation = exif_orientation(body[6:])
        elif marker in {0xD9, 0xDA}:
            raise BadHeader("jpeg without a size")


def _jpeg_marker(file: BinaryIO) -> int:
    if _take(file, 1) != b"\xff":
        raise BadHeader("jpeg")
    marker = 0xFF
    while marker == 0xFF:
        marker = _take(file, 1)[0]
    return marker


def _gif(file: BinaryIO) -> ImageHeader:
    file.seek(6)
    return ImageHeader(*struct.unpack("<HH", _take(file, 4)))


def _bmp(file: BinaryIO) -> ImageHeader:
    file.seek(14)
    (size,) = struct.unpack("<I", _take(file, 4))
    if size == 12:
        return ImageHeader(*struct.unpack("<HH", _take(file, 4)))
    width, height = struct.unpack("<ii", _take(file, 8))
    return ImageHeader(width, abs(height))


def _webp(file: BinaryIO) -> ImageHeader:
    file.seek(4)
    (riff,) = struct.unpack("<I", _take(file, 4))
    end = file.seek(0, 2)
    if riff + 8 > end + 1:  # the padding byte of an odd length is often left out
        raise BadHeader("webp cut short")
    file.seek(12)
    kind = _take(file, 4)
    file.seek(4, 1)
    if kind == b"VP8X":
        data = _take(file, 10)
        width, height = (int.from_bytes(data[4:7], "little") + 1, int.from_bytes(data[7:10], "little") + 1)
        return ImageHeader(width, height, _webp_orientation(file, end) if data[0] & 0x08 else 1)
    if kind == b"VP8L":
        bits = int.from_bytes(_take(file, 5)[1:], "little")
        return ImageHeader((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    data = _take(file, 10)
    width, height = struct.unpack("<HH", data[6:10])
    return ImageHeader(width & 0x3FFF, height & 0x3FFF)


def _webp_orientation(file: BinaryIO, end: int) -> int:
    while file.tell() + 8 <= end:
        kind, length = struct.unpack("<4sI", _take(file, 8))
        if kind == b"EXIF" and length <= _EXIF_LIMIT:
            return exif_orientation(_take(file, length).removeprefix(b"Exif\0\0"))
        file.seek(length + (length & 1), 1)
    return 1


def _tiff(file: BinaryIO) -> ImageHeader:
    file.seek(0)
    order = "<" if _take(file, 2) == b"II" else ">"
    file.seek(4)
    (at,) = struct.unpack(f"{order}I", _take(file, 4))
    file.seek(at)
    (count,) = struct.unpack(f"{order}H", _take(file, 2))
    tags = _ifd_values(_take(file, 12 * count), order)
    return ImageHeader(tags.get(256, 0), tags.get(257, 0), _valid_orientation(tags.get(274, 1)))


def _ifd_values(entries: bytes, order: str) -> dict[int, int]:
    """The whole numbers that stand in the entries of a directory themselves."""
    values = {}
    for at in range(0, len(entries) - 11, 12):
        tag, kind, count = struct.unpack_from(f"{order}HHI", entries, at)
        if count == 1 and kind in {3, 4}:
            (values[tag],) = struct.unpack_from(f"{order}{'H' if kind == 3 else 'I'}", entries, at + 8)
    return values


def exif_orientation(block: bytes) -> int:
    """The orientation that an Exif block (a small TIFF) names, 1 when it names none or makes no sense."""
    order = {b"II": "<", b"MM": ">"}.get(block[:2])
    if order is None:
        return 1
    try:
        (at,) = struct.unpack_from(f"{order}I", block, 4)
        (count,) = struct.unpack_from(f"{order}H", block, at)
    except struct.error:
        return 1
    return _valid_orientation(_ifd_values(block[at + 2 : at + 2 + 12 * count], order).get(274, 1))


def _valid_orientation(value: int) -> int:
    return value if 1 <= value <= 8 else 1


def _heif(file: BinaryIO) -> ImageHeader:
    """HEIC and AVIF: the largest picture that the properties name (the others are tiles and previews)."""
    file.seek(0)
    head = file.read(_HEIF_META_LIMIT)
    best, at = (0, 0), head.find(b"ispe")
    while at >= 0 and at + 16 <= len(head):
        width, height = struct.unpack_from(">II", head, at + 8)
        best = max(best, (width, height), key=lambda size: size[0] * size[1])
        at = head.find(b"ispe", at + 4)
    turned = head.find(b"irot")
    # irot counts quarter turns against the clock; Exif 8 and 6 are a quarter turn against and with the clock.
    orientation = {1: 8, 2: 3, 3: 6}.get(head[turned + 4] & 3, 1) if 0 <= turned < len(head) - 4 else 1
    return ImageHeader(best[0], best[1], orientation)


_READERS: Final[dict[str, Callable[[BinaryIO], ImageHeader]]] = {
    "png": _png,
    "jpeg": _jpeg,
    "gif": _gif,
    "bmp": _bmp,
    "webp": _webp,
    "tiff": _tiff,
    "heic": _heif,
    "avif": _heif,
}
