"""What an answer that is no success means: for a paid request, and for a question that may be asked again."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

from rushes.api.lenient import number_of, parse_object
from rushes.api.wire import decode_error
from rushes.core.api_errors import (
    BY_HTTP_STATUS,
    ApiError,
    KeyRejected,
    OutcomeUnknown,
    RateLimited,
    Refused,
    Unreachable,
    error_class,
)
from rushes.core.messages import Message, msg, verbatim

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_RETRY_AFTER: Final = 600.0
"""Seconds: no server makes us wait longer than this."""

_REFUSED: Final = frozenset({400, 401, 402, 403, 404, 422})
"""Nothing runs, whatever the body says."""

_REFUSED_IN_WORDS: Final = frozenset({429, 502, 503})
"""Nothing runs where the body is one that the service documents; else a gateway may have spoken for it."""

_RETRYABLE: Final = frozenset({408, 425, 429})


def post_error(status: int, headers: Mapping[str, str], body: bytes) -> ApiError:
    """Return the error for a paid request that was answered with anything but success.

    It is a refusal only where it is certain that nothing runs. Everything else is `OutcomeUnknown`.
    """
    code, words, documented = decode_error(parse_object(body))
    certain = status in _REFUSED or (status in _REFUSED_IN_WORDS and documented)
    kind = _class_of(code, status) if certain else OutcomeUnknown
    return _make(kind, status, headers, code, words, documented=documented)


def question_error(status: int, headers: Mapping[str, str], body: bytes) -> ApiError:
    """Return the error for a question (GET): a refusal, or `Unreachable` where asking again can help."""
    code, words, documented = decode_error(parse_object(body))
    again = status >= 500 or status in _RETRYABLE or status < 400
    kind = Unreachable if again else _class_of(code, status)
    return _make(kind, status, headers, code, words, documented=documented)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds a server asks to wait, given as a number or as a date, up to ten minutes."""
    value = headers.get("Retry-After", "").strip()
    seconds = number_of(value) if value else None
    if seconds is None:
        until, now = _date(value), _date(headers.get("Date", "")) or datetime.now(UTC)
        if until is None:
            return None
        seconds = (until - now).total_seconds()
    return min(max(float(seconds), 0.0), MAX_RETRY_AFTER)


def _class_of(code: str, status: int) -> type[ApiError]:
    if status == 401:
        return KeyRejected
    kind = error_class(code, status)
    if kind is RateLimited and status != 429:
        # only a 429 may be sent again unasked
        kind = BY_HTTP_STATUS.get(status, Refused)
    return kind


def _make(
    kind: type[ApiError], status: int, headers: Mapping[str, str], code: str, words: str, *, documented: bool
) -> ApiError:
    return kind(
        _message(status, words),
        code=code,
        http_status=status,
        retry_after=retry_after(headers),
        documented_body=documented,
    )


def _message(status: int, words: str) -> Message:
    return verbatim(words) if words else msg("The answer gives no reason (status {status}).", status=status)


def _date(text: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return date if date.tzinfo is not None else date.replace(tzinfo=UTC)
