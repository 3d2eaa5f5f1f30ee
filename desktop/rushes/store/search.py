"""How texts are searched: folded, by substring, in any language.

The trigram index finds whatever has three characters or more. Shorter words (most Chinese ones have two) it does not
find by itself, silently. They are found as the trigrams that begin with them, of which the index can give a list; every
text is padded so that its last characters begin one too. Where that list is long the word is common, and a scan of the
base table soon has a page full.
"""

from __future__ import annotations

import unicodedata
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rushes.store.rows import clean

if TYPE_CHECKING:
    import sqlite3

    from rushes.core.generation import Generation, GenerationId
    from rushes.core.recipe import Recipe

_INDEXED_FROM: Final = 3
"""Characters a word must have for the trigram index."""

_IDS_FROM: Final = 6
"""Characters a word must have to be looked for in ids: shorter ones occur there by chance."""

_TEXTS: Final = "{prompt other} : "
"""Keeps the index to the columns that hold words."""

_PADDING: Final = "  "
"""Two characters no query holds."""

_TERMS_AT_MOST: Final = 240
"""Trigrams that may stand for a short word. SQLite nests no deeper than 256 alternatives."""

_COMMON_FROM: Final = 40_000
"""Occurrences from which a short word is common: a scan from the newest row on soon has a page full."""

_LAST: Final = chr(0x10FFFF)

_WORDS_AT_MOST: Final = 32
"""Words of a query that count: a pasted prompt must not become a thousand conditions."""


def fold(text: str) -> str:
    """Return `text` so that what looks alike to a reader compares equal: one form, one width, one case."""
    once = unicodedata.normalize("NFKC", clean(text)).casefold()
    return unicodedata.normalize("NFKC", once).replace("\0", " ")


def prompt_words(recipe: Recipe) -> str:
    """Return the folded prompt."""
    return fold(recipe.prompt) + _PADDING


def other_words(recipe: Recipe, code: str = "", title: str = "") -> str:
    """Return what else a generation is found by: what went wrong, and the names of its references."""
    parts = [code, title]
    parts += [reference.name for reference in recipe.references]
    parts += [reference.url for reference in recipe.references if reference.url]
    return fold("\n".join(part for part in parts if part)) + _PADDING


def id_words(generation_id: GenerationId, remote_id: str | None = None) -> str:
    """Return the ids a generation is found by. They are random letters, so only long words are looked for in them."""
    return fold(f"{generation_id}\n{remote_id or ''}")


def other_words_of(generation: Generation) -> str:
    """Return `other_words` for a generation as it is now."""
    return other_words(generation.recipe, generation.code, generation.title)


@dataclass(frozen=True, slots=True)
class Search:
    """How a query is put to the database.

    `match` is for the index ('' when it cannot help), `scanned` are patterns for `LIKE` on the base table. `hopeless`
    means that a word occurs nowhere.
    """

    match: str = ""
    scanned: tuple[str, ...] = ()
    hopeless: bool = False


def split(query: str) -> list[str]:
    """Return the words of what a person typed, all of which must be found. Any character is only a character."""
    return list(dict.fromkeys(fold(query).split()))[:_WORDS_AT_MOST]


def plan(query: str, connection: sqlite3.Connection) -> Search:
    """Say how to find all words of a query."""
    clauses: list[str] = []
    scanned: list[str] = []
    for word in split(query):
        if len(word) >= _INDEXED_FROM:
            where = _TEXTS if len(word) < _IDS_FROM else ""
            clauses.append(where + _quoted(word))
            continue
        terms = _beginning_with(word, connection)
        if terms is None:
            scanned.append("%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")
        elif terms:
            clauses.append(_TEXTS + "(" + " OR ".join(map(_quoted, terms)) + ")")
        else:
            return Search(hopeless=True)
    return Search(" AND ".join(clauses), tuple(scanned))


def _beginning_with(word: str, connection: sqlite3.Connection) -> list[str] | None:
    """Return the trigrams that begin with a short word, or None when there are too many or the word is common."""
    found: dict[str, None] = {}
    occurrences = 0
    with closing(
        connection.execute(
            "SELECT term, doc FROM words_terms WHERE term >= ? AND term < ? AND col <> 'ids'", (word, word + _LAST)
        )
    ) as cursor:
        # each step counts where a trigram occurs: stop as soon as it is clear that the word is common
        for term, rows in cursor:
            found[term] = None
            occurrences += rows
            if len(found) > _TERMS_AT_MOST or occurrences > _COMMON_FROM:
                return None
    return list(found)


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'
