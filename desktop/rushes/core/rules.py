"""Every problem with a recipe before it is sent, each tied to a field or a reference.

What the reference page of the model forbids blocks; what is only known from other sellers of the model warns. Facts
about files come from the recipe's references; a file not probed yet has no facts and no problem.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from rushes.core.media import MediaFacts, MediaKind, Role
from rushes.core.messages import Message, msg, plural
from rushes.core.parameters import DURATION_MAX, DURATION_MIN, SEED_LIMIT, Parameters
from rushes.core.prompt import mentions
from rushes.core.recipe import LIMITS, Recipe, Reference, Workflow, mentionable

if TYPE_CHECKING:
    from collections.abc import Iterator

PROMPT_LIMIT: Final = 20_000
"""Characters. The service names no limit; the vendor advises 1,000 words. Far beyond that only money is wasted."""

PROMPT_ADVISED_WORDS: Final = 1_000

KNOWN_FIELDS: Final = frozenset(
    {
        "prompt", "feature", "aspect_ratio", "resolution", "duration", "generate_audio", "seed", "end_user_id",
        "audio_url", "audio_urls", "image_url", "image_urls", "reference_image_urls", "video_urls", "video_refs",
        "first_frame_url", "end_frame_url",
    }
)  # fmt: skip
"""The fields of the reference page: an extra key cannot have one of these names."""


class Severity(StrEnum):
    """Whether a problem stops the request."""

    BLOCK = "block"
    WARN = "warn"


class Field(StrEnum):
    """The part of the composer a problem is about."""

    PROMPT = "prompt"
    WORKFLOW = "workflow"
    DURATION = "duration"
    SEED = "seed"
    END_USER_ID = "end_user_id"
    EXTRA = "extra"
    START_IMAGE = "start_image"
    FIRST_FRAME = "first_frame"
    LAST_FRAME = "last_frame"
    IMAGES = "images"
    VIDEOS = "videos"
    AUDIOS = "audios"


class Fix(StrEnum):
    """What one click can do about a problem."""

    REMOVE = "remove"
    LOCATE = "locate"
    MATCH_ASPECT = "match_aspect"
    UNMENTION = "unmention"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong or doubtful: where, how bad, in words, and with what fix. `reference_id` when it is about one."""

    field: Field
    severity: Severity
    message: Message
    reference_id: str | None = None
    fix: Fix | None = None

    @property
    def blocks(self) -> bool:
        """Whether the request cannot be sent because of it."""
        return self.severity is Severity.BLOCK


FIELD_OF_ROLE: Final = {
    Role.START_IMAGE: Field.START_IMAGE,
    Role.FIRST_FRAME: Field.FIRST_FRAME,
    Role.LAST_FRAME: Field.LAST_FRAME,
}

FIELD_OF_KIND: Final = {MediaKind.IMAGE: Field.IMAGES, MediaKind.VIDEO: Field.VIDEOS, MediaKind.AUDIO: Field.AUDIOS}


def field_of(reference: Reference) -> Field:
    """Return the part of the composer that holds `reference`."""
    return FIELD_OF_ROLE.get(reference.role) or FIELD_OF_KIND[reference.kind]


def problems(recipe: Recipe) -> tuple[Problem, ...]:
    """Return every problem with `recipe`, those that block first, in reading order."""
    found = [
        *_prompt_problems(recipe),
        *_reference_problems(recipe),
        *_parameter_problems(recipe.parameters),
        *_extra_problems(recipe),
    ]
    return tuple(sorted(found, key=lambda problem: not problem.blocks))


def blocking(recipe: Recipe) -> tuple[Problem, ...]:
    """Return the problems that keep `recipe` from being sent."""
    return tuple(problem for problem in problems(recipe) if problem.blocks)


def _block(field: Field, message: Message, reference: Reference | None = None, fix: Fix | None = None) -> Problem:
    return Problem(field, Severity.BLOCK, message, reference.id if reference else None, fix)


