"""The engine behind the routes: it takes checked requests, makes them one after another, and keeps the books."""

from __future__ import annotations

import contextlib
import queue
import secrets
import shutil
import threading
import traceback
from collections import Counter
from typing import TYPE_CHECKING, Final

from rushes.rehearsal.answers import Code, Refusal, Status
from rushes.rehearsal.bench import Bench
from rushes.rehearsal.faults import NO_FAULTS, Faults
from rushes.rehearsal.job import Job, refusal_for
from rushes.rehearsal.ledger import Ledger, price
from rushes.rehearsal.received import Upload
from rushes.rehearsal.shelf import Shared, Shelf

if TYPE_CHECKING:
    from pathlib import Path

    from rushes.rehearsal.received import Received
    from rushes.rehearsal.request import Request

MOST_WAITING: Final = 500


class Engine:
    """Jobs, credits and files of one server.

    Accepting is done by the server's threads, making by whoever calls `work`: the main thread of the process, for
    the renderer's text painting wants to be there. `folder` belongs to the engine alone; for `shrink` see `make`.
    """

    def __init__(self, folder: Path, origin: str, ledger: Ledger, *, faults: bool = False, shrink: int = 1) -> None:
        self.folder = folder
        self.ledger = ledger
        self.shelf = Shelf(origin)
        self.bench = Bench()
        self.allows_faults = faults
        self.shrink = shrink
        self.jobs: dict[str, Job] = {}
        self.stopping = threading.Event()
        self.strikes: Counter[str] = Counter()
        self._ready: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._strike_lock = threading.Lock()
        self._warm = threading.Event()

    def new_folder(self) -> Path:
        """Return a folder name for one request's files; whoever writes the first file makes it."""
        return self.folder / secrets.token_hex(8)

    def warm_up(self, *, own_process: bool = True) -> None:
        """Load the renderer, PyAV and Qt with it, in the thread that is to work: no request is accepted before.

        The thread that loads Qt is its main thread for good, so that must not be one that serves a connection. In a
        process that is the engine's own, Qt's application object is made as well.
        """
        from rushes.rehearsal.making import prepare

        if own_process:
            prepare()
        self._warm.set()

    def submit(self, request: Request, received: Received, faults: Faults = NO_FAULTS, *, stream: bool = False) -> Job:
        """Accept a request. Raises Refusal: media that cannot be read, too few credits, too long a queue."""
        self._warm.wait()
        from rushes.rehearsal.making import check_media

        reference_seconds = check_media(request)
        waiting = sum(not job.status.terminal for job in list(self.jobs.values()))
        if waiting >= MOST_WAITING:
            raise Refusal(429, Code.RATE_LIMITED, headers={"Retry-After": "30"})
        fast = request.model.endswith("-fast")
        cost = price(request.resolution, request.duration, reference_seconds, fast=fast)
        if not self.ledger.promise(cost):
            raise Refusal(402, Code.INSUFFICIENT_CREDITS)
        job = Job(f"gen_{secrets.token_hex(10)}", request, received, faults, cost, stream=stream)
        job.input = request.echo(self._address)
        self.jobs[job.id] = job
        if any(name in faults for name in ("hold", "slow-queue", "slow-render")):
            threading.Thread(target=self._delay, args=(job,), name=f"delay {job.id}", daemon=True).start()
        else:
            self._ready.put(job)
        return job

    def work(self) -> None:
        """Make jobs one at a time until `stop` is called."""
        while not self.stopping.is_set():
            with contextlib.suppress(queue.Empty):
                # A limit, because a signal cannot interrupt an endless wait on Windows.
                job = self._ready.get(timeout=1.0)
                if job is not None:
                    self._make(job)

    def stop(self) -> None:
        """End `work` soon, also in the middle of a rendering. Safe to call from a signal handler, and twice."""
        self.stopping.set()
        self._ready.put(None)

    def strike(self, key: str) -> int:
        """Count one use of a fault that is limited to the first few times. Return the count."""
        with self._strike_lock:
            self.strikes[key] += 1
            return self.strikes[key]

    def renew(self, job: Job) -> None:
        """Give a finished job a new address for its video, if a fault made the old one expire."""
        video = job.data.get("video") if job.data else None
        shared = self.shelf.find_address(str(video["url"])) if isinstance(video, dict) else None
        if job.data is not None and isinstance(video, dict) and shared is not None and shared.expired:
            url = self.shelf.put(Shared(shared.path, shared.name, shared.content_type))
            renewed = {**video, "url": url}
            job.data = {**job.data, "videos": [renewed], "video": renewed}

    def _address(self, source: str | Upload) -> str:
        if isinstance(source, Upload):
            return self.shelf.put(Shared(source.path, source.name, source.content_type))
        return source

    def _delay(self, job: Job) -> None:
        """Keep a job in its first states for as long as its faults say, then let it be made."""
        faults = job.faults
        self.stopping.wait(faults.number("slow-queue"))
        if faults.text("hold") == "queue":
            self._wait_for_release(job)
        if faults.text("hold") == "progress" or "slow-render" in faults:
            job.advance(Status.IN_PROGRESS)
            self.stopping.wait(faults.number("slow-render"))
        if faults.text("hold") == "progress":
            self._wait_for_release(job)
        self._ready.put(job)

    def _wait_for_release(self, job: Job) -> None:
        while not self.stopping.is_set() and not job.released.wait(0.1):
            pass

    def _make(self, job: Job) -> None:
        """Make one job and settle its credits. Whatever goes wrong ends this job only."""
        from rushes.rehearsal.making import Cancelled, make

        job.advance(Status.IN_PROGRESS)
        if self._ends_by_fault(job):
            self.ledger.release(job.promised)
            return
        try:
            made = make(job.request, self.folder / f"{job.id}", self.stopping.is_set, shrink=self.shrink)
        except Cancelled:
            self.ledger.release(job.promised)
        except Refusal as refusal:
            self.ledger.release(job.promised)
            job.fail(refusal)
        except Exception:  # noqa: BLE001 - the edge of the worker: one broken job must not end the engine
            traceback.print_exc()
            self.ledger.release(job.promised)
            job.fail(Refusal(502, Code.FAILED))
        else:
            fast = job.request.model.endswith("-fast")
            cost = price(job.request.resolution, job.request.duration, made.reference_seconds, fast=fast)
            shared = Shared(made.path, f"{job.id}.mp4", "video/mp4", job.faults)
            job.complete(made.data(self.shelf.put(shared)), self.ledger.charge(job.promised, cost))
        finally:
            self._forget_uploads(job)

    @staticmethod
    def _ends_by_fault(job: Job) -> bool:
        if "fail" in job.faults:
            job.fail(refusal_for(job.faults.text("fail")))
        elif "cancel" in job.faults:
            job.advance(Status.CANCELED)
        return job.status.terminal

    def _forget_uploads(self, job: Job) -> None:
        """Delete a finished job's uploads. A server with faults keeps them, to be inspected."""
        if self.allows_faults:
            return
        folders = {part.path.parent for _, part in job.received.parts if isinstance(part, Upload)}
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)
