"""The pane in the middle: the take, and what it was made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from rushes.core.errors import RushesError
    from rushes.core.events import GenerationChanged, Transfer
    from rushes.core.messages import Message
    from rushes.services.studio import Studio
    from rushes.ui.events import EventBridge
    from rushes.ui.tasks import Tasks


class ViewerPane(QWidget):
    """Shows one generation."""

    reuse_requested = Signal(str)
    show_in_folder_requested = Signal(str)
    delete_requested = Signal(str)
    send_requested = Signal(str)
    cancel_requested = Signal(str)
    stop_following_requested = Signal(str)
    follow_again_requested = Signal(str)
    forget_requested = Signal(str)
    send_again_requested = Signal(str)
    sample_requested = Signal(str)
    key_requested = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks

    def attach(self, studio: Studio, bridge: EventBridge) -> None:
        """Take up an opened library."""

    def detach(self) -> None:
        """Let go of the library."""

    @Slot(object)
    def show_generation(self, generation_id: str | None) -> None:
        """Show a generation."""

    @Slot(object)
    def generation_changed(self, event: GenerationChanged) -> None:
        """A row changed."""

    @Slot(object)
    def transfer(self, event: Transfer) -> None:
        """Bytes went."""

    def show_trouble(self, error: RushesError, words: Message, act: Callable[[], object]) -> None:
        """Say that the library could not be opened."""

    def stop(self) -> None:
        """Stop playing."""
