"""What a test can see of a server, and set ahead of time: reached under `/_test`, only with faults switched on.

GET  /_test/jobs     the jobs in order: id, status, charges, charged, polls, downloads, stream, content type, the fields
                     and files as they were received (with sha256); besides the number of submits that arrived at all,
                     the requests for files (and whether a key came with them), and the balance
POST /_test/release  `{"id": "gen_..."}` or `{}`: let held jobs go on
POST /_test/faults   `{"on": "submit" | "poll" | "credits" | "file", "fault": "name=value", "times": 1}`
POST /_test/credits  `{"total": 20}`: set the balance
"""

from __future__ import annotations

import hashlib
import threading
from typing import TYPE_CHECKING, Final

from rushes.rehearsal.answers import InvalidInput
from rushes.rehearsal.faults import NO_FAULTS, Faults
from rushes.rehearsal.received import Received, Upload

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rushes.rehearsal.job import Job
    from rushes.rehearsal.ledger import Amount
    from rushes.rehearsal.shelf import Shelf

ROUTES: Final = ("submit", "poll", "credits", "file")


class Bench:
    """Counts and faults that belong to the server rather than to a job."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._armed: dict[str, list[Faults]] = {}
        self._submits = 0
        self._files: list[dict[str, object]] = []

    def arm(self, route: str, faults: Faults, times: int) -> None:
        """Let the next `times` requests of a route meet these faults."""
        if route not in ROUTES:
            raise InvalidInput("on", f"must be one of {', '.join(ROUTES)}.")
        with self._lock:
            self._armed.setdefault(route, []).extend([faults] * times)

    def next(self, route: str) -> Faults:
        """Take the faults that the next request of a route is to meet."""
        with self._lock:
            waiting = self._armed.get(route)
            return waiting.pop(0) if waiting else NO_FAULTS

    def note_submit(self) -> None:
        """Count a POST of a generation, before anything is known about it."""
        with self._lock:
            self._submits += 1

    def note_file(self, path: str, *, key: bool, byte_range: str) -> None:
        """Remember a request for a file, and whether a key came with it, which none should."""
        with self._lock:
            self._files.append({"path": path, "authorization": key, "range": byte_range})

    def report(self, jobs: Iterable[Job], shelf: Shelf, balance: Amount) -> dict[str, object]:
        """Return everything a test may want to count."""
        with self._lock:
            submits, files = self._submits, list(self._files)
        described = [_describe(job, shelf) for job in jobs]
        return {"submits": submits, "jobs": described, "files": files, "credits": balance.as_json()}


def _describe(job: Job, shelf: Shelf) -> dict[str, object]:
    video = job.data.get("video") if job.data else None
    shared = shelf.find_address(str(video["url"])) if isinstance(video, dict) else None
    return {
        "id": job.id,
        "status": str(job.status),
        "charges": job.charges,
        "charged": job.usage.total,
        "model": job.request.model,
        "stream": job.stream,
        "polls": job.polls,
        "downloads": shared.asked if shared is not None else 0,
        "content_type": "application/json" if job.received.json is not None else "multipart/form-data",
        "feature": str(job.request.feature),
        "input": job.input,
        **_as_received(job.received),
    }


def _as_received(received: Received) -> dict[str, object]:
    """Return `fields` (a JSON body's object, or each part's values by name) and `parts` (in order, multipart only)."""
    if received.json is not None:
        return {"fields": received.json, "parts": []}
    fields: dict[str, list[object]] = {}
    parts: list[dict[str, object]] = []
    for name, value in received.parts:
        shown = _file(value) if isinstance(value, Upload) else value
        fields.setdefault(name, []).append(shown)
        parts.append({"name": name, "value": shown})
    return {"fields": fields, "parts": parts}


def _file(upload: Upload) -> dict[str, object]:
    with upload.path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"file": upload.name, "content_type": upload.content_type, "size": upload.size, "sha256": digest}
