"""Keeping the mentions of a prompt true when references come, go or change places."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from rushes.core.media import MediaKind, Role
from rushes.core.prompt import Mention, mentions
from rushes.core.recipe import mentionable

if TYPE_CHECKING:
    from rushes.core.recipe import Recipe

_CLOSING: Final = ("", "\n", ".", ",", ";", ":", "!", "?")
"""What no space stands before; the empty text is the end of the prompt."""


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


def without_unknown(recipe: Recipe) -> Recipe:
    """Return `recipe` without the mentions that name nothing, each with one of the spaces around it."""
    counts = mentionable(recipe)
    parts: list[str] = []
    end = 0
    for mention in mentions(recipe.prompt):
        if 1 <= mention.number <= counts[mention.kind]:
            continue
        before = recipe.prompt[end : mention.start]
        end = mention.end
        if recipe.prompt[end : end + 1] == " " and (not before or before[-1].isspace()):
            end += 1
        elif recipe.prompt[end : end + 1] in _CLOSING:
            before = before.removesuffix(" ")
        parts.append(before)
    return replace(recipe, prompt="".join([*parts, recipe.prompt[end:]]))


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
