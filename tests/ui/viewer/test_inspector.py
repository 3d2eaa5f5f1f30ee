from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication

from rushes.core.answers import Usage
from rushes.core.media import MediaKind, Role
from rushes.core.parameters import Parameters
from rushes.core.recipe import Recipe, Reference, ReferenceId, Workflow
from rushes.core.stages import Engine, Stage
from rushes.ui import theme
from rushes.ui.theme import ThemeChoice
from rushes.ui.viewer import used
from support import clips
from support.takes import add_take, at_stage

if TYPE_CHECKING:
    from pathlib import Path

    from rushes.services.studio import Studio
    from rushes.ui.viewer.inspector import Inspector
    from support.viewing import Viewing

pytestmark = pytest.mark.timeout(90)

PROMPT = "[0–2s] 🎬 Slow dolly in on @Image1, steam rising from @Image2"


def inspector_of(viewing: Viewing) -> Inspector:
    assert viewing.pane.inspector is not None
    return viewing.pane.inspector


def recipe_with(studio: Studio, folder: Path, prompt: str = PROMPT, images: int = 2) -> Recipe:
    references = []
    for number in range(images):
        path = clips.png(folder / f"image {number}.png", colour=(20 * number, 90, 90))
        kept = studio.library.files.keep(path)
        references.append(
            Reference(ReferenceId(f"r{number}"), MediaKind.IMAGE, Role.REFERENCE, path.name, sha256=kept.sha256)
        )
    return Recipe(Workflow.REFERENCES, prompt, Parameters(seed=81172), tuple(references))


def test_it_says_how_a_take_was_made(viewing: Viewing, studio: Studio, clip: Path, tmp_path: Path) -> None:
    usage, remote = Usage(20, 15, 5), "gen_9f2c7d11"
    row = add_take(studio.library, clip, recipe_with(studio, tmp_path), usage=usage, remote_id=remote)
    viewing.show(row.id)
    shown = inspector_of(viewing)
    assert shown.prompt.toPlainText() == PROMPT
    said = {key: shown.facts.value(key) for key in ("workflow", "output", "seed", "cost", "made", "id")}
    assert said == {
        "workflow": "References",
        "output": "320 × 180, 2.04 s",
        "seed": "81172",
        "cost": "20 cr",
        "made": "1 s",
        "id": "gen_9f2c…",
    }
    assert [item.accessibleName() for item in shown.strip.items] == [
        "@Image1 · image 0.png",
        "@Image2 · image 1.png",
    ]
    viewing.until(lambda: all(item.pictured for item in shown.strip.items))


def test_a_rehearsal_is_free_and_marked(viewing: Viewing, studio: Studio, clip: Path) -> None:
    viewing.show(add_take(studio.library, clip, engine=Engine.REHEARSAL).id)
    assert inspector_of(viewing).facts.value("cost") == "free"
    assert inspector_of(viewing).badge.isVisible()


def test_mentions_stand_out_in_the_prompt_and_follow_the_theme(
    viewing: Viewing, studio: Studio, tmp_path: Path, themed: theme.ThemeManager
) -> None:
    viewing.show(at_stage(studio.library, Stage.WAITING, recipe_with(studio, tmp_path)).id)
    prompt = inspector_of(viewing).prompt

    def colour_of(words: str) -> str:
        cursor = prompt.document().find(words)
        assert cursor.selectedText() == words
        return cursor.charFormat().foreground().color().name()

    assert colour_of("@Image1") == theme.DARK.accent_text.name()
    assert colour_of("@Image2") == theme.DARK.accent_text.name()
    assert colour_of("[0–2s]") == theme.DARK.info.name()
    themed.choose(ThemeChoice.LIGHT)
    assert colour_of("@Image2") == theme.LIGHT.accent_text.name()


def test_buttons_carry_the_wish_for_what_is_shown(viewing: Viewing, studio: Studio, clip: Path) -> None:
    row = add_take(studio.library, clip)
    viewing.show(row.id)
    shown = inspector_of(viewing)
    for button in (shown.reuse, shown.folder, shown.delete):
        button.click()
    assert viewing.wishes == [("reuse", row.id), ("show_in_folder", row.id), ("delete", row.id)]


def test_a_row_without_a_file_has_no_folder_to_show_and_a_deleted_one_cannot_be_deleted(
    viewing: Viewing, studio: Studio
) -> None:
    row = at_stage(studio.library, Stage.FAILED)
    studio.history.delete([row.id])
    viewing.show(row.id)
    assert not inspector_of(viewing).folder.isVisible()
    assert not inspector_of(viewing).delete.isVisible()


def test_the_id_is_copied_whole(viewing: Viewing, studio: Studio, clip: Path) -> None:
    viewing.show(add_take(studio.library, clip, remote_id="gen_0123456789abcdef").id)
    inspector_of(viewing).copy.click()
    assert QGuiApplication.clipboard().text() == "gen_0123456789abcdef"
    assert inspector_of(viewing).copy.text() == "Copied"


