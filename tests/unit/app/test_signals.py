"""The window ends in an orderly way when it is asked to by a signal."""

from __future__ import annotations

import signal

import pytest

from support.store import kill, out, start

LOOP = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from rushes.app.signals import ending_by_signals
app = QCoreApplication([])
QTimer.singleShot(0, lambda: print("asleep", flush=True))
with ending_by_signals(app.quit):
    status = app.exec()
print("closed", status, flush=True)
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_a_sleeping_loop_in_order(number: signal.Signals) -> None:
    process = start(LOOP)
    try:
        assert out(process).readline() == "asleep\n"
        process.send_signal(number)
        assert out(process).readline() == "closed 0\n"
        assert process.wait(30) == 0
    finally:
        kill(process)