def _warn(field: Field, message: Message, reference: Reference | None = None, fix: Fix | None = None) -> Problem:
    return Problem(field, Severity.WARN, message, reference.id if reference else None, fix)


def _prompt_problems(recipe: Recipe) -> Iterator[Problem]:
    prompt = recipe.prompt
    if not prompt.strip():
        yield _block(Field.PROMPT, msg("Write a prompt first."))
    elif len(prompt) > PROMPT_LIMIT:
        yield _block(
            Field.PROMPT,
            plural(
                "The prompt has {n} characters. Shorten it to {limit} or fewer.",
                "The prompt has {n} character. Shorten it to {limit} or fewer.",
                len(prompt),
                limit=PROMPT_LIMIT,
            ),
        )
    elif len(prompt.split()) > PROMPT_ADVISED_WORDS:
        yield _warn(Field.PROMPT, msg("The prompt is very long. Seedance reads about 1,000 words well."))
    if "\0" in prompt:
        yield _block(Field.PROMPT, msg("The prompt holds a character that cannot be sent. Type that place again."))
    yield from _mention_problems(recipe)


def _mention_problems(recipe: Recipe) -> Iterator[Problem]:
    counts = mentionable(recipe)
    missing = dict.fromkeys(
        recipe.prompt[m.start : m.end] for m in mentions(recipe.prompt) if not 1 <= m.number <= counts[m.kind]
    )
    for written in missing:
        message = msg("The prompt mentions {name}, which is not among the references.", name=written)
        yield Problem(Field.PROMPT, Severity.WARN, message, fix=Fix.UNMENTION)


def _parameter_problems(parameters: Parameters) -> Iterator[Problem]:
    if not DURATION_MIN <= parameters.duration <= DURATION_MAX:
        yield _block(
            Field.DURATION,
            msg(
                "A clip is {low} to {high} seconds long, not {value}. Choose a length in between.",
                low=DURATION_MIN,
                high=DURATION_MAX,
                value=parameters.duration,
            ),
        )
    if parameters.seed is not None and abs(parameters.seed) > SEED_LIMIT:
        yield _block(
            Field.SEED,
            msg(
                "The seed {value} is out of range. Use a number up to {limit}.", value=parameters.seed, limit=SEED_LIMIT
            ),
        )
    if parameters.end_user_id is not None and len(parameters.end_user_id) > 64:
        yield _warn(Field.END_USER_ID, msg("The end-user id is longer than 64 characters and may be refused."))


def _extra_problems(recipe: Recipe) -> Iterator[Problem]:
    for key in recipe.extra:
        if key in KNOWN_FIELDS:
            yield _block(
                Field.EXTRA,
                msg("“{key}” is a field of its own. Set it there, or name the extra key differently.", key=key),
            )
        elif not key.strip():
            yield _block(Field.EXTRA, msg("An extra key has no name. Name it or remove it."))


def _reference_problems(recipe: Recipe) -> Iterator[Problem]:
    yield from _count_problems(recipe)
    for reference in recipe.used():
        yield from _kind_problems(reference)
        if reference.url is not None:
            yield from _url_problems(reference)
        if reference.facts is not None:
            yield from _fact_problems(reference, reference.facts)
    yield from _sum_problems(recipe)


def _count_problems(recipe: Recipe) -> Iterator[Problem]:
    if recipe.workflow is Workflow.TEXT:
        yield from _at_most_one(recipe, Role.START_IMAGE)
    elif recipe.workflow is Workflow.FRAMES:
        if not recipe.of(Role.FIRST_FRAME):
            yield _block(Field.FIRST_FRAME, msg("Add the first frame."))
        yield from _at_most_one(recipe, Role.FIRST_FRAME)
        yield from _at_most_one(recipe, Role.LAST_FRAME)
    else:
        yield from _reference_counts(recipe)


