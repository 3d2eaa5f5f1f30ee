"""More rows than the network has threads: what waits for a slot takes none from the rest of the window."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from rushes.app.build import open_studio
from rushes.app.setting import setting
from rushes.core.recipe import Recipe
from rushes.core.stages import Stage
from rushes.settings.paths import places
from rushes.ui.desk import Desk
from rushes.ui.tasks import Tasks
from support.program import release
from support.rehearsal import RehearsalProcess
from unit.services.conftest import QUICK, SMALL

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from rushes.core.generation import GenerationId
    from rushes.services.studio import Studio

WAITING = 60


@pytest.mark.timeout(90)
def test_sixty_waiting_rows_leave_the_network_to_the_balance_and_a_rehearsal(tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "engine"
    folder.mkdir()
    with RehearsalProcess.start("--faults", "--credits", "1000000", work_dir=folder) as engine:
        environ = {**os.environ, "RUSHES_API_URL": engine.url, "SKILLS_VIDEO_API_KEY": engine.key}
        start = setting(places(tmp_path / "home", environ), None, environ)
        start.preferences.save(replace(start.preferences.current, slots=1))
        studio = open_studio(start, patience=QUICK)
        tasks = Tasks(network_threads=4)
        desk = Desk(tasks, lambda: studio)
        try:
            _watch(desk, studio, engine, qtbot)
        finally:
            desk.close()
            studio.generations.close()
            assert tasks.shutdown(10_000)
            studio.close()
            desk.deleteLater()


def _watch(desk: Desk, studio: Studio, engine: RehearsalProcess, qtbot: QtBot) -> None:
    made: list[GenerationId] = []
    desk.created.connect(made.append)
    with qtbot.waitSignal(desk.credits_known, timeout=20_000):
        desk.open()
    desk.generate(Recipe(prompt="first", parameters=SMALL, extra={"rehearsal_fault": "hold=queue"}))
    qtbot.waitUntil(lambda: len(made) == 1 and studio.history.get(made[0]).stage is Stage.QUEUED, timeout=20_000)
    for number in range(WAITING):
        desk.generate(Recipe(prompt=f"row {number}", parameters=SMALL, extra={"rehearsal_fault": "fail"}))
    qtbot.waitUntil(lambda: len(made) == 1 + WAITING, timeout=30_000)

    with qtbot.waitSignal(desk.credits_known, timeout=10_000):
        desk.refresh_credits()
    desk.cancel(made[30])
    qtbot.waitUntil(lambda: studio.history.get(made[30]).stage is Stage.CANCELED, timeout=10_000)
    desk.rehearse(Recipe(prompt="free", parameters=SMALL))
    qtbot.waitUntil(lambda: len(made) == 2 + WAITING, timeout=10_000)
    qtbot.waitUntil(lambda: studio.history.get(made[-1]).stage is Stage.READY, timeout=60_000)
    assert engine.report()["submits"] == 1

    release(engine)
    # those that wait are sent in turn, without being asked for
    qtbot.waitUntil(lambda: studio.history.get(made[2]).stage is Stage.FAILED, timeout=20_000)
