"""Waiting for work so that Ctrl-C arrives and changes nothing about the work."""

from __future__ import annotations

import signal
import threading

import pytest

from rushes.app.waiting import Work
from rushes.core.cancel import Cancelled


def test_it_waits_and_carries_errors() -> None:
    done: list[int] = []
    Work(lambda: done.append(1), "work").wait()
    assert done == [1]

    def fail() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        Work(fail, "work").wait()


def test_work_that_was_canceled_has_ended_well() -> None:
    def stop() -> None:
        raise Cancelled

    Work(stop, "work").wait()


def test_after_ctrl_c_the_work_is_still_waited_for() -> None:
    may_end = threading.Event()
    ended: list[bool] = []

    def slow() -> None:
        may_end.wait(30)
        ended.append(True)

    work = Work(slow, "work")
    main = threading.main_thread().ident
    assert main is not None
    threading.Timer(0.05, signal.pthread_kill, (main, signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt):
        work.wait()
    assert ended == []
    threading.Timer(0.05, signal.pthread_kill, (main, signal.SIGINT)).start()
    threading.Timer(0.1, may_end.set).start()
    work.wait_out()
    assert ended == [True]
