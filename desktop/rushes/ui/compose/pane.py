"""The left pane: where a recipe is written, rehearsed and sent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from rushes.core.messages import msg
from rushes.core.parameters import nearest_aspect_ratio
from rushes.core.recipe import Recipe, Workflow
from rushes.core.rules import Field, Fix
from rushes.services.intake import Place
from rushes.ui import fonts
from rushes.ui.compose import checking, tab_order
from rushes.ui.compose.actions import Actions
from rushes.ui.compose.cards import Notes, ProblemCards
from rushes.ui.compose.checking import Checker
from rushes.ui.compose.draft import Draft
from rushes.ui.compose.gathering import Gatherer
from rushes.ui.compose.offers import Offered, offered
from rushes.ui.compose.parameters import ParameterRows
from rushes.ui.compose.places import PlaceZone
from rushes.ui.compose.prompt_section import PromptSection
from rushes.ui.compose.references import References
from rushes.ui.compose.renumber import without_unknown
from rushes.ui.compose.saving import DraftKeeper
from rushes.ui.compose.scrolling import OverlayScroll
from rushes.ui.compose.sending import Sender
from rushes.ui.compose.thumbs import Thumbs
from rushes.ui.compose.tile import Tile
from rushes.ui.tasks import Pool
from rushes.ui.widgets import painting
from rushes.ui.widgets.containers import Pane
from rushes.ui.widgets.labels import Line
from rushes.ui.widgets.segments import Segment, SegmentedControl
from rushes.ui.words import say

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QKeyEvent

    from rushes.core.parameters import Parameters
    from rushes.core.rules import Problem
    from rushes.services.intake import Offer
    from rushes.services.studio import Studio
    from rushes.ui.events import EventBridge
    from rushes.ui.tasks import Handle, Tasks


class ComposePane(Pane):
    """Edits the draft and says what is wrong with it.

    Signals:
        rehearse_requested: draw this recipe (`Recipe`).
        generate_requested: send this recipe (`Recipe`); the send delay is over.
        key_requested: somebody wants to generate and there is no key.
        notice: something to say in passing (`Message`).
        recipe_edited: the draft is another one (`Recipe`), told a moment after the last change.
    """

    rehearse_requested = Signal(object)
    generate_requested = Signal(object)
    key_requested = Signal()
    notice = Signal(object)
    recipe_edited = Signal(object)

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._tasks = tasks
        self._studio: Studio | None = None
        self._loading: Handle | None = None
        self._typed = False
        self.draft = Draft(self)
        self.thumbs = Thumbs(tasks, self)
        self._checker = Checker(tasks, self)
        self._keeper = DraftKeeper(tasks, self)
        self._order = QTimer(self)
        self._order.setSingleShot(True)
        self._order.setInterval(0)
        self._make()
        self._sender = Sender(self.draft, self._checker, self.parameters, self.actions_area, self)
        self.gatherer = Gatherer(
            tasks, self, self.draft, self.references, self.thumbs, notes=self.notes, above=self.actions_area
        )
        self._connect()
        self.setAcceptDrops(True)
        say(self.setAccessibleName, msg("Composer"))
        self._checker.show_recipe(Recipe(), at_once=True)

    # --- made ---

    def _make(self) -> None:
        self.workflow = SegmentedControl(
            [
                Segment(Workflow.TEXT, msg("Text or image"), hint=msg("A prompt, with a start image if you like")),
                Segment(Workflow.FRAMES, msg("First & last frame"), hint=msg("From one picture to another")),
                Segment(Workflow.REFERENCES, msg("References"), hint=msg("Images, video and sound to refer to")),
            ],
            name=msg("Workflow"),
        )
        for button in self.workflow.findChildren(QAbstractButton):
            # In a narrow pane the words share the room as they need it.
            button.setMinimumWidth(min(116, painting.width_of(button.text(), fonts.font(fonts.SMALL_PX)) + 9))
        self.references = References(self.thumbs)
        self.notes = Notes()
        self.prompt = PromptSection(self.thumbs)
        self.parameters = ParameterRows()
        self.cards = ProblemCards()
        self.actions_area = Actions()
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top, bottom = QVBoxLayout(), QVBoxLayout()
        top.setContentsMargins(16, 10, 16, 10)
        bottom.setContentsMargins(16, 0, 16, 10)
        top.addWidget(self.workflow)
        bottom.addWidget(self.cards)
        column.addLayout(top)
        column.addWidget(Line())
        column.addWidget(self.references)
        column.addWidget(self.notes)
        column.addWidget(Line())
        column.addWidget(self.prompt)
        column.addWidget(Line())
        column.addWidget(self.parameters)
        column.addLayout(bottom)
        column.addStretch(1)
        self.area = OverlayScroll(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.area, 1)
        outer.addWidget(Line())
        outer.addWidget(self.actions_area)

    def _connect(self) -> None:
        self.draft.changed.connect(self._changed)
        self.workflow.changed.connect(lambda chosen: self._edit(replace(self.recipe(), workflow=chosen)))
        edit = self.prompt.edit
        edit.typed.connect(self._prompt_typed)
        edit.undo_requested.connect(self.undo)
        edit.redo_requested.connect(self.redo)
        edit.media_pasted.connect(lambda mime: self.gatherer.take(offered(mime), Place()))
        edit.can_undo = lambda: self.draft.can_undo
        edit.can_redo = lambda: self.draft.can_redo
        self.parameters.edited.connect(self._parameters_edited)
        self.parameters.extra_edited.connect(lambda extra: self._edit(replace(self.recipe(), extra=extra), "extra"))
        for cards in (self.cards, self.prompt.cards):
            cards.fix_requested.connect(self._fix)
        self._sender.rehearse_requested.connect(self.rehearse_requested)
        self._sender.generate_requested.connect(self.generate_requested)
        self._sender.key_requested.connect(self.key_requested)
        for part in (self._sender, self.gatherer):
            part.notice.connect(self.notice)
        self._checker.checked.connect(self._show_problems)
        self._keeper.failed.connect(self.notes.show_error)
        self._order.timeout.connect(self._set_order)

    # --- the library ---

    def attach(self, studio: Studio, bridge: EventBridge) -> None:
        """Load the draft of an open library. What was typed before stays, and can be undone to the saved one."""
        self._studio = studio
        self.thumbs.attach(studio.pictures)
        self._checker.attach(studio.pictures)
        self._keeper.attach(studio.drafts)
        self.gatherer.attach(studio.intake)
        self._loading = self._tasks.run(
            Pool.QUERIES, studio.drafts.load, done=self._loaded, failed=self._not_loaded, owner=self
        )

    def _loaded(self, recipe: Recipe) -> None:
        self._loading = None
        self.draft.load(recipe)
        if self.draft.touched:
            self._keeper.note(self.draft.recipe)

    def _not_loaded(self, error: Exception) -> None:
        self._loading = None
        self._keeper.failed.emit(error)

    def detach(self) -> None:
        """Save the draft and let go of the library. What waits for its seconds is not sent."""
        self.flush()
        if self._loading is not None:
            self._loading.cancel()
            self._loading = None
        self.gatherer.attach(None)
        self.thumbs.attach(None)
        self._checker.attach(None)
        self._keeper.attach(None)
        self.draft.let_go()
        self._studio = None

    def flush(self) -> None:
        """Save what has not been saved; what waits for its seconds is not sent."""
        self.actions_area.drop_waiting()
        self._keeper.flush()

    # --- the recipe ---

    def recipe(self) -> Recipe:
        """Return the draft as it is now."""
        return self.draft.recipe

    def set_recipe(self, recipe: Recipe, *, undoable: bool = True) -> None:
        """Put a recipe on the desk."""
        if undoable:
            self.draft.edit(recipe)
        else:
            self.draft.replace(recipe)

    def _edit(self, recipe: Recipe, kind: str = "") -> None:
        self.draft.edit(recipe, kind)

    @Slot(bool)
    def _prompt_typed(self, small: bool) -> None:
        self._typed = True
        self.draft.edit(replace(self.recipe(), prompt=self.prompt.edit.toPlainText()), "typing" if small else "")
        self._typed = False

    @Slot(object, str)
    def _parameters_edited(self, parameters: Parameters, kind: str) -> None:
        self.draft.edit(replace(self.recipe(), parameters=parameters), kind)

    @Slot(object)
    def _changed(self, recipe: Recipe) -> None:
        typed = self._typed
        self._keeper.note(recipe)
        self.prompt.show_recipe(recipe, typed=typed)
        if typed:
            self._checker.show_recipe(recipe)
            # The one thing that is told at once: that there is a prompt now, or none any more.
            if bool(recipe.prompt.strip()) != bool(self._sender.checked.prompt.strip()):
                self._checker.show_recipe(recipe, at_once=True)
            return
        self.workflow.set_value(recipe.workflow)
        self.references.show_recipe(recipe)
        self.parameters.show_recipe(recipe)
        self.thumbs.keep_only(recipe.references)
        self._checker.show_recipe(recipe, at_once=True)
        self._order.start()

    @Slot()
    def undo(self) -> bool:
        """Take the last change of the draft back; returns whether there was one."""
        return self.draft.undo()

    @Slot()
    def redo(self) -> bool:
        """Do again what was taken back; returns whether there was something."""
        return self.draft.redo()

    # --- what is wrong ---

    @Slot(object, object)
    def _show_problems(self, found: tuple[Problem, ...], recipe: Recipe) -> None:
        marked = [problem for problem in found if not checking.is_still_empty(problem, recipe)]
        self.prompt.show_problems([problem for problem in marked if problem.field is Field.PROMPT], recipe)
        self.cards.show_problems([problem for problem in marked if problem.field is not Field.PROMPT])
        self.references.show_problems(marked)
        self.parameters.show_wrong(problem.field for problem in marked)
        self._sender.show_problems(found, recipe)
        self.recipe_edited.emit(recipe)

    @Slot(object, str)
    def _fix(self, fix: Fix, reference_id: str) -> None:
        if fix is Fix.UNMENTION:
            self._edit(without_unknown(self.recipe()))
            return
        reference = self.recipe().find(reference_id)
        if reference is None:
            return
        if fix is Fix.REMOVE:
            self.gatherer.remove(reference_id)
        elif fix is Fix.LOCATE:
            self.gatherer.browse(Place(reference.role, reference.kind, replaces=reference_id))
        elif reference.facts is not None and reference.facts.width and reference.facts.height:
            ratio = nearest_aspect_ratio(reference.facts.width, reference.facts.height)
            self._parameters_edited(replace(self.recipe().parameters, aspect_ratio=ratio), "")

    # --- rehearsing and sending ---

    def set_key_known(self, known: bool | None) -> None:
        """Say whether there is a key; None while nobody knows."""
        self._sender.set_key_known(known)

    def set_send_delay(self, seconds: int) -> None:
        """Set for how many seconds a generation can be taken back."""
        self._sender.set_send_delay(seconds)

    @Slot()
    def rehearse(self) -> None:
        """Draw the draft, if it is in order. The same one pressed for twice in a moment is drawn once."""
        self._sender.rehearse()

    @Slot()
    def generate(self) -> None:
        """Send the draft as it is now, if it is in order, once the send delay is over."""
        self._sender.generate()

    # --- taking ---

    def offer(self, offer: Offer, where: Place) -> None:
        """Take what was chosen elsewhere, for a place of the workflow that is shown, or for anywhere."""
        self.gatherer.take(Offered(offer), where)

    # --- dragging ---

    def can_take(self, mime: QMimeData) -> bool:
        """Whether there is something in it that could become a reference, or that should be told why not."""
        what = offered(mime, with_data=False)
        return not what.empty or what.trouble is not None

    def drag_entered(self, mime: QMimeData) -> None:
        """Say at every place what would become of what is dragged over the window."""
        self.gatherer.watch.enter(mime)

    def drag_left(self) -> None:
        """Note that the drag left, unless it comes back at once."""
        self.gatherer.watch.leave()

    def drop(self, mime: QMimeData) -> None:
        """Take what was dropped anywhere in the window."""
        self.gatherer.drop(mime, Place())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take it if it is of use."""
        if self.gatherer.watch.enter(event.mimeData()):
            _take_a_copy(event)
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take it everywhere."""
        _take_a_copy(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Calm down."""
        self.drag_left()

    def dropEvent(self, event: QDropEvent) -> None:
        """Put it into the place below the pointer, or where it fits."""
        target = self.references.target_at(self, event.position().toPoint())
        self.gatherer.drop(event.mimeData(), target[1] if target is not None else Place())
        _take_a_copy(event)

    # --- keys ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo, redo, and paste into the place that has the focus."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo()
        elif event.matches(QKeySequence.StandardKey.Paste):
            focused = self.focusWidget()
            here = isinstance(focused, PlaceZone | Tile)
            self.gatherer.paste(
                next((where for widget, where in self.references.targets() if here and widget is focused), Place())
            )
        else:
            super().keyPressEvent(event)

    def focus_prompt(self) -> None:
        """Put the cursor into the prompt."""
        self.prompt.edit.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Look for files again when the window comes back to the front."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow() and self._studio is not None:
            self._checker.look_for_files()

    @Slot()
    def _set_order(self) -> None:
        tab_order.follow_reading(self)


def _take_a_copy(event: QDropEvent) -> None:
    """Accept a drag, and never as a move: whoever dragged would delete the file."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
