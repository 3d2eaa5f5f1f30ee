"""The parameters of a request and what they mean for the picture.

Names, values, ranges and defaults are those of the reference page of `POST /generation/bytedance/seedance-2.0`
(docs.skills.video/api-reference/seedance-20). The frame sizes are the model vendor's table, as measured on takes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


class AspectRatio(StrEnum):
    """Width to height of the picture."""

    R21_9 = "21:9"
    R16_9 = "16:9"
    R4_3 = "4:3"
    R1_1 = "1:1"
    R3_4 = "3:4"
    R9_16 = "9:16"


class Resolution(StrEnum):
    """A tier of pixel area, not of the short side."""

    P480 = "480p"
    P720 = "720p"
    P1080 = "1080p"


FRAME_RATE: Final = 24
"""Frames per second of every take."""

DURATION_MIN: Final = 4
DURATION_MAX: Final = 15
"""Seconds."""

SEED_LIMIT: Final = 9_007_199_254_740_991
"""A seed lies within plus and minus this, the largest safe integer of JavaScript."""

FRAME_SIZES: Final[Mapping[tuple[AspectRatio, Resolution], tuple[int, int]]] = MappingProxyType(
    {
        (AspectRatio.R21_9, Resolution.P480): (992, 432),
        (AspectRatio.R21_9, Resolution.P720): (1470, 630),
        (AspectRatio.R21_9, Resolution.P1080): (2206, 946),
        (AspectRatio.R16_9, Resolution.P480): (864, 496),
        (AspectRatio.R16_9, Resolution.P720): (1280, 720),
        (AspectRatio.R16_9, Resolution.P1080): (1920, 1080),
        (AspectRatio.R4_3, Resolution.P480): (752, 560),
        (AspectRatio.R4_3, Resolution.P720): (1112, 834),
        (AspectRatio.R4_3, Resolution.P1080): (1664, 1248),
        (AspectRatio.R1_1, Resolution.P480): (640, 640),
        (AspectRatio.R1_1, Resolution.P720): (960, 960),
        (AspectRatio.R1_1, Resolution.P1080): (1440, 1440),
        (AspectRatio.R3_4, Resolution.P480): (560, 752),
        (AspectRatio.R3_4, Resolution.P720): (834, 1112),
        (AspectRatio.R3_4, Resolution.P1080): (1248, 1664),
        (AspectRatio.R9_16, Resolution.P480): (496, 864),
        (AspectRatio.R9_16, Resolution.P720): (720, 1280),
        (AspectRatio.R9_16, Resolution.P1080): (1080, 1920),
    }
)
"""Width and height in pixels."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """What the artist sets beside the prompt and the references. `duration` is in seconds."""

    aspect_ratio: AspectRatio = AspectRatio.R16_9
    resolution: Resolution = Resolution.P720
    duration: int = 5
    generate_audio: bool = True
    seed: int | None = None
    end_user_id: str | None = None

    @property
    def frame_size(self) -> tuple[int, int]:
        """Width and height of the take in pixels."""
        return FRAME_SIZES[self.aspect_ratio, self.resolution]

    @property
    def frame_count(self) -> int:
        """Frames of the take: one more than the seconds ask for."""
        return FRAME_RATE * self.duration + 1


def nearest_aspect_ratio(width: int, height: int) -> AspectRatio:
    """Return the ratio on offer that is closest to a picture of `width` × `height` pixels."""
    wanted = width / height

    def distance(ratio: AspectRatio) -> float:
        across, down = (int(part) for part in ratio.value.split(":"))
        offered = across / down
        return max(wanted / offered, offered / wanted)

    return min(AspectRatio, key=distance)
