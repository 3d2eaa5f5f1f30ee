from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from rushes.core.errors import LibraryDamaged
from rushes.core.events import GenerationChanged, Transfer
from rushes.core.messages import msg
from rushes.core.stages import Engine, Stage
from support.takes import add_take, at_stage

if TYPE_CHECKING:
    from pathlib import Path

    from rushes.services.studio import Studio
    from support.viewing import Viewing

pytestmark = pytest.mark.timeout(90)

REFUSED = {
    "code": "VIDEO_GENERATION_CONTENT_REJECTED",
    "title": "The content was refused",
    "message": "Input image may contain a real person.",
    "next_step": "Change the prompt or a reference.",
}
NO_KEY = {"code": "HTTP_401", "title": "skills.video does not accept the key", "message": "Invalid API key"}
NOT_FETCHED = {"stopped": True, "title": "The finished file could not be fetched", "message": "The line was cut."}


@pytest.mark.parametrize(
    ("stage", "facts", "title", "said", "wishes"),
    [
        (Stage.WAITING, {}, "Waiting for a free slot", "", {"Cancel": "cancel"}),
        (
            Stage.WAITING,
            {"held": True},
            "Held since the last close",
            "Nothing was sent.",
            {"Send": "send", "Drop": "cancel"},
        ),
        (
            Stage.WAITING,
            {"held": True, "title": "There is no key for skills.video", "next_step": "Add your key."},
            "There is no key for skills.video",
            "Add your key.",
            {"Add key": "key", "Send": "send", "Drop": "cancel"},
        ),
        (Stage.SUBMITTING, {}, "Sending", "", {"Cancel": "cancel"}),
        (
            Stage.UNCONFIRMED,
            {},
            "Sent, but no answer came back",
            "It may be running and may be charged.",
            {"Send again": "send_again", "Forget": "forget"},
        ),
        (
            Stage.UNCONFIRMED,
            {"credits_before": 480.0, "credits_after": 460.0},
            "Sent, but no answer came back",
            "Credits before: 480, after: 460.",
            {"Send again": "send_again", "Forget": "forget"},
        ),
        (
            Stage.QUEUED,
            {},
            "In queue at skills.video",
            "If you stop, it keeps running at skills.video and may be charged.",
            {"Stop following": "stop_following"},
        ),
        (
            Stage.RENDERING,
            {},
            "Rendering at skills.video",
            "If you stop, it keeps running at skills.video and may be charged.",
            {"Stop following": "stop_following"},
        ),
        (
            Stage.RENDERING,
            {"status_word": "WARMING_UP"},
            "Rendering at skills.video",
            "“WARMING_UP”",
            {"Stop following": "stop_following"},
        ),
        (Stage.FETCHING, {}, "Fetching the file", "", {}),
        (Stage.RENDERING, {"stopped": True}, "No longer followed", "may be charged", {"Follow again": "follow_again"}),
        (
            Stage.FETCHING,
            NOT_FETCHED,
            "The finished file could not be fetched",
            "The line was cut.",
            {"Get the file again": "follow_again"},
        ),
        (Stage.FAILED, REFUSED, "The content was refused", "Change the prompt", {"Reuse recipe": "reuse"}),
        (
            Stage.FAILED,
            NO_KEY,
            "skills.video does not accept the key",
            "Invalid API key",
            {"Add key": "key", "Reuse recipe": "reuse"},
        ),
        (Stage.CANCELED, {}, "Canceled", "", {"Reuse recipe": "reuse"}),
    ],
)
def test_each_stage_says_how_it_stands_and_what_can_be_done(
    viewing: Viewing,
    studio: Studio,
    stage: Stage,
    facts: dict[str, Any],
    title: str,
    said: str,
    wishes: dict[str, str],
) -> None:
    row = at_stage(studio.library, stage, **facts)
    viewing.show(row.id)
    words = viewing.words()
    assert words[0] == title
    assert said in " ".join(words)
    assert list(viewing.buttons()) == list(wishes)
    for button in viewing.buttons().values():
        button()
    assert viewing.wishes == [(wish, None if wish == "key" else row.id) for wish in wishes.values()]


def test_a_rehearsal_at_work_can_be_canceled_and_promises_no_charge(viewing: Viewing, studio: Studio) -> None:
    row = at_stage(studio.library, Stage.RENDERING, engine=Engine.REHEARSAL)
    viewing.show(row.id)
    assert viewing.words()[0] == "Drawing the animatic"
    assert "charged" not in " ".join(viewing.words())
    assert list(viewing.buttons()) == ["Cancel"]


def test_the_time_that_runs_names_what_such_takes_usually_need(viewing: Viewing, studio: Studio, clip: Path) -> None:
    for _ in range(3):
        add_take(studio.library, clip)
    row = at_stage(studio.library, Stage.RENDERING)
    viewing.show(row.id)
    assert viewing.words()[1].startswith("0:0")
    assert viewing.words()[1].endswith("of about 10 s")
    assert viewing.pane.pages.card is not None
    assert viewing.pane.pages.card.turning


def test_an_upload_fills_a_bar_until_there_is_nothing_to_cancel(viewing: Viewing, studio: Studio) -> None:
    row = at_stage(studio.library, Stage.SUBMITTING)
    viewing.show(row.id)
    card = viewing.pane.pages.card
    assert card is not None
    assert card.bar_part() is None
    studio.events.publish(Transfer(row.id, True, 2_500_000, 10_000_000))
    viewing.until(lambda: card.bar_part() == 0.25)
    assert "2.5 MB of 10.0 MB" in viewing.words()
    assert "Cancel" in viewing.buttons()
    studio.events.publish(Transfer(row.id, True, 10_000_000, 10_000_000))
    viewing.until(lambda: not viewing.buttons())
    assert viewing.words()[0] == "Sent. Waiting for the answer"


