"""The services on a real library, against the rehearsal engine in a process of its own as the paid service."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pytest

from rushes.app.build import open_studio
from rushes.app.setting import setting
from rushes.core.cancel import CancelToken
from rushes.core.media import MediaKind, Role
from rushes.core.parameters import Parameters, Resolution
from rushes.core.recipe import Recipe, Reference, ReferenceId, Workflow
from rushes.core.stages import Engine
from rushes.services.policy import Patience
from rushes.settings.paths import places
from support import clips
from support.program import arm
from support.rehearsal import RehearsalProcess

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from rushes.core.events import Event
    from rushes.core.generation import Generation
    from rushes.services.studio import Studio

QUICK = Patience(
    slot_wait=0.02,
    first_poll=0.02,
    slowest_poll=0.05,
    local_poll=0.02,
    connect_tries=2,
    connect_wait=0.01,
    rate_limit_wait=0.01,
    fetch_wait=0.01,
    answer_grace=20.0,
    stop_grace=10.0,
    keep_wait=0.01,
)

SMALL = Parameters(resolution=Resolution.P480, duration=4, generate_audio=False)


@dataclass
class Lab:
    """Studios on one home folder, and the engine they speak to."""

    home: Path
    engine: RehearsalProcess
    opened: list[Studio] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    submits_before: int = 0

    def studio(
        self, patience: Patience = QUICK, *, slots: int | None = None, url: str = "", key: str | None = "its"
    ) -> Studio:
        """Open a studio, as a process of its own would; the lab closes it."""
        environ = {**os.environ, "RUSHES_HOME": str(self.home), "RUSHES_API_URL": url or self.engine.url}
        if key is not None:
            environ["SKILLS_VIDEO_API_KEY"] = self.engine.key if key == "its" else key
        start = setting(places(None, environ), None, environ)
        if slots is not None:
            start.preferences.save(replace(start.preferences.current, slots=slots))
        studio = open_studio(start, patience=patience)
        studio.events.subscribe(self.events.append)
        self.opened.append(studio)
        return studio

    @property
    def submits(self) -> int:
        """How many POSTs have reached the engine during this test."""
        return int(self.engine.report()["submits"]) - self.submits_before

    def arm(self, on: str, what: str, times: int = 1) -> None:
        """Let the next requests of a route meet a fault."""
        arm(self.engine, on, what, times)

    def jobs(self, prompt: str) -> list[Any]:
        """Return what the engine knows of the jobs with this prompt."""
        return [job for job in self.engine.report()["jobs"] if job["input"]["prompt"] == prompt]


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RehearsalProcess]:
    folder = tmp_path_factory.mktemp("engine")
    with RehearsalProcess.start("--faults", "--shrink", "4", "--credits", "1000000", work_dir=folder) as process:
        yield process


@pytest.fixture
def lab(tmp_path: Path, engine: RehearsalProcess) -> Iterator[Lab]:
    made = Lab(tmp_path / "home", engine, submits_before=engine.report()["submits"])
    yield made
    engine.post("/_test/release", {})
    for studio in made.opened:
        studio.close()


@pytest.fixture
def studio(lab: Lab) -> Studio:
    return lab.studio()


@pytest.fixture
def prompt(request: pytest.FixtureRequest) -> str:
    """A prompt that no other test has, to find its jobs by."""
    return str(request.node.nodeid)


@pytest.fixture
def picture(tmp_path: Path) -> Reference:
    path = clips.png(tmp_path / "picture.png", 320, 320)
    return Reference(ReferenceId("p"), MediaKind.IMAGE, Role.START_IMAGE, path.name, path=path)


@pytest.fixture
def recipe(prompt: str) -> Callable[..., Recipe]:
    """Return a function that makes a recipe: `recipe(fault, *references)`."""

    def make(fault: str = "", *references: Reference) -> Recipe:
        extra = {"rehearsal_fault": fault} if fault else {}
        return Recipe(Workflow.TEXT, prompt, SMALL, references, extra)

    return make


@pytest.fixture
def shoot() -> Callable[..., Generation]:
    """Return a function that sends a recipe and drives it to its end."""

    def go(studio: Studio, recipe: Recipe, engine: Engine = Engine.SKILLS_VIDEO) -> Generation:
        return studio.generations.drive(studio.generations.create(recipe, engine).id, CancelToken())

    return go
