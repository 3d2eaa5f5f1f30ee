"""How texts are searched: folded, by substring, in any language.

The trigram index finds whatever has three characters or more. Shorter words (most Chinese ones have two) are looked for
in the base table: against the index, SQLite finds nothing for one or two characters outside ASCII, silently.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rushes.store.rows import clean

if TYPE_CHECKING:
    from rushes.core.generation import Generation, GenerationId
    from rushes.core.recipe import Recipe

_INDEXED_FROM: Final = 3
"""Characters a word must have for the trigram index."""

_WORDS_AT_MOST: Final = 32
"""Words of a query that count: a pasted prompt must not become a thousand conditions."""


def fold(text: str) -> str:
    """Return `text` so that what looks alike to a reader compares equal: one form, one width, one case."""
    once = unicodedata.normalize("NFKC", clean(text)).casefold()
    return unicodedata.normalize("NFKC", once).replace("\0", " ")


def prompt_words(recipe: Recipe) -> str:
    """Return the folded prompt."""
    return fold(recipe.prompt)


def other_words(
    recipe: Recipe, generation_id: GenerationId, remote_id: str | None = None, code: str = "", title: str = ""
) -> str:
    """Return what else a generation is found by: ids, names of its references, and what went wrong."""
    parts = [generation_id, remote_id or "", code, title]
    parts += [reference.name for reference in recipe.references]
    parts += [reference.url for reference in recipe.references if reference.url]
    return fold("\n".join(part for part in parts if part))


def other_words_of(generation: Generation) -> str:
    """Return `other_words` for a generation as it is now."""
    return other_words(generation.recipe, generation.id, generation.remote_id, generation.code, generation.title)


@dataclass(frozen=True, slots=True)
class Search:
    """A query's words: `match` for the index ('' when no word is long enough) and the short ones for the base table."""

    match: str
    short: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether everything is found."""
        return not self.match and not self.short


def parse(query: str) -> Search:
    """Split what a person typed into words, all of which must be found. Any character is only a character."""
    words = list(dict.fromkeys(fold(query).split()))[:_WORDS_AT_MOST]
    indexed = [word for word in words if len(word) >= _INDEXED_FROM]
    quoted = ['"' + word.replace('"', '""') + '"' for word in indexed]
    return Search(" AND ".join(quoted), tuple(word for word in words if len(word) < _INDEXED_FROM))
