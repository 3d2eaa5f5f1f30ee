"""What the outcome of a POST means, on a real library against a real engine."""

from __future__ import annotations

import socket
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from rushes.core.api_errors import KeyMissing
from rushes.core.cancel import CancelToken
from rushes.core.errors import InvalidRequest, LibraryFull, MediaError
from rushes.core.messages import msg
from rushes.core.stages import Engine, Stage
from rushes.services.workbench import LOCAL_TROUBLE
from support.driving import driving
from support.program import wait_until

if TYPE_CHECKING:
    from collections.abc import Callable

    from rushes.core.generation import Generation
    from rushes.core.recipe import Recipe, Reference
    from rushes.services.studio import Studio
    from unit.services.conftest import Lab

    Make = Callable[..., Recipe]
    Shoot = Callable[..., Generation]


@pytest.mark.parametrize(
    ("what", "with_file", "stage", "submits"),
    [
        ("status=400", False, Stage.FAILED, 1),
        ("status=422, error-body=two", True, Stage.FAILED, 1),
        ("status=404, error-body=nested", True, Stage.FAILED, 1),
        ("status=429, retry-after=0, times=2, fail", True, Stage.FAILED, 3),
        ("status=429, retry-after=0", False, Stage.FAILED, 3),
        ("status=429, retry-after=9999", False, Stage.FAILED, 1),
        ("status=502", True, Stage.FAILED, 1),
        ("status=503", False, Stage.FAILED, 1),
        ("status=500", True, Stage.UNCONFIRMED, 1),
        ("status=504", False, Stage.UNCONFIRMED, 1),
        ("status=502, error-body=html", False, Stage.UNCONFIRMED, 1),
        ("status=429, error-body=empty", False, Stage.UNCONFIRMED, 1),
        ("drop=after-body", False, Stage.UNCONFIRMED, 1),
        ("drop=after-accept", True, Stage.UNCONFIRMED, 1),
        ("answer=noid", True, Stage.UNCONFIRMED, 1),
        ("answer=garbage", True, Stage.UNCONFIRMED, 1),
        ("fail", False, Stage.FAILED, 1),
        ("fail", True, Stage.FAILED, 1),
        ("cancel", False, Stage.CANCELED, 1),
    ],
)
def test_an_outcome_leads_to_its_stage(
    lab: Lab,
    studio: Studio,
    recipe: Make,
    shoot: Shoot,
    picture: Reference,
    what: str,
    with_file: bool,
    stage: Stage,
    submits: int,
    expect_log: Callable[[str], None],
) -> None:
    if stage is Stage.UNCONFIRMED:
        expect_log("no answer came back")
    made = shoot(studio, recipe(what, picture) if with_file else recipe(what))
    assert made.stage is stage
    assert lab.submits == submits
    assert made.title
    assert made.next_step
    assert made.owner is None
    # driving it again, or a start, sends nothing
    assert studio.generations.drive(made.id, CancelToken()).stage is stage
    assert studio.generations.start() == []
    assert lab.submits == submits


def test_a_finished_take_is_kept_with_all_that_is_known(
    lab: Lab, studio: Studio, recipe: Make, shoot: Shoot, picture: Reference, prompt: str
) -> None:
    assert studio.account.refresh().total is not None
    before = studio.account.known_total()
    made = shoot(studio, recipe("", picture))
    (job,) = lab.jobs(prompt)
    assert (made.stage, made.remote_id, made.code, made.title) == (Stage.READY, job["id"], "", "")
    assert made.usage is not None
    assert made.usage.total == job["charged"] == 8
    assert made.credits_before == before
    assert made.credits_after == studio.account.known_total()
    assert made.used_input["prompt"] == prompt
    assert made.answer["status"] == "COMPLETED"
    assert made.file is not None
    assert (made.file.width, made.file.height, made.file.frames, made.file.has_sound) == (216, 124, 97, False)
    assert (studio.library.folder / made.file.path).stat().st_size == made.file.size
    (kept,) = made.recipe.references
    assert kept.path is None
    assert studio.library.files.reference_path(kept.sha256 or "") is not None
    times = [made.created_at, made.submitted_at, made.accepted_at, made.finished_at, made.ready_at]
    assert None not in times
    assert times == sorted(times, key=lambda time: time or made.created_at)


def test_early_usage_does_not_count(studio: Studio, recipe: Make, shoot: Shoot) -> None:
    made = shoot(studio, recipe("early-usage, fail"))
    assert made.stage is Stage.FAILED
    assert made.usage is None or made.usage.total == 0


