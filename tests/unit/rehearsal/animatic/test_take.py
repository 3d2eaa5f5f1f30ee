"""What a take is as a file, and that it begins, cuts and ends on what was given."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtGui import QColor

from rushes.rehearsal.animatic.encode import Canvas, Take
from rushes.rehearsal.sizes import ASPECT_RATIOS, RESOLUTIONS, size
from support.animatics import RATE, decode, difference, first, image, last, save, shot, ssim, start, take, texture

if TYPE_CHECKING:
    from pathlib import Path

    from support.animatics import Media

TINY_SOUND = RATE // 24


@pytest.mark.parametrize("sound", [True, False])
def test_a_take_is_an_mp4_of_the_promised_kind(tmp_path: Path, media: Media, sound: bool) -> None:
    result = take(tmp_path, shot("Slow pan left", start(media.images[0]), sound=sound))
    assert result.facts["codec"] == "h264"
    assert result.facts["pix_fmt"] == "yuv420p"
    assert result.facts["size"] == (320, 180)
    assert result.facts["rate"] == Fraction(24)
    assert result.facts["colour"] == (1, 1)  # BT.709, limited range
    assert result.times == pytest.approx([i / 24 for i in range(97)], abs=1e-4)
    assert result.facts["audio"] == ([("aac", 48_000, 1)] if sound else [])
    if sound:
        assert abs(len(result.sound) - 97 * TINY_SOUND) <= TINY_SOUND
    assert (tmp_path / "take.mp4").read_bytes().index(b"moov") < (tmp_path / "take.mp4").read_bytes().index(b"mdat")


@pytest.mark.parametrize("resolution", RESOLUTIONS)
@pytest.mark.parametrize("aspect_ratio", ASPECT_RATIOS)
def test_every_size_of_the_table_can_be_written_with_true_colours(
    tmp_path: Path, aspect_ratio: str, resolution: str
) -> None:
    width, height = size(aspect_ratio, resolution)
    colours = ["#f2a33a", "#0040c0"]
    canvas = Canvas(width, height)
    with Take(tmp_path / "a.mp4", width, height, None) as file:
        for number, colour in enumerate(colours):
            canvas.image.fill(QColor(colour))
            file.write(canvas, number)
        file.finish()
    result = decode(tmp_path / "a.mp4")
    assert result.facts["size"] == (width, height)
    for frame, colour in zip(result.frames, colours, strict=True):
        wanted = np.array([QColor(colour).red(), QColor(colour).green(), QColor(colour).blue()])
        assert np.abs(frame[::9, ::9].astype(int) - wanted).max() <= 3


@pytest.mark.parametrize(
    "prompt", ["", "dolly in", "pull back", "pan left", "tilt up", "orbit", "handheld", "whip pan"]
)
def test_the_first_frame_is_the_start_image(tmp_path: Path, media: Media, prompt: str) -> None:
    result = take(tmp_path, shot(prompt, start(media.images[0]), duration=1))
    assert ssim(result.frames[0], media.pixels[0]) > 0.95
    assert difference(result.frames[0], media.pixels[0]) < 4


def test_a_start_image_of_another_shape_is_cropped_in_the_middle(tmp_path: Path) -> None:
    tall = texture(5, 320, 320)
    result = take(tmp_path, shot("pan left", start(save(tall, tmp_path / "tall.png")), duration=1))
    assert ssim(result.frames[0], tall[70:250]) > 0.95


@pytest.mark.parametrize(
    "prompt", ["", "dolly in", "pull back", "pan right", "[0-2s] push in [2-4s] tilt up", "whip pan"]
)
def test_a_take_begins_with_the_first_frame_and_ends_with_the_last(tmp_path: Path, media: Media, prompt: str) -> None:
    result = take(tmp_path, shot(prompt, first(media.images[0]), last(media.images[1])))
    assert ssim(result.frames[0], media.pixels[0]) > 0.95
    assert ssim(result.frames[-1], media.pixels[1]) > 0.95


@pytest.mark.parametrize("mode", ["start", "frames", "references", "text"])
def test_a_beat_at_two_seconds_cuts_at_frame_48(tmp_path: Path, media: Media, mode: str) -> None:
    inputs = {
        "start": [start(media.images[0])],
        "frames": [first(media.images[0]), last(media.images[1])],
        "references": [image(media.images[0], 1), image(media.images[1], 2)],
        "text": [],
    }[mode]
    prompt = "[0–2s] @Image1, a quiet sea [2–4s] @Image2, a night in the city"
    frames = take(tmp_path, shot(prompt, *inputs)).frames
    steps = [difference(a, b) for a, b in pairwise(frames)]
    assert int(np.argmax(steps)) + 1 == 48
    assert sorted(steps)[-1] > 4 * sorted(steps)[-2]
