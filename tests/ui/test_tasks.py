"""The road between worker threads and the window."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread, Signal, Slot

from rushes.core.errors import MediaError
from rushes.core.messages import msg
from rushes.ui.tasks import Pool, Tasks

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from rushes.core.cancel import CancelToken


class Listener(QObject):
    """Somebody on the GUI thread who is told."""

    def __init__(self) -> None:
        super().__init__()
        self.results: list[object] = []
        self.errors: list[Exception] = []
        self.news: list[tuple[object, ...]] = []
        self.threads: list[QThread] = []

    @Slot(object)
    def done(self, result: object) -> None:
        self.results.append(result)
        self.threads.append(QThread.currentThread())

    @Slot(object)
    def failed(self, error: Exception) -> None:
        self.errors.append(error)

    def progress(self, *news: object) -> None:
        self.news.append(news)
        self.threads.append(QThread.currentThread())


def fail() -> None:
    raise MediaError(msg("It is no picture."))


def wait_for_cancel(started: threading.Event, ended: list[str], cancel: CancelToken) -> None:
    started.set()
    try:
        cancel.wait(30)
    finally:
        ended.append("ended")


@pytest.mark.parametrize("pool", list(Pool))
def test_a_result_comes_back_on_the_gui_thread(tasks: Tasks, qtbot: QtBot, pool: Pool) -> None:
    listener = Listener()
    seen: list[int] = []

    def work(a: int, *, b: int) -> int:
        seen.append(threading.get_ident())
        return a + b

    tasks.run(pool, work, 2, b=3, done=listener.done)
    qtbot.waitUntil(lambda: listener.results == [5])
    assert listener.threads == [listener.thread()]
    assert seen != [threading.get_ident()]


def test_a_failure_goes_to_its_handler(tasks: Tasks, qtbot: QtBot) -> None:
    listener = Listener()
    unhandled: list[object] = []
    tasks.unhandled.connect(unhandled.append)
    tasks.run(Pool.QUERIES, fail, failed=listener.failed)
    qtbot.waitUntil(lambda: bool(listener.errors))
    assert isinstance(listener.errors[0], MediaError)
    assert unhandled == []


def test_a_failure_without_a_handler_is_announced(tasks: Tasks, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tasks.unhandled) as signal:
        tasks.run(Pool.QUERIES, fail)
    assert signal.args is not None
    assert isinstance(signal.args[0], MediaError)


def test_a_fault_of_ours_is_logged_where_it_ends(tasks: Tasks, qtbot: QtBot, expect_log: Callable[[str], None]) -> None:
    expect_log("rushes.ui.tasks: ERROR: .*broken failed")

    def broken() -> None:
        raise KeyError("x")

    with qtbot.waitSignal(tasks.unhandled):
        tasks.run(Pool.QUERIES, broken)


def test_cancelled_work_stops_and_tells_nobody(tasks: Tasks, qtbot: QtBot) -> None:
    listener, started, ended = Listener(), threading.Event(), list[str]()
    handle = tasks.run(Pool.NETWORK, wait_for_cancel, started, ended, done=listener.done, failed=listener.failed)
    assert started.wait(5)
    assert handle.running
    handle.cancel()
    handle.cancel()
    qtbot.waitUntil(lambda: ended == ["ended"])
    tasks.run(Pool.NETWORK, str, done=listener.done)
    qtbot.waitUntil(lambda: listener.results == [""])
    assert listener.errors == []
    assert not handle.running


def test_what_comes_for_a_deleted_owner_is_dropped(tasks: Tasks, qtbot: QtBot) -> None:
    gone, listener, go = Listener(), Listener(), threading.Event()
    parent = QObject()
    gone.setParent(parent)
    tasks.run(Pool.QUERIES, go.wait, 5, done=gone.done)
    parent.deleteLater()
    qtbot.waitUntil(lambda: not shiboken6.isValid(gone))
    go.set()
    qtbot.waitUntil(lambda: tasks.pending() == 0)
    tasks.run(Pool.QUERIES, str, done=listener.done)
    qtbot.waitUntil(lambda: listener.results == [""])
    assert gone.results == []


def test_progress_arrives_newest_first_and_never_after_the_result(tasks: Tasks, qtbot: QtBot) -> None:
    listener = Listener()

    def work(progress: Callable[[int], None]) -> str:
        for n in range(1000):
            progress(n)
        return "end"

    tasks.run(Pool.MEDIA, work, done=listener.done, progress=listener.progress)
    qtbot.waitUntil(lambda: listener.results == ["end"])
    assert listener.news
    assert listener.news == sorted(listener.news)
    assert set(listener.threads) == {listener.thread()}


def test_shutdown_stops_what_runs_and_starts_nothing_more(qapp: QObject) -> None:
    tasks = Tasks(network_threads=1)
    started, ended = threading.Event(), list[str]()
    tasks.run(Pool.NETWORK, wait_for_cancel, started, ended)
    assert started.wait(5)
    tasks.run(Pool.NETWORK, ended.append, "never started")
    assert tasks.shutdown(5000)
    assert ended == ["ended"]
    handle = tasks.run(Pool.NETWORK, ended.append, "too late")
    assert not handle.running
    assert tasks.shutdown(0)
    assert ended == ["ended"]


class Emitter(QObject):
    """Has a signal."""

    sig = Signal(int)


def test_signals_do_not_leak_references_to_true() -> None:
    emitter = Emitter()
    before = sys.getrefcount(True)
    for _ in range(100):
        emitter.sig.emit(1)
    assert abs(sys.getrefcount(True) - before) < 20
