"""The window's frame: panes, sizes, keys, names, trouble."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from rushes.core.errors import LibraryFull
from rushes.core.messages import msg
from rushes.core.recipe import Recipe
from rushes.core.stages import Engine, Stage
from rushes.settings.window import WindowState
from rushes.store.library import DATABASE, Library
from rushes.ui import panes
from rushes.ui.main_window import FRAME, MainWindow
from support import store
from support.reading import seen
from support.takes import at_stage
from ui.window.conftest import SMALL, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from rushes.app.setting import Setting
    from ui.window.conftest import Rushes

CONTROL = Qt.KeyboardModifier.ControlModifier


def sizes(rushes: Rushes) -> list[int]:
    return rushes.window._panes.sizes()


# --- panes ---


def test_the_panes_have_their_widths(rushes: Rushes) -> None:
    assert sizes(rushes)[0] == 392
    assert sizes(rushes)[2] == 336


def test_the_outer_panes_close_and_open_by_key_as_wide_as_they_were(rushes: Rushes, qtbot: QtBot) -> None:
    window = rushes.window
    window._panes.setSizes([400, 700, 300])
    before = sizes(rushes)
    for key, index in ((Qt.Key.Key_1, panes.COMPOSE), (Qt.Key.Key_3, panes.HISTORY)):
        qtbot.keyClick(window, key, CONTROL)
        assert sizes(rushes)[index] == 0
        assert not window._panes._shown[index].isEnabled(), "a closed pane takes no keyboard"
        qtbot.keyClick(window, key, CONTROL)
        assert sizes(rushes) == before
        assert window._panes._shown[index].isEnabled()


def test_the_empty_viewer_names_the_way_to_the_history_only_while_that_is_closed(rushes: Rushes, qtbot: QtBot) -> None:
    pages = rushes.window.viewer.pages
    pages.setCurrentWidget(pages.hint_page())
    qtbot.keyClick(rushes.window, Qt.Key.Key_3, CONTROL)
    assert "Ctrl+3" in seen(pages)
    qtbot.keyClick(rushes.window, Qt.Key.Key_3, CONTROL)
    assert "Choose a take" in seen(pages)
    assert "Ctrl+3" not in seen(pages)


def test_in_a_narrow_window_the_history_gives_way_and_comes_back(rushes: Rushes, qtbot: QtBot) -> None:
    window = rushes.window
    window.resize(1024, 640)
    qtbot.waitUntil(lambda: sizes(rushes)[2] == 0)
    assert window.size().toTuple() == (1024, 640), "it fits on a small screen"
    assert sizes(rushes)[0] == 392
    window.resize(1440, 900)
    qtbot.waitUntil(lambda: sizes(rushes)[2] == 336)


def test_what_somebody_opened_in_a_narrow_window_stays(rushes: Rushes, qtbot: QtBot) -> None:
    rushes.window.resize(1100, 700)
    qtbot.waitUntil(lambda: sizes(rushes)[2] == 0)
    qtbot.keyClick(rushes.window, Qt.Key.Key_F, CONTROL)
    assert sizes(rushes)[2] > 0
    assert rushes.window.history._search.hasFocus()
    rushes.window.resize(1050, 700)
    rushes.window.resize(1440, 900)
    assert sizes(rushes)[2] > 0


def test_the_widths_of_the_panes_are_remembered(make: Callable[..., Rushes], qtbot: QtBot) -> None:
    first = make(1300, 800)
    first.window._panes.setSizes([350, 600, 300])
    before = sizes(first)
    first.window.close()
    second = make(1300, 800)
    qtbot.waitUntil(lambda: second.window.width() == 1300)
    assert sizes(second) == before


def test_a_history_that_only_gave_way_is_there_again_in_a_wide_window(
    make: Callable[..., Rushes], qtbot: QtBot
) -> None:
    first = make(1024, 640)
    assert sizes(first)[2] == 0
    first.window.close()
    second = make(1440, 900)
    qtbot.waitUntil(lambda: sizes(second)[2] == 336)


def test_a_damaged_file_of_sizes_is_none(make: Callable[..., Rushes], start: Setting) -> None:
    state = WindowState(start.places.window_file)
    state.put("widths", "nonsense")
    state.put("geometry", b"nonsense")
    state.save()
    assert sizes(make())[2] == 336


@pytest.mark.parametrize(
    "noted", ["500 940", "100 100 100 100", "-5 700 300", "\u00b2 1 1", "9999999 1 1", "1e3 1 1", ""]
)
def test_widths_of_other_panes_are_none(make: Callable[..., Rushes], start: Setting, noted: str) -> None:
    state = WindowState(start.places.window_file)
    state.put("widths", noted)
    state.save()
    made = make(1440, 900)
    assert sizes(made) == [392, 710, 336]
    assert made.window._panes.orientation() is Qt.Orientation.Horizontal


def test_what_another_program_noted_of_its_splitter_is_not_taken_up(
    make: Callable[..., Rushes], start: Setting
) -> None:
    other = QSplitter(Qt.Orientation.Vertical)
    other.addWidget(QWidget())
    state = WindowState(start.places.window_file)
    state.put("panes", bytes(other.saveState().data()))
    state.save()
    made = make(1440, 900)
    assert sizes(made) == [392, 710, 336]
    assert made.window._panes.orientation() is Qt.Orientation.Horizontal


# --- everything by keyboard ---


def test_every_control_that_tab_reaches_has_a_name(rushes: Rushes, qtbot: QtBot) -> None:
    made = rushes.library.library.generations.add(Recipe(prompt="A fox"), Engine.SKILLS_VIDEO, origin="")
    rushes.window.history.refresh()
    rushes.window.history.select(made.id)
    qtbot.waitUntil(rushes.calm)
    write(rushes, "A fox")
    rushes.window.setFocus()
    seen: list[QWidget] = []
    nameless = []
    while True:
        rushes.window.focusNextChild()
        widget = rushes.window.focusWidget()
        if widget is None or widget in seen:
            break
        seen.append(widget)
        read = QAccessible.queryAccessibleInterface(widget)
        if read is None or not read.text(QAccessible.Text.Name).strip():
            nameless.append(widget)
    assert len(seen) > 15
    assert nameless == []


def test_tab_does_not_go_into_a_closed_pane(rushes: Rushes, qtbot: QtBot) -> None:
    window = rushes.window
    qtbot.keyClick(window, Qt.Key.Key_3, CONTROL)
    for _ in range(60):
        window.focusNextChild()
        focused = window.focusWidget()
        assert focused is None or not window.history.isAncestorOf(focused)


# --- trouble ---


def spoken(window: QWidget) -> str:
    """Return all that a screen reader finds on the screen."""
    found = []
    for widget in window.findChildren(QWidget):
        read = QAccessible.queryAccessibleInterface(widget) if widget.isVisible() else None
        if read is not None:
            found.append(read.text(QAccessible.Text.Name))
    return "\n".join(found)


def newer(folder: Path) -> None:
    connection = sqlite3.connect(folder / DATABASE)
    connection.execute("PRAGMA user_version = 589824")
    connection.close()


def damaged(folder: Path) -> None:
    (folder / DATABASE).write_bytes(b"this is not a database at all " * 500)


@pytest.mark.parametrize("spoil", [newer, damaged])
def test_a_library_that_cannot_be_opened_says_so_with_a_way_out(
    make: Callable[..., Rushes], start: Setting, qtbot: QtBot, spoil: Callable[[Path], None]
) -> None:
    with Library.open(start.library_folder):
        pass
    spoil(start.library_folder)
    rushes = make(settled=False)
    with qtbot.waitSignal(rushes.desk.open_failed):
        pass
    qtbot.waitUntil(lambda: "Choose another folder" in spoken(rushes.window))
    write(rushes, "A fox")
    rushes.window.compose.rehearse()
    qtbot.waitUntil(lambda: "not open" in spoken(rushes.window))
    assert rushes.window.compose.recipe().prompt == "A fox", "nothing is lost"


def test_a_library_in_a_place_that_cannot_be_written_says_so(
    make: Callable[..., Rushes], start: Setting, qtbot: QtBot
) -> None:
    start.library_folder.parent.mkdir(parents=True, exist_ok=True)
    start.library_folder.write_text("a file where the folder should be")
    rushes = make(settled=False)
    qtbot.waitUntil(lambda: "Choose another folder" in spoken(rushes.window))


def test_an_error_stands_above_the_panes_with_what_to_do(rushes: Rushes, qtbot: QtBot) -> None:
    rushes.window.show_trouble(LibraryFull(msg("The disk is full.")))
    assert "The disk is full." in rushes.window._trouble._message.text()
    assert len(rushes.window._trouble._message.text()) > len("The disk is full. ")
    assert rushes.window._shelf.isVisible()
    rushes.window._trouble.dismissed.emit()
    assert not rushes.window._shelf.isVisible()


# --- the bin ---


def test_the_bin_is_emptied_in_the_window_and_says_what_went(rushes: Rushes, qtbot: QtBot) -> None:
    gone = store.add_at(rushes.library.library, Stage.READY)
    rushes.library.library.bin.delete([gone.id])
    rushes.window.history.empty_bin_requested.emit()
    qtbot.waitUntil(lambda: "1 take deleted for good" in rushes.window.status._said.text())
    assert rushes.library.library.bin.bin_ids() == []
    qtbot.waitUntil(rushes.calm)


# --- dragging ---


def test_a_drag_is_taken_as_a_copy_wherever_it_is_dropped(rushes: Rushes, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "Kühl turm.png"
    path.write_bytes(b"x")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    offered = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(700, 400), offered, mime, buttons, none)
    QApplication.sendEvent(rushes.window, enter)
    drop = QDropEvent(QPointF(700, 400), offered, mime, buttons, none)
    QApplication.sendEvent(rushes.window, drop)
    assert (enter.isAccepted(), drop.isAccepted()) == (True, True)
    assert (enter.dropAction(), drop.dropAction()) == (Qt.DropAction.CopyAction, Qt.DropAction.CopyAction)
    qtbot.waitUntil(rushes.calm)


def test_a_drag_that_holds_no_media_is_left_alone(rushes: Rushes) -> None:
    mime = QMimeData()
    mime.setText("just words")
    enter = QDragEnterEvent(
        QPoint(700, 400), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(rushes.window, enter)
    assert not enter.isAccepted()


@pytest.mark.parametrize(("name", "quiet"), [("Library", ""), ("library", ""), ("Harbour film", "Library")])
def test_a_library_that_is_called_so_is_not_called_so_twice(rushes: Rushes, name: str, quiet: str) -> None:
    rushes.window.top.show_library(name)
    assert rushes.window.top._library.text() == quiet
    assert rushes.window.top._library.accessibleName() == f"{quiet} {name}".strip()


def test_the_first_window_leaves_room_for_its_frame(make: Callable[..., Rushes], start: Setting) -> None:
    program = make()
    other = MainWindow(program.desk, WindowState(start.places.window_file), start.preferences.current)
    assert other.height() <= other.screen().availableSize().height() - FRAME
    other.deleteLater()


def test_a_picture_is_pasted_wherever_the_keyboard_is(rushes: Rushes, qtbot: QtBot) -> None:
    picture = QImage(64, 64, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    QApplication.clipboard().setImage(picture)
    rushes.window.viewer.setFocus()
    qtbot.keyClick(rushes.window.viewer, Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(lambda: len(rushes.window.compose.recipe().references) == 1)
    QApplication.clipboard().clear()


def test_sending_again_goes_to_the_new_take(rushes: Rushes, qtbot: QtBot) -> None:
    old = at_stage(
        rushes.library.library, Stage.UNCONFIRMED, Recipe(prompt="A fox", parameters=SMALL), engine=Engine.REHEARSAL
    )
    rushes.window.history.refresh()
    rushes.window.history.select(old.id)
    qtbot.waitUntil(rushes.calm)
    chosen: list[str] = []
    rushes.window.history.chosen.connect(chosen.append)
    with qtbot.waitSignal(rushes.desk.created) as created:
        rushes.desk.send_again(old.id)
    (new,) = created.args
    qtbot.waitUntil(lambda: bool(chosen))
    assert chosen[-1] == new != old.id
    rushes.desk.cancel(new)
    qtbot.waitUntil(rushes.calm)
