"""Decoded pictures as plain data: what goes from here to whoever paints them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Picture:
    """An opaque picture, upright, in square pixels: `height` rows of `stride` bytes, each beginning with `width`
    pixels of four bytes, blue first (`bgra`, which Qt calls Format_RGB32 on every machine it runs on).

    `data` is a bytes-like object that nobody writes to; it may be the decoder's own memory, which lives as long as it.
    """

    width: int
    height: int
    stride: int
    data: bytes | memoryview = field(repr=False, compare=False)
    format: str = "bgra"


@dataclass(frozen=True, slots=True)
class Frame(Picture):
    """One frame of a video: its number from 0, and its presentation time in seconds from the first frame."""

    index: int = 0
    time: float = 0.0


def fit(width: int, height: int, box: tuple[int, int], *, enlarge: bool = True) -> tuple[int, int]:
    """The largest size of the aspect of `width` × `height` that fits into `box`, at least 1 × 1."""
    share = min(box[0] / width, box[1] / height)
    if share > 1 and not enlarge:
        share = 1.0
    return (max(1, min(box[0], round(width * share))), max(1, min(box[1], round(height * share))))
