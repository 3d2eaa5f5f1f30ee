"""The preferences: each change is in force and on disk at once, so there is nothing to confirm."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from rushes.core.errors import InvalidRequest, LibraryUnwritable, RushesError
from rushes.core.messages import msg, verbatim
from rushes.settings.preferences import Theme
from rushes.ui import fonts
from rushes.ui.dialogs.controls import NumberSlider, PathLabel
from rushes.ui.dialogs.frame import Dialog, FormRow
from rushes.ui.tasks import Pool
from rushes.ui.widgets.buttons import LinkButton, ToolButton
from rushes.ui.widgets.fields import CheckBox, Select
from rushes.ui.widgets.labels import Line
from rushes.ui.widgets.segments import Segment, SegmentedControl
from rushes.ui.words import say, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from rushes.core.messages import Message
    from rushes.settings.preferences import Preferences, PreferencesStore
    from rushes.ui.tasks import Tasks


class _Saver:
    """Saves changes in the order they were made, whichever threads carry them, and outlives the dialog."""

    def __init__(self, store: PreferencesStore) -> None:
        self._store = store
        self._writing = Lock()
        self._adding = Lock()
        self._waiting: dict[str, object] = {}

    def add(self, name: str, value: object) -> None:
        """Note a change to be saved by the next `save`. Raises `InvalidRequest` for a value that cannot be."""
        changed: dict[str, Any] = {name: value}
        replace(self._store.current, **changed)
        with self._adding:
            self._waiting[name] = value

    def save(self) -> None:
        """Save what was noted. Blocks. Raises `SettingsError`."""
        with self._writing:
            with self._adding:
                changes: dict[str, Any] = self._waiting
                self._waiting = {}
            if changes:
                self._store.save(replace(self._store.current, **changes))


class _TextField(QLineEdit):
    """A line whose text counts when it is done: with Enter, or when the focus leaves."""

    def __init__(self, name: Message, placeholder: Message | None = None) -> None:
        super().__init__()
        say(self.setAccessibleName, name)
        if placeholder is not None:
            say(self.setPlaceholderText, placeholder)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter end the line and not press a button of the dialog."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


class PreferencesDialog(Dialog):
    """Shows the preferences and saves each change at once.

    `languages` are the codes there is a translation for, `library` is the folder that is open now.
    """

    def __init__(
        self,
        store: PreferencesStore,
        tasks: Tasks,
        *,
        languages: Sequence[str],
        library: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(msg("Preferences"), width=560, parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._store = store
        self._tasks = tasks
        self._library = library
        self._saver = _Saver(store)
        self._rows: dict[str, FormRow] = {}
        self._texts: dict[str, _TextField] = {}
        now = store.current
        self._add_looks(now, languages)
        self.body.addWidget(Line())
        self._add_library(now)
        self.body.addWidget(Line())
        self._add_sending(now)
        self.body.addWidget(Line())
        self._add_advanced(now)
        self.body.addStretch(1)
        self.add_close()

    # --- made ---

    def _row(self, name: str, words: Message, control: QWidget, hint: Message | None = None) -> None:
        row = FormRow(words, control, hint)
        self._rows[name] = row
        self.body.addWidget(row)

    def _add_looks(self, now: Preferences, languages: Sequence[str]) -> None:
        self.theme = SegmentedControl(
            [
                Segment(Theme.SYSTEM, msg("As the system")),
                Segment(Theme.DARK, msg("Dark")),
                Segment(Theme.LIGHT, msg("Light")),
            ],
            name=msg("Appearance"),
        )
        self.theme.set_value(now.theme)
        self.theme.changed.connect(partial(self._change, "theme"))
        self._row("theme", msg("Appearance"), self.theme)
        codes = ["en", *languages]
        if now.language not in ("system", *codes):
            codes.append(now.language)
        choices = [("system", msg("As the system")), *((code, verbatim(_language(code))) for code in codes)]
        self.language = Select(choices, name=msg("Language"))
        self.language.set_value(now.language)
        self.language.currentIndexChanged.connect(lambda _index: self._change("language", self.language.value()))
        hint = None
        if any(code.startswith("zh") for code in codes) and not fonts.cjk_available():
            hint = msg("This computer has no font with Chinese characters. Install one, such as Noto Sans CJK.")
        self._row("language", msg("Language"), self.language, hint)
        self.still = CheckBox(msg("Animate nothing"))
        self.still.setChecked(now.reduced_motion)
        self.still.toggled.connect(partial(self._change, "reduced_motion"))
        self._row("reduced_motion", msg("Motion"), self.still)
        self.notify = CheckBox(msg("When a take is ready or has failed"))
        self.notify.setChecked(now.notifications)
        self.notify.toggled.connect(partial(self._change, "notifications"))
        self._row("notifications", msg("Notifications"), self.notify, msg("Only while Rushes is not in front."))

    def _add_library(self, now: Preferences) -> None:
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        self.library = PathLabel(self._library)
        self.choose = ToolButton(msg("Choose…"))
        self.choose.hint(msg("Choose another folder for the library"))
        self.choose.clicked.connect(self._choose_library)
        line.addWidget(self.library, 1)
        line.addWidget(self.choose)
        self._row("library_folder", msg("Library folder"), box)
        self._hint_library(now)

    def _add_sending(self, now: Preferences) -> None:
        self.slots = NumberSlider(1, 16, name=msg("Takes at once"), words=_count)
        self.slots.set_value(now.slots)
        self.slots.changed.connect(partial(self._change, "slots"))
        at_once = msg("How many takes are made at skills.video at the same time. The others wait here.")
        self._row("slots", msg("Takes at once"), self.slots, at_once)
        self.delay = NumberSlider(0, 10, name=msg("Wait before sending"), words=_delay)
        self.delay.set_value(now.send_delay)
        self.delay.changed.connect(partial(self._change, "send_delay"))
        self._row("send_delay", msg("Wait before sending"), self.delay)
        self._add_text(
            "proxy",
            msg("Proxy"),
            now.proxy,
            placeholder=verbatim("http://host:port"),
            hint=msg("For everything but this computer. Leave it empty for none."),
        )

    def _add_advanced(self, now: Preferences) -> None:
        self.more = LinkButton(msg("Advanced"), quiet=True, menu=True)
        self.more.setCheckable(True)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        advanced = QWidget()
        column = QVBoxLayout(advanced)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        hint = msg("Sent as “feature” with this workflow. Leave it empty unless skills.video gave you a name.")
        self._add_text("frames_feature", msg("First & last frame"), now.frames_feature, into=column)
        self._add_text("references_feature", msg("References"), now.references_feature, hint=hint, into=column)
        self.body.addWidget(advanced)
        opened = bool(now.frames_feature or now.references_feature)
        self.more.setChecked(opened)
        advanced.setVisible(opened)
        self.more.toggled.connect(advanced.setVisible)

    def _add_text(
        self,
        name: str,
        words: Message,
        value: str,
        *,
        placeholder: Message | None = None,
        hint: Message | None = None,
        into: QVBoxLayout | None = None,
    ) -> None:
        field = _TextField(words, placeholder)
        field.setText(value)
        field.editingFinished.connect(partial(self._commit, name))
        field.textEdited.connect(partial(self._typed, name))
        self._texts[name] = field
        row = FormRow(words, field, hint)
        self._rows[name] = row
        (into or self.body).addWidget(row)

    # --- changed ---

    def _change(self, name: str, value: object) -> bool:
        row = self._rows[name]
        row.problem.clear()
        try:
            self._saver.add(name, value)
        except InvalidRequest as error:
            row.problem.show_words(error.message)
            return False
        self._save(name)
        return True

    def _save(self, name: str) -> None:
        self._tasks.run(
            Pool.QUERIES,
            self._saver.save,
            done=partial(self._saved, name),
            failed=partial(self._failed, name),
            owner=self,
        )

    def _saved(self, name: str, _nothing: object) -> None:
        if name == "library_folder":
            self._hint_library(self._store.current)

    def _failed(self, name: str, error: Exception) -> None:
        if not isinstance(error, RushesError):
            self._tasks.unhandled.emit(error)
            return
        self._rows[name].problem.show_error(error)

    def _typed(self, name: str, _text: str) -> None:
        """Take back a complaint while the text is being mended."""
        self._rows[name].problem.clear()

    def _commit(self, name: str) -> bool:
        text = self._texts[name].text().strip()
        if text == getattr(self._store.current, name):
            self._rows[name].problem.clear()
            return True
        return self._change(name, text)

    # --- the library's folder ---

    def _choose_library(self) -> None:
        dialog = QFileDialog(self, tr(msg("Choose a folder for the library")), str(self._library))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.take_library)
        dialog.open()

    def take_library(self, folder: str) -> None:
        """Take another folder for the library, if it can be written to."""
        self._rows["library_folder"].problem.clear()
        path = Path(folder).absolute()
        self._tasks.run(
            Pool.QUERIES, _check_folder, path, done=self._take_folder, failed=partial(self._failed, "library_folder")
        )

    def _take_folder(self, path: Path) -> None:
        self._change("library_folder", path)

    def _hint_library(self, now: Preferences) -> None:
        wanted = now.library_folder
        row = self._rows["library_folder"]
        if wanted is None or wanted == self._library:
            row.say_hint(msg("The takes and everything they were made from."))
        else:
            row.say_hint(msg("{path} opens when Rushes starts again.", path=str(wanted)))

    # --- closing ---

    def done(self, result: int) -> None:
        """Keep what was typed. What cannot be kept is shown once, before the second try closes."""
        for name, field in self._texts.items():
            shown = self._rows[name].problem.isVisible()
            if not self._commit(name) and not shown:
                self.more.setChecked(self.more.isChecked() or name not in ("proxy",))
                field.setFocus()
                return
        super().done(result)


def _delay(seconds: int) -> Message:
    return msg("{seconds} s", seconds=seconds) if seconds else msg("None")


def _language(code: str) -> str:
    """Return a language's own name for itself."""
    if code == "en":
        return "English"
    name = QLocale(code).nativeLanguageName()
    return name[:1].upper() + name[1:] if name else code


def _check_folder(path: Path) -> Path:
    """Return a folder that can hold a library. Blocks. Raises `LibraryUnwritable`."""
    if not path.is_dir() or not os.access(path, os.W_OK):
        raise LibraryUnwritable(
            msg("Nothing can be written to {path}.", path=str(path)), next_step=msg("Choose another folder.")
        )
    return path


def _count(number: int) -> Message:
    return verbatim(str(number))
