"""What a prompt's words stand for: mentions of references, and beats.

A mention is `@Image2` (any case), counted from 1 per kind; `[Image2]` and `图片2` are understood too, since other
sellers of the model write them so. A beat is a time range in seconds in square brackets, `[0–2s]`, which opens a shot.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from rushes.core.media import MediaKind

_KINDS: Final = {
    "image": MediaKind.IMAGE,
    "video": MediaKind.VIDEO,
    "audio": MediaKind.AUDIO,
    "图片": MediaKind.IMAGE,
    "视频": MediaKind.VIDEO,
    "音频": MediaKind.AUDIO,
}

_MENTION: Final = re.compile(
    r"@(?P<at>image|video|audio)\ ?(?P<at_n>[0-9]{1,3})(?![0-9A-Za-z_])"
    r"|\[(?P<br>image|video|audio)\ ?(?P<br_n>[0-9]{1,3})\]"
    r"|@?(?P<zh>图片|视频|音频)\ ?(?P<zh_n>[0-9]{1,3})(?![0-9])",
    re.IGNORECASE,
)

_NUMBER = r"[0-9]{1,3}(?:\.[0-9]{1,3})?"
_BEAT: Final = re.compile(rf"\[\s*(?P<start>{_NUMBER})\s*s?\s*(?:-|–|—|~|to)\s*(?P<end>{_NUMBER})\s*(?:s|秒)?\s*\]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A reference named in a prompt: its kind, its number (from 1), and where it stands in the text."""

    kind: MediaKind
    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Beat:
    """A shot of the clip: seconds from and to, where its bracket stands in the text, and the words that follow it."""

    from_seconds: float
    to_seconds: float
    start: int
    end: int
    words: str


def mentions(prompt: str) -> tuple[Mention, ...]:
    """Return the mentions in `prompt`, in order."""
    found = []
    for match in _MENTION.finditer(prompt):
        word = match["at"] or match["br"] or match["zh"]
        number = match["at_n"] or match["br_n"] or match["zh_n"]
        found.append(Mention(_KINDS[word.lower()], int(number), match.start(), match.end()))
    return tuple(found)


def beats(prompt: str) -> tuple[Beat, ...]:
    """Return the beats in `prompt`, in the order they are written."""
    matches = list(_BEAT.finditer(prompt))
    if not matches:
        return ()
    ends = [match.start() for match in matches[1:]] + [len(prompt)]
    return tuple(
        Beat(float(match["start"]), float(match["end"]), match.start(), match.end(), prompt[match.end() : end].strip())
        for match, end in zip(matches, ends, strict=True)
    )
