from __future__ import annotations

import json

import pytest
from requests.structures import CaseInsensitiveDict

from rushes.api.refusals import MAX_RETRY_AFTER, post_error, question_error, retry_after
from rushes.core.api_errors import (
    ApiError,
    ContentRejected,
    GenerationFailed,
    InsufficientCredits,
    InvalidInput,
    KeyRejected,
    NotAllowed,
    NotFound,
    OutcomeUnknown,
    ProviderUnavailable,
    RateLimited,
    Refused,
    Unreachable,
    UnsupportedModel,
)

NONE: dict[str, str] = {}


def body(code: str = "", message: str = "No.") -> bytes:
    return json.dumps({"error": code, "code": code, "message": message}).encode()


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, InvalidInput),
        (401, KeyRejected),
        (402, InsufficientCredits),
        (403, NotAllowed),
        (404, NotFound),
        (422, ContentRejected),
    ],
)
@pytest.mark.parametrize("data", [body(), b"", b"<html>", b"[]", b'{"message": "cut'])
def test_a_paid_request_is_refused_by_its_status_alone(status: int, kind: type[ApiError], data: bytes) -> None:
    error = post_error(status, NONE, data)
    assert type(error) is kind
    assert error.http_status == status


@pytest.mark.parametrize(("status", "kind"), [(429, RateLimited), (502, GenerationFailed), (503, ProviderUnavailable)])
@pytest.mark.parametrize(
    "data",
    [
        body("VIDEO_GENERATION_X"),
        b'{"error": "X", "message": "No."}',
        b'{"message": "No."}',
        b'{"error": {"message": "No."}}',
    ],
)
def test_429_502_and_503_are_refusals_only_in_the_services_own_words(
    status: int, kind: type[ApiError], data: bytes
) -> None:
    error = post_error(status, NONE, data)
    assert type(error) is kind
    assert error.documented_body
    assert error.message.source() == "No."
    for garbled in (b"", b"<html>Bad Gateway</html>", b'{"error": "Bad Gateway"}', data[:-1], b"[]"):
        assert type(post_error(status, NONE, garbled)) is OutcomeUnknown


@pytest.mark.parametrize(
    "status", [300, 301, 302, 303, 304, 307, 308, 405, 408, 409, 413, 415, 425, 499, 500, 504, 599, 101]
)
def test_every_other_status_of_a_paid_request_leaves_the_outcome_unknown(status: int) -> None:
    assert type(post_error(status, NONE, body("VIDEO_GENERATION_TIMEOUT"))) is OutcomeUnknown


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (400, "VIDEO_GENERATION_UNSUPPORTED_MODEL", UnsupportedModel),
        (400, "unsupported_model", UnsupportedModel),
        (400, "INSUFFICIENT_CREDITS", InsufficientCredits),
        (422, "VIDEO_GENERATION_INVALID_INPUT", InvalidInput),
        (401, "VIDEO_GENERATION_INVALID_INPUT", KeyRejected),
        (429, "VIDEO_GENERATION_INSUFFICIENT_CREDITS", InsufficientCredits),
        (503, "VIDEO_GENERATION_RATE_LIMITED", ProviderUnavailable),
        (404, "VIDEO_GENERATION_RATE_LIMITED", NotFound),
        (403, "SOMETHING_NEW", NotAllowed),
    ],
)
def test_the_code_says_more_than_the_status(status: int, code: str, kind: type[ApiError]) -> None:
    error = post_error(status, NONE, body(code))
    assert type(error) is kind
    assert error.code == code


@pytest.mark.parametrize("status", [302, 408, 429, 500, 502, 503, 504, 599])
def test_a_question_can_be_asked_again(status: int) -> None:
    error = question_error(status, CaseInsensitiveDict({"retry-after": "7"}), b"")
    assert type(error) is Unreachable
    assert error.retryable
    assert error.retry_after == 7


@pytest.mark.parametrize(
    ("status", "kind"), [(401, KeyRejected), (403, NotAllowed), (404, NotFound), (400, InvalidInput), (418, Refused)]
)
def test_a_question_can_be_refused(status: int, kind: type[ApiError]) -> None:
    assert type(question_error(status, NONE, b"")) is kind


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"Retry-After": "3"}, 3),
        ({"Retry-After": "1.5"}, 1.5),
        ({"Retry-After": "-4"}, 0),
        ({"Retry-After": "999999999"}, MAX_RETRY_AFTER),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "nan"}, None),
        ({"Retry-After": "Sun, 22 Nov 2026 10:00:30 GMT", "Date": "Sun, 22 Nov 2026 10:00:00 GMT"}, 30),
        ({"Retry-After": "Sun, 22 Nov 2026 09:00:00 GMT", "Date": "Sun, 22 Nov 2026 10:00:00 GMT"}, 0),
        ({"Retry-After": "Sun, 22 Nov 1970 09:00:00 GMT"}, 0),
        ({"Retry-After": "Sun, 99 Nov 2026 99:00:00 GMT"}, None),
    ],
)
def test_retry_after(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(CaseInsensitiveDict(headers)) == seconds
