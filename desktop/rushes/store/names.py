"""Names for files, safe on every file system, that a person recognises."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from rushes.store.rows import clean

if TYPE_CHECKING:
    from datetime import datetime

    from rushes.core.generation import Generation

_BEAT: Final = re.compile(r"\[[^\]\n]{0,24}\]")
_MENTION: Final = re.compile(r"@(?:image|video|audio)\d+", re.IGNORECASE)
_CHARACTERS: Final = 36
_BYTES: Final = 108
"""A name may have 255 bytes on most file systems, and 143 on an encrypted one, of which date, id and suffix need 37."""

_SUFFIX: Final = re.compile(r"\.[a-z0-9]{1,8}")


def prompt_slug(prompt: str) -> str:
    """Return the first words of a prompt as a part of a file name: `slow-dolly-in-on`; '' when it has no letter.

    Letters and digits of every script are kept; beats, mentions and all other characters part words.
    """
    text = unicodedata.normalize("NFC", clean(prompt[:2000]))
    text = _MENTION.sub(" ", _BEAT.sub(" ", text)).lower()
    kept = "".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in text)
    slug = ""
    for word in kept.split():
        longer = f"{slug}-{word}" if slug else word[:_CHARACTERS]
        if len(longer) > _CHARACTERS or len(longer.encode()) > _BYTES:
            break
        slug = longer
    while len(slug.encode()) > _BYTES:
        slug = slug[:-1]
    return slug


def take_name(generation: Generation, local: datetime) -> str:
    """Return the file name of a take, given its time of making on the user's clock."""
    parts = (local.strftime("%Y-%m-%d %H.%M.%S"), prompt_slug(generation.recipe.prompt), generation.id)
    return " ".join(part for part in parts if part) + ".mp4"


def safe_suffix(name: str) -> str:
    """Return the suffix of a file's name in lower case if it is a plain one, else ''."""
    dot = name.rfind(".")
    suffix = name[dot:].lower() if dot > 0 else ""
    return suffix if _SUFFIX.fullmatch(suffix) else ""
