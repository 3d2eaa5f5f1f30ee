"""Freezing a recipe: from here on a generation needs neither the draft nor the files it was made from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from rushes.core.api_errors import KeyMissing
from rushes.core.errors import InvalidRequest, LibraryFull
from rushes.core.events import GenerationChanged
from rushes.core.messages import msg
from rushes.core.rules import blocking
from rushes.core.stages import Engine

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rushes.core.cancel import CancelToken
    from rushes.core.generation import Generation
    from rushes.core.media import MediaFacts
    from rushes.core.recipe import Recipe, Reference
    from rushes.services.account import Account
    from rushes.services.workbench import Workbench

ROOM_NEEDED: Final = 64 * 1024 * 1024
"""Free bytes wanted before anything is sent: a 15 s take at 1080p and its staging copy fit."""


class Freezer:
    """Writes generations down. May be used from any worker thread."""

    def __init__(self, bench: Workbench, account: Account, probe: Callable[[Path], MediaFacts]) -> None:
        self._bench = bench
        self._account = account
        self._probe = probe

    def freeze(
        self, recipe: Recipe, engine: Engine, *, cancel: CancelToken | None = None, held: bool = False
    ) -> Generation:
        """Check a recipe, copy its files into the library, and write a row at `waiting`.

        Nothing is sent, and a `held` one not before `send`. Raises `InvalidRequest`, `KeyMissing`, `MediaError`,
        `LibraryError`.
        """
        problems = blocking(recipe)
        if problems:
            raise InvalidRequest(problems[0].message, field=problems[0].field)
        if engine is Engine.SKILLS_VIDEO and self._account.key() is None:
            raise KeyMissing(msg("Nothing was sent."))
        self._require_room()
        sent = recipe.as_sent()
        kept = sent.with_references(self._keep(reference, cancel) for reference in sent.references)
        problems = blocking(kept)
        if problems:
            raise InvalidRequest(problems[0].message, field=problems[0].field)
        before = self._account.known_total() if engine is Engine.SKILLS_VIDEO else None
        generation = self._bench.library.generations.add(
            kept, engine, origin=self._bench.engines.origin(engine), credits_before=before, held=held
        )
        self._bench.events.publish(GenerationChanged(generation.id, added=True))
        return generation

    def _keep(self, reference: Reference, cancel: CancelToken | None) -> Reference:
        if not reference.is_local:
            return reference
        files = self._bench.library.files
        if reference.path is None:
            known = files.reference_path(reference.sha256 or "")
            if known is None:
                raise InvalidRequest(
                    msg("“{name}” is not in the library any more. Add the file again.", name=reference.name)
                )
            return reference
        facts = self._probe(reference.path)
        if facts.kind is not reference.kind:
            raise InvalidRequest(msg("“{name}” has changed and is no longer what it was.", name=reference.name))
        kept = files.keep(reference.path, cancel=cancel)
        return replace(reference, path=None, sha256=kept.sha256, facts=facts)

    def _require_room(self) -> None:
        self._bench.library.files.require_writable()
        free = self._bench.library.files.free_bytes()
        if free < ROOM_NEEDED:
            raise LibraryFull(
                msg(
                    "The disk that holds the library has {free} MB left; a take needs up to {needed} MB.",
                    free=free // (1024 * 1024),
                    needed=ROOM_NEEDED // (1024 * 1024),
                )
            )
