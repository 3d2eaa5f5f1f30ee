"""The list of shortcuts, what is said about the program, and what is said when it went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QLocale, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

import rushes
from rushes.core.messages import msg
from rushes.ui import theme
from rushes.ui.dialogs.about import AboutDialog
from rushes.ui.dialogs.bug import BugDialog
from rushes.ui.dialogs.frame import Dialog, Problem
from rushes.ui.dialogs.shortcuts import ANYWHERE, COMPOSER, HISTORY, VIEWER, KeyCaps, ShortcutsDialog, shown_keys
from rushes.ui.widgets.labels import Label
from rushes.ui.words import LanguageManager

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

TRACE = "Traceback (most recent call last):\n  api_key=sk-abcdefghijkl\nValueError: nothing"


@pytest.fixture
def parent(qtbot: QtBot, themed: theme.ThemeManager) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def _bug(parent: QWidget) -> BugDialog:
    return BugDialog(TRACE, lambda: None, parent)


@pytest.fixture(params=[ShortcutsDialog, AboutDialog, _bug], ids=["shortcuts", "about", "bug"])
def dialog(request: pytest.FixtureRequest, parent: QWidget) -> Dialog:
    make: Callable[[QWidget], Dialog] = request.param
    made = make(parent)
    made.open()
    return made


def words(widget: QWidget) -> str:
    return " | ".join(label.text() for label in widget.findChildren(QLabel))


def test_escape_closes_it_and_nothing_of_it_stays(dialog: Dialog, qtbot: QtBot) -> None:
    assert dialog.windowModality() is Qt.WindowModality.WindowModal
    with qtbot.waitSignal(dialog.destroyed):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_it_has_a_name_and_so_has_all_that_takes_the_keyboard(dialog: Dialog) -> None:
    assert dialog.accessibleName() == dialog.windowTitle() != ""
    for widget in dialog.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            assert widget.accessibleName() or getattr(widget, "text", str)(), widget


def test_nothing_is_cut_off(dialog: Dialog) -> None:
    for label in dialog.findChildren(Label):
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
            assert dialog.rect().contains(label.mapTo(dialog, label.rect().bottomRight())), label.text()


def test_it_takes_the_colours_of_the_theme(dialog: Dialog, themed: theme.ThemeManager) -> None:
    for choice in (theme.ThemeChoice.LIGHT, theme.ThemeChoice.DARK):
        themed.choose(choice)
        picture = dialog.grab().toImage()
        assert picture.pixelColor(2, 2) == theme.current().panel


def test_the_shortcuts_are_ones_that_qt_understands() -> None:
    for group in (ANYWHERE, COMPOSER, VIEWER, HISTORY):
        for shortcut in group.shortcuts:
            for keys in shortcut.keys:
                assert QKeySequence(keys).count() == 1, keys
                assert shown_keys(keys)


def test_keys_are_read_out(parent: QWidget) -> None:
    caps = KeyCaps(("Ctrl+Return", "Left"), parent=parent)
    assert caps.accessibleName() == "Ctrl+Enter, ←"


def test_about_names_the_version_and_the_licences(parent: QWidget) -> None:
    said = words(AboutDialog(parent))
    for name in (rushes.__version__, "MIT", "Lesser General Public", "x264", "Open Font", "ISC"):
        assert name in said


def test_a_trace_is_copied_without_what_looks_like_a_key(parent: QWidget) -> None:
    asked: list[bool] = []
    dialog = BugDialog(TRACE, lambda: asked.append(True), parent)
    dialog.show()
    dialog.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    assert "ValueError: nothing" in copied
    assert "sk-abcdefghijkl" not in copied + dialog.details.toPlainText()
    dialog.diagnostics_button.click()
    assert asked == [True]
    dialog.close()


def test_a_dialog_grows_and_shrinks_with_what_it_says(parent: QWidget, qtbot: QtBot) -> None:
    dialog = Dialog(msg("About Rushes"), width=300, parent=parent)
    problem = Problem()
    dialog.body.addWidget(problem)
    dialog.add_close()
    dialog.open()
    before = dialog.height()
    problem.show_words(msg("Copy the key again, alone and whole."), title=msg("The keyring is locked"))
    qtbot.waitUntil(lambda: dialog.height() > before)
    problem.clear()
    qtbot.waitUntil(lambda: dialog.height() == before)
    dialog.close()


def test_a_dialog_is_never_higher_than_the_screen_and_scrolls_instead(parent: QWidget, qtbot: QtBot) -> None:
    dialog = Dialog(msg("About Rushes"), width=300, parent=parent)
    tall = QWidget()
    tall.setFixedSize(QSize(100, 5000))
    dialog.body.addWidget(tall)
    dialog.open()
    assert dialog.height() < dialog.screen().availableGeometry().height()
    QApplication.sendEvent(dialog, QEvent(QEvent.Type.LanguageChange))
    dialog.close()


def test_an_open_dialog_speaks_the_new_language_at_once_and_cuts_nothing_off(
    dialog: Dialog, qapp: QApplication, qtbot: QtBot
) -> None:
    before = QLocale()
    languages = LanguageManager(qapp)
    try:
        english = dialog.windowTitle()
        languages.choose("zh_CN")
        assert dialog.close_button.text() == "关闭"
        assert dialog.windowTitle() != english
        qtbot.waitUntil(lambda: all(w.height() >= w.heightForWidth(w.width()) for w in _labels(dialog)))
    finally:
        languages.choose("")
        languages.deleteLater()
        QLocale.setDefault(before)


def _labels(dialog: Dialog) -> list[Label]:
    return [label for label in dialog.findChildren(Label) if label.isVisible()]
