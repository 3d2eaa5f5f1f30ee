"""The history on a library of 100,000, and cells painted with nothing behind them, in turn.

Usage: history_pane.py HOME LIBRARY. Prints the milliseconds of every frame, change and search.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QListView

from rushes.app.build import open_studio
from rushes.app.setting import setting
from rushes.settings.paths import places
from rushes.ui.history.pane import HistoryPane
from rushes.ui.tasks import Tasks
from rushes.ui.theme import ThemeChoice, ThemeManager

if TYPE_CHECKING:
    from collections.abc import Callable

    from rushes.services.studio import Studio

WIDTH, HEIGHT, CELL = 336, 760, 70
FRAMES, BLOCKS, STEP, PACE = 150, 3, 40, 0.008
LONG = (
    "fox",
    "golden hour",
    "雪地里奔跑",
    "neon city rain",
    "lantern",
    "逆光森林",
    "motorcycle",
    "gen_0",
    "close-up",
    "dolly",
)
SHORT = ("f", "fo", "狐", "狐狸", "镜头", "zz", "é", "q")
QUERY = (
    "SELECT g.row, g.created_ms FROM words_fts f CROSS JOIN generation g ON g.row = f.rowid "
    "WHERE words_fts MATCH ? AND g.deleted_ms IS NULL ORDER BY f.rowid DESC LIMIT 200"
)


class Cells(QAbstractScrollArea):
    """As many cells, of the same picture and as much text, painted from constants."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = QPixmap(96, 54)
        self.picture.fill(QColor("#405060"))
        self.small, self.meta = QFont(self.font()), QFont(self.font())
        self.small.setPixelSize(12)
        self.meta.setPixelSize(11)
        self.verticalScrollBar().setRange(0, 100_000 * CELL)
        self.verticalScrollBar().setSingleStep(CELL // 2)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().scroll(0, dy)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        top, rect = self.verticalScrollBar().value(), event.rect()
        for cell in range((top + rect.top()) // CELL, (top + rect.bottom()) // CELL + 1):
            y = cell * CELL - top
            painter.drawPixmap(16, y + 8, self.picture)
            painter.setFont(self.small)
            painter.drawText(QRect(122, y + 8, 198, 16), 0, f"A fox runs across fresh snow {cell}")
            painter.drawText(QRect(122, y + 24, 198, 16), 0, "slow dolly, golden hour, close-up")
            painter.setFont(self.meta)
            painter.drawText(QRect(122, y + 44, 198, 16), 0, "1080p  8 s  20 credits")


class Watch:
    """The pane, its view, and when that was last painted."""

    def __init__(self, tasks: Tasks, studio: Studio) -> None:
        self.pane = HistoryPane(tasks)
        self.view = self.pane._view
        self.paints = 0
        paint = type(self.view).paintEvent

        def painted(view: Any, event: QPaintEvent) -> None:
            paint(view, event)
            self.paints += 1

        type(self.view).paintEvent = painted  # type: ignore[method-assign, assignment]
        self.pane.resize(WIDTH, HEIGHT)
        self.pane.show()
        self.pane.attach(studio, None)  # type: ignore[arg-type]  # the pane asks nothing of the bridge itself

    def complete(self) -> bool:
        """Whether every visible line is known."""
        model, view = self.pane._model, self.view
        if not model.rowCount():
            return False
        last = view.rowAt(view.viewport().height() - 1)
        lines = range(max(0, view.rowAt(0)), (last if last >= 0 else model.rowCount() - 1) + 1)
        numbers = [model.index(line, 0).data(258) for line in lines]
        return all(number is None or model.known(number) is not None for number in numbers)


def spin(until: Callable[[], bool], limit: float = 20.0) -> None:
    deadline = time.perf_counter() + limit
    while not until():
        if time.perf_counter() > deadline:
            raise TimeoutError
        QApplication.processEvents()
        time.sleep(0.0002)


def rest(seconds: float) -> None:
    end = time.perf_counter() + seconds
    spin(lambda: time.perf_counter() > end)


def frames(area: QAbstractScrollArea, start: int) -> list[float]:
    """Scroll by 40 pixels a frame, at a steady pace, and time each until it is painted."""
    bar, took = area.verticalScrollBar(), []
    bar.setValue(start)
    rest(0.4)
    for number in range(FRAMES):
        due = time.perf_counter() + PACE
        begun = time.perf_counter()
        bar.setValue(start + (number + 1) * STEP)
        QApplication.processEvents()
        took.append((time.perf_counter() - begun) * 1000)
        spin(lambda due=due: time.perf_counter() >= due)  # type: ignore[misc]
    return took


def scrolled(watch: Watch, cells: Cells) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {"scroll": [], "cells": []}
    frames(watch.view, 0)
    for block in range(BLOCKS):
        start = 1000 + block * FRAMES * STEP
        found["cells"] += frames(cells, start)
        found["scroll"] += frames(watch.view, start)
    watch.view.verticalScrollBar().setValue(0)
    rest(0.5)
    return found


def changed(watch: Watch) -> list[float]:
    """Change the second visible take, as a tick of progress does, and time it until it is painted."""
    model, took = watch.pane._model, []
    first = model.first_line()
    assert first is not None
    row = model.index(first + 1, 0).data(256)
    for number in range(60):
        paints = watch.paints
        begun = time.perf_counter()
        model.put_rows([replace(row, duration=4 + number % 9)])
        QApplication.processEvents()
        took.append((time.perf_counter() - begun) * 1000)
        assert watch.paints > paints, "the change was not painted"
        rest(0.005)
    return took


class Plain(QAbstractListModel):
    """100,000 rows for the peer."""

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 100_000

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return "A fox runs across fresh snow" if role == Qt.ItemDataRole.DisplayRole else None


def list_view() -> list[float]:
    view, model, took = QListView(), Plain(), []
    view.setUniformItemSizes(True)
    view.setModel(model)
    view.resize(WIDTH, HEIGHT)
    view.show()
    rest(0.5)
    for _ in range(4):
        begun = time.perf_counter()
        model.dataChanged.emit(model.index(2), model.index(2))
        QApplication.processEvents()
        took.append((time.perf_counter() - begun) * 1000)
    view.hide()
    return took


def searched(watch: Watch, words: str) -> float:
    """Type the last key of `words` and time it until the answer's rows are painted."""
    field, pane = watch.pane._search, watch.pane
    field.setText(words[:-1])
    rest(0.2)
    paints: list[int] = []

    def answered(_result: object) -> None:
        # a page that is the same as what is on the screen paints nothing: without this one more paint, which is
        # counted, the next to come is that of the whole answer, read 150 ms after the typing has paused
        paints.append(watch.paints)
        watch.view.viewport().update()

    pane._listing.found.connect(answered)
    begun = time.perf_counter()
    field.setText(words)
    spin(lambda: bool(paints) and (not len(pane._model._lines) or (watch.complete() and watch.paints > paints[0])))
    took = (time.perf_counter() - begun) * 1000
    pane._listing.found.disconnect(answered)
    field.clear()
    rest(0.1)
    return took


def searches(watch: Watch) -> dict[str, dict[str, list[float]]]:
    found: dict[str, dict[str, list[float]]] = {}
    for name, terms in (("long", LONG), ("short", SHORT)):
        found[name] = {words: [searched(watch, words) for _ in range(3)] for words in terms}
    return found


def bare_queries(library: Path) -> list[float]:
    took = []
    with closing(sqlite3.connect(library / "rushes.sqlite3")) as connection:
        for _ in range(3):
            for words in LONG:
                begun = time.perf_counter()
                connection.execute(QUERY, (" ".join(f'"{word}"' for word in words.split()),)).fetchall()
                took.append((time.perf_counter() - begun) * 1000)
    return took


def main(home: Path, library: Path) -> dict[str, object]:
    app = QApplication([])
    theme = ThemeManager(app, ThemeChoice.DARK)
    tasks = Tasks()
    studio = open_studio(setting(places(home, os.environ), library))
    watch = Watch(tasks, studio)
    spin(watch.complete)
    cells = Cells()
    cells.resize(watch.view.size())
    cells.show()
    rest(1.0)
    found: dict[str, object] = {**scrolled(watch, cells)}
    cells.hide()
    found["change"] = changed(watch)
    found["search"] = searches(watch)
    found["query"] = bare_queries(library)
    found["rows"] = studio.history.counts().takes
    watch.pane.detach()
    watch.pane.hide()
    found["list_view"] = list_view()
    tasks.shutdown()
    studio.close()
    theme.close()
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]))) + "\n")
    sys.stdout.flush()
    os._exit(0)
