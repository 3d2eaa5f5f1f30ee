from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from rushes.core.media import MediaKind, Role
from rushes.core.parameters import AspectRatio, Parameters, Resolution
from rushes.core.recipe import Recipe, Reference, ReferenceId, Workflow
from rushes.ui.compose.tab_order import reading_order
from support import clips

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from rushes.services.studio import Studio
    from rushes.ui.compose.pane import ComposePane
    from rushes.ui.tasks import Tasks
    from rushes.ui.theme import ThemeManager


def settle(qtbot: QtBot, tasks: Tasks) -> None:
    qtbot.waitUntil(lambda: not tasks.pending())


def heard(signal: object) -> list[Recipe]:
    found: list[Recipe] = []
    signal.connect(found.append)  # type: ignore[attr-defined]
    return found


def seconds(pane: ComposePane) -> tuple[str, str]:
    return pane.actions_area.rehearse.second(), pane.actions_area.generate.second()


# --- what can be pressed, and why not ---


def test_at_first_both_actions_say_what_is_missing(bare: ComposePane) -> None:
    bare.set_key_known(False)
    assert seconds(bare) == ("write a prompt first", "write a prompt and add your key first")
    assert not bare.actions_area.rehearse.isEnabled()
    assert not bare.actions_area.generate.isEnabled()


def test_the_first_letter_enables_them_at_once(bare: ComposePane, qtbot: QtBot) -> None:
    bare.focus_prompt()
    qtbot.keyClicks(bare.prompt.edit, "a")
    assert seconds(bare) == ("free, on this computer", "spends credits at skills.video")
    qtbot.keyClick(bare.prompt.edit, Qt.Key.Key_Backspace)
    assert not bare.actions_area.generate.isEnabled()


@pytest.mark.parametrize(("key", "generate"), [(True, True), (None, True), (False, False)])
def test_the_accent_is_on_generate_when_it_can_send_and_else_on_rehearse(
    bare: ComposePane, key: bool | None, generate: bool
) -> None:
    bare.set_recipe(Recipe(prompt="a"))
    bare.set_key_known(key)
    assert bare.actions_area.generate.is_main() is generate
    assert bare.actions_area.rehearse.is_main() is not generate


def test_generate_without_a_key_asks_for_one(bare: ComposePane, qtbot: QtBot) -> None:
    bare.set_recipe(Recipe(prompt="a"))
    bare.set_key_known(False)
    sent = heard(bare.generate_requested)
    assert seconds(bare)[1] == "add your key first"
    with qtbot.waitSignal(bare.key_requested):
        bare.actions_area.generate.click()
    assert sent == []


@pytest.mark.parametrize(
    ("workflow", "words"), [(Workflow.FRAMES, "add the first frame"), (Workflow.REFERENCES, "add a reference first")]
)
def test_what_a_workflow_needs_is_said_but_not_marked_as_a_mistake(
    bare: ComposePane, workflow: Workflow, words: str
) -> None:
    bare.set_recipe(Recipe(workflow, "a"))
    assert seconds(bare)[0] == words
    assert bare.cards.texts() == []


def test_too_many_references_are_marked_with_a_fix(bare: ComposePane) -> None:
    many = tuple(
        Reference(ReferenceId(str(n)), MediaKind.VIDEO, Role.REFERENCE, f"{n}.mp4", url=f"https://a.b/{n}.mp4")
        for n in range(4)
    )
    bare.set_recipe(Recipe(Workflow.REFERENCES, "a", references=many))
    assert bare.cards.texts() == ["At most 3 videos. Remove “3.mp4”."]
    tile = bare.references.tile_of("3")
    assert tile is not None
    assert tile.tone == "bad"
    assert seconds(bare)[0] == "fix what is in red"
    bare.cards._cards[0]._links[0].click()
    assert [reference.id for reference in bare.recipe().references] == ["0", "1", "2"]
    assert bare.cards.texts() == []


def test_unknown_mentions_stand_on_one_card_below_the_prompt(bare: ComposePane) -> None:
    bare.set_recipe(Recipe(prompt="@Image1 and @Video2"))
    assert bare.prompt.cards.texts() == ["The prompt mentions @Image1, @Video2, which are not among the references."]


