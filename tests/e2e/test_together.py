"""Window, `generate` and two `resume`s at once on one library: each job is followed once, each take kept once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.program import SMALL, Program, fault, frames_of, jobs_of, release, stages, wait_until

if TYPE_CHECKING:
    from support.rehearsal import RehearsalProcess

PROMPTS = ("together, queued", "together, rendering", "together, new")


def test_all_of_them_end_with_the_same_counts(program: Program, engine: RehearsalProcess) -> None:
    for prompt, stage, what in ((PROMPTS[0], "queued", "hold=queue"), (PROMPTS[1], "rendering", "hold=progress")):
        run = program.start("generate", prompt, *SMALL, *fault(what))
        run.until(f": {stage}")
        run.kill()

    window = program.start()
    runs = [program.start("resume", "--json"), program.start("resume", "--json")]
    runs.append(program.start("generate", PROMPTS[2], *SMALL, *fault("hold=progress"), "--json"))
    runs[-1].until("rendering")
    release(engine)
    ended = [run.end() for run in runs]
    assert [done.status for done in ended] == [0, 0, 0], [done.err for done in ended]
    wait_until(lambda: stages(program.history()) == ["ready"] * 3, "all are ready")
    assert window.process.poll() is None
    window.kill()

    for prompt in PROMPTS:
        (job,) = jobs_of(engine, prompt)
        assert job["charges"] == 1
    rows = program.history()
    assert len({row["file"] for row in rows}) == 3
    assert [frames_of(row["file"]) for row in rows] == [97] * 3
    assert len(list((program.library / "Takes").rglob("*.mp4"))) == 3


def test_the_window_takes_up_what_a_killed_program_left(program: Program, engine: RehearsalProcess) -> None:
    prompt = "taken up by the window"
    run = program.start("generate", prompt, *SMALL, *fault("hold=queue"))
    run.until("queued")
    run.kill()
    release(engine)
    window = program.start()
    wait_until(lambda: stages(program.history()) == ["ready"], "the window has followed it")
    window.kill()
    (job,) = jobs_of(engine, prompt)
    assert job["charges"] == 1
