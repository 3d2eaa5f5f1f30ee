"""The list's model: lines of numbers, and a window of light rows around what is shown.

Nothing here reads the library: a row that is not there yet is wished for, painted as an empty place, and arrives.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal, Slot

from rushes.ui import formats
from rushes.ui.history import texts
from rushes.ui.history.rows import Lines, difference
from rushes.ui.words import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from rushes.core.history import HistoryResult, HistoryRow

    Index = QModelIndex | QPersistentModelIndex

WINDOW: Final = 200
"""Rows that are read at once."""

KEPT: Final = 4_000
"""Light rows that are kept; beyond that all but the window in use are forgotten."""


class Role(IntEnum):
    """What the model tells beyond Qt's own roles."""

    ROW = Qt.ItemDataRole.UserRole
    """The `HistoryRow`, or None while it is read."""
    DAY = Qt.ItemDataRole.UserRole + 1
    """The `date` of a heading, None for a take."""
    NUMBER = Qt.ItemDataRole.UserRole + 2
    """The row number of a take, None for a heading."""


class HistoryModel(QAbstractTableModel):
    """One column of takes and day headings.

    Signals:
        rows_wanted: these row numbers are shown and not known (a list of numbers).
    """

    rows_wanted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines = Lines()
        self._rows: dict[int, HistoryRow] = {}
        self._stale: set[int] = set()
        self._wanted: set[int] = set()
        self._asked: set[int] = set()
        self._ask = QTimer(self)
        self._ask.setSingleShot(True)
        self._ask.setInterval(0)
        self._ask.timeout.connect(self._ask_now)

    # --- what views ask ---

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Return 1."""
        return 0 if parent.isValid() else 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let takes be chosen and dragged, and headings neither."""
        if not index.isValid() or self._lines.place_at(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a line shows; the words for screen readers are those of the display role."""
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = index.row()
        place = self._lines.place_at(line)
        if place is None:
            return self._heading_data(line, role)
        number = self._lines.numbers[place]
        if role == Role.NUMBER:
            return number
        if role not in {Role.ROW, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        row = self._rows.get(number)
        if row is None or number in self._stale:
            self._want(place)
        if role == Role.ROW:
            return row
        return texts.whole(row) if row is not None else ""

    def _heading_data(self, line: int, role: int) -> object:
        day = self._lines.day_at(line)
        if role == Role.DAY:
            return day
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole} and day is not None:
            return tr(formats.day(day))
        return None

    # --- what it is told ---

    def show_result(self, result: HistoryResult) -> None:
        """Show what a query found. What was shown before and is found again stays where it is, chosen or not."""
        before, after = self._lines, Lines.of(result)
        self._asked.clear()
        change = difference(before, after)
        if len(before) and change.gone == len(before):
            self.beginResetModel()
            self._lines = after
            self.endResetModel()
            return
        if change.gone:
            self.beginRemoveRows(QModelIndex(), change.start, change.start + change.gone - 1)
            self._lines = change.between
            self.endRemoveRows()
        if change.come:
            self.beginInsertRows(QModelIndex(), change.start, change.start + change.come - 1)
            self._lines = after
            self.endInsertRows()

    def put_rows(self, rows: Sequence[HistoryRow]) -> None:
        """Take rows that were read, and have their lines painted."""
        for row in rows:
            self._asked.discard(row.row)
            self._stale.discard(row.row)
            self._rows[row.row] = row
        self._repaint([row.row for row in rows])

    def put_first(self, row: HistoryRow, day: date) -> None:
        """Put a new take at the top."""
        if self._lines.numbers and row.row <= self._lines.numbers[0]:
            self.put_rows([row])
            return
        self._rows[row.row] = row
        new_day = not self._lines.days or self._lines.days[0] != day.toordinal()
        first, last = (0, 1) if new_day else (1, 1)
        self.beginInsertRows(QModelIndex(), first, last)
        self._lines.add_first(row.row, day)
        self.endInsertRows()

    def take_out(self, number: int) -> None:
        """Remove a take from the list."""
        gone = self._lines.lines_of_removal(number)
        self._rows.pop(number, None)
        if gone is None:
            return
        self.beginRemoveRows(QModelIndex(), *gone)
        self._lines.remove(number)
        self.endRemoveRows()

    def doubt_rows(self) -> None:
        """Read every row anew when it is next shown; what is known is shown until then."""
        self._stale = set(self._rows)
        self._asked.clear()
        if len(self._lines):
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, 0))

    # --- asked by the pane ---

    def shows(self, number: int) -> bool:
        """Whether the query found this row."""
        return self._lines.place_of(number) is not None

    def line_of(self, number: int) -> int | None:
        """Return the line of a row number, or None."""
        return self._lines.line_of(number)

    def known(self, number: int) -> HistoryRow | None:
        """Return a light row if it was read."""
        return self._rows.get(number)

    def number_of(self, generation_id: str) -> int | None:
        """Return the row number of a generation whose row was read."""
        return next((number for number, row in self._rows.items() if row.id == generation_id), None)

    def numbers_in(self, first: int, last: int) -> Sequence[int]:
        """Return the row numbers of the takes on these lines, read or not."""
        return self._lines.numbers_in(first, last)

    def takes(self) -> int:
        """Return how many takes are listed."""
        return len(self._lines.numbers)

    def heading_lines(self) -> Sequence[int]:
        """Return the lines that are headings, from the first on."""
        return self._lines.headings

    def first_line(self) -> int | None:
        """Return the line of the first take."""
        return self._lines.line_of_place(0) if len(self._lines.numbers) else None

    # --- reading ---

    def _want(self, place: int) -> None:
        start = place - place % WINDOW
        part = self._lines.numbers[start : start + WINDOW]
        missing = [n for n in part if (n not in self._rows or n in self._stale) and n not in self._asked]
        if missing:
            self._wanted.update(missing)
            self._asked.update(missing)
            if not self._ask.isActive():
                self._ask.start()

    @Slot()
    def _ask_now(self) -> None:
        wanted, self._wanted = sorted(self._wanted, reverse=True), set()
        if wanted and len(self._rows) > KEPT:
            self._keep_near(wanted)
        if wanted:
            self.rows_wanted.emit(wanted)

    def _keep_near(self, wanted: Sequence[int]) -> None:
        """Forget all rows but those around what is wanted now, which is what is on the screen."""
        near: set[int] = set()
        for number in (wanted[0], wanted[-1]):
            place = self._lines.place_of(number)
            if place is not None:
                near.update(self._lines.numbers[max(0, place - KEPT // 4) : place + KEPT // 4])
        self._rows = {number: row for number, row in self._rows.items() if number in near}
        self._stale &= near

    def _repaint(self, numbers: Sequence[int]) -> None:
        """Have the lines painted between the first and the last of these rows: one signal, whatever came."""
        lines = [line for line in map(self._lines.line_of, numbers) if line is not None]
        if lines:
            self.dataChanged.emit(self.index(min(lines), 0), self.index(max(lines), 0))
