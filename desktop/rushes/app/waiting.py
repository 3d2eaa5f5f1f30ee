"""Waiting for work in another thread so that Ctrl-C arrives here and can ask it to stop in an orderly way."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from rushes.core.cancel import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable


class Work:
    """A piece of work in a thread of its own.

    It is waited for by an event: a `Thread.join` that Ctrl-C interrupts takes the thread for ended (CPython 3.11).
    """

    def __init__(self, work: Callable[[], object], name: str) -> None:
        self._work = work
        self._done = threading.Event()
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name=name)
        self._thread.start()

    def wait(self) -> None:
        """Wait for the end. Raises what the work raised, except `Cancelled`, and `KeyboardInterrupt`."""
        while not self._done.wait(0.2):
            pass
        self._finish()

    def wait_out(self) -> None:
        """Wait for the end of work that was asked to stop; Ctrl-C again changes nothing. Raises as `wait`."""
        while not self._done.is_set():
            try:
                self._done.wait(0.2)
            except KeyboardInterrupt:
                continue
        self._finish()

    def _finish(self) -> None:
        self._thread.join()
        if self._error is not None:
            raise self._error

    def _run(self) -> None:
        try:
            self._work()
        except Cancelled:
            return
        except BaseException as error:  # noqa: BLE001 - carried to whoever waits
            self._error = error
        finally:
            self._done.set()
