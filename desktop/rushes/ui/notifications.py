"""System notifications while the window is not in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from rushes.services.studio import Studio
    from rushes.ui.events import EventBridge
    from rushes.ui.tasks import Tasks


class Notifications(QObject):
    """Says that takes are ready, or failed, while nobody looks at the window."""

    def __init__(self, window: QWidget, tasks: Tasks) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks

    def attach(self, studio: Studio, bridge: EventBridge) -> None:
        """Listen to an open library."""

    def set_wanted(self, wanted: bool) -> None:
        """Turn notifications on or off."""

    def close(self) -> None:
        """Listen no more."""
