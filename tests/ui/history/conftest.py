"""A history pane with a real library behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rushes.app.build import open_studio
from rushes.app.setting import setting
from rushes.core.recipe import Recipe
from rushes.core.stages import Engine
from rushes.settings.paths import places
from rushes.ui.events import EventBridge
from rushes.ui.history.pane import HistoryPane

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from rushes.core.generation import Generation
    from rushes.services.studio import Studio
    from rushes.ui.tasks import Tasks
    from rushes.ui.theme import ThemeManager

WIDTH, HEIGHT = 336, 760


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    opened = open_studio(setting(places(tmp_path / "home", {}), None, {}))
    yield opened
    opened.close()


@pytest.fixture
def add(studio: Studio) -> Callable[..., Generation]:
    """Write a generation down, without sending it."""

    def write(prompt: str = "A fox", engine: Engine = Engine.REHEARSAL) -> Generation:
        return studio.library.generations.add(Recipe(prompt=prompt), engine, origin="")

    return write


@pytest.fixture
def bare(qtbot: QtBot, tasks: Tasks, themed: ThemeManager) -> Iterator[HistoryPane]:
    """A pane without a library, as it is at the first paint."""
    pane = HistoryPane(tasks)
    pane.resize(WIDTH, HEIGHT)
    pane.show()
    qtbot.waitExposed(pane)
    yield pane
    pane.close()
    pane.deleteLater()


@pytest.fixture
def settle(qtbot: QtBot, tasks: Tasks, bare: HistoryPane) -> Callable[[], None]:
    """Wait until everything that was asked for has been answered and painted."""

    def wait() -> None:
        def calm() -> bool:
            bare.grab()
            return not (tasks.pending() or bare._listing.waiting or bare._model._ask.isActive())

        qtbot.waitUntil(calm)

    return wait


@pytest.fixture
def attach(
    bare: HistoryPane, studio: Studio, settle: Callable[[], None], qtbot: QtBot
) -> Iterator[Callable[[], HistoryPane]]:
    """Give the pane the library, with what has been written to it by then."""
    bridges: list[EventBridge] = []

    def now() -> HistoryPane:
        bridge = EventBridge(studio.events)
        bridge.generation_changed.connect(bare.generation_changed)
        bridges.append(bridge)
        bare.attach(studio, bridge)
        settle()
        return bare

    yield now
    bare.detach()
    settle()
    for bridge in bridges:
        bridge.close()
        bridge.deleteLater()


def add_many(studio: Studio, count: int) -> None:
    """Copy the only generation there is `count` times, an hour apart, the newest last."""
    with studio.library._database.write() as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(generation)") if row[1] != "row"]
        copied = {"id": "'c' || n", "created_ms": f"created_ms - 3600000 * ({count} - n)"}
        connection.execute(
            f"WITH RECURSIVE counter(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < {count})"
            f" INSERT INTO generation ({', '.join(columns)})"
            f" SELECT {', '.join(copied.get(name, name) for name in columns)} FROM generation, counter"
        )


def shown(pane: HistoryPane) -> list[str]:
    """Return what the lines say to a screen reader, headings included."""
    model = pane._model
    return [str(model.index(line, 0).data()) for line in range(model.rowCount())]


def prompts(pane: HistoryPane) -> list[str]:
    """Return the prompts that are listed, from the first on."""
    rows = [pane._model.known(number) for number in pane._model.numbers_in(0, pane._model.rowCount() - 1)]
    return [row.excerpt if row is not None else "…" for row in rows]
