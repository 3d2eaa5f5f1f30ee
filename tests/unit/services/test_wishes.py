"""What a person wishes, at moments when the row is just moving on."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest

from rushes.core.cancel import CancelToken
from rushes.core.errors import LibraryFull, StaleStage
from rushes.core.events import GenerationChanged
from rushes.core.messages import msg
from rushes.core.stages import Engine, Stage
from rushes.services.wishes import STOPPED_BY_USER

if TYPE_CHECKING:
    from collections.abc import Callable

    from rushes.core.generation import Generation, GenerationId
    from rushes.core.recipe import Recipe
    from rushes.services.studio import Studio
    from unit.services.conftest import Lab

    Make = Callable[..., Recipe]
    Shoot = Callable[..., Generation]


def walked(studio: Studio, recipe: Recipe, *stages: Stage, engine: Engine = Engine.SKILLS_VIDEO) -> Generation:
    """Write a row down and lead it through stages without sending it; nobody owns it then."""
    made = studio.generations.create(recipe, engine)
    for stage in stages:
        made = studio.library.generations.advance(made.id, seen=made.stage, to=stage)
    studio.library.generations.release(made.id)
    return studio.library.generations.get(made.id)


def unconfirmed(studio: Studio, recipe: Recipe) -> GenerationId:
    return walked(studio, recipe, Stage.SUBMITTING, Stage.UNCONFIRMED).id


def rows(studio: Studio) -> list[Generation]:
    return studio.history.newest("", 50)


def test_pressing_send_again_twice_sends_once(lab: Lab, studio: Studio, recipe: Make) -> None:
    old = unconfirmed(studio, recipe("fail"))
    again = studio.generations.send_again(old)
    with pytest.raises(StaleStage):
        studio.generations.send_again(old)
    assert studio.generations.drive(again.id, CancelToken()).stage is Stage.FAILED
    assert lab.submits == 1
    assert sorted(row.stage for row in rows(studio)) == [Stage.CANCELED, Stage.FAILED]


def test_two_windows_that_send_again_at_once_send_once(lab: Lab, recipe: Make) -> None:
    first, second = lab.studio(), lab.studio()
    old = unconfirmed(first, recipe("fail"))
    barrier = threading.Barrier(2)
    sent: list[GenerationId] = []

    def press(studio: Studio) -> None:
        barrier.wait()
        try:
            again = studio.generations.send_again(old)
        except StaleStage:
            return
        sent.append(again.id)
        studio.generations.drive(again.id, CancelToken())

    threads = [threading.Thread(target=press, args=(studio,)) for studio in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(sent) == 1
    assert lab.submits == 1
    assert {row.stage for row in rows(first) if row.id not in sent} == {Stage.CANCELED}


def test_send_again_that_cannot_be_written_down_leaves_the_old_row_unconfirmed(lab: Lab, recipe: Make) -> None:
    old = unconfirmed(lab.studio(), recipe())
    studio = lab.studio(key="")
    with pytest.raises(Exception, match="Nothing was sent"):
        studio.generations.send_again(old)
    assert [row.stage for row in rows(studio)] == [Stage.UNCONFIRMED]


def test_a_row_that_was_let_go_is_not_held_again_before_it_is_driven(lab: Lab, studio: Studio, recipe: Make) -> None:
    held = walked(studio, recipe("fail"))
    studio.library.generations.record(held.id, held=True)
    studio.generations.send(held.id)
    # the window looks every few seconds for what dead processes left behind, and so does another one
    assert studio.generations.resume() == []
    assert lab.studio().generations.resume() == []
    assert studio.generations.drive(held.id, CancelToken()).stage is Stage.FAILED
    assert lab.submits == 1


def test_sending_what_was_sent_takes_nothing_back(studio: Studio, recipe: Make, shoot: Shoot) -> None:
    failed = shoot(studio, recipe("fail"))
    assert studio.generations.send(failed.id) == failed
    assert studio.generations.follow_again(failed.id) == failed


def test_stop_following_leaves_what_has_come_to_its_end(studio: Studio, recipe: Make, shoot: Shoot) -> None:
    failed = shoot(studio, recipe("fail"))
    studio.generations.stop_following(failed.id)
    assert studio.library.generations.get(failed.id) == failed


def test_stop_following_does_not_cut_off_a_request_before_its_answer(
    lab: Lab, studio: Studio, recipe: Make, prompt: str
) -> None:
    made = studio.generations.create(recipe("slow=0.3, fail"), Engine.SKILLS_VIDEO)

    def stop(event: object) -> None:
        if isinstance(event, GenerationChanged) and studio.library.generations.get(made.id).stage is Stage.SUBMITTING:
            studio.generations.stop_following(made.id)

    studio.events.subscribe(stop)
    ended = studio.generations.drive(made.id, CancelToken())
    assert ended.stage is Stage.FAILED
    assert ended.remote_id == lab.jobs(prompt)[0]["id"]


def test_an_answer_at_the_same_moment_does_not_undo_stop_following(
    lab: Lab, studio: Studio, recipe: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = studio.generations.create(recipe("sse-end=1, hold=queue"), Engine.SKILLS_VIDEO)
    generations = studio.library.generations
    advance, wished = generations.advance, []

    def stop_first(gid: str, *, seen: Stage, to: Stage, **facts: Any) -> Generation:
        """Let the wish come after the answer was read and before it is written down."""
        if seen is Stage.QUEUED:
            wished.append(to)
            studio.generations.stop_following(made.id)
        return advance(gid, seen=seen, to=to, **facts)

    def release(event: object) -> None:
        if isinstance(event, GenerationChanged) and generations.get(made.id).stage is Stage.QUEUED:
            lab.engine.post("/_test/release", {})

    monkeypatch.setattr(generations, "advance", stop_first)
    studio.events.subscribe(release)
    ended = studio.generations.drive(made.id, CancelToken())
    assert wished == [ended.stage]
    assert (ended.stopped, ended.code) == (True, STOPPED_BY_USER)


def test_canceling_a_rehearsal_holds_although_it_moves_on_meanwhile(
    studio: Studio, recipe: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = walked(studio, recipe(), Stage.SUBMITTING, Stage.QUEUED, engine=Engine.REHEARSAL)
    generations = studio.library.generations
    get = generations.get
    seen: list[object] = []

    def move_on(gid: str) -> Generation:
        generation = get(gid)
        if not seen:
            seen.append(generation)
            generations.advance(gid, seen=Stage.QUEUED, to=Stage.RENDERING)
        return generation

    monkeypatch.setattr(generations, "get", move_on)
    studio.generations.cancel(made.id)
    assert get(made.id).stage is Stage.CANCELED
    assert studio.generations.resume() == []


def test_forgetting_is_for_unconfirmed_rows_alone(studio: Studio, recipe: Make) -> None:
    queued = walked(studio, recipe(), Stage.SUBMITTING, Stage.QUEUED)
    with pytest.raises(StaleStage):
        studio.generations.forget(queued.id)
    assert studio.library.generations.get(queued.id).stage is Stage.QUEUED


def test_a_wish_to_drive_at_the_moment_a_drive_ends_is_not_lost(lab: Lab, studio: Studio, recipe: Make) -> None:
    made = walked(studio, recipe("fail"))
    studio.library.generations.record(made.id, held=False)
    generations = studio.library.generations
    release = generations.release
    asked: list[object] = []

    def let_go_late(gid: str) -> None:
        if not asked:
            asked.append(gid)
            # as when somebody presses Send while the drive that held the row is on its way out
            studio.generations.send(made.id)
            assert studio.generations.drive(made.id, CancelToken()).stage is Stage.WAITING
        release(gid)

    original = generations.take_slot

    def hold_once(gid: str, *, limit: int, origin: str) -> Generation | None:
        if not asked:
            generations.record(gid, held=True)
        return original(gid, limit=limit, origin=origin)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(generations, "release", let_go_late)
        patch.setattr(generations, "take_slot", hold_once)
        ended = studio.generations.drive(made.id, CancelToken())
    assert ended.stage is Stage.FAILED
    assert lab.submits == 1


def test_a_take_that_is_in_its_place_is_recorded_although_its_address_has_expired(studio: Studio, recipe: Make) -> None:
    made = studio.generations.create(recipe("result=404, result-times=9"), Engine.SKILLS_VIDEO)
    whole = studio.generations.create(recipe(), Engine.SKILLS_VIDEO)
    ready = studio.generations.drive(whole.id, CancelToken())
    assert ready.file is not None
    take = (studio.library.folder / ready.file.path).read_bytes()
    generations = studio.library.generations
    assert studio.generations.drive(made.id, CancelToken()).stage is Stage.FETCHING
    # as after a crash between the move into place and the record of it
    staged = studio.library.files.staging_path(made.id)
    staged.write_bytes(take)
    placed = studio.library.files.place_take(generations.get(made.id), staged)
    studio.generations.follow_again(made.id)
    again = studio.generations.drive(made.id, CancelToken())
    assert again.stage is Stage.READY
    assert again.file is not None
    assert (again.file.path, again.file.sha256, again.file.size) == (placed, ready.file.sha256, len(take))


def test_a_row_that_a_full_disk_kept_us_from_letting_go_is_followed_again(
    lab: Lab, studio: Studio, recipe: Make, expect_log: Callable[[str], None]
) -> None:
    expect_log("stopped at")
    made = studio.generations.create(recipe("sse-end=1, poll=404, poll-times=1"), Engine.SKILLS_VIDEO)
    generations = studio.library.generations
    full = LibraryFull(msg("There is no room."))

    def no_room(gid: str, **facts: object) -> Generation:
        raise full

    def stays(gid: str) -> None:
        raise full

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(generations, "record", no_room)
        patch.setattr(generations, "release", stays)
        with pytest.raises(LibraryFull):
            studio.generations.drive(made.id, CancelToken())
    left = generations.get(made.id)
    assert left.owner == studio.library.owners.name
    assert left.remote_id
    assert studio.generations.resume() == [made.id]
    assert studio.generations.drive(made.id, CancelToken()).stage is Stage.READY
    assert lab.submits == 1