def test_the_recipe_of_a_take_makes_it_again(studio: Studio, recipe: Make, shoot: Shoot, picture: Reference) -> None:
    first = shoot(studio, recipe("fail", picture))
    assert picture.path is not None
    picture.path.unlink()
    again = shoot(studio, first.recipe)
    assert again.recipe == first.recipe
    assert again.id != first.id
    assert again.remote_id


def test_no_connection_is_tried_again_and_then_held(lab: Lab, recipe: Make, shoot: Shoot) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        studio = lab.studio(url=f"http://127.0.0.1:{closed.getsockname()[1]}/api/v1")
        made = shoot(studio, recipe())
        assert (made.stage, made.held, made.owner) == (Stage.WAITING, True, None)
        assert "Nothing was charged" in made.next_step
        # held: driving does nothing, a person has to send it
        assert studio.generations.drive(made.id, CancelToken()) == made


def test_a_held_row_is_sent_by_one_click(lab: Lab, recipe: Make, shoot: Shoot) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        held = shoot(lab.studio(url=f"http://127.0.0.1:{closed.getsockname()[1]}/api/v1"), recipe("fail"))
    studio = lab.studio()
    assert studio.generations.start() == []
    assert lab.submits == 0
    sent = studio.generations.send(held.id)
    assert (sent.held, sent.title) == (False, "")
    made = studio.generations.drive(held.id, CancelToken())
    assert (made.stage, lab.submits) == (Stage.FAILED, 1)
    assert made.remote_id


def test_an_answer_that_cannot_be_kept_leaves_the_row_unconfirmed(
    lab: Lab, studio: Studio, recipe: Make, shoot: Shoot, prompt: str, expect_log: Callable[[str], None]
) -> None:
    with closing(sqlite3.connect(studio.library.folder / "rushes.sqlite3")) as database, database:
        database.execute(
            "CREATE TRIGGER broken BEFORE UPDATE ON generation WHEN NEW.stage IN ('queued', 'rendering')"
            " BEGIN SELECT RAISE(ABORT, 'the disk is broken'); END"
        )
    expect_log("stopped at submitting")
    expect_log("could not be written")
    made = shoot(studio, recipe("hold=queue"))
    assert made.stage is Stage.UNCONFIRMED
    assert (lab.submits, len(lab.jobs(prompt))) == (1, 1)


