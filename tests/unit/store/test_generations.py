from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rushes.core.errors import IllegalTransition, StaleStage, UnknownGeneration
from rushes.core.media import MediaFacts, MediaKind, Role
from rushes.core.recipe import Reference, ReferenceId
from rushes.core.stages import IN_WORK, NEXT, Engine, Stage
from rushes.store import Library
from rushes.store.generations import new_id
from support.store import USAGE, Clock, add, add_at, recipe, take_file

if TYPE_CHECKING:
    from collections.abc import Callable


def at_once(*calls: Callable[[], object]) -> list[object]:
    """Run calls in threads that start together, and return what each returned or raised."""
    gate = threading.Barrier(len(calls))
    results: list[object] = [None] * len(calls)

    def work(n: int, call: Callable[[], object]) -> None:
        gate.wait()
        try:
            results[n] = call()
        except StaleStage as error:
            results[n] = error

    threads = [threading.Thread(target=work, args=(n, call)) for n, call in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_ids_are_twelve_letters_and_digits_and_differ() -> None:
    ids = {new_id() for _ in range(2000)}
    assert len(ids) == 2000
    assert all(len(gid) == 12 and gid.isascii() and gid.isalnum() and gid == gid.lower() for gid in ids)


def test_a_new_generation_waits_and_belongs_to_this_process(library: Library, clock: Clock) -> None:
    made = library.generations.add(recipe(), Engine.SKILLS_VIDEO, origin="window", credits_before=480)
    assert made.stage is Stage.WAITING
    assert made.owner == library.owners.name
    assert library.generations.owned(made.id)
    assert made.created_at == clock.now
    assert made.credits_before == 480
    assert made.origin == "window"
    assert not made.held
    assert library.generations.get(made.id) == made


def test_a_recipe_comes_back_as_it_was(library: Library) -> None:
    facts = MediaFacts(MediaKind.IMAGE, 1234, "png", width=640, height=480)
    strange = Reference(
        ReferenceId("a"), MediaKind.IMAGE, Role.REFERENCE, "na\udcffme", path=Path("/tmp/\udcff.png"), facts=facts
    )
    url = Reference(ReferenceId("b"), MediaKind.VIDEO, Role.REFERENCE, "b", url="https://example.com/b.mp4")
    given = replace(recipe("雪地里 \"'%_\0\n" + "x" * 100_000, "ab" * 32), extra={"n": [1, {"a": None}]})
    given = given.with_references((*given.references, strange, url))
    made = library.generations.add(given, Engine.REHEARSAL, origin="")
    assert library.generations.get(made.id).recipe == given


def test_facts_come_back_as_they_were_recorded(library: Library, folder: Path) -> None:
    made = add(library)
    library.generations.record(
        made.id,
        remote_id="gen_9f2c",
        status_word="IN_QUEUE",
        usage=USAGE,
        credits_before=500.5,
        credits_after=480,
        used_input={"seed": 81172, "words": ["雪"]},
        answer={"id": "gen_9f2c", "data": None},
        result_url="https://example.com/a.mp4?sig=1",
        file=take_file(),
        code="VIDEO_GENERATION_X",
        title="Title",
        message="Message",
        next_step="Next",
        held=True,
        stopped=True,
    )
    with Library.open(folder) as again:
        read = again.generations.get(made.id)
    assert (read.remote_id, read.status_word, read.usage) == ("gen_9f2c", "IN_QUEUE", USAGE)
    assert (read.credits_before, read.credits_after) == (500.5, 480)
    assert read.used_input == {"seed": 81172, "words": ["雪"]}
    assert read.answer == {"id": "gen_9f2c", "data": None}
    assert read.result_url == "https://example.com/a.mp4?sig=1"
    assert read.file == take_file()
    assert (read.code, read.title, read.message, read.next_step) == ("VIDEO_GENERATION_X", "Title", "Message", "Next")
    assert read.held
    assert read.stopped
    assert read.stage is Stage.WAITING


def test_facts_can_be_taken_back(library: Library) -> None:
    made = add(library)
    library.generations.record(made.id, usage=USAGE, file=take_file(), result_url="x")
    read = library.generations.record(made.id, usage=None, file=None, result_url=None)
    assert read.usage is None
    assert read.file is None
    assert read.result_url is None


def test_stages_leave_their_times(library: Library, clock: Clock) -> None:
    generation = add(library)
    begun = clock.now
    for stage in (Stage.SUBMITTING, Stage.QUEUED, Stage.RENDERING, Stage.QUEUED, Stage.RENDERING, Stage.FETCHING):
        clock.forward(10)
        generation = library.generations.advance(generation.id, seen=generation.stage, to=stage)
    clock.forward(10)
    ready = library.generations.advance(generation.id, seen=Stage.FETCHING, to=Stage.READY, file=take_file())

    def after(seconds: int) -> object:
        return begun + timedelta(seconds=seconds)

    assert ready.submitted_at == after(10)
    assert ready.accepted_at == after(20)
    assert ready.rendering_at == after(30)
    assert ready.finished_at == after(60)
    assert ready.ready_at == after(70)


@pytest.mark.parametrize("seen", Stage)
@pytest.mark.parametrize("to", Stage)
def test_only_the_stages_that_may_follow_do(library: Library, seen: Stage, to: Stage) -> None:
    made = add_at(library, seen)
    if to in NEXT[seen]:
        assert library.generations.advance(made.id, seen=seen, to=to).stage is to
    else:
        with pytest.raises(IllegalTransition):
            library.generations.advance(made.id, seen=seen, to=to)
        assert library.generations.get(made.id) == made


def test_a_stage_that_somebody_else_changed_is_not_changed(library: Library, other: Library) -> None:
    made = add_at(library, Stage.QUEUED)
    other.generations.advance(made.id, seen=Stage.QUEUED, to=Stage.RENDERING)
    with pytest.raises(StaleStage):
        library.generations.advance(made.id, seen=Stage.QUEUED, to=Stage.FAILED, code="X")
    read = library.generations.get(made.id)
    assert (read.stage, read.code) == (Stage.RENDERING, "")


def test_of_many_at_once_one_changes_the_stage(library: Library, other: Library) -> None:
    for _ in range(5):
        made = add(library)
        calls = [
            lambda lib=lib, gid=made.id: lib.generations.advance(gid, seen=Stage.WAITING, to=Stage.SUBMITTING)
            for lib in (library, other) * 4
        ]
        results = at_once(*calls)
        assert sum(isinstance(result, StaleStage) for result in results) == len(calls) - 1


@pytest.mark.parametrize("gid", ["nothing", "", "\0", "\udcff", "' OR 1=1 --"])
def test_an_unknown_id_is_said_to_be_unknown(library: Library, gid: str) -> None:
    with pytest.raises(UnknownGeneration):
        library.generations.get(gid)
    with pytest.raises(UnknownGeneration):
        library.generations.record(gid, code="x")
    with pytest.raises(UnknownGeneration):
        library.generations.advance(gid, seen=Stage.WAITING, to=Stage.SUBMITTING)


def test_slots_count_across_processes(library: Library, other: Library) -> None:
    ids = [add(lib).id for lib in (library, other, library)]
    assert library.generations.take_slot(ids[0], limit=2) is not None
    assert other.generations.take_slot(ids[1], limit=2) is not None
    assert library.generations.take_slot(ids[2], limit=2) is None
    other.generations.advance(ids[1], seen=Stage.SUBMITTING, to=Stage.QUEUED)
    assert library.generations.take_slot(ids[2], limit=2) is None
    other.generations.advance(ids[1], seen=Stage.QUEUED, to=Stage.FETCHING)
    taken = library.generations.take_slot(ids[2], limit=2)
    assert taken is not None
    assert taken.stage is Stage.SUBMITTING


def test_of_many_at_once_no_more_than_the_limit_get_a_slot(library: Library, other: Library) -> None:
    ids = [add(library).id for _ in range(8)]
    libraries = (library, other) * 4
    results = at_once(
        *(
            lambda lib=lib, gid=gid: lib.generations.take_slot(gid, limit=3)
            for lib, gid in zip(libraries, ids, strict=True)
        )
    )
    busy = [generation for generation in library.generations.in_work() if generation.stage is Stage.SUBMITTING]
    assert len(busy) == sum(result is not None for result in results)
    assert 1 <= len(busy) <= 3


def test_the_oldest_that_asks_goes_first(library: Library) -> None:
    first, second, third = (add(library).id for _ in range(3))
    assert library.generations.take_slot(first, limit=1) is not None
    assert library.generations.take_slot(second, limit=1) is None
    assert library.generations.take_slot(third, limit=1) is None
    library.generations.advance(first, seen=Stage.SUBMITTING, to=Stage.FAILED)
    assert library.generations.take_slot(third, limit=1) is None
    assert library.generations.take_slot(second, limit=1) is not None
    library.generations.advance(second, seen=Stage.SUBMITTING, to=Stage.FAILED)
    assert library.generations.take_slot(third, limit=1) is not None


def test_one_that_gave_up_asking_holds_nobody_back(library: Library) -> None:
    busy, first, second = (add(library).id for _ in range(3))
    library.generations.take_slot(busy, limit=1)
    assert library.generations.take_slot(first, limit=1) is None
    library.generations.advance(first, seen=Stage.WAITING, to=Stage.CANCELED)
    library.generations.advance(busy, seen=Stage.SUBMITTING, to=Stage.FAILED)
    assert library.generations.take_slot(second, limit=1) is not None


def test_rehearsals_and_those_nobody_follows_take_no_slot(library: Library) -> None:
    rehearsal = add(library, engine=Engine.REHEARSAL)
    assert library.generations.take_slot(rehearsal.id, limit=1) is not None
    stopped = add_at(library, Stage.RENDERING)
    library.generations.record(stopped.id, stopped=True)
    assert library.generations.take_slot(add(library).id, limit=1) is not None
    assert library.generations.take_slot(add(library, engine=Engine.REHEARSAL).id, limit=1) is not None


def test_a_held_one_gets_no_slot_until_somebody_lets_it_go(library: Library) -> None:
    held = library.generations.add(recipe(), Engine.SKILLS_VIDEO, origin="", held=True)
    assert library.generations.take_slot(held.id, limit=4) is None
    library.generations.record(held.id, held=False)
    assert library.generations.take_slot(held.id, limit=4) is not None
    with pytest.raises(StaleStage):
        library.generations.take_slot(held.id, limit=4)


def test_a_living_owner_keeps_what_it_works_on(library: Library, folder: Path) -> None:
    with Library.open(folder) as second:
        made = add_at(second, Stage.QUEUED)
        assert second.generations.claim(made.id)
        assert not library.generations.claim(made.id)
        assert not library.generations.owned(made.id)
    assert library.generations.claim(made.id)
    assert library.generations.owned(made.id)


def test_a_released_one_is_claimed_by_one(library: Library, other: Library) -> None:
    made = add_at(library, Stage.QUEUED)
    other.generations.release(made.id)
    assert library.generations.owned(made.id)
    library.generations.release(made.id)
    results = at_once(*(lambda lib=lib: lib.generations.claim(made.id) for lib in (library, other)))
    assert sorted(map(bool, results)) == [False, True]


@pytest.mark.parametrize("stage", Stage)
def test_what_is_over_belongs_to_nobody(library: Library, stage: Stage) -> None:
    made = add_at(library, stage)
    assert (made.owner is not None) == (stage in IN_WORK)


def test_a_rehearsal_in_work_can_start_again_in_its_row(library: Library) -> None:
    made = add_at(library, Stage.RENDERING, engine=Engine.REHEARSAL)
    again = library.generations.reset_rehearsal(made.id)
    assert (again.row, again.stage, again.submitted_at, again.owner) == (
        made.row,
        Stage.WAITING,
        None,
        library.owners.name,
    )


def test_neither_a_paid_nor_a_finished_nor_another_ones_starts_again(library: Library, other: Library) -> None:
    with pytest.raises(IllegalTransition):
        library.generations.reset_rehearsal(add_at(library, Stage.QUEUED).id)
    with pytest.raises(StaleStage):
        library.generations.reset_rehearsal(add_at(library, Stage.READY, engine=Engine.REHEARSAL).id)
    with pytest.raises(StaleStage):
        library.generations.reset_rehearsal(add_at(other, Stage.QUEUED, engine=Engine.REHEARSAL).id)


def test_work_and_unconfirmed_are_listed_oldest_first(library: Library) -> None:
    made = {stage: add_at(library, stage).id for stage in Stage}
    assert [generation.id for generation in library.generations.in_work()] == [
        made[stage] for stage in Stage if stage in IN_WORK
    ]
    assert [generation.id for generation in library.generations.unconfirmed()] == [made[Stage.UNCONFIRMED]]


def test_totals_follow_every_change(library: Library) -> None:
    fetched = add_at(library, Stage.FETCHING)
    held = add(library)
    library.generations.record(held.id, held=True)
    ready = library.generations.advance(fetched.id, seen=Stage.FETCHING, to=Stage.READY, file=take_file(size=700))
    counts = library.generations.counts()
    assert (counts.entries, counts.takes, counts.size, counts.running) == (2, 1, 700, 0)
    library.bin.delete([ready.id])
    counts = library.generations.counts()
    assert (counts.entries, counts.takes, counts.size, counts.binned, counts.binned_size) == (1, 0, 0, 1, 700)
    library.bin.empty_bin()
    counts = library.generations.counts()
    assert (counts.entries, counts.takes, counts.binned, counts.binned_size) == (1, 0, 0, 0)


def test_the_usual_time_is_the_median_of_like_takes(library: Library, clock: Clock) -> None:
    seconds = library.generations.typical_seconds
    assert seconds("720p", 5, Engine.SKILLS_VIDEO) is None
    for took in (100, 160, 1000):
        generation = add_at(library, Stage.QUEUED)
        clock.forward(took)
        library.generations.advance(generation.id, seen=Stage.QUEUED, to=Stage.FETCHING)
        clock.forward(60)
        library.generations.advance(generation.id, seen=Stage.FETCHING, to=Stage.READY)
    assert seconds("720p", 5, Engine.SKILLS_VIDEO) == 160
    assert seconds("720p", 6, Engine.SKILLS_VIDEO) is None
    assert seconds("480p", 5, Engine.SKILLS_VIDEO) is None
    assert seconds("720p", 5, Engine.REHEARSAL) is None
