"""The program is killed as by a power cut, at each stage, and started again: what was paid for is there, once."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from support import clips
from support.program import SMALL, Program, Running, arm, fault, frames_of, jobs_of, release, stages, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from support.rehearsal import RehearsalProcess


@pytest.fixture(params=["stream", "poll"])
def media(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, ...]:
    """A request without files is followed as a stream, one with a file by asking."""
    return () if request.param == "stream" else ("--image", str(clips.png(tmp_path / "start.png", 320, 320)))


@pytest.fixture
def prompt(request: pytest.FixtureRequest) -> str:
    return f"killed in {request.node.name}"


@pytest.fixture
def nothing_held(engine: RehearsalProcess) -> Iterator[None]:
    """Let the engine finish what a failed test held, so that the next test meets an idle one."""
    yield
    release(engine)


pytestmark = pytest.mark.usefixtures("nothing_held")


def assert_one_take(program: Program, engine: RehearsalProcess, prompt: str) -> None:
    """One remote job, one charge, one row, one playable file, and nothing left lying about."""
    (job,) = jobs_of(engine, prompt)
    assert job["charges"] == 1
    (row,) = program.history()
    assert (row["stage"], row["remote_id"], row["usage"]["total"]) == ("ready", job["id"], job["charged"])
    assert frames_of(row["file"]) == 97
    assert [str(path) for path in (program.library / "Takes").rglob("*.*")] == [row["file"]]
    assert list((program.library / "Staging").iterdir()) == []
    with closing(sqlite3.connect(program.library / "rushes.sqlite3")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("SELECT owner, held, stopped FROM generation").fetchall() == [(None, 0, 0)]


def test_waiting_is_held_and_never_sent_by_a_start(program: Program, engine: RehearsalProcess, prompt: str) -> None:
    program.prefer(version=1, slots=1)
    first = program.start("generate", "has the only slot", *SMALL, *fault("hold=queue"))
    first.until("queued")
    second = program.start("generate", prompt, *SMALL)
    second.until("sending")
    wait_until(lambda: stages(program.history()) == ["waiting", "queued"], "the second waits for the slot")
    second.kill()

    for _ in range(2):
        resumed = program.run("resume", "--json")
        assert resumed.status == 0, resumed.err
        assert stages(resumed.json) == ["queued", "waiting"]
    assert jobs_of(engine, prompt) == []
    release(engine)
    assert first.end().status == 0
    # a free slot makes no difference: only a person sends it
    assert stages(program.run("resume", "--json").json) == ["waiting"]
    assert jobs_of(engine, prompt) == []


@pytest.mark.parametrize("arrives", [True, False], ids=["arrives", "is lost"])
def test_submitting_becomes_unconfirmed_and_is_never_sent_again(
    program: Program, engine: RehearsalProcess, media: tuple[str, ...], prompt: str, arrives: bool
) -> None:
    submits = engine.report()["submits"]
    arm(engine, "submit", "slow=1" if arrives else "slow=1, drop=after-body")
    run = program.start("generate", prompt, *SMALL, *media)
    run.until("uploading 100")
    run.kill()
    if arrives:
        wait_until(lambda: len(jobs_of(engine, prompt)) == 1, "the engine has accepted it")

    for _ in range(2):
        resumed = program.run("resume", "--json")
        assert resumed.status == 5, resumed.err
        assert stages(resumed.json) == ["unconfirmed"]
        assert resumed.json[0]["message"].startswith("Sent, but no answer came back")
    assert stages(program.history()) == ["unconfirmed"]
    assert engine.report()["submits"] - submits == 1
    assert len(jobs_of(engine, prompt)) == int(arrives)


@pytest.mark.parametrize(("stage", "what"), [("queued", "hold=queue"), ("rendering", "hold=progress")])
def test_a_job_at_the_service_is_followed_again_by_its_id(
    program: Program, engine: RehearsalProcess, media: tuple[str, ...], prompt: str, stage: str, what: str
) -> None:
    run = program.start("generate", prompt, *SMALL, *media, *fault(what))
    run.until(f": {stage}")
    run.kill()
    assert stages(program.history()) == [stage]

    resumed = program.start("resume", "--json")
    release(engine)
    done = resumed.end()
    assert done.status == 0, done.err
    assert stages(done.json) == ["ready"]
    assert_one_take(program, engine, prompt)


def test_a_download_goes_on_where_it_was(
    program: Program, engine: RehearsalProcess, media: tuple[str, ...], prompt: str
) -> None:
    run = program.start("generate", prompt, *SMALL, *media, *fault("result-stall=30, result-times=1"))
    run.until(": fetching")
    part = program.library / "Staging"
    wait_until(lambda: any(path.stat().st_size > 1000 for path in part.glob("*.part")), "some of the file has come")
    run.kill()
    (size,) = [path.stat().st_size for path in part.glob("*.part")]

    done = program.run("resume", "--json")
    assert done.status == 0, done.err
    assert_one_take(program, engine, prompt)
    (job,) = jobs_of(engine, prompt)
    name = job["id"]
    asked = [request["range"] for request in engine.report()["files"] if name in request["path"]]
    assert asked == ["", f"bytes={size}-"]


def test_ready_stays_ready(program: Program, engine: RehearsalProcess, media: tuple[str, ...], prompt: str) -> None:
    arm(engine, "credits", "slow=0")
    run = program.start("generate", prompt, *SMALL, *media)
    run.until(": ready")
    run.kill()
    assert program.run("resume", "--json").json == []
    assert_one_take(program, engine, prompt)


@pytest.mark.parametrize("stage", ["submitting", "rendering"])
def test_a_killed_rehearsal_is_rendered_again_in_the_same_row(program: Program, prompt: str, stage: str) -> None:
    run = program.start("rehearse", prompt, *SMALL)
    run.until(f": {stage}")
    run.kill()
    (before,) = program.history()
    done = program.run("resume", "--json")
    assert done.status == 0, done.err
    (row,) = program.history()
    assert (row["id"], row["stage"]) == (before["id"], "ready")
    assert frames_of(row["file"]) == 97


def test_the_rehearsal_engine_ends_with_a_killed_program(program: Program, prompt: str) -> None:
    run = program.start("rehearse", prompt, "--duration", "15")
    run.until(": rendering")
    (child,) = children_of(run)
    run.kill()
    wait_until(lambda: not is_running(child), "the engine has ended")


def children_of(run: Running) -> list[int]:
    """Return the processes that a run has started."""
    from pathlib import Path

    tasks = Path(f"/proc/{run.process.pid}/task").iterdir()
    return [int(pid) for task in tasks for pid in (task / "children").read_text().split()]


def is_running(pid: int) -> bool:
    from pathlib import Path

    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
