"""An orderly end of the window when the system or a terminal asks for one: SIGTERM, SIGINT, SIGHUP."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSocketNotifier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ENDING: Final = ("SIGTERM", "SIGINT", "SIGHUP")


@contextmanager
def ending_by_signals(close: Callable[[], object]) -> Iterator[None]:
    """Call `close` in Qt's loop when a signal asks the program to end; as before after the block.

    Python runs a handler only between two of its instructions, and Qt's loop may sleep for long: a byte in a pipe wakes
    it. Windows ends programs otherwise, so nothing is done there.
    """
    if sys.platform == "win32":
        yield
        return
    wake, written = os.pipe()
    for end in (wake, written):
        os.set_blocking(end, False)
    notifier = QSocketNotifier(wake, QSocketNotifier.Type.Read)

    def awake() -> None:
        with suppress(BlockingIOError):
            os.read(wake, 64)
        close()

    notifier.activated.connect(awake)
    before = signal.set_wakeup_fd(written, warn_on_full_buffer=False)
    handlers = {number: signal.signal(number, _noted) for number in (getattr(signal, name) for name in _ENDING)}
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(before)
        notifier.setEnabled(False)
        os.close(wake)
        os.close(written)


def _noted(_number: int, _frame: object) -> None:
    """Do nothing: that it came has woken the loop."""