def test_the_id_of_a_job_is_written_down_although_the_library_refuses_at_first(
    lab: Lab,
    studio: Studio,
    recipe: Make,
    shoot: Shoot,
    prompt: str,
    expect_log: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    generations = studio.library.generations
    advance = generations.advance
    refused: list[object] = []

    def busy_twice(gid: str, **facts: Any) -> Generation:
        if "remote_id" in facts and len(refused) < 2:
            refused.append(gid)
            raise LibraryFull(msg("There is no room."))
        return advance(gid, **facts)

    expect_log("could not be written")
    monkeypatch.setattr(generations, "advance", busy_twice)
    made = shoot(studio, recipe())
    assert len(refused) == 2
    assert (made.stage, made.remote_id) == (Stage.READY, lab.jobs(prompt)[0]["id"])


def test_the_id_is_kept_although_another_process_took_this_one_for_dead(
    lab: Lab, studio: Studio, recipe: Make, prompt: str, picture: Reference, expect_log: Callable[[str], None]
) -> None:
    expect_log("has been settled meanwhile")
    made = studio.generations.create(recipe("slow=1", picture), Engine.SKILLS_VIDEO)
    other = lab.studio()
    with driving(studio, made.id):
        wait_until(lambda: studio.generations.awaiting_answer(), "the request has left")
        studio.library.owners._own.path.unlink()
        other.generations.resume()
        assert other.history.get(made.id).stage is Stage.UNCONFIRMED
    row = other.history.get(made.id)
    (job,) = lab.jobs(prompt)
    assert (row.stage, row.remote_id) == (Stage.UNCONFIRMED, job["id"])
    assert lab.submits == 1


def test_a_refused_row_keeps_what_was_answered(lab: Lab, studio: Studio, recipe: Make, shoot: Shoot) -> None:
    made = shoot(studio, recipe("status=400"))
    assert made.answer["http_status"] == 400
    assert made.answer["code"] == made.code
    assert made.message == made.answer["message"]


def test_a_row_that_another_drive_was_sending_is_never_sent_again(lab: Lab, studio: Studio, recipe: Make) -> None:
    made = studio.generations.create(recipe(), Engine.SKILLS_VIDEO)
    studio.library.generations.advance(made.id, seen=Stage.WAITING, to=Stage.SUBMITTING)
    driven = studio.generations.drive(made.id, CancelToken())
    assert driven.stage is Stage.UNCONFIRMED
    assert lab.submits == 0


# --- before anything is sent ---


def test_a_recipe_that_breaks_a_rule_makes_no_row(lab: Lab, studio: Studio, recipe: Make) -> None:
    from dataclasses import replace

    with pytest.raises(InvalidRequest) as caught:
        studio.generations.create(replace(recipe(), prompt=" "), Engine.SKILLS_VIDEO)
    assert caught.value.field == "prompt"
    assert studio.history.newest("", 10) == []
    assert lab.submits == 0


def test_without_a_key_no_row_is_made_and_a_rehearsal_still_is(lab: Lab, recipe: Make) -> None:
    studio = lab.studio(key=None)
    with pytest.raises(KeyMissing):
        studio.generations.create(recipe(), Engine.SKILLS_VIDEO)
    assert studio.history.newest("", 10) == []
    assert studio.generations.create(recipe(), Engine.REHEARSAL).stage is Stage.WAITING


def test_a_file_that_vanished_is_named(studio: Studio, recipe: Make, picture: Reference) -> None:
    assert picture.path is not None
    picture.path.unlink()
    with pytest.raises(MediaError) as caught:
        studio.generations.create(recipe("", picture), Engine.SKILLS_VIDEO)
    assert "picture.png" in caught.value.message.source()
    assert studio.history.newest("", 10) == []


def test_a_file_that_became_something_else_is_named(studio: Studio, recipe: Make, picture: Reference) -> None:
    from support import clips

    assert picture.path is not None
    clips.wav(picture.path, 0.5)
    with pytest.raises(InvalidRequest) as caught:
        studio.generations.create(recipe("", picture), Engine.SKILLS_VIDEO)
    assert "picture.png" in caught.value.message.source()


def test_a_full_disk_is_said_before_anything_is_sent(
    lab: Lab, studio: Studio, recipe: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(studio.library.files, "free_bytes", lambda: 1_000_000)
    with pytest.raises(LibraryFull):
        studio.generations.create(recipe(), Engine.SKILLS_VIDEO)
    assert studio.history.newest("", 10) == []
    assert lab.submits == 0


def test_a_lost_copy_of_a_reference_fails_before_sending(
    lab: Lab, studio: Studio, recipe: Make, picture: Reference
) -> None:
    made = studio.generations.create(recipe("", picture), Engine.SKILLS_VIDEO)
    (kept,) = made.recipe.references
    path = studio.library.files.reference_path(kept.sha256 or "")
    assert path is not None
    path.unlink()
    driven = studio.generations.drive(made.id, CancelToken())
    assert (driven.stage, driven.code) == (Stage.FAILED, LOCAL_TROUBLE)
    assert "picture.png" in driven.message
    assert lab.submits == 0


# --- unconfirmed ---


@pytest.fixture
def unanswered(expect_log: Callable[[str], None]) -> None:
    """Say that this test has a request without an answer, which the log warns of."""
    expect_log("no answer came back")


@pytest.mark.usefixtures("unanswered")
def test_forget_never_sends(lab: Lab, studio: Studio, recipe: Make, shoot: Shoot) -> None:
    made = shoot(studio, recipe("status=500"))
    studio.generations.forget(made.id)
    forgotten = studio.generations.drive(made.id, CancelToken())
    assert (forgotten.stage, forgotten.title) == (Stage.CANCELED, "Forgotten")
    assert lab.submits == 1


@pytest.mark.usefixtures("unanswered")
def test_only_send_again_makes_a_second_job(lab: Lab, studio: Studio, recipe: Make, shoot: Shoot) -> None:
    made = shoot(studio, recipe("status=500, times=1, fail"))
    again = studio.generations.send_again(made.id)
    assert (again.recipe, again.id == made.id) == (made.recipe, False)
    before = studio.library.generations.get(made.id)
    assert (before.stage, before.title) == (Stage.CANCELED, "Sent again")
    assert "Both may be charged" in before.message
    assert studio.generations.drive(again.id, CancelToken()).remote_id
    assert lab.submits == 2


@pytest.mark.usefixtures("unanswered")
def test_credits_before_and_after_are_there_to_compare(lab: Lab, studio: Studio, recipe: Make, shoot: Shoot) -> None:
    balance: Any = lab.engine.report()["credits"]
    studio.account.refresh()
    made = shoot(studio, recipe("status=500"))
    assert (made.credits_before, made.credits_after) == (balance["total"], balance["total"])
