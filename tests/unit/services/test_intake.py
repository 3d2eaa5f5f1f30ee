"""Turning what was dropped into references."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rushes.core.cancel import Cancelled, CancelToken
from rushes.core.generation import GenerationId
from rushes.core.media import MediaKind, Role
from rushes.core.recipe import Recipe, Workflow
from rushes.core.stages import Engine
from rushes.services.intake import Found, Offer, Place, name_of_url, place
from support import clips

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rushes.core.generation import Generation
    from rushes.services.studio import Studio

IMAGE, VIDEO, AUDIO = MediaKind.IMAGE, MediaKind.VIDEO, MediaKind.AUDIO
ANYWHERE = Place()


def found(kind: MediaKind, n: int = 1) -> Found:
    return Found(kind, f"{kind} {n}", url=f"https://example.com/{kind}{n}")


def roles(recipe: Recipe) -> list[Role]:
    return [reference.role for reference in recipe.references]


# --- placing ---


@pytest.mark.parametrize(
    ("workflow", "kinds", "after", "expected"),
    [
        (Workflow.TEXT, [IMAGE], Workflow.TEXT, [Role.START_IMAGE]),
        (Workflow.TEXT, [IMAGE, IMAGE], Workflow.REFERENCES, [Role.REFERENCE] * 2),
        (Workflow.TEXT, [VIDEO], Workflow.REFERENCES, [Role.REFERENCE]),
        (Workflow.TEXT, [IMAGE, AUDIO], Workflow.REFERENCES, [Role.REFERENCE] * 2),
        (Workflow.FRAMES, [IMAGE], Workflow.FRAMES, [Role.FIRST_FRAME]),
        (Workflow.FRAMES, [IMAGE, IMAGE], Workflow.FRAMES, [Role.FIRST_FRAME, Role.LAST_FRAME]),
        (Workflow.FRAMES, [VIDEO], Workflow.REFERENCES, [Role.REFERENCE]),
        (Workflow.REFERENCES, [IMAGE], Workflow.REFERENCES, [Role.REFERENCE]),
        (Workflow.TEXT, [], Workflow.TEXT, []),
    ],
)
def test_dropped_anywhere_it_goes_where_it_can_be_used(
    workflow: Workflow, kinds: list[MediaKind], after: Workflow, expected: list[Role]
) -> None:
    placed = place(Recipe(workflow), [found(kind, n) for n, kind in enumerate(kinds)], ANYWHERE)
    assert placed.recipe.workflow is after
    assert roles(placed.recipe) == expected
    assert placed.added == placed.recipe.references
    assert placed.left_out == ()


def test_a_slot_of_one_is_replaced() -> None:
    first = place(Recipe(), [found(IMAGE, 1)], ANYWHERE).recipe
    second = place(first, [found(IMAGE, 2)], Place(Role.START_IMAGE)).recipe
    assert [reference.name for reference in second.references] == ["image 2"]


def test_a_second_picture_fills_the_last_frame() -> None:
    first = place(Recipe(Workflow.FRAMES), [found(IMAGE, 1)], ANYWHERE).recipe
    assert roles(place(first, [found(IMAGE, 2)], ANYWHERE).recipe) == [Role.FIRST_FRAME, Role.LAST_FRAME]


def test_only_a_picture_can_be_a_frame() -> None:
    placed = place(Recipe(Workflow.FRAMES), [found(VIDEO)], Place(Role.FIRST_FRAME))
    assert placed.recipe.references == ()
    assert [left.name for left in placed.left_out] == ["video 1"]


@pytest.mark.parametrize(("kind", "limit"), [(IMAGE, 9), (VIDEO, 3), (AUDIO, 3)])
def test_a_full_list_takes_no_more_and_names_what_it_left(kind: MediaKind, limit: int) -> None:
    items = [found(kind, n) for n in range(1, limit + 3)]
    placed = place(Recipe(Workflow.REFERENCES), items, Place(Role.REFERENCE, kind))
    assert len(placed.recipe.references) == limit
    assert [left.name for left in placed.left_out] == [f"{kind} {limit + 1}", f"{kind} {limit + 2}"]
    assert str(limit) in placed.left_out[0].why.source()


def test_dropped_on_a_reference_it_takes_its_place() -> None:
    recipe = place(Recipe(Workflow.REFERENCES), [found(IMAGE, n) for n in range(1, 10)], ANYWHERE).recipe
    where = Place(Role.REFERENCE, IMAGE, replaces=recipe.references[3].id)
    placed = place(recipe, [found(IMAGE, 99)], where)
    assert [reference.name for reference in placed.recipe.references][3] == "image 99"
    assert len(placed.recipe.references) == 9
    assert len({reference.id for reference in placed.recipe.references}) == 9


# --- reading ---


def read(studio: Studio, offer: Offer, where: Place = ANYWHERE) -> tuple[list[tuple[MediaKind, str]], list[str]]:
    items, left_out = studio.intake.read(offer, where, CancelToken())
    assert all(left.why.source() for left in left_out)
    return [(item.kind, item.name) for item in items], [left.name for left in left_out]


def test_files_are_known_by_their_content(studio: Studio, tmp_path: Path) -> None:
    paths = (
        clips.png(tmp_path / "a.jpg", 320, 320),
        clips.video(tmp_path / "b.mp4", 320, 240, frames=5),
        clips.wav(tmp_path / "c.wav", 0.5),
        clips.text_as(tmp_path / "d.png"),
        clips.empty(tmp_path / "e.png"),
        tmp_path / "f.png",
    )
    assert read(studio, Offer(paths)) == (
        [(IMAGE, "a.jpg"), (VIDEO, "b.mp4"), (AUDIO, "c.wav")],
        ["d.png", "e.png", "f.png"],
    )


def test_folders_are_looked_through_without_what_is_hidden_or_deep(studio: Studio, tmp_path: Path) -> None:
    for name in ("shots/a.png", "shots/day 1/b.png", "shots/.hidden/c.png", "shots/.d.png", "shots/1/2/3/e.png"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        clips.png(path, 320, 320)
    (tmp_path / "shots" / "notes.txt").write_text("no")
    (tmp_path / "shots" / "loop").symlink_to(tmp_path / "shots")
    assert read(studio, Offer((tmp_path / "shots",))) == ([(IMAGE, "a.png"), (IMAGE, "b.png")], [])


def test_a_folder_without_media_is_named(studio: Studio, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert read(studio, Offer((tmp_path / "empty",))) == ([], ["empty"])


def test_an_address_is_taken_for_what_its_name_or_its_place_says(studio: Studio) -> None:
    urls = (
        "https://example.com/a.MP4?x=1",
        " https://example.com/b.wav ",
        "https://example.com/c",
        "ftp://x/d",
        "e",
    )
    expected = [(VIDEO, "a.MP4"), (AUDIO, "b.wav"), (IMAGE, "c")]
    assert read(studio, Offer(urls=urls)) == (expected, ["ftp://x/d", "e"])
    on_videos = Place(Role.REFERENCE, VIDEO)
    assert read(studio, Offer(urls=("https://example.com/c",)), on_videos) == ([(VIDEO, "c")], [])


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://example.com/a/b%20c.png?x#y", "b c.png"),
        ("https://example.com/a/", "a"),
        ("https://example.com", "example.com"),
    ],
)
def test_an_address_has_a_name(url: str, name: str) -> None:
    assert name_of_url(url) == name


def test_a_pasted_picture_is_kept_in_the_library(studio: Studio, tmp_path: Path) -> None:
    data = clips.png(tmp_path / "x.png", 320, 320).read_bytes()
    items, left_out = studio.intake.read(Offer(pictures=((data, ".png"), (b"no", ".png"))), ANYWHERE, CancelToken())
    (item,) = items
    assert item.path is not None
    assert item.path.is_relative_to(studio.library.folder)
    assert item.path.read_bytes() == data
    assert len(left_out) == 1


def test_a_take_is_a_video_or_where_a_picture_goes_its_last_frame(
    studio: Studio, recipe: Callable[..., Recipe], shoot: Callable[..., Generation]
) -> None:
    made = shoot(studio, recipe(), Engine.REHEARSAL)
    offer = Offer(takes=(made.id, GenerationId("nothing")))
    items, left_out = studio.intake.read(offer, ANYWHERE, CancelToken())
    assert [item.kind for item in items] == [VIDEO]
    assert len(left_out) == 1
    (frame,), _ = studio.intake.read(offer, Place(Role.FIRST_FRAME), CancelToken())
    assert frame.kind is IMAGE
    assert frame.facts is not None
    assert (frame.facts.width, frame.facts.height) == (864, 496)
    assert "Last frame" in frame.name
    # made once
    (again,), _ = studio.intake.read(offer, Place(Role.FIRST_FRAME), CancelToken())
    assert again.path == frame.path
    # and the poster of the same take, as JPEG, made once too
    poster = studio.pictures.poster(made.id)
    assert poster is not None
    assert poster.startswith(b"\xff\xd8")
    assert studio.pictures.poster(made.id) == poster
    assert studio.pictures.poster(GenerationId("nothing")) is None


def test_reading_stops_when_asked(studio: Studio, tmp_path: Path) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        studio.intake.read(Offer((clips.png(tmp_path / "a.png"),)), ANYWHERE, token)


def test_an_offer_knows_when_it_is_empty() -> None:
    assert Offer().empty
    assert not Offer(urls=("x",)).empty
