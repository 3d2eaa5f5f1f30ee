"""The event stream of a generation: what goes over the wire, and what faults make of it.

Source: skills.video documentation, page "SSE": unnamed events, one JSON object each, IN_QUEUE, IN_PROGRESS and one
terminal event, then the stream ends.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rushes.rehearsal.engine import Engine
    from rushes.rehearsal.job import Job

_PATIENCE: Final = 0.5


class Cut(Exception):
    """A fault ends the stream here: the text is what is still to be sent, then the connection goes."""

    def __init__(self, rest: bytes) -> None:
        super().__init__("the stream is cut")
        self.rest = rest


def events(job: Job, engine: Engine) -> Iterator[bytes]:
    """Yield the bytes of each event as the job moves on. Ends with the job, the engine, or a fault. Raises Cut."""
    faults = job.faults
    step = 0
    while True:
        if "sse-end" in faults and step >= faults.count("sse-end"):
            return
        if "sse-cut" in faults and step >= faults.count("sse-cut"):
            event = _event(job, job.envelope(job.status), step)
            raise Cut(event[: len(event) // 2])
        status = None
        while status is None:
            status = job.state(step, _PATIENCE)
            if engine.stopping.is_set() and status is None:
                return
        event = _event(job, job.envelope(status), step)
        if step == 1 and "sse-garbage" in faults:
            yield b"data: {not json\n\n"
        yield event
        if status.terminal:
            return
        step += 1
        if step == 1:
            engine.stopping.wait(faults.number("sse-stall"))


def pieces(job: Job, event: bytes) -> Iterator[bytes]:
    """Yield an event in the pieces in which it is to leave: as a whole, unless a fault wants it in small ones."""
    if "sse-odd" not in job.faults:
        yield event
        return
    start, length = 0, 1
    while start < len(event):
        yield event[start : start + length]
        start, length = start + length, length % 7 + 1


def _event(job: Job, body: dict[str, object], step: int) -> bytes:
    faults = job.faults
    if "sse-no-input" in faults:
        del body["input"]
    if "sse-id-first" in faults and step > 0:
        del body["id"]
    lines: list[str] = []
    if "sse-comments" in faults:
        lines += [": keep-alive", ":", ""]
    if "sse-named" in faults:
        lines += ["event: " + str(body["status"]).lower(), f"id: {step}", "retry: 3000"]
    text = json.dumps(body, indent=1 if "sse-multiline" in faults else None)
    lines += [f"data: {line}" for line in text.split("\n")]
    end = "\r\n" if "sse-crlf" in faults else "\r" if "sse-cr" in faults else "\n"
    return (end.join(lines) + end + end).encode()
