"""Where references are: a place for one picture, and a list for those of one kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from rushes.core.media import MediaKind, Role
from rushes.core.messages import Message, msg
from rushes.core.recipe import LIMITS, Recipe, label
from rushes.services.intake import Place
from rushes.ui import fonts, formats, theme
from rushes.ui.compose.tile import ROLE_TAGS, SIZE, Tile
from rushes.ui.compose.verdict import about
from rushes.ui.widgets.drop import DropState, DropZone
from rushes.ui.widgets.labels import ElidedLabel, SectionHeader
from rushes.ui.widgets.layouts import FlowLayout
from rushes.ui.words import say, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from PySide6.QtGui import QKeyEvent

    from rushes.core.recipe import Reference
    from rushes.ui.compose.thumbs import Thumbs
    from rushes.ui.compose.verdict import Verdict

FRAME_HEIGHT: Final = 96


class PlaceZone(DropZone):
    """An empty place. A press browses; its menu browses, pastes, or takes an address.

    Signals:
        menu_requested: its menu is wanted (the place, in pixels of the screen).
    """

    menu_requested = Signal(object)

    def __init__(self, words: Message, name: Message, *, size: QSize | None = None) -> None:
        super().__init__(words, size=size)
        # The pane takes what is dropped and knows what is below the pointer.
        self.setAcceptDrops(False)
        say(self.setAccessibleName, name)
        say(self.setToolTip, msg("{name}: drop, paste or browse for a file", name=name))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press it with Enter too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu, at the pointer or below the place."""
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        self.menu_requested.emit(event.globalPos() if by_mouse else self.mapToGlobal(self.rect().bottomLeft()))

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Say what would become of what is dragged here."""
        if verdict is None:
            if self.state is not DropState.IDLE:
                self.calm()
        elif verdict.takes:
            self.light(verdict.title, verdict.detail)
        else:
            self.refuse(verdict.title, verdict.detail)


class Places(QWidget):
    """What all kinds of places tell.

    Signals:
        browse_requested: a file is wanted for a `Place`.
        remove_requested: a reference is to go (its id).
        menu_requested: the menu of a `Place` is wanted, at a point of the screen.
    """

    browse_requested = Signal(object)
    remove_requested = Signal(str)
    menu_requested = Signal(object, object)

    def _connect(
        self, widget: PlaceZone | Tile, targets: Callable[[], Iterable[tuple[PlaceZone | Tile, Place]]]
    ) -> None:
        """Tell what is wished at a widget, if it is one of the `targets` at that moment, with the place it means."""

        def told(tell: Callable[[Place], object]) -> None:
            for known, where in targets():
                if known is widget:
                    tell(where)
                    return

        widget.clicked.connect(lambda: told(self.browse_requested.emit))
        widget.menu_requested.connect(lambda at: told(lambda where: self.menu_requested.emit(where, at)))
        if isinstance(widget, Tile):
            widget.remove_requested.connect(lambda: self._remove(widget))

    def _remove(self, tile: Tile) -> None:
        if tile.reference is not None:
            self.remove_requested.emit(tile.reference.id)


class SinglePlace(Places):
    """A place for one picture: the start image, the first or the last frame.

    The picture is shown as the shot will crop it; what is known of it stands beside it, or below it where it is narrow.
    """

    def __init__(self, role: Role, words: Message, *, beside: bool = False) -> None:
        super().__init__()
        self._role = role
        self._beside = beside
        self.zone = PlaceZone(words, ROLE_TAGS[role])
        self.zone.setFixedHeight(FRAME_HEIGHT)
        self.tile = Tile(size=QSize(171, FRAME_HEIGHT))
        self.line = ElidedLabel(tone="muted", pixels=fonts.META_PX, line_height=16, lines=4 if beside else 2)
        self._full = QWidget()
        row: QBoxLayout = QHBoxLayout(self._full) if beside else QVBoxLayout(self._full)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12 if beside else 6)
        row.addWidget(self.tile)
        row.addWidget(self.line, 1)
        self._connect(self.zone, self.targets)
        self._connect(self.tile, self.targets)
        self._full.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.zone)
        column.addWidget(self._full)
        column.addStretch(1)

    def show_recipe(self, recipe: Recipe, thumbs: Thumbs) -> None:
        """Show the picture of the role."""
        found = recipe.of(self._role)
        had_focus = self.zone.hasFocus() or self.tile.hasFocus()
        if found:
            width, height = recipe.parameters.frame_size
            room = QSize(208 if self._beside else 152, FRAME_HEIGHT)
            self.tile.resize_to(QSize(width, height).scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
            self.tile.show_reference(found[-1], tr(ROLE_TAGS[self._role]), thumbs.get(found[-1]))
            say(self.line.setText, about(recipe, found[-1]))
        self.zone.setVisible(not found)
        self._full.setVisible(bool(found))
        if had_focus:
            (self.tile if found else self.zone).setFocus(Qt.FocusReason.TabFocusReason)

    def targets(self) -> Iterator[tuple[PlaceZone | Tile, Place]]:
        """Yield the one that is shown."""
        reference = self.tile.reference if self.zone.isHidden() else None
        where = Place(self._role, MediaKind.IMAGE, replaces=reference.id if reference is not None else None)
        yield (self.tile if reference is not None else self.zone), where


_NAMES: Final = {
    MediaKind.IMAGE: (msg("Images"), msg("Add an image")),
    MediaKind.VIDEO: (msg("Video"), msg("Add a video")),
    MediaKind.AUDIO: (msg("Audio"), msg("Add a sound")),
}


class KindList(Places):
    """The references of one kind, in order, with a cell for one more."""

    def __init__(self, kind: MediaKind) -> None:
        super().__init__()
        self._kind = kind
        self._recipe = Recipe()
        title, add = _NAMES[kind]
        self.header = SectionHeader(title)
        wide = kind is MediaKind.IMAGE
        words = msg("Drop, paste\nor browse") if wide else msg("Add")
        self.zone = PlaceZone(words, add, size=SIZE if wide else QSize(64, SIZE.height()))
        self._connect(self.zone, self.targets)
        self.tiles: list[Tile] = []
        self._flow = FlowLayout(spacing=8)
        self._flow.addWidget(self.zone)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.header)
        column.addLayout(self._flow)
        column.addStretch(1)
        self.setMinimumWidth(SIZE.width())

    def show_recipe(self, recipe: Recipe, thumbs: Thumbs) -> None:
        """Show the references of the kind."""
        self._recipe = recipe
        found = recipe.of(Role.REFERENCE, self._kind)
        focused = next((index for index, tile in enumerate(self.tiles) if tile.hasFocus()), -1)
        while len(self.tiles) < len(found):
            tile = Tile(parent=self)
            self._connect(tile, self.targets)
            self._flow.insert_widget(len(self.tiles), tile)
            self.tiles.append(tile)
            tile.show()
        for reference, tile in zip(found, self.tiles, strict=False):
            tile.show_reference(reference, label(recipe, reference), thumbs.get(reference))
        full = len(found) >= LIMITS[self._kind]
        self.zone.setVisible(not full)
        while len(self.tiles) > len(found):
            self._drop_last(focused)
        say_note(self.header, found, self._kind)

    def _drop_last(self, focused: int) -> None:
        tile = self.tiles.pop()
        if tile.hasFocus():
            # What had the focus goes: its neighbour gets it, so that Delete can be pressed again.
            after = self.tiles[min(focused, len(self.tiles)) - 1] if self.tiles else self.zone
            after.setFocus(Qt.FocusReason.TabFocusReason)
        self._flow.removeWidget(tile)
        tile.hide()
        tile.deleteLater()

    def targets(self) -> Iterator[tuple[PlaceZone | Tile, Place]]:
        """Yield the tiles, and the cell for one more."""
        for tile in self.tiles:
            if tile.reference is not None:
                yield tile, Place(Role.REFERENCE, self._kind, replaces=tile.reference.id)
        if not self.zone.isHidden():
            yield self.zone, Place(Role.REFERENCE, self._kind)


def say_note(header: SectionHeader, found: tuple[Reference, ...], kind: MediaKind) -> None:
    """Say how many of a kind there are, and how long they are together."""
    counted = msg("{n} of {limit}", n=len(found), limit=LIMITS[kind])
    seconds = sum(r.facts.duration or 0.0 for r in found if r.facts is not None)
    if kind is MediaKind.IMAGE or not seconds:
        header.say_note(counted)
    else:
        header.say_note(msg("{count} · {seconds} s", count=counted, seconds=formats.number(seconds, 1)))


def point_in(widget: QWidget, pane: QWidget, at: QPoint) -> bool:
    """Whether a point of the pane lies in a widget that can be seen."""
    return widget.isVisible() and widget.rect().contains(widget.mapFrom(pane, at))