def test_unknown_mentions_are_removed_at_one_click_which_can_be_undone(bare: ComposePane) -> None:
    bare.set_recipe(Recipe(prompt="A fox like @Image1 and @Video2 runs"))
    (card,) = bare.prompt.cards._cards
    assert [link.text() for link in card._links] == ["Remove"]
    card._links[0].click()
    assert bare.recipe().prompt == "A fox like and runs"
    assert bare.prompt.edit.toPlainText() == "A fox like and runs"
    assert bare.prompt.cards.texts() == []
    bare.undo()
    assert bare.recipe().prompt == "A fox like @Image1 and @Video2 runs"


def test_a_prompt_of_a_hundred_thousand_characters_is_kept_and_named(
    pane: ComposePane, qtbot: QtBot, tasks: Tasks
) -> None:
    text = "a harbour at night, " * 5_000
    pane.prompt.edit.insertPlainText(text)
    qtbot.waitUntil(lambda: bool(pane.prompt.cards.texts()))
    assert "100000 characters" in pane.prompt.cards.texts()[0]
    assert pane.recipe().prompt == text
    assert seconds(pane)[0] == "fix what is in red"
    pane.undo()
    assert pane.prompt.edit.toPlainText() == ""
    qtbot.waitUntil(lambda: not pane.prompt.cards.texts())


def test_characters_are_counted_only_near_the_limit(bare: ComposePane) -> None:
    note = bare.prompt.header._note
    assert "@ mention" in note.text()
    bare.set_recipe(Recipe(prompt="a" * 19_000))
    assert note.text().replace(",", "") == "19000 of 20000 characters"
    bare.set_recipe(Recipe(prompt="a"))
    assert "@ mention" in note.text()


def test_the_beats_are_shown_as_bars(bare: ComposePane) -> None:
    bare.set_recipe(Recipe(prompt="[0–2s] dolly in, café\n[2–5s] whip pan"))
    assert bare.prompt.beats.shown() == ["0–2 s Dolly in, café", "2–5 s Whip pan"]
    bare.set_recipe(Recipe(prompt="dolly in"))
    assert bare.prompt.beats.isHidden()


# --- parameters ---


def test_parameters_go_into_the_recipe_and_back(bare: ComposePane, qtbot: QtBot) -> None:
    rows = bare.parameters
    rows.aspect._buttons[5].click()
    rows.resolution._buttons[2].click()
    rows.length.setValue(12)
    rows.sound.click()
    qtbot.keyClicks(rows.seed.edit, "81172")
    assert bare.recipe().parameters == Parameters(AspectRatio.R9_16, Resolution.P1080, 12, False, 81172)
    assert rows.output.text() == "1080 × 1920 · 289 frames · 24 fps"
    bare.set_recipe(Recipe())
    assert (rows.seed.edit.text(), rows.length.value(), rows.sound.isChecked()) == ("", 5, True)
    assert rows.seconds.text() == "5 s"


def test_a_slide_is_one_step_back(bare: ComposePane) -> None:
    for value in (6, 7, 8):
        bare.parameters.length.setValue(value)
    bare.undo()
    assert bare.recipe().parameters.duration == 5
    assert bare.parameters.length.value() == 5


