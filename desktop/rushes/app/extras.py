"""What the window has besides its panes: dialogs, notifications, preferences that change it live.

Built after the first paint, because none of it is part of that. Each dialog is imported when it is first wanted: all of
them at once would hold up the window for longer than a key press.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu

from rushes.app.single import Doorbell
from rushes.core.errors import RushesError
from rushes.core.messages import msg
from rushes.settings.platform.show import open_url, show_in_folder
from rushes.ui.notifications import Notifications
from rushes.ui.tasks import Pool
from rushes.ui.theme import ThemeChoice, ThemeManager, set_reduced_motion
from rushes.ui.words import LanguageManager, tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from rushes.app.setting import Setting
    from rushes.core.messages import Message
    from rushes.services.studio import Studio
    from rushes.settings.logs import Logging
    from rushes.settings.preferences import Preferences
    from rushes.ui.desk import Desk
    from rushes.ui.dialogs.bug import BugDialog
    from rushes.ui.dialogs.key import KeyDialog
    from rushes.ui.main_window import MainWindow

log = logging.getLogger(__name__)

DASHBOARD = "https://skills.video/dashboard/developer"


class Extras(QObject):
    """Dialogs, menus, notifications, and preferences that take effect at once."""

    preferences_changed = Signal(object)
    bug = Signal(str)

    def __init__(
        self, app: QApplication, window: MainWindow, desk: Desk, theme: ThemeManager, start: Setting, logs: Logging
    ) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._theme = theme
        self._start = start
        self._key_dialog: KeyDialog | None = None
        self._bug_dialog: BugDialog | None = None
        self._doorbell: Doorbell | None = None
        self._languages = LanguageManager(app)
        self._language = ""
        self._notifications = Notifications(window, desk.tasks)
        self._unsubscribe = start.preferences.subscribe(self.preferences_changed.emit)
        self.preferences_changed.connect(self._apply)
        self.bug.connect(self._show_bug)
        logs.on_error(lambda _error, trace: self.bug.emit(trace))
        desk.tasks.unhandled.connect(self._unhandled)
        desk.opened.connect(self._opened)
        desk.open_failed.connect(window.show_library_trouble)
        window.key_requested.connect(self.ask_key)
        window.preferences_requested.connect(self.edit_preferences)
        window.shortcuts_requested.connect(self.show_shortcuts)
        window.other_library_requested.connect(self.choose_library)
        window.show_file_requested.connect(self._show_file)
        window.top.set_menus(self._library_menu, self._main_menu)
        self._apply(start.preferences.current)

    def listen(self, name: str) -> None:
        """Come forward when the program is started again."""
        self._doorbell = Doorbell(name, self)
        self._doorbell.rung.connect(self._window.bring_forward)

    def close(self) -> None:
        """Listen to nobody any more."""
        self._unsubscribe()
        self._notifications.close()
        if self._doorbell is not None:
            self._doorbell.close()

    @Slot(object)
    def _opened(self, studio: Studio) -> None:
        self._notifications.attach(studio, self._desk.bridge)

    # --- preferences ---

    @Slot(object)
    def _apply(self, chosen: Preferences) -> None:
        if self._theme.choice.value != chosen.theme.value:
            self._theme.choose(ThemeChoice(chosen.theme.value))
        if self._language != chosen.language:
            self._language = chosen.language
            self._languages.choose(chosen.language)
        set_reduced_motion(chosen.reduced_motion)
        self._notifications.set_wanted(chosen.notifications)
        self._window.apply_preferences(chosen)

    @Slot()
    def edit_preferences(self) -> None:
        """Open the preferences."""
        from rushes.ui.dialogs.preferences import PreferencesDialog

        dialog = PreferencesDialog(
            self._start.preferences,
            self._desk.tasks,
            languages=self._languages.available(),
            library=self._start.library_folder,
            parent=self._window,
        )
        dialog.open()

    @Slot()
    def choose_library(self) -> None:
        """Ask for another folder for the library; it is opened at the next start."""
        dialog = QFileDialog(self._window, tr(msg("Choose a folder for the library")))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._library_chosen)
        dialog.open()

    @Slot(str)
    def _library_chosen(self, folder: str) -> None:
        from dataclasses import replace
        from pathlib import Path as FolderPath

        self._save(lambda: replace(self._start.preferences.current, library_folder=FolderPath(folder).absolute()))
        self._window.status.say(msg("The other library opens when Rushes starts again."))

    def _save(self, change: Callable[[], Preferences]) -> None:
        self._desk.tasks.run(
            Pool.QUERIES, lambda: self._start.preferences.save(change()), failed=self._refused, owner=self
        )

    def _refused(self, error: Exception) -> None:
        if isinstance(error, RushesError):
            self._window.show_trouble(error)
        else:
            self._unhandled(error)

    # --- dialogs ---

    @Slot()
    def ask_key(self) -> None:
        """Open the dialog for the key."""
        from rushes.ui.dialogs.key import KeyDialog

        if self._key_dialog is None:
            self._key_dialog = KeyDialog(self._desk, open_page=self._open_page, parent=self._window)
        self._key_dialog.open()

    def _open_page(self) -> None:
        self._desk.tasks.run(Pool.QUERIES, open_url, DASHBOARD, owner=self)

    @Slot()
    def show_shortcuts(self) -> None:
        """List all shortcuts."""
        from rushes.ui.dialogs.shortcuts import ShortcutsDialog

        ShortcutsDialog(parent=self._window).open()

    def show_about(self) -> None:
        """Say what this program is and whose work is in it."""
        from rushes.ui.dialogs.about import AboutDialog

        AboutDialog(parent=self._window).open()

    @Slot(str)
    def _show_bug(self, trace: str) -> None:
        from rushes.ui.dialogs.bug import BugDialog

        if self._bug_dialog is not None and self._bug_dialog.isVisible():
            return  # a fault in a loop needs to be told once
        self._bug_dialog = BugDialog(trace, self.copy_diagnostics, parent=self._window)
        self._bug_dialog.open()

    def _unhandled(self, error: Exception) -> None:
        if isinstance(error, RushesError):
            self._window.show_trouble(error)
        else:
            self.bug.emit("".join((type(error).__name__, ": ", str(error))))

    def copy_diagnostics(self) -> None:
        """Put the page for a bug report on the clipboard."""
        from rushes.app.diagnostics import page

        self._desk.tasks.run(Pool.QUERIES, page, self._start, done=self._diagnostics, failed=self._refused, owner=self)

    def _diagnostics(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._window.status.say(msg("The diagnostics are on the clipboard. They hold no key and no prompt."))

    # --- menus ---

    def _library_menu(self) -> QMenu:
        return self._menu(
            (msg("Show in folder"), "", self._show_library),
            (msg("Choose another folder…"), "", self.choose_library),
        )

    def _main_menu(self) -> QMenu:
        return self._menu(
            (msg("Preferences…"), "Ctrl+,", self.edit_preferences),
            (msg("Key for skills.video…"), "Ctrl+K", self.ask_key),
            None,
            (msg("Keyboard shortcuts"), "F1", self.show_shortcuts),
            (msg("Copy diagnostics"), "", self.copy_diagnostics),
            (msg("About Rushes"), "", self.show_about),
            None,
            (msg("Quit"), "Ctrl+Q", self._window.close),
        )

    def _menu(self, *entries: tuple[Message, str, Callable[[], object]] | None) -> QMenu:
        menu = QMenu(self._window)
        menu.aboutToHide.connect(menu.deleteLater)
        for entry in entries:
            if entry is None:
                menu.addSeparator()
                continue
            words, keys, act = entry
            action = menu.addAction(tr(words))
            if keys:
                # shown, not bound: the window has the shortcut already
                action.setText(f"{tr(words)}\t{keys}")
            action.triggered.connect(act)
        return menu

    def _show_library(self) -> None:
        self._desk.tasks.run(Pool.QUERIES, show_in_folder, self._start.library_folder, owner=self)

    @Slot(str)
    def _show_file(self, generation_id: str) -> None:
        self._desk.show_in_folder(generation_id, _show)


def _show(path: Path | None) -> None:
    if path is not None:
        show_in_folder(path)
