from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from rushes.core.stages import Stage
from rushes.ui.widgets.buttons import FlatButton
from support.takes import add_take, at_stage

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from rushes.services.studio import Studio
    from support.viewing import Viewing

pytestmark = pytest.mark.timeout(90)


def stops(pane: QWidget, first: QWidget) -> list[QWidget]:
    """Where the Tab key stops from `first` on, once round the window."""
    found: list[QWidget] = []
    widget: QWidget | None = first
    while widget is not None:
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled():
            found.append(widget)
        widget = widget.nextInFocusChain()
        if widget is first:
            break
    return found


def test_the_tab_key_reads_the_pane_from_top_to_bottom(
    viewing: Viewing, qtbot: QtBot, studio: Studio, clip: Path
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    before, after = QLineEdit(), QLineEdit()
    for widget in (before, viewing.pane, after):
        column.addWidget(widget)
    window.resize(720, 900)
    window.show()
    # A row without a picture first: the inspector is built before the picture then.
    viewing.show(at_stage(studio.library, Stage.UNCONFIRMED).id)
    card, inspector = viewing.pane.pages.card, viewing.pane.inspector
    assert card is not None
    assert inspector is not None
    found = stops(viewing.pane, before)
    assert found[0] is before
    assert found[1:4] == [*card.buttons, inspector.prompt]
    assert found[-1] is after
    viewing.play_ready(add_take(studio.library, clip).id)
    screen = viewing.pane.pages.screen_part
    assert screen is not None
    found = stops(viewing.pane, before)
    assert found[1:4] == [screen.canvas, screen.transport.scrub, screen.transport.play]
    assert found.index(screen.transport.full) < found.index(inspector.prompt) < found.index(inspector.reuse)
    assert found[-1] is after
    viewing.pane.setParent(None)


def test_every_control_has_a_name_and_says_what_it_does(viewing: Viewing, studio: Studio, clip: Path) -> None:
    viewing.play_ready(add_take(studio.library, clip).id)
    screen = viewing.pane.pages.screen_part
    assert screen is not None
    viewing.until(lambda: screen.transport.sound.isVisible())
    for button in viewing.pane.findChildren(FlatButton):
        if button.isVisible():
            accessible = QAccessible.queryAccessibleInterface(button)
            assert accessible is not None
            assert accessible.text(QAccessible.Text.Name), button
            assert button.toolTip(), button
    assert "Space" in screen.transport.play.toolTip()


def test_a_key_that_is_held_down_does_not_toggle(viewing: Viewing, studio: Studio, clip: Path) -> None:
    viewing.play_ready(add_take(studio.library, clip).id)
    for repeated in (False, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", repeated)
        QCoreApplication.sendEvent(viewing.pane, event)
    viewing.until(lambda: viewing.pane.playback.playing)
    viewing.pane.playback.pause()
    viewing.until(lambda: not viewing.pane.playback.playing)


@pytest.fixture
def framed(viewing: Viewing, qtbot: QtBot) -> QWidget:
    """The viewer between two fields, as it stands in the window."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    for widget in (QLineEdit(), viewing.pane, QLineEdit()):
        column.addWidget(widget)
    window.resize(720, 900)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def test_the_keyboard_stays_in_the_viewer_when_the_button_that_had_it_goes(
    viewing: Viewing, framed: QWidget, studio: Studio
) -> None:
    row = at_stage(studio.library, Stage.UNCONFIRMED)
    viewing.show(row.id)
    card = viewing.pane.pages.card
    assert card is not None
    pressed = card.buttons[1]
    pressed.setFocus()
    studio.generations.forget(row.id)
    viewing.until(lambda: pressed not in card.buttons)
    assert card.hasFocus()
    QTest.keyClick(card, Qt.Key.Key_Tab)
    assert card.buttons[0].hasFocus()


def test_the_keyboard_goes_from_a_card_to_the_picture_that_takes_its_place(
    viewing: Viewing, framed: QWidget, studio: Studio, clip: Path, qapp: QApplication
) -> None:
    viewing.show(at_stage(studio.library, Stage.UNCONFIRMED).id)
    card = viewing.pane.pages.card
    assert card is not None
    card.buttons[0].setFocus()
    had: list[QWidget | None] = []
    qapp.focusChanged.connect(lambda _before, now: had.append(now))
    viewing.play_ready(add_take(studio.library, clip).id)
    assert had
    assert all(widget is not None and viewing.pane.isAncestorOf(widget) for widget in had if widget != viewing.pane)
    screen = viewing.pane.pages.screen_part
    assert screen is not None
    assert screen.isAncestorOf(framed.focusWidget())


def test_what_is_typed_below_is_not_left_when_the_picture_comes(
    viewing: Viewing, framed: QWidget, studio: Studio, clip: Path
) -> None:
    viewing.show(at_stage(studio.library, Stage.UNCONFIRMED).id)
    assert viewing.pane.inspector is not None
    viewing.pane.inspector.prompt.setFocus()
    viewing.play_ready(add_take(studio.library, clip).id)
    assert viewing.pane.inspector.prompt.hasFocus()
