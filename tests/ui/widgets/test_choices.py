"""Segments, sliders, lists and check marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from rushes.core.messages import msg, verbatim
from rushes.ui.theme import DARK
from rushes.ui.widgets.fields import CheckBox, NumberField, SearchField, Select
from rushes.ui.widgets.segments import Segment, SegmentedControl
from rushes.ui.widgets.slider import Slider

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("themed")


@pytest.fixture
def control(qtbot: QtBot) -> SegmentedControl:
    made = SegmentedControl([Segment(n, verbatim(n)) for n in ("480p", "720p", "1080p")], name=msg("Resolution"))
    qtbot.addWidget(made)
    made.resize(300, 34)
    made.show()
    return made


def buttons(control: SegmentedControl) -> list[QWidget]:
    return [child for child in control.findChildren(QWidget) if child.inherits("QAbstractButton")]


def test_a_click_chooses_and_tells(qtbot: QtBot, control: SegmentedControl) -> None:
    assert control.value() == "480p"
    with qtbot.waitSignal(control.changed) as told:
        QTest.mouseClick(buttons(control)[2], Qt.MouseButton.LeftButton)
    assert told.args == ["1080p"]
    assert control.value() == "1080p"


def test_showing_a_value_tells_nobody(qtbot: QtBot, control: SegmentedControl) -> None:
    with qtbot.assertNotEmitted(control.changed):
        control.set_value("720p")
        control.set_value("no such")
    assert control.value() == "720p"


def test_the_arrows_move_the_choice(qtbot: QtBot, control: SegmentedControl) -> None:
    told: list[object] = []
    control.changed.connect(told.append)
    control.activateWindow()
    qtbot.waitUntil(control.isActiveWindow)
    buttons(control)[0].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(buttons(control)[0], Qt.Key.Key_Right)
    QTest.keyClick(buttons(control)[1], Qt.Key.Key_Right)
    QTest.keyClick(buttons(control)[2], Qt.Key.Key_Left)
    assert told == ["720p", "1080p", "720p"]


def test_the_tab_key_stops_once(qtbot: QtBot) -> None:
    holder = QWidget()
    column = QVBoxLayout(holder)
    before, after = QLineEdit(), QLineEdit()
    control = SegmentedControl([Segment(n, verbatim(str(n))) for n in range(4)], name=msg("Aspect"))
    control.set_value(2)
    for widget in (before, control, after):
        column.addWidget(widget)
    qtbot.addWidget(holder)
    holder.show()
    holder.activateWindow()
    qtbot.waitUntil(holder.isActiveWindow)
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Tab)
    assert buttons(control)[2].hasFocus()
    QTest.keyClick(buttons(control)[2], Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_a_choice_that_is_not_available_says_why(qtbot: QtBot, control: SegmentedControl) -> None:
    control.set_available("1080p", False, msg("Not with these references"))
    last = buttons(control)[2]
    with qtbot.assertNotEmitted(control.changed):
        QTest.mouseClick(last, Qt.MouseButton.LeftButton)
    assert last.toolTip() == "Not with these references"
    control.set_available("1080p", True)
    assert last.isEnabled()


def test_a_drawn_choice_has_a_name(qtbot: QtBot) -> None:
    control = SegmentedControl(
        [Segment(1, msg("Wide"), outline=(18, 10)), Segment(2, msg("List"), icon="grip-vertical")], name=msg("Aspect")
    )
    qtbot.addWidget(control)
    assert [b.accessibleName() for b in buttons(control)] == ["Wide", "List"]
    assert [b.toolTip() for b in buttons(control)] == ["Wide", "List"]
    assert not control.grab().isNull()


def test_a_slider_goes_where_it_is_clicked(qtbot: QtBot) -> None:
    slider = Slider(4, 15, name=msg("Length"))
    qtbot.addWidget(slider)
    slider.resize(216, 22)
    slider.show()
    for x, value in ((8, 4), (208, 15), (108, 10), (-50, 4)):
        QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(x, 11))
        assert slider.value() == value
        QTest.mouseRelease(slider, Qt.MouseButton.LeftButton)
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert slider.value() == 5
    image = slider.grab().toImage()
    assert image.pixelColor(3, 11) == DARK.accent
    assert image.pixelColor(210, 11) == DARK.control


def test_a_slider_is_dragged(qtbot: QtBot) -> None:
    slider = Slider(0, 100, name=msg("Length"))
    qtbot.addWidget(slider)
    slider.resize(216, 22)
    slider.show()
    told: list[int] = []
    slider.valueChanged.connect(told.append)
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(58, 11))
    QTest.mouseMove(slider, QPoint(108, 11))
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton)
    assert told == [25, 50]


def test_escape_empties_the_search_and_then_leaves(qtbot: QtBot) -> None:
    field = SearchField(msg("Search prompts"))
    qtbot.addWidget(field)
    field.show()
    QTest.keyClicks(field, "fox")
    with qtbot.assertNotEmitted(field.left):
        QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    with qtbot.waitSignal(field.left):
        QTest.keyClick(field, Qt.Key.Key_Escape)
    with qtbot.waitSignal(field.left):
        QTest.keyClick(field, Qt.Key.Key_Down)
    assert (field.placeholderText(), field.accessibleName()) == ("Search prompts", "Search prompts")


def test_the_search_can_be_emptied_by_mouse(qtbot: QtBot) -> None:
    field = SearchField(msg("Search"))
    qtbot.addWidget(field)
    field.resize(200, 32)
    field.show()
    field.setText("fox")
    child = field.childAt(field.width() - 16, 16)
    assert isinstance(child, QWidget)
    QTest.mouseClick(child, Qt.MouseButton.LeftButton)
    assert field.text() == ""
    assert not child.isVisible()


def test_a_list_offers_values(qtbot: QtBot) -> None:
    select = Select([("a", msg("First")), ("b", msg("Second"))], name=msg("Order"))
    qtbot.addWidget(select)
    select.set_value("b")
    assert (select.value(), select.currentText(), select.accessibleName()) == ("b", "Second", "Order")
    told: list[int] = []
    select.currentIndexChanged.connect(told.append)
    select.set_choices([("b", msg("Second")), ("c", msg("Third"))])
    assert select.value() == "b"
    assert told == []
    assert not select.grab().isNull()


def test_a_check_mark_can_be_set_by_its_words(qtbot: QtBot) -> None:
    box = CheckBox(msg("Reduce motion"))
    qtbot.addWidget(box)
    box.resize(box.sizeHint())
    box.show()
    empty = box.grab().toImage()
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(box.width() - 4, 12))
    assert box.isChecked()
    assert box.grab().toImage() != empty


def test_a_number_stays_within_its_limits(qtbot: QtBot) -> None:
    field = NumberField(1, 8, name=msg("At once"))
    qtbot.addWidget(field)
    field.setValue(99)
    assert (field.value(), field.accessibleName()) == (8, "At once")
    field.resize(120, 30)
    field.show()
    assert field.lineEdit().width() > 80
