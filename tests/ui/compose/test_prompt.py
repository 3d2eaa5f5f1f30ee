from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QFont, QInputMethodEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication

from rushes.core.media import MediaKind
from rushes.ui import theme
from rushes.ui.compose.completion import Candidate
from rushes.ui.compose.highlight import MENTION
from rushes.ui.compose.prompt_edit import PromptEdit
from rushes.ui.compose.prompt_layout import LINE_HEIGHT

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from rushes.ui.theme import ThemeManager

CANDIDATES = [Candidate("@Image1", "cat.png"), Candidate("@Image2", "coffee.png"), Candidate("@Audio1", "street.wav")]


@pytest.fixture
def edit(qtbot: QtBot, themed: ThemeManager) -> PromptEdit:
    made = PromptEdit()
    qtbot.addWidget(made)
    made.set_candidates(lambda: CANDIDATES)
    made.set_counts({MediaKind.IMAGE: 2, MediaKind.AUDIO: 1})
    made.resize(360, 104)
    made.show()
    qtbot.waitExposed(made)
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def formats(edit: PromptEdit, block: int = 0) -> dict[str, QTextCharFormat]:
    found = edit.document().findBlockByNumber(block)
    text = found.text().encode("utf-16-le")
    return {
        text[2 * each.start : 2 * (each.start + each.length)].decode("utf-16-le"): QTextCharFormat(each.format)
        for each in found.layout().formats()
    }


def test_mentions_and_beats_are_coloured_and_unknown_ones_underlined(edit: PromptEdit) -> None:
    edit.setPlainText("[0–2s] @Image1 and @Image7")
    found = formats(edit)
    shown = theme.current()
    assert found["[0–2s]"].foreground().color() == shown.info
    assert found["@Image1"].hasProperty(MENTION)
    assert found["@Image1"].fontWeight() == QFont.Weight.DemiBold
    assert found["@Image7"].underlineColor() == shown.bad
    assert not found["@Image7"].hasProperty(MENTION)


def test_a_mention_behind_an_emoji_is_coloured_where_it_stands(edit: PromptEdit) -> None:
    edit.setPlainText("🎬 @Image2 咖啡 图片1")
    assert {"@Image2", "图片1"} <= set(formats(edit))


def test_a_mention_becomes_known_when_its_reference_comes(edit: PromptEdit) -> None:
    edit.setPlainText("@Image3")
    assert not formats(edit)["@Image3"].hasProperty(MENTION)
    edit.set_counts({MediaKind.IMAGE: 3})
    assert formats(edit)["@Image3"].hasProperty(MENTION)


def test_colours_follow_the_theme(edit: PromptEdit, themed: ThemeManager) -> None:
    edit.setPlainText("[0–2s] now")
    themed.choose(theme.ThemeChoice.LIGHT)
    assert formats(edit)["[0–2s]"].foreground().color() == theme.LIGHT.info


def test_colouring_is_not_told_as_typing(edit: PromptEdit, themed: ThemeManager) -> None:
    edit.setPlainText("@Image1")
    told: list[bool] = []
    edit.typed.connect(told.append)
    edit.set_counts({MediaKind.IMAGE: 0})
    themed.choose(theme.ThemeChoice.LIGHT)
    assert told == []


def test_an_at_opens_the_list_and_typing_filters_it(edit: PromptEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(edit, "a @")
    shown = edit.completion()
    assert shown is not None
    assert shown.labels() == ["@Image1", "@Image2", "@Audio1"]
    qtbot.keyClicks(edit, "au")
    assert shown.labels() == ["@Audio1"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab])
def test_enter_and_tab_insert_the_chosen_mention(edit: PromptEdit, qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClicks(edit, "see @im")
    qtbot.keyClick(edit, Qt.Key.Key_Down)
    qtbot.keyClick(edit, key)
    assert edit.toPlainText() == "see @Image2 "
    assert edit.completion() is None
    assert edit.hasFocus()


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (" asleep", "@Image1 asleep"),
        ("asleep", "@Image1 asleep"),
        (".", "@Image1."),
        (", then", "@Image1, then"),
        ("  far", "@Image1  far"),
    ],
)
def test_a_chosen_mention_brings_one_space_and_a_full_stop_takes_its_place(
    edit: PromptEdit, qtbot: QtBot, typed: str, read: str
) -> None:
    qtbot.keyClicks(edit, "@")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.keyClicks(edit, typed)
    assert edit.toPlainText() == read


