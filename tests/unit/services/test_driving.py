"""What a person can do while something is driven, how many are at once, and how it ends with the program."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from rushes.core.cancel import CancelToken
from rushes.core.stages import Engine, Stage
from support.driving import at, driving, sent
from support.program import wait_until
from unit.services.conftest import QUICK

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rushes.core.generation import Generation
    from rushes.core.recipe import Recipe, Reference
    from rushes.services.studio import Studio
    from unit.services.conftest import Lab

    Make = Callable[..., Recipe]
    Shoot = Callable[..., Generation]


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
