"""A checked request: which of the three bodies it is, its parameters with defaults filled in, its media with roles.

The rules between fields are those of the reference page (three bodies that exclude each other) and, where it is
silent, of the model's own documentation: a last frame needs a first one, sound is never alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rushes.rehearsal.answers import Code, InvalidInput, Refusal
from rushes.rehearsal.fields import FIELDS, MODELS, Feature
from rushes.rehearsal.received import Upload
from rushes.rehearsal.shot import Kind, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_FRAMES: Final = ("first_frame_url", "end_frame_url")
_IMAGES: Final = ("image_url", "image_urls", "reference_image_urls")
_VIDEOS: Final = ("video_urls", "video_refs")
_SOUNDS: Final = ("audio_url", "audio_urls")
_MAIN_NAME: Final = {Kind.IMAGE: "image_urls", Kind.VIDEO: "video_urls", Kind.AUDIO: "audio_urls"}
_MOST: Final = {Kind.IMAGE: 9, Kind.VIDEO: 3, Kind.AUDIO: 3}


@dataclass(frozen=True, slots=True)
class Medium:
    """One medium of a request; `label` names its field as the client wrote it, such as `video_urls[1]`."""

    label: str
    kind: Kind
    role: Role
    number: int
    source: str | Upload


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asks for, valid in itself. `extra` holds the keys the reference page does not name."""

    model: str
    feature: Feature
    prompt: str
    aspect_ratio: str
    resolution: str
    duration: int
    generate_audio: bool
    seed: int | None
    end_user_id: str | None
    media: tuple[Medium, ...]
    extra: dict[str, object]

    def echo(self, address: Callable[[str | Upload], str]) -> dict[str, object]:
        """Return the normalised `input` of an answer: main names, defaults filled in, files by their address."""
        given: dict[str, object] = {
            "prompt": self.prompt,
            "feature": str(self.feature),
            "aspect_ratio": self.aspect_ratio,
            "resolution": self.resolution,
            "duration": self.duration,
            "generate_audio": self.generate_audio,
        }
        if self.seed is not None:
            given["seed"] = self.seed
        if self.end_user_id is not None:
            given["end_user_id"] = self.end_user_id
        single = {Role.START: "image_url", Role.FIRST: "first_frame_url", Role.LAST: "end_frame_url"}
        for medium in self.media:
            if medium.role in single:
                given[single[medium.role]] = address(medium.source)
            else:
                listed = given.setdefault(_MAIN_NAME[medium.kind], [])
                assert isinstance(listed, list)  # only this loop makes them
                listed.append(address(medium.source))
        return given | {name: _shown(value, address) for name, value in self.extra.items()}


def _shown(value: object, address: Callable[[str | Upload], str]) -> object:
    """Return the value of an extra key as JSON has it: a file that came under one is named by its address."""
    if isinstance(value, Upload):
        return address(value)
    return [_shown(item, address) for item in value] if isinstance(value, list) else value


def check(model: str, values: Mapping[str, object]) -> Request:
    """Return the request that the typed `values` make. Raises Refusal, of which InvalidInput names its field."""
    if model not in MODELS:
        raise Refusal(400, Code.UNSUPPORTED_MODEL, f"The model {model} is not supported.")
    prompt = values.get("prompt")
    if prompt is None:
        raise InvalidInput("prompt", "is required.")
    if not str(prompt).strip():
        raise InvalidInput("prompt", "must not be empty.")
    resolution = str(values.get("resolution", "720p"))
    if resolution not in MODELS[model]:
        raise InvalidInput("resolution", f"must be one of {', '.join(MODELS[model])} for this model.")
    feature = _feature(values)
    _check_mix(feature, values)
    seed, duration, user = values.get("seed"), values.get("duration", 5), values.get("end_user_id")
    return Request(
        model=model,
        feature=feature,
        prompt=str(prompt),
        aspect_ratio=str(values.get("aspect_ratio", "16:9")),
        resolution=resolution,
        duration=duration if isinstance(duration, int) else 5,
        generate_audio=values.get("generate_audio") is not False,
        seed=seed if isinstance(seed, int) else None,
        end_user_id=user if isinstance(user, str) else None,
        media=_media(feature, values),
        extra={name: value for name, value in values.items() if name not in FIELDS},
    )


