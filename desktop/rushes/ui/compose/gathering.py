"""Bringing references into the draft, whichever way they come: chosen, pasted, dropped, or as an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from rushes.core.messages import msg
from rushes.services.intake import Offer, Place, place
from rushes.ui.compose import renumber
from rushes.ui.compose.dragging import DragShow
from rushes.ui.compose.offers import Offered, offered
from rushes.ui.compose.taking import DragWatch, Taker

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QMimeData, QPoint
    from PySide6.QtWidgets import QWidget

    from rushes.services.intake import Found, Intake, LeftOut
    from rushes.ui.compose.cards import Notes
    from rushes.ui.compose.draft import Draft
    from rushes.ui.compose.references import References
    from rushes.ui.compose.thumbs import Thumbs
    from rushes.ui.compose.verdict import Preview
    from rushes.ui.tasks import Tasks


class Gatherer(QObject):
    """Reads what is offered for a place, puts it into the draft, and says what could not be used.

    Signals:
        notice: something to say in passing (`Message`).
    """

    notice = Signal(object)

    def __init__(
        self,
        tasks: Tasks,
        pane: QWidget,
        draft: Draft,
        references: References,
        thumbs: Thumbs,
        *,
        notes: Notes,
        above: QWidget,
    ) -> None:
        """Gather for the draft of a pane. What becomes of a drag is said `above` a part of it."""
        super().__init__(pane)
        self._pane = pane
        self._draft = draft
        self._references = references
        self._thumbs = thumbs
        self._notes = notes
        self._taker = Taker(tasks, self)
        self.watch = DragWatch(tasks, self)
        self.drags = DragShow(pane, references, above)
        references.browse_requested.connect(self.browse)
        references.menu_requested.connect(self._open_menu)
        references.remove_requested.connect(self.remove)
        self._taker.read.connect(self._was_read)
        self._taker.busy.connect(notes.show_busy)
        self._taker.failed.connect(notes.show_error)
        self.watch.changed.connect(self._show_drag)
        self.watch.ended.connect(self.drags.end)

    def attach(self, intake: Intake | None) -> None:
        """Say who reads. What was offered before the library was open is read now."""
        if intake is None:
            self.watch.end()
        self.watch.attach(intake)
        self._taker.attach(intake)

    # --- what is offered ---

    def take(self, what: Offered, where: Place) -> None:
        """Take an offer for a place, or say what is wrong with it."""
        if what.trouble is not None:
            self._notes.say(what.trouble)
        else:
            self._taker.take(what, where)

    @Slot(object, object, object)
    def _was_read(self, found: tuple[Found, ...], left_out: tuple[LeftOut, ...], where: Place) -> None:
        before = self._draft.recipe
        placed = place(before, found, where)
        for reference in placed.added:
            self._thumbs.forget(reference)
        if placed.added:
            self._draft.edit(placed.recipe)
        self._notes.show_left_out((*left_out, *placed.left_out))
        if placed.added and placed.recipe.workflow is not before.workflow:
            self.notice.emit(msg("The workflow is References now. Ctrl+Z brings back what was there."))

    @Slot(str)
    def remove(self, reference_id: str) -> None:
        """Take a reference out of the draft."""
        self._draft.edit(renumber.without(self._draft.recipe, reference_id))

    # --- what somebody asks for at a place ---

    @Slot(object)
    def browse(self, where: Place) -> None:
        """Let somebody choose files for a place."""

        def chosen(paths: list[Path]) -> None:
            self.take(Offered(Offer(paths=tuple(paths))), where)

        from rushes.ui.compose import menus  # deferred: no part of the first paint

        menus.browse(self._pane, where, chosen)

    @Slot(object, object)
    def _open_menu(self, where: Place, at: QPoint) -> None:
        from rushes.ui.compose import menus  # deferred: no part of the first paint

        replaced = where.replaces
        menu = menus.place_menu(
            self._pane,
            browse_=lambda: self.browse(where),
            paste=lambda: self.paste(where),
            address=lambda: self.ask_address(where),
            remove=None if replaced is None else lambda: self.remove(replaced),
        )
        menu.popup(at)

    def paste(self, where: Place) -> None:
        """Take what is on the clipboard for a place."""
        mime = QGuiApplication.clipboard().mimeData()
        what = offered(mime) if mime is not None else Offered()
        if what.empty and what.trouble is None:
            self.notice.emit(msg("There is no picture, file or address to paste."))
        else:
            self.take(what, where)

    def ask_address(self, where: Place) -> None:
        """Ask for the address of a file on the web, beside the place it is for."""
        anchor = next((widget for widget, known in self._references.targets() if known == where), self._references)
        from rushes.ui.compose import menus  # deferred: no part of the first paint

        popover = menus.AddressPopover(self._pane)
        popover.entered.connect(lambda url: self.take(Offered(Offer(urls=(url,))), where))
        popover.open_at(anchor)
        popover.field.setFocus()

    # --- dragging ---

    def drop(self, mime: QMimeData, where: Place) -> None:
        """Take what was dropped at a place."""
        self.watch.end()
        self.take(offered(mime), where)

    @Slot(object)
    def _show_drag(self, preview: Preview) -> None:
        self.drags.show(self._draft.recipe, preview)
