"""The right pane: search, filters, and the list of takes."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QEvent, QPoint, Signal, SignalInstance, Slot
from PySide6.QtWidgets import QMenu, QStackedLayout, QVBoxLayout, QWidget

from rushes.core.history import HistoryFilter, HistoryRow
from rushes.core.messages import msg
from rushes.core.stages import Stage
from rushes.ui import theme
from rushes.ui.history.actions import Action, actions_of
from rushes.ui.history.delegate import PICTURE, HistoryDelegate
from rushes.ui.history.filters import FilterBar, nothing
from rushes.ui.history.listing import Listing
from rushes.ui.history.lookups import Lookups
from rushes.ui.history.model import HistoryModel, Role
from rushes.ui.history.posters import Posters
from rushes.ui.history.view import HistoryView
from rushes.ui.tasks import Pool
from rushes.ui.widgets.containers import EmptyState, Pane
from rushes.ui.widgets.fields import SearchField
from rushes.ui.widgets.labels import Line
from rushes.ui.words import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rushes.core.events import GenerationChanged, Transfer
    from rushes.core.generation import GenerationId
    from rushes.core.history import HistoryResult
    from rushes.services.history import History
    from rushes.services.studio import Studio
    from rushes.ui.events import EventBridge
    from rushes.ui.tasks import Tasks

DRAGGED: Final = 200
"""For how many chosen takes the files are looked up when one of them is pressed."""


class _Binned(Protocol):
    @property
    def binned(self) -> int: ...
    @property
    def binned_size(self) -> int: ...


class HistoryPane(Pane):
    """Lists, searches and filters takes, and says what is wished of them.

    Signals (each carries an id, except where said):
        chosen: the current take.
        reuse_requested, show_in_folder_requested, send_requested, cancel_requested, stop_following_requested,
        follow_again_requested, forget_requested, send_again_requested: the wish.
        delete_requested, restore_requested: a list of ids.
        empty_bin_requested: the bin is to be emptied (nothing).
        notice: something to be said in the status line (`Message`).
    """

    chosen = Signal(str)
    opened = Signal(str)
    reuse_requested = Signal(str)
    show_in_folder_requested = Signal(str)
    send_requested = Signal(str)
    cancel_requested = Signal(str)
    stop_following_requested = Signal(str)
    follow_again_requested = Signal(str)
    forget_requested = Signal(str)
    send_again_requested = Signal(str)
    delete_requested = Signal(object)
    restore_requested = Signal(object)
    empty_bin_requested = Signal()
    notice = Signal(object)

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent=parent)
        self._tasks = tasks
        self._studio: Studio | None = None
        self._quiet = self._binned = False
        self._current: HistoryRow | None = None
        self._to_choose: str | None = None
        self._listing = Listing(tasks, self)
        self._lookups = Lookups(tasks, self)
        self._model = HistoryModel(self)
        self._posters = Posters(tasks, PICTURE, self)
        self._view = HistoryView(self._model)
        self._view.setItemDelegate(HistoryDelegate(self._posters.of, self._lookups.expected_of, self._view))
        self._view.file_of = self._lookups.file_of
        self._search = SearchField(msg("Search prompts, notes, ids"))
        self._filters = FilterBar()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(theme.MARGIN, 10, theme.MARGIN, 10)
        head.setSpacing(theme.GRID)
        head.addWidget(self._search)
        head.addWidget(self._filters)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Line())
        self._stack = QStackedLayout()
        self._empty = EmptyState(nothing("", HistoryFilter.ALL))
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._view)
        column.addLayout(self._stack, 1)
        self._filters.hide()

    def _connect(self) -> None:
        self._search.textChanged.connect(self._listing.search)
        self._search.left.connect(self._view.setFocus)
        self._model.rows_wanted.connect(self._listing.read_rows)
        self._listing.found.connect(self._show)
        self._listing.rows_read.connect(self._put_rows)
        self._listing.row_changed.connect(self._row_changed)
        self._posters.arrived.connect(self._poster_arrived)
        self._view.chosen.connect(self._choose)
        self._view.delete_wished.connect(self._delete)
        self._view.menu_wished.connect(self._open_menu)
        self._view.opened.connect(self._open)
        self._view.pressed_take.connect(self._find_files)
        self._filters.chosen.connect(self.show_filter)
        self._filters.empty_bin_wished.connect(self._ask_to_empty)
        self._filters.empty_bin_requested.connect(self.empty_bin_requested)

    def event(self, event: QEvent) -> bool:
        """Draw the pictures anew on a screen of another pixel ratio."""
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._posters.set_ratio(self.devicePixelRatioF())
        return super().event(event)

    # --- the library ---

    def attach(self, studio: Studio, _bridge: EventBridge) -> None:
        """Show the history of an open library."""
        self._studio = studio
        self._lookups.attach(studio)
        self._posters.attach(studio.pictures, self.devicePixelRatioF())
        self._listing.attach(studio.history)

    def detach(self) -> None:
        """Ask the library nothing more."""
        self._studio = None
        self._posters.attach(None)
        self._lookups.attach(None)
        self._listing.attach(None)

    @Slot()
    def refresh(self) -> None:
        """Read everything anew, because another process has changed the library."""
        self._model.doubt_rows()
        self._listing.reload()

    @Slot(object)
    def _show(self, result: HistoryResult) -> None:
        with self._without_choosing():
            self._model.show_result(result)
        self._say_if_empty()
        if self._to_choose is not None:
            self.select(self._to_choose)
        if not self._view.currentIndex().isValid() and self._current is not None:
            line = self._model.line_of(self._current.row)
            if line is not None:
                self._view.choose_line(line)

    @contextmanager
    def _without_choosing(self) -> Iterator[None]:
        """Let lines go without another take being chosen: Qt goes to a neighbour, and the viewer would follow it."""
        before = self._view.current_number()
        self._quiet = True
        try:
            yield
        finally:
            if self._view.current_number() != before:
                self._view.selectionModel().clear()
            self._quiet = False

    def _say_if_empty(self) -> None:
        there = self._model.takes() > 0
        self._stack.setCurrentWidget(self._view if there else self._empty)
        plain = not self._listing.words and self._listing.filter is HistoryFilter.ALL
        self._filters.setVisible(there or not plain or self._binned)
        self._filters.show_empty_link(there and not self._listing.words)
        if not there:
            self._empty.say_message(nothing(self._listing.words, self._listing.filter))

    @Slot(object)
    def _put_rows(self, rows: list[HistoryRow]) -> None:
        self._model.put_rows(rows)
        row = self._view.current_row()
        if row is not None:
            self._choose(row)

    # --- what changed ---

    def generation_changed(self, event: GenerationChanged) -> None:
        """Read the row again and paint it; a new one goes to the top."""
        self._listing.read_change(event.id)

    @Slot(object, bool)
    def _row_changed(self, row: HistoryRow, shown: bool) -> None:
        self._posters.forget(row.row)
        if row.stage is Stage.READY:
            self._lookups.forget_expected()
        if not shown:
            self._take_out(row)
        elif self._model.shows(row.row):
            self._model.put_rows([row])
        elif self._is_newest(row):
            self._model.put_first(row, row.created_at.astimezone().date())
        else:
            self._listing.reload_soon()
        self._say_if_empty()
        if self._to_choose == row.id:
            self.select(row.id)

    def _take_out(self, row: HistoryRow) -> None:
        """Take a row out. Where the current one was deleted or brought back, the next one becomes current."""
        line = self._model.line_of(row.row)
        followed = self._view.current_number() == row.row
        with self._without_choosing():
            self._model.take_out(row.row)
        by_person = (row.deleted_at is None) is (self._listing.filter is HistoryFilter.BIN)
        if followed and by_person and line is not None:
            self._view.choose_near(line)

    def _is_newest(self, row: HistoryRow) -> bool:
        first = self._model.first_line()
        newest = self._model.index(first, 0).data(Role.NUMBER) if first is not None else None
        return newest is None or row.row > newest

    def transfer(self, event: Transfer) -> None:
        """Bytes are shown where there is room for a bar: in the viewer."""

    def show_running_count(self, count: int, *, binned: int = 0) -> None:
        """Show how many are running, on their filter; and the way to the bin where that is all there is."""
        self._filters.show_running_count(count)
        self._binned = binned > 0
        self._say_if_empty()

    # --- search and filters ---

    def focus_search(self) -> None:
        """Put the keyboard into the search field."""
        self._search.setFocus()
        self._search.selectAll()

    @Slot()
    def show_running(self) -> None:
        """List what is running."""
        self.show_filter(HistoryFilter.RUNNING)

    @Slot(object)
    def show_filter(self, which: HistoryFilter) -> None:
        """List only a part of the history."""
        self._filters.show_filter(which)
        self._listing.show_filter(which)

    @Slot()
    def _ask_to_empty(self) -> None:
        if self._studio is not None:
            self._tasks.run(Pool.QUERIES, self._studio.history.counts, done=self._say_what_goes, owner=self)

    def _say_what_goes(self, counts: _Binned) -> None:
        if self._listing.filter is HistoryFilter.BIN and counts.binned:
            self._filters.ask_to_empty(counts.binned, counts.binned_size)

    # --- choosing ---

    def select(self, generation_id: str) -> None:
        """Make a take the current one, now or when it is listed."""
        number = self._model.number_of(generation_id)
        line = self._model.line_of(number) if number is not None else None
        self._to_choose = generation_id if line is None else None
        if line is not None:
            self._view.choose_line(line)
        elif self._studio is not None:
            # listed, perhaps, but never painted, so that nobody has read which row it is
            self._tasks.run(
                Pool.QUERIES, self._studio.history.row_of, generation_id, done=self._choose_read, owner=self
            )

    def show_new(self, generation_id: str) -> None:
        """Make a take that was just created the current one; what would hide it, a search or a filter, is taken off."""
        self.select(generation_id)
        asked = (self._listing.words, self._listing.filter)
        if self._studio is not None and asked != ("", HistoryFilter.ALL):
            history = self._studio.history
            self._tasks.run(
                Pool.QUERIES, _shows, history, generation_id, *asked, done=self._list_all_unless, owner=self
            )

    def _list_all_unless(self, shown: bool) -> None:
        if not shown:
            self._search.clear()
            self.show_filter(HistoryFilter.ALL)
            self.notice.emit(msg("All takes are listed again, the new one among them."))

    def _choose_read(self, row: HistoryRow | None) -> None:
        if row is None or row.id != self._to_choose:
            return
        self._model.put_rows([row])
        line = self._model.line_of(row.row)
        if line is not None:
            self._to_choose = None
            self._view.choose_line(line)

    @Slot(object)
    def _choose(self, row: HistoryRow | None) -> None:
        if row is None or self._quiet:
            return
        self._to_choose = None
        known, self._current = self._current, row
        if known is None or known.id != row.id:
            self.chosen.emit(row.id)

    @Slot()
    def _open(self) -> None:
        row = self._view.current_row()
        if row is not None:
            self.opened.emit(row.id)

    @Slot()
    def _find_files(self) -> None:
        self._lookups.find_files(self._view.chosen_rows()[:DRAGGED])

    @Slot(int)
    def _poster_arrived(self, number: int) -> None:
        line = self._model.line_of(number)
        if line is not None:
            self._view.viewport().update(self._view.visualRect(self._model.index(line, 0)))

    # --- the menu of a take ---

    @Slot()
    def _delete(self) -> None:
        if self._listing.filter is not HistoryFilter.BIN:
            self._with_chosen(self.delete_requested)

    def _with_chosen(self, wish: SignalInstance) -> None:
        """Wish something for all chosen takes; those that were never shown are read first, to know their ids."""
        numbers = self._view.chosen_numbers()
        rows = [row for row in map(self._model.known, numbers) if row is not None]
        if len(rows) == len(numbers):
            self._wish(wish, rows)
        elif self._studio is not None:
            read = self._studio.history.rows
            self._tasks.run(Pool.QUERIES, read, numbers, done=partial(self._wish, wish), owner=self)

    def _wish(self, wish: SignalInstance, rows: Sequence[HistoryRow]) -> None:
        if rows:
            wish.emit([row.id for row in rows])

    @Slot(QPoint)
    def _open_menu(self, where: QPoint) -> None:
        numbers = self._view.chosen_numbers()
        if not numbers:
            return
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        row = self._model.known(numbers[0])
        if len(numbers) == 1 and row is not None:
            for words, action in actions_of(row):
                signal = self._signal_of(action)
                menu.addAction(tr(words)).triggered.connect(lambda _checked=False, s=signal, row=row: s.emit(row.id))
            menu.addSeparator()
        binned = self._listing.filter is HistoryFilter.BIN
        words, wish = (msg("Bring back"), self.restore_requested) if binned else (msg("Delete"), self.delete_requested)
        menu.addAction(tr(words)).triggered.connect(lambda: self._with_chosen(wish))
        menu.popup(where)

    def _signal_of(self, action: Action) -> SignalInstance:
        return {
            Action.REUSE: self.reuse_requested,
            Action.SHOW: self.show_in_folder_requested,
            Action.SEND: self.send_requested,
            Action.CANCEL: self.cancel_requested,
            Action.SEND_AGAIN: self.send_again_requested,
            Action.FORGET: self.forget_requested,
            Action.FOLLOW_AGAIN: self.follow_again_requested,
            Action.STOP_FOLLOWING: self.stop_following_requested,
        }[action]


def _shows(history: History, generation_id: GenerationId, words: str, which: HistoryFilter) -> bool:
    row = history.row_of(generation_id)
    return row is not None and history.shows(row.row, words, which)