def test_scrolling_past_the_length_does_not_change_it(bare: ComposePane) -> None:
    slider, step = bare.parameters.length, QPoint(0, -120)
    at = QPointF(slider.rect().center())
    turn = QWheelEvent(
        at,
        QPointF(slider.mapToGlobal(at)),
        QPoint(),
        step,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(slider, turn)
    assert bare.recipe().parameters.duration == Parameters().duration


def test_a_seed_can_be_drawn_and_emptied(bare: ComposePane) -> None:
    bare.parameters.seed.dice.click()
    assert str(bare.recipe().parameters.seed) == bare.parameters.seed.edit.text()
    bare.parameters.seed.edit.clear()
    bare.parameters.seed.edit.textEdited.emit("")
    assert bare.recipe().parameters.seed is None


@pytest.mark.parametrize("text", ["abc", "1.5", "9007199254740992"])
def test_a_seed_that_is_none_is_marked_and_nothing_can_be_sent(bare: ComposePane, qtbot: QtBot, text: str) -> None:
    bare.set_recipe(Recipe(prompt="a"))
    qtbot.keyClicks(bare.parameters.seed.edit, text)
    qtbot.waitUntil(lambda: seconds(bare)[0] == "fix what is in red")
    assert bare.parameters.seed._wrong
    assert bare.parameters.seed.edit.text() == text


def test_more_shows_the_end_user_id_and_extra_keys(bare: ComposePane, qtbot: QtBot) -> None:
    assert bare.parameters.extras() is None
    bare.parameters.more.click()
    extras = bare.parameters.extras()
    assert extras is not None
    qtbot.keyClicks(extras.end_user, "me")
    extras.add.click()
    (row,) = extras.rows()
    qtbot.keyClicks(row.key, "watermark")
    qtbot.keyClicks(row.value, "false")
    assert bare.recipe().parameters.end_user_id == "me"
    assert dict(bare.recipe().extra) == {"watermark": False}


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("prompt", "1", "field of its own"),
        ("style", "film", "This is not JSON"),
        ("style", "NaN", "This is not JSON"),
        ("", "1", "Name this key."),
        ("style", "", "Give this key a value"),
    ],
)
def test_an_extra_key_that_is_wrong_says_so_at_its_row_and_is_not_sent(
    bare: ComposePane, qtbot: QtBot, key: str, value: str, words: str
) -> None:
    bare.set_recipe(Recipe(prompt="a"))
    bare.parameters.more.click()
    extras = bare.parameters.extras()
    assert extras is not None
    extras.add.click()
    (row,) = extras.rows()
    qtbot.keyClicks(row.key, key)
    qtbot.keyClicks(row.value, value)
    assert words in row.words.text()
    assert dict(bare.recipe().extra) == {}
    assert seconds(bare)[0] == "fix what is in red"


def test_a_recipe_with_extra_keys_opens_what_holds_them(bare: ComposePane) -> None:
    bare.set_recipe(Recipe(prompt="a", extra={"style": "film"}))
    extras = bare.parameters.extras()
    assert extras is not None
    assert [(row.key.text(), row.value.text()) for row in extras.rows()] == [("style", '"film"')]


# --- sending ---


def test_generate_waits_and_sends_the_recipe_that_was_pressed_for(bare: ComposePane, qtbot: QtBot) -> None:
    now = [0.0]
    bare.actions_area.delay._clock = lambda: now[0]
    bare.set_recipe(Recipe(prompt="pressed for"))
    bare.set_send_delay(3)
    sent = heard(bare.generate_requested)
    bare.generate()
    assert bare.actions_area.delay._words.text() == "Sending in 3 s"
    bare.set_recipe(Recipe(prompt="edited since"))
    now[0] = 2.9
    bare.actions_area.delay._tick()
    assert sent == []
    now[0] = 3.0
    bare.actions_area.delay._tick()
    assert sent == [Recipe(prompt="pressed for")]
    assert bare.actions_area.generate.isVisible()


def test_a_second_press_of_the_same_recipe_sends_nothing_more(bare: ComposePane) -> None:
    bare.set_recipe(Recipe(prompt="a"))
    bare.generate()
    bare.generate()
    assert bare.actions_area.delay.waiting == 1
    bare.set_send_delay(0)
    bare.actions_area.drop_waiting()
    sent = heard(bare.generate_requested)
    bare.set_recipe(Recipe(prompt="b"))
    bare.generate()
    bare.generate()
    assert sent == [Recipe(prompt="b")]


def test_undo_and_escape_take_it_back(bare: ComposePane, qtbot: QtBot) -> None:
    bare.set_recipe(Recipe(prompt="a"))
    sent = heard(bare.generate_requested)
    bare.generate()
    bare.actions_area.delay.undo.click()
    assert bare.actions_area.generate.isVisible()
    bare.set_recipe(Recipe(prompt="b"))
    bare.generate()
    bare.activateWindow()
    bare.focus_prompt()
    qtbot.keyClick(bare.prompt.edit, Qt.Key.Key_Escape)
    assert bare.actions_area.delay.waiting == 0
    assert sent == []


