"""The prompt with its heading, its beats and what is wrong with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rushes.core.media import Role
from rushes.core.messages import msg
from rushes.core.recipe import Recipe, Workflow, label, mentionable
from rushes.core.rules import PROMPT_LIMIT
from rushes.ui import formats, theme
from rushes.ui.compose.beats_strip import BeatsStrip
from rushes.ui.compose.cards import ProblemCards
from rushes.ui.compose.prompt_edit import PromptEdit
from rushes.ui.widgets.containers import set_wrong
from rushes.ui.widgets.labels import SectionHeader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rushes.core.rules import Problem
    from rushes.ui.compose.completion import Candidate
    from rushes.ui.compose.thumbs import Thumbs

NEAR: Final = 0.9
"""From this part of the limit on, the characters are counted for all to see."""


class PromptSection(QWidget):
    """The editor and what belongs to it."""

    def __init__(self, thumbs: Thumbs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbs = thumbs
        self._recipe = Recipe()
        self.header = SectionHeader(msg("Prompt"))
        self.edit = PromptEdit()
        self.edit.set_candidates(self.candidates)
        self.beats = BeatsStrip()
        self.cards = ProblemCards()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.MARGIN, 10, theme.MARGIN, 10)
        column.setSpacing(theme.GRID)
        for widget in (self.header, self.edit, self.beats, self.cards):
            column.addWidget(widget)
        self._counted = False
        self.header.say_note(_HINTS)

    def show_recipe(self, recipe: Recipe, *, typed: bool) -> None:
        """Show the prompt of a recipe; nothing is to be done for one that was just typed here."""
        other = recipe.references != self._recipe.references or recipe.workflow is not self._recipe.workflow
        self._recipe = recipe
        if not typed:
            self.edit.show_text(recipe.prompt)
        if other or not typed:
            self.edit.set_counts(mentionable(recipe))
        self._count(len(recipe.prompt))

    def show_problems(self, problems: Sequence[Problem], recipe: Recipe) -> None:
        """Show what is wrong with the prompt, and its beats."""
        self.beats.show_prompt(recipe.prompt)
        self.cards.show_problems(_together(problems))
        set_wrong(self.edit, any(problem.blocks for problem in problems))

    def candidates(self) -> list[Candidate]:
        """Return what can be mentioned."""
        recipe = self._recipe
        if recipe.workflow is not Workflow.REFERENCES:
            return []
        from rushes.ui.compose.completion import Candidate  # deferred: no part of the first paint

        found: list[Candidate] = []
        for reference in recipe.of(Role.REFERENCE):
            thumb = self._thumbs.get(reference)
            image = thumb.image if thumb is not None else None
            found.append(Candidate(label(recipe, reference), reference.name, image))
        return found

    def _count(self, characters: int) -> None:
        near = characters > PROMPT_LIMIT * NEAR
        if near:
            self.header.say_note(
                msg("{n} of {limit} characters", n=formats.number(characters), limit=formats.number(PROMPT_LIMIT))
            )
        elif self._counted:
            self.header.say_note(_HINTS)
        self._counted = near


_HINTS: Final = msg("@ mention   [0–2s] beat")


def _together(problems: Sequence[Problem]) -> list[Problem]:
    """Return the problems with all mentions that name nothing on one card."""
    mentions = [problem for problem in problems if "name" in problem.message.values]
    if len(mentions) < 2:
        return list(problems)
    names = ", ".join(str(problem.message.values["name"]) for problem in mentions[:NAMED])
    more = "…" if len(mentions) > NAMED else ""
    words = msg("The prompt mentions {names}, which are not among the references.", names=names + more)
    rest = [problem for problem in problems if problem not in mentions]
    return [*rest, replace(mentions[0], message=words)]


NAMED: Final = 6
