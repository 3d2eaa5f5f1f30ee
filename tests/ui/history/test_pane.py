"""The history as somebody meets it: listed, searched, filtered, chosen, deleted, dragged."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from rushes.core.events import GenerationChanged
from rushes.core.history import HistoryFilter
from rushes.core.recipe import Recipe
from rushes.core.stages import Engine, Stage
from rushes.store.library import Library
from rushes.ui.history.model import WINDOW
from support import store
from support.hands import CONTROL, current, key
from ui.history.conftest import add_many, prompts, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from rushes.core.generation import Generation
    from rushes.services.studio import Studio
    from rushes.ui.history.pane import HistoryPane

    Add = Callable[..., Generation]
    Attach = Callable[[], HistoryPane]
    Settle = Callable[[], None]


# --- listed ---


def test_an_empty_library_says_what_will_be_here(attach: Attach) -> None:
    pane = attach()
    assert pane._empty.isVisible()
    assert not pane._filters.isVisible()


def test_takes_are_listed_newest_first_below_their_day(attach: Attach, add: Add) -> None:
    add("The first")
    add("The second", Engine.SKILLS_VIDEO)
    pane = attach()
    assert prompts(pane) == ["The second", "The first"]
    assert shown(pane)[0] == "Today"
    assert shown(pane)[1:] == ["The second. Waiting for a free slot", "The first. Waiting for a free slot"]


def test_a_list_of_fifty_thousand_reads_what_it_shows(
    attach: Attach, studio: Studio, add: Add, qtbot: QtBot, settle: Settle, bare: HistoryPane
) -> None:
    add()
    add_many(studio, 50_000)
    asked: list[list[int]] = []
    bare._model.rows_wanted.connect(asked.append)
    pane = attach()
    assert pane._model.takes() == 50_001
    bar = pane._view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    settle()
    assert "…" not in shown(pane)[pane._view.rowAt(0) : pane._view.rowAt(700)]
    assert len(asked) <= 4
    assert sum(map(len, asked)) <= 4 * WINDOW


def test_a_new_take_at_the_top_moves_neither_what_is_chosen_nor_what_is_seen(
    attach: Attach, studio: Studio, add: Add, qtbot: QtBot, settle: Settle
) -> None:
    add()
    add_many(studio, 300)
    pane = attach()
    pane._view.choose_line(120)
    settle()
    chosen, seen = pane._view.chosen_numbers(), pane._model.numbers_in(*[pane._view.rowAt(300)] * 2)
    above = pane._view.rowViewportPosition(pane._view.rowAt(300))
    new = studio.generations.create(Recipe(prompt="New"), Engine.REHEARSAL)
    qtbot.waitUntil(lambda: pane._model.number_of(new.id) is not None)
    settle()
    assert prompts(pane)[0] == "New"
    assert pane._view.chosen_numbers() == chosen
    assert pane._model.numbers_in(*[pane._view.rowAt(300)] * 2) == seen
    assert pane._view.rowViewportPosition(pane._view.rowAt(300)) == above


def test_at_the_top_a_new_take_is_seen(attach: Attach, studio: Studio, add: Add, settle: Settle, qtbot: QtBot) -> None:
    add()
    add_many(studio, 100)
    pane = attach()
    studio.generations.create(Recipe(prompt="New"), Engine.REHEARSAL)
    qtbot.waitUntil(lambda: pane._model.takes() == 102)
    settle()
    assert pane._view.verticalScrollBar().value() == 0
    assert prompts(pane)[0] == "New"


def test_the_take_that_was_just_made_is_chosen_when_it_comes(
    attach: Attach, studio: Studio, add: Add, qtbot: QtBot
) -> None:
    add("Old")
    pane = attach()
    with qtbot.waitSignal(pane.chosen) as chosen:
        new = studio.generations.create(Recipe(prompt="New"), Engine.REHEARSAL)
        pane.select(new.id)
    assert chosen.args == [new.id]
    assert current(pane) == "New"


def test_a_change_of_stage_is_shown_in_place(
    attach: Attach, studio: Studio, add: Add, qtbot: QtBot, settle: Settle
) -> None:
    made = add("Fox", Engine.SKILLS_VIDEO)
    add("Other")
    pane = attach()
    for stage in (Stage.SUBMITTING, Stage.UNCONFIRMED):
        made = studio.library.generations.advance(
            made.id, seen=made.stage, to=stage, title="" if stage is Stage.SUBMITTING else "Sent, but no answer"
        )
        # as many events as a busy service sends; what is shown in the end is the last
        for _ in range(20):
            studio.events.publish(GenerationChanged(made.id))
        qtbot.waitUntil(partial(is_at, pane, made.id, stage))
        settle()
        assert is_at(pane, made.id, stage)
    assert shown(pane)[2] == "Fox. Sent, but no answer"
    assert len(shown(pane)) == 3


def is_at(pane: HistoryPane, generation_id: str, stage: Stage) -> bool:
    row = pane._model.known(pane._model.number_of(generation_id) or 0)
    return row is not None and row.stage is stage


def test_the_time_of_a_running_take_goes_on(
    attach: Attach, studio: Studio, add: Add, qtbot: QtBot, settle: Settle
) -> None:
    made = add("Fox")
    for stage in store.TO[Stage.RENDERING]:
        made = studio.library.generations.advance(made.id, seen=made.stage, to=stage)
    pane = attach()
    first = shown(pane)[1]
    assert "Rendering" in first
    qtbot.waitUntil(lambda: shown(pane)[1] != first)
    qtbot.waitUntil(pane._view._turn.isActive)
    pane.hide()
    assert not pane._view._turn.isActive()


# --- gone and back ---


def test_a_deleted_take_goes_and_its_neighbour_is_chosen(
    attach: Attach, studio: Studio, add: Add, qtbot: QtBot, settle: Settle
) -> None:
    for prompt in ("One", "Two", "Three"):
        add(prompt)
    pane = attach()
    pane.delete_requested.connect(studio.history.delete)
    pane._view.choose_line(2)
    key(qtbot, pane, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: pane._model.takes() == 2)
    assert prompts(pane) == ["Three", "One"]
    assert current(pane) == "One"
    settle()


def test_the_last_take_goes_with_its_heading(attach: Attach, studio: Studio, add: Add, qtbot: QtBot) -> None:
    made = add("One")
    pane = attach()
    studio.history.delete([made.id])
    qtbot.waitUntil(pane._empty.isVisible)
    assert pane._model.rowCount() == 0


def test_a_restored_take_comes_back_to_its_place(attach: Attach, studio: Studio, add: Add, qtbot: QtBot) -> None:
    made = [add(prompt) for prompt in ("One", "Two", "Three")]
    pane = attach()
    studio.history.delete([made[1].id])
    qtbot.waitUntil(lambda: pane._model.takes() == 2)
    studio.history.restore([made[1].id])
    qtbot.waitUntil(lambda: prompts(pane) == ["Three", "Two", "One"])


def test_what_another_process_does_is_shown_without_a_jump(
    attach: Attach, studio: Studio, add: Add, qtbot: QtBot, settle: Settle
) -> None:
    add("Kept")
    add_many(studio, 300)
    pane = attach()
    pane._view.choose_line(150)
    settle()
    chosen, scrolled = pane._view.chosen_numbers(), pane._view.verticalScrollBar().value()
    with Library.open(studio.library.folder) as other:
        gone = [pane._model.known(number) for number in pane._model.numbers_in(200, 204)]
        other.bin.delete([row.id for row in gone if row is not None])
    assert studio.history.changed_elsewhere()
    pane.refresh()
    qtbot.waitUntil(lambda: pane._model.takes() < 301)
    settle()
    assert pane._view.chosen_numbers() == chosen
    assert pane._view.verticalScrollBar().value() == scrolled


def test_all_chosen_takes_are_deleted_whether_they_were_on_the_screen_or_not(
    attach: Attach, studio: Studio, add: Add, qtbot: QtBot
) -> None:
    add()
    add_many(studio, 1_000)
    pane = attach()
    key(qtbot, pane, Qt.Key.Key_A, CONTROL)
    with qtbot.waitSignal(pane.delete_requested) as wished:
        key(qtbot, pane, Qt.Key.Key_Delete)
    assert len(wished.args[0]) == 1_001


# --- search and filters ---


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("harbour", ["Night harbour, cranes"]),
        ("CRANES night", ["Night harbour, cranes"]),
        ("狐", ["一只狐狸在雪地里奔跑"]),
        ("狐狸", ["一只狐狸在雪地里奔跑"]),
        ("狐狸在", ["一只狐狸在雪地里奔跑"]),
        ("100%", []),
        ('"', []),
    ],
)
def test_search_finds_words_and_signs(
    attach: Attach, add: Add, qtbot: QtBot, settle: Settle, words: str, found: list[str]
) -> None:
    for prompt in ("Night harbour, cranes", "一只狐狸在雪地里奔跑", "A café window"):
        add(prompt)
    pane = attach()
    pane.focus_search()
    pane._search.setText(words)
    settle()
    assert prompts(pane) == found
    assert pane._empty.isVisible() is not bool(found)


def test_what_is_typed_last_counts(attach: Attach, add: Add, qtbot: QtBot, settle: Settle, studio: Studio) -> None:
    add("harbour")
    add_many(studio, 5_000)
    add("fox")
    pane = attach()
    qtbot.keyClicks(pane._search, "harbourx")
    for _ in "harbourx":
        qtbot.keyClick(pane._search, Qt.Key.Key_Backspace)
    qtbot.keyClicks(pane._search, "fox")
    settle()
    assert prompts(pane) == ["fox"]


def test_the_chosen_take_is_chosen_again_when_the_search_is_cleared(
    attach: Attach, add: Add, settle: Settle, qtbot: QtBot
) -> None:
    for prompt in ("One", "Two", "Three"):
        add(prompt)
    pane = attach()
    pane._view.choose_line(2)
    qtbot.keyClicks(pane._search, "three")
    settle()
    qtbot.keyClick(pane._search, Qt.Key.Key_Escape)
    settle()
    assert current(pane) == "Two"


def test_each_filter_lists_its_part(attach: Attach, studio: Studio, settle: Settle) -> None:
    for stage in (Stage.WAITING, Stage.READY, Stage.FAILED, Stage.UNCONFIRMED):
        store.add_at(studio.library, stage, f"paid {stage.value}")
    store.add_at(studio.library, Stage.READY, "drawn", Engine.REHEARSAL)
    studio.library.bin.delete([store.add_at(studio.library, Stage.READY, "binned").id])
    pane = attach()
    listed: dict[HistoryFilter, list[str]] = {}
    for which in HistoryFilter:
        pane.show_filter(which)
        settle()
        listed[which] = prompts(pane)
    assert listed[HistoryFilter.ALL] == ["drawn", "paid unconfirmed", "paid failed", "paid ready", "paid waiting"]
    assert listed[HistoryFilter.RUNNING] == ["paid waiting"]
    assert listed[HistoryFilter.FAILED] == ["paid failed"]
    assert listed[HistoryFilter.READY] == ["drawn", "paid ready"]
    assert listed[HistoryFilter.REHEARSALS] == ["drawn"]
    assert "drawn" not in listed[HistoryFilter.PAID]
    assert "paid unconfirmed" in listed[HistoryFilter.ATTENTION]
    assert listed[HistoryFilter.BIN] == ["binned"]


def test_a_take_that_leaves_the_filter_leaves_the_list(
    attach: Attach, studio: Studio, settle: Settle, qtbot: QtBot
) -> None:
    store.add_at(studio.library, Stage.QUEUED)
    made = store.add_at(studio.library, Stage.QUEUED)
    pane = attach()
    pane.show_filter(HistoryFilter.RUNNING)
    settle()
    pane._view.choose_line(1)
    settle()
    studio.generations.stop_following(made.id)
    studio.library.generations.advance(made.id, seen=Stage.QUEUED, to=Stage.FAILED)
    chosen: list[str] = []
    pane.chosen.connect(chosen.append)
    studio.events.publish(GenerationChanged(made.id))
    qtbot.waitUntil(lambda: pane._model.takes() == 1)
    assert chosen == [], "looking at a take that leaves the list goes on"


def test_emptying_the_bin_takes_two_steps_and_says_what_goes(
    attach: Attach, studio: Studio, settle: Settle, qtbot: QtBot
) -> None:
    gone = [store.add_at(studio.library, Stage.READY, f"binned {n}") for n in range(3)]
    store.add_at(studio.library, Stage.READY, "kept")
    studio.library.bin.delete([each.id for each in gone])
    pane = attach()
    pane.empty_bin_requested.connect(studio.history.empty_bin)
    assert not pane._filters._empty.isVisible()
    pane.show_filter(HistoryFilter.BIN)
    settle()
    qtbot.mouseClick(pane._filters._empty, Qt.MouseButton.LeftButton)
    settle()
    question = pane._filters._question
    assert question is not None
    assert "3 takes go for good" in question.accessibleName()
    links = {link.text(): link for link in question._links}
    qtbot.mouseClick(links["Keep them"], Qt.MouseButton.LeftButton)
    assert not question.isVisible()
    assert len(studio.library.bin.bin_ids()) == 3
    pane._filters._empty.click()
    settle()
    next(link for link in question._links if link.text() == "Delete 3 takes").click()
    qtbot.waitUntil(lambda: pane._model.takes() == 0)
    assert studio.library.bin.bin_ids() == []
    assert not pane._filters._empty.isVisible()
    settle()


def test_the_keyboard_stays_at_the_filters_when_the_question_about_the_bin_goes(
    attach: Attach, studio: Studio, settle: Settle, qtbot: QtBot
) -> None:
    gone = store.add_at(studio.library, Stage.READY, "binned")
    studio.library.bin.delete([gone.id])
    pane = attach()
    pane.empty_bin_requested.connect(studio.history.empty_bin)
    pane.show_filter(HistoryFilter.BIN)
    settle()
    for answer in ("Keep them", "Delete 1 take"):
        pane._filters._empty.setFocus()
        pane._filters._empty.click()
        settle()
        question = pane._filters._question
        assert question is not None
        link = next(link for link in question._links if link.text() == answer)
        link.setFocus()
        assert link.hasFocus()
        link.click()
        assert pane._filters._more.hasFocus()
    qtbot.waitUntil(lambda: pane._model.takes() == 0)
    settle()
    assert pane._filters._more.hasFocus()


@pytest.mark.parametrize("which", HistoryFilter)
@pytest.mark.parametrize("width", [264, 336])
def test_no_filter_is_cut_short(attach: Attach, settle: Settle, add: Add, which: HistoryFilter, width: int) -> None:
    add()
    pane = attach()
    pane.resize(width, 760)
    pane.show_running_count(12)
    pane.show_filter(which)
    settle()
    below = pane._stack.currentWidget()
    assert below is not None
    for chip in (*pane._filters._chips.values(), pane._filters._more):
        assert chip.width() >= chip.sizeHint().width()
        assert chip.mapTo(pane, chip.rect().bottomRight()).y() < below.y()


def test_the_pictures_follow_the_pixel_ratio_of_the_screen(attach: Attach) -> None:
    pane = attach()
    pane._posters._ratio = 2.0
    QApplication.sendEvent(pane, QEvent(QEvent.Type.DevicePixelRatioChange))
    assert pane._posters._ratio == pane.devicePixelRatioF()


@pytest.mark.parametrize("hidden_by", ["search", "filter"])
def test_a_new_take_that_would_be_hidden_is_listed_and_chosen(
    attach: Attach, add: Add, settle: Settle, hidden_by: str
) -> None:
    add("A fox")
    pane = attach()
    said: list[object] = []
    pane.notice.connect(said.append)
    if hidden_by == "search":
        pane._search.setText("fox")
    else:
        pane.show_filter(HistoryFilter.FAILED)
    settle()
    new = add("A harbour")
    pane.show_new(new.id)
    settle()
    row = pane._view.current_row()
    assert row is not None
    assert row.id == new.id
    assert pane._search.text() == ""
    assert pane._listing.filter is HistoryFilter.ALL
    assert len(said) == 1


def test_a_new_take_that_is_listed_anyway_changes_nothing_else(attach: Attach, add: Add, settle: Settle) -> None:
    pane = attach()
    said: list[object] = []
    pane.notice.connect(said.append)
    pane._search.setText("fox")
    settle()
    new = add("A fox")
    pane.refresh()
    pane.show_new(new.id)
    settle()
    row = pane._view.current_row()
    assert row is not None
    assert row.id == new.id
    assert pane._search.text() == "fox"
    assert said == []


def test_where_everything_is_in_the_bin_the_way_there_is_shown(attach: Attach) -> None:
    pane = attach()
    assert not pane._filters.isVisible()
    pane.show_running_count(0, binned=1)
    assert pane._filters.isVisible()
    pane.show_running_count(0, binned=0)
    assert not pane._filters.isVisible()
