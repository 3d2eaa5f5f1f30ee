"""Faults on request, for tests: what can go wrong between a client and the service, one name each.

They exist only in a server that was started with faults switched on. A fault is written as comma-separated `name` or
`name=value`, for instance `status=429, retry-after=1, times=2`, and given in one of three ways:

- in the body of a POST, under the extra key `rehearsal_fault`; it then holds for that job's later requests too;
- in the header `X-Rehearsal-Fault` of any request, with the same effect when it is a POST that makes a job;
- ahead of time, by `POST /_test/faults` with `{"on": "submit", "fault": "...", "times": 1}`, where `on` is `submit`,
  `poll`, `credits` or `file`.

================  ====================================================================================================
name              what happens
================  ====================================================================================================
any request
status            answer with this HTTP error, 400 to 504, and the code that the documentation gives it
code              the sub-code to use with `status`, such as `CONTENT_REJECTED`
times             only the first so many such requests (same fault, same prompt) fail, then all is well; default: all
retry-after       add a `Retry-After` header to the error: seconds, or the word `date` for a date two seconds ahead
error-body        shape of the error body: `three` (default), `two`, `message`, `nested`, `empty`, `garbage`, `html`
slow              seconds before anything is answered
drop              close the connection: `before-body` (header or ahead of time only), `after-body` (no job is made),
                  `after-accept` (the job exists, no answer), `half-answer` (the job exists, the answer is cut)
reset             the connection is not closed but reset, with `drop` or a cut answer
answer            a success that is none: `noid`, `garbage` (no JSON), `empty` (no body)
http              status of an accepted submit, such as 202
invalid           status of an invalid input, such as 422
job
slow-queue        seconds in IN_QUEUE
slow-render       seconds in IN_PROGRESS before rendering
hold              stay in `queue` or in `progress` until `POST /_test/release`
fail              end as FAILED, with this sub-code if given (default `FAILED`)
cancel            end as CANCELED
words             status words: `prediction` (starting, processing, succeeded, ...), `upper` (the same in upper case),
                  `webhook` (queued, running, ...), `lower` (in_queue, ...), `unknown` (WARMING_UP while in progress)
early-usage       show the price in `usage` from the beginning
extra-fields      add fields that no documentation knows
data              `data` of a finished job: `string` (data.video is the address), `video` (only the object), `videos`
                  (only the list), `url`, `output`, `empty` (an object without a video), `none` (null)
poll              GET of the job is answered with this HTTP error; `poll-times` limits how often
poll-drop         the first so many GETs of the job are closed without an answer
poll-garbage      the first so many GETs of the job are answered with something that is not JSON
poll-times        see `poll`
stream
sse-end           the stream ends, in good order, after so many events
sse-cut           the connection is closed after so many events, in the middle of the next
sse-stall         seconds of silence after the first event
sse-comments      `:` comment lines between events
sse-crlf          lines end with CR LF
sse-cr            lines end with CR
sse-odd           the bytes come in pieces of 1, 2, 3, ... bytes
sse-multiline     each event's JSON is spread over several `data:` lines
sse-named         events carry `event:`, `id:` and `retry:` lines
sse-id-first      only the first event carries the id
sse-no-input      events carry no `input`
sse-garbage       an event that is not JSON comes before the second event
result file
result            403, 404, 500 (that answer), `expired` (403 until the job was asked for again, which gives a new
                  address), `truncated` (half, then closed), `short` (half, and says so), `garbage` (a web page),
                  `no-range`, `no-length`, `changing` (a new ETag each time), `wrong-range` (206 from the wrong place),
                  `redirect` (to another address first)
result-times      only the first so many requests for the file
result-stall      seconds of silence in the middle of the file
================  ====================================================================================================
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

KEY: Final = "rehearsal_fault"
HEADER: Final = "X-Rehearsal-Fault"
_ROW: Final = re.compile(r"^([a-z][a-z-]*)  +\S", re.MULTILINE)
NAMES: Final = frozenset(_ROW.findall(__doc__ or "")) - {"name"}
_NUMBER: Final = re.compile(r"[0-9]{1,9}(\.[0-9]{1,6})?")
_WORDS_ONLY: Final = frozenset(
    {"code", "retry-after", "error-body", "drop", "answer", "hold", "fail", "words", "data", "result"}
)


class UnknownFault(ValueError):
    """A fault that is not in the table, or has a value that cannot be read."""


class Faults:
    """The faults of one request or job, read by name. Without any, every question is answered with no."""

    def __init__(self, given: Mapping[str, str] | None = None) -> None:
        self._given = dict(given or {})

    @classmethod
    def parse(cls, text: str) -> Faults:
        """Read `name=value, name`. Raises UnknownFault."""
        given: dict[str, str] = {}
        for item in filter(None, (piece.strip() for piece in text.split(","))):
            name, _, value = item.partition("=")
            if name.strip() not in NAMES:
                raise UnknownFault(f"there is no fault named {name.strip()}")
            if value and name.strip() not in _WORDS_ONLY and not _NUMBER.fullmatch(value.strip()):
                raise UnknownFault(f"{name.strip()} needs a number")
            given[name.strip()] = value.strip()
        return cls(given)

    def __or__(self, other: Faults) -> Faults:
        return Faults({**self._given, **other._given})

    def __contains__(self, name: str) -> bool:
        return name in self._given

    def __str__(self) -> str:
        return ", ".join(f"{name}={value}" for name, value in sorted(self._given.items()))

    def text(self, name: str, default: str = "") -> str:
        """The value given to a fault, or the default when the fault is not given."""
        return self._given.get(name, default)

    def number(self, name: str, default: float = 0) -> float:
        """The value as a number, or the default when the fault is not given or has none."""
        return float(self._given.get(name) or default)

    def count(self, name: str, default: int = 0) -> int:
        """The value as a whole number, or the default."""
        return int(self.number(name, default))


NO_FAULTS: Final = Faults()
