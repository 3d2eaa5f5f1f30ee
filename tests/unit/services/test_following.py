"""Following a job and fetching its file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from rushes.core.cancel import CancelToken
from rushes.core.errors import LibraryFull
from rushes.core.messages import msg
from rushes.core.stages import Stage
from rushes.services.workbench import LOCAL_TROUBLE
from support.driving import at, driving, sent
from support.program import frames_of, wait_until
from support.socket_server import SocketServer, answer, answering
from unit.services.conftest import QUICK

if TYPE_CHECKING:
    from collections.abc import Callable

    from rushes.core.generation import Generation
    from rushes.core.recipe import Recipe, Reference
    from rushes.services.studio import Studio
    from unit.services.conftest import Lab

    Make = Callable[..., Recipe]
    Shoot = Callable[..., Generation]


# --- asking ---


@pytest.mark.parametrize("words", ["prediction", "upper", "webhook", "lower", "unknown"])
@pytest.mark.parametrize("with_file", [False, True])
def test_status_words_of_every_family_lead_to_the_take(
    lab: Lab, studio: Studio, recipe: Make, picture: Reference, words: str, with_file: bool
) -> None:
    made = sent(studio, recipe(f"words={words}, hold=progress", *([picture] if with_file else [])))
    with driving(studio, made):
        wait_until(lambda: studio.library.generations.get(made).remote_id is not None, "it is accepted")
        lab.engine.post("/_test/release", {})
    assert studio.library.generations.get(made).stage is Stage.READY


def test_an_unknown_word_is_kept_and_followed_on(lab: Lab, studio: Studio, recipe: Make, picture: Reference) -> None:
    made = sent(studio, recipe("words=unknown, hold=progress", picture))
    with driving(studio, made) as token:
        wait_until(lambda: studio.library.generations.get(made).status_word == "WARMING_UP", "the word is known")
        assert studio.library.generations.get(made).stage is Stage.QUEUED
        token.cancel()


@pytest.mark.parametrize("what", ["sse-end=1", "sse-cut=1", "sse-end=2", "sse-id-first, sse-cut=2", "sse-garbage"])
def test_a_stream_that_ends_early_becomes_asking_and_never_a_second_post(
    lab: Lab, studio: Studio, recipe: Make, shoot: Shoot, prompt: str, what: str
) -> None:
    assert shoot(studio, recipe(what)).stage is Stage.READY
    assert (lab.submits, len(lab.jobs(prompt))) == (1, 1)


@pytest.mark.parametrize("what", ["poll=503, poll-times=2", "poll=500, poll-times=2", "poll-drop=2", "poll-garbage=2"])
def test_trouble_while_asking_is_asked_through(
    lab: Lab, studio: Studio, recipe: Make, shoot: Shoot, picture: Reference, what: str
) -> None:
    made = shoot(studio, recipe(f"{what}, fail=CONTENT_REJECTED", picture))
    assert (made.stage, made.code) == (Stage.FAILED, "VIDEO_GENERATION_CONTENT_REJECTED")
    assert lab.submits == 1


def test_trouble_is_said_while_it_lasts_and_taken_back(
    lab: Lab, studio: Studio, recipe: Make, picture: Reference
) -> None:
    made = sent(studio, recipe("hold=queue", picture))
    with driving(studio, made) as token:
        at(studio, made, Stage.QUEUED)
        lab.arm("poll", "status=503", times=3)
        wait_until(lambda: studio.library.generations.get(made).title != "", "trouble is said")
        assert studio.library.generations.get(made).stage is Stage.QUEUED
        wait_until(lambda: studio.library.generations.get(made).title == "", "all is well again")
        token.cancel()


def test_retry_after_is_obeyed_while_asking(lab: Lab, studio: Studio, recipe: Make, picture: Reference) -> None:
    made = sent(studio, recipe("hold=queue", picture))
    with driving(studio, made) as token:
        at(studio, made, Stage.QUEUED)
        lab.arm("poll", "status=429, retry-after=600")
        wait_until(lambda: studio.library.generations.get(made).code.endswith("RATE_LIMITED"), "it is told to wait")
        (job,) = lab.jobs(studio.library.generations.get(made).recipe.prompt)
        lab.engine.post("/_test/release", {})
        lab.engine.finish(job["id"])
        (after,) = lab.jobs(studio.library.generations.get(made).recipe.prompt)
        # only the test itself has asked since
        assert studio.library.generations.get(made).stage is Stage.QUEUED
        assert after["downloads"] == 0
        token.cancel()


def test_an_id_that_nobody_knows_any_more_is_asked_once_per_start(
    lab: Lab, studio: Studio, recipe: Make, picture: Reference
) -> None:
    made = sent(studio, recipe("hold=queue", picture))
    with driving(studio, made):
        at(studio, made, Stage.QUEUED)
        lab.arm("poll", "status=404")
    row = studio.library.generations.get(made)
    assert (row.stage, row.stopped) == (Stage.QUEUED, True)
    assert row.remote_id is not None
    assert row.remote_id in row.message
    assert studio.generations.start() == [made]
    lab.engine.post("/_test/release", {})
    assert studio.generations.drive(made, CancelToken()).stage is Stage.READY
    assert lab.submits == 1


def test_a_job_at_another_address_is_kept_and_followed_when_that_is_configured_again(
    lab: Lab, recipe: Make, picture: Reference
) -> None:
    first = lab.studio()
    made = sent(first, recipe("hold=queue", picture))
    with driving(first, made) as token:
        at(first, made, Stage.QUEUED)
        token.cancel()
    lab.opened.remove(first)
    first.close()
    with SocketServer(answering(answer(404, {"message": "Nobody knows it."}))) as elsewhere:
        other = lab.studio(url=elsewhere.url)
        assert other.generations.start() == [made]
        row = other.generations.drive(made, CancelToken())
        assert (row.stage, row.stopped, row.title) == (Stage.QUEUED, True, "Sent to another address")
        assert lab.engine.url in row.message
        assert row.remote_id is not None
        assert other.generations.start() == []
        other.generations.follow_again(made)
        assert other.generations.drive(made, CancelToken()).stopped
        lab.opened.remove(other)
        other.close()
        assert elsewhere.requests == []
    again = lab.studio()
    lab.engine.post("/_test/release", {})
    assert again.generations.start() == [made]
    assert again.generations.drive(made, CancelToken()).stage is Stage.READY
    assert lab.submits == 1


def test_a_row_is_followed_where_it_was_sent_although_it_was_to_go_elsewhere(lab: Lab, recipe: Make) -> None:
    before = lab.studio(url="http://127.0.0.1:9/api/v1")
    made = sent(before, recipe())
    lab.opened.remove(before)
    before.close()
    studio = lab.studio()
    studio.generations.start()
    studio.generations.send(made)
    row = studio.generations.drive(made, CancelToken())
    assert (row.stage, row.origin) == (Stage.READY, lab.engine.url)


def test_after_a_day_it_is_asked_once_per_start(lab: Lab, recipe: Make, picture: Reference) -> None:
    studio = lab.studio(replace(QUICK, follow_for=0.0))
    made = sent(studio, recipe("hold=queue", picture))
    row = studio.generations.drive(made, CancelToken())
    assert (row.stage, row.stopped, row.title) == (Stage.QUEUED, True, "No end after a day")
    lab.engine.post("/_test/release", {})
    assert row.remote_id is not None
    lab.engine.finish(row.remote_id)
    assert studio.generations.start() == [made]
    assert studio.generations.drive(made, CancelToken()).stage is Stage.READY


def test_a_rejected_key_stops_the_asking_and_says_so(
    lab: Lab, studio: Studio, recipe: Make, picture: Reference
) -> None:
    made = sent(studio, recipe("hold=queue", picture))
    with driving(studio, made):
        at(studio, made, Stage.QUEUED)
        lab.arm("poll", "status=401, error-body=empty")
    row = studio.library.generations.get(made)
    assert (row.stage, row.stopped) == (Stage.QUEUED, True)
    assert "key" in row.title


# --- the file ---


@pytest.mark.parametrize(
    "what",
    [
        "result=expired",
        "result=truncated, result-times=1",
        "result=truncated, result-times=2",
        "result=500, result-times=2",
        "result=short, result-times=1",
        "result=no-range",
        "result=no-length",
        "result=redirect",
        "data=string",
        "data=video",
        "data=videos",
        "data=url",
        "data=output",
    ],
)
def test_the_file_comes_home_whole(lab: Lab, studio: Studio, recipe: Make, shoot: Shoot, what: str) -> None:
    made = shoot(studio, recipe(what))
    assert made.stage is Stage.READY, (made.title, made.message)
    assert made.file is not None
    assert frames_of(studio.library.folder / made.file.path) == 97
    assert list((studio.library.folder / "Staging").iterdir()) == []
    assert lab.submits == 1


@pytest.mark.parametrize("what", ["result=403", "result=404", "result=garbage", "result=short", "result=500"])
def test_a_file_that_cannot_be_had_is_got_again_on_demand(
    lab: Lab, studio: Studio, recipe: Make, shoot: Shoot, what: str
) -> None:
    made = shoot(studio, recipe(f"{what}, result-times=7"))
    assert (made.stage, made.stopped) == (Stage.FETCHING, True)
    assert made.title
    assert made.next_step
    assert made.usage is not None
    assert list((studio.library.folder / "Takes").rglob("*.mp4")) == []
    again = made
    while again.stage is not Stage.READY:
        studio.generations.follow_again(made.id)
        again = studio.generations.drive(made.id, CancelToken())
    assert again.stage is Stage.READY, (again.title, again.message)
    assert (again.title, again.message, again.next_step) == ("", "", "")
    assert lab.submits == 1


def test_completed_without_a_video_is_kept_and_asked_again(
    lab: Lab, studio: Studio, recipe: Make, shoot: Shoot
) -> None:
    made = shoot(studio, recipe("data=none"))
    assert (made.stage, made.stopped, made.title) == (Stage.FETCHING, True, "Finished, but no file was named")
    assert made.answer["status"] == "COMPLETED"
    polls = lab.jobs(made.recipe.prompt)[0]["polls"]
    studio.generations.follow_again(made.id)
    assert studio.generations.drive(made.id, CancelToken()).stopped
    assert lab.jobs(made.recipe.prompt)[0]["polls"] > polls
    assert lab.submits == 1


def test_a_disk_that_is_full_at_the_end_keeps_the_job_and_what_has_come(
    studio: Studio, recipe: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> str:
        raise LibraryFull(msg("There is no room."))

    made = sent(studio, recipe())
    with monkeypatch.context() as patch:
        patch.setattr(studio.library.files, "place_take", full)
        row = studio.generations.drive(made, CancelToken())
    assert (row.stage, row.stopped, row.title, row.code) == (
        Stage.FETCHING,
        True,
        "The disk is full",
        LOCAL_TROUBLE,
    )
    studio.generations.follow_again(made)
    assert studio.generations.drive(made, CancelToken()).stage is Stage.READY
