"""From a recipe to the fields of a request, and from those to its body.

Field names and types are those of the reference page of `POST /generation/bytedance/seedance-2.0`; the multipart
convention (a bare field name, repeated for an array, with files and addresses mixed in order) is that of the service's
quickstart.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from rushes.api import multipart
from rushes.core.errors import InvalidRequest
from rushes.core.media import MediaKind, Role
from rushes.core.messages import msg
from rushes.core.recipe import Workflow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from rushes.core.cancel import CancelToken
    from rushes.core.recipe import Recipe, Reference

TEXT_FEATURE: Final = "text-image-to-video"
"""The one value of `feature` that the reference page names."""

ALIASES: Final = frozenset({"audio_url", "reference_image_urls", "video_refs"})
"""Second names of fields, which are understood but never sent: which of two names wins is nowhere said."""

FIELDS: Final = frozenset(
    {
        "prompt",
        "feature",
        "aspect_ratio",
        "resolution",
        "duration",
        "generate_audio",
        "seed",
        "end_user_id",
        "image_url",
        "image_urls",
        "video_urls",
        "audio_urls",
        "first_frame_url",
        "end_frame_url",
    }
)
"""The names of the reference page that are sent."""

_SINGLE: Final[Mapping[Role, str]] = MappingProxyType(
    {Role.START_IMAGE: "image_url", Role.FIRST_FRAME: "first_frame_url", Role.LAST_FRAME: "end_frame_url"}
)
_ARRAYS: Final[Mapping[MediaKind, str]] = MappingProxyType(
    {MediaKind.IMAGE: "image_urls", MediaKind.VIDEO: "video_urls", MediaKind.AUDIO: "audio_urls"}
)
_CONTENT_TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        ".jpg": "image/jpeg",
        ".jpeg": "image/jpeg",
        ".png": "image/png",
        ".webp": "image/webp",
        ".bmp": "image/bmp",
        ".gif": "image/gif",
        ".tif": "image/tiff",
        ".tiff": "image/tiff",
        ".heic": "image/heic",
        ".heif": "image/heif",
        ".mp4": "video/mp4",
        ".m4v": "video/mp4",
        ".mov": "video/quicktime",
        ".webm": "video/webm",
        ".mkv": "video/x-matroska",
        ".wav": "audio/wav",
        ".mp3": "audio/mpeg",
        ".m4a": "audio/mp4",
        ".flac": "audio/flac",
        ".ogg": "audio/ogg",
    }
)


@dataclass(frozen=True, slots=True)
class UrlValue:
    """A medium at a public address."""

    url: str


@dataclass(frozen=True, slots=True)
class FileValue:
    """A medium whose bytes travel with the request."""

    path: Path
    filename: str
    content_type: str


@dataclass(frozen=True, slots=True)
class ExtraValue:
    """The value of an extra key: anything that JSON can say."""

    value: object


Value = str | int | bool | UrlValue | FileValue | ExtraValue


@dataclass(frozen=True, slots=True)
class GenerationRequest:
    """The fields of a request in the order they are sent; the name of an array is repeated for each of its members."""

    fields: tuple[tuple[str, Value], ...]

    @property
    def is_json(self) -> bool:
        """Whether it holds no file, so that it can be JSON."""
        return not any(isinstance(value, FileValue) for _, value in self.fields)

    def as_json(self) -> dict[str, object]:
        """Return the JSON body. References are arrays, even one."""
        body: dict[str, object] = {}
        for name, value in self.fields:
            plain = _plain(value)
            if name in _ARRAYS.values():
                members = body.setdefault(name, [])
                if isinstance(members, list):
                    members.append(plain)
            else:
                body[name] = plain
        return body

    def body(
        self, *, cancel: CancelToken, progress: Callable[[int, int], None] | None = None
    ) -> tuple[multipart.Body, str]:
        """Return the body to send and its content type. Raises `MediaError` for a file that is gone or empty."""
        if self.is_json:
            data = json.dumps(self.as_json(), allow_nan=False).encode()
            return multipart.Body([data], cancel=cancel, progress=progress), "application/json"
        boundary = multipart.new_boundary()
        parts = list(self._parts(boundary))
        return multipart.Body(parts, cancel=cancel, progress=progress), f"multipart/form-data; boundary={boundary}"

    def _parts(self, boundary: str) -> Iterator[bytes | multipart.FilePart]:
        for name, value in self.fields:
            if isinstance(value, FileValue):
                yield multipart.file_head(boundary, name, value.filename, value.content_type)
                yield multipart.FilePart.of(value.path, value.filename)
                yield b"\r\n"
            else:
                yield multipart.text_part(boundary, name, _as_text(value))
        yield multipart.end(boundary)


def build_request(
    recipe: Recipe,
    *,
    file_of: Callable[[Reference], Path],
    feature_names: Mapping[Workflow, str] = MappingProxyType({}),
) -> GenerationRequest:
    """Make the request of a recipe. Every parameter is sent, so that no default of the service can change a take.

    `file_of` says where the bytes of a local reference are. `feature_names` gives the value of `feature` for workflows
    where the documentation names none.

    Raises:
        InvalidRequest: an extra key names a field of the reference page or cannot be written as JSON, or two
            references want the one place of a role.
    """
    parameters = recipe.parameters
    fields: list[tuple[str, Value]] = [("prompt", recipe.prompt)]
    feature = feature_names.get(recipe.workflow) or (TEXT_FEATURE if recipe.workflow is Workflow.TEXT else "")
    if feature:
        fields.append(("feature", feature))
    fields += [
        ("aspect_ratio", parameters.aspect_ratio.value),
        ("resolution", parameters.resolution.value),
        ("duration", parameters.duration),
        ("generate_audio", parameters.generate_audio),
    ]
    if parameters.seed is not None:
        fields.append(("seed", parameters.seed))
    if parameters.end_user_id:
        fields.append(("end_user_id", parameters.end_user_id))
    fields += _media(recipe, file_of)
    fields += _extra(recipe.extra)
    return GenerationRequest(tuple(fields))


def _media(recipe: Recipe, file_of: Callable[[Reference], Path]) -> Iterator[tuple[str, Value]]:
    taken: set[Role] = set()
    for reference in recipe.used():
        if reference.role in taken and reference.role in _SINGLE:
            raise InvalidRequest(
                msg("“{name}” has no place: there can be only one of its kind.", name=reference.name),
                field=_SINGLE[reference.role],
            )
        taken.add(reference.role)
        name = _SINGLE.get(reference.role) or _ARRAYS[reference.kind]
        if reference.url is not None:
            yield name, UrlValue(reference.url)
            continue
        path = file_of(reference)
        filename = _filename(reference, path)
        yield name, FileValue(path, filename, content_type(reference.kind, filename))


def _extra(extra: Mapping[str, object]) -> Iterator[tuple[str, Value]]:
    for key, value in extra.items():
        if key in FIELDS or key in ALIASES:
            raise InvalidRequest(
                msg("“{key}” is set by the program and cannot be an extra key too.", key=key),
                field=key,
                next_step=msg("Remove the extra key, and use the control for it."),
            )
        try:
            json.dumps(value, allow_nan=False)
        except (TypeError, ValueError, RecursionError) as error:
            raise InvalidRequest(msg("The value of the extra key “{key}” is not JSON.", key=key), field=key) from error
        yield key, ExtraValue(value)


def content_type(kind: MediaKind, filename: str) -> str:
    """Return the content type by the end of a file's name, where that fits its kind."""
    found = _CONTENT_TYPES.get(_suffix(filename), "")
    return found if found.startswith(f"{kind.value}/") else "application/octet-stream"


def _filename(reference: Reference, path: Path) -> str:
    """Return the name an artist knows a file by, without folders, with the suffix of the file that is sent."""
    name = reference.name.replace("\\", "/").rpartition("/")[2] or path.name
    if _suffix(name) in _CONTENT_TYPES or not path.suffix:
        return name
    return name + path.suffix


def _suffix(name: str) -> str:
    _, dot, suffix = name.rpartition(".")
    return dot + suffix.lower()


def _plain(value: Value) -> object:
    if isinstance(value, UrlValue):
        return value.url
    if isinstance(value, ExtraValue):
        return value.value
    return value


def _as_text(value: Value) -> str:
    plain = _plain(value)
    if isinstance(plain, str):
        return plain
    return json.dumps(plain, allow_nan=False, ensure_ascii=False)
