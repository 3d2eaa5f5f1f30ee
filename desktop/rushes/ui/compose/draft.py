"""The recipe on the desk, and its way back: one list of steps for typing, drops, parameters and reuse."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from rushes.core.recipe import Recipe

if TYPE_CHECKING:
    from collections.abc import Callable

STEPS: Final = 200
"""How many steps can be taken back."""

PAUSE_SECONDS: Final = 1.0
"""Changes of one kind that follow within this time are one step."""

SPAN_SECONDS: Final = 6.0
"""The longest typing that is one step."""


@dataclass(slots=True)
class _Step:
    before: Recipe
    kind: str
    began: float
    last: float


class Draft(QObject):
    """Holds the recipe that is edited.

    Signals:
        changed: it is another one now (`Recipe`), by an edit, an undo or a load.
    """

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None, *, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._clock = clock
        self._recipe = Recipe()
        self._done: list[_Step] = []
        self._undone: list[Recipe] = []
        self._touched = False

    @property
    def recipe(self) -> Recipe:
        """The recipe as it is now."""
        return self._recipe

    @property
    def touched(self) -> bool:
        """Whether somebody edited it since it was loaded."""
        return self._touched

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether a step was taken back that can be done again."""
        return bool(self._undone)

    def edit(self, recipe: Recipe, kind: str = "") -> None:
        """Make it another one. Edits of the same `kind` in quick succession are one step; "" is a step of its own."""
        if recipe == self._recipe:
            return
        now = self._clock()
        last = self._done[-1] if self._done else None
        joins = (
            last is not None
            and kind != ""
            and last.kind == kind
            and now - last.last < PAUSE_SECONDS
            and now - last.began < SPAN_SECONDS
        )
        if joins and last is not None:
            last.last = now
        else:
            self._done.append(_Step(self._recipe, kind, now, now))
            del self._done[:-STEPS]
        self._undone.clear()
        self._touched = True
        self._show(recipe)

    def load(self, recipe: Recipe) -> None:
        """Take over a saved draft. What was typed before it arrived stays; the saved one is then one step back."""
        if not self._touched:
            self._done.clear()
            self._undone.clear()
            self._show(recipe)
        elif recipe != Recipe() and recipe != self._recipe:
            now = self._clock()
            self._done.insert(0, _Step(recipe, "", now, now))

    def replace(self, recipe: Recipe) -> None:
        """Make it another one with no way back."""
        self._touched = True
        self._show(recipe)

    def let_go(self) -> None:
        """Have the next `load` take its place: it belongs to a library that is closed."""
        self._touched = False

    def undo(self) -> bool:
        """Take the last step back; returns whether there was one."""
        if not self._done:
            return False
        self._undone.append(self._recipe)
        self._touched = True
        self._show(self._done.pop().before)
        return True

    def redo(self) -> bool:
        """Do again what was taken back; returns whether there was something."""
        if not self._undone:
            return False
        now = self._clock()
        self._done.append(_Step(self._recipe, "", now, now))
        self._touched = True
        self._show(self._undone.pop())
        return True

    def _show(self, recipe: Recipe) -> None:
        self._recipe = recipe
        self.changed.emit(recipe)
