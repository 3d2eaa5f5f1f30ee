"""Following a job, fetching its file, and what a person can do meanwhile."""

from __future__ import annotations

import sys
import threading
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from rushes.core.cancel import Cancelled, CancelToken
from rushes.core.errors import LibraryFull
from rushes.core.messages import msg
from rushes.core.stages import Engine, Stage
from rushes.services.workbench import LOCAL_TROUBLE
from support.program import frames_of, wait_until
from support.socket_server import SocketServer, answer, answering
from unit.services.conftest import QUICK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from rushes.core.generation import Generation, GenerationId
    from rushes.core.recipe import Recipe, Reference
    from rushes.services.studio import Studio
    from unit.services.conftest import Lab

    Make = Callable[..., Recipe]
    Shoot = Callable[..., Generation]


@contextmanager
def driving(studio: Studio, generation_id: GenerationId) -> Iterator[CancelToken]:
    """Drive in a thread; at the end of the block wait for it."""
    token = CancelToken()

    def work() -> None:
        with suppress(Cancelled):
            studio.generations.drive(generation_id, token)

    thread = threading.Thread(target=work, name="drive")
    thread.start()
    try:
        yield token
    finally:
        thread.join(30)
        assert not thread.is_alive()


def at(studio: Studio, generation_id: GenerationId, stage: Stage) -> None:
    wait_until(lambda: studio.library.generations.get(generation_id).stage is stage, f"it is {stage}")


def sent(studio: Studio, recipe: Recipe, engine: Engine = Engine.SKILLS_VIDEO) -> GenerationId:
    return studio.generations.create(recipe, engine).id


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


# --- what a person can do ---


def test_cancel_in_waiting_ends_it_unsent(lab: Lab, recipe: Make) -> None:
    studio = lab.studio(slots=1)
    first, second = sent(studio, recipe("hold=queue")), sent(studio, recipe("fail"))
    with driving(studio, first):
        at(studio, first, Stage.QUEUED)
        with driving(studio, second):
            studio.generations.cancel(second)
        assert studio.library.generations.get(second).stage is Stage.CANCELED
        lab.engine.post("/_test/release", {})
    assert lab.submits == 1


def test_cancel_of_a_held_row_ends_it(studio: Studio, recipe: Make) -> None:
    made = sent(studio, recipe())
    studio.library.generations.record(made, held=True)
    studio.generations.cancel(made)
    assert studio.library.generations.get(made).stage is Stage.CANCELED


def test_cancel_while_an_answer_is_awaited_changes_nothing(lab: Lab, studio: Studio, recipe: Make) -> None:
    lab.arm("submit", "slow=1")
    made = sent(studio, recipe("fail"))
    with driving(studio, made):
        wait_until(studio.generations.awaiting_answer, "the request has left")
        studio.generations.cancel(made)
    row = studio.library.generations.get(made)
    assert row.stage is Stage.FAILED
    assert row.remote_id is not None


def test_cancel_of_a_followed_job_leaves_it_followed(
    lab: Lab, studio: Studio, recipe: Make, picture: Reference
) -> None:
    made = sent(studio, recipe("hold=queue", picture))
    with driving(studio, made) as token:
        at(studio, made, Stage.QUEUED)
        token.cancel()
    with driving(studio, made):
        wait_until(lambda: studio.library.generations.owned(made), "it is followed again")
        studio.generations.cancel(made)
        lab.engine.post("/_test/release", {})
    assert studio.library.generations.get(made).stage is Stage.READY


@pytest.mark.parametrize("with_file", [False, True])
def test_stop_following_stops_and_can_be_undone(
    lab: Lab, studio: Studio, recipe: Make, picture: Reference, with_file: bool
) -> None:
    made = sent(studio, recipe("hold=queue", *([picture] if with_file else [])))
    with driving(studio, made):
        at(studio, made, Stage.QUEUED)
        studio.generations.stop_following(made)
    row = studio.library.generations.get(made)
    assert (row.stage, row.stopped, row.title) == (Stage.QUEUED, True, "No longer followed")
    assert studio.generations.start() == [], "a start asks no more either"
    lab.engine.post("/_test/release", {})
    followed = studio.generations.follow_again(made)
    assert (followed.stopped, followed.title) == (False, "")
    assert studio.generations.drive(made, CancelToken()).stage is Stage.READY
    assert lab.submits == 1


def test_a_deleted_row_is_followed_in_the_bin(lab: Lab, studio: Studio, recipe: Make) -> None:
    made = sent(studio, recipe("hold=queue"))
    with driving(studio, made):
        at(studio, made, Stage.QUEUED)
        studio.history.delete([made])
        studio.history.empty_bin()
        lab.engine.post("/_test/release", {})
    assert studio.library.generations.get(made).stage is Stage.READY
    assert studio.history.restore([made]) == (made,)


# --- slots ---


