"""The left pane: where a recipe is written, rehearsed and sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rushes.core.recipe import Recipe

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from rushes.services.intake import Offer, Place
    from rushes.services.studio import Studio
    from rushes.ui.events import EventBridge
    from rushes.ui.tasks import Tasks


class ComposePane(QWidget):
    """Edits the draft and says what is wrong with it.

    Signals:
        rehearse_requested: draw this recipe (`Recipe`).
        generate_requested: send this recipe (`Recipe`); the send delay is over.
        key_requested: somebody wants to generate and there is no key.
        notice: something to say in passing (`Message`).
        recipe_edited: the draft is another one (`Recipe`).
    """

    rehearse_requested = Signal(object)
    generate_requested = Signal(object)
    key_requested = Signal()
    notice = Signal(object)
    recipe_edited = Signal(object)

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._recipe = Recipe()

    def attach(self, studio: Studio, bridge: EventBridge) -> None:
        """Load the draft of an open library."""

    def detach(self) -> None:
        """Let go of the library."""

    def recipe(self) -> Recipe:
        """Return the draft."""
        return self._recipe

    def set_recipe(self, recipe: Recipe, *, undoable: bool = True) -> None:
        """Put a recipe on the desk."""
        self._recipe = recipe

    def set_key_known(self, known: bool | None) -> None:
        """Say whether there is a key."""

    def set_send_delay(self, seconds: int) -> None:
        """Set how long a generation can be taken back."""

    def generate(self) -> None:
        """Send the draft, after the send delay."""

    def rehearse(self) -> None:
        """Draw the draft."""

    def flush(self) -> None:
        """Save what has not been saved."""

    def focus_prompt(self) -> None:
        """Put the cursor into the prompt."""

    def drag_entered(self, mime: QMimeData) -> None:
        """Say what would become of what is dragged."""

    def drag_left(self) -> None:
        """Say it no longer."""

    def drop(self, mime: QMimeData) -> None:
        """Take what was dropped anywhere."""

    def offer(self, offer: Offer, place: Place) -> None:
        """Take what was dropped, pasted or chosen."""
