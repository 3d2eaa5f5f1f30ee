"""The moves of the camera: which part of a picture the frame shows at each moment of a shot.

Everything is in fractions of the frame. A `View` at zoom 1 with no offset is the picture exactly as it fills the
frame; `x` and `y` are where the camera has gone (right and down), so the picture goes the other way.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rushes.rehearsal.animatic.words import Motion, Move

if TYPE_CHECKING:
    from rushes.rehearsal.animatic.words import Phases

MARGIN = 0.09
"""How far past the edge of a picture its invented surroundings reach, for shots bound to an exact frame."""


class Anchor(StrEnum):
    """Where a path is bound to show the picture exactly as it fills the frame."""

    START = "start"
    END = "end"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class View:
    """One position of the camera. `roll` is in degrees; `sweep` is a whip's travel and `blur` its smear, in frames."""

    zoom: float = 1.0
    x: float = 0.0
    y: float = 0.0
    roll: float = 0.0
    shear: float = 0.0
    sweep: float = 0.0
    blur: float = 0.0


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far the picture reaches beyond the frame at zoom 1 on each side, in fractions of the frame."""

    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class _Push:
    """What one motion does from its beginning to its end: `zoom` is a logarithm."""

    zoom: float = 0.0
    x: float = 0.0
    y: float = 0.0
    shear: float = 0.0


_PUSHES: dict[Motion, _Push] = {
    Motion.PUSH_IN: _Push(zoom=0.19),
    Motion.PULL_BACK: _Push(zoom=-0.17),
    Motion.PAN_LEFT: _Push(x=-0.13),
    Motion.PAN_RIGHT: _Push(x=0.13),
    Motion.TILT_UP: _Push(y=-0.13),
    Motion.TILT_DOWN: _Push(y=0.13),
    Motion.CRANE_UP: _Push(y=-0.13, zoom=-0.04),
    Motion.CRANE_DOWN: _Push(y=0.13, zoom=0.04),
    Motion.TRUCK_LEFT: _Push(x=-0.12),
    Motion.TRUCK_RIGHT: _Push(x=0.12),
    Motion.ORBIT_LEFT: _Push(x=-0.08, shear=-0.05),
    Motion.ORBIT_RIGHT: _Push(x=0.08, shear=0.05),
}
DRIFT: Phases = ((Move(Motion.PUSH_IN, 0.4),),)
"""What a still picture does when the prompt says nothing: a slow push in."""
HOLD: Phases = ((Move(Motion.STATIC),),)

_WHIP_SECONDS = 0.46
_SHUTTER = 0.7  # of a frame's time, a little more than a film camera's half, so that a whip smears
_FPS = 24


class Path:
    """The camera's path through one shot of `seconds`; `at(u)` is its view at the fraction `u` of it, 0 to 1."""

    def __init__(
        self, moves: Phases, seconds: float, anchor: Anchor, bounds: Bounds, seed: int, *, boost: float = 1.0
    ) -> None:
        self._moves = moves
        self._seconds = max(seconds, 1 / _FPS)
        self._anchor = anchor
        self._bounds = bounds
        self._reach = min(1.25, max(0.65, (self._seconds / 4) ** 0.5)) * boost
        motions = {move.motion for phase in moves for move in phase}
        self._shake = _Shake(seed) if Motion.HANDHELD in motions else None
        self._orbits = bool(motions & {Motion.ORBIT_LEFT, Motion.ORBIT_RIGHT})
        self._whip = next(
            (-1 if m is Motion.WHIP_LEFT else 1 for m in sorted(motions) if m.value.startswith("whip")), 0
        )
        self._whip_end = self._whip_window()
        self._still = motions <= {Motion.STATIC}
        self._need = 1.0
        self._need = max(self._shortage(self._plain(i / 48)) for i in range(49))

    @property
    def still(self) -> bool:
        """Whether every view of the path is the same."""
        return self._still

    @property
    def largest(self) -> float:
        """The largest zoom on the path, for choosing how much detail to keep."""
        return max(self.at(i / 12).zoom for i in range(13))

    def at(self, u: float) -> View:
        """The view at the fraction `u` of the shot."""
        u = min(1.0, max(0.0, u))
        view = self._plain(u)
        ratio = {Anchor.START: _smooth(u), Anchor.END: _smooth(1 - u), Anchor.FREE: 1.0}[self._anchor]
        zoom = view.zoom * (1 + (self._need - 1) * ratio)
        room_x, room_y = self._room(View(zoom, 0, 0, view.roll, view.shear))
        x = min(room_x, max(-room_x, view.x))
        y = min(room_y, max(-room_y, view.y))
        sweep, blur = self._swept(u)
        return View(zoom, x, y, view.roll, view.shear, sweep, blur)

    def _plain(self, u: float) -> View:
        """The view as the words ask for it, wherever the picture ends."""
        ends = {Anchor.START: self._travel(0.0), Anchor.END: self._travel(1.0)}
        now = self._travel(u)
        if self._anchor is Anchor.FREE:
            last = self._travel(1.0)
            home = _Push(last.zoom / 2, last.x / 2, last.y / 2, last.shear / 2)
        else:
            home = ends[self._anchor]
        bump = 0.05 * math.sin(math.pi * u) if self._orbits else 0.0
        x, y, roll = self._shake.at(u * self._seconds) if self._shake else (0.0, 0.0, 0.0)
        calm = self._calm(u)
        return View(
            math.exp(now.zoom - home.zoom + bump),
            now.x - home.x + x * calm,
            now.y - home.y + y * calm,
            roll * calm,
            now.shear - home.shear,
        )

    def _calm(self, u: float) -> float:
        """Hand tremor fades out towards the frame that has to be exact."""
        if self._anchor is Anchor.START:
            return min(1.0, u * self._seconds / 0.6)
        if self._anchor is Anchor.END:
            return min(1.0, (1 - u) * self._seconds / 0.6)
        return 1.0

    def _travel(self, u: float) -> _Push:
        zoom = x = y = shear = 0.0
        count = len(self._moves)
        for index, phase in enumerate(self._moves):
            part = _ease(min(1.0, max(0.0, u * count - index)))
            for move in phase:
                push = _PUSHES.get(move.motion)
                if push is None:
                    continue
                amount = part * move.strength * self._reach
                zoom += push.zoom * amount
                x += push.x * amount
                y += push.y * amount
                shear += push.shear * amount
        return _Push(zoom, x, y, shear)

    def _room(self, view: View) -> tuple[float, float]:
        """How far the camera may go sideways and up or down with this zoom before it leaves the picture."""
        tilt = abs(math.radians(view.roll))
        half_x = 0.5 * (1 + 1.8 * tilt) / view.zoom
        half_y = 0.5 * (1 + 1.8 * (tilt + abs(view.shear))) / view.zoom
        return max(0.0, 0.5 + self._bounds.x - half_x), max(0.0, 0.5 + self._bounds.y - half_y)

    def _shortage(self, view: View) -> float:
        """The factor by which the zoom must grow for the view to lie inside the picture; at least 1."""
        tilt = abs(math.radians(view.roll))
        wide = 0.5 * (1 + 1.8 * tilt) / max(0.05, 0.5 + self._bounds.x - abs(view.x))
        high = 0.5 * (1 + 1.8 * (tilt + abs(view.shear))) / max(0.05, 0.5 + self._bounds.y - abs(view.y))
        return max(1.0, wide / view.zoom, high / view.zoom)

    def _whip_window(self) -> tuple[float, float]:
        """From when to when the whip runs: into the shot, or in its middle where its beginning is bound."""
        length = min(1.0, _WHIP_SECONDS / self._seconds)
        if self._anchor is Anchor.START:
            return (0.5 - length / 2, 0.5 + length / 2)
        return (0.0, length)

    def _swept(self, u: float) -> tuple[float, float]:
        """Travel and smear of a whip. The picture repeats mirrored, so two frames' width comes home again."""
        if not self._whip:
            return 0.0, 0.0
        return self._whip * self._whip_travel(u), abs(
            self._whip_travel(u + self._step()) - self._whip_travel(u - self._step())
        )

    def _step(self) -> float:
        return _SHUTTER / 2 / (_FPS * self._seconds)

    def _whip_travel(self, u: float) -> float:
        start, end = self._whip_end
        part = min(1.0, max(0.0, (u - start) / (end - start)))
        if self._anchor is Anchor.START:
            return 2.0 * _smoother(part)
        return -1.7 * (1 - part) ** 4


class _Shake:
    """The unsteady hand: slow sway and small tremor, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        rng = random.Random(seed)
        self._waves = [
            [(rate * rng.uniform(0.85, 1.15), rng.uniform(0, math.tau)) for rate in (0.45, 1.1, 2.3)] for _ in range(3)
        ]

    def at(self, seconds: float) -> tuple[float, float, float]:
        """Offset in x and y, in frames, and roll in degrees."""
        x, y, roll = (
            sum(
                weight * math.sin(math.tau * rate * seconds + phase)
                for (rate, phase), weight in zip(waves, (1.0, 0.55, 0.22), strict=True)
            )
            for waves in self._waves
        )
        return x * 0.008, y * 0.009, roll * 0.32


def _ease(u: float) -> float:
    """A head on a tripod: it starts and stops softly and goes evenly between."""
    return 0.35 * u + 0.65 * _smooth(u)


def _smooth(u: float) -> float:
    u = min(1.0, max(0.0, u))
    return u * u * (3 - 2 * u)


def _smoother(u: float) -> float:
    return u * u * u * (u * (6 * u - 15) + 10)
