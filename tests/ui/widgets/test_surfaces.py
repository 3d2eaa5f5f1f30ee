"""Labels, banners, bars, places to drop on, and what holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QSplitter, QWidget

from rushes.core.messages import msg, verbatim
from rushes.ui import fonts, theme
from rushes.ui.theme import DARK
from rushes.ui.widgets.banner import Banner, Tone, UndoBar
from rushes.ui.widgets.buttons import LinkButton
from rushes.ui.widgets.containers import Badge, EmptyState, Pane, Popover, QuietScroll, set_wrong
from rushes.ui.widgets.drop import DropState, DropZone, ThumbLabel
from rushes.ui.widgets.labels import ElidedLabel, KeyValueGrid, Label, Line, Section, SectionHeader, broken
from rushes.ui.widgets.layouts import FlowLayout
from rushes.ui.widgets.spinner import Spinner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("themed")


@pytest.fixture
def still() -> Iterator[None]:
    """Move nothing."""
    theme.set_reduced_motion(True)
    yield
    theme.set_reduced_motion(False)


@pytest.fixture
def ground(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


def links(widget: QWidget) -> dict[str, LinkButton]:
    return {link.text(): link for link in widget.findChildren(LinkButton) if link.isVisible()}


def test_a_text_that_does_not_fit_is_whole_in_its_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel(verbatim("word " * 40))
    qtbot.addWidget(label)
    label.resize(80, 18)
    label.show()
    assert label.toolTip() == label.text()
    label.resize(4000, 18)
    assert label.toolTip() == ""
    assert label.accessibleName() == "word " * 40


def test_a_text_is_broken_at_words_and_the_last_line_keeps_the_rest(qtbot: QtBot) -> None:
    lines = broken("one two three four five six seven", fonts.font(), 60, 2)
    assert len(lines) == 2
    assert " ".join(lines) == "one two three four five six seven"
    assert broken("", fonts.font(), 60, 2) == []
    assert broken("two  spaces", fonts.font(), 5, 1) == ["two  spaces"]
    assert len(broken("没有空格的一段很长的文字", fonts.font(), 60, 3)) == 3


def test_a_label_grows_with_its_lines(qtbot: QtBot) -> None:
    label = ElidedLabel(verbatim("one two three four five six"), lines=2, line_height=16)
    qtbot.addWidget(label)
    label.resize(60, 16)
    label.show()
    assert label.sizeHint().height() == 32
    label.resize(1000, 16)
    assert label.sizeHint().height() == 16


@pytest.mark.parametrize("tone", ["muted", "faint", "good", "bad", "info", "rehearsal"])
def test_a_label_has_the_colour_of_its_tone(qtbot: QtBot, tone: str) -> None:
    label = Label(msg("Words"), pixels=12)
    qtbot.addWidget(label)
    label.show()
    label.set_tone(tone)
    assert label.palette().color(label.foregroundRole()) == DARK.color(tone)


def test_plain_text_is_never_read_as_markup(qtbot: QtBot) -> None:
    label = Label(verbatim("<b>no</b>"))
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_a_section_has_a_heading_and_a_note(qtbot: QtBot) -> None:
    section = Section(msg("Images"), msg("{n} of {limit}", n=3, limit=9))
    qtbot.addWidget(section)
    assert isinstance(section.header, SectionHeader)
    section.header.say_note(msg("optional"))
    assert [w.text() for w in section.header.findChildren(ElidedLabel)] == ["Images", "optional"]
    assert Section().header is None


def test_pairs_are_shown_changed_and_hidden_by_key(qtbot: QtBot) -> None:
    grid = KeyValueGrid()
    qtbot.addWidget(grid)
    grid.show_row("seed", msg("Seed"), verbatim("1"))
    grid.show_row("seed", msg("Seed"), verbatim("2"), tone="bad", hint=msg("Sent as 1"))
    values = grid.findChildren(Label)
    assert [(v.text(), v.property("tone"), v.toolTip()) for v in values] == [("2", "bad", "Sent as 1")]
    grid.hide_row("seed")
    assert values[0].isHidden()


def test_a_banner_says_what_to_do_next(qtbot: QtBot) -> None:
    banner = Banner(closable=True)
    qtbot.addWidget(banner)
    banner.show()
    done: list[str] = []
    banner.show_message(
        msg("It is no picture."),
        title=msg("This file cannot be used"),
        tone=Tone.ERROR,
        actions=[(msg("Choose"), lambda: done.append("chosen"))],
    )
    QTest.mouseClick(links(banner)["Choose"], Qt.MouseButton.LeftButton)
    assert done == ["chosen"]
    assert banner.accessibleName() == "This file cannot be used"
    assert banner.grab().toImage().pixelColor(1, banner.height() // 2) == DARK.bad
    banner.show_message(msg("Fine"), tone=Tone.GOOD)
    assert links(banner) == {}
    assert banner.grab().toImage().pixelColor(1, banner.height() // 2) == DARK.good


def test_long_links_stand_below_the_message(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    banner.resize(360, 100)
    banner.show()
    banner.show_message(msg("Short"), actions=[(msg("Shorten every reference to what is allowed"), list)])
    qtbot.waitUntil(lambda: next(iter(links(banner).values())).x() < 60)


def test_a_closed_banner_tells(qtbot: QtBot) -> None:
    banner = Banner(closable=True)
    qtbot.addWidget(banner)
    button = next(b for b in banner.findChildren(QWidget) if b.accessibleName() == "Close")
    with qtbot.waitSignal(banner.dismissed):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_undo_bar_offers_and_takes_back(qtbot: QtBot, ground: QWidget) -> None:
    bar = UndoBar(ground)
    bar.offer(msg("Deleted 1 take"))
    assert bar.isVisible()
    with qtbot.waitSignal(bar.undo_requested):
        QTest.mouseClick(links(bar)["Undo"], Qt.MouseButton.LeftButton)
    assert not bar.isVisible()


@pytest.mark.usefixtures("still")
def test_the_undo_bar_stands_at_the_bottom_and_goes_by_itself(qtbot: QtBot, ground: QWidget) -> None:
    bar = UndoBar(ground, seconds=0.05)
    with qtbot.waitSignal(bar.expired):
        bar.offer(msg("Deleted 1 take"))
        assert bar.geometry().bottom() == 300 - 13
        assert abs(bar.geometry().center().x() - 200) <= 1
        ground.resize(300, 200)
        assert bar.geometry().bottom() == 200 - 13
    assert not bar.isVisible()


@pytest.mark.usefixtures("still")
def test_the_undo_bar_lies_over_a_splitter_and_is_no_pane_of_it(ground: QWidget) -> None:
    splitter = QSplitter(ground)
    splitter.addWidget(QWidget())
    splitter.setGeometry(0, 20, 400, 250)
    splitter.show()
    bar = UndoBar(ground, over=splitter)
    bar.offer(msg("Deleted 1 take"))
    assert splitter.count() == 1
    assert bar.geometry().bottom() == 20 + 250 - 13
    splitter.resize(400, 200)
    assert bar.geometry().bottom() == 20 + 200 - 13


def test_the_undo_bar_can_be_withdrawn(qtbot: QtBot, ground: QWidget) -> None:
    bar = UndoBar(ground)
    bar.offer(msg("Deleted 1 take"))
    with qtbot.assertNotEmitted(bar.expired):
        bar.withdraw()
    assert not bar.isVisible()


def test_a_place_to_drop_says_what_would_become_of_it(qtbot: QtBot) -> None:
    zone = DropZone(msg("Drop, paste or browse"))
    qtbot.addWidget(zone)
    zone.resize(300, 96)
    zone.show()
    idle = zone.grab().toImage()
    zone.light(msg("Drop to use as the start image"), msg("cropped to 1280 × 720"))
    assert zone.state is DropState.LIT
    assert zone.grab().toImage().pixelColor(20, 8) == DARK.selection
    zone.refuse(msg("This is no picture"))
    assert (zone.state, zone.accessibleDescription()) == (DropState.REFUSED, "This is no picture")
    assert zone.grab().toImage().pixelColor(20, 8) == DARK.window
    zone.calm()
    assert zone.accessibleDescription() == ""
    assert zone.grab().toImage() == idle


def test_a_picture_fills_its_place_without_being_stretched(qtbot: QtBot) -> None:
    image = QImage(200, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("green"))
    for x in (*range(50), *range(150, 200)):
        for y in range(100):
            image.setPixelColor(x, y, QColor("red"))
    thumb = ThumbLabel(QSize(50, 50), framed=False)
    qtbot.addWidget(thumb)
    thumb.set_image(image)
    shown = thumb.grab().toImage()
    assert shown.pixelColor(25, 25) == QColor("green")
    assert shown.pixelColor(3, 25).red() < 60
    thumb.set_tag("@Image1")
    thumb.set_corner("0:05")
    assert thumb.grab().toImage() != shown
    thumb.set_image(None)
    assert thumb.grab().toImage().pixelColor(25, 10) == DARK.window


def test_a_ring_turns_while_it_is_seen(qtbot: QtBot) -> None:
    spinner = Spinner()
    qtbot.addWidget(spinner)
    assert not spinner.turning()
    spinner.show()
    assert spinner.turning()
    spinner.hide()
    assert not spinner.turning()


@pytest.mark.usefixtures("still")
def test_a_ring_stands_still_with_reduced_motion(qtbot: QtBot) -> None:
    spinner = Spinner()
    qtbot.addWidget(spinner)
    spinner.show()
    assert not spinner.turning()


def test_a_flow_breaks_lines(qtbot: QtBot, ground: QWidget) -> None:
    flow = FlowLayout(ground, spacing=10)
    boxes = []
    for _ in range(5):
        box = QLabel()
        box.setFixedSize(100, 20)
        flow.addWidget(box)
        boxes.append(box)
    qtbot.waitUntil(boxes[-1].isVisible)
    flow.setGeometry(QRect(0, 0, 330, 300))
    assert [b.pos().toTuple() for b in boxes] == [(0, 0), (110, 0), (220, 0), (0, 30), (110, 30)]
    assert flow.heightForWidth(330) == 50
    assert flow.heightForWidth(100) == 140
    boxes[0].hide()
    flow.invalidate()
    assert flow.heightForWidth(330) == 50
    first = QLabel()
    first.setFixedSize(50, 20)
    flow.insert_widget(0, first)
    qtbot.waitUntil(first.isVisible)
    flow.setGeometry(QRect(0, 0, 330, 300))
    assert (first.x(), boxes[1].x()) == (0, 60)
    assert flow.takeAt(99) is None


def test_a_popover_stays_within_the_screen(qtbot: QtBot, ground: QWidget) -> None:
    button = QPushButton(ground)
    popover = Popover(button, name=msg("More"))
    popover.body.addWidget(Label(msg("Words")))
    ground.move(0, 0)
    popover.open_at(button, right=True)
    assert popover.isVisible()
    assert button.screen().availableGeometry().contains(popover.geometry())
    QTest.keyClick(popover, Qt.Key.Key_Escape)
    assert not popover.isVisible()


def test_an_empty_pane_says_what_will_be_there(qtbot: QtBot) -> None:
    words = "Takes land here and stay here, with or without a connection. " * 4
    empty = EmptyState(verbatim(words), title=msg("Make your first take"))
    qtbot.addWidget(empty)
    empty.resize(300, 400)
    empty.show()
    label = empty.findChildren(Label)[1]
    assert label.height() >= label.heightForWidth(label.width())
    assert label.width() == 300 - 2 * theme.MARGIN
    empty.resize(1200, 400)
    assert label.width() == EmptyState.WIDTH
    empty.say_message(msg("Nothing found"))
    assert label.text() == "Nothing found"


def test_grounds_and_lines_have_their_colours(qtbot: QtBot) -> None:
    for widget, color in ((Pane("canvas"), DARK.canvas), (Pane(), DARK.panel), (Line(), DARK.line)):
        qtbot.addWidget(widget)
        widget.resize(10, 10)
        assert widget.grab().toImage().pixelColor(0, 0) == color


def test_a_quiet_scroll_area_shows_its_ground(qtbot: QtBot) -> None:
    pane = Pane("canvas")
    qtbot.addWidget(pane)
    scroll = QuietScroll(QWidget(), parent=pane)
    scroll.resize(50, 50)
    pane.resize(50, 50)
    pane.show()
    assert pane.grab().toImage().pixelColor(25, 25) == DARK.canvas


def test_a_badge_is_named(qtbot: QtBot) -> None:
    badge = Badge(msg("Pick"), tone="good")
    qtbot.addWidget(badge)
    assert badge.accessibleName() == "Pick"
    assert badge.sizeHint().height() == 16


def test_a_wrong_field_has_a_red_frame(qtbot: QtBot, ground: QWidget) -> None:
    field = QLineEdit(ground)
    field.resize(100, 28)
    set_wrong(field, True)
    assert field.grab().toImage().pixelColor(50, 0) == DARK.bad
    set_wrong(field, False)
    assert field.grab().toImage().pixelColor(50, 0) != DARK.bad


def test_chinese_lines_are_joined_without_a_space() -> None:
    assert broken("拖入、粘贴\n或浏览", fonts.font(), 400, 3) == ["拖入、粘贴或浏览"]
    assert broken("拖入、粘贴\n或浏览", fonts.font(), 400, 1) == ["拖入、粘贴或浏览"]
    assert broken("Drop, paste\nor browse", fonts.font(), 400, 3) == ["Drop, paste or browse"]


def test_what_an_empty_pane_says_grows_in_height_when_it_becomes_narrow(ground: QWidget) -> None:
    words = verbatim("Choose a take in the history to see it here. Ctrl+3 shows the history.")
    state, narrow = EmptyState(words, parent=ground), EmptyState(words, parent=ground)
    for each, width in ((state, 640), (narrow, 240), (state, 240)):
        each.resize(width, 300)
        each.show()
    assert state.findChildren(QLabel)[0].size() == narrow.findChildren(QLabel)[0].size()


def test_the_last_of_a_flow_stands_at_its_end_while_all_are_in_one_line(qtbot: QtBot, ground: QWidget) -> None:
    flow = FlowLayout(ground, spacing=10, last_at_end=True)
    boxes = [QLabel() for _ in range(3)]
    for box in boxes:
        box.setFixedSize(100, 20)
        flow.addWidget(box)
    qtbot.waitUntil(boxes[-1].isVisible)
    flow.setGeometry(QRect(0, 0, 400, 300))
    assert [b.pos().toTuple() for b in boxes] == [(0, 0), (110, 0), (300, 0)]
    flow.setGeometry(QRect(0, 0, 300, 300))
    assert [b.pos().toTuple() for b in boxes] == [(0, 0), (110, 0), (0, 30)]
    boxes[2].hide()
    flow.invalidate()
    flow.setGeometry(QRect(0, 0, 400, 300))
    assert boxes[1].x() == 110
