"""Kill the program at random moments and start it again, many times: no take is lost, none is sent twice.

    python tests/e2e/kill_storm.py [ROUNDS] [SEED]

Each round has a home of its own: `generate` is killed at a random moment, and so are some of the starts after it, until
one runs to its end. The suite runs a few rounds; a hundred take some minutes and are for a release.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "desktop")]

from support import clips
from support.program import SMALL, Program, Running, fault, frames_of, jobs_of
from support.rehearsal import RehearsalProcess

if TYPE_CHECKING:
    from support.rehearsal import Caller

LONGEST = 3.0
"""Seconds until a run is killed at the latest: a little more than it takes undisturbed on a calm machine."""


def kill_after(run: Running, seconds: float) -> bool:
    """Kill a run after so many seconds, and say whether it still ran."""
    try:
        run.process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        run.kill()
        return True
    return False


def one_round(folder: Path, engine: Caller, number: int, dice: random.Random) -> str:
    """Play one round; return where its row ended, with `, killed` when the first run did not get to its end."""
    program = Program(folder, engine.url, engine.key)
    prompt = f"storm in {folder}"
    options = list(SMALL)
    if number % 2:
        options += ["--image", str(clips.png(folder / "start.png", 320, 320))]
    if number % 3 == 0:
        options += fault("slow=0.5, slow-queue=0.3, slow-render=0.3, result-stall=0.5")
    killed = kill_after(program.start("generate", prompt, *options), dice.uniform(0.0, LONGEST))
    while dice.random() < 0.4:
        kill_after(program.start("resume"), dice.uniform(0.0, LONGEST))
    done = program.run("resume", "--json")
    assert done.status in {0, 5}, done.err
    settle(engine, prompt)
    ended = check(program, jobs_of(engine, prompt), prompt)
    again = program.run("resume", "--json")
    assert check(program, jobs_of(engine, prompt), prompt) == ended, "another start changed something"
    assert again.status in {0, 5}
    return f"{ended}{', killed' if killed else ''}"


def settle(engine: Caller, prompt: str) -> None:
    """Wait until a request that was cut off would have become a job, and every job is at its end."""
    time.sleep(0.6)
    for job in jobs_of(engine, prompt):
        engine.finish(job["id"])


def check(program: Program, jobs: list[Any], prompt: str) -> str:
    """Compare the rows with what the engine knows; return where the one row stands."""
    rows = program.history()
    assert len(jobs) <= 1, f"{prompt}: sent {len(jobs)} times"
    assert len(rows) <= 1, f"{prompt}: {len(rows)} rows"
    takes = list((program.library / "Takes").rglob("*.mp4"))
    if not rows:
        assert not jobs, f"{prompt}: a job without a row"
        return "nothing"
    (row,) = rows
    stage = str(row["stage"])
    if stage == "ready":
        (job,) = jobs
        assert (job["charges"], row["remote_id"]) == (1, job["id"])
        assert [str(path) for path in takes] == [row["file"]]
        assert frames_of(row["file"]) == 97
    elif stage == "waiting":
        assert not jobs, f"{prompt}: sent, but held as if it was not"
    else:
        assert stage == "unconfirmed", f"{prompt}: left at {stage}: {row}"
        assert row["message"], "it does not say what to do"
    return stage


def storm(rounds: int, seed: int, folder: Path, engine: Caller) -> Counter[str]:
    """Play many rounds and count how they ended."""
    dice = random.Random(seed)
    ended: Counter[str] = Counter()
    for number in range(rounds):
        home = folder / str(number)
        home.mkdir()
        ended[one_round(home, engine, number, dice)] += 1
    return ended


def main() -> None:
    """Run the storm and print its figures."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(1 << 31)
    with (
        tempfile.TemporaryDirectory(prefix="storm-") as name,
        RehearsalProcess.start("--faults", "--credits", "1000000") as engine,
    ):
        ended = storm(rounds, seed, Path(name), engine)
        charges = sum(job["charges"] for job in engine.report()["jobs"])
        jobs = len(engine.report()["jobs"])
    sys.stdout.write(f"{rounds} rounds, seed {seed}: {jobs} jobs, {charges} charges\n")
    for what, count in ended.most_common():
        sys.stdout.write(f"{count:5} {what}\n")


if __name__ == "__main__":
    main()
