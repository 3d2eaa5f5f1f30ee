"""Every problem with a recipe before it is sent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rushes.core.media import MediaFacts, MediaKind, Role
from rushes.core.parameters import Parameters
from rushes.core.recipe import Recipe, Reference, ReferenceId, Workflow
from rushes.core.rules import KNOWN_FIELDS, Field, Fix, Problem, blocking, is_public_url, problems

IMAGE = MediaFacts(MediaKind.IMAGE, 50_000, "png", width=1280, height=720)
VIDEO = MediaFacts(MediaKind.VIDEO, 500_000, "mp4", width=1280, height=720, duration=5.0, frame_rate=24.0)
AUDIO = MediaFacts(MediaKind.AUDIO, 500_000, "wav", duration=5.0)
FACTS = {MediaKind.IMAGE: IMAGE, MediaKind.VIDEO: VIDEO, MediaKind.AUDIO: AUDIO}


def ref(kind: MediaKind, role: Role = Role.REFERENCE, n: int = 1, facts: MediaFacts | None = None) -> Reference:
    return Reference(ReferenceId(f"{kind}{n}"), kind, role, f"{kind} {n}", sha256="ab" * 32, facts=facts or FACTS[kind])


def many(kind: MediaKind, count: int) -> tuple[Reference, ...]:
    return tuple(ref(kind, n=n) for n in range(1, count + 1))


def text(**changes: object) -> Recipe:
    return replace(Recipe(Workflow.TEXT, "a fox"), **changes)  # type: ignore[arg-type]


def references(*given: Reference) -> Recipe:
    return Recipe(Workflow.REFERENCES, "a fox", references=given)


GOOD = [
    text(),
    text(references=(ref(MediaKind.IMAGE, Role.START_IMAGE),)),
    Recipe(Workflow.FRAMES, "a fox", references=(ref(MediaKind.IMAGE, Role.FIRST_FRAME),)),
    Recipe(
        Workflow.FRAMES,
        "a fox",
        references=(ref(MediaKind.IMAGE, Role.FIRST_FRAME), ref(MediaKind.IMAGE, Role.LAST_FRAME)),
    ),
    references(ref(MediaKind.IMAGE)),
    references(ref(MediaKind.VIDEO), ref(MediaKind.AUDIO)),
    references(*many(MediaKind.IMAGE, 9)),
    text(parameters=Parameters(duration=4, seed=2**53 - 1)),
    text(parameters=Parameters(duration=15, seed=-(2**53 - 1))),
    text(extra={"style": "noir"}),
]


@pytest.mark.parametrize("recipe", GOOD)
def test_a_good_recipe_has_no_problem(recipe: Recipe) -> None:
    assert problems(recipe) == ()


BAD = [
    (text(prompt=""), Field.PROMPT, "Write a prompt"),
    (text(prompt=" \n\t"), Field.PROMPT, "Write a prompt"),
    (text(prompt="x" * 100_000), Field.PROMPT, "100000 characters"),
    (text(prompt="a\0b"), Field.PROMPT, "cannot be sent"),
    (text(parameters=Parameters(duration=3)), Field.DURATION, "not 3"),
    (text(parameters=Parameters(duration=16)), Field.DURATION, "not 16"),
    (text(parameters=Parameters(seed=2**53)), Field.SEED, "out of range"),
    (text(parameters=Parameters(seed=-(2**53))), Field.SEED, "out of range"),
    (text(extra={"seed": 1}), Field.EXTRA, "field of its own"),
    (text(extra={" ": 1}), Field.EXTRA, "no name"),
    (
        text(references=(ref(MediaKind.IMAGE, Role.START_IMAGE), ref(MediaKind.IMAGE, Role.START_IMAGE, 2))),
        Field.START_IMAGE,
        "only one",
    ),
    (text(references=(ref(MediaKind.VIDEO, Role.START_IMAGE),)), Field.START_IMAGE, "not an image"),
    (Recipe(Workflow.FRAMES, "a fox"), Field.FIRST_FRAME, "first frame"),
    (
        Recipe(Workflow.FRAMES, "a fox", references=(ref(MediaKind.IMAGE, Role.LAST_FRAME),)),
        Field.FIRST_FRAME,
        "first frame",
    ),
    (references(), Field.IMAGES, "Add an image"),
    (references(ref(MediaKind.AUDIO)), Field.AUDIOS, "cannot stand alone"),
    (references(*many(MediaKind.IMAGE, 10)), Field.IMAGES, "At most 9 images"),
    (references(*many(MediaKind.VIDEO, 4)), Field.VIDEOS, "At most 3 videos"),
    (references(ref(MediaKind.IMAGE), *many(MediaKind.AUDIO, 4)), Field.AUDIOS, "At most 3 sounds"),
    (
        references(ref(MediaKind.IMAGE, facts=replace(IMAGE, width=20_000, height=10_000))),
        Field.IMAGES,
        "20000 × 10000",
    ),
]


@pytest.mark.parametrize(("recipe", "field", "words"), BAD)
def test_a_bad_recipe_is_blocked_at_its_field(recipe: Recipe, field: Field, words: str) -> None:
    found = [problem for problem in blocking(recipe) if words in problem.message.source()]
    assert [problem.field for problem in found] == [field]
    assert problems(recipe)[0].blocks, "what blocks comes first"


@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("https://example.com/a.png", True),
        ("http://example.com", True),
        ("https://例え.jp/猫.png?x=1#y", True),
        ("https://example.com:8443/a", True),
        ("ftp://example.com/a.png", False),
        ("file:///etc/passwd", False),
        ("https://", False),
        ("https:///a.png", False),
        ("https://exa mple.com/a.png", False),
        ("https://example.com/a\nb", False),
        ("https://example.com:0/a", False),
        ("https://example.com:port/a", False),
        ("https://[::1/a", False),
        ("example.com/a.png", False),
        ("javascript:alert(1)", False),
        ("", False),
    ],
)
def test_what_a_web_address_is(url: str, good: bool) -> None:
    assert is_public_url(url) is good
    recipe = references(replace(ref(MediaKind.IMAGE), url=url, sha256=None, facts=None))
    assert (blocking(recipe) == ()) is good


def warning(recipe: Recipe) -> Problem:
    (found,) = problems(recipe)
    assert not found.blocks
    return found


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (replace(IMAGE, container="tiff"), "TIFF"),
        (replace(IMAGE, size=31 * 1024 * 1024), "31 MB"),
        (replace(IMAGE, width=200, height=200), "300 to 6,000"),
        (replace(IMAGE, width=7000, height=5000), "300 to 6,000"),
        (replace(IMAGE, width=3000, height=600), "long and narrow"),
        (replace(VIDEO, container="avi"), "AVI"),
        (replace(VIDEO, width=1920, height=1080), "1920 × 1080"),
        (replace(VIDEO, duration=1.0), "1.0 s"),
        (replace(VIDEO, duration=16.0), "16.0 s"),
        (replace(VIDEO, frame_rate=15.0), "15 frames"),
        (replace(VIDEO, size=51 * 1024 * 1024), "51 MB"),
    ],
)
def test_what_only_other_sellers_refuse_warns(facts: MediaFacts, words: str) -> None:
    found = warning(references(ref(facts.kind, facts=facts)))
    assert words in found.message.source()
    assert found.reference_id == f"{facts.kind}1"


def test_sums_and_totals_warn() -> None:
    assert "16.0 s in all" in warning(references(*(ref(MediaKind.VIDEO, n=n, facts=replace(VIDEO, duration=8.0))
                                                   for n in (1, 2)))).message.source()  # fmt: skip
    all_kinds = (*many(MediaKind.IMAGE, 9), *many(MediaKind.VIDEO, 3), ref(MediaKind.AUDIO))
    assert "13 references" in warning(references(*all_kinds)).message.source()


def test_a_mention_without_its_reference_warns() -> None:
    recipe = replace(references(ref(MediaKind.IMAGE)), prompt="@Image1 meets @Image2 and @Video1, @Image2 again")
    assert [problem.message.source().split()[3] for problem in problems(recipe)] == ["@Image2,", "@Video1,"]
    assert {problem.fix for problem in problems(recipe)} == {Fix.UNMENTION}


def test_what_the_workflow_does_not_send_is_no_problem() -> None:
    hidden = (ref(MediaKind.AUDIO), ref(MediaKind.IMAGE, facts=replace(IMAGE, width=20_000, height=10_000)))
    assert problems(text(references=hidden)) == ()


def test_a_surplus_reference_can_be_removed_by_one_click() -> None:
    recipe = references(*many(MediaKind.IMAGE, 10))
    (found,) = blocking(recipe)
    assert (found.fix, found.reference_id) == (Fix.REMOVE, "image10")
    assert blocking(recipe.without("image10")) == ()


def test_the_known_fields_are_those_of_the_reference_page() -> None:
    page = """prompt feature aspect_ratio resolution duration generate_audio seed end_user_id audio_url audio_urls
        image_url image_urls reference_image_urls video_urls video_refs first_frame_url end_frame_url"""
    assert frozenset(page.split()) == KNOWN_FIELDS
