"""The list's model: what views are told, and what is read when."""

from __future__ import annotations

from array import array
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING

import pytest

from rushes.core.generation import GenerationId
from rushes.core.history import HistoryResult, HistoryRow
from rushes.core.stages import Engine, Stage
from rushes.ui.history.model import KEPT, WINDOW, HistoryModel, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QApplication
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

DAY = date(2026, 11, 22).toordinal()


def row(number: int, prompt: str = "A fox") -> HistoryRow:
    made = datetime(2026, 11, 22, 12, tzinfo=UTC)
    return HistoryRow(number, GenerationId(f"g{number}"), Engine.REHEARSAL, Stage.READY, prompt, made, "720p", 5)


def result(numbers: Iterable[int], *, per_day: int = 3) -> HistoryResult:
    rows = array("q", sorted(numbers, reverse=True))
    starts = array("q", range(0, len(rows), per_day))
    return HistoryResult(rows, starts, array("q", (DAY - place for place in range(len(starts)))))


@pytest.fixture
def model(qapp: QApplication) -> HistoryModel:
    return HistoryModel()


def is_read(model: HistoryModel, line: int) -> bool:
    index = model.index(line, 0)
    return index.data(Role.ROW) is not None or index.data(Role.DAY) is not None


def numbers(model: HistoryModel) -> list[int]:
    return list(model.numbers_in(0, model.rowCount() - 1))


def test_the_model_keeps_to_the_rules_of_qt_whatever_happens(model: HistoryModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)  # and it goes on watching what views are told
    for found in (range(1, 8), range(1, 30), [2, 5, 29], [], [4], range(3, 9)):
        model.show_result(result(found))
    model.put_first(row(40), date.fromordinal(DAY + 1))
    model.put_first(row(41), date.fromordinal(DAY + 1))
    for number in (40, 41, 5, 77):
        model.take_out(number)
    assert numbers(model) == [8, 7, 6, 4, 3]


def test_a_heading_can_neither_be_chosen_nor_dragged(model: HistoryModel) -> None:
    model.show_result(result([1, 2]))
    assert not model.flags(model.index(0, 0))
    assert model.flags(model.index(1, 0))


def test_only_the_window_around_what_is_shown_is_read(model: HistoryModel, qtbot: QtBot) -> None:
    model.show_result(result(range(1, 50_001), per_day=100))
    asked: list[list[int]] = []
    model.rows_wanted.connect(asked.append)
    for line in range(25_000, 25_012):
        model.index(line, 0).data(Role.ROW)
    qtbot.waitUntil(lambda: bool(asked))
    assert len(asked) == 1
    assert len(asked[0]) == WINDOW
    for line in range(25_000, 25_012):
        model.index(line, 0).data(Role.ROW)
    qtbot.wait(1)
    assert len(asked) == 1, "what was asked for is not asked for again"


def test_rows_that_are_far_away_are_forgotten_and_those_on_the_screen_are_not(
    model: HistoryModel, qtbot: QtBot
) -> None:
    model.show_result(result(range(1, 20_001), per_day=100))
    model.rows_wanted.connect(lambda wanted: model.put_rows([row(number) for number in wanted]))
    for line in range(0, model.rowCount(), 150):
        model.index(line, 0).data(Role.ROW)
        qtbot.wait(0)
        qtbot.waitUntil(partial(is_read, model, line + 1))
    assert len(model._rows) <= KEPT + WINDOW


def test_doubted_rows_are_shown_until_they_are_read_again(model: HistoryModel, qtbot: QtBot) -> None:
    model.show_result(result([1, 2]))
    model.put_rows([row(2, "before")])
    asked: list[list[int]] = []
    model.rows_wanted.connect(asked.append)
    model.doubt_rows()
    assert model.index(1, 0).data(Role.ROW).excerpt == "before"
    qtbot.waitUntil(lambda: any(2 in wanted for wanted in asked))
    model.put_rows([row(2, "after")])
    assert model.index(1, 0).data(Role.ROW).excerpt == "after"
    assert model.index(1, 0).data().startswith("after.")


def test_one_changed_row_paints_one_line(model: HistoryModel, qtbot: QtBot) -> None:
    model.show_result(result(range(1, 1000)))
    painted: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: painted.append((first.row(), last.row())))
    model.put_rows([row(500)])
    line = model.line_of(500)
    assert painted == [(line, line)]


def test_a_take_that_is_listed_already_is_not_listed_twice(model: HistoryModel) -> None:
    model.show_result(result([1, 2]))
    model.put_first(row(2, "again"), date.fromordinal(DAY))
    assert numbers(model) == [2, 1]
    assert model.index(1, 0).data(Role.ROW).excerpt == "again"


def test_a_window_of_rows_is_one_change(model: HistoryModel) -> None:
    model.show_result(result(range(1, 1000)))
    painted: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: painted.append((first.row(), last.row())))
    model.put_rows([row(number) for number in (700, 500, 600)])
    assert painted == [(model.line_of(700), model.line_of(500))]
