"""What the measurements need and what takes long to make: made once, kept under .cache/bench."""

from __future__ import annotations

import contextlib
import math
import os
import shutil
import sqlite3
from typing import TYPE_CHECKING, Final

from bench.make_library import make_library
from bench.measure import CACHE
from rushes.store.library import Library
from support import clips

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TAKES: Final = 100_000
POSTERS: Final = 4_000
"""How many of the newest takes have a poster in the library's cache, as they have once they were looked at."""

_VERSION: Final = 2
"""Counted up when the material changes, so that old material is not measured."""


def folder(name: str) -> Path:
    """Return a folder of the cache, made."""
    made = CACHE / f"{name}-{_VERSION}"
    made.mkdir(parents=True, exist_ok=True)
    return made


def library() -> Path:
    """Return the folder of a library with 100,000 takes and posters of the newest; making it takes a minute or two."""
    made = CACHE / f"library-{TAKES}-{_VERSION}"
    if not (made / "complete").exists():
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir(parents=True)
        make_library(made, TAKES)
        _add_posters(made)
        (made / "complete").touch()
    return made


def own_library(into: Path) -> Path:
    """Copy the library to where it may be written to."""
    shutil.copytree(library(), into, copy_function=_copy, ignore=shutil.ignore_patterns("Owners"))
    return into


def _copy(source: str, target: str) -> str:
    if source.endswith(".jpg"):
        os.link(source, target)
    else:
        shutil.copyfile(source, target)
    return target


def _add_posters(made: Path) -> None:
    pictures = [_poster(folder("media") / f"poster-{number}.jpg", number) for number in range(16)]
    with Library.open(made) as opened, contextlib.closing(sqlite3.connect(made / "rushes.sqlite3")) as connection:
        rows = connection.execute("SELECT id FROM generation ORDER BY row DESC LIMIT ?", (POSTERS,)).fetchall()
        for number, (generation_id,) in enumerate(rows):
            path = opened.files.thumbnail_path(generation_id)
            path.parent.mkdir(parents=True, exist_ok=True)
            os.link(pictures[number % len(pictures)], path)


def _poster(path: Path, number: int) -> Path:
    colour = (40 + 13 * number % 200, 90, 200 - 11 * number % 190)
    return clips.jpeg(path, 384, 216, colour)


def video(width: int, height: int, seconds: int) -> Path:
    """Return an H.264 video with moving detail, a key frame every 5 s, as takes have."""
    path = folder("media") / f"moving-{width}x{height}-{seconds}s.mp4"
    if not path.exists():
        part = path.with_name("part-" + path.name)
        clips.video(part, width, height, frames=24 * seconds + 1, gop=120, draw=_moving(width, height))
        part.replace(path)
    return path


def _moving(width: int, height: int) -> Callable[[int], bytes]:
    period = 256
    ramp = bytes(round(127 + 100 * math.sin(2 * math.pi * x / period)) for x in range(width + 4 * period))
    wide = b"".join(bytes((value, 255 - value, (value * 3) % 256)) for value in ramp)

    def draw(frame: int) -> bytes:
        rows = []
        for y in range(height):
            begin = ((frame * 5 + y // 3) % (2 * period)) * 3
            rows.append(wide[begin : begin + width * 3])
        return b"".join(rows)

    return draw


def image(name: str, width: int, height: int) -> Path:
    """Return a JPEG."""
    path = folder("media") / f"{name}-{width}x{height}.jpg"
    if not path.exists():
        clips.jpeg(path, width, height, (180, 120, 60) if name == "one" else (60, 120, 180))
    return path


def sound(seconds: float) -> Path:
    """Return an MP3."""
    path = folder("media") / f"tone-{seconds:g}s.mp3"
    if not path.exists():
        clips.mp3(path, seconds)
    return path


def bulk(mebibytes: int) -> Path:
    """Return a file of random bytes that begins like an MP4."""
    path = folder("media") / f"bulk-{mebibytes}.mp4"
    if not path.exists() or path.stat().st_size != mebibytes << 20:
        with path.open("wb") as file:
            for _ in range(mebibytes):
                file.write(os.urandom(1 << 20))
    return path


def padded(mebibytes: int) -> Path:
    """Return a playable video of this size: a small one with an empty box behind it, for slow downloads."""
    path = folder("media") / f"padded-{mebibytes}.mp4"
    if not path.exists():
        short = video(1280, 720, 10).read_bytes()
        size = (mebibytes << 20) - len(short)
        path.write_bytes(short + size.to_bytes(4, "big") + b"free" + bytes(size - 8))
    return path
