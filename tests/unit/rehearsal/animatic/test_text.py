"""Words alone: a drawn stage, never a black frame; the slate in any script; a quiet bed of sound."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from rushes.rehearsal.animatic.script import parse
from rushes.rehearsal.animatic.slate import caption, mark_area, slate_area
from support.animatics import RATE, difference, grey, rows, shot, start, take, uncovered

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage

    from support.animatics import Media

PLACES = [
    "a city street",
    "the quiet sea",
    "a forest",
    "mountains",
    "a café window",
    "a planet in space",
    "a field",
    "你好",
]


@pytest.mark.parametrize("prompt", PLACES)
def test_every_place_is_a_picture(tmp_path: Path, prompt: str) -> None:
    frame = take(tmp_path, shot(prompt, duration=2)).frames[30]
    seen = grey(frame)[uncovered()]
    assert seen.std() > 8
    assert np.percentile(seen, 90) > 25


def test_other_words_and_other_seeds_give_other_pictures(tmp_path: Path) -> None:
    one = take(tmp_path, shot("Hello there", seed=1, duration=1)).frames[0]
    assert difference(one, take(tmp_path, shot("Good night", seed=1, duration=1)).frames[0]) > 5
    assert difference(one, take(tmp_path, shot("Hello there", seed=2, duration=1)).frames[0]) > 5
    assert difference(one, take(tmp_path, shot("Hello there", seed=1, duration=1)).frames[0]) == 0


def test_the_bed_is_quiet_never_silent_and_ticks_at_the_cut(tmp_path: Path) -> None:
    sound = take(tmp_path, shot("[0-2s] one [2-4s] two", sound=True)).sound
    pieces = [float(np.sqrt((part**2).mean())) for part in np.array_split(sound, 8)]
    assert min(pieces) > 0.003
    assert max(pieces) < 0.1
    around = np.abs(sound[2 * RATE - 4800 : 2 * RATE + 4800])
    assert around[4800:7200].max() > 1.5 * around[:4000].max()


def _ink(image: QImage) -> int:
    """How many pixels of a slate are nearly white."""
    data = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return int((data[:, : image.width(), :3].min(2) > 200).sum())


def _slate(text: str, width: int = 1280, height: int = 720) -> QImage:
    return caption(parse(text, 97)[0], 1, width, height).image


def test_chinese_is_written_on_the_slate() -> None:
    """Each character draws its own shape, not the box of a missing one."""
    assert _ink(_slate("清晨的咖啡馆，阳光穿过窗户")) > _ink(_slate("清晨的咖啡馆")) > _ink(_slate(""))
    assert _ink(_slate("一一一一一一")) < _ink(_slate("鬱鬱鬱鬱鬱鬱")) / 2


def test_a_long_line_is_cut_to_what_fits() -> None:
    long = _slate("a long walk over the hills " * 60)
    assert long.size() == _slate("short").size()
    assert _ink(long) < 4 * _ink(_slate("a long walk over the hills and far away to the sea and home " * 2))


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (720, 1280), (1470, 630), (320, 180)])
def test_slate_and_mark_keep_to_their_places(width: int, height: int) -> None:
    assert slate_area(width, height).top() >= height * 2 // 3
    assert mark_area(width, height).bottom() < height / 5
    assert mark_area(width, height).right() == width - 1


def test_other_words_change_only_the_slate(tmp_path: Path, media: Media) -> None:
    wanted = shot("static shot of a cat", start(media.images[0]))
    one = take(tmp_path, wanted).frames[0]
    other = take(tmp_path, replace(wanted, prompt="static shot of dogs in the rain")).frames[0]
    assert difference(one, other) < 1
    lower = rows(slate_area(320, 180))
    assert np.abs(grey(one)[lower] - grey(other)[lower]).max() > 60


def test_the_timecode_runs(tmp_path: Path, media: Media) -> None:
    frames = take(tmp_path, shot("static", start(media.images[0]))).frames
    corner = rows(mark_area(320, 180))
    assert np.abs(grey(frames[3])[corner, 160:] - grey(frames[59])[corner, 160:]).max() > 40
