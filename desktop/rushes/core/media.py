"""What is known about a medium, before and after it was read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class MediaKind(StrEnum):
    """The three kinds of media a request can refer to."""

    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"


class Role(StrEnum):
    """What a reference is for."""

    START_IMAGE = "start_image"
    FIRST_FRAME = "first_frame"
    LAST_FRAME = "last_frame"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """What a probe found out about a file.

    Pixels for `width` and `height` (as shown, after rotation), seconds for `duration`, frames per second for
    `frame_rate`, bytes for `size`, hertz for `sample_rate`. What does not apply to the kind is None.
    """

    kind: MediaKind
    size: int
    container: str
    width: int | None = None
    height: int | None = None
    duration: float | None = None
    frame_rate: float | None = None
    frames: int | None = None
    video_codec: str | None = None
    audio_codec: str | None = None
    sample_rate: int | None = None
    channels: int | None = None
