"""A real library, a viewer on it, and ways to wait for what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rushes.app.build import open_studio
from rushes.app.setting import setting
from rushes.settings.paths import places
from rushes.ui.events import EventBridge
from rushes.ui.viewer.pane import ViewerPane
from support import clips
from support.viewing import Viewing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from rushes.services.studio import Studio
    from rushes.ui.tasks import Tasks
    from rushes.ui.theme import ThemeManager


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    """A studio on an empty library."""
    made = open_studio(setting(places(tmp_path / "home", {}), None, {}))
    yield made
    made.close()


@pytest.fixture(scope="session")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds whose frames carry their number in their grey level, with sound."""
    return clips.video(tmp_path_factory.mktemp("clips") / "marked.mp4", 320, 180, frames=49, gop=12)


@pytest.fixture
def viewing(qtbot: QtBot, themed: ThemeManager, tasks: Tasks, studio: Studio) -> Iterator[Viewing]:
    """A viewer of 700 by 800 pixels on the library, shown."""
    bridge = EventBridge(studio.events)
    pane = ViewerPane(tasks, null_sound=True)
    qtbot.addWidget(pane)
    pane.resize(700, 800)
    pane.attach(studio, bridge)
    bridge.generation_changed.connect(pane.generation_changed)
    bridge.transfer.connect(pane.transfer)
    pane.show()
    yield Viewing(qtbot, pane)
    pane.stop()
    bridge.close()
