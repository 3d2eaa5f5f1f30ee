"""Recipes: what a workflow sends, and that one can be written down and read again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.core.media import MediaFacts, MediaKind, Role
from rushes.core.parameters import (
    FRAME_SIZES,
    AspectRatio,
    Parameters,
    Resolution,
    nearest_aspect_ratio,
)
from rushes.core.recipe import Recipe, Reference, ReferenceId, Workflow, infer_workflow, label
from rushes.core.recipe_json import UnreadableRecipe, from_json, to_json

TEXT = st.text(st.characters(codec="utf-8"), max_size=30)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)
FACTS = st.builds(
    MediaFacts,
    kind=st.sampled_from(MediaKind),
    size=st.integers(0, 2**40),
    container=TEXT,
    width=st.none() | st.integers(1, 9999),
    duration=st.none() | st.floats(0, 1000),
    frames=st.none() | st.integers(1, 9999),
    audio_codec=st.none() | TEXT,
)
REFERENCES = st.builds(
    Reference,
    id=TEXT.map(ReferenceId),
    kind=st.sampled_from(MediaKind),
    role=st.sampled_from(Role),
    name=TEXT,
    url=st.none() | TEXT,
    path=st.none() | st.just(Path("/a b/ü.png")),
    sha256=st.none() | st.just("ab" * 32),
    facts=st.none() | FACTS,
)
RECIPES = st.builds(
    Recipe,
    workflow=st.sampled_from(Workflow),
    prompt=TEXT,
    parameters=st.builds(
        Parameters,
        aspect_ratio=st.sampled_from(AspectRatio),
        resolution=st.sampled_from(Resolution),
        duration=st.integers(),
        generate_audio=st.booleans(),
        seed=st.none() | st.integers(),
        end_user_id=st.none() | TEXT,
    ),
    references=st.lists(REFERENCES, max_size=4).map(tuple),
    extra=st.dictionaries(TEXT, JSON, max_size=3),
)


@given(RECIPES)
def test_a_recipe_is_read_as_it_was_written(recipe: Recipe) -> None:
    again = from_json(json.loads(json.dumps(to_json(recipe))))
    assert again == recipe
    assert dict(again.extra) == dict(recipe.extra)


def test_what_a_later_version_adds_is_ignored() -> None:
    data = to_json(Recipe(prompt="a fox"))
    parameters = data["parameters"]
    assert isinstance(parameters, dict)
    assert from_json({**data, "mood": 1, "parameters": {**parameters, "n": 4}}).prompt == "a fox"


@pytest.mark.parametrize(
    "change",
    [
        {"workflow": "dance"},
        {"prompt": None},
        {"parameters": {}},
        {"parameters": {"aspect_ratio": "16:9", "resolution": "720p", "duration": True, "generate_audio": True}},
        {"references": {}},
        {"references": [{"id": "a"}]},
        {"references": [{"id": "a", "kind": "smell", "role": "reference", "name": "x"}]},
        {"extra": []},
    ],
)
def test_what_was_not_written_by_us_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(UnreadableRecipe):
        from_json({**to_json(Recipe(prompt="a fox")), **change})


@pytest.mark.parametrize("data", [None, [], "x", 3, {}])
def test_what_is_no_recipe_is_refused(data: object) -> None:
    with pytest.raises(UnreadableRecipe):
        from_json(data)


def ref(role: Role, kind: MediaKind = MediaKind.IMAGE, name: str = "a") -> Reference:
    return Reference(ReferenceId(f"{role}{name}"), kind, role, name, url="https://example.com/a")


@pytest.mark.parametrize(
    ("workflow", "sent"),
    [
        (Workflow.TEXT, [Role.START_IMAGE]),
        (Workflow.FRAMES, [Role.FIRST_FRAME, Role.LAST_FRAME]),
        (Workflow.REFERENCES, [Role.REFERENCE]),
    ],
)
def test_a_workflow_sends_its_roles_and_a_draft_keeps_the_others(workflow: Workflow, sent: list[Role]) -> None:
    recipe = Recipe(workflow, "a fox", references=tuple(ref(role) for role in Role))
    assert [reference.role for reference in recipe.used()] == sent
    assert recipe.as_sent().references == recipe.used()
    assert len(recipe.references) == 4


def test_labels_count_from_one_in_each_kind() -> None:
    given = [
        ref(Role.REFERENCE, MediaKind.IMAGE, "a"),
        ref(Role.REFERENCE, MediaKind.VIDEO, "b"),
        ref(Role.REFERENCE, MediaKind.IMAGE, "c"),
    ]
    recipe = Recipe(Workflow.REFERENCES, references=tuple(given))
    assert [label(recipe, reference) for reference in given] == ["@Image1", "@Video1", "@Image2"]


@pytest.mark.parametrize(
    ("roles", "images", "others", "workflow"),
    [
        ([], 0, 0, Workflow.TEXT),
        ([], 1, 0, Workflow.TEXT),
        ([], 2, 0, Workflow.REFERENCES),
        ([], 0, 1, Workflow.REFERENCES),
        ([Role.FIRST_FRAME], 0, 0, Workflow.FRAMES),
        ([Role.LAST_FRAME], 2, 1, Workflow.FRAMES),
    ],
)
def test_the_workflow_is_inferred(roles: list[Role], images: int, others: int, workflow: Workflow) -> None:
    assert infer_workflow(roles, images, others) is workflow


def test_every_ratio_and_resolution_has_a_size_near_its_ratio() -> None:
    assert set(FRAME_SIZES) == {(ratio, tier) for ratio in AspectRatio for tier in Resolution}
    for (ratio, _), (width, height) in FRAME_SIZES.items():
        across, down = (int(part) for part in ratio.split(":"))
        assert width / height == pytest.approx(across / down, rel=0.03)
        assert width % 2 == height % 2 == 0
        assert nearest_aspect_ratio(width, height) is ratio
    assert Parameters(duration=5).frame_count == 121
