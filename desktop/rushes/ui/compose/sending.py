"""From the draft to a shot: whether it can be rehearsed or sent, why not, and the wish when it can."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from rushes.core.messages import msg
from rushes.core.recipe import Recipe
from rushes.core.rules import problems
from rushes.ui.compose import checking

if TYPE_CHECKING:
    from collections.abc import Callable

    from rushes.core.rules import Problem
    from rushes.ui.compose.actions import Actions
    from rushes.ui.compose.checking import Checker
    from rushes.ui.compose.draft import Draft
    from rushes.ui.compose.parameters import ParameterRows


class Sender(QObject):
    """Lets the draft go when it is in order and its files are there; says why it does not go when it is not.

    Signals:
        rehearse_requested: draw this recipe (`Recipe`).
        generate_requested: send this recipe (`Recipe`); the send delay is over.
        key_requested: somebody wants to generate and there is no key.
        notice: something to say in passing (`Message`).
    """

    rehearse_requested = Signal(object)
    generate_requested = Signal(object)
    key_requested = Signal()
    notice = Signal(object)

    def __init__(
        self, draft: Draft, checker: Checker, parameters: ParameterRows, actions: Actions, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._draft = draft
        self._checker = checker
        self._parameters = parameters
        self._actions = actions
        self._key: bool | None = None
        self._delay = 3
        self._problems: tuple[Problem, ...] = ()
        self._checked = Recipe()
        parameters.marked.connect(self._show_state)
        actions.rehearse_pressed.connect(self.rehearse)
        actions.generate_pressed.connect(self.generate)
        actions.due.connect(self.generate_requested)

    # --- what it knows ---

    @property
    def checked(self) -> Recipe:
        """The recipe that was looked through last."""
        return self._checked

    def show_problems(self, found: tuple[Problem, ...], recipe: Recipe) -> None:
        """Let only what is in order go, and say below the buttons what is missing."""
        self._problems, self._checked = found, recipe
        self._show_state()

    def set_key_known(self, known: bool | None) -> None:
        """Say whether there is a key; None while nobody knows."""
        self._key = known
        self._show_state()

    def set_send_delay(self, seconds: int) -> None:
        """Set for how many seconds a generation can be taken back."""
        self._delay = seconds

    @Slot()
    def _show_state(self) -> None:
        reason, generate = checking.reason(self._problems, self._checked, self._parameters.trouble(), key=self._key)
        self._actions.show_state(reason, generate, key=self._key)

    # --- what is wished ---

    @Slot()
    def rehearse(self) -> None:
        """Draw the draft. The same one pressed for twice in a moment is drawn once."""
        recipe = self._ready()
        if recipe is None or self._actions.is_repeat("rehearse", recipe):
            return
        self._with_files(lambda: self.rehearse_requested.emit(recipe))

    @Slot()
    def generate(self) -> None:
        """Send the draft as it is now, once the send delay is over."""
        recipe = self._ready()
        if recipe is None:
            return
        if self._key is False:
            self.key_requested.emit()
            return
        self._with_files(lambda: self._actions.send(recipe, self._delay))

    def _ready(self) -> Recipe | None:
        """Return what would be sent, or None when something is wrong with it, which is said."""
        recipe = self._draft.recipe
        self._checker.show_recipe(recipe, at_once=True)
        found = problems(recipe) if self._checked is not recipe else self._problems
        reason, _ = checking.reason(found, recipe, self._parameters.trouble(), key=None)
        if reason is not None:
            self.notice.emit(msg("Not sent: {reason}.", reason=reason))
            return None
        return recipe.as_sent()

    def _with_files(self, act: Callable[[], object]) -> None:
        def then(there: bool) -> None:
            if there:
                act()
            else:
                self.notice.emit(msg("Not sent: a file is not where it was."))

        self._checker.look_for_files(then)