def _at_most_one(recipe: Recipe, role: Role) -> Iterator[Problem]:
    for surplus in recipe.of(role)[1:]:
        yield _block(
            FIELD_OF_ROLE[role], msg("There can be only one. Remove “{name}”.", name=surplus.name), surplus, Fix.REMOVE
        )


def _reference_counts(recipe: Recipe) -> Iterator[Problem]:
    used = recipe.used()
    if not used:
        yield _block(Field.IMAGES, msg("Add an image, a video or a sound to refer to."))
    elif all(reference.kind is MediaKind.AUDIO for reference in used):
        yield _block(Field.AUDIOS, msg("Sound cannot stand alone. Add an image or a video."))
    for kind, limit in LIMITS.items():
        for surplus in recipe.of(Role.REFERENCE, kind)[limit:]:
            message = _TOO_MANY[kind](limit, surplus.name)
            yield _block(FIELD_OF_KIND[kind], message, surplus, Fix.REMOVE)


_TOO_MANY = {
    MediaKind.IMAGE: lambda limit, name: msg("At most {limit} images. Remove “{name}”.", limit=limit, name=name),
    MediaKind.VIDEO: lambda limit, name: msg("At most {limit} videos. Remove “{name}”.", limit=limit, name=name),
    MediaKind.AUDIO: lambda limit, name: msg("At most {limit} sounds. Remove “{name}”.", limit=limit, name=name),
}


def _kind_problems(reference: Reference) -> Iterator[Problem]:
    if reference.role is not Role.REFERENCE and reference.kind is not MediaKind.IMAGE:
        yield _block(
            field_of(reference),
            msg("“{name}” is not an image. Choose an image here.", name=reference.name),
            reference,
            Fix.REMOVE,
        )


