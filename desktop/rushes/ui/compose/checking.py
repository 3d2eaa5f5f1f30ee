"""Finding the problems of a draft a moment after it was edited, never while a key is being handled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from rushes.core.messages import msg
from rushes.core.recipe import Recipe, Workflow
from rushes.core.rules import Field, Fix, Problem, Severity, field_of, problems
from rushes.ui.tasks import Pool

if TYPE_CHECKING:
    from collections.abc import Callable

    from rushes.core.messages import Message
    from rushes.core.recipe import Reference
    from rushes.services.pictures import Pictures
    from rushes.ui.tasks import Handle, Tasks

DELAY_MS: Final = 150
LONG: Final = 10_000
"""Characters from which on a prompt is looked through on a worker thread."""


class Checker(QObject):
    """Says what is wrong with a recipe.

    Signals:
        checked: the problems of the recipe that was shown last (a tuple of `Problem`), with the recipe.
    """

    checked = Signal(object, object)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._pictures: Pictures | None = None
        self._recipe = Recipe()
        self._found: tuple[Problem, ...] = ()
        self._gone: frozenset[str] = frozenset()
        self._handle: Handle | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self._check)

    def attach(self, pictures: Pictures | None) -> None:
        """Say who knows where files are."""
        self._pictures = pictures
        self._gone = frozenset()
        if pictures is not None:
            self.look_for_files()

    def show_recipe(self, recipe: Recipe, *, at_once: bool = False) -> None:
        """Check a recipe soon, or at once when it was not typed."""
        other_files = recipe.references != self._recipe.references
        self._recipe = recipe
        if other_files:
            self.look_for_files()
        if at_once and len(recipe.prompt) < LONG:
            self._check()
        else:
            self._timer.start()

    def flush(self) -> None:
        """Check no more."""
        self._timer.stop()

    @Slot()
    def _check(self) -> None:
        self._timer.stop()
        if len(self._recipe.prompt) < LONG:
            self._take(self._recipe, problems(self._recipe))
            return
        if self._handle is not None:
            self._handle.cancel()
        recipe = self._recipe
        self._handle = self._tasks.run(
            Pool.QUERIES, problems, recipe, done=lambda found: self._take(recipe, found), owner=self
        )

    def _take(self, recipe: Recipe, found: tuple[Problem, ...]) -> None:
        if recipe is self._recipe:
            self._found = found
            self._tell()

    def _tell(self) -> None:
        gone = [_missing(reference) for reference in self._recipe.used() if reference.id in self._gone]
        self.checked.emit((*gone, *self._found), self._recipe)

    # --- files ---

    @Slot()
    def look_for_files(self, then: Callable[[bool], object] | None = None) -> None:
        """See whether the files of the references are still there; `then` gets whether all that are used are.

        Called at once where no reference is a file.
        """
        local = [reference for reference in self._recipe.references if reference.url is None]
        if not local or self._pictures is None:
            self._gone = frozenset()
            if then is not None:
                then(True)
            return
        used = {reference.id for reference in self._recipe.used()}

        def done(gone: frozenset[str]) -> None:
            if gone != self._gone:
                self._gone = gone
                self._tell()
            if then is not None:
                then(not gone & used)

        self._tasks.run(Pool.QUERIES, _gone, self._pictures, tuple(local), done=done, owner=self)


def _gone(pictures: Pictures, references: tuple[Reference, ...]) -> frozenset[str]:
    missing: set[str] = set()
    for reference in references:
        path = pictures.file_of(reference)
        if path is None or not path.is_file():
            missing.add(reference.id)
    return frozenset(missing)


def _missing(reference: Reference) -> Problem:
    words = msg("“{name}” is not where it was. Find it, or remove it.", name=reference.name)
    return Problem(field_of(reference), Severity.BLOCK, words, reference.id, Fix.LOCATE)


def is_still_empty(problem: Problem, recipe: Recipe) -> bool:
    """Whether a problem only says that something was not filled in yet: no mistake, so nothing to mark in red."""
    if not problem.blocks or problem.reference_id is not None:
        return False
    if problem.field is Field.PROMPT:
        return not recipe.prompt.strip()
    if problem.field is Field.FIRST_FRAME:
        return True
    return problem.field is Field.IMAGES and not recipe.used()


def reason(
    found: tuple[Problem, ...], recipe: Recipe, trouble: Message | None, *, key: bool | None
) -> tuple[Message | None, Message | None]:
    """Return why a recipe cannot be rehearsed or sent, and what to say below *Generate* instead of its cost."""
    blocking = [problem for problem in found if problem.blocks]
    if not recipe.prompt.strip():
        if key is False:
            return msg("write a prompt first"), msg("write a prompt and add your key first")
        return msg("write a prompt first"), None
    fields = {problem.field for problem in blocking if is_still_empty(problem, recipe)}
    if Field.FIRST_FRAME in fields:
        return msg("add the first frame"), None
    if Field.IMAGES in fields and recipe.workflow is Workflow.REFERENCES:
        return msg("add a reference first"), None
    if blocking or trouble is not None:
        return msg("fix what is in red"), None
    return None, msg("add your key first") if key is False else None