def test_a_space_typed_elsewhere_is_a_space(edit: PromptEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(edit, "@")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.keyClick(edit, Qt.Key.Key_Home)
    qtbot.keyClicks(edit, " ")
    qtbot.keyClick(edit, Qt.Key.Key_End)
    qtbot.keyClicks(edit, ".")
    assert edit.toPlainText() == " @Image1 ."


def test_escape_closes_the_list_until_another_at(edit: PromptEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(edit, "@")
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert edit.completion() is None
    qtbot.keyClicks(edit, "i")
    assert edit.completion() is None
    qtbot.keyClicks(edit, " @")
    assert edit.completion() is not None


def test_a_name_finds_its_reference(edit: PromptEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(edit, "@coff")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert edit.toPlainText() == "@Image2 "


def test_the_list_opens_for_text_of_an_input_method(edit: PromptEdit) -> None:
    event = QInputMethodEvent()
    event.setCommitString("@")
    QApplication.sendEvent(edit, event)
    assert edit.completion() is not None


def test_what_an_input_method_is_still_composing_is_not_told(edit: PromptEdit) -> None:
    QApplication.sendEvent(edit, QInputMethodEvent("ni", []))
    assert edit.toPlainText() == ""


def test_the_list_goes_with_the_focus(edit: PromptEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(edit, "@")
    edit.clearFocus()
    assert edit.completion() is None


def test_undo_is_asked_of_the_desk(edit: PromptEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(edit, "a")
    with qtbot.waitSignal(edit.undo_requested):
        qtbot.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert edit.toPlainText() == "a"


def test_text_that_comes_from_elsewhere_changes_only_what_differs(edit: PromptEdit) -> None:
    edit.setPlainText("one two three")
    told: list[bool] = []
    edit.typed.connect(told.append)
    edit.show_text("one 🎬 three")
    assert edit.toPlainText() == "one 🎬 three"
    assert edit.textCursor().position() == len("one ") + 2
    edit.show_text("")
    assert edit.toPlainText() == ""
    assert told == []


def test_pasted_words_are_words_and_pasted_files_are_handed_over(edit: PromptEdit) -> None:
    words, files = QMimeData(), QMimeData()
    words.setText("https://example.com/a.png")
    files.setData("image/png", b"data")
    handed: list[object] = []
    edit.media_pasted.connect(handed.append)
    edit.insertFromMimeData(words)
    edit.insertFromMimeData(files)
    assert edit.toPlainText() == "https://example.com/a.png"
    assert len(handed) == 1


def test_it_grows_with_its_text_up_to_a_limit(edit: PromptEdit) -> None:
    least = edit.height()
    edit.setPlainText("\n".join("abcdef"))
    assert edit.height() == least + 2 * LINE_HEIGHT
    edit.setPlainText("\n" * 60)
    assert edit.height() < least + 10 * LINE_HEIGHT


def test_lines_keep_their_distance_where_a_block_breaks(edit: PromptEdit) -> None:
    edit.setPlainText("words that go on " * 8)
    tops = []
    for position in (0, 60, 120):
        cursor = QTextCursor(edit.document())
        cursor.setPosition(position)
        tops.append(edit.cursorRect(cursor).top())
    assert all((after - before) % LINE_HEIGHT == 0 and after > before for before, after in pairwise(tops))


def test_it_shows_all_of_its_lines_when_they_become_more_by_being_narrower(edit: PromptEdit) -> None:
    edit.setPlainText("words that go on " * 9)
    edit.resize(220, edit.height())
    QApplication.processEvents()
    assert edit.verticalScrollBar().maximum() == 0


def test_mentions_are_painted_before_and_after_the_field_is_made_narrower(edit: PromptEdit) -> None:
    text = "a café window with @Image1 in it, steam rising from @Image2, and then\n" * 12
    for width in (360, 240, 420):
        edit.show_text(text if width != 240 else text.upper())
        edit.resize(width, edit.height())
        edit.grab()
        QApplication.processEvents()
    ground = theme.current().selection.rgb()
    image = edit.grab().toImage()
    assert any(image.pixel(x, y) == ground for x in range(image.width()) for y in range(image.height()))


def test_what_an_empty_field_says_stands_in_lines_as_far_apart_as_those_of_the_text(edit: PromptEdit) -> None:
    assert edit.accessibleDescription().startswith("Describe the shot")
    words = " ".join(["HHHHHHHHHHHHHH"] * 3)
    edit.setFixedWidth(200)
    QApplication.processEvents()

    def tops() -> list[int]:
        image = edit.viewport().grab().toImage()
        ground = image.pixelColor(1, image.height() - 2)
        inked = [y for y in range(image.height()) if any(image.pixelColor(x, y) != ground for x in range(16, 90))]
        return [y for y in inked if y - 1 not in inked]

    edit._set_hint(words)
    empty = tops()
    edit.setPlainText(words)
    assert [below - above for above, below in pairwise(empty)] == [LINE_HEIGHT] * 2
    assert empty == tops()
