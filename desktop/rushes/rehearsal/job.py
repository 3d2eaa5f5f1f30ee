"""One generation: what it is, the states it went through, and how it looks in an answer."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Final

from rushes.rehearsal.answers import Code, Refusal, Status
from rushes.rehearsal.ledger import NOTHING, Amount

if TYPE_CHECKING:
    from rushes.rehearsal.faults import Faults
    from rushes.rehearsal.received import Received
    from rushes.rehearsal.request import Request

_WORDS: Final[dict[str, dict[Status, str]]] = {
    "prediction": {
        Status.IN_QUEUE: "starting",
        Status.IN_PROGRESS: "processing",
        Status.COMPLETED: "succeeded",
        Status.FAILED: "failed",
        Status.CANCELED: "canceled",
    },
    "webhook": {
        Status.IN_QUEUE: "queued",
        Status.IN_PROGRESS: "running",
        Status.COMPLETED: "succeeded",
        Status.FAILED: "failed",
        Status.CANCELED: "canceled",
    },
    "lower": {status: status.lower() for status in Status},
    "unknown": {Status.IN_PROGRESS: "WARMING_UP"},
}
_WORDS["upper"] = {status: word.upper() for status, word in _WORDS["prediction"].items()}


class Job:
    """A generation in work or done. Its states are kept in order, so that a stream that joins late misses none."""

    def __init__(
        self, job_id: str, request: Request, received: Received, faults: Faults, promised: int, *, stream: bool
    ) -> None:
        self.id = job_id
        self.request = request
        self.received = received
        self.faults = faults
        self.promised = promised
        self.stream = stream
        self.input: dict[str, object] = {}
        self.data: dict[str, object] | None = None
        self.usage = NOTHING
        self.charges = 0
        self.failure: Refusal | None = None
        self.released = threading.Event()
        self.polls = 0
        self._changed = threading.Condition()
        self._history = [Status.IN_QUEUE]

    @property
    def status(self) -> Status:
        """The state the job is in now."""
        return self._history[-1]

    def advance(self, status: Status) -> None:
        """Enter a state and wake those who follow the job. Results must be set before. A repeated state is nothing."""
        with self._changed:
            if status is not self._history[-1] and not self._history[-1].terminal:
                self._history.append(status)
                self._changed.notify_all()

    def complete(self, data: dict[str, object], usage: Amount) -> None:
        """End with a video that cost `usage`."""
        self.data, self.usage = data, usage
        self.charges += 1
        self.advance(Status.COMPLETED)

    def fail(self, failure: Refusal) -> None:
        """End without a video, at no cost."""
        self.failure = failure
        self.advance(Status.FAILED)

    def state(self, step: int, timeout: float) -> Status | None:
        """Return the state number `step`, counted from 0, waiting for it at most `timeout` seconds."""
        with self._changed:
            self._changed.wait_for(lambda: len(self._history) > step, timeout)
            return self._history[step] if len(self._history) > step else None

    def envelope(self, status: Status) -> dict[str, object]:
        """Return what an answer says about the job while it is in `status`."""
        words = _WORDS.get(self.faults.text("words"), {})
        early = Amount(self.promised) if "early-usage" in self.faults else NOTHING
        body: dict[str, object] = {
            "id": self.id,
            "status": words.get(status, str(status)),
            "input": self.input,
            "data": None,
            "usage": early.as_json(),
        }
        if status is Status.COMPLETED:
            body |= {"data": self._data(), "usage": self.usage.as_json()}
        if status is Status.FAILED and self.failure is not None:
            body |= {"code": str(self.failure.code), "message": str(self.failure), "usage": NOTHING.as_json()}
        if "extra-fields" in self.faults:
            body |= {"queue_position": 3, "eta": {"seconds": [1, 2]}, "at": time.time()}
        return body

    def _data(self) -> dict[str, object] | None:
        """Return `data`, or one of the shapes that the faults ask for: the service's own for video is not published."""
        data = self.data or {}
        video = data.get("video")
        url = video.get("url") if isinstance(video, dict) else None
        shapes: dict[str, dict[str, object] | None] = {
            "string": {"type": "video", "video": url},
            "video": {name: value for name, value in data.items() if name != "videos"},
            "videos": {name: value for name, value in data.items() if name != "video"},
            "url": {"type": "video", "url": url},
            "output": {"type": "video", "output": [url]},
            "empty": {"type": "video", "n": 1},
            "none": None,
        }
        return shapes.get(self.faults.text("data"), data)


def refusal_for(sub_code: str) -> Refusal:
    """Return the failure that a fault names by its sub-code. An unknown one is passed on as a code nobody knows."""
    name = sub_code.upper() or "FAILED"
    if name in Code.__members__:
        return Refusal(200, Code[name])
    unknown = Refusal(200, Code.FAILED, "Something new went wrong.")
    unknown.code = f"VIDEO_GENERATION_{name}"  # type: ignore[assignment]  # on purpose: no documentation has it
    return unknown
