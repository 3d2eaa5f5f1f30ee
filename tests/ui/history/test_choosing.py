"""The history as somebody uses it: chosen by keyboard and mouse, acted on, dragged, read aloud, in any language."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt, QTranslator
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from rushes.core.history import HistoryFilter
from rushes.core.stages import Engine, Stage
from rushes.ui import theme
from rushes.ui.take_mime import TAKES_MIME, mime_of
from rushes.ui.words import LanguageManager
from support import store
from support.hands import CONTROL, SHIFT, click, key
from ui.history.conftest import add_many, shown

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from rushes.core.generation import Generation
    from rushes.services.studio import Studio
    from rushes.ui.history.pane import HistoryPane
    from rushes.ui.theme import ThemeManager

    Add = Callable[..., Generation]
    Attach = Callable[[], HistoryPane]
    Settle = Callable[[], None]


# --- keyboard and choosing ---


@pytest.fixture
def days(attach: Attach, studio: Studio, add: Add) -> HistoryPane:
    """A list with a heading about every 24 lines."""
    add()
    add_many(studio, 100)
    return attach()


def test_arrows_and_pages_step_over_headings(days: HistoryPane, qtbot: QtBot, settle: Settle) -> None:
    key(qtbot, days, Qt.Key.Key_Home)
    assert days._view.currentIndex().row() == days._model.first_line()
    key(qtbot, days, Qt.Key.Key_Up)
    assert days._view.currentIndex().row() == days._model.first_line()
    seen: list[int] = []
    while not seen or seen[-1] != days._view.currentIndex().row():
        seen.append(days._view.currentIndex().row())
        key(qtbot, days, Qt.Key.Key_Down)
    assert seen == [n for n in range(days._model.rowCount()) if n not in set(days._model.heading_lines())]
    key(qtbot, days, Qt.Key.Key_PageUp)
    assert days._view.currentIndex().row() < seen[-5]
    key(qtbot, days, Qt.Key.Key_Home)
    key(qtbot, days, Qt.Key.Key_PageUp)
    assert days._view.currentIndex().row() == seen[0]
    key(qtbot, days, Qt.Key.Key_PageDown)
    assert days._view.currentIndex().row() > seen[5]
    key(qtbot, days, Qt.Key.Key_End)
    assert days._view.currentIndex().row() == seen[-1]
    settle()


def test_letters_look_for_nothing(days: HistoryPane, qtbot: QtBot) -> None:
    key(qtbot, days, Qt.Key.Key_Home)
    asked: list[object] = []
    days._model.rows_wanted.connect(asked.append)
    qtbot.keyClicks(days._view, "zq")
    assert days._view.currentIndex().row() == days._model.first_line()
    assert asked == []


def test_shift_and_control_choose_several(days: HistoryPane, qtbot: QtBot, settle: Settle) -> None:
    click(qtbot, days, 1)
    click(qtbot, days, 4, SHIFT)
    assert len(days._view.chosen_rows()) == 4
    click(qtbot, days, 2, CONTROL)
    assert len(days._view.chosen_rows()) == 3
    key(qtbot, days, Qt.Key.Key_Down, SHIFT)
    settle()
    assert len(days._view.chosen_rows()) >= 2


def test_return_opens_the_take(days: HistoryPane, qtbot: QtBot, settle: Settle) -> None:
    key(qtbot, days, Qt.Key.Key_Home)
    with qtbot.waitSignal(days.opened):
        key(qtbot, days, Qt.Key.Key_Return)
    settle()


# --- the menu ---


@pytest.mark.parametrize(
    ("stage", "changes", "engine", "offered"),
    [
        (Stage.WAITING, {"held": True}, Engine.SKILLS_VIDEO, ["Reuse recipe", "Send", "Cancel", "Delete"]),
        (Stage.WAITING, {}, Engine.SKILLS_VIDEO, ["Reuse recipe", "Cancel", "Delete"]),
        (Stage.SUBMITTING, {}, Engine.SKILLS_VIDEO, ["Reuse recipe", "Cancel", "Delete"]),
        (Stage.UNCONFIRMED, {}, Engine.SKILLS_VIDEO, ["Reuse recipe", "Send again", "Forget", "Delete"]),
        (Stage.QUEUED, {}, Engine.SKILLS_VIDEO, ["Reuse recipe", "Stop following", "Delete"]),
        (Stage.RENDERING, {}, Engine.REHEARSAL, ["Reuse recipe", "Cancel", "Delete"]),
        (Stage.RENDERING, {"stopped": True}, Engine.SKILLS_VIDEO, ["Reuse recipe", "Follow again", "Delete"]),
        (Stage.FETCHING, {"stopped": True}, Engine.SKILLS_VIDEO, ["Reuse recipe", "Get the file again", "Delete"]),
        (Stage.FAILED, {}, Engine.SKILLS_VIDEO, ["Reuse recipe", "Delete"]),
        (Stage.CANCELED, {}, Engine.SKILLS_VIDEO, ["Reuse recipe", "Delete"]),
    ],
)
def test_the_menu_offers_what_the_stage_allows(
    attach: Attach,
    studio: Studio,
    qtbot: QtBot,
    stage: Stage,
    changes: dict[str, Any],
    engine: Engine,
    offered: list[str],
) -> None:
    made = store.add_at(studio.library, stage, "Fox", engine)
    if changes:
        studio.library.generations.record(made.id, **changes)
    pane = attach()
    pane._view.choose_line(1)
    menu = open_menu(pane)
    assert [action.text() for action in menu.actions() if not action.isSeparator()] == offered
    with qtbot.waitSignal(pane.reuse_requested) as wished:
        menu.actions()[0].trigger()
    assert wished.args == [made.id]
    menu.close()


def test_the_menu_in_the_bin_brings_back(attach: Attach, studio: Studio, qtbot: QtBot, settle: Settle) -> None:
    made = store.add_at(studio.library, Stage.READY)
    studio.library.bin.delete([made.id])
    pane = attach()
    pane.restore_requested.connect(studio.history.restore)
    pane.show_filter(HistoryFilter.BIN)
    settle()
    pane._view.choose_line(1)
    menu = open_menu(pane)
    menu.actions()[-1].trigger()
    menu.close()
    qtbot.waitUntil(lambda: pane._model.takes() == 0)
    pane.show_filter(HistoryFilter.ALL)
    settle()
    assert pane._model.takes() == 1


def open_menu(pane: HistoryPane) -> QMenu:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(pane._view.viewport(), event)
    found = [menu for menu in pane.findChildren(QMenu) if menu.isVisible()]
    assert len(found) == 1
    return found[0]


# --- out of the window ---


def test_a_drag_carries_ids_and_files(
    attach: Attach, studio: Studio, qtbot: QtBot, settle: Settle, tmp_path: Path
) -> None:
    takes = [store.add_at(studio.library, Stage.FETCHING, f"take {n}") for n in range(2)]
    for n, made in enumerate(takes):
        path = studio.library.folder / f"Takes/2026-11/ü {n}.mp4"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"not really a film")
        name = path.relative_to(studio.library.folder).as_posix()
        studio.library.generations.advance(made.id, seen=Stage.FETCHING, to=Stage.READY, file=store.take_file(name))
    pane = attach()
    click(qtbot, pane, 1)
    click(qtbot, pane, 2, CONTROL)
    settle()
    rows = pane._view.chosen_rows()
    files = [pane._view.file_of(row.id) for row in rows]
    mime = mime_of([row.id for row in rows], [file for file in files if file is not None])
    assert json.loads(bytes(mime.data(TAKES_MIME).data())) == [takes[1].id, takes[0].id]
    assert [url.toLocalFile().rpartition("/")[2] for url in mime.urls()] == ["ü 1.mp4", "ü 0.mp4"]


# --- for everyone ---


def test_screen_readers_get_every_line_and_control(attach: Attach, add: Add) -> None:
    add("A fox in the snow")
    pane = attach()
    read = QAccessible.queryAccessibleInterface(pane._view)
    assert read is not None
    assert read.text(QAccessible.Text.Name) == "Takes"
    spoken = [read.child(n).text(QAccessible.Text.Name) for n in range(read.childCount())]
    assert any(words.startswith("A fox in the snow.") for words in spoken)
    assert "Today" in spoken


def test_another_theme_and_language_are_shown_at_once(
    attach: Attach, add: Add, themed: ThemeManager, qapp: QApplication, settle: Settle
) -> None:
    add("一只狐狸")
    pane = attach()
    dark = pane.grab().toImage()
    themed.choose(theme.ThemeChoice.LIGHT)
    light = pane.grab().toImage()
    assert dark != light

    class Shouting(QTranslator):
        def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
            return text.upper()

        def isEmpty(self) -> bool:
            return False

    languages, shouting = LanguageManager(qapp), Shouting()
    qapp.installTranslator(shouting)
    languages._say_everything_again()
    try:
        settle()
        assert shown(pane) == ["TODAY", "一只狐狸. WAITING FOR A FREE SLOT"]
        assert pane._search.placeholderText() == "SEARCH PROMPTS, NOTES, IDS"
        assert pane.grab().toImage() != light
    finally:
        qapp.removeTranslator(shouting)
        languages._say_everything_again()
        QLocale.setDefault(QLocale("en"))
        languages.deleteLater()
