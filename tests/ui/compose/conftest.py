"""A composer with a real library behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shiboken6

from rushes.app.build import open_studio
from rushes.app.setting import setting
from rushes.core.parameters import Parameters
from rushes.core.recipe import Recipe, Workflow
from rushes.services.intake import Offer, Place
from rushes.settings.paths import places
from rushes.ui.compose.pane import ComposePane
from rushes.ui.events import EventBridge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from rushes.core.media import Role
    from rushes.services.studio import Studio
    from rushes.ui.tasks import Tasks
    from rushes.ui.theme import ThemeManager


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    opened = open_studio(setting(places(tmp_path / "home", {}), None, {}))
    yield opened
    opened.close()


@pytest.fixture
def bare(qtbot: QtBot, tasks: Tasks, themed: ThemeManager) -> Iterator[ComposePane]:
    """A composer without a library, as it is at the first paint."""
    pane = ComposePane(tasks)
    qtbot.addWidget(pane)
    pane.resize(392, 800)
    pane.show()
    qtbot.waitExposed(pane)
    yield pane
    # Widgets of a test are closed before its fixtures end.
    if shiboken6.isValid(pane):
        pane.detach()


@pytest.fixture
def pane(bare: ComposePane, studio: Studio, qtbot: QtBot, tasks: Tasks) -> Iterator[ComposePane]:
    bridge = EventBridge(studio.events)
    bare.attach(studio, bridge)
    qtbot.waitUntil(lambda: not tasks.pending())
    yield bare
    if shiboken6.isValid(bare):
        bare.detach()
    qtbot.waitUntil(lambda: not tasks.pending())
    bridge.close()
    bridge.deleteLater()


@pytest.fixture
def take(pane: ComposePane, qtbot: QtBot, tasks: Tasks) -> Callable[..., None]:
    """Offer files to the composer and wait until they were taken."""

    def offer(*paths: Path, role: Role | None = None, urls: tuple[str, ...] = ()) -> None:
        pane.offer(Offer(paths=paths, urls=urls), Place(role))
        qtbot.waitUntil(lambda: not tasks.pending())

    return offer


def with_prompt(pane: ComposePane, prompt: str, workflow: Workflow = Workflow.TEXT) -> None:
    pane.set_recipe(Recipe(workflow, prompt, Parameters(), pane.recipe().references))
