"""Recipes, generations and processes for the tests of the library."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, TYPE_CHECKING

from rushes.core.answers import Usage
from rushes.core.generation import TakeFile
from rushes.core.media import MediaKind, Role
from rushes.core.recipe import Recipe, Reference, ReferenceId, Workflow
from rushes.core.stages import Engine, Stage

if TYPE_CHECKING:
    from rushes.core.generation import Generation
    from rushes.store import Library

DESKTOP = Path(__file__).parents[2] / "desktop"


class Clock:
    """A clock that stands still until it is told otherwise."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 14, 32, 5, 123000, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def recipe(prompt: str = "Slow dolly in on a café window", *hashes: str) -> Recipe:
    """Return a recipe whose references have these hashes."""
    references = tuple(
        Reference(ReferenceId(f"r{n}"), MediaKind.IMAGE, Role.REFERENCE, f"Kühlturm {n}.png", sha256=sha256)
        for n, sha256 in enumerate(hashes)
    )
    return Recipe(Workflow.REFERENCES if references else Workflow.TEXT, prompt, references=references)


def add(library: Library, prompt: str = "A fox", engine: Engine = Engine.SKILLS_VIDEO) -> Generation:
    return library.generations.add(recipe(prompt), engine, origin="window")


TO: dict[Stage, tuple[Stage, ...]] = {
    Stage.WAITING: (),
    Stage.SUBMITTING: (Stage.SUBMITTING,),
    Stage.UNCONFIRMED: (Stage.SUBMITTING, Stage.UNCONFIRMED),
    Stage.QUEUED: (Stage.SUBMITTING, Stage.QUEUED),
    Stage.RENDERING: (Stage.SUBMITTING, Stage.QUEUED, Stage.RENDERING),
    Stage.FETCHING: (Stage.SUBMITTING, Stage.FETCHING),
    Stage.READY: (Stage.SUBMITTING, Stage.FETCHING, Stage.READY),
    Stage.FAILED: (Stage.SUBMITTING, Stage.FAILED),
    Stage.CANCELED: (Stage.CANCELED,),
}


def add_at(library: Library, stage: Stage, prompt: str = "A fox", engine: Engine = Engine.SKILLS_VIDEO) -> Generation:
    """Add a generation and lead it to `stage`."""
    generation = add(library, prompt, engine)
    for to in TO[stage]:
        generation = library.generations.advance(generation.id, seen=generation.stage, to=to)
    return generation


def take_file(path: str = "Takes/2026-11/a.mp4", size: int = 1000) -> TakeFile:
    return TakeFile(path, "ab" * 32, size, 1280, 720, 5.04, 121, 24.0, True)


USAGE = Usage(20, 15, 5)


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Run Python code in a process of its own; `sys.argv[1:]` are the arguments."""
    environment = os.environ | {"PYTHONPATH": f"{DESKTOP}{os.pathsep}{DESKTOP.parent / 'tests'}"}
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )


def out(process: subprocess.Popen[str]) -> IO[str]:
    assert process.stdout is not None
    return process.stdout


def kill(process: subprocess.Popen[str]) -> None:
    """End a process as a power cut would."""
    process.kill()
    process.communicate()


def run(code: str, *arguments: object) -> str:
    """Run Python code in a process of its own and return what it prints."""
    process = start(code, *arguments)
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    return output
