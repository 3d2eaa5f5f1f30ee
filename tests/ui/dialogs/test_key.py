"""The key dialog, with the rehearsal engine as the service and real checking, keeping and forgetting."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest
import shiboken6
from keyring.errors import KeyringLocked as BackendLocked
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from rushes.ui.dialogs.key import KeyDialog
from rushes.ui.widgets.buttons import LinkButton
from support.reading import seen
from support.socket_server import SocketServer, answer, answering

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from rushes.ui.desk import Desk
    from rushes.ui.tasks import Tasks
    from support.keyring_backend import Keyring
    from support.rehearsal import RehearsalProcess


def settle(qtbot: QtBot, tasks: Tasks) -> None:
    qtbot.waitUntil(lambda: not tasks.pending())


def paste(dialog: KeyDialog, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    dialog.field.setFocus()
    QTest.keyClick(dialog.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def link(dialog: KeyDialog, words: str) -> LinkButton:
    (found,) = [b for b in dialog.findChildren(LinkButton) if b.text() == words and b.isVisible()]
    return found


def test_a_key_is_checked_kept_in_the_keyring_and_shown_with_the_balance(
    dialog: KeyDialog, engine: RehearsalProcess, keyring: Keyring, qtbot: QtBot, tasks: Tasks
) -> None:
    paste(dialog, f"  {engine.key}\n")
    assert dialog.field.echoMode() is QLineEdit.EchoMode.Password
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    settle(qtbot, tasks)
    assert list(keyring.entries.values()) == [engine.key]
    words = seen(dialog)
    assert "skills.video accepts the key" in words
    assert "In the system keyring" in words
    assert "credits" in seen(dialog.standing)
    assert dialog.field.text() == ""
    assert dialog.isVisible()


def test_without_a_keyring_the_key_stays_in_memory_and_the_dialog_says_what_to_do(
    dialog: KeyDialog, engine: RehearsalProcess, keyring: Keyring, qtbot: QtBot, tasks: Tasks
) -> None:
    keyring.error = RuntimeError("no bus")
    paste(dialog, engine.key)
    dialog.keep.click()
    settle(qtbot, tasks)
    assert "in memory until you close Rushes: there is no working keyring" in seen(dialog)
    assert "set up a keyring" in seen(dialog)


def test_a_refused_key_is_not_kept_and_the_reason_stands_at_the_field(
    dialog: KeyDialog, keyring: Keyring, qtbot: QtBot, tasks: Tasks
) -> None:
    paste(dialog, "sk-not-the-key")
    dialog.keep.click()
    settle(qtbot, tasks)
    assert keyring.entries == {}
    assert dialog.field.text() == "sk-not-the-key"
    assert dialog.field.property("wrong") is True
    assert dialog.field.accessibleDescription() in seen(dialog.problem).replace(" | ", " ")
    assert dialog.problem.isVisible()
    QTest.keyClicks(dialog.field, "x")
    assert not dialog.problem.isVisible()
    assert dialog.field.property("wrong") is False


@pytest.mark.parametrize("text", ["two keys", "a\u200bkey"])
def test_text_that_cannot_be_a_key_is_refused_before_anything_is_asked(
    dialog: KeyDialog, keyring: Keyring, qtbot: QtBot, tasks: Tasks, text: str
) -> None:
    paste(dialog, text)
    dialog.keep.click()
    settle(qtbot, tasks)
    assert "spaces, line breaks or invisible characters" in seen(dialog.problem)
    assert "Copy the key again" in seen(dialog.problem)
    assert keyring.entries == {}


def test_without_text_the_button_says_what_is_missing(dialog: KeyDialog) -> None:
    assert not dialog.keep.isEnabled()
    assert dialog.keep.toolTip() == "Paste a key first"


def test_a_locked_keyring_offers_to_try_again_and_to_keep_the_key_for_the_session(
    dialog: KeyDialog, engine: RehearsalProcess, keyring: Keyring, qtbot: QtBot, tasks: Tasks
) -> None:
    keyring.error = BackendLocked("dismissed")
    paste(dialog, engine.key)
    dialog.keep.click()
    settle(qtbot, tasks)
    assert "The keyring is locked" in seen(dialog.problem)
    keyring.error = None
    link(dialog, "Try again").click()
    settle(qtbot, tasks)
    assert list(keyring.entries.values()) == [engine.key]

    keyring.entries.clear()
    keyring.error = BackendLocked("dismissed")
    paste(dialog, engine.key)
    dialog.keep.click()
    settle(qtbot, tasks)
    link(dialog, "Keep until I close Rushes").click()
    settle(qtbot, tasks)
    assert "It is kept in memory until you close Rushes. To keep it longer" in seen(dialog)
    assert keyring.entries == {}


def test_a_key_that_is_there_can_be_forgotten_and_what_follows_is_said(
    dialog: KeyDialog, desk: Desk, engine: RehearsalProcess, keyring: Keyring, qtbot: QtBot, tasks: Tasks
) -> None:
    desk.store_key(engine.key)
    settle(qtbot, tasks)
    assert "nothing can be sent to skills.video" in seen(dialog.standing)
    with qtbot.waitSignal(desk.key_known, check_params_cb=lambda known, _why: not known):
        dialog.standing.forget.click()
    settle(qtbot, tasks)
    assert keyring.entries == {}
    assert "Rushes has forgotten the key." in seen(dialog)
    assert not dialog.standing.forget.isVisible()


def test_a_keyring_that_does_not_let_go_says_so_beside_the_button(
    dialog: KeyDialog, desk: Desk, engine: RehearsalProcess, keyring: Keyring, qtbot: QtBot, tasks: Tasks
) -> None:
    desk.store_key(engine.key)
    settle(qtbot, tasks)
    keyring.error = BackendLocked("dismissed")
    dialog.standing.forget.click()
    settle(qtbot, tasks)
    assert "The keyring is locked" in seen(dialog.standing)
    assert keyring.entries


def test_the_balance_is_asked_again(
    dialog: KeyDialog, desk: Desk, engine: RehearsalProcess, qtbot: QtBot, tasks: Tasks
) -> None:
    desk.store_key(engine.key)
    settle(qtbot, tasks)
    dialog.standing.show_balance(None)
    assert "Not known yet" in seen(dialog.standing)
    dialog.standing.refresh.click()
    assert "Asking…" in seen(dialog.standing)
    settle(qtbot, tasks)
    assert "credits" in seen(dialog.standing)


def test_the_page_is_opened(dialog: KeyDialog, pages: list[str]) -> None:
    dialog.page.click()
    assert pages == ["opened"]


def test_nothing_of_the_key_is_left_in_the_dialog_when_it_closes(dialog: KeyDialog, qtbot: QtBot) -> None:
    paste(dialog, "sk-a-secret-of-mine")
    dialog.field.eye.click()
    assert dialog.field.echoMode() is QLineEdit.EchoMode.Normal
    QTest.keyClick(dialog.field, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.field.text() == ""
    assert not dialog.field.isUndoAvailable()
    assert dialog.field.echoMode() is QLineEdit.EchoMode.Password
    fields = [o for o in gc.get_objects() if isinstance(o, QLineEdit | QLabel) and shiboken6.isValid(o)]
    assert dialog.field in fields
    assert "sk-a-secret-of-mine" not in [field.text() for field in fields]
    dialog.field.undo()
    assert dialog.field.text() == ""


def test_keyboards_are_told_not_to_learn_the_key(dialog: KeyDialog) -> None:
    for _ in range(2):
        hints = dialog.field.inputMethodHints()
        assert hints & Qt.InputMethodHint.ImhSensitiveData
        assert hints & Qt.InputMethodHint.ImhNoPredictiveText
        dialog.field.eye.click()


def test_the_buttons_and_the_field_have_names(dialog: KeyDialog) -> None:
    assert dialog.field.accessibleName() == "Key"
    assert dialog.field.eye.accessibleName() == "Show the key"
    dialog.field.eye.click()
    assert dialog.field.eye.accessibleName() == "Hide the key"


class TestAnUnreachableService:
    @pytest.fixture
    def api_url(self) -> Iterator[str]:
        with SocketServer(answering(answer(503, {"error": "busy"}))) as server:
            yield server.url

    def test_the_key_is_kept_and_it_says_that_it_could_not_be_checked(
        self, dialog: KeyDialog, keyring: Keyring, qtbot: QtBot, tasks: Tasks
    ) -> None:
        paste(dialog, "sk-perhaps")
        dialog.keep.click()
        assert not dialog.keep.isEnabled()
        assert "Asking skills.video…" in seen(dialog)
        settle(qtbot, tasks)
        assert list(keyring.entries.values()) == ["sk-perhaps"]
        assert "The key is kept, but could not be checked" in seen(dialog)


class TestAKeyInTheEnvironment:
    @pytest.fixture
    def environ(self, engine: RehearsalProcess) -> dict[str, str]:
        return {"RUSHES_API_URL": engine.url, "SKILLS_VIDEO_API_KEY": engine.key}

    def test_it_is_named_and_no_other_can_be_kept(self, dialog: KeyDialog) -> None:
        assert "SKILLS_VIDEO_API_KEY" in seen(dialog.standing)
        assert not dialog.field.isVisible()
        assert not dialog.standing.forget.isVisible()


def test_a_locked_keyring_can_be_asked_again(
    desk: Desk, keyring: Keyring, engine: RehearsalProcess, qtbot: QtBot, tasks: Tasks, themed: object
) -> None:
    studio = desk.studio
    assert studio is not None
    keyring.error = BackendLocked("dismissed")
    dialog = KeyDialog(desk, open_page=lambda: None)
    qtbot.addWidget(dialog)
    # the store asks the keyring only once for a key that is not there
    desk.store_key(engine.key, for_session=True)
    settle(qtbot, tasks)
    with pytest.raises(Exception, match="not unlocked"):
        studio.account.forget_key()
    dialog.open()
    settle(qtbot, tasks)
    assert "which is locked" in seen(dialog.standing)
    keyring.error = None
    dialog.standing.look_again.click()
    settle(qtbot, tasks)
    assert "which is locked" not in seen(dialog)