def _feature(values: Mapping[str, object]) -> Feature:
    """Decide by `feature`, or where it is left out by the fields.

    `image_urls` alone is a list of references even when it has one item; `image_url` alone is a start image.
    """
    named = values.get("feature")
    if isinstance(named, str):
        return Feature(named)
    if any(name in values for name in _FRAMES):
        return Feature.FRAMES
    if any(name in values for name in (*_IMAGES[1:], *_VIDEOS, *_SOUNDS)):
        return Feature.REFERENCES
    return Feature.TEXT_IMAGE


def _check_mix(feature: Feature, values: Mapping[str, object]) -> None:
    check_one = {
        Feature.TEXT_IMAGE: _check_text_image,
        Feature.FRAMES: _check_frames,
        Feature.REFERENCES: _check_references,
    }
    check_one[feature](values)


def _check_text_image(values: Mapping[str, object]) -> None:
    _refuse((*_FRAMES, *_VIDEOS, *_SOUNDS), values, "cannot be used in text-image-to-video.")
    if _count(_IMAGES, values) > 1:
        name = next(name for name in reversed(_IMAGES) if name in values)
        raise InvalidInput(name, "text-image-to-video takes one image at most.")


def _check_frames(values: Mapping[str, object]) -> None:
    _refuse((*_IMAGES, *_VIDEOS, *_SOUNDS), values, "cannot be used together with first and last frames.")
    if "first_frame_url" not in values:
        needed = "is required when end_frame_url is given." if "end_frame_url" in values else "is required."
        raise InvalidInput("first_frame_url", needed)


def _check_references(values: Mapping[str, object]) -> None:
    _refuse(_FRAMES, values, "cannot be used together with references.")
    for kind, names in ((Kind.IMAGE, _IMAGES), (Kind.VIDEO, _VIDEOS), (Kind.AUDIO, _SOUNDS)):
        if _count(names, values) > _MOST[kind]:
            raise InvalidInput(_MAIN_NAME[kind], f"may have {_MOST[kind]} items at most.")
    if not _count((*_IMAGES, *_VIDEOS), values):
        name = next((name for name in _SOUNDS if name in values), None)
        if name is not None:
            raise InvalidInput(name, "needs at least one reference image or video beside it.")
        raise InvalidInput("image_urls", "reference-to-video needs at least one reference.")


def _refuse(names: tuple[str, ...], values: Mapping[str, object], problem: str) -> None:
    for name in names:
        if name in values:
            raise InvalidInput(name, problem)


def _count(names: tuple[str, ...], values: Mapping[str, object]) -> int:
    return sum(len(list(_sources(name, values))) for name in names)


def _sources(name: str, values: Mapping[str, object]) -> list[tuple[str, str | Upload]]:
    """Return (label, source) of each medium under one name."""
    value = values.get(name)
    if value is None:
        return []
    if isinstance(value, list):
        return [(f"{name}[{index}]", item) for index, item in enumerate(value)]
    return [(name, value)]  # type: ignore[list-item]  # a medium by its type in FIELDS


def _media(feature: Feature, values: Mapping[str, object]) -> tuple[Medium, ...]:
    if feature is Feature.FRAMES:
        roles = zip(_FRAMES, (Role.FIRST, Role.LAST), strict=True)
        return tuple(
            Medium(label, Kind.IMAGE, role, 1, source)
            for name, role in roles
            for label, source in _sources(name, values)
        )
    if feature is Feature.TEXT_IMAGE:
        found = [pair for name in _IMAGES for pair in _sources(name, values)]
        return tuple(Medium(label, Kind.IMAGE, Role.START, 1, source) for label, source in found)
    media: list[Medium] = []
    for kind, names in ((Kind.IMAGE, _IMAGES), (Kind.VIDEO, _VIDEOS), (Kind.AUDIO, _SOUNDS)):
        found = [pair for name in names for pair in _sources(name, values)]
        media += [Medium(label, kind, Role.REFERENCE, n, source) for n, (label, source) in enumerate(found, 1)]
    return tuple(media)
