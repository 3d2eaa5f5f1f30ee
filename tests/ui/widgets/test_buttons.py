"""Buttons, chips and the main actions, as a person meets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rushes.core.messages import msg
from rushes.ui import theme
from rushes.ui.theme import DARK, ThemeChoice, ThemeManager
from rushes.ui.widgets.buttons import ActionButton, FlatButton, IconButton, LinkButton, ToolButton
from rushes.ui.widgets.chips import Chip, ToggleChip

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("themed")

MAKERS: dict[str, Callable[[], FlatButton]] = {
    "tool": lambda: ToolButton(msg("Reuse recipe"), icon="copy", menu=True),
    "icon": lambda: IconButton("play-filled", filled=True),
    "quiet icon": lambda: IconButton("repeat"),
    "link": lambda: LinkButton(msg("Trim to 2 s")),
    "quiet link": lambda: LinkButton(msg("More"), quiet=True, menu=True),
    "action": lambda: ActionButton(msg("Generate")),
    "chip": lambda: Chip(msg("running"), menu=True),
    "toggle": lambda: ToggleChip(msg("Generate sound")),
}


def shot(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def held(qtbot: QtBot, *buttons: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    for button in buttons:
        row.addWidget(button)
    qtbot.addWidget(holder)
    holder.show()
    return holder


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_it_can_be_pressed_by_mouse_and_by_keyboard(qtbot: QtBot, make: Callable[[], FlatButton]) -> None:
    button = make()
    _holder = held(qtbot, button)
    pressed: list[str] = []
    button.clicked.connect(lambda: pressed.append("once"))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert len(pressed) == 2


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_the_keyboard_shows_where_it_is_and_the_mouse_does_not(qtbot: QtBot, make: Callable[[], FlatButton]) -> None:
    button = make()
    holder = held(qtbot, button, QWidget())
    holder.activateWindow()
    qtbot.waitUntil(holder.isActiveWindow)
    holder.setFocus()
    plain = shot(button)
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert shot(button) == plain
    holder.setFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert shot(button) != plain


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_it_repaints_in_another_theme(qtbot: QtBot, themed: ThemeManager, make: Callable[[], FlatButton]) -> None:
    button = make()
    _holder = held(qtbot, button)
    before = shot(button)
    themed.choose(ThemeChoice.LIGHT)
    assert shot(button) != before


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_it_looks_disabled_when_it_is(qtbot: QtBot, make: Callable[[], FlatButton]) -> None:
    button = make()
    _holder = held(qtbot, button)
    before = shot(button)
    button.setEnabled(False)
    assert shot(button) != before


def test_a_hint_names_an_icon_and_tells_its_shortcut(qtbot: QtBot) -> None:
    button = IconButton("play")
    qtbot.addWidget(button)
    button.hint(msg("Play"), "Space")
    assert (button.accessibleName(), button.toolTip()) == ("Play", "Play (Space)")
    tool = ToolButton(msg("Vary"))
    qtbot.addWidget(tool)
    tool.hint(msg("Make another one like it"))
    assert (tool.accessibleName(), tool.text(), tool.toolTip()) == ("", "Vary", "Make another one like it")


def test_a_main_action_says_why_it_cannot_be_pressed(qtbot: QtBot) -> None:
    button = ActionButton(msg("Generate"))
    qtbot.addWidget(button)
    button.say_second(msg("write a prompt first"))
    button.setEnabled(False)
    assert button.second() == button.accessibleDescription() == "write a prompt first"


def test_only_the_main_one_has_the_accent(qtbot: QtBot) -> None:
    button = ActionButton(msg("Generate"))
    button.resize(200, 44)
    qtbot.addWidget(button)
    corner = QPoint(100, 2)
    assert shot(button).pixelColor(corner) == DARK.control
    button.set_main(True)
    assert shot(button).pixelColor(corner) == DARK.accent
    button.setEnabled(False)
    assert shot(button).pixelColor(corner) == DARK.disabled


def test_a_chip_is_named_by_its_parts_in_their_order(qtbot: QtBot) -> None:
    chip = Chip(msg("running"), strong_first=True)
    qtbot.addWidget(chip)
    narrow = chip.sizeHint().width()
    chip.set_strong("2")
    assert chip.accessibleName() == "2 running"
    assert chip.sizeHint().width() > narrow
    other = Chip(msg("Library"))
    qtbot.addWidget(other)
    other.set_strong("Harbour film")
    assert other.accessibleName() == "Library Harbour film"


def test_a_busy_chip_turns_only_while_it_can_be_seen(qtbot: QtBot) -> None:
    chip = Chip(msg("running"))
    holder = held(qtbot, chip)
    chip.set_busy(True)
    first = shot(chip)
    qtbot.waitUntil(lambda: shot(chip) != first)
    holder.hide()
    chip.set_busy(False)
    holder.show()
    assert shot(chip) != first


def test_a_chip_that_leads_nowhere_takes_no_focus(qtbot: QtBot) -> None:
    chip = Chip(msg("Online"))
    qtbot.addWidget(chip)
    chip.set_interactive(False)
    assert chip.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_a_toggle_shows_whether_it_is_on(qtbot: QtBot) -> None:
    toggle = ToggleChip(msg("Generate sound"), on=True)
    _holder = held(qtbot, toggle)
    on = shot(toggle)
    QTest.mouseClick(toggle, Qt.MouseButton.LeftButton)
    assert not toggle.isChecked()
    assert shot(toggle) != on


def test_a_filter_shows_that_it_is_chosen(qtbot: QtBot) -> None:
    chip = Chip(msg("Picks"), height=22)
    chip.setCheckable(True)
    qtbot.addWidget(chip)
    assert shot(chip).pixelColor(chip.width() // 2, 3) != DARK.control
    chip.setChecked(True)
    assert shot(chip).pixelColor(chip.width() // 2, 3) == DARK.control


def test_an_icon_button_can_change_its_icon(qtbot: QtBot) -> None:
    button = IconButton("play")
    qtbot.addWidget(button)
    before = shot(button)
    button.set_icon("pause")
    assert shot(button) != before


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_it_may_be_narrower_than_its_words(qtbot: QtBot, make: Callable[[], FlatButton]) -> None:
    button = make()
    qtbot.addWidget(button)
    assert button.minimumSizeHint().width() <= max(96, button.sizeHint().width())
    assert button.minimumSizeHint().height() == button.sizeHint().height()
    assert button.sizeHint().height() % 2 == 0
    assert theme.current() is DARK
