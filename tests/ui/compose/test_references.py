from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from rushes.core.media import MediaKind, Role
from rushes.core.recipe import Recipe, Workflow
from rushes.ui.compose.menus import AddressPopover
from rushes.ui.compose.places import KindList, PlaceZone
from rushes.ui.compose.tile import Tile
from rushes.ui.widgets.drop import DropState
from support import clips

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from rushes.ui.compose.pane import ComposePane
    from rushes.ui.tasks import Tasks


def urls(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def zones(pane: ComposePane) -> list[PlaceZone]:
    return [widget for widget, _ in pane.references.targets() if isinstance(widget, PlaceZone)]


def tiles(pane: ComposePane) -> list[Tile]:
    return [widget for widget, _ in pane.references.targets() if isinstance(widget, Tile)]


def names(pane: ComposePane) -> list[str]:
    return [reference.name for reference in pane.recipe().references]


def choose(pane: ComposePane, workflow: Workflow) -> None:
    pane.set_recipe(Recipe(workflow, pane.recipe().prompt, references=pane.recipe().references))


def settle(qtbot: QtBot, tasks: Tasks) -> None:
    qtbot.waitUntil(lambda: not tasks.pending())


def test_one_picture_dropped_anywhere_is_the_start_image(
    pane: ComposePane, take: Callable[..., None], tmp_path: Path
) -> None:
    take(clips.png(tmp_path / "harbour.png", 640, 360))
    (reference,) = pane.recipe().references
    assert (reference.role, reference.name) == (Role.START_IMAGE, "harbour.png")
    (tile,) = tiles(pane)
    assert "harbour.png" in tile.toolTip()
    assert "640 × 360" in tile.toolTip()
    assert tile.accessibleName() == "Start image, harbour.png"


def test_a_video_dropped_on_text_asks_for_references_and_says_so(
    pane: ComposePane, take: Callable[..., None], tmp_path: Path
) -> None:
    said: list[object] = []
    pane.notice.connect(lambda words: said.append(words.source()))
    take(clips.video(tmp_path / "walk.mp4"))
    assert pane.recipe().workflow is Workflow.REFERENCES
    assert "References" in str(said)
    pane.undo()
    assert pane.recipe() == Recipe()


def test_two_pictures_become_first_and_last_frame(pane: ComposePane, take: Callable[..., None], tmp_path: Path) -> None:
    choose(pane, Workflow.FRAMES)
    take(*(clips.png(tmp_path / f"{n}.png", 320, 320) for n in range(3)))
    assert [reference.role for reference in pane.recipe().references] == [Role.FIRST_FRAME, Role.LAST_FRAME]
    assert names(pane) == ["0.png", "1.png"]
    assert "2.png" in pane.notes.text()


def test_switching_the_workflow_loses_nothing(pane: ComposePane, take: Callable[..., None], tmp_path: Path) -> None:
    take(clips.png(tmp_path / "a.png"))
    pane.workflow.changed.emit(Workflow.REFERENCES)
    assert pane.recipe().workflow is Workflow.REFERENCES
    take(clips.png(tmp_path / "b.png"))
    pane.workflow.changed.emit(Workflow.TEXT)
    assert names(pane) == ["a.png", "b.png"]
    assert [tile.reference.name for tile in tiles(pane) if tile.reference] == ["a.png"]


def test_each_kind_has_its_list_with_counts_and_seconds(
    pane: ComposePane, take: Callable[..., None], tmp_path: Path, qtbot: QtBot
) -> None:
    choose(pane, Workflow.REFERENCES)
    take(
        clips.png(tmp_path / "a.png"),
        clips.wav(tmp_path / "b.wav", 2.5),
        clips.video(tmp_path / "c.mp4"),
        clips.png(tmp_path / "d.png"),
    )
    assert [tile.accessibleName() for tile in tiles(pane)] == [
        "@Image1, a.png",
        "@Image2, d.png",
        "@Video1, c.mp4",
        "@Audio1, b.wav",
    ]
    sounds = pane.references._pages[Workflow.REFERENCES].places[2]
    assert isinstance(sounds, KindList)
    assert sounds.header._note.text() == "1 of 3 · 2.5 s"
    wave = tiles(pane)[3]
    qtbot.waitUntil(lambda: wave._thumb is not None and len(wave._thumb.peaks) > 1)
    qtbot.waitUntil(lambda: all(tile._thumb is not None for tile in tiles(pane)))
    first = tiles(pane)[0]._thumb
    assert first is not None
    assert first.image is not None


def test_a_folder_gives_its_media_and_names_what_was_left_out(
    pane: ComposePane, take: Callable[..., None], tmp_path: Path
) -> None:
    choose(pane, Workflow.REFERENCES)
    folder = tmp_path / "shoot"
    folder.mkdir()
    for number in range(11):
        clips.png(folder / f"{number:02}.png")
    clips.empty(folder / "broken.png")
    (folder / "notes.txt").write_text("no picture")
    take(folder)
    assert len(pane.recipe().references) == 9
    text = pane.notes.text()
    assert "3 items were left out" in text
    for name in ("09.png", "10.png", "broken.png"):
        assert name in text
    assert "Remove one first." in text
    assert "notes.txt" not in text
    assert len(zones(pane)) == 2, "a full list has no cell for one more"


def test_a_folder_without_media_is_refused_with_a_next_step(
    pane: ComposePane, take: Callable[..., None], tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    take(tmp_path / "empty")
    assert "Choose another folder." in pane.notes.text()
    assert pane.recipe() == Recipe()


@pytest.mark.parametrize("make", [clips.empty, clips.text_as])
def test_a_file_that_is_no_medium_is_named_and_nothing_changes(
    pane: ComposePane, take: Callable[..., None], tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    take(make(tmp_path / "holiday.png"))
    assert "holiday.png" in pane.notes.text()
    assert pane.recipe() == Recipe()
    pane.notes.clear()
    assert pane.notes.isHidden()


def test_an_address_becomes_a_tile_with_its_host(pane: ComposePane, take: Callable[..., None]) -> None:
    choose(pane, Workflow.REFERENCES)
    take(urls=("https://media.example.com/a/boat.mp4",))
    (reference,) = pane.recipe().references
    assert (reference.kind, reference.name) == (MediaKind.VIDEO, "boat.mp4")
    assert "https://media.example.com/a/boat.mp4" in tiles(pane)[0].toolTip()


def test_what_is_typed_as_an_address_is_checked(pane: ComposePane, qtbot: QtBot, tasks: Tasks) -> None:
    zone, where = next(iter(pane.references.targets()))
    pane.gatherer.ask_address(where)
    (popover,) = pane.findChildren(AddressPopover)
    qtbot.keyClicks(popover.field, "not an address")
    qtbot.keyClick(popover.field, Qt.Key.Key_Return)
    assert popover.isVisible()
    assert "https://" in popover.words.text()
    popover.field.setText("https://example.com/a.png")
    qtbot.keyClick(popover.field, Qt.Key.Key_Return)
    settle(qtbot, tasks)
    assert pane.recipe().references[0].url == "https://example.com/a.png"
    assert isinstance(zone, PlaceZone)


def test_a_drag_lights_the_places_that_would_take_it_and_says_what_it_becomes(
    pane: ComposePane, tmp_path: Path, qtbot: QtBot, tasks: Tasks
) -> None:
    pane.drag_entered(urls(clips.png(tmp_path / "harbour.png", 2400, 1600)))
    (zone,) = zones(pane)
    assert zone.state is DropState.LIT
    assert zone._lines == ("Drop to use as the start image", "harbour.png")
    settle(qtbot, tasks)
    assert zone._lines[1] == "harbour.png · 2400 × 1600 · will be cropped to 1280 × 720"
    pane.drag_left()
    qtbot.waitUntil(lambda: zone.state is DropState.IDLE)


def test_what_cannot_be_taken_says_why_before_it_is_dropped(
    pane: ComposePane, tmp_path: Path, qtbot: QtBot, tasks: Tasks
) -> None:
    pane.drag_entered(urls(clips.text_as(tmp_path / "notes.png")))
    settle(qtbot, tasks)
    (zone,) = zones(pane)
    assert zone.state is DropState.REFUSED
    assert "notes.png" in zone._lines[0]
    pane.drag_left()
    qtbot.waitUntil(lambda: zone.state is DropState.IDLE)


def test_a_drag_that_passes_from_one_widget_to_another_stays_lit(pane: ComposePane, tmp_path: Path) -> None:
    mime = urls(clips.png(tmp_path / "a.png"))
    pane.drag_entered(mime)
    pane.drag_left()
    pane.drag_entered(mime)
    assert not pane.gatherer.watch._leaving.isActive()
    assert zones(pane)[0].state is DropState.LIT
    pane.gatherer.watch.end()


def test_a_video_over_the_window_says_that_it_becomes_a_reference(
    pane: ComposePane, tmp_path: Path, qtbot: QtBot, tasks: Tasks
) -> None:
    pane.drag_entered(urls(clips.video(tmp_path / "a.mp4")))
    settle(qtbot, tasks)
    assert zones(pane)[0].state is DropState.REFUSED
    card = pane.gatherer.drags.said()
    assert card is not None
    assert card.accessibleName() == "Drop to refer to it as @Video1"
    pane.gatherer.watch.end()
    assert pane.gatherer.drags.said() is None


def test_the_card_over_a_drag_is_as_high_as_its_words_from_the_first_time_on(
    pane: ComposePane, tmp_path: Path, qtbot: QtBot, tasks: Tasks
) -> None:
    heights = []
    for name in ("first.png", "other.png"):
        pane.set_recipe(Recipe(Workflow.REFERENCES))
        pane.drag_entered(urls(clips.text_as(tmp_path / name)))
        settle(qtbot, tasks)
        card = pane.gatherer.drags.said()
        assert card is not None
        heights.append((card.height(), card.heightForWidth(card.width())))
        pane.gatherer.watch.end()
    assert len({height for pair in heights for height in pair}) == 1


def test_a_list_of_files_that_arrives_empty_is_told(pane: ComposePane) -> None:
    mime = QMimeData()
    mime.setData("text/uri-list", b"")
    assert pane.can_take(mime)
    pane.drag_entered(mime)
    assert zones(pane)[0].state is DropState.REFUSED
    pane.drop(mime)
    assert "one at a time" in pane.notes.text()


def test_a_drop_goes_to_the_place_below_the_pointer(
    pane: ComposePane, tmp_path: Path, qtbot: QtBot, tasks: Tasks
) -> None:
    choose(pane, Workflow.FRAMES)
    last = zones(pane)[1]
    at = last.mapTo(pane, last.rect().center())
    mime = urls(clips.png(tmp_path / "end.png"))
    actions, buttons, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(pane, QDragEnterEvent(at, actions, mime, buttons, keys))
    QApplication.sendEvent(pane, QDropEvent(QPointF(at), actions, mime, buttons, keys))
    settle(qtbot, tasks)
    assert [reference.role for reference in pane.recipe().references] == [Role.LAST_FRAME]


def test_a_drop_on_a_reference_takes_its_place(
    pane: ComposePane, take: Callable[..., None], tmp_path: Path, qtbot: QtBot, tasks: Tasks
) -> None:
    choose(pane, Workflow.REFERENCES)
    take(clips.png(tmp_path / "a.png"), clips.png(tmp_path / "b.png"))
    tile = tiles(pane)[0]
    at = QPointF(tile.mapTo(pane, QPoint(20, 20)))
    mime = urls(clips.png(tmp_path / "c.png"))
    actions, buttons, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(pane, QDragEnterEvent(at.toPoint(), actions, mime, buttons, keys))
    QApplication.sendEvent(pane, QDropEvent(at, actions, mime, buttons, keys))
    settle(qtbot, tasks)
    assert names(pane) == ["c.png", "b.png"]


def test_what_is_dropped_before_the_library_is_open_is_read_later(
    bare: ComposePane, request: pytest.FixtureRequest, tmp_path: Path, qtbot: QtBot, tasks: Tasks
) -> None:
    bare.drop(urls(clips.png(tmp_path / "early.png")))
    assert bare.recipe() == Recipe()
    pane = request.getfixturevalue("pane")
    settle(qtbot, tasks)
    assert names(pane) == ["early.png"]


def test_a_picture_on_the_clipboard_is_pasted_into_the_place_with_the_focus(
    pane: ComposePane, qtbot: QtBot, tasks: Tasks
) -> None:
    image = QImage(400, 320, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    QGuiApplication.clipboard().setImage(image)
    zone = zones(pane)[0]
    zone.setFocus()
    qtbot.keyClick(zone, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, tasks)
    (reference,) = pane.recipe().references
    assert (reference.role, reference.name) == (Role.START_IMAGE, "Pasted picture")
    assert reference.facts is not None
    assert (reference.facts.width, reference.facts.height) == (400, 320)
    QGuiApplication.clipboard().clear()


def test_a_take_without_a_file_is_left_out_by_name(pane: ComposePane, qtbot: QtBot, tasks: Tasks) -> None:
    mime = QMimeData()
    mime.setData("application/x-rushes-takes", json.dumps(["nobody"]).encode())
    pane.drop(mime)
    settle(qtbot, tasks)
    assert "Wait until it is ready." in pane.notes.text()


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_removes_a_reference_and_undo_brings_it_back(
    pane: ComposePane, take: Callable[..., None], tmp_path: Path, qtbot: QtBot, key: Qt.Key
) -> None:
    choose(pane, Workflow.REFERENCES)
    take(clips.png(tmp_path / "a.png"), clips.png(tmp_path / "b.png"))
    pane.set_recipe(Recipe(Workflow.REFERENCES, "@Image1 and @Image2", references=pane.recipe().references))
    tile = tiles(pane)[0]
    tile.setFocus()
    qtbot.keyClick(tile, key)
    assert names(pane) == ["b.png"]
    assert pane.recipe().prompt == "@Image2 and @Image1"
    assert pane.prompt.edit.toPlainText() == "@Image2 and @Image1"
    qtbot.keyClick(pane.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert names(pane) == ["a.png", "b.png"]
    assert pane.prompt.edit.toPlainText() == "@Image1 and @Image2"


def test_the_cross_removes_and_the_rest_of_a_tile_browses(
    pane: ComposePane, take: Callable[..., None], tmp_path: Path, qtbot: QtBot
) -> None:
    take(clips.png(tmp_path / "a.png"))
    (tile,) = tiles(pane)
    qtbot.mouseClick(tile, Qt.MouseButton.LeftButton, pos=QPoint(20, 50))
    (dialog,) = pane.findChildren(QFileDialog)
    assert dialog.isVisible()
    assert dialog.fileMode() is QFileDialog.FileMode.ExistingFile
    dialog.close()
    qtbot.mouseClick(tile, Qt.MouseButton.LeftButton, pos=tile.cross().center())
    assert pane.recipe().references == ()


def test_a_cell_of_a_list_takes_several_files_from_the_dialog(
    pane: ComposePane, tmp_path: Path, qtbot: QtBot, tasks: Tasks
) -> None:
    choose(pane, Workflow.REFERENCES)
    cell = zones(pane)[0]
    cell.setFocus()
    qtbot.keyClick(cell, Qt.Key.Key_Return)
    (dialog,) = pane.findChildren(QFileDialog)
    assert dialog.fileMode() is QFileDialog.FileMode.ExistingFiles
    files = [str(clips.png(tmp_path / f"{n}.png")) for n in range(2)]
    dialog.filesSelected.emit(files)
    dialog.close()
    settle(qtbot, tasks)
    assert names(pane) == ["0.png", "1.png"]


def test_the_menu_of_a_reference_replaces_pastes_and_removes(
    pane: ComposePane, take: Callable[..., None], tmp_path: Path
) -> None:
    take(clips.png(tmp_path / "a.png"))
    (tile,) = tiles(pane)
    tile.menu_requested.emit(QPoint(10, 10))
    (menu,) = pane.findChildren(QMenu)
    words = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert words == ["Replace…", "Paste", "Use a URL…", "Remove"]
    assert not menu.actions()[1].isEnabled()
    menu.actions()[-1].trigger()
    menu.close()
    assert pane.recipe().references == ()


def test_a_file_that_vanished_is_marked_at_its_reference_and_nothing_is_sent(
    pane: ComposePane, take: Callable[..., None], tmp_path: Path, qtbot: QtBot, tasks: Tasks
) -> None:
    path = clips.png(tmp_path / "a.png", 640, 360)
    take(path)
    pane.set_recipe(Recipe(prompt="a harbour", references=pane.recipe().references))
    settle(qtbot, tasks)
    path.unlink()
    sent: list[object] = []
    pane.rehearse_requested.connect(sent.append)
    pane.rehearse()
    settle(qtbot, tasks)
    assert sent == []
    assert tiles(pane)[0].tone == "bad"
    assert any("not where it was" in text for text in pane.cards.texts())
    assert pane.actions_area.rehearse.second() == "fix what is in red"
