"""What cannot be used, dropped on the window or typed into it: said by name with the next step; nothing is sent, and
what was there before stays."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from rushes.core.media import MediaKind, Role
from rushes.core.recipe import Recipe, Reference, ReferenceId, Workflow
from support import clips
from ui.window.conftest import SMALL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.window.conftest import Rushes

    Make = Callable[[Path], Path]

BEFORE = "A fox that was there before"


def said(rushes: Rushes) -> str:
    """Return everything that is said about the draft, the line below included."""
    compose, window = rushes.window.compose, rushes.window
    reason = compose.parameters.trouble()
    parts = [
        compose.notes.text(),
        *compose.cards.texts(),
        *compose.prompt.cards.texts(),
        reason.source() if reason is not None else "",
        window.status._said.text(),
    ]
    return "\n".join(part for part in parts if part)


def drop(rushes: Rushes, mime: QMimeData) -> None:
    """Drag something over the middle of the window and let go."""
    action, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(rushes.window, QDragEnterEvent(QPoint(700, 400), action, mime, button, none))
    QApplication.sendEvent(rushes.window, QDropEvent(QPointF(700, 400), action, mime, button, none))


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def nothing_was_sent(rushes: Rushes, qtbot: QtBot) -> None:
    """Try to send all the same, both ways."""
    rushes.window.compose.set_send_delay(0)
    rushes.window.compose.rehearse()
    rushes.window.compose.generate()
    qtbot.waitUntil(rushes.calm)
    assert rushes.library.history.counts().entries == 0


def an_empty_folder(folder: Path) -> Path:
    path = folder / "thing"
    path.mkdir()
    (path / "notes.txt").write_text("no media")
    return path


def unreadable(folder: Path) -> Path:
    path = folder / "thing.png"
    path.symlink_to(path)  # nobody can read a link to itself, whoever runs the tests
    return path


@pytest.mark.parametrize(
    "spoilt",
    [
        pytest.param(unreadable, id="unreadable"),
        pytest.param(lambda folder: clips.empty(folder / "thing.png"), id="empty"),
        pytest.param(lambda folder: clips.text_as(folder / "thing.png"), id="wrong type"),
        pytest.param(
            lambda folder: clips.truncated(clips.video(folder / "whole.mp4"), folder / "thing.mp4"), id="truncated"
        ),
        pytest.param(an_empty_folder, id="folder without media"),
        pytest.param(lambda folder: folder / "thing.png", id="gone"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_the_next_step(
    rushes: Rushes, qtbot: QtBot, tmp_path: Path, spoilt: Make
) -> None:
    before = Recipe(prompt=BEFORE, parameters=SMALL)
    rushes.window.compose.set_recipe(before)
    path = spoilt(tmp_path)
    drop(rushes, files(path))
    qtbot.waitUntil(rushes.calm)
    assert "thing" in rushes.window.compose.notes.text()
    assert len(rushes.window.compose.notes.text().split()) > 8, "what happened, and what to do"
    assert rushes.window.compose.recipe() == before
    assert rushes.library.history.counts().entries == 0


def test_a_picture_of_200_megapixels_is_told_at_its_place(rushes: Rushes, qtbot: QtBot, tmp_path: Path) -> None:
    rushes.window.compose.set_recipe(Recipe(prompt=BEFORE, parameters=SMALL))
    drop(rushes, files(clips.huge_png(tmp_path / "thing.png")))
    qtbot.waitUntil(lambda: rushes.calm() and "thing.png" in said(rushes))
    nothing_was_sent(rushes, qtbot)
    assert rushes.window.compose.recipe().prompt == BEFORE


def test_a_file_that_vanishes_before_it_is_sent(rushes: Rushes, qtbot: QtBot, tmp_path: Path) -> None:
    rushes.window.compose.set_recipe(Recipe(prompt=BEFORE, parameters=SMALL))
    path = clips.png(tmp_path / "thing.png", 640, 360)
    drop(rushes, files(path))
    qtbot.waitUntil(lambda: len(rushes.window.compose.recipe().references) == 1)
    path.unlink()
    nothing_was_sent(rushes, qtbot)
    assert "thing.png" in said(rushes)
    assert len(rushes.window.compose.recipe().references) == 1, "it can be put back or located"


def test_more_than_nine_images_are_named(rushes: Rushes, qtbot: QtBot, tmp_path: Path) -> None:
    paths = [clips.png(tmp_path / f"thing {n}.png", 320, 320) for n in range(10)]
    rushes.window.compose.set_recipe(Recipe(Workflow.REFERENCES, BEFORE, SMALL))
    drop(rushes, files(*paths))
    qtbot.waitUntil(lambda: rushes.calm() and len(rushes.window.compose.recipe().references) == 9)
    assert "thing 9.png" in rushes.window.compose.notes.text()
    assert rushes.library.history.counts().entries == 0


def with_url(recipe: Recipe, url: str) -> Recipe:
    reference = Reference(ReferenceId("r1"), MediaKind.IMAGE, Role.START_IMAGE, url, url=url)
    return recipe.with_references([reference])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param(lambda r: replace(r, prompt=""), "prompt", id="no prompt"),
        pytest.param(lambda r: replace(r, prompt="x" * 100_000), "character", id="100,000 characters"),
        pytest.param(lambda r: replace(r, parameters=replace(SMALL, duration=3)), "4 to 15 seconds", id="3 s"),
        pytest.param(lambda r: replace(r, parameters=replace(SMALL, duration=16)), "4 to 15 seconds", id="16 s"),
        pytest.param(lambda r: replace(r, parameters=replace(SMALL, seed=2**53)), "seed", id="seed"),
        pytest.param(lambda r: with_url(r, "http://exa mple/a.png"), "address", id="no address"),
        pytest.param(lambda r: with_url(r, "ftp://example.com/a.png"), "address", id="not the web"),
    ],
)
def test_a_value_that_cannot_be_sent_is_said_and_kept(
    rushes: Rushes, qtbot: QtBot, change: Callable[[Recipe], Recipe], words: str
) -> None:
    wrong = change(Recipe(prompt=BEFORE, parameters=SMALL))
    rushes.window.compose.set_recipe(wrong)
    nothing_was_sent(rushes, qtbot)
    qtbot.waitUntil(lambda: words.casefold() in said(rushes).casefold())
    assert rushes.window.compose.recipe() == wrong


@pytest.mark.parametrize("seed", ["99999999999999999999", "-1.5", "seven"])
def test_a_seed_that_is_no_number_in_range_can_be_typed_and_is_told(rushes: Rushes, qtbot: QtBot, seed: str) -> None:
    rushes.window.compose.set_recipe(Recipe(prompt=BEFORE, parameters=SMALL))
    field = rushes.window.compose.parameters.seed
    field.setFocus()
    typed = field.findChild(QLineEdit)
    assert isinstance(typed, QLineEdit)
    typed.clear()
    qtbot.keyClicks(typed, seed)
    nothing_was_sent(rushes, qtbot)
    assert "seed" in said(rushes).casefold()


def test_a_full_library_is_said_before_anything_is_written(
    rushes: Rushes, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(rushes.library.library.files), "free_bytes", lambda _self: 1_000_000)
    rushes.window.compose.set_recipe(Recipe(prompt=BEFORE, parameters=SMALL))
    with qtbot.waitSignal(rushes.desk.refused):
        rushes.window.compose.rehearse()
    assert "1 MB" in rushes.window._trouble._message.text() or "0 MB" in rushes.window._trouble._message.text()
    assert rushes.window._shelf.isVisible()
    assert rushes.library.history.counts().entries == 0
    assert rushes.window.compose.recipe().prompt == BEFORE


def test_without_a_key_generate_asks_for_one_and_sends_nothing(rushes: Rushes, qtbot: QtBot) -> None:
    qtbot.waitUntil(rushes.calm)
    rushes.window.compose.set_recipe(Recipe(prompt=BEFORE, parameters=SMALL))
    with qtbot.waitSignal(rushes.window.key_requested):
        qtbot.keyClick(rushes.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(rushes.calm)
    assert rushes.library.history.counts().entries == 0
