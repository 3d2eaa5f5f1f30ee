"""Pixel sizes of a Seedance 2.0 video, by aspect ratio and resolution (the table of the upstream Ark documentation).

A resolution names a pixel area, not a short side: 480p at 16:9 is 864 × 496.
"""

from __future__ import annotations

RESOLUTIONS = ("480p", "720p", "1080p")

_TABLE: dict[str, tuple[tuple[int, int], tuple[int, int], tuple[int, int]]] = {
    "21:9": ((992, 432), (1470, 630), (2206, 946)),
    "16:9": ((864, 496), (1280, 720), (1920, 1080)),
    "4:3": ((752, 560), (1112, 834), (1664, 1248)),
    "1:1": ((640, 640), (960, 960), (1440, 1440)),
    "3:4": ((560, 752), (834, 1112), (1248, 1664)),
    "9:16": ((496, 864), (720, 1280), (1080, 1920)),
}

ASPECT_RATIOS = tuple(_TABLE)


def size(aspect_ratio: str, resolution: str) -> tuple[int, int]:
    """Return (width, height) in pixels. Raises KeyError or ValueError for a name that is not in the table."""
    return _TABLE[aspect_ratio][RESOLUTIONS.index(resolution)]
