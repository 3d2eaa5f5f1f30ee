"""What the service's JSON means.

The envelope is `{id, status, input, data, usage, code, message}` on every route. Status words come in two families
(`IN_QUEUE` … and the older `starting` …), errors in three generations. The `data` of a video is described nowhere; by
the pattern of the image it has the files under `videos` and `video`.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from rushes.api.lenient import number_of, text_of
from rushes.core.answers import Answer, Credits, Status, Usage

if TYPE_CHECKING:
    from collections.abc import Iterator

log = logging.getLogger(__name__)

STATUSES: Final[Mapping[str, Status]] = MappingProxyType(
    {
        "IN_QUEUE": Status.QUEUED,
        "IN_PROGRESS": Status.RUNNING,
        "COMPLETED": Status.COMPLETED,
        "FAILED": Status.FAILED,
        "CANCELED": Status.CANCELED,
        # the older pages
        "STARTING": Status.QUEUED,
        "PROCESSING": Status.RUNNING,
        "SUCCEEDED": Status.COMPLETED,
        # the webhook page, and the publisher's own reader
        "QUEUED": Status.QUEUED,
        "RUNNING": Status.RUNNING,
        "CANCELLED": Status.CANCELED,
    }
)
"""Every status word the service's pages use, in upper case."""

_IDS: Final = ("id", "generation_id", "task_id", "prediction_id")
_ENVELOPES: Final = ("data", "generation", "prediction", "task")
_VIDEO_SUFFIXES: Final = (".mp4", ".mov", ".m4v", ".webm", ".mkv")
_NOT_RESULTS: Final = frozenset({"input", "usage"})
_MAX_ID: Final = 512
_MAX_NODES: Final = 10_000

Object = Mapping[str, object]


def decode_answer(document: Object, *, remote_id: str = "", event: str = "") -> Answer:
    """Make an answer of an envelope.

    `remote_id` is the job's id where it is known already; without one the answer's may be empty. `event` is the name of
    a stream's event, which stands in for a missing status.
    """
    envelope = _envelope(document)
    word = text_of(envelope.get("status"), 100) or text_of(envelope.get("state"), 100) or text_of(event, 100)
    status = STATUSES.get(word.upper().replace("-", "_").replace(" ", "_"), Status.UNKNOWN)
    if word and status is Status.UNKNOWN:
        log.info("The service used a status that is not known: %s", word)
    code, message = _code_and_message(envelope)
    sent = envelope.get("input")
    return Answer(
        remote_id=remote_id or _id_of(envelope),
        status=status,
        status_word=word,
        input=MappingProxyType(dict(sent)) if isinstance(sent, Mapping) else MappingProxyType({}),
        usage=_usage(envelope.get("usage")),
        video_urls=tuple(video_urls(envelope)),
        code=code,
        message=message,
        raw=MappingProxyType(dict(document)),
    )


def decode_error(document: Object | None) -> tuple[str, str, bool]:
    """Return the code and the message of an error body, and whether it has one of the three documented forms.

    Those are `{error, code, message}`, `{error, message}` and `{message}`; `error` may be an object with a message.
    """
    if document is None:
        return "", "", False
    error = document.get("error")
    places = [document, error if isinstance(error, Mapping) else {}]
    documented = any(text_of(place.get("message")) for place in places)
    return *_code_and_message(document), documented


def decode_credits(document: Object) -> Credits:
    """Make a balance of an answer whose form is not documented: numbers under likely names, wherever they lie."""
    places = [document]
    for name in ("data", "credits", "balance"):
        places += [inner for place in tuple(places) if isinstance(inner := place.get(name), Mapping)]

    def find(*names: str) -> float | None:
        found = (number_of(place.get(name)) for name in names for place in places)
        return next((number for number in found if number is not None), None)

    subscription, permanent = find("subscription"), find("permanent")
    total = find("total", "credits", "balance")
    if total is None and subscription is not None and permanent is not None:
        total = subscription + permanent
    return Credits(total, subscription, permanent, MappingProxyType(dict(document)))


def video_urls(envelope: Object) -> Iterator[str]:
    """Yield the addresses of the files an answer names, best first, each once.

    In order: `data.videos[].url`, `data.video.url`, `data.video`, `data.output`, `data.url`; and only where none of
    these is there, any address with a video's suffix. What was sent (`input`) is never searched: references are videos.
    """
    data = envelope.get("data")
    roots = [root for root in (data, envelope) if isinstance(root, Mapping)]
    found: dict[str, None] = {}
    for root in roots:
        # an `url` beside the id may well be that of the job
        names = (
            ("videos", "video", "output", "url", "video_url")
            if root is data
            else ("videos", "video", "output", "video_url")
        )
        for name in names:
            found.update(dict.fromkeys(_addresses(root.get(name))))
    if not found:
        everything = [data, {name: value for name, value in envelope.items() if name != "data"}]
        found.update(dict.fromkeys(url for each in everything for url in _strings(each) if _is_video(url)))
    yield from found


def _envelope(document: Object) -> Object:
    """Return the object that carries the id or the status: the document itself, or one it wraps."""
    if _id_of(document) or isinstance(document.get("status"), str):
        return document
    for name in _ENVELOPES:
        inner = document.get(name)
        if isinstance(inner, Mapping) and _id_of(inner):
            return inner
    return document


def _id_of(envelope: Object) -> str:
    for name in _IDS:
        value = envelope.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if isinstance(value, str) and 0 < len(value) <= _MAX_ID:
            found = value.strip()
            if found and found.isprintable() and found not in {".", ".."}:
                return found
    return ""


def _code_and_message(document: Object) -> tuple[str, str]:
    """Read the code from `code`, then `error`; the message from `message`, then `error.message`."""
    error = document.get("error")
    inner: Object = error if isinstance(error, Mapping) else {}
    code = text_of(document.get("code"), 200) or text_of(inner.get("code"), 200)
    message = text_of(document.get("message")) or text_of(inner.get("message"))
    legacy = text_of(error)
    if " " in legacy:
        return code, message or legacy
    return code or legacy[:200], message


def _usage(value: object) -> Usage | None:
    if not isinstance(value, Mapping):
        return None
    total, subscription, permanent = (number_of(value.get(name)) for name in ("total", "subscription", "permanent"))
    if total is None and subscription is None and permanent is None:
        return None
    subscription, permanent = subscription or 0, permanent or 0
    return Usage(subscription + permanent if total is None else total, subscription, permanent)


def _addresses(value: object) -> Iterator[str]:
    """Yield the addresses in a value that is one, or an object with one, or a list of such."""
    for member in value if isinstance(value, list) else [value]:
        candidates = (
            [member.get("url"), member.get("video_url"), member.get("video")]
            if isinstance(member, Mapping)
            else [member]
        )
        for candidate in candidates:
            if isinstance(candidate, str) and _is_address(candidate):
                yield candidate.strip()
            elif isinstance(candidate, Mapping):
                yield from _addresses(candidate)


def _strings(value: object) -> Iterator[str]:
    """Yield the strings in a document, nearest first, leaving out what was sent."""
    waiting: deque[object] = deque([value])
    for _ in range(_MAX_NODES):
        if not waiting:
            return
        each = waiting.popleft()
        if isinstance(each, str):
            yield each.strip()
        elif isinstance(each, Mapping):
            waiting.extend(member for name, member in each.items() if name not in _NOT_RESULTS)
        elif isinstance(each, list):
            waiting.extend(each)


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def _is_video(text: str) -> bool:
    return _is_address(text) and urlsplit(text).path.lower().endswith(_VIDEO_SUFFIXES)
