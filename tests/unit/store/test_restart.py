from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rushes.core.api_errors import OutcomeUnknown
from rushes.core.stages import Engine, Stage
from rushes.store import Library, RestartReport
from support.store import add_at, kill, out, run, start

if TYPE_CHECKING:
    from pathlib import Path

FILL = """
import sys, time
from pathlib import Path
from support.store import add_at
from rushes.core.stages import Engine, Stage
from rushes.store import Library
library = Library.open(Path(sys.argv[1]))
for engine in Engine:
    for stage in Stage:
        print(engine, stage, add_at(library, stage, engine=engine).id, flush=True)
print("done", flush=True)
time.sleep(600)
"""

RESTART = """
import sys
from pathlib import Path
from rushes.store import Library
with Library.open(Path(sys.argv[1])) as library:
    print("here", flush=True)
    sys.stdin.readline()
    report = library.restart_dead()
    claimed = sum(map(library.generations.claim, report.to_follow + report.to_render))
    print(len(report.held), len(report.unconfirmed), claimed, flush=True)
    sys.stdin.readline()
"""

OPEN_AND_CLOSE = """
import sys
from pathlib import Path
from rushes.store import Library
Library.open(Path(sys.argv[1])).close()
"""

Ids = dict[tuple[Engine, Stage], str]


def fill_and_die(folder: Path) -> Ids:
    """Have another process leave one generation at each stage, and kill it."""
    process = start(FILL, folder)
    ids: Ids = {}
    for line in out(process):
        if line == "done\n":
            break
        engine, stage, gid = line.split()
        ids[Engine(engine), Stage(stage)] = gid
    kill(process)
    return ids


@pytest.fixture
def ids(folder: Path) -> Ids:
    return fill_and_die(folder)


def test_what_a_killed_process_left_is_put_in_a_state_that_says_what_to_do(ids: Ids, library: Library) -> None:
    paid, free = Engine.SKILLS_VIDEO, Engine.REHEARSAL
    report = library.restart_dead()
    assert report.held == (ids[paid, Stage.WAITING],)
    assert report.unconfirmed == (ids[paid, Stage.SUBMITTING],)
    assert report.to_follow == tuple(ids[paid, s] for s in (Stage.QUEUED, Stage.RENDERING, Stage.FETCHING))
    assert report.to_render == tuple(
        ids[free, s]
        for s in (
            Stage.WAITING,
            Stage.SUBMITTING,
            Stage.UNCONFIRMED,
            Stage.QUEUED,
            Stage.RENDERING,
            Stage.FETCHING,
        )
    )
    held = library.generations.get(ids[paid, Stage.WAITING])
    assert (held.stage, held.held, held.owner) == (Stage.WAITING, True, None)
    unconfirmed = library.generations.get(ids[paid, Stage.SUBMITTING])
    assert (unconfirmed.stage, unconfirmed.owner) == (Stage.UNCONFIRMED, None)
    assert unconfirmed.title == OutcomeUnknown.title.source()
    assert "may be charged" in unconfirmed.message
    assert unconfirmed.next_step
    for stage in (Stage.UNCONFIRMED, Stage.QUEUED, Stage.RENDERING, Stage.FETCHING, Stage.READY, Stage.FAILED):
        assert library.generations.get(ids[paid, stage]).stage is stage
    for gid in report.to_render:
        assert library.generations.get(gid).stage is Stage.WAITING


def test_what_is_settled_is_not_reported_twice(ids: Ids, library: Library) -> None:
    first = library.restart_dead()
    assert all(map(library.generations.claim, first.to_follow + first.to_render))
    assert library.restart_dead() == RestartReport()


def test_what_a_living_process_works_on_is_left_alone(library: Library, other: Library) -> None:
    for stage in Stage:
        add_at(other, stage)
        if stage is not Stage.UNCONFIRMED:
            add_at(other, stage, engine=Engine.REHEARSAL)
    before = library.generations.in_work()
    assert library.restart_dead().to_follow == ()
    assert library.generations.in_work() == before


def test_what_the_user_stopped_following_is_left_alone(library: Library, other: Library) -> None:
    stopped = add_at(other, Stage.RENDERING)
    other.generations.record(stopped.id, stopped=True)
    other.close()
    assert library.restart_dead() == RestartReport()


def test_processes_that_start_together_do_it_once(folder: Path) -> None:
    fill_and_die(folder)
    processes = [start(RESTART, folder) for _ in range(3)]
    for process in processes:
        assert out(process).readline() == "here\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    lines = [out(process).readline().split() for process in processes]
    for process in processes:
        process.communicate("end\n")
        assert process.returncode == 0
    assert [sum(int(line[column]) for line in lines) for column in range(3)] == [1, 1, 9]


def test_the_lock_files_of_the_dead_are_removed(ids: Ids, library: Library) -> None:
    assert len(list((library.folder / "Owners").glob("*.lock"))) == 2
    library.restart_dead()
    assert [path.stem for path in (library.folder / "Owners").glob("*.lock")] == [library.owners.name]


def test_an_owner_lives_as_long_as_its_process(library: Library, folder: Path) -> None:
    code = """
import sys, time
from pathlib import Path
from rushes.store import Library
print(Library.open(Path(sys.argv[1])).owners.name, flush=True)
time.sleep(600)
"""
    process = start(code, folder)
    name = out(process).readline().strip()
    assert library.owners.is_alive(name)
    kill(process)
    assert not library.owners.is_alive(name)
    assert not library.owners.is_alive(name)
    assert library.owners.is_alive(library.owners.name)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "1-zz", "x"])
def test_a_name_that_no_owner_has_is_dead(library: Library, name: str) -> None:
    assert not library.owners.is_alive(name)


def test_a_process_that_ends_in_order_leaves_no_lock_file(folder: Path) -> None:
    run(OPEN_AND_CLOSE, folder)
    assert list((folder / "Owners").glob("*.lock")) == []
