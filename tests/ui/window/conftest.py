"""The whole window with a real library and the real rehearsal process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rushes.app.build import open_studio
from rushes.app.setting import setting
from rushes.core.parameters import Parameters, Resolution
from rushes.core.recipe import Recipe
from rushes.settings.paths import places
from rushes.settings.window import WindowState
from rushes.ui.desk import Desk
from rushes.ui.main_window import MainWindow
from rushes.ui.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from rushes.app.setting import Setting
    from rushes.services.policy import Patience
    from rushes.services.studio import Studio
    from rushes.ui.theme import ThemeManager

SMALL = Parameters(resolution=Resolution.P480, duration=4, generate_audio=False)


@pytest.fixture
def start(tmp_path: Path) -> Setting:
    return setting(places(tmp_path / "home", {}), None, {})


class Rushes:
    """The window, what is behind it, and what was said outside of it."""

    def __init__(self, start: Setting, patience: Patience | None = None) -> None:
        self.start = start
        self.patience = patience
        self.unhandled: list[Exception] = []
        self.refused: list[Exception] = []
        self.studio: Studio | None = None
        self.tasks = Tasks(network_threads=8)
        self.tasks.unhandled.connect(self.unhandled.append)
        self.desk = Desk(self.tasks, self._open)
        self.desk.refused.connect(self.refused.append)
        self.window = MainWindow(self.desk, WindowState(start.places.window_file), start.preferences.current)
        self.desk.open_failed.connect(self.window.show_library_trouble)

    def _open(self) -> Studio:
        self.studio = open_studio(self.start, patience=self.patience)
        return self.studio

    def end(self) -> None:
        self.window.close()
        self.desk.close()
        if self.studio is not None:
            self.studio.generations.close()
        assert self.tasks.shutdown(10_000), "work did not stop when it was asked to"
        if self.studio is not None:
            self.studio.close()
        self.window.deleteLater()
        self.desk.deleteLater()
        assert self.unhandled == []

    @property
    def library(self) -> Studio:
        assert self.studio is not None
        return self.studio

    def calm(self) -> bool:
        return not self.tasks.pending()


@pytest.fixture
def patience() -> Patience | None:
    """How patient the services are: as they are for people, unless a test file says otherwise."""
    return None


@pytest.fixture
def make(
    start: Setting, patience: Patience | None, themed: ThemeManager, qtbot: QtBot
) -> Iterator[Callable[..., Rushes]]:
    """Open the window, and the library behind it unless told otherwise."""
    opened: list[Rushes] = []

    def now(width: int = 1440, height: int = 900, *, settled: bool = True) -> Rushes:
        program = Rushes(start, patience)
        opened.append(program)
        program.window.resize(width, height)
        program.window.show()
        qtbot.waitExposed(program.window)
        program.desk.open()
        if settled:
            qtbot.waitUntil(lambda: program.studio is not None and program.calm())
        return program

    yield now
    for program in opened:
        program.end()


@pytest.fixture
def rushes(make: Callable[..., Rushes]) -> Rushes:
    return make()


def write(rushes: Rushes, prompt: str) -> Recipe:
    """Put a small recipe on the desk."""
    recipe = Recipe(prompt=prompt, parameters=SMALL)
    rushes.window.compose.set_recipe(recipe)
    return recipe
