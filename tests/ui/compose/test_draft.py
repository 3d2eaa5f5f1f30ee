from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from rushes.core.media import MediaKind, Role
from rushes.core.recipe import Recipe, Reference, ReferenceId, Workflow
from rushes.ui.compose import renumber
from rushes.ui.compose.draft import Draft

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def draft(qapp: QApplication, clock: Clock) -> Draft:
    return Draft(clock=clock)


def typed(draft: Draft, text: str) -> None:
    draft.edit(replace(draft.recipe, prompt=text), "typing")


def test_quick_typing_is_one_step_back(draft: Draft) -> None:
    for text in ("a", "ab", "abc"):
        typed(draft, text)
    assert draft.undo()
    assert draft.recipe == Recipe()
    assert not draft.undo()


def test_typing_after_a_pause_is_a_step_of_its_own(draft: Draft, clock: Clock) -> None:
    typed(draft, "a")
    clock.now += 5
    typed(draft, "ab")
    draft.undo()
    assert draft.recipe.prompt == "a"


def test_typing_and_other_changes_come_back_in_their_order(draft: Draft) -> None:
    typed(draft, "a")
    draft.edit(replace(draft.recipe, workflow=Workflow.FRAMES))
    typed(draft, "ab")
    draft.undo()
    assert (draft.recipe.prompt, draft.recipe.workflow) == ("a", Workflow.FRAMES)
    draft.undo()
    assert (draft.recipe.prompt, draft.recipe.workflow) == ("a", Workflow.TEXT)
    draft.redo()
    draft.redo()
    assert draft.recipe == Recipe(Workflow.FRAMES, "ab")
    assert not draft.redo()


def test_a_new_edit_forgets_what_was_undone(draft: Draft) -> None:
    typed(draft, "a")
    draft.undo()
    typed(draft, "b")
    assert not draft.can_redo


def test_a_loaded_draft_does_not_overwrite_what_was_typed_and_is_one_step_back(draft: Draft) -> None:
    typed(draft, "new")
    draft.load(Recipe(prompt="saved"))
    assert draft.recipe.prompt == "new"
    draft.undo()
    draft.undo()
    assert draft.recipe.prompt == "saved"


def test_the_draft_of_another_library_takes_its_place(draft: Draft) -> None:
    typed(draft, "old library")
    draft.let_go()
    draft.load(Recipe(prompt="other library"))
    assert draft.recipe.prompt == "other library"
    assert not draft.can_undo


def _images(count: int) -> tuple[Reference, ...]:
    return tuple(
        Reference(ReferenceId(f"r{n}"), MediaKind.IMAGE, Role.REFERENCE, f"{n}.png") for n in range(1, count + 1)
    )


def test_mentions_follow_their_references_when_one_is_removed() -> None:
    recipe = Recipe(Workflow.REFERENCES, "@Image1 meets [Image2] and 图片3, not @Video1", references=_images(3))
    left = renumber.without(recipe, "r1")
    assert left.prompt == "@Image3 meets [Image1] and 图片2, not @Video1"
    assert [reference.id for reference in left.references] == ["r2", "r3"]


def test_removing_a_picture_for_a_frame_leaves_the_prompt_alone() -> None:
    start = Reference(ReferenceId("s"), MediaKind.IMAGE, Role.START_IMAGE, "s.png")
    recipe = Recipe(Workflow.REFERENCES, "@Image1", references=(*_images(1), start))
    assert renumber.without(recipe, "s").prompt == "@Image1"


@pytest.mark.parametrize(
    ("prompt", "left"),
    [
        ("@Image1 meets @Image7, then @Image1", "@Image1 meets, then @Image1"),
        ("@Image7 walks. @Video1", "walks."),
        ("🦊 from @Image9 to [Image8] town\n图片2", "🦊 from to town\n"),
        ("only @Image1", "only @Image1"),
    ],
)
def test_mentions_that_name_nothing_are_taken_out_with_one_space(prompt: str, left: str) -> None:
    recipe = Recipe(Workflow.REFERENCES, prompt, references=_images(1))
    assert renumber.without_unknown(recipe) == replace(recipe, prompt=left)


def test_every_mention_is_unknown_where_references_are_not_sent() -> None:
    recipe = Recipe(Workflow.TEXT, "a @Image1 fox", references=_images(1))
    assert renumber.without_unknown(recipe).prompt == "a fox"
