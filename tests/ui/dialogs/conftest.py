"""A library, a desk and a rehearsal engine for the dialogs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from rushes.app.build import open_studio
from rushes.app.setting import setting
from rushes.settings.paths import places
from rushes.settings.secrets import KeyStore
from rushes.ui.desk import Desk
from rushes.ui.dialogs.key import KeyDialog
from support.keyring_backend import Keyring
from support.rehearsal import RehearsalProcess

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from rushes.app.setting import Setting
    from rushes.ui.tasks import Tasks
    from rushes.ui.theme import ThemeManager


@pytest.fixture(scope="session")
def engine() -> Iterator[RehearsalProcess]:
    """The rehearsal engine stands for skills.video."""
    with RehearsalProcess.start() as process:
        yield process


@pytest.fixture
def keyring() -> Keyring:
    return Keyring()


@pytest.fixture
def api_url(engine: RehearsalProcess) -> str:
    return engine.url


@pytest.fixture
def environ(api_url: str) -> dict[str, str]:
    return {"RUSHES_API_URL": api_url}


@pytest.fixture
def start(tmp_path: Path, environ: dict[str, str], keyring: Keyring) -> Setting:
    made = setting(places(tmp_path / "home", environ), None, environ)
    keys = KeyStore(environ, environment_origin=made.api_url, redactor=made.redactor, load_backend=lambda: keyring)
    return replace(made, keys=keys)


@pytest.fixture
def desk(qtbot: QtBot, tasks: Tasks, start: Setting) -> Iterator[Desk]:
    """A desk with an open library, whose work has settled."""
    made = Desk(tasks, lambda: open_studio(start))
    made.open()
    qtbot.waitUntil(lambda: made.studio is not None and not tasks.pending())
    studio = made.studio
    yield made
    qtbot.waitUntil(lambda: not tasks.pending())
    made.close()
    assert studio is not None
    studio.close()
    made.deleteLater()


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk, tasks: Tasks, themed: ThemeManager, pages: list[str]) -> KeyDialog:
    """The key dialog, open, when it has looked for a key."""
    made = KeyDialog(desk, open_page=lambda: pages.append("opened"))
    qtbot.addWidget(made)
    made.open()
    qtbot.waitUntil(lambda: not tasks.pending())
    return made


@pytest.fixture
def pages() -> list[str]:
    """What was opened in the browser."""
    return []
