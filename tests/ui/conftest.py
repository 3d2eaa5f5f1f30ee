"""What every test of the window has: the theme on the application, and tasks that end with the test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from rushes.ui import theme
from rushes.ui.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication

PATIENCE = 30_000
"""Milliseconds that anything may take on a busy machine; a test that passes waits less."""


class PatientBot(QtBot):
    """pytest-qt's bot, whose own patience ends after five seconds."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE) -> None:
        """Turn the event loop until the condition holds."""
        super().waitUntil(callback, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    return PatientBot(request)


@pytest.fixture
def themed(qapp: QApplication) -> Iterator[theme.ThemeManager]:
    """Put the dark theme on the application."""
    manager = theme.ThemeManager(qapp, theme.ThemeChoice.DARK)
    yield manager
    manager.choose(theme.ThemeChoice.DARK)
    manager.close()
    manager.deleteLater()


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    """Give tasks, and see that all of them end with the test."""
    made = Tasks()
    yield made
    assert made.shutdown(PATIENCE), "work did not stop when it was asked to"
