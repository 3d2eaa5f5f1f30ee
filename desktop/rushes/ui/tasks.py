"""The one road between worker threads and the window.

Work is a plain function that gets plain data, and never a widget; it runs in one of three named pools. Its result,
failure and progress come back as calls on the GUI thread, through one bridge that lives there and outlives all work.
A runnable owns no signals object: that would be destroyed on a pool thread.
"""

from __future__ import annotations

import inspect
import itertools
import logging
import os
import time
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QRunnable, Qt, QThread, QThreadPool, Signal, Slot

from rushes.core.cancel import Cancelled, CancelToken
from rushes.core.errors import RushesError

if TYPE_CHECKING:
    from collections.abc import Callable

logger = logging.getLogger(__name__)

T = TypeVar("T")


class Pool(Enum):
    """Where work runs. Nothing uses Qt's global pool, which others share."""

    NETWORK = "network"
    """What waits for the service: a generation in work keeps its thread."""
    MEDIA = "media"
    """Decoding and encoding: one thread less than there are cores, at low priority."""
    QUERIES = "queries"
    """Short questions to the library."""


@dataclass(frozen=True, slots=True)
class _Result:
    value: object


@dataclass(frozen=True, slots=True)
class _Failure:
    error: Exception


@dataclass(slots=True)
class _Job:
    """What waits on the GUI thread for one piece of work."""

    cancel: CancelToken
    owner: QObject | None
    done: Callable[[Any], object] | None
    failed: Callable[[Exception], object] | None
    progress: Callable[..., object] | None
    latest: list[tuple[object, ...]] = field(default_factory=list)
    """The newest progress not yet shown; at most one."""


class Handle:
    """A piece of work that was started."""

    __slots__ = ("_key", "_tasks", "cancel_token")

    def __init__(self, tasks: Tasks, key: int, cancel_token: CancelToken) -> None:
        self._tasks, self._key, self.cancel_token = tasks, key, cancel_token

    @property
    def running(self) -> bool:
        """Whether neither a result nor a failure has come back yet, and nobody cancelled."""
        return self._tasks.knows(self._key)

    def cancel(self) -> None:
        """Ask the work to stop; none of its handlers is called any more. Calling it again does nothing."""
        self._tasks.forget(self._key)
        self.cancel_token.cancel()


class _Work(QRunnable):
    def __init__(self, bridge: _Bridge, key: int, call: Callable[[], object], cancel: CancelToken, name: str) -> None:
        super().__init__()
        self._bridge, self._key, self._call, self._cancel, self._name = bridge, key, call, cancel, name

    def run(self) -> None:
        if self._cancel.cancelled:
            return
        outcome: _Result | _Failure
        try:
            outcome = _Result(self._call())
        except Cancelled:
            outcome = _Failure(Cancelled())
        except Exception as error:
            if not isinstance(error, RushesError):
                logger.exception("%s failed", self._name)
            outcome = _Failure(error)
        self._bridge.send(self._key, outcome)


class _Bridge(QObject):
    """Carries outcomes from pool threads to the GUI thread."""

    arrived = Signal(int, object)
    moved = Signal(int)

    def send(self, key: int, outcome: _Result | _Failure) -> None:
        """Hand over an outcome, from any thread. After the program's end there is nobody to take it."""
        if shiboken6.isValid(self):
            self.arrived.emit(key, outcome)

    def tick(self, key: int) -> None:
        """Say that there is news of progress, from any thread."""
        if shiboken6.isValid(self):
            self.moved.emit(key)


