"""Sending a file: whole or in part, as RFC 9110 asks of a server that offers ranges, and with what faults add to it."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from rushes.rehearsal.answers import CODE_OF_STATUS, Code, Refusal

if TYPE_CHECKING:
    from email.message import Message

    from rushes.rehearsal.shelf import Shared

_RANGE: Final = re.compile(r"bytes=(\d*)-(\d*)")


@dataclass(frozen=True, slots=True)
class Part:
    """What to send: the answer's status and headers, and from where to where in the file.

    `cut` is where the connection is closed although more was announced, `stall` the seconds of silence half-way.
    """

    status: int
    headers: dict[str, str]
    start: int
    end: int
    cut: int | None = None
    stall: float = 0


def plan(shared: Shared, headers: Message, fault: str = "") -> Part:
    """Decide what to answer to a request for a file. Raises Refusal for a range outside it, or for a fault."""
    if fault in {"403", "404", "500"}:
        raise Refusal(int(fault), CODE_OF_STATUS[int(fault)])
    if fault == "expired":
        shared.expired = True
        raise Refusal(403, Code.FORBIDDEN, "The address has expired.")
    length = shared.path.stat().st_size
    base = {
        "Content-Type": shared.content_type,
        "ETag": f'"{secrets.token_hex(4)}"' if fault == "changing" else shared.etag,
        "Last-Modified": shared.last_modified,
        "Cache-Control": "private, no-transform",
    }
    if fault == "no-range":
        part = Part(HTTPStatus.OK, base, 0, length)
    else:
        part = _ranged(base | {"Accept-Ranges": "bytes"}, headers, length)
    return _faulty(part, fault, length, shared.stall)


def _ranged(base: dict[str, str], headers: Message, length: int) -> Part:
    """Honour a single range whose validator still holds; anything else gets the whole file, as the RFC allows."""
    whole = Part(HTTPStatus.OK, base, 0, length)
    match = _RANGE.fullmatch(headers.get("Range", "").strip())
    if match is None or match.groups() == ("", ""):
        return whole
    condition = headers.get("If-Range")
    if condition is not None and condition.strip() not in {base["ETag"], base["Last-Modified"]}:
        return whole
    first, last = match.groups()
    start = int(first) if first else max(length - int(last), 0)
    end = min(int(last) + 1, length) if first and last else length
    if first and last and int(last) < int(first):
        return whole
    if start >= length or (not first and int(last) == 0):
        refusal = Refusal(416, Code.INVALID_INPUT, "The range lies outside the file.")
        refusal.headers["Content-Range"] = f"bytes */{length}"
        raise refusal
    return Part(HTTPStatus.PARTIAL_CONTENT, base | {"Content-Range": f"bytes {start}-{end - 1}/{length}"}, start, end)


def _faulty(part: Part, fault: str, length: int, stall: float) -> Part:
    """Return the part with the length header it should have, or with what a fault makes of it."""
    status, headers, start, end = part.status, dict(part.headers), part.start, part.end
    cut = None
    if fault == "truncated":
        cut = start + (end - start) // 2
    elif fault == "short":
        end = start + (end - start) // 2
    elif fault == "wrong-range" and status == HTTPStatus.PARTIAL_CONTENT:
        start, end = 0, length
        headers["Content-Range"] = f"bytes 0-{length - 1}/{length}"
    if fault != "no-length":
        headers["Content-Length"] = str(end - start)
    return Part(status, headers, start, end, cut, stall)
