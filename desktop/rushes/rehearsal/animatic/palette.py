"""What the drawn stage looks like for a prompt: its light, its place, and whether somebody stands in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtGui import QColor

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence


class Place(StrEnum):
    """The kinds of place that can be drawn."""

    HILLS = "hills"
    MOUNTAINS = "mountains"
    CITY = "city"
    SEA = "sea"
    FOREST = "forest"
    ROOM = "room"
    SPACE = "space"


_Row = TypeVar("_Row", tuple[str, str], tuple[str, Place, str])


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a stage from the sky down to what is nearest."""

    top: QColor
    low: QColor
    light: QColor
    far: QColor
    mid: QColor
    near: QColor


_COLOURS = {
    "night": "0b1022 2b3a63 e8ecf5 22304f 151f38 090d1a",
    "dawn": "3d4c6c eeb38b ffe3b8 83738a 4f4a64 211f31",
    "dusk": "43304e e5835c ffd9a0 8b4b59 532f47 221527",
    "day": "7ba3c2 dfe8ea fff6df 8fa8b0 56727a 22373c",
    "fog": "a3adb1 d9dbd7 f4f2ea 9ba5a6 6c7678 33383a",
    "snow": "8a9fb8 e2eaf0 ffffff bccad6 889cae 465668",
    "green": "35564c bccaa2 f3efc7 5f806a 34554a 13251e",
    "desert": "c48b5c f2daae fff0cf c58e62 8f5a3f 452920",
    "sea": "3d6d8a cfe0de fff2d6 5c8496 2f5a70 102e3d",
    "warm": "2a211b 6e4d35 ffd59a 4d3727 31241a 140e0a",
    "neon": "130e29 56286a ff6fb0 2c1b4c 1c1238 0b0718",
    "deep": "04050c 151b36 dfe6ff 1c2545 11172e 06080f",
}
_LIGHTS: tuple[tuple[str, str], ...] = (
    (r"neon|cyber|霓虹|赛博", "neon"),
    (r"night|midnight|moon|star|夜|月", "night"),
    (r"dawn|sunrise|morning|黎明|清晨|日出|早晨", "dawn"),
    (r"sunset|dusk|golden hour|evening|sundown|黄昏|夕阳|日落|傍晚|晚霞", "dusk"),
    (r"snow|winter|\bice\b|frost|雪|冬|冰", "snow"),
    (r"\bfog|mist|haze|overcast|rainy|雾|阴雨", "fog"),
    (r"desert|dune|\bsand\b|canyon|沙漠|沙丘|戈壁", "desert"),
)
_PLACES: tuple[tuple[str, Place, str], ...] = (
    (r"space|galax|planet|nebula|astronaut|spaceship|宇宙|太空|星球|银河", Place.SPACE, "deep"),
    (
        r"caf[eé]|kitchen|\broom\b|interior|window|\bbar\b|office|studio|\btable\b|\bdesk\b|library|咖啡|厨房|房间|室内|窗|书房",
        Place.ROOM,
        "warm",
    ),
    (r"city|street|skyline|rooftop|tokyo|york|building|alley|downtown|traffic|城市|街|楼|都市", Place.CITY, "dusk"),
    (r"\bsea\b|ocean|beach|harbou?r|\bboat|\blake\b|wave|ship|river|coast|海|湖|港|船|河|浪", Place.SEA, "sea"),
    (r"forest|\btrees?\b|woods|jungle|bamboo|森林|树|竹|丛林", Place.FOREST, "green"),
    (r"mountain|peak|alps|cliff|summit|glacier|山|峰", Place.MOUNTAINS, "day"),
    (r"field|meadow|\bhills?\b|grass|valley|desert|dune|snow|草|田|原野|沙", Place.HILLS, "day"),
)
_SOMEBODY = re.compile(
    r"\b(?:wo)?m[ae]n\b|girl|\bboy\b|person|people|\bs?he\b|child|figure|dancer|hero|actor|rider|walker|traveller|traveler"
    r"|astronaut|detective|人|女|男|孩|他|她|侠|舞者",
    re.IGNORECASE,
)
_OPEN = (Place.HILLS, Place.MOUNTAINS, Place.SEA)
_ANY_LIGHT = ("dawn", "dusk", "day", "fog", "green", "sea", "night", "desert")


def place(text: str, prompt: str, rng: random.Random) -> tuple[Place, Palette]:
    """The place and the colours for a beat: its own words first, then the prompt's, then a choice by `rng`."""
    where = _first(_PLACES, text) or _first(_PLACES, prompt)
    light = _first(_LIGHTS, text) or _first(_LIGHTS, prompt)
    chosen, fallback = rng.choice(_OPEN), rng.choice(_ANY_LIGHT)
    spot, usual = (where[1], where[2]) if where else (chosen, fallback)
    return spot, _tinted(light[1] if light else usual, rng)


def somebody(text: str) -> bool:
    """Whether the text speaks of a person."""
    return bool(_SOMEBODY.search(text))


def _first(table: Sequence[_Row], text: str) -> _Row | None:
    return next((row for row in table if re.search(row[0], text, re.IGNORECASE)), None)


def _tinted(name: str, rng: random.Random) -> Palette:
    """The named colours, each prompt's turned a little its own way."""
    turn = rng.uniform(-16, 16)
    depth = rng.uniform(0.9, 1.08)
    colours = []
    for code in _COLOURS[name].split():
        base = QColor(f"#{code}")
        hue = (base.hsvHueF() + turn / 360) % 1.0
        colours.append(QColor.fromHsvF(hue, min(1.0, base.hsvSaturationF() * depth), base.valueF()))
    return Palette(*colours)
