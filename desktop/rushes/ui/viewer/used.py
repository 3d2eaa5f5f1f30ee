"""What the service says it used, set beside what was sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rushes.core.media import MediaKind, Role
from rushes.core.messages import Message, msg, verbatim
from rushes.ui import formats

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rushes.core.generation import Generation
    from rushes.core.recipe import Recipe

_NAMES: Final[Mapping[str, Message]] = {
    "prompt": msg("Prompt"),
    "aspect_ratio": msg("Aspect"),
    "resolution": msg("Resolution"),
    "duration": msg("Duration"),
    "generate_audio": msg("Sound"),
    "seed": msg("Seed"),
    "end_user_id": msg("End-user id"),
    "image_url": msg("Start image"),
    "image_urls": msg("Images"),
    "video_urls": msg("Videos"),
    "audio_urls": msg("Sounds"),
    "first_frame_url": msg("First frame"),
    "end_frame_url": msg("Last frame"),
}
"""What the fields of the reference page are called on the screen."""

_LONGEST: Final = 60
"""Characters of a value that fit on its line."""

_COUNTED: Final = frozenset({"image_urls", "video_urls", "audio_urls"})
_SINGLE: Final = frozenset({"image_url", "first_frame_url", "end_frame_url"})


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that the service changed: its field, and both values in words."""

    field: str
    name: Message
    sent: Message
    used: Message

    def words(self) -> Message:
        """Return it as one line: "Duration 5 s → 4 s"."""
        if self.field == "prompt":
            return msg("The prompt was changed")
        return msg("{name} {sent} → {used}", name=self.name, sent=self.sent, used=self.used)


def differences(generation: Generation) -> tuple[Difference, ...]:
    """Return each value of what was used that differs from what was sent, in the order the service named them.

    What was not sent cannot differ, and a file that was sent comes back as an address of the service's own, so of
    media only the number is compared.
    """
    sent = _sent(generation.recipe)
    found = []
    for field, used in generation.used_input.items():
        if field not in sent or _same(sent[field], used, field):
            continue
        name = _NAMES.get(field, verbatim(field))
        found.append(Difference(field, name, _words(field, sent[field]), _words(field, _shape(field, used))))
    return tuple(found)


def used_seed(generation: Generation) -> int | None:
    """Return the seed that was used, whether it was asked for or chosen by the service; None while it is unknown."""
    used = generation.used_input.get("seed")
    if isinstance(used, int) and not isinstance(used, bool):
        return used
    return generation.recipe.parameters.seed


def _sent(recipe: Recipe) -> dict[str, object]:
    """Return what was sent, by the names of the reference page; media as how many."""
    parameters = recipe.parameters
    sent: dict[str, object] = {
        "prompt": recipe.prompt,
        "aspect_ratio": parameters.aspect_ratio.value,
        "resolution": parameters.resolution.value,
        "duration": parameters.duration,
        "generate_audio": parameters.generate_audio,
    }
    if parameters.seed is not None:
        sent["seed"] = parameters.seed
    if parameters.end_user_id:
        sent["end_user_id"] = parameters.end_user_id
    for field, role, kind in (
        ("image_urls", Role.REFERENCE, MediaKind.IMAGE),
        ("video_urls", Role.REFERENCE, MediaKind.VIDEO),
        ("audio_urls", Role.REFERENCE, MediaKind.AUDIO),
        ("image_url", Role.START_IMAGE, MediaKind.IMAGE),
        ("first_frame_url", Role.FIRST_FRAME, MediaKind.IMAGE),
        ("end_frame_url", Role.LAST_FRAME, MediaKind.IMAGE),
    ):
        count = sum(1 for one in recipe.used() if one.role is role and one.kind is kind)
        if count:
            sent[field] = count
    return sent | dict(recipe.extra)


def _shape(field: str, used: object) -> object:
    """Return what was used as `_sent` tells it."""
    if field in _COUNTED:
        return len(used) if isinstance(used, list | tuple) else int(bool(used))
    if field in _SINGLE:
        return int(bool(used))
    return used


def _same(sent: object, used: object, field: str) -> bool:
    return _plain(sent) == _plain(_shape(field, used))


def _plain(value: object) -> object:
    """Return a value so that `5`, `5.0` and `"5"` are alike, and `true` and `"true"`: multipart sends only text."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            return value.strip().lower() if value.strip().lower() in {"true", "false"} else value.strip()
    return float(value) if isinstance(value, int) else value


def _words(field: str, value: object) -> Message:
    if field == "duration":
        plain = _plain(value)
        return formats.seconds(plain) if isinstance(plain, float) else verbatim(_short(value))
    if field == "generate_audio":
        return msg("on") if _plain(value) == "true" else msg("off")
    if value is None or value == "":
        return msg("nothing")
    return verbatim(_short(value))


def _short(value: object) -> str:
    words = " ".join(str(value).split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
