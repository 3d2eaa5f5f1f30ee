"""The right pane: search, filters, and the list of takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QTimer, Signal, SignalInstance, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from rushes.core.history import HistoryFilter, HistoryRow
from rushes.core.messages import Message, msg
from rushes.core.stages import Stage
from rushes.ui import theme
from rushes.ui.history import texts
from rushes.ui.history.delegate import PICTURE, HistoryDelegate
from rushes.ui.history.model import HistoryModel, Role
from rushes.ui.history.posters import Posters
from rushes.ui.history.view import HistoryView
from rushes.ui.tasks import Pool
from rushes.ui.widgets.buttons import Chip, LinkButton
from rushes.ui.widgets.containers import EmptyState, Pane
from rushes.ui.widgets.fields import SearchField
from rushes.ui.widgets.labels import Line
from rushes.ui.words import tr

if TYPE_CHECKING:
    from pathlib import Path

    from rushes.core.events import GenerationChanged, Transfer
    from rushes.core.generation import GenerationId
    from rushes.core.history import HistoryResult
    from rushes.services.studio import Studio
    from rushes.ui.events import EventBridge
    from rushes.ui.tasks import Handle, Tasks

REQUERY_MS: Final = 60

_FILTERS: Final = (
    (HistoryFilter.ALL, msg("All")),
    (HistoryFilter.RUNNING, msg("Running")),
    (HistoryFilter.FAILED, msg("Failed")),
)
_MORE_FILTERS: Final = (
    (HistoryFilter.READY, msg("Finished takes")),
    (HistoryFilter.REHEARSALS, msg("Rehearsals")),
    (HistoryFilter.PAID, msg("Made at skills.video")),
    (HistoryFilter.ATTENTION, msg("Waiting for you")),
    (HistoryFilter.BIN, msg("Bin")),
)


class HistoryPane(Pane):
    """Lists, searches and filters takes, and says what is wished of them.

    Signals (each carries an id, except where said):
        chosen: the current take.
        reuse_requested, show_in_folder_requested, send_requested, cancel_requested, stop_following_requested,
        follow_again_requested, forget_requested, send_again_requested: the wish.
        delete_requested, restore_requested: a list of ids.
        empty_bin_requested: the bin is to be emptied (nothing).
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

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent=parent)
        self._tasks = tasks
        self._studio: Studio | None = None
        self._words = ""
        self._filter = HistoryFilter.ALL
        self._query: Handle | None = None
        self._current: str | None = None
        self._to_choose: str | None = None
        self._expected: dict[tuple[str, int, str], float | None] = {}
        self._files: dict[str, Path] = {}
        self._model = HistoryModel(self)
        self._posters = Posters(tasks, PICTURE, self)
        self._view = HistoryView(self._model)
        self._view.setItemDelegate(HistoryDelegate(self._posters.of, self._expected_of, self._view))
        self._view.file_of = self._files.get
        self._search = SearchField(msg("Search prompts, notes, ids"))

        self._chips: dict[HistoryFilter, Chip] = {}
        self._requery = QTimer(self)
        self._requery.setSingleShot(True)
        self._requery.setInterval(REQUERY_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(theme.MARGIN, 10, theme.MARGIN, 10)
        head.setSpacing(theme.GRID)
        head.addWidget(self._search)
        self._filters = QWidget()
        chips = QHBoxLayout(self._filters)
        chips.setContentsMargins(0, 0, 0, 0)
        chips.setSpacing(6)
        for which, words in _FILTERS:
            chip = Chip(words, height=22, strong_first=False)
            chip.setCheckable(True)
            chip.setChecked(which is self._filter)
            chip.clicked.connect(lambda _checked=False, which=which: self.show_filter(which))
            self._chips[which] = chip
            chips.addWidget(chip)
        self._more = Chip(height=22, icon="ellipsis")
        self._more.setCheckable(True)
        self._more.hint(msg("More filters"))
        self._more.clicked.connect(self._open_more)
        chips.addWidget(self._more)
        chips.addStretch(1)
        self._empty_bin = LinkButton(msg("Empty bin"))
        self._empty_bin.clicked.connect(self.empty_bin_requested)
        self._empty_bin.hide()
        chips.addWidget(self._empty_bin)
        head.addWidget(self._filters)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Line())
        self._stack = QStackedLayout()
        self._empty = EmptyState(msg("Takes land here and stay here, with or without a connection."))
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._view)
        column.addLayout(self._stack, 1)
        self._filters.hide()

    def _connect(self) -> None:
        self._search.textChanged.connect(self._search_changed)
        self._search.left.connect(self._view.setFocus)
        self._model.rows_wanted.connect(self._read_rows)
        self._posters.arrived.connect(self._poster_arrived)
        self._view.chosen.connect(self._choose)
        self._view.delete_wished.connect(self._delete)
        self._view.menu_wished.connect(self._open_menu)
        self._view.opened.connect(self._open)
        self._view.pressed_take.connect(self._find_file)
        self._requery.timeout.connect(self.reload)

    # --- the library ---

    def attach(self, studio: Studio, _bridge: EventBridge) -> None:
        """Show the history of an open library."""
        self._studio = studio
        self._posters.attach(studio.pictures, self.devicePixelRatioF())
        self.reload()

    def detach(self) -> None:
        """Show nothing."""
        self._studio = None
        self._posters.attach(None)
        self._requery.stop()
        if self._query is not None:
            self._query.cancel()

    @Slot()
    def reload(self) -> None:
        """Ask the library anew; what is shown stays until the answer is there."""
        if self._studio is None:
            return
        if self._query is not None:
            self._query.cancel()
        history = self._studio.history
        self._query = self._tasks.run(
            Pool.QUERIES, history.first_page, self._words, self._filter, done=self._first_page, owner=self
        )

    @Slot()
    def refresh(self) -> None:
        """Read everything anew, because another process has changed the library."""
        self._model.doubt_rows()
        self.reload()

    def _first_page(self, result: HistoryResult) -> None:
        self._show(result)
        if not result.complete and self._studio is not None:
            history = self._studio.history
            self._query = self._tasks.run(
                Pool.QUERIES, history.query, self._words, self._filter, done=self._show, owner=self
            )

    def _show(self, result: HistoryResult) -> None:
        current = self._view.currentIndex().data(Role.NUMBER) if self._view.currentIndex().isValid() else None
        self._model.show_result(result)
        self._say_if_empty()
        line = self._model.line_of(current) if current is not None else None
        if line is not None and self._view.currentIndex().row() != line:
            self._view.choose_line(line)
        if self._to_choose is not None:
            self.select(self._to_choose)

    def _say_if_empty(self) -> None:
        there = self._model.takes() > 0
        self._stack.setCurrentWidget(self._view if there else self._empty)
        plain = not self._words and self._filter is HistoryFilter.ALL
        if there or not plain:
            self._filters.show()
        elif plain:
            self._filters.hide()
        if not there:
            self._empty.say_message(_nothing(self._words, self._filter))

    def _read_rows(self, numbers: list[int]) -> None:
        if self._studio is not None:
            self._tasks.run(Pool.QUERIES, self._studio.history.rows, numbers, done=self._put_rows, owner=self)

    def _put_rows(self, rows: list[HistoryRow]) -> None:
        self._model.put_rows(rows)
        row = self._view.current_row()
        if row is not None and row.id != self._current:
            self._choose(row)

    # --- what changed ---

    def generation_changed(self, event: GenerationChanged) -> None:
        """Read the row again and paint it; a new one goes to the top."""
        if self._studio is not None:
            self._tasks.run(
                Pool.QUERIES,
                _row_of,
                self._studio,
                event.id,
                self._words,
                self._filter,
                done=self._row_changed,
                owner=self,
                priority=1,
            )

    def _row_changed(self, change: tuple[HistoryRow | None, bool]) -> None:
        row, shown = change
        if row is None:
            self._requery.start()
            return
        self._posters.forget(row.row)
        if not shown:
            self._model.take_out(row.row)
        elif self._model.shows(row.row):
            self._model.put_rows([row])
        elif self._is_newest(row):
            self._model.put_first(row, row.created_at.astimezone().date())
        else:
            self._requery.start()
        self._say_if_empty()
        if self._to_choose == row.id:
            self.select(row.id)

    def _is_newest(self, row: HistoryRow) -> bool:
        first = self._model.first_line()
        newest = self._model.index(first, 0).data(Role.NUMBER) if first is not None else None
        return newest is None or row.row > newest

    def transfer(self, event: Transfer) -> None:
        """Bytes are shown where there is room for a bar: in the viewer."""

    def show_running_count(self, count: int) -> None:
        """Show how many are running, on their filter."""
        self._chips[HistoryFilter.RUNNING].set_strong(str(count) if count else "")

    # --- search and filters ---

    def focus_search(self) -> None:
        """Put the keyboard into the search field."""
        self._search.setFocus()
        self._search.selectAll()

    @Slot(str)
    def _search_changed(self, words: str) -> None:
        self._words = words.strip()
        self.reload()

    @Slot()
    def show_running(self) -> None:
        """List what is running."""
        self.show_filter(HistoryFilter.RUNNING)

    def show_filter(self, which: HistoryFilter) -> None:
        """List only a part of the history."""
        self._filter = which
        for each, chip in self._chips.items():
            chip.setChecked(each is which)
        more = dict(_MORE_FILTERS).get(which)
        self._more.setChecked(more is not None)
        self._more.set_strong(tr(more) if more is not None else "")
        self._empty_bin.setVisible(which is HistoryFilter.BIN)
        self.reload()

    @Slot()
    def _open_more(self) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for which, words in _MORE_FILTERS:
            action = menu.addAction(tr(words))
            action.setCheckable(True)
            action.setChecked(which is self._filter)
            action.triggered.connect(lambda _checked=False, which=which: self.show_filter(which))
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
        self._more.setChecked(self._filter in dict(_MORE_FILTERS))

    # --- choosing ---

    def select(self, generation_id: str) -> None:
        """Make a take the current one, now or when it is listed."""
        number = self._model.number_of(generation_id)
        line = self._model.line_of(number) if number is not None else None
        if line is None:
            self._to_choose = generation_id
            return
        self._to_choose = None
        self._view.choose_line(line)

    @Slot(object)
    def _choose(self, row: HistoryRow | None) -> None:
        if row is not None and row.id != self._current:
            self._current = row.id
            self.chosen.emit(row.id)

    @Slot()
    def _open(self) -> None:
        row = self._view.current_row()
        if row is not None:
            self.opened.emit(row.id)

    @Slot(object)
    def _find_file(self, row: HistoryRow) -> None:
        if self._studio is not None and row.has_file and row.id not in self._files:
            self._tasks.run(Pool.QUERIES, _file_of, self._studio, row.id, done=self._file_found, owner=self)

    def _file_found(self, found: tuple[str, Path | None]) -> None:
        generation_id, path = found
        if path is not None:
            self._files[generation_id] = path

    @Slot(int)
    def _poster_arrived(self, number: int) -> None:
        line = self._model.line_of(number)
        if line is not None:
            self._view.viewport().update(self._view.visualRect(self._model.index(line, 0)))

    def _expected_of(self, row: HistoryRow) -> float | None:
        key = (row.resolution, row.duration, row.engine.value)
        if key not in self._expected and self._studio is not None:
            self._expected[key] = None
            self._tasks.run(Pool.QUERIES, _expected, self._studio, row, done=self._expect, owner=self)
        return self._expected.get(key)

    def _expect(self, learned: tuple[tuple[str, int, str], float | None]) -> None:
        self._expected[learned[0]] = learned[1]

    # --- the menu of a take ---

    @Slot()
    def _delete(self) -> None:
        ids = [row.id for row in self._view.chosen_rows()]
        if ids and self._filter is not HistoryFilter.BIN:
            self.delete_requested.emit(ids)

    @Slot(QPoint)
    def _open_menu(self, where: QPoint) -> None:
        rows = self._view.chosen_rows()
        if not rows:
            return
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        if len(rows) == 1:
            for words, signal in self._actions_of(rows[0]):
                action = menu.addAction(tr(words))
                action.triggered.connect(lambda _checked=False, signal=signal, row=rows[0]: signal.emit(row.id))
            menu.addSeparator()
        ids = [row.id for row in rows]
        if self._filter is HistoryFilter.BIN:
            menu.addAction(tr(msg("Bring back"))).triggered.connect(lambda: self.restore_requested.emit(ids))
        else:
            menu.addAction(tr(msg("Delete"))).triggered.connect(lambda: self.delete_requested.emit(ids))
        menu.popup(where)

    def _actions_of(self, row: HistoryRow) -> list[tuple[Message, SignalInstance]]:
        actions: list[tuple[Message, SignalInstance]] = [(msg("Reuse recipe"), self.reuse_requested)]
        if row.has_file:
            actions.append((msg("Show in folder"), self.show_in_folder_requested))
        if row.stage is Stage.WAITING and row.held:
            actions.append((msg("Send"), self.send_requested))
        if row.stage in {Stage.WAITING, Stage.SUBMITTING}:
            actions.append((msg("Cancel"), self.cancel_requested))
        if row.stage is Stage.UNCONFIRMED:
            actions += [(msg("Send again"), self.send_again_requested), (msg("Forget"), self.forget_requested)]
        if row.stage in {Stage.QUEUED, Stage.RENDERING, Stage.FETCHING}:
            if row.stopped:
                words = msg("Get the file again") if row.stage is Stage.FETCHING else msg("Follow again")
                actions.append((words, self.follow_again_requested))
            elif texts.is_running(row):
                actions.append((msg("Stop following"), self.stop_following_requested))
        return actions


def _nothing(words: str, which: HistoryFilter) -> Message:
    if words:
        return msg("Nothing holds “{words}”.", words=words)
    if which is HistoryFilter.ALL:
        return msg("Takes land here and stay here, with or without a connection.")
    if which is HistoryFilter.BIN:
        return msg("The bin is empty.")
    return msg("There is nothing of this kind.")


def _row_of(
    studio: Studio, generation_id: GenerationId, words: str, which: HistoryFilter
) -> tuple[HistoryRow | None, bool]:
    row = studio.history.row_of(generation_id)
    return row, row is not None and studio.history.shows(row.row, words, which)


def _file_of(studio: Studio, generation_id: GenerationId) -> tuple[str, Path | None]:
    return generation_id, studio.pictures.path_of(generation_id)


def _expected(studio: Studio, row: HistoryRow) -> tuple[tuple[str, int, str], float | None]:
    seconds = studio.history.typical_seconds(row.resolution, row.duration, row.engine)
    return (row.resolution, row.duration, row.engine.value), seconds
