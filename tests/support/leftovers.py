"""A pytest plugin that fails a test which leaves something behind, and names what: threads, timers, pool work, windows,
warnings in the log.

A test that provokes a warning says so: `expect_log("cannot be read")` with a regular expression; a pattern that no
record matches fails the test as well.
"""

from __future__ import annotations

import gc
import logging
import re
import threading
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

PATIENCE = 20.0
"""Seconds that something already asked to end may take to do so on a busy machine; a test that passes waits less."""


def pytest_collection_finish() -> None:
    """Leave what was imported and collected out of every later walk over the objects, Python's own and the one below.

    No test has run, so nothing that a test could leave behind is among it.
    """
    gc.collect()
    gc.freeze()


class _Collected(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []
        self.expected: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def faults(self) -> list[str]:
        lines = [f"{record.name}: {record.levelname}: {record.getMessage()}" for record in self.records]
        faults = [f"log: {line}" for line in lines if not any(re.search(p, line) for p in self.expected)]
        missing = [p for p in self.expected if not any(re.search(p, line) for line in lines)]
        return faults + [f"expected in the log, but not there: {pattern}" for pattern in missing]


@pytest.fixture
def collected_log() -> Iterator[_Collected]:
    """Collect what is logged at WARNING and above during the test."""
    handler = _Collected()
    root = logging.getLogger()
    root.addHandler(handler)
    yield handler
    root.removeHandler(handler)


@pytest.fixture
def expect_log(collected_log: _Collected) -> Callable[[str], None]:
    """Return a function that announces a log record by a regular expression over `logger: LEVEL: message`."""
    return collected_log.expected.append


@pytest.fixture(autouse=True)
def no_leftovers(request: pytest.FixtureRequest, collected_log: _Collected) -> Iterator[None]:
    """Fail the test when it leaves something behind."""
    threads = set(threading.enumerate())
    with_qt = "qapp" in request.fixturenames
    if with_qt:
        request.getfixturevalue("qapp")
        windows = _windows()
    yield
    faults = _settle(lambda: _threads_beyond(threads), with_qt)
    if with_qt:
        faults += _settle(lambda: [f"window: {w!r}" for w in _windows() if w not in windows], with_qt)
        faults += _settle(_qt_at_work, with_qt)
    faults += collected_log.faults()
    if faults:
        pytest.fail("The test left behind:\n  " + "\n  ".join(faults), pytrace=False)


def _settle(look: Callable[[], list[str]], with_qt: bool) -> list[str]:
    deadline = time.monotonic() + PATIENCE
    while (found := look()) and time.monotonic() < deadline:
        if with_qt:
            _turn()
        threading.Event().wait(0.01)
    return found


def _turn() -> None:
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _threads_beyond(known: set[threading.Thread]) -> list[str]:
    return [
        f"thread: {thread.name} ({getattr(thread, '_target', None)!r})"
        for thread in threading.enumerate()
        # Threads that Qt started are looked at as pools; Python only knows that they called it.
        if thread not in known and thread.is_alive() and not thread.name.startswith("Dummy")
    ]


def _windows() -> list[QWidget]:
    from PySide6.QtWidgets import QApplication

    return [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]


def _qt_at_work() -> list[str]:
    import shiboken6
    from PySide6.QtCore import QAbstractAnimation, QThreadPool, QTimer

    pool = QThreadPool.globalInstance()
    found = ["work in the global thread pool"] if pool.activeThreadCount() else []
    things = gc.get_objects()
    # Hundreds of thousands of objects and few types: asking each object for its kind would cost more than most tests.
    kinds = {kind for kind in set(map(type, things)) if issubclass(kind, (QTimer, QThreadPool, QAbstractAnimation))}
    for thing in (thing for thing in things if type(thing) in kinds):
        if not shiboken6.isValid(thing):
            continue
        if isinstance(thing, QTimer) and thing.isActive():
            found.append(f"timer: {thing!r} every {thing.interval()} ms, of {thing.parent()!r}")
        elif isinstance(thing, QThreadPool) and thing is not pool and thing.activeThreadCount():
            found.append(f"work in the thread pool {thing.objectName()!r}")
        elif isinstance(thing, QAbstractAnimation) and thing.state() is QAbstractAnimation.State.Running:
            found.append(f"animation: {thing!r}")
    return found
