"""The fields of a Seedance 2.0 request, as the service's reference page lists them, and the type of each.

Source: skills.video documentation, reference page of `POST /generation/bytedance/seedance-2.0`. Extra keys are
allowed by its schema. The values of `feature` for frames and references are not shown there; they follow from the
titles of the three bodies ("Text Image To Video", "Frame To Video", "Reference To Video").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from rushes.rehearsal.answers import InvalidInput
from rushes.rehearsal.received import Received, Upload
from rushes.rehearsal.shot import Kind
from rushes.rehearsal.sizes import ASPECT_RATIOS, RESOLUTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_SEED: Final = 2**53 - 1
_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,30}")
_BLANK: Final = frozenset(" \t\r\n\0")

MODELS: Final[Mapping[str, tuple[str, ...]]] = {
    "bytedance/seedance-2.0": RESOLUTIONS,
    "bytedance/seedance-2.0-fast": ("480p", "720p"),
}


class Feature(StrEnum):
    """The three bodies of the request."""

    TEXT_IMAGE = "text-image-to-video"
    FRAMES = "frame-to-video"
    REFERENCES = "reference-to-video"


class Type(Enum):
    """What a field holds."""

    TEXT = auto()
    INTEGER = auto()
    BOOLEAN = auto()
    MEDIUM = auto()  # one URL or file
    MEDIA = auto()  # a list of them


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its type, and the kind and greatest number of its media or the values it may have."""

    type: Type
    kind: Kind | None = None
    limit: int = 1
    choices: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None


def _media(kind: Kind, limit: int) -> Field:
    return Field(Type.MEDIA, kind, limit)


FIELDS: Final[Mapping[str, Field]] = {
    "prompt": Field(Type.TEXT),
    "feature": Field(Type.TEXT, choices=tuple(Feature)),
    "aspect_ratio": Field(Type.TEXT, choices=ASPECT_RATIOS),
    "resolution": Field(Type.TEXT, choices=RESOLUTIONS),
    "duration": Field(Type.INTEGER, least=4, most=15),
    "generate_audio": Field(Type.BOOLEAN),
    "seed": Field(Type.INTEGER, least=-MAX_SEED, most=MAX_SEED),
    "end_user_id": Field(Type.TEXT),
    "image_url": Field(Type.MEDIUM, Kind.IMAGE),
    "image_urls": _media(Kind.IMAGE, 9),
    "reference_image_urls": _media(Kind.IMAGE, 9),
    "video_urls": _media(Kind.VIDEO, 3),
    "video_refs": _media(Kind.VIDEO, 3),
    "audio_url": Field(Type.MEDIUM, Kind.AUDIO),
    "audio_urls": _media(Kind.AUDIO, 3),
    "first_frame_url": Field(Type.MEDIUM, Kind.IMAGE),
    "end_frame_url": Field(Type.MEDIUM, Kind.IMAGE),
}


def values(received: Received) -> dict[str, object]:
    """Return the typed fields of a body, with its extra keys as they came.

    JSON values must have their type already. Parts are text, so numbers and booleans are read from it, and a list
    field is a list even when it came once. Raises InvalidInput.
    """
    raw = received.json if received.json is not None else _from_parts(received.parts)
    return {name: _checked(name, value) if name in FIELDS else value for name, value in raw.items()}


def _from_parts(parts: tuple[tuple[str, str | Upload], ...]) -> dict[str, object]:
    grouped: dict[str, list[str | Upload]] = {}
    for name, value in parts:
        grouped.setdefault(name, []).append(value)
    return {name: _from_part(name, given) for name, given in grouped.items()}


def _from_part(name: str, given: list[str | Upload]) -> object:
    field = FIELDS.get(name)
    if field is not None and field.type is Type.MEDIA:
        return given
    if len(given) > 1:
        if field is not None:
            raise InvalidInput(name, "is given more than once.")
        return given
    value = given[0]
    if field is None or isinstance(value, Upload):
        return value
    return _read_scalar(field.type, value)


def _read_scalar(kind: Type, text: str) -> object:
    """Read a number or boolean from a text part. What is neither stays text and is refused by its type."""
    if kind is Type.INTEGER:
        return int(text) if _INTEGER.fullmatch(text.strip()) else text
    if kind is Type.BOOLEAN:
        return {"true": True, "1": True, "false": False, "0": False}.get(text.strip().lower(), text)
    return text


def _checked(name: str, value: object) -> object:
    field = FIELDS[name]
    match field.type:
        case Type.TEXT:
            return _text(name, field, value)
        case Type.INTEGER:
            return _integer(name, field, value)
        case Type.BOOLEAN:
            if not isinstance(value, bool):
                raise InvalidInput(name, "must be true or false.")
            return value
        case Type.MEDIUM:
            return _medium(name, value)
        case Type.MEDIA:
            return _list(name, field, value)


def _text(name: str, field: Field, value: object) -> str:
    if not isinstance(value, str):
        raise InvalidInput(name, "must be text.")
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise InvalidInput(name, "is not valid text.")
    if field.choices and value not in field.choices:
        raise InvalidInput(name, f"must be one of {', '.join(field.choices)}.")
    return value


def _integer(name: str, field: Field, value: object) -> int:
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # JSON has one kind of number: 5.0 is the integer 5
    if not isinstance(value, int) or isinstance(value, bool):
        raise InvalidInput(name, "must be an integer.")
    if (field.least is not None and value < field.least) or (field.most is not None and value > field.most):
        raise InvalidInput(name, f"must be from {field.least} to {field.most}.")
    return value


def _list(name: str, field: Field, value: object) -> list[str | Upload]:
    if not isinstance(value, list):
        raise InvalidInput(name, "must be a list of URLs.")
    if not value:
        raise InvalidInput(name, "must not be an empty list.")
    if len(value) > field.limit:
        raise InvalidInput(name, f"may have {field.limit} items at most.")
    return [_medium(f"{name}[{index}]", item) for index, item in enumerate(value)]


def _medium(name: str, value: object) -> str | Upload:
    if isinstance(value, Upload):
        if value.size == 0:
            raise InvalidInput(name, "is an empty file.")
        return value
    if not isinstance(value, str):
        raise InvalidInput(name, "must be a URL.")
    if not _is_web_address(value):
        raise InvalidInput(name, "must be an http or https URL.")
    return value


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0 and not set(text) & _BLANK
    except ValueError:
        return False