def is_public_url(text: str) -> bool:
    """Whether `text` is an address that a server elsewhere could fetch: http or https, with a host, no white space."""
    if any(character.isspace() or ord(character) < 32 for character in text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def _url_problems(reference: Reference) -> Iterator[Problem]:
    if not is_public_url(reference.url or ""):
        yield _block(
            field_of(reference),
            msg("“{url}” is not a web address. It should begin with https://.", url=reference.url or ""),
            reference,
            Fix.REMOVE,
        )


# Limits of the model's vendor and of other sellers, spring and autumn 2026; skills.video documents none of these.
_MIB: Final = 1024 * 1024
_IMAGE_BYTES: Final = 30 * _MIB
_AUDIO_BYTES: Final = 15 * _MIB
_IMAGE_PIXELS: Final = 100_000_000
_VIDEO_BYTES_IN_ALL: Final = 50 * _MIB
_SIDE: Final = (300, 6000)
_ASPECT: Final = (0.4, 2.5)
_VIDEO_PIXELS: Final = (409_600, 927_408)
_FRAME_RATES: Final = (24.0, 60.0)
_SECONDS: Final = (2.0, 15.0)
_FILES_IN_ALL: Final = 12
_CONTAINERS: Final = {
    MediaKind.IMAGE: frozenset({"jpeg", "jpg", "png", "webp"}),
    MediaKind.VIDEO: frozenset({"mp4", "mov"}),
    MediaKind.AUDIO: frozenset({"mp3", "wav"}),
}
_CONTAINER_WORDS: Final = {
    MediaKind.IMAGE: "JPEG, PNG, WebP",
    MediaKind.VIDEO: "MP4, MOV",
    MediaKind.AUDIO: "MP3, WAV",
}


def _fact_problems(reference: Reference, facts: MediaFacts) -> Iterator[Problem]:
    field, name = field_of(reference), reference.name
    if facts.container not in _CONTAINERS[facts.kind]:
        yield _warn(
            field,
            msg(
                "“{name}” is {container}, which may be refused. {accepted} are accepted.",
                name=name,
                container=facts.container.upper(),
                accepted=_CONTAINER_WORDS[facts.kind],
            ),
            reference,
        )
    yield from _size_problems(reference, facts)
    if facts.kind is not MediaKind.IMAGE:
        yield from _time_problems(reference, facts)


def _size_problems(reference: Reference, facts: MediaFacts) -> Iterator[Problem]:
    field, name = field_of(reference), reference.name
    limit = {MediaKind.IMAGE: _IMAGE_BYTES, MediaKind.AUDIO: _AUDIO_BYTES, MediaKind.VIDEO: _VIDEO_BYTES_IN_ALL}[
        facts.kind
    ]
    if facts.size > limit:
        message = msg(
            "“{name}” has {size} MB. More than {limit} MB may be refused.",
            name=name,
            size=round(facts.size / _MIB),
            limit=limit // _MIB,
        )
        yield _warn(field, message, reference)
    if not facts.width or not facts.height:
        return
    pixels = {"name": name, "width": facts.width, "height": facts.height}
    if facts.kind is MediaKind.IMAGE and facts.width * facts.height > _IMAGE_PIXELS:
        # three times what anybody accepts, and more than this computer should unpack to draw it
        message = msg("“{name}” is {width} × {height}, too large to use. Make it smaller than 6,000 pixels.", **pixels)
        yield _block(field, message, reference, Fix.REMOVE)
        return
    if min(facts.width, facts.height) < _SIDE[0] or max(facts.width, facts.height) > _SIDE[1]:
        yield _warn(
            field,
            msg("“{name}” is {width} × {height}. Sides from 300 to 6,000 pixels are accepted.", **pixels),
            reference,
        )
    if not _ASPECT[0] <= facts.width / facts.height <= _ASPECT[1]:
        yield _warn(
            field, msg("“{name}” is {width} × {height}: too long and narrow, it may be refused.", **pixels), reference
        )
    if facts.kind is MediaKind.VIDEO and not _VIDEO_PIXELS[0] <= facts.width * facts.height <= _VIDEO_PIXELS[1]:
        yield _warn(
            field,
            msg("“{name}” is {width} × {height}. Videos near 1280 × 720 or smaller are safest.", **pixels),
            reference,
        )


def _time_problems(reference: Reference, facts: MediaFacts) -> Iterator[Problem]:
    field, name = field_of(reference), reference.name
    if facts.duration is not None and not _SECONDS[0] - 0.2 <= facts.duration <= _SECONDS[1] + 0.2:
        message = msg(
            "“{name}” is {seconds} s long. 2 to 15 seconds are accepted.", name=name, seconds=f"{facts.duration:.1f}"
        )
        yield _warn(field, message, reference)
    rate = facts.frame_rate
    if (
        facts.kind is MediaKind.VIDEO
        and rate is not None
        and not _FRAME_RATES[0] - 0.1 <= rate <= _FRAME_RATES[1] + 0.1
    ):
        yield _warn(
            field,
            msg("“{name}” has {rate} frames per second. 24 to 60 are accepted.", name=name, rate=f"{rate:g}"),
            reference,
        )


def _sum_problems(recipe: Recipe) -> Iterator[Problem]:
    used = recipe.used()
    if len(used) > _FILES_IN_ALL:
        yield _warn(Field.IMAGES, msg("{count} references in all. More than 12 may be refused.", count=len(used)))
    for kind, field in ((MediaKind.VIDEO, Field.VIDEOS), (MediaKind.AUDIO, Field.AUDIOS)):
        facts = [r.facts for r in recipe.of(Role.REFERENCE, kind) if r in used and r.facts is not None]
        seconds = sum(f.duration or 0 for f in facts)
        if len(facts) > 1 and seconds > _SECONDS[1] + 0.2:
            yield _warn(
                field, msg("{seconds} s in all. More than 15 seconds may be refused.", seconds=f"{seconds:.1f}")
            )
