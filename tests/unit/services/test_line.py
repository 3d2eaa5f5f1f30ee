"""Rows that wait for a slot without a thread, and rows that a full disk kept us from letting go of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rushes.core.cancel import CancelToken
from rushes.core.errors import LibraryFull, StaleStage
from rushes.core.messages import msg
from rushes.core.stages import Engine, Stage
from support.driving import at, driving
from support.program import wait_until

if TYPE_CHECKING:
    from collections.abc import Callable

    from rushes.core.generation import GenerationId
    from rushes.core.recipe import Recipe
    from rushes.services.studio import Studio
    from unit.services.conftest import Lab

    Make = Callable[..., Recipe]


def sent(studio: Studio, recipe: Recipe) -> GenerationId:
    return studio.generations.create(recipe, Engine.SKILLS_VIDEO).id


def parked(studio: Studio, generation_id: GenerationId) -> None:
    """Drive a row that finds no slot."""
    row = studio.generations.drive(generation_id, CancelToken(), park=True)
    assert (row.stage, row.held, row.owner) == (Stage.WAITING, False, studio.library.owners.name)


def test_who_waits_holds_no_thread_and_is_called_in_turn(lab: Lab, recipe: Make) -> None:
    studio = lab.studio(slots=1)
    assert not studio.generations.in_line
    first = sent(studio, recipe("hold=queue"))
    with driving(studio, first):
        at(studio, first, Stage.QUEUED)
        waiting = [sent(studio, recipe("fail")) for _ in range(60)]
        for generation_id in reversed(waiting):
            parked(studio, generation_id)
        assert studio.generations.in_line
        assert studio.generations.call() == []
        studio.generations.cancel(waiting[0])
        assert studio.history.get(waiting[0]).stage is Stage.CANCELED
        # looking for what dead processes left finds nothing to hold back: their process lives
        assert studio.generations.resume() == []
        assert lab.studio().generations.resume() == []
        assert studio.account.refresh().total is not None
        assert lab.submits == 1
        lab.engine.post("/_test/release", {})
    assert studio.generations.call() == [waiting[1]]
    # a younger one does not go before those that wait, although there is a slot
    parked(studio, waiting[5])
    assert studio.generations.drive(waiting[1], CancelToken(), park=True).stage is Stage.FAILED
    assert studio.generations.call() == [waiting[2]]
    assert lab.submits == 2


def test_who_was_turned_away_keeps_its_turn_so_that_not_all_threads_end_up_waiting(lab: Lab, recipe: Make) -> None:
    studio = lab.studio(slots=1)
    first = sent(studio, recipe("status=429, retry-after=200"))
    with driving(studio, first):
        wait_until(lambda: studio.generations._line._resting() == 1, "the first waits to try again")
        second, third = (sent(studio, recipe("fail")) for _ in range(2))
        parked(studio, second)
        parked(studio, third)
        assert studio.generations.call() == []
        assert lab.submits == 1
        studio.generations.cancel(first)
    assert studio.generations.call() == [second]


def test_who_waits_is_held_by_the_next_start(lab: Lab, recipe: Make) -> None:
    studio = lab.studio(slots=1)
    first = sent(studio, recipe("hold=queue"))
    with driving(studio, first) as token:
        at(studio, first, Stage.QUEUED)
        second = sent(studio, recipe())
        parked(studio, second)
        token.cancel()
    lab.opened.remove(studio)
    studio.close()
    assert studio.generations.call() == []
    after = lab.studio(slots=1)
    assert after.generations.start() == [first]
    assert after.history.get(second).held


def no_room(*_: object, **__: object) -> None:
    raise LibraryFull(msg("There is no room."))


def test_a_waiting_row_that_a_full_disk_kept_us_from_letting_go_is_let_go_of_later(
    lab: Lab, studio: Studio, recipe: Make, expect_log: Callable[[str], None]
) -> None:
    expect_log("stopped at")
    made = sent(studio, recipe())
    generations = studio.library.generations
    with pytest.MonkeyPatch.context() as patch:
        for name in ("take_slot", "record", "release"):
            patch.setattr(generations, name, no_room)
        with pytest.raises(LibraryFull):
            studio.generations.drive(made, CancelToken())
        assert studio.generations.resume() == []
    assert generations.get(made).owner == studio.library.owners.name
    assert studio.generations.resume() == []
    row = generations.get(made)
    assert (row.stage, row.held, row.owner) == (Stage.WAITING, True, None)
    # and so another process may send it
    other = lab.studio()
    other.generations.send(made)
    assert other.generations.drive(made, CancelToken()).stage is Stage.READY
    assert lab.submits == 1


def test_a_held_row_that_could_not_be_sent_is_not_kept_from_others(lab: Lab, studio: Studio, recipe: Make) -> None:
    made = studio.generations.create(recipe("fail"), Engine.SKILLS_VIDEO, held=True).id
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(studio.library.generations, "record", no_room)
        with pytest.raises(LibraryFull):
            studio.generations.send(made)
    assert studio.history.get(made).held
    assert studio.generations.resume() == []
    other = lab.studio()
    other.generations.send(made)
    assert other.generations.drive(made, CancelToken()).stage is Stage.FAILED


def test_a_click_that_comes_too_late_does_not_take_a_row_from_its_drive(lab: Lab, studio: Studio, recipe: Make) -> None:
    made = studio.generations.create(recipe(), Engine.SKILLS_VIDEO, held=True).id
    generations = studio.library.generations
    as_seen_by_both = generations.get(made)
    studio.generations.send(made)
    generations.advance(made, seen=Stage.WAITING, to=Stage.SUBMITTING)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(generations, "get", lambda _: as_seen_by_both)
        patch.setattr(generations, "claim", lambda _: True)
        with pytest.raises(StaleStage):
            studio.generations.send(made)
    assert generations.owned(made)
    assert lab.studio().generations.resume() == []
    assert generations.get(made).stage is Stage.SUBMITTING


def test_a_row_that_was_thrown_away_while_it_waited_can_be_sent_by_any_process(lab: Lab, recipe: Make) -> None:
    studio = lab.studio(slots=1)
    first = sent(studio, recipe("hold=queue"))
    with driving(studio, first):
        at(studio, first, Stage.QUEUED)
        second = sent(studio, recipe("fail"))
        parked(studio, second)
        studio.history.delete([second])
        lab.engine.post("/_test/release", {})
    assert studio.generations.call() == [second]
    assert studio.generations.drive(second, CancelToken(), park=True).owner is None
    studio.history.restore([second])
    other = lab.studio()
    other.generations.send(second)
    assert other.generations.drive(second, CancelToken()).stage is Stage.FAILED


def test_a_second_sending_that_fails_leaves_nothing_that_could_be_sent(
    lab: Lab, studio: Studio, recipe: Make, expect_log: Callable[[str], None]
) -> None:
    expect_log("no answer came back")
    old = studio.generations.drive(sent(studio, recipe("drop=after-body")), CancelToken())
    assert old.stage is Stage.UNCONFIRMED
    advance = studio.library.generations.advance

    def once_no_room(gid: str, **facts: object) -> object:
        if gid == old.id:
            no_room()
        return advance(gid, **facts)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(studio.library.generations, "advance", once_no_room)
        with pytest.raises(LibraryFull):
            studio.generations.send_again(old.id)
    assert [row.stage for row in studio.history.newest("", 10)] == [Stage.CANCELED, Stage.UNCONFIRMED]
    assert lab.submits == 1
