"""The guard that fails a test which leaves something behind: it must see each kind."""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable


LEFT = {
    "thread": (
        """
        import threading
        stop = threading.Event()
        def test_it():
            threading.Thread(target=stop.wait, args=(30,), daemon=True, name="straggler").start()
        """,
        "*thread: straggler*",
    ),
    "timer": (
        """
        from PySide6.QtCore import QTimer
        kept = []
        def test_it(qapp):
            kept.append(QTimer()); kept[0].start(50000)
        """,
        "*timer: *every 50000 ms*",
    ),
    "window": (
        """
        from PySide6.QtWidgets import QWidget
        kept = []
        def test_it(qapp):
            kept.append(QWidget()); kept[0].show()
        """,
        "*window: *QWidget*",
    ),
    "pool": (
        """
        import threading
        from PySide6.QtCore import QThreadPool
        kept, stop = [], threading.Event()
        def test_it(qapp):
            kept.append(QThreadPool()); kept[0].setObjectName("mine"); kept[0].start(lambda: stop.wait(8))
        """,
        "*work in the thread pool 'mine'*",
    ),
    "log": (
        """
        import logging
        def test_it():
            logging.getLogger("some.where").warning("odd %s", 1)
        """,
        "*log: some.where: WARNING: odd 1*",
    ),
    "missing log": (
        """
        def test_it(expect_log):
            expect_log("never said")
        """,
        "*expected in the log, but not there: never said*",
    ),
}


@pytest.mark.parametrize("kind", list(LEFT))
def test_what_is_left_behind_fails_the_test_and_is_named(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    source, line = LEFT[kind]
    pytester.makeconftest(
        """
        pytest_plugins = ["support.leftovers"]
        import support.leftovers
        support.leftovers.PATIENCE = 0.05
        """
    )
    pytester.makepyfile(source)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).resolve().parents[1]))
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines([line])


def test_an_announced_warning_is_no_fault(expect_log: Callable[[str], None]) -> None:
    expect_log("some.where: WARNING: odd")
    logging.getLogger("some.where").warning("odd")


def test_a_thread_that_ends_soon_is_no_fault() -> None:
    threading.Thread(target=threading.Event().wait, args=(0.05,)).start()