def test_a_download_of_unknown_length_tells_its_bytes_without_a_bar(viewing: Viewing, studio: Studio) -> None:
    row = at_stage(studio.library, Stage.FETCHING)
    viewing.show(row.id)
    studio.events.publish(Transfer(row.id, False, 2_500_000, None))
    viewing.until(lambda: "2.5 MB so far" in viewing.words())
    assert viewing.pane.pages.card is not None
    assert viewing.pane.pages.card.bar_part() is None


def test_bytes_of_another_row_are_not_shown(viewing: Viewing, studio: Studio) -> None:
    shown, other = at_stage(studio.library, Stage.SUBMITTING), at_stage(studio.library, Stage.SUBMITTING)
    viewing.show(shown.id)
    viewing.pane.transfer(Transfer(other.id, True, 5, 10))
    assert viewing.pane.pages.card is not None
    assert viewing.pane.pages.card.bar_part() is None


def test_a_row_that_becomes_ready_turns_into_its_picture(viewing: Viewing, studio: Studio, clip: Path) -> None:
    row = at_stage(studio.library, Stage.FETCHING)
    viewing.show(row.id)
    staged = studio.library.files.staging_path(row.id)
    staged.write_bytes(clip.read_bytes())
    taken = add_take(studio.library, clip).file
    assert taken is not None
    file = replace(taken, path=studio.library.files.place_take(row, staged))
    studio.library.generations.advance(row.id, seen=Stage.FETCHING, to=Stage.READY, file=file)
    studio.events.publish(GenerationChanged(row.id))
    viewing.until(lambda: viewing.frame_index() == 0)


def test_a_take_whose_file_is_gone_says_so(viewing: Viewing, studio: Studio, clip: Path) -> None:
    row = add_take(studio.library, clip, gone=True)
    viewing.show(row.id)
    assert viewing.words()[0] == "The file is not in the library folder any more"
    for button in viewing.buttons().values():
        button()
    assert viewing.wishes == [("show_in_folder", row.id), ("reuse", row.id)]


def test_an_empty_library_offers_the_samples(viewing: Viewing, studio: Studio) -> None:
    viewing.until(lambda: viewing.pane.pages.welcome is not None and viewing.pane.pages.welcome.isVisible())
    welcome = viewing.pane.pages.welcome
    assert welcome is not None
    assert [card.text() for card in welcome.cards] == [
        "Café, dolly in",
        "Launch, first & last frame",
        "Cat, three references",
    ]
    viewing.until(lambda: all(card.pictured for card in welcome.cards))
    for card in welcome.cards:
        card.click()
    assert viewing.wishes == [("sample", name) for name in ("cafe", "launch", "cat")]


def test_the_first_row_takes_the_welcome_away(viewing: Viewing, studio: Studio) -> None:
    viewing.until(lambda: viewing.pane.pages.welcome is not None and viewing.pane.pages.welcome.isVisible())
    row = at_stage(studio.library, Stage.WAITING)
    studio.events.publish(GenerationChanged(row.id, added=True))
    viewing.until(lambda: viewing.pane.pages.welcome is not None and not viewing.pane.pages.welcome.isVisible())


def test_deleting_what_is_shown_lets_go_of_it(viewing: Viewing, studio: Studio, clip: Path) -> None:
    row = add_take(studio.library, clip)
    viewing.play_ready(row.id)
    QTest.keyClick(viewing.pane, Qt.Key.Key_Delete)
    assert viewing.wishes == [("delete", row.id)]
    studio.history.delete([row.id])
    viewing.until(lambda: viewing.pane.shown_id is None)
    assert viewing.pane.playback.path is None
    assert viewing.pane.inspector is not None
    assert not viewing.pane.inspector.isVisible()


def test_a_row_that_does_not_exist_is_not_shown(viewing: Viewing, studio: Studio) -> None:
    viewing.pane.show_generation("nosuchrow000")
    viewing.until(lambda: viewing.pane.generation_id is None)


def test_a_library_that_cannot_be_opened_offers_what_to_do(viewing: Viewing) -> None:
    pressed: list[bool] = []
    error = LibraryDamaged(msg("The database disk image is malformed."))
    viewing.pane.detach()
    viewing.pane.show_trouble(error, msg("Choose another folder…"), lambda: pressed.append(True))
    assert viewing.words() == [
        "The library's database is damaged",
        "The database disk image is malformed.",
        error.next_step.source(),
    ]
    viewing.buttons()["Choose another folder…"]()
    assert pressed == [True]


def test_detaching_lets_go_of_the_file_and_of_the_row(viewing: Viewing, studio: Studio, clip: Path) -> None:
    viewing.play_ready(add_take(studio.library, clip).id)
    viewing.pane.detach()
    assert viewing.pane.shown_id is None
    assert viewing.pane.playback.path is None
    assert viewing.pane.pages.screen_part is not None
    assert viewing.pane.pages.screen_part.canvas.empty


def test_a_clock_rests_while_nobody_sees_it(viewing: Viewing, studio: Studio) -> None:
    viewing.show(at_stage(studio.library, Stage.RENDERING).id)
    card = viewing.pane.pages.card
    assert card is not None
    assert card.ticking
    viewing.pane.hide()
    assert not card.ticking
    viewing.pane.show()
    assert card.ticking
