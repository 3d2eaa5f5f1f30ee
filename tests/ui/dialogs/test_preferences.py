"""The preferences dialog: each change is on disk at once, and what cannot be is said where it was typed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from rushes.settings.preferences import Preferences, PreferencesStore, Theme
from rushes.ui.dialogs.preferences import PreferencesDialog
from support.reading import seen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from rushes.ui.tasks import Tasks
    from rushes.ui.theme import ThemeManager


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "preferences.json"


@pytest.fixture
def store(file: Path) -> PreferencesStore:
    return PreferencesStore(file)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "Rushes"
    folder.mkdir()
    return folder


@pytest.fixture
def dialog(
    qtbot: QtBot, store: PreferencesStore, tasks: Tasks, library: Path, themed: ThemeManager
) -> Iterator[PreferencesDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = PreferencesDialog(store, tasks, languages=["zh_CN"], library=library, parent=parent)
    made.open()
    yield made
    qtbot.waitUntil(lambda: not tasks.pending())


@pytest.fixture
def saved(qtbot: QtBot, tasks: Tasks, file: Path) -> Callable[[], dict[str, Any]]:
    """Wait for the work and return the file."""

    def read() -> dict[str, Any]:
        qtbot.waitUntil(lambda: not tasks.pending())
        found: dict[str, Any] = json.loads(file.read_text("utf-8")) if file.exists() else {}
        return found

    return read


def line(dialog: PreferencesDialog, name: str) -> QLineEdit:
    (field,) = [f for f in dialog.findChildren(QLineEdit) if f.accessibleName() == name]
    return field


def test_choices_are_saved_when_they_are_made(
    dialog: PreferencesDialog, saved: Callable[[], dict[str, Any]], store: PreferencesStore
) -> None:
    QTest.keyClick(dialog.theme.findChildren(QWidget)[0], Qt.Key.Key_Right)
    dialog.language.setCurrentIndex(2)
    dialog.still.click()
    dialog.notify.click()
    dialog.slots.slider.setFocus()
    QTest.keyClick(dialog.slots.slider, Qt.Key.Key_Right)
    QTest.keyClick(dialog.delay.slider, Qt.Key.Key_Home)
    assert saved() == {
        "version": 1,
        "theme": "dark",
        "language": "zh_CN",
        "reduced_motion": True,
        "notifications": False,
        "slots": 5,
        "send_delay": 0,
    }
    assert store.current == Preferences(Theme.DARK, "zh_CN", None, 5, 0, "", False, True)


def test_many_quick_changes_end_with_the_last(dialog: PreferencesDialog, saved: Callable[[], dict[str, Any]]) -> None:
    for number in (*range(1, 17), *range(16, 6, -1)):
        dialog.slots.slider.setValue(number)
    assert saved()["slots"] == 7


def test_what_is_in_force_is_shown(
    qtbot: QtBot, store: PreferencesStore, tasks: Tasks, library: Path, themed: ThemeManager
) -> None:
    store.save(Preferences(Theme.LIGHT, "de", None, 9, 7, "http://proxy:1", False, True, references_feature="refs"))
    dialog = PreferencesDialog(store, tasks, languages=["zh_CN"], library=library)
    qtbot.addWidget(dialog)
    dialog.show()
    assert (dialog.theme.value(), dialog.language.value()) == (Theme.LIGHT, "de")
    assert (dialog.slots.value(), dialog.delay.value()) == (9, 7)
    assert (dialog.notify.isChecked(), dialog.still.isChecked()) == (False, True)
    assert line(dialog, "Proxy").text() == "http://proxy:1"
    assert line(dialog, "References").isVisible()
    dialog.close()


def test_the_languages_are_named_by_themselves(dialog: PreferencesDialog) -> None:
    names = [dialog.language.itemText(index) for index in range(dialog.language.count())]
    assert names == ["As the system", "English", QLocale("zh_CN").nativeLanguageName()]


def test_a_proxy_is_saved_with_enter_and_the_dialog_stays_open(
    dialog: PreferencesDialog, saved: Callable[[], dict[str, Any]]
) -> None:
    field = line(dialog, "Proxy")
    QTest.keyClicks(field, " http://proxy.example:8080 ")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert saved()["proxy"] == "http://proxy.example:8080"
    assert dialog.isVisible()


@pytest.mark.parametrize("text", ["proxy.example", "ftp://proxy:1", "http://proxy:1/path", "http://a b"])
def test_a_bad_proxy_is_explained_at_its_field_and_not_saved(
    dialog: PreferencesDialog, saved: Callable[[], dict[str, Any]], text: str
) -> None:
    field = line(dialog, "Proxy")
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "proxy" not in saved()
    assert field.property("wrong") is True
    assert field.accessibleDescription()
    assert field.accessibleDescription() in seen(dialog)
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert field.property("wrong") is False


def test_escape_keeps_what_was_typed(
    dialog: PreferencesDialog, saved: Callable[[], dict[str, Any]], store: PreferencesStore
) -> None:
    field = line(dialog, "Proxy")
    field.setFocus()
    QTest.keyClicks(field, "http://proxy:8080")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert saved()["proxy"] == "http://proxy:8080"
    assert store.current.proxy == "http://proxy:8080"


def test_escape_shows_what_cannot_be_kept_before_it_closes(dialog: PreferencesDialog, qtbot: QtBot) -> None:
    field = line(dialog, "Proxy")
    QTest.keyClicks(field, "proxy")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert field.property("wrong") is True
    with qtbot.waitSignal(dialog.destroyed):
        QTest.keyClick(field, Qt.Key.Key_Escape)


def test_feature_names_are_behind_advanced(dialog: PreferencesDialog, saved: Callable[[], dict[str, Any]]) -> None:
    field = line(dialog, "First & last frame")
    assert not field.isVisible()
    QTest.mouseClick(dialog.more, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert field.isVisible()
    QTest.keyClicks(field, "frames-to-video")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert saved()["frames_feature"] == "frames-to-video"


def test_another_library_is_taken_for_the_next_start(
    dialog: PreferencesDialog, saved: Callable[[], dict[str, Any]], tmp_path: Path
) -> None:
    other = tmp_path / "Elsewhere"
    other.mkdir()
    dialog.take_library(str(other))
    assert saved()["library_folder"] == str(other)
    assert f"{other} opens when Rushes starts again." in seen(dialog)


def test_a_folder_that_cannot_hold_a_library_is_refused_at_its_row(
    dialog: PreferencesDialog, saved: Callable[[], dict[str, Any]], tmp_path: Path
) -> None:
    dialog.take_library(str(tmp_path / "not there"))
    assert "library_folder" not in saved()
    assert "Nothing can be written to" in seen(dialog)


def test_when_the_file_cannot_be_written_the_row_says_so_and_the_choice_holds(
    dialog: PreferencesDialog,
    saved: Callable[[], dict[str, Any]],
    store: PreferencesStore,
    file: Path,
    expect_log: Callable[[str], None],
) -> None:
    expect_log("cannot be written")
    file.parent.write_text("a file where the folder should be", "utf-8")
    dialog.still.click()
    saved()
    assert "Your choice holds until you close Rushes." in seen(dialog)
    assert store.current.reduced_motion


def test_every_control_has_a_name(dialog: PreferencesDialog) -> None:
    dialog.more.setChecked(True)
    dialog.show()
    for widget in dialog.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.focusProxy() is None:
            assert widget.accessibleName() or getattr(widget, "text", str)(), widget


def test_a_change_of_another_row_does_not_undo_one_that_is_being_saved(
    dialog: PreferencesDialog, saved: Callable[[], dict[str, Any]]
) -> None:
    for _ in range(20):
        dialog.still.click()
        dialog.slots.slider.setValue(dialog.slots.value() % 16 + 1)
        dialog.notify.click()
    found = saved()
    assert (found["slots"], found.get("reduced_motion", False)) == (dialog.slots.value(), dialog.still.isChecked())
    assert found.get("notifications", True) == dialog.notify.isChecked()