def test_what_the_service_changed_is_marked(viewing: Viewing, studio: Studio, clip: Path) -> None:
    recipe = Recipe(Workflow.TEXT, "A fox", Parameters())
    answer = {"prompt": "A fox", "duration": "4", "resolution": "720p", "generate_audio": False, "seed": 7, "n": 1}
    viewing.show(add_take(studio.library, clip, recipe, used_input=answer).id)
    shown = inspector_of(viewing)
    assert shown.facts.value("used") == "Duration 5 s → 4 s\nSound on → off"
    assert shown.facts.value("seed") == "7"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"duration": 5.0, "generate_audio": "true", "aspect_ratio": "16:9"}, []),
        ({"aspect_ratio": "9:16"}, ["Aspect 16:9 → 9:16"]),
        ({"prompt": "Another prompt"}, ["The prompt was changed"]),
        ({"image_urls": ["https://a/1.png"]}, ["Images 2 → 1"]),
        ({"image_urls": ["https://a/1.png", "https://a/2.png"]}, []),
        ({"seed": None}, ["Seed 81172 → nothing"]),
        ({"camera": {"move": "pan"}}, ["camera tilt → {'move': 'pan'}"]),
        ({"unasked": True}, []),
    ],
)
def test_only_what_was_sent_can_differ(
    studio: Studio, tmp_path: Path, answer: dict[str, object], said: list[str]
) -> None:
    recipe = replace(recipe_with(studio, tmp_path), extra={"camera": "tilt"})
    row = at_stage(studio.library, Stage.RENDERING, recipe, used_input=answer)
    assert [one.words().source() for one in used.differences(row)] == said


def test_the_details_hold_times_credits_and_the_raw_answer(viewing: Viewing, studio: Studio, clip: Path) -> None:
    row = add_take(
        studio.library,
        clip,
        usage=Usage(20, 15, 5),
        credits_before=480.0,
        credits_after=460.0,
        answer={"id": "gen_1", "input": {"duration": 5}, "name": "雪"},
    )
    viewing.show(row.id)
    inspector_of(viewing).details.click()
    popover = inspector_of(viewing).popover
    assert popover is not None
    assert popover.isVisible()
    assert '"duration": 5' in popover.answer.toPlainText()
    assert "雪" in popover.answer.toPlainText()
    words = popover.words()
    assert words["charged"] == "20: 15 from the plan, 5 bought"
    assert (words["before"], words["after"]) == ("480", "460")
    assert {"created", "submitted", "ready"} <= set(words)
    popover.copy.click()
    assert QGuiApplication.clipboard().text() == popover.answer.toPlainText()
    popover.close()


@pytest.mark.parametrize(("width", "height"), [(712, 830), (632, 570), (344, 570), (320, 490)])
def test_no_button_and_no_fact_is_clipped(
    viewing: Viewing, studio: Studio, clip: Path, tmp_path: Path, width: int, height: int
) -> None:
    recipe = recipe_with(studio, tmp_path, PROMPT * 20, images=9)
    answer = {"duration": 4, "resolution": "480p", "aspect_ratio": "9:16"}
    viewing.pane.resize(width, height)
    viewing.play_ready(add_take(studio.library, clip, recipe, used_input=answer).id)
    assert viewing.pane.width() == width
    shown = inspector_of(viewing)
    body = shown.reuse.parentWidget()
    assert body is not None
    for button in (shown.reuse, shown.folder, shown.delete, shown.copy, shown.details):
        assert body.rect().contains(button.geometry()), button.text()
        assert button.width() >= button.sizeHint().width()
    assert shown.prompt.width() <= width
    # What there is no room for can be scrolled to: nothing is wider than what shows it.
    assert shown.facts.width() >= shown.facts.minimumSizeHint().width()


def test_nine_references_fit_or_are_counted(viewing: Viewing, studio: Studio, tmp_path: Path) -> None:
    viewing.pane.resize(340, 600)
    viewing.show(at_stage(studio.library, Stage.WAITING, recipe_with(studio, tmp_path, images=9)).id)
    strip = inspector_of(viewing).strip
    seen = [item for item in strip.items if item.isVisible()]
    assert 0 < len(seen) < 9
    assert strip.more_words() == f"+{9 - len(seen)}"


def test_a_mention_that_names_nothing_does_not_stand_out(viewing: Viewing, studio: Studio, tmp_path: Path) -> None:
    recipe = recipe_with(studio, tmp_path)
    viewing.show(at_stage(studio.library, Stage.WAITING, replace(recipe, prompt="@Image1 meets @Image7")).id)
    document = inspector_of(viewing).prompt.document()
    weights = {words: document.find(words).charFormat().fontWeight() for words in ("@Image1", "meets", "@Image7")}
    assert weights["@Image1"] > weights["meets"]
    assert weights["@Image7"] == weights["meets"]
