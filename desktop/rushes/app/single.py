"""One window for a library: a second start raises the first."""

from __future__ import annotations

import logging
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

log = logging.getLogger(__name__)

PATIENCE_MS: Final = 1_000


def raise_first(name: str) -> bool:
    """Ask the window that has the library to come forward; False when it does not answer."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(PATIENCE_MS):
        return False
    socket.write(b"raise\n")
    answered = socket.waitForBytesWritten(PATIENCE_MS)
    socket.disconnectFromServer()
    return answered


class Doorbell(QObject):
    """Listens for later starts on the same library.

    Signals:
        rung: somebody started the program again.
    """

    rung = Signal()

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        if not self._server.listen(name):
            # left behind by a window that was killed: we hold the lock, so nobody answers there
            QLocalServer.removeServer(name)
            if not self._server.listen(name):
                log.info("later starts cannot reach this window: %s", self._server.errorString())

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    @Slot()
    def _answer(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.rung.emit()