def test_slots_count_across_threads_and_processes(lab: Lab, recipe: Make) -> None:
    here, there = lab.studio(slots=2), lab.studio(slots=2)
    first, second = sent(here, recipe("hold=queue")), sent(there, recipe("hold=queue"))
    third = sent(here, recipe("fail"))
    with driving(here, first), driving(there, second):
        at(here, first, Stage.QUEUED)
        at(there, second, Stage.QUEUED)
        with driving(here, third):
            assert lab.submits == 2
            assert here.library.generations.get(third).stage is Stage.WAITING
            lab.engine.post("/_test/release", {})
    assert here.library.generations.get(third).stage is Stage.FAILED
    assert lab.submits == 3


def test_one_generation_is_driven_once_however_many_try(lab: Lab, studio: Studio, recipe: Make, prompt: str) -> None:
    other = lab.studio()
    made = sent(studio, recipe("hold=progress"))
    with driving(studio, made):
        at(studio, made, Stage.RENDERING)
        # neither a thread of this process nor another process
        assert studio.generations.drive(made, CancelToken()).stage is Stage.RENDERING
        assert other.generations.drive(made, CancelToken()).stage is Stage.RENDERING
        assert other.generations.start() == []
        lab.engine.post("/_test/release", {})
    assert (lab.submits, len(lab.jobs(prompt))) == (1, 1)


# --- the end ---


def test_quitting_waits_for_the_answer_of_a_paid_request(lab: Lab, studio: Studio, recipe: Make) -> None:
    lab.arm("submit", "slow=1")
    made = sent(studio, recipe("hold=queue"))
    with driving(studio, made):
        wait_until(studio.generations.awaiting_answer, "the request has left")
        assert studio.generations.close()
    row = studio.library.generations.get(made)
    assert row.stage in {Stage.QUEUED, Stage.RENDERING}
    assert row.remote_id is not None


def test_quitting_does_not_wait_for_ever(lab: Lab, recipe: Make, expect_log: Callable[[str], None]) -> None:
    expect_log("no answer came back")
    studio = lab.studio(replace(QUICK, answer_grace=0.2))
    lab.arm("submit", "slow=20")
    made = sent(studio, recipe())
    with driving(studio, made):
        wait_until(studio.generations.awaiting_answer, "the request has left")
        assert not studio.generations.close()
    assert studio.library.generations.get(made).stage is Stage.UNCONFIRMED


def test_quitting_ends_the_wait_after_a_429_at_once(lab: Lab, studio: Studio, recipe: Make) -> None:
    made = sent(studio, recipe("status=429, retry-after=250"))
    with driving(studio, made):
        wait_until(lambda: studio.library.generations.get(made).code.endswith("RATE_LIMITED"), "it is told to wait")
        assert not studio.generations.awaiting_answer()
        assert studio.generations.close()
    assert studio.library.generations.get(made).stage is Stage.WAITING


def test_quitting_does_not_wait_for_an_engine_that_is_starting(lab: Lab, recipe: Make, tmp_path: Path) -> None:
    studio = lab.studio()
    began = tmp_path / "began"
    script = f"import pathlib, time; pathlib.Path({str(began)!r}).touch(); time.sleep(600)"
    studio.engines._rehearsal._command[:] = [sys.executable, "-c", script]
    made = studio.generations.create(recipe(), Engine.REHEARSAL)
    with driving(studio, made.id):
        wait_until(began.exists, "the engine is starting")
        assert studio.generations.close()
    assert studio.history.get(made.id).stage is Stage.SUBMITTING
    studio.close()
    lab.opened.remove(studio)
    assert lab.studio().generations.resume() == [made.id]


def test_after_quitting_nothing_is_driven(lab: Lab, studio: Studio, recipe: Make) -> None:
    made = sent(studio, recipe())
    assert studio.generations.close()
    assert studio.generations.drive(made, CancelToken()).stage is Stage.WAITING
    assert lab.submits == 0


# --- rehearsals ---


def test_a_rehearsal_is_free_and_needs_no_slot(lab: Lab, studio: Studio, recipe: Make, shoot: Shoot) -> None:
    made = shoot(studio, recipe(), Engine.REHEARSAL)
    assert (made.stage, made.usage, made.origin) == (Stage.READY, None, "")
    assert made.is_rehearsal
    assert lab.submits == 0


def test_a_rehearsal_whose_engine_dies_is_rendered_again_in_its_row(studio: Studio, recipe: Make, prompt: str) -> None:
    longer = replace(recipe(), parameters=replace(recipe().parameters, duration=15))
    made = sent(studio, longer, Engine.REHEARSAL)
    with driving(studio, made):
        at(studio, made, Stage.RENDERING)
        process = studio.engines._rehearsal._process
        assert process is not None
        process.kill()
    row = studio.library.generations.get(made)
    assert row.stage is Stage.READY, (row.title, row.message)
    assert [one.id for one in studio.history.newest("", 10)] == [made]


def test_a_rehearsal_can_be_canceled_at_any_time(studio: Studio, recipe: Make) -> None:
    longer = replace(recipe(), parameters=replace(recipe().parameters, duration=15))
    made = sent(studio, longer, Engine.REHEARSAL)
    with driving(studio, made):
        at(studio, made, Stage.RENDERING)
        studio.generations.cancel(made)
    assert studio.library.generations.get(made).stage is Stage.CANCELED
