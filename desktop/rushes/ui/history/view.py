"""The list itself: a table of one column with lines of equal height, which opens at once whatever its length."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QContextMenuEvent, QDrag, QKeySequence, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from rushes.core.messages import msg
from rushes.ui import theme
from rushes.ui.history import texts
from rushes.ui.history.delegate import HEIGHT, PICTURE, TEXT_LEFT, HistoryDelegate
from rushes.ui.history.model import HistoryModel, Role
from rushes.ui.take_mime import mime_of
from rushes.ui.widgets.containers import own_viewport
from rushes.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QPaintEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from rushes.core.generation import GenerationId
    from rushes.core.history import HistoryRow

HEADING_HEIGHT = 34

COMPACT_UP_TO = 5_000
"""Lines up to which every heading is made low. Qt lays out all lines again for each one that differs, so that in a
longer list only the first heading is low."""

TURN_MS = 50
"""Milliseconds between two frames of the rings of rows that are running."""

CLOCK_MS = 1_000


class HistoryView(QTableView):
    """Shows takes, lets several be chosen, dragged out and deleted.

    Signals:
        chosen: another take is the current one (its `HistoryRow`), or none.
        delete_wished: the chosen takes are to go.
        menu_wished: a menu is wanted at this point of the screen.
        opened: Return was pressed or a take double-clicked.
        pressed_take: a take was pressed; it and the others that are chosen may be dragged soon.
    """

    chosen = Signal(object)
    delete_wished = Signal()
    menu_wished = Signal(QPoint)
    opened = Signal()
    pressed_take = Signal()

    def __init__(self, model: HistoryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        own_viewport(self)
        self.setModel(model)
        self._list = model
        self.file_of: Callable[[str], Path | None] = lambda _id: None
        say(self.setAccessibleName, msg("Takes"))
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(HEIGHT)
        self.verticalHeader().setMinimumSectionSize(HEADING_HEIGHT)
        self._anchor: tuple[QPersistentModelIndex, int] | None = None
        for about in (model.rowsAboutToBeInserted, model.rowsAboutToBeRemoved):
            about.connect(self._note_place)
        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            changed.connect(self._fit_headings)
        for changed in (model.rowsInserted, model.rowsRemoved):
            changed.connect(self._keep_place)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(HEIGHT // 2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        # Scrolling moves only what is opaque; else every row is painted again at each step.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setProperty("bare", True)
        self._turn = QTimer(self)
        self._turn.setInterval(TURN_MS)
        self._turn.timeout.connect(self._tick)
        self._clock = QTimer(self)
        self._clock.setInterval(CLOCK_MS)
        self._clock.timeout.connect(self._look_for_running)

    @Slot()
    def _fit_headings(self) -> None:
        header = self.verticalHeader()
        lines = self._list.heading_lines() if self._list.rowCount() <= COMPACT_UP_TO else self._list.heading_lines()[:1]
        for line in lines:
            if header.sectionSize(line) != HEADING_HEIGHT:
                header.resizeSection(line, HEADING_HEIGHT)

    @Slot()
    def _note_place(self) -> None:
        line = self.rowAt(0) if self.verticalScrollBar().value() else -1
        self._anchor = None
        if line >= 0:
            self._anchor = QPersistentModelIndex(self._list.index(line, 0)), self.rowViewportPosition(line)

    @Slot()
    def _keep_place(self) -> None:
        """Leave what is on the screen where it is when lines above it come or go; at the top, show what is new."""
        anchor, self._anchor = self._anchor, None
        if anchor is None or not anchor[0].isValid():
            return
        self.updateGeometries()
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.rowViewportPosition(anchor[0].row()) - anchor[1])

    # --- chosen rows ---

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Tell which take is the current one."""
        super().currentChanged(current, previous)
        self.chosen.emit(current.data(Role.ROW) if current.isValid() else None)

    def chosen_numbers(self) -> list[int]:
        """Return the row numbers of the chosen takes, in the order of the list, whether they were read or not."""
        ranges = sorted(self.selectionModel().selection().toList(), key=lambda each: each.top())
        return [number for each in ranges for number in self._list.numbers_in(each.top(), each.bottom())]

    def chosen_rows(self) -> list[HistoryRow]:
        """Return the chosen takes that were read, in the order of the list."""
        rows = map(self._list.known, self.chosen_numbers())
        return [row for row in rows if row is not None]

    def current_row(self) -> HistoryRow | None:
        """Return the current take."""
        index = self.currentIndex()
        row: HistoryRow | None = index.data(Role.ROW) if index.isValid() else None
        return row

    def current_number(self) -> int | None:
        """Return the row number of the current take, whether it was read or not."""
        index = self.currentIndex()
        number: int | None = index.data(Role.NUMBER) if index.isValid() else None
        return number

    def choose_line(self, line: int) -> None:
        """Make a line the current and only chosen one, and bring it into sight."""
        index = self.model().index(line, 0)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def choose_near(self, line: int) -> None:
        """Choose the take on a line, or the next one below it, or else above it."""
        near = self._take_from(line, 1)
        if near is not None:
            self.choose_line(near)

    def _take_from(self, line: int, step: int) -> int | None:
        """Return the first line from `line` on that is a take, looking the other way when there is none."""
        count = self._list.rowCount()
        start = max(0, min(line, count - 1))
        onward = range(start, count) if step > 0 else range(start, -1, -1)
        back = range(start, -1, -1) if step > 0 else range(start, count)
        return next(
            (each for way in (onward, back) for each in way if self._list.flags(self._list.index(each, 0))), None
        )

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Step over headings. Home and End go to the first and last take, for there is one column only."""
        last = self._list.rowCount() - 1
        if action in {_ACTION.MoveHome, _ACTION.MoveEnd}:
            line = 0 if action is _ACTION.MoveHome else last
        else:
            line = super().moveCursor(action, modifiers).row()
        near = self._take_from(line, -1 if action in _UPWARDS else 1)
        return self._list.index(near, 0) if near is not None else QModelIndex()

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters are shortcuts, and looking for them would read every row there is."""

    # --- keys, menu, drag ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and open by keyboard."""
        if event.matches(QKeySequence.StandardKey.Delete) or event.key() == Qt.Key.Key_Backspace:
            self.delete_wished.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose, and get ready for a drag."""
        super().mousePressEvent(event)
        row = self.indexAt(event.position().toPoint()).data(Role.ROW)
        if row is not None and event.button() is Qt.MouseButton.LeftButton:
            self.pressed_take.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open."""
        super().mouseDoubleClickEvent(event)
        self.opened.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu, by mouse or by key."""
        where = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            rect = self.visualRect(self.currentIndex())
            where = self.viewport().mapToGlobal(rect.center())
        self.menu_wished.emit(where)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag the chosen takes: into this window as references, out of it as files."""
        rows = [row for row in self.chosen_rows() if row.has_file]
        if not rows:
            return
        ids: list[GenerationId] = [row.id for row in rows]
        files = [file for file in map(self.file_of, ids) if file is not None]
        drag = QDrag(self)
        drag.setMimeData(mime_of(ids, files))
        first = self.visualRect(self.currentIndex())
        drag.setPixmap(
            self.viewport().grab(QRect(first.left() + 16, first.top() + 8, PICTURE.width(), PICTURE.height()))
        )
        drag.exec(Qt.DropAction.CopyAction)

    def changeEvent(self, event: QEvent) -> None:
        """Paint the words of another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._forget_images()
            self.viewport().update()

    def _forget_images(self) -> None:
        delegate = self.itemDelegate()
        if isinstance(delegate, HistoryDelegate):
            delegate.forget()

    # --- what moves ---

    def showEvent(self, event: QShowEvent) -> None:
        """Let clocks run."""
        super().showEvent(event)
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest."""
        super().hideEvent(event)
        self._clock.stop()
        self._turn.stop()

    def _visible_running(self) -> list[QRect]:
        top, bottom = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        last = bottom if bottom >= 0 else self._list.rowCount() - 1
        rects = []
        for line in range(max(0, top), last + 1):
            index = self._list.index(line, 0)
            row = index.data(Role.ROW)
            if row is not None and texts.is_running(row):
                rects.append(self.visualRect(index))
        return rects

    @Slot()
    def _tick(self) -> None:
        rects = self._visible_running()
        for rect in rects:
            self.viewport().update(QRect(rect.left(), rect.top(), TEXT_LEFT, rect.height()))
        if not rects:
            self._turn.stop()

    @Slot()
    def _look_for_running(self) -> None:
        rects = self._visible_running()
        for rect in rects:
            self.viewport().update(rect)
        if rects and not theme.reduced_motion():
            if not self._turn.isActive():
                self._turn.start()
        else:
            self._turn.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground too, all of it: the viewport promises to, by being opaque."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.current().panel)
        painter.end()
        delegate = self.itemDelegate()
        if isinstance(delegate, HistoryDelegate):
            delegate.begin(
                event.rect(), self.columnWidth(0), self.viewport().devicePixelRatioF(), self.layoutDirection()
            )
        super().paintEvent(event)


_ACTION = QAbstractItemView.CursorAction
_UPWARDS = frozenset({_ACTION.MoveUp, _ACTION.MoveLeft, _ACTION.MovePrevious, _ACTION.MovePageUp, _ACTION.MoveEnd})
