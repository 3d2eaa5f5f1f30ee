"""Opposite camera words move the picture opposite ways, measured on decoded frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.animatics import Motion, image, motion, shot, start, take

if TYPE_CHECKING:
    from pathlib import Path

    from rushes.rehearsal.shot import Input
    from support.animatics import Media


PAIRS = {
    "growth": [("dolly in", "dolly out"), ("zoom in", "pull back"), ("镜头推近", "镜头拉远")],
    "right": [("pan left", "pan right"), ("truck left", "truck right"), ("orbit left", "orbit right")],
    "down": [("tilt up", "tilt down"), ("crane up", "crane down")],
}
LEAST = {"growth": 0.03, "right": 6.0, "down": 4.0}


def _moved(folder: Path, prompt: str, *inputs: Input) -> Motion:
    return motion(take(folder, shot(prompt, *inputs, duration=2)).frames)


def _assert_opposite(one: Motion, other: Motion, axis: str) -> None:
    assert getattr(one, axis) > LEAST[axis]
    assert getattr(other, axis) < -LEAST[axis]
    for across in {"right", "down"} - {axis}:
        assert abs(getattr(one, across)) < 4 > abs(getattr(other, across))


@pytest.mark.parametrize(("one", "other", "axis"), [(*pair, axis) for axis, pairs in PAIRS.items() for pair in pairs])
def test_opposite_moves_of_a_start_image(tmp_path: Path, media: Media, one: str, other: str, axis: str) -> None:
    """The picture goes the other way than the camera: a pan to the left moves it to the right."""
    given = start(media.images[0])
    _assert_opposite(_moved(tmp_path, one, given), _moved(tmp_path, other, given), axis)


@pytest.mark.parametrize(("one", "other", "axis"), [(*pairs[0], axis) for axis, pairs in PAIRS.items()])
def test_opposite_moves_of_a_reference(tmp_path: Path, media: Media, one: str, other: str, axis: str) -> None:
    given = image(media.images[0])
    results = [_moved(tmp_path, f"[0-2s] @Image1, {words}", given) for words in (one, other)]
    _assert_opposite(results[0], results[1], axis)


@pytest.mark.parametrize(("one", "other", "axis"), [(*pairs[0], axis) for axis, pairs in PAIRS.items()])
def test_opposite_moves_of_a_drawn_stage(tmp_path: Path, one: str, other: str, axis: str) -> None:
    """Its layers move by their distance, so only the direction is asked for."""
    results = [getattr(_moved(tmp_path, f"mountains, {words}"), axis) for words in (one, other)]
    assert results[0] > LEAST[axis] / 2
    assert results[1] < -LEAST[axis] / 2


def test_static_does_not_move_and_nothing_said_is_a_slow_push_in(tmp_path: Path, media: Media) -> None:
    still = _moved(tmp_path, "static shot", start(media.images[0]))
    assert max(abs(still.right), abs(still.down)) < 0.5
    assert abs(still.growth) < 0.005
    drift = _moved(tmp_path, "a cat", start(media.images[0]))
    assert 0.015 < drift.growth < 0.1


def test_handheld_wavers_without_going_anywhere(tmp_path: Path, media: Media) -> None:
    frames = take(tmp_path, shot("handheld", start(media.images[0]))).frames
    steps = [motion([a, b], 1) for a, b in zip(frames[20::4], frames[24::4], strict=False)]
    assert any(step.right > 0.3 for step in steps)
    assert any(step.right < -0.3 for step in steps)
