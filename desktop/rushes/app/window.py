"""The window's run: made, painted, filled; and its end, which a paid request may delay but nobody sees."""

from __future__ import annotations

import gc
import logging
import os
import sys
import zlib
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from rushes.app.setting import setting
from rushes.app.signals import ending_by_signals
from rushes.core.errors import RushesError
from rushes.settings.logs import start_logging
from rushes.settings.paths import places
from rushes.settings.platform.locks import ProcessLock
from rushes.settings.window import WindowState
from rushes.ui.desk import Desk
from rushes.ui.first_paint import FirstPaint
from rushes.ui.main_window import MainWindow
from rushes.ui.tasks import Tasks
from rushes.ui.theme import STYLE, ThemeChoice, ThemeManager

if TYPE_CHECKING:
    from pathlib import Path

    from rushes.app.extras import Extras
    from rushes.app.setting import Setting
    from rushes.services.studio import Studio
    from rushes.settings.logs import Logging

log = logging.getLogger(__name__)

NETWORK_THREADS = 48
"""A generation in work keeps a thread, which mostly sleeps; more than these wait for one."""


STOP_MS = 1_000
"""Milliseconds that work may take to stop when the window has been closed."""


def run_window(home: Path | None = None, library: Path | None = None) -> int:
    """Open the window on a library; returns the exit status when it has been closed."""
    try:
        start = setting(places(home, os.environ), library)
    except RushesError as error:
        from rushes.app.command_line import complain  # deferred: only needed when there is no window

        return complain(error)
    lock = _window_lock(start)
    if lock is None:
        from rushes.app.single import raise_first  # deferred: only a second window needs it

        if raise_first(socket_name(start)):
            return 0
    logs = start_logging(start.places, redactor=start.redactor)
    try:
        return Run(start, logs, lock).run()
    finally:
        logs.close()


def socket_name(start: Setting) -> str:
    """Return the name at which the window of a library can be reached, the same in all processes of this user."""
    where = f"{start.library_folder.resolve()}:{os.getuid() if hasattr(os, 'getuid') else ''}"
    # A checksum will do among one person's libraries; hashlib would load all of OpenSSL before the window is there.
    return f"rushes-{zlib.crc32(where.encode()):08x}{zlib.adler32(where.encode()):08x}"


def _window_lock(start: Setting) -> ProcessLock | None:
    """Return a lock that says this process has the library's window; None when another has it.

    Where locks cannot be made, a lock that is not held is better than no window.
    """
    lock = ProcessLock(start.places.state / "windows" / f"{socket_name(start)}.lock")
    try:
        return lock if lock.try_acquire() else None
    except RushesError as error:
        log.info("no lock for the window: %s", error)
        return lock


class Run:
    """One run of the window, from first paint to the last thread's end."""

    def __init__(self, start: Setting, logs: Logging, lock: ProcessLock | None) -> None:
        self._start = start
        self._logs = logs
        self._lock = lock
        self._studio: Studio | None = None
        self._extras: Extras | None = None
        QGuiApplication.setDesktopFileName("io.github.rushes.Rushes")
        self._app = QApplication([*sys.argv[:1], *STYLE])
        self._app.setApplicationName("Rushes")
        self._app.setApplicationDisplayName("Rushes")
        self._app.setQuitOnLastWindowClosed(False)
        chosen = start.preferences.current
        self._theme = ThemeManager(self._app, ThemeChoice(chosen.theme.value))
        self._tasks = Tasks(network_threads=NETWORK_THREADS)
        self._desk = Desk(self._tasks, self._open)
        self._window = MainWindow(self._desk, WindowState(start.places.window_file), chosen)
        self._window.closed.connect(self._app.quit)

    def run(self) -> int:
        """Show the window, fill it after its first paint, and clean up when it has been closed."""
        self._window.show()
        FirstPaint(self._window).painted.connect(self._after_first_paint)
        with ending_by_signals(self._window.close):
            status = self._app.exec()
            self._end()
        return status

    def _open(self) -> Studio:
        from rushes.app.build import open_studio  # deferred: this runs on a worker thread, after the first paint

        self._studio = open_studio(self._start)
        return self._studio

    def _after_first_paint(self) -> None:
        """Do what nobody should wait for: the library, the language, and all that needs slow imports."""
        gc.enable()
        from rushes.app.extras import Extras  # deferred: dialogs and the local socket are not part of the first paint

        self._extras = Extras(self._app, self._window, self._desk, self._theme, self._start, self._logs)
        self._extras.listen(socket_name(self._start))
        self._desk.open()

    def _end(self) -> None:
        """Let go of everything. What does not end in time is left to the operating system: all of it is on disk."""
        self._app.processEvents()  # so that the window is off the screen before anything is waited for
        if self._extras is not None:
            self._extras.close()
        self._desk.close()
        if self._lock is not None:
            self._lock.release()
        ended = self._studio.generations.close() if self._studio is not None else True
        ended = self._tasks.shutdown(STOP_MS) and ended
        # asked anew: a library that was just being opened is open by now
        if self._studio is not None:
            self._studio.engines.close()
            self._studio.library.close()
        self._window.deleteLater()
        self._theme.close()
        if not ended:
            log.info("some work did not stop in time")
            self._logs.close()
            os._exit(0)
