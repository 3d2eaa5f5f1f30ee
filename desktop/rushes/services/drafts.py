"""The draft on the desk, kept so that a crash loses at most a moment of typing."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Final

from rushes.core.errors import LibraryError
from rushes.core.recipe import Recipe
from rushes.core.recipe_json import from_json, to_json

if TYPE_CHECKING:
    from rushes.store.library import Library

log = logging.getLogger(__name__)

DESK: Final = "desk"


class Drafts:
    """Keeps the draft in the library. Calls block."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def load(self) -> Recipe:
        """Return the draft as it was last saved, or an empty one."""
        text = self._library.drafts.load(DESK)
        if text is None:
            return Recipe()
        try:
            return from_json(json.loads(text))
        except (ValueError, LibraryError):
            log.warning("the saved draft could not be read; starting with an empty one")
            return Recipe()

    def save(self, recipe: Recipe) -> None:
        """Save the draft. Raises `LibraryError`."""
        self._library.drafts.save(DESK, json.dumps(to_json(recipe), ensure_ascii=False))
