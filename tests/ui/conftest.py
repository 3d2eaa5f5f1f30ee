"""What every test of the window has: the theme on the application, and tasks that end with the test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rushes.ui import theme
from rushes.ui.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication


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
    assert made.shutdown(5000), "work did not stop when it was asked to"