class Tasks(QObject):
    """Runs work in three named pools and brings what comes of it back to the GUI thread.

    Signals:
        unhandled: a failure (an `Exception`) for which nobody named a handler, so that none vanishes by omission.
    """

    unhandled = Signal(object)

    def __init__(self, parent: QObject | None = None, *, network_threads: int = 8) -> None:
        super().__init__(parent)
        self._keys = itertools.count(1)
        self._jobs: dict[int, _Job] = {}
        self._closed = False
        self._bridge = _Bridge(self)
        self._bridge.arrived.connect(self._arrived, Qt.ConnectionType.QueuedConnection)
        self._bridge.moved.connect(self._moved, Qt.ConnectionType.QueuedConnection)
        cores = os.cpu_count() or 2
        threads = {Pool.NETWORK: network_threads, Pool.MEDIA: max(1, cores - 1), Pool.QUERIES: 2}
        self._pools: dict[Pool, QThreadPool] = {}
        for which, count in threads.items():
            pool = QThreadPool(self)
            pool.setObjectName(f"rushes-{which.value}")
            pool.setMaxThreadCount(count)
            self._pools[which] = pool
        self._pools[Pool.MEDIA].setThreadPriority(QThread.Priority.LowPriority)

    def run(
        self,
        pool: Pool,
        fn: Callable[..., T],
        *args: object,
        done: Callable[[T], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        progress: Callable[..., object] | None = None,
        owner: QObject | None = None,
        priority: int = 0,
        **kwargs: object,
    ) -> Handle:
        """Call `fn(*args, **kwargs)` in a pool, and `done(result)` or `failed(error)` on the GUI thread afterwards.

        `fn` gets a `CancelToken` as `cancel=` when it has such a parameter, and, when `progress` is given, a function
        as `progress=` whose calls arrive at `progress` on the GUI thread, the newest only. `owner` (the `QObject` that
        `done` or `failed` is a method of, when not given) bounds it: what comes for a deleted owner is dropped. A
        failure without `failed` is emitted as `unhandled`; being cancelled is no failure. Of waiting work, the higher
        `priority` starts first. Must be called on the GUI thread.
        """
        key = next(self._keys)
        token = CancelToken()
        job = _Job(token, owner or _owner_of(done) or _owner_of(failed), done, failed, progress)
        handle = Handle(self, key, token)
        if self._closed:
            token.cancel()
            return handle
        extra: dict[str, object] = dict(kwargs)
        if _takes_cancel(fn):
            extra["cancel"] = token
        if progress is not None:
            extra["progress"] = self._reporter(key, job)
        self._jobs[key] = job
        work = _Work(self._bridge, key, lambda: fn(*args, **extra), token, getattr(fn, "__qualname__", repr(fn)))
        self._pools[pool].start(work, priority)
        return handle

    def knows(self, key: int) -> bool:
        """Whether something is still expected from the work of that key."""
        return key in self._jobs

    def forget(self, key: int) -> None:
        """Expect nothing more from the work of that key."""
        self._jobs.pop(key, None)

    def pending(self) -> int:
        """Return how many pieces of work have not come back yet."""
        return len(self._jobs)

    def set_network_threads(self, count: int) -> None:
        """Allow `count` pieces of network work at once."""
        self._pools[Pool.NETWORK].setMaxThreadCount(max(1, count))

    def shutdown(self, milliseconds: int = 2000) -> bool:
        """Start nothing more, ask all work to stop, wait that long; return whether all of it has ended."""
        self._closed = True
        jobs, self._jobs = self._jobs, {}
        for pool in self._pools.values():
            pool.clear()
        for job in jobs.values():
            job.cancel.cancel()
        deadline = time.monotonic() + milliseconds / 1000
        ended = True
        for pool in self._pools.values():
            left = max(0, round((deadline - time.monotonic()) * 1000))
            ended = pool.waitForDone(left) and ended
        return ended

    def _reporter(self, key: int, job: _Job) -> Callable[..., None]:
        bridge, latest = self._bridge, job.latest

        def report(*news: object) -> None:
            # One note is on its way as long as the list is not empty, so a burst costs one call.
            waiting = bool(latest)
            latest[:] = [news]
            if not waiting:
                bridge.tick(key)

        return report

    @Slot(int)
    def _moved(self, key: int) -> None:
        job = self._jobs.get(key)
        if job is None or not job.latest:
            return
        news = job.latest.pop()
        if job.progress is not None and _alive(job.owner):
            job.progress(*news)

    @Slot(int, object)
    def _arrived(self, key: int, outcome: object) -> None:
        job = self._jobs.pop(key, None)
        if job is None or not _alive(job.owner):
            return
        if isinstance(outcome, _Result):
            if job.done is not None:
                job.done(outcome.value)
        elif isinstance(outcome, _Failure) and not isinstance(outcome.error, Cancelled):
            if job.failed is not None:
                job.failed(outcome.error)
            else:
                self.unhandled.emit(outcome.error)


def _owner_of(handler: Callable[..., object] | None) -> QObject | None:
    owner = getattr(handler, "__self__", None)
    return owner if isinstance(owner, QObject) else None


def _alive(owner: QObject | None) -> bool:
    return owner is None or shiboken6.isValid(owner)


def _takes_cancel(fn: Callable[..., object]) -> bool:
    try:
        return "cancel" in inspect.signature(fn).parameters
    except (TypeError, ValueError):  # some built-in functions do not tell
        return False
