"""What the server hands to the renderer: one request, checked, with its media as local files."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class Kind(StrEnum):
    """The three kinds of media a request can carry."""

    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"


class Role(StrEnum):
    """What a given medium is for."""

    START = "start"  # the one image of the text or image workflow
    FIRST = "first"  # first frame
    LAST = "last"  # last frame
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Input:
    """One given medium, already a local file.

    `number` counts from 1 per kind among the references, in the order of the request; it is 1 for the other roles.
    """

    kind: Kind
    role: Role
    number: int
    path: Path


@dataclass(frozen=True, slots=True)
class Shot:
    """Everything the renderer needs. `width` and `height` are pixels and even; `duration` is 4 to 15 seconds.

    The video has 24 frames a second and `24 * duration + 1` of them.
    """

    prompt: str
    width: int
    height: int
    duration: int
    sound: bool
    seed: int | None
    inputs: tuple[Input, ...]
