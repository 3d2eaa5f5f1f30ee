"""The places that can be drawn, each as a few layers from the sky to what is nearest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rushes.rehearsal.animatic.brush import grained, mix
from rushes.rehearsal.animatic.built import Built
from rushes.rehearsal.animatic.nature import Nature
from rushes.rehearsal.animatic.palette import Place

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from rushes.rehearsal.animatic.world import Line

    Layers = list[tuple[QImage, float]]

_SKY, _FAR, _MID, _NEAR = 0.45, 0.65, 0.85, 1.1  # how far along with the camera each layer goes


class Sketch(Nature, Built):
    """Draws a place."""

    def layers(self, spot: Place, *, person: bool) -> Layers:
        """Images of the whole world with their depths; somebody stands in it if asked for."""
        draw = {
            Place.HILLS: self._hills,
            Place.MOUNTAINS: self._mountains,
            Place.CITY: self._city,
            Place.SEA: self._sea,
            Place.FOREST: self._forest,
            Place.ROOM: self._room,
            Place.SPACE: self._space,
        }[spot]
        return draw(person=person)

    def _hills(self, *, person: bool) -> Layers:
        p = self.palette
        sky = self.sky()
        self.ridge(sky, p.far, self.wave(-0.02, 0.035, 1.6))
        far = self.ridge(self.clear(), mix(p.far, p.mid, 0.6), self.wave(0.04, 0.03, 2.4))
        mid = self.ridge(self.clear(), p.mid, self.wave(0.1, 0.035, 1.8))
        near = self.clear()
        ground = self.wave(0.18, 0.018, 1.3)
        self.ridge(near, p.near, ground)
        self.grass(near, ground)
        self._someone(near, ground, person=person)
        return [(sky, _SKY), (far, _FAR), (mid, _MID), (near, _NEAR)]

    def _mountains(self, *, person: bool) -> Layers:
        p = self.palette
        sky = self.sky()
        self.peaks(sky, mix(p.low, p.far, 0.75), self.horizon, 0.2, 8)
        far = self.peaks(self.clear(), mix(p.far, p.mid, 0.5), self.horizon + self.high * 0.07, 0.16, 7)
        mid = self.peaks(self.clear(), p.mid, self.horizon + self.high * 0.14, 0.1, 11)
        near = self.clear()
        ground = self.wave(0.2, 0.022, 1.6)
        self.ridge(near, p.near, ground)
        self.firs(near, ground, 18, 0.07)
        self._someone(near, ground, person=person)
        return [(sky, _SKY), (far, _FAR), (mid, _MID), (near, _NEAR)]

    def _city(self, *, person: bool) -> Layers:
        p = self.palette
        sky = self.sky()
        self.blocks(sky, mix(p.low, p.far, 0.7), (0.1, 0.27), (0.03, 0.07), lit=0.0)
        far = self.blocks(self.clear(), mix(p.far, p.mid, 0.6), (0.06, 0.25), (0.045, 0.1), lit=0.16)
        mid = self.blocks(self.clear(), p.mid, (-0.04, 0.15), (0.07, 0.15), lit=0.22)
        near = self.clear()
        ground = self.wave(0.19, 0.0, 1.0)
        self.ridge(near, p.near, ground)
        self.posts(near, ground(0.5))
        self._someone(near, ground, person=person)
        return [(sky, _SKY), (far, _FAR), (mid, _MID), (near, _NEAR)]

    def _sea(self, *, person: bool) -> Layers:
        p = self.palette
        sky = self.sky()
        self.ridge(sky, mix(p.low, p.far, 0.8), self.wave(-0.012, 0.018, 1.2))
        water = self.clear()
        self.slab(water, mix(p.mid, p.low, 0.45), self.horizon, mix(p.mid, p.near, 0.25))
        self.glitter(water)
        mid = self.clear()
        self.boat(mid)
        near = self.clear()
        ground = self.wave(0.24, 0.025, 1.4)
        self.ridge(near, p.near, ground)
        self._someone(near, ground, person=person)
        return [(sky, _SKY), (water, _FAR), (mid, _MID), (near, _NEAR)]

    def _forest(self, *, person: bool) -> Layers:
        p = self.palette
        sky = self.sky()
        self.trunks(sky, mix(p.low, p.far, 0.7), 26, 0.008)
        far = self.trunks(self.clear(), mix(p.far, p.mid, 0.5), 15, 0.015)
        self.ridge(far, mix(p.far, p.mid, 0.5), self.wave(0.08, 0.015, 2.0))
        mid = self.trunks(self.clear(), p.mid, 9, 0.026)
        middle = self.wave(0.15, 0.015, 2.0)
        self.ridge(mid, p.mid, middle)
        self._someone(mid, middle, person=person)
        near = self.trunks(self.clear(), p.near, 3, 0.05)
        ground = self.wave(0.22, 0.02, 1.6)
        self.ridge(near, p.near, ground)
        self.grass(near, ground)
        return [(sky, _SKY), (far, _FAR), (mid, _MID), (near, _NEAR)]

    def _room(self, *, person: bool) -> Layers:
        p = self.palette
        wall = self.opaque(mix(p.top, p.low, 0.35), mix(p.top, p.low, 0.75))
        floor = self.horizon + self.high * 0.13
        window = self.window(wall, floor)
        self.slab(wall, mix(p.mid, p.low, 0.25), floor, p.mid)
        self.shaft(wall, window, floor)
        mid = self.clear()
        side = self.rng.choice((-1, 1))
        self.table(mid, floor, window.center().x() - side * self.unit * 0.42)
        if person:
            self.person(mid, window.center().x() + side * self.unit * 0.16, floor + self.high * 0.09, self.unit * 0.52)
        near = self.clear()
        self.lamp(near)
        return [(grained(wall, self.rng), 0.6), (mid, _MID), (near, _NEAR)]

    def _space(self, *, person: bool) -> Layers:
        p = self.palette
        sky = self.opaque(p.top, p.low)
        self.stars(sky, 420)
        planet = self.clear()
        self.stars(planet, 60, 1.5)
        centre = self.planet(planet)
        mid = self.clear()
        if person:
            across = self.wide - centre.x()
            self.person(mid, across, centre.y() + self.unit * 0.24, self.unit * 0.2, lean=24, lit=True)
        near = self.ridge(self.clear(), p.near, self.wave(0.22, 0.022, 1.7))
        return [(grained(sky, self.rng), 0.35), (planet, _FAR), (mid, _MID), (near, _NEAR)]

    def _someone(self, image: QImage, ground: Line, *, person: bool) -> None:
        if person:
            at = self.rng.choice((0.4, 0.44, 0.56, 0.6))
            self.person(image, self.wide * at, ground(at) + self.unit * 0.006, self.unit * 0.2)
