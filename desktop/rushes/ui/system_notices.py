"""Showing a system notification: through the desktop's D-Bus on Linux, through Qt elsewhere."""

from __future__ import annotations

import logging
import os
import sys
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

from rushes.core.messages import msg
from rushes.ui.tasks import Pool
from rushes.ui.words import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QSystemTrayIcon

    from rushes.settings.platform.notify import Notifier
    from rushes.ui.tasks import Tasks

log = logging.getLogger(__name__)


class SystemNotices(QObject):
    """A way to show notifications.

    Signals:
        clicked: somebody clicked one; carries the `ref` it was shown with.
    """

    clicked = Signal(str)

    def show(self, title: str, body: str, ref: str) -> None:
        """Show a notification, soon and without blocking; where that is impossible nothing happens."""

    def close(self) -> None:
        """Listen to clicks no more."""


class _Line:
    """The connection to the service, opened when it is first needed; used by worker threads, one at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._notifier: Notifier | None = None
        self._closed = False

    def show(self, title: str, body: str, action: str, ref: str) -> Notifier | None:
        """Show it and return the connection to listen to. Blocks."""
        from rushes.settings.platform.notify import Notifier  # deferred: many a session needs no notification

        with self._lock:
            if self._notifier is None and not self._closed:
                self._notifier = Notifier.open()
            if self._notifier is None:
                return None
            try:
                self._notifier.show(title, body, action, ref)
            except OSError as error:
                log.info("the notification could not be shown: %s", error)
                self._end()
            if self._closed:
                self._end()
            return self._notifier

    def drop(self) -> None:
        """Let go of a connection that has ended; the next `show` opens another."""
        with self._lock:
            self._end()

    def close(self) -> None:
        """Let go for good. Does not block: a thread that is at it lets go itself."""
        self._closed = True
        if self._lock.acquire(blocking=False):
            self._end()
            self._lock.release()

    def _end(self) -> None:
        if self._notifier is not None:
            self._notifier.close()
            self._notifier = None


class BusNotices(SystemNotices):
    """Notifications of a Linux desktop."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._line = _Line()
        self._notifier: Notifier | None = None
        self._ear: QSocketNotifier | None = None

    def show(self, title: str, body: str, ref: str) -> None:
        """Show a notification."""
        action = tr(msg("Show"))
        self._tasks.run(Pool.QUERIES, self._line.show, title, body, action, ref, done=self._sent, failed=self._failed)

    def close(self) -> None:
        """Listen to clicks no more."""
        self._deafen()
        self._line.close()

    def _sent(self, notifier: Notifier | None) -> None:
        if notifier is self._notifier:
            return
        self._deafen()
        if notifier is not None:
            self._notifier = notifier
            self._ear = QSocketNotifier(notifier.fileno(), QSocketNotifier.Type.Read, self)
            self._ear.activated.connect(self._read)
            self._read()

    def _failed(self, error: Exception) -> None:
        self._tasks.unhandled.emit(error)

    @Slot()
    def _read(self) -> None:
        if self._notifier is None:
            return
        try:
            clicks = self._notifier.read()
        except OSError as error:
            log.info("the notification service has gone: %s", error)
            self._deafen()
            self._tasks.run(Pool.QUERIES, self._line.drop, failed=self._failed)
            return
        for click in clicks:
            if click.token:
                # Qt hands it to Wayland, which lets a window come forward only for a click.
                os.environ["XDG_ACTIVATION_TOKEN"] = click.token
            self.clicked.emit(click.ref)

    def _deafen(self) -> None:
        self._notifier = None
        if self._ear is not None:
            self._ear.setEnabled(False)
            self._ear.deleteLater()
            self._ear = None


class TrayNotices(SystemNotices):
    """Notifications of Windows and macOS, which belong to an icon of the tray. Written, not run there."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icon: QSystemTrayIcon | None = None
        self._ref = ""

    def show(self, title: str, body: str, ref: str) -> None:
        """Show a notification; the icon is there only from the first one on."""
        from PySide6.QtWidgets import QSystemTrayIcon

        from rushes.ui import icons

        if not QSystemTrayIcon.isSystemTrayAvailable():
            return
        if self._icon is None:
            self._icon = QSystemTrayIcon(icons.icon("rushes", "accent_text", 32), self)
            self._icon.messageClicked.connect(self._clicked)
            self._icon.show()
        self._ref = ref
        self._icon.showMessage(title, body)

    def close(self) -> None:
        """Take the icon away."""
        if self._icon is not None:
            self._icon.hide()

    @Slot()
    def _clicked(self) -> None:
        self.clicked.emit(self._ref)


def system_notices(tasks: Tasks, parent: QObject) -> SystemNotices:
    """Return the way to show notifications on this system."""
    if sys.platform in {"win32", "darwin"}:
        return TrayNotices(parent)
    return BusNotices(tasks, parent)
