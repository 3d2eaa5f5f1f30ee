"""What a file is by its first bytes.

Names lie: a text called `holiday.png`, an MP4 called `clip.wav`. FFmpeg's own guess goes by the name too, and knows
formats that lead elsewhere (playlists, lists of URLs) or that take any text for a picture. So a file is opened only
as the one format that its first bytes announce, and what is recognised but no use is named in the error.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rushes.core.media import MediaKind
from rushes.core.messages import Message, msg

if TYPE_CHECKING:
    from pathlib import PurePath

HEAD_BYTES: Final = 4096

_IMAGE, _VIDEO, _AUDIO = MediaKind.IMAGE, MediaKind.VIDEO, MediaKind.AUDIO


@dataclass(frozen=True, slots=True)
class Signature:
    """A format of media: its short name, FFmpeg's demuxer for it, and its likely kind (the streams decide)."""

    container: str
    demuxer: str
    kind: MediaKind


@dataclass(frozen=True, slots=True)
class Stranger:
    """Something that is recognised and is no medium."""

    words: Message


_STARTS: Final[tuple[tuple[bytes, Signature], ...]] = (
    (b"\x89PNG\r\n\x1a\n", Signature("png", "png_pipe", _IMAGE)),
    (b"\xff\xd8\xff", Signature("jpeg", "jpeg_pipe", _IMAGE)),
    (b"GIF87a", Signature("gif", "gif", _IMAGE)),
    (b"GIF89a", Signature("gif", "gif", _IMAGE)),
    (b"II*\0", Signature("tiff", "tiff_pipe", _IMAGE)),
    (b"MM\0*", Signature("tiff", "tiff_pipe", _IMAGE)),
    (b"fLaC", Signature("flac", "flac", _AUDIO)),
    (b"OggS", Signature("ogg", "ogg", _AUDIO)),
    (b"ID3", Signature("mp3", "mp3", _AUDIO)),
    (b"caff", Signature("caf", "caf", _AUDIO)),
    (b"#!AMR", Signature("amr", "amr", _AUDIO)),
    (b"FLV\x01", Signature("flv", "flv", _VIDEO)),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", Signature("asf", "asf", _VIDEO)),
    (b"\0\0\x01\xba", Signature("mpeg", "mpeg", _VIDEO)),
)
_STRANGERS: Final[tuple[tuple[bytes, Stranger], ...]] = (
    (b"%PDF-", Stranger(msg("a PDF document"))),
    (b"PK\x03\x04", Stranger(msg("a ZIP archive or an office document"))),
    (b"\x1f\x8b", Stranger(msg("a compressed archive"))),
    (b"Rar!", Stranger(msg("a compressed archive"))),
    (b"7z\xbc\xaf\x27\x1c", Stranger(msg("a compressed archive"))),
    (b"\xfd7zXZ\0", Stranger(msg("a compressed archive"))),
    (b"\x7fELF", Stranger(msg("a program"))),
    (b"MZ", Stranger(msg("a program"))),
    (b"8BPS", Stranger(msg("a Photoshop document"))),
    (b"SQLite format 3\0", Stranger(msg("a database"))),
)
_RIFF: Final = {
    b"WEBP": Signature("webp", "webp_pipe", _IMAGE),
    b"WAVE": Signature("wav", "wav", _AUDIO),
    b"AVI ": Signature("avi", "avi", _VIDEO),
}
_MOV: Final = "mov"
_OLD_MOV_ATOMS: Final = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})
_HEIF_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1"})
_AVIF_BRANDS: Final = frozenset({b"avif", b"avis"})


def identify(head: bytes) -> Signature | Stranger | None:
    """Say what a file is from its first `HEAD_BYTES` bytes; None when they say nothing."""
    for start, signature in _STARTS:
        if head.startswith(start):
            return signature
    return _boxed(head) or _by_fields(head) or _stranger(head)


def _boxed(head: bytes) -> Signature | None:
    """RIFF, IFF, Matroska and the MP4 family, which name themselves a little further in."""
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12])
    if head.startswith(b"FORM") and head[8:12] in {b"AIFF", b"AIFC"}:
        return Signature("aiff", "aiff", _AUDIO)
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return Signature("webm" if b"webm" in head[:64] else "matroska", "matroska", _VIDEO)
    if head[4:8] == b"ftyp":
        return _by_brand(head[8:12], head[16 : min(len(head), max(16, int.from_bytes(head[:4], "big")))])
    if head[4:8] in _OLD_MOV_ATOMS:
        return Signature("mov", _MOV, _VIDEO)
    return None


def _by_brand(brand: bytes, compatible: bytes) -> Signature:
    if brand in _AVIF_BRANDS or (brand == b"mif1" and b"avif" in compatible):
        return Signature("avif", _MOV, _IMAGE)
    if brand in _HEIF_BRANDS:
        return Signature("heic", _MOV, _IMAGE)
    if brand == b"qt  ":
        return Signature("mov", _MOV, _VIDEO)
    if brand in {b"M4A ", b"M4B "}:
        return Signature("m4a", _MOV, _AUDIO)
    return Signature("mp4", _MOV, _VIDEO)


def _by_fields(head: bytes) -> Signature | None:
    """Formats with a start so short that more of their header has to make sense."""
    if head.startswith(b"BM") and int.from_bytes(head[14:18], "little") in {12, 40, 52, 56, 64, 108, 124}:
        return Signature("bmp", "bmp_pipe", _IMAGE)
    if len(head) > 188 and head[0] == head[188] == 0x47:
        return Signature("mpegts", "mpegts", _VIDEO)
    if len(head) > 3 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0:
        return _by_frame_header(head)
    return None


def _by_frame_header(head: bytes) -> Signature | None:
    if head[1] & 0xF6 == 0xF0:
        return Signature("aac", "aac", _AUDIO)
    layer, bit_rate, rate = head[1] >> 1 & 3, head[2] >> 4, head[2] >> 2 & 3
    if layer and bit_rate != 15 and rate != 3:
        return Signature("mp3", "mp3", _AUDIO)
    return None


def _stranger(head: bytes) -> Stranger | None:
    for start, stranger in _STRANGERS:
        if head.startswith(start):
            return stranger
    if b"\0" in head:
        return None
    try:
        # The last bytes may be half a character.
        text = head[:-4].decode("utf-8") if len(head) > 8 else head.decode("utf-8")
    except UnicodeDecodeError:
        return None
    start_of_text = text.lstrip("\ufeff \t\r\n")[:512].lower()
    if "<svg" in start_of_text:
        return Stranger(msg("a vector drawing (SVG)"))
    if start_of_text.startswith(("<!doctype html", "<html")):
        return Stranger(msg("a web page"))
    return Stranger(msg("a text"))


_SUFFIXES: Final = {
    _IMAGE: {".jpg", ".jpeg", ".jfif", ".png", ".webp", ".bmp", ".tif", ".tiff", ".gif", ".heic", ".heif", ".avif"},
    _VIDEO: {".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".mpg", ".mpeg", ".ts", ".mts", ".flv", ".wmv", ".3gp"},
    _AUDIO: {".wav", ".mp3", ".m4a", ".aac", ".flac", ".ogg", ".oga", ".opus", ".aif", ".aiff", ".caf", ".amr"},
}


def guess_kind(path: PurePath) -> MediaKind | None:
    """Guess the kind from the name alone, without touching the disk: for what is still being dragged."""
    suffix = path.suffix.lower()
    return next((kind for kind, suffixes in _SUFFIXES.items() if suffix in suffixes), None)