def test_closing_sends_nothing_that_still_waits(bare: ComposePane) -> None:
    bare.set_recipe(Recipe(prompt="a"))
    sent = heard(bare.generate_requested)
    bare.generate()
    bare.flush()
    assert bare.actions_area.delay.waiting == 0
    assert sent == []


def test_a_held_key_does_not_send(bare: ComposePane) -> None:
    bare.set_recipe(Recipe(prompt="a"))
    bare.set_send_delay(0)
    sent = heard(bare.generate_requested)
    button = bare.actions_area.generate
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease) * 5:
        event = QKeyEvent(kind, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", True)
        QApplication.sendEvent(button, event)
    assert sent == []


def test_a_second_rehearsal_of_the_same_recipe_in_a_moment_is_the_same(bare: ComposePane) -> None:
    bare.set_recipe(Recipe(prompt="a"))
    drawn = heard(bare.rehearse_requested)
    bare.rehearse()
    bare.rehearse()
    assert drawn == [Recipe(prompt="a")]
    bare.set_recipe(Recipe(prompt="b"))
    bare.rehearse()
    assert len(drawn) == 2


def test_only_what_the_workflow_uses_is_sent(pane: ComposePane, take: Callable[..., None], tmp_path: Path) -> None:
    take(clips.png(tmp_path / "start.png", 640, 360))
    pane.set_recipe(replace(pane.recipe(), prompt="a"))
    pane.set_recipe(replace(pane.recipe(), workflow=Workflow.REFERENCES))
    take(clips.png(tmp_path / "reference.png", 640, 360))
    drawn = heard(pane.rehearse_requested)
    with_both = pane.recipe()
    pane.rehearse()
    take()
    assert [reference.name for reference in with_both.references] == ["start.png", "reference.png"]
    assert [reference.name for reference in drawn[0].references] == ["reference.png"]


def test_an_unfinished_recipe_says_why_it_is_not_sent(bare: ComposePane) -> None:
    said: list[str] = []
    bare.notice.connect(lambda words: said.append(words.source()))
    bare.generate()
    bare.rehearse()
    assert said == ["Not sent: write a prompt first."] * 2


# --- the draft ---


def test_the_draft_is_saved_and_comes_back(
    pane: ComposePane, studio: Studio, qtbot: QtBot, tasks: Tasks, take: Callable[..., None], tmp_path: Path
) -> None:
    take(clips.png(tmp_path / "a.png"))
    qtbot.keyClicks(pane.prompt.edit, "a harbour")
    qtbot.waitUntil(lambda: studio.drafts.load().prompt == "a harbour")
    assert [reference.name for reference in studio.drafts.load().references] == ["a.png"]


def test_closing_saves_the_last_letters(pane: ComposePane, studio: Studio, qtbot: QtBot) -> None:
    qtbot.keyClicks(pane.prompt.edit, "last")
    pane.flush()
    assert studio.drafts.load().prompt == "last"


def test_the_saved_draft_is_loaded_but_never_over_what_is_being_typed(
    bare: ComposePane, studio: Studio, request: pytest.FixtureRequest, qtbot: QtBot
) -> None:
    studio.drafts.save(Recipe(prompt="saved"))
    qtbot.keyClicks(bare.prompt.edit, "new")
    pane = request.getfixturevalue("pane")
    assert pane.recipe().prompt == "new"
    while pane.undo():
        pass
    assert pane.recipe().prompt == "saved"


def test_the_saved_draft_is_shown(studio: Studio, request: pytest.FixtureRequest) -> None:
    studio.drafts.save(Recipe(Workflow.FRAMES, "saved", Parameters(duration=9)))
    pane = request.getfixturevalue("pane")
    assert pane.prompt.edit.toPlainText() == "saved"
    assert pane.workflow.value() is Workflow.FRAMES
    assert pane.parameters.length.value() == 9


def test_typing_and_dropping_come_back_in_one_order(
    pane: ComposePane, qtbot: QtBot, take: Callable[..., None], tmp_path: Path
) -> None:
    qtbot.keyClicks(pane.prompt.edit, "one")
    take(clips.png(tmp_path / "a.png"))
    qtbot.keyClicks(pane.prompt.edit, " two")
    ctrl = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(pane.prompt.edit, Qt.Key.Key_Z, ctrl)
    assert (pane.prompt.edit.toPlainText(), len(pane.recipe().references)) == ("one", 1)
    qtbot.keyClick(pane.prompt.edit, Qt.Key.Key_Z, ctrl)
    assert (pane.prompt.edit.toPlainText(), len(pane.recipe().references)) == ("one", 0)
    qtbot.keyClick(pane.prompt.edit, Qt.Key.Key_Z, ctrl | Qt.KeyboardModifier.ShiftModifier)
    assert len(pane.recipe().references) == 1


def test_reuse_of_a_recipe_can_be_taken_back(bare: ComposePane, qtbot: QtBot) -> None:
    qtbot.keyClicks(bare.prompt.edit, "mine")
    bare.set_recipe(Recipe(Workflow.FRAMES, "theirs"))
    bare.undo()
    assert (bare.recipe().prompt, bare.prompt.edit.toPlainText()) == ("mine", "mine")


# --- for everybody ---


def test_everything_that_takes_the_keyboard_has_a_name(
    pane: ComposePane, take: Callable[..., None], tmp_path: Path
) -> None:
    pane.parameters.more.click()
    for workflow in Workflow:
        pane.set_recipe(replace(pane.recipe(), workflow=workflow))
        nameless = [
            widget
            for widget in reading_order(pane)
            if not widget.accessibleName() and not getattr(widget, "text", str)()
        ]
        assert nameless == []


def test_tab_goes_in_the_order_of_reading(pane: ComposePane, take: Callable[..., None], tmp_path: Path) -> None:
    pane.set_recipe(Recipe(Workflow.REFERENCES, "a"))
    take(clips.png(tmp_path / "a.png"), clips.wav(tmp_path / "b.wav"))
    pane._set_order()
    order = reading_order(pane)
    chain: list[QWidget] = []
    widget: QWidget | None = order[0]
    while widget is not None and widget not in chain:
        chain.append(widget)
        widget = widget.nextInFocusChain()
    assert [each for each in chain if each in order] == order
    assert isinstance(order[-1], type(pane.actions_area.generate))
    kinds = [type(each) for each in order]
    assert kinds.index(type(pane.prompt.edit)) < kinds.index(QLineEdit)
    assert isinstance(pane.prompt.edit, QPlainTextEdit)


@pytest.mark.parametrize("width", [320, 392])
def test_nothing_is_wider_than_the_pane(bare: ComposePane, width: int, themed: ThemeManager) -> None:
    for workflow in Workflow:
        bare.set_recipe(Recipe(workflow, "[0-2s] a @Image1"))
        bare.parameters.more.setChecked(True)
        bare.resize(width, 500)
        QApplication.processEvents()
        assert bare.width() == width
        for widget in reading_order(bare):
            left = widget.mapTo(bare, widget.rect().topLeft()).x()
            assert left >= 0
            assert left + widget.width() <= width, widget.accessibleName()


def test_in_a_narrow_pane_the_seed_goes_into_a_line_of_its_own_before_words_are_cut(
    bare: ComposePane, qtbot: QtBot
) -> None:
    rows = bare.parameters

    def tops() -> tuple[int, int]:
        return rows.sound.mapTo(rows, QPoint()).y(), rows.seed.mapTo(rows, QPoint()).y()

    bare.resize(392, 700)
    qtbot.waitUntil(lambda: tops()[0] == tops()[1] and rows.sound.width() == rows.sound.sizeHint().width())
    right = rows.seed.mapTo(rows, rows.seed.rect().topRight()).x()
    assert right == rows.resolution.mapTo(rows, rows.resolution.rect().topRight()).x()
    bare.resize(320, 700)
    qtbot.waitUntil(lambda: tops()[1] >= tops()[0] + rows.sound.height())
    assert rows.sound.width() == rows.sound.sizeHint().width()
    assert rows.seed.width() == rows.seed.sizeHint().width()
    assert rows.output.mapTo(rows, QPoint()).y() >= tops()[1] + rows.seed.height()
