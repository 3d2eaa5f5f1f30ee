"""The part of the pane that holds the references: another one for each workflow, each made when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rushes.core.media import MediaKind, Role
from rushes.core.messages import msg
from rushes.core.recipe import Recipe, Workflow
from rushes.core.rules import Severity
from rushes.ui import theme
from rushes.ui.compose.places import KindList, PlaceZone, SinglePlace, point_in
from rushes.ui.compose.tile import Tile
from rushes.ui.widgets.labels import SectionHeader

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rushes.core.rules import Problem
    from rushes.services.intake import Place
    from rushes.ui.compose.thumbs import Thumbs


class References(QWidget):
    """Shows the references of the workflow that is chosen.

    Signals: those of `Places`.
    """

    browse_requested = Signal(object)
    remove_requested = Signal(str)
    menu_requested = Signal(object, object)

    def __init__(self, thumbs: Thumbs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbs = thumbs
        self._recipe = Recipe()
        self._pages: dict[Workflow, _Page] = {}
        self._shown: Workflow | None = None
        self._problems: Sequence[Problem] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.MARGIN, 10, theme.MARGIN, 10)
        self._column.setSpacing(0)
        thumbs.arrived.connect(self._arrived)
        self.show_recipe(self._recipe)

    def show_recipe(self, recipe: Recipe) -> None:
        """Show the workflow of a recipe and what it holds."""
        same = recipe.references == self._recipe.references and recipe.parameters == self._recipe.parameters
        self._recipe = recipe
        if same and self._shown is recipe.workflow:
            return
        page = self._page(recipe.workflow)
        if self._shown is not recipe.workflow:
            for other in self._pages.values():
                other.setVisible(other is page)
            self._shown = recipe.workflow
        page.show_recipe(recipe, self._thumbs)
        self._mark()

    def _page(self, workflow: Workflow) -> _Page:
        if workflow not in self._pages:
            page = _MAKERS[workflow]()
            for places in page.places:
                places.browse_requested.connect(self.browse_requested)
                places.remove_requested.connect(self.remove_requested)
                places.menu_requested.connect(self.menu_requested)
            self._pages[workflow] = page
            self._column.addWidget(page)
        return self._pages[workflow]

    def targets(self) -> Iterator[tuple[PlaceZone | Tile, Place]]:
        """Yield what can be dropped on in the workflow that is shown."""
        if self._shown is not None:
            for places in self._pages[self._shown].places:
                yield from places.targets()

    def target_at(self, pane: QWidget, at: QPoint) -> tuple[PlaceZone | Tile, Place] | None:
        """Return what is at a point of the pane, or None."""
        return next((target for target in self.targets() if point_in(target[0], pane, at)), None)

    def tile_of(self, reference_id: str) -> Tile | None:
        """Return the tile of a reference, if it is shown."""
        for widget, _ in self.targets():
            if isinstance(widget, Tile) and widget.reference is not None and widget.reference.id == reference_id:
                return widget
        return None

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark the references that something is wrong with."""
        self._problems = problems
        self._mark()

    def _mark(self) -> None:
        for widget, _ in self.targets():
            if isinstance(widget, Tile) and widget.reference is not None:
                own = [problem for problem in self._problems if problem.reference_id == widget.reference.id]
                blocks = any(problem.severity is Severity.BLOCK for problem in own)
                widget.set_problems([problem.message for problem in own], "bad" if blocks else "accent" if own else "")

    def _arrived(self, reference_id: str) -> None:
        if self._shown is not None and self._recipe.find(reference_id) is not None:
            self._pages[self._shown].show_recipe(self._recipe, self._thumbs)
            self._mark()


class _Page(QWidget):
    """The places of one workflow."""

    def __init__(self) -> None:
        super().__init__()
        self.places: list[SinglePlace | KindList] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.GRID)

    def show_recipe(self, recipe: Recipe, thumbs: Thumbs) -> None:
        """Show what a recipe holds."""
        for places in self.places:
            places.show_recipe(recipe, thumbs)


class _StartPage(_Page):
    def __init__(self) -> None:
        super().__init__()
        self.column.addWidget(SectionHeader(msg("Start image"), msg("optional")))
        place = SinglePlace(Role.START_IMAGE, msg("Drop, paste or browse for an image"), beside=True)
        self.places.append(place)
        self.column.addWidget(place)


class _FramesPage(_Page):
    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout()
        row.setSpacing(12)
        for role, title, note in _FRAMES:
            column = QVBoxLayout()
            column.setSpacing(theme.GRID)
            column.addWidget(SectionHeader(title, note))
            place = SinglePlace(role, msg("Drop, paste\nor browse"))
            self.places.append(place)
            column.addWidget(place, 1)
            row.addLayout(column, 1)
        self.column.addLayout(row)


_FRAMES: Final = (
    (Role.FIRST_FRAME, msg("First frame"), msg("needed")),
    (Role.LAST_FRAME, msg("Last frame"), msg("optional")),
)


class _ListsPage(_Page):
    def __init__(self) -> None:
        super().__init__()
        self.column.setSpacing(12)
        images, videos, sounds = (KindList(kind) for kind in (MediaKind.IMAGE, MediaKind.VIDEO, MediaKind.AUDIO))
        self.places += [images, videos, sounds]
        self.column.addWidget(images)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(videos, 1)
        row.addWidget(sounds, 1)
        self.column.addLayout(row)


_MAKERS: Final = {Workflow.TEXT: _StartPage, Workflow.FRAMES: _FramesPage, Workflow.REFERENCES: _ListsPage}
