"""Paths of the camera: bound where they must be, and never beyond the picture."""

from __future__ import annotations

import math

import pytest

from rushes.rehearsal.animatic.camera import MARGIN, Anchor, Bounds, Path, View
from rushes.rehearsal.animatic.words import Motion, phases

STEPS = [i / 200 for i in range(201)]


def _path(words: str, anchor: Anchor, bounds: Bounds, seconds: float = 5.0) -> Path:
    return Path(phases(words), seconds, anchor, bounds, seed=3)


@pytest.mark.parametrize("motion", list(Motion))
@pytest.mark.parametrize(("anchor", "at"), [(Anchor.START, 0.0), (Anchor.END, 1.0)])
def test_a_bound_path_shows_the_exact_picture_where_it_is_bound(motion: Motion, anchor: Anchor, at: float) -> None:
    words = {Motion.WHIP_LEFT: "whip pan left", Motion.WHIP_RIGHT: "whip pan right"}.get(motion, motion.value)
    view = _path(words, anchor, Bounds(MARGIN, MARGIN)).at(at)
    assert view.zoom == pytest.approx(1.0)
    assert (view.x, view.y, view.roll, view.shear, view.sweep) == pytest.approx((0, 0, 0, 0, 0), abs=1e-9)


@pytest.mark.parametrize("words", ["fast pan left", "tilt down, pull back", "handheld", "fast orbit left", "crane up"])
@pytest.mark.parametrize("anchor", list(Anchor))
@pytest.mark.parametrize("bounds", [Bounds(), Bounds(0.0, 0.3), Bounds(MARGIN, MARGIN)])
def test_the_camera_never_sees_past_the_picture(words: str, anchor: Anchor, bounds: Bounds) -> None:
    if anchor is not Anchor.FREE:
        bounds = Bounds(max(bounds.x, MARGIN), max(bounds.y, MARGIN))
    path = _path(words, anchor, bounds)
    for u in STEPS:
        for x, y in _corners(path.at(u)):
            assert abs(x) <= 0.5 + bounds.x + 1e-9
            assert abs(y) <= 0.5 + bounds.y + 1e-9


def _corners(view: View) -> list[tuple[float, float]]:
    """The corners of a 16:9 frame, in fractions of the picture at zoom 1."""
    wide, high = 16.0, 9.0
    turn = math.radians(view.roll)
    result = []
    for sx, sy in ((-1, -1), (-1, 1), (1, -1), (1, 1)):
        x, y = sx * wide / 2, sy * high / 2
        x, y = x * math.cos(turn) + y * math.sin(turn), -x * math.sin(turn) + y * math.cos(turn)
        y -= view.shear * x
        result.append((view.x + x / view.zoom / wide, view.y + y / view.zoom / high))
    return result


def test_a_whip_from_a_bound_picture_comes_home_to_it() -> None:
    path = _path("whip pan right", Anchor.START, Bounds(MARGIN, MARGIN))
    assert path.at(1.0).sweep == pytest.approx(2.0)  # two mirrored widths: the same picture
    assert max(path.at(u).blur for u in STEPS) > 0.1
    assert path.at(0.1).blur == 0
