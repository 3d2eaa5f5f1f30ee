"""Keeping the mentions of a prompt true when references come, go or change places."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rushes.core.media import MediaKind, Role
from rushes.core.prompt import Mention, mentions

if TYPE_CHECKING:
    from rushes.core.recipe import Recipe


def without(recipe: Recipe, reference_id: str) -> Recipe:
    """Return `recipe` without a reference, its mentions renumbered.

    A mention of the one that has gone gets the number after the last: it is marked as unknown, and a picture added in
    its place takes it over.
    """
    gone = recipe.find(reference_id)
    left = recipe.without(reference_id)
    if gone is None or gone.role is not Role.REFERENCE:
        return left
    before = [known.id for known in recipe.of(Role.REFERENCE, gone.kind)]
    after = [known.id for known in left.of(Role.REFERENCE, gone.kind)]
    numbers = {
        number: after.index(known) + 1 if known in after else len(before) for number, known in enumerate(before, 1)
    }
    return replace(left, prompt=_renumbered(recipe.prompt, gone.kind, numbers))


def _renumbered(prompt: str, kind: MediaKind, numbers: dict[int, int]) -> str:
    parts: list[str] = []
    end = 0
    for mention in mentions(prompt):
        if mention.kind is kind and mention.number in numbers:
            parts += (prompt[end : mention.start], _with_number(prompt, mention, numbers[mention.number]))
            end = mention.end
    return "".join([*parts, prompt[end:]])


def _with_number(prompt: str, mention: Mention, number: int) -> str:
    written = prompt[mention.start : mention.end]
    closing = "]" if written.endswith("]") else ""
    return written.removesuffix("]").rstrip("0123456789") + str(number) + closing
