"""Faults on request: each of them is seen on the wire as a client would see it."""

from __future__ import annotations

import http.client
from email.utils import parsedate_to_datetime
from typing import Any

import pytest

from rushes.rehearsal import faults
from rushes.rehearsal.faults import Faults, UnknownFault
from support.rehearsal import MODEL, SMALL, Caller

SUBMIT = f"/generation/{MODEL}"
CODES = {
    400: "VIDEO_GENERATION_INVALID_INPUT",
    401: "UNAUTHORIZED",
    402: "VIDEO_GENERATION_INSUFFICIENT_CREDITS",
    403: "FORBIDDEN",
    404: "NOT_FOUND",
    422: "VIDEO_GENERATION_CONTENT_REJECTED",
    429: "VIDEO_GENERATION_RATE_LIMITED",
    500: "VIDEO_GENERATION_FAILED",
    502: "VIDEO_GENERATION_FAILED",
    503: "VIDEO_GENERATION_PROVIDER_UNAVAILABLE",
    504: "VIDEO_GENERATION_TIMEOUT",
}


def test_the_table_names_faults() -> None:
    assert {"status", "drop", "hold", "sse-cut", "result"} <= faults.NAMES
    assert "name" not in faults.NAMES


def test_a_fault_is_read_from_text() -> None:
    read = Faults.parse(" status=429 , retry-after = 1,sse-crlf,")

    assert (read.count("status"), read.text("retry-after"), "sse-crlf" in read, "hold" in read) == (
        429,
        "1",
        True,
        False,
    )


@pytest.mark.parametrize("text", ["nonsense", "status=abc", "slow=later"])
def test_an_unknown_fault_is_refused_by_its_key(caller: Caller, text: str) -> None:
    answer = caller.submit(SMALL, text)

    assert answer.status == 400
    assert answer.json["message"].startswith("rehearsal_fault: ")


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(UnknownFault):
        Faults.parse("no-such-thing=1")


@pytest.mark.parametrize(("status", "code"), CODES.items())
def test_every_error_can_be_asked_for(caller: Caller, status: int, code: str) -> None:
    answer = caller.submit(SMALL, f"status={status}")

    assert (answer.status, answer.json["code"]) == (status, code)
    assert caller.report()["jobs"] == []


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        (
            "three",
            {"error": "INSUFFICIENT_CREDITS", "code": CODES[402], "message": "The workspace has not enough credits."},
        ),
        ("two", {"error": CODES[402], "message": "The workspace has not enough credits."}),
        ("message", {"message": "The workspace has not enough credits."}),
        ("nested", {"error": {"code": CODES[402], "message": "The workspace has not enough credits."}}),
    ],
)
def test_an_error_body_comes_in_every_generation(caller: Caller, shape: str, expected: Any) -> None:
    assert caller.submit(SMALL, f"status=402, error-body={shape}").json == expected


@pytest.mark.parametrize(("shape", "start"), [("empty", b""), ("garbage", b'{"error"'), ("html", b"<html>")])
def test_an_error_body_can_be_unreadable(caller: Caller, shape: str, start: bytes) -> None:
    answer = caller.submit(SMALL, f"status=502, error-body={shape}")

    assert answer.status == 502
    assert answer.body[: max(len(start), 1)] == start


def test_a_sub_code_can_be_named(caller: Caller) -> None:
    assert caller.submit(SMALL, "status=503, code=TIMEOUT").json["code"] == "VIDEO_GENERATION_TIMEOUT"


def test_too_many_requests_so_many_times_then_all_is_well(caller: Caller) -> None:
    answers = [caller.submit(SMALL, "status=429, retry-after=1, times=2") for _ in range(3)]

    assert [answer.status for answer in answers] == [429, 429, 200]
    assert [answer.headers["Retry-After"] for answer in answers] == ["1", "1", None]


def test_without_retry_after_there_is_none_and_it_can_be_a_date(caller: Caller) -> None:
    assert "Retry-After" not in caller.submit(SMALL, "status=429").headers
    dated = caller.submit(SMALL, "status=429, retry-after=date").headers["Retry-After"]
    assert parsedate_to_datetime(dated).tzinfo is not None


@pytest.mark.parametrize("given", ["header", "body", "ahead"])
def test_a_fault_can_be_given_in_three_ways(caller: Caller, given: str) -> None:
    if given == "ahead":
        caller.post("/_test/faults", {"on": "submit", "fault": "status=503", "times": 1})
    headers = {"X-Rehearsal-Fault": "status=503"} if given == "header" else {}
    body = {**SMALL, "rehearsal_fault": "status=503"} if given == "body" else SMALL

    assert caller.post(SUBMIT, body, headers).status == 503
    assert caller.post(SUBMIT, SMALL).status == 200


@pytest.mark.parametrize(
    ("route", "path"), [("credits", "/credits"), ("poll", "/generation/gen_1"), ("file", "/files/x/y")]
)
def test_other_routes_can_be_made_to_fail_ahead_of_time(caller: Caller, route: str, path: str) -> None:
    caller.post("/_test/faults", {"on": route, "fault": "status=502", "times": 2})
    usual = {"credits": 200, "poll": 404, "file": 404}[route]

    assert [caller.call("GET", path).status for _ in range(3)] == [502, 502, usual]


@pytest.mark.parametrize("body", [{"on": "nowhere", "fault": "status=500"}, {"on": "poll", "fault": "nonsense"}])
def test_a_fault_that_cannot_be_set_is_refused(caller: Caller, body: dict[str, str]) -> None:
    assert caller.post("/_test/faults", body).status == 400


@pytest.mark.parametrize("reset", ["", ", reset"])
@pytest.mark.parametrize(("when", "jobs"), [("after-body", 0), ("after-accept", 1), ("half-answer", 1)])
def test_a_connection_can_break_before_and_after_the_job_exists(
    caller: Caller, when: str, jobs: int, reset: str
) -> None:
    with pytest.raises((http.client.HTTPException, ConnectionError)):
        caller.submit(SMALL, f"drop={when}{reset}")

    report = caller.report()
    assert (report["submits"], len(report["jobs"])) == (1, jobs)


@pytest.mark.parametrize("reset", ["", ", reset"])
def test_a_connection_can_break_before_the_body_was_read(caller: Caller, reset: str) -> None:
    caller.post("/_test/faults", {"on": "submit", "fault": f"drop=before-body{reset}"})
    with pytest.raises((http.client.HTTPException, ConnectionError)):
        caller.submit(SMALL)

    report = caller.report()
    assert (report["submits"], report["jobs"]) == (1, [])


def test_a_success_can_lack_its_id(caller: Caller) -> None:
    answer = caller.submit(SMALL, "answer=noid, http=202")

    assert answer.status == 202
    assert "id" not in answer.json
    assert len(caller.report()["jobs"]) == 1


@pytest.mark.parametrize(("answer", "body"), [("garbage", b'{"id": "gen_'), ("empty", b"")])
def test_a_success_can_be_unreadable(caller: Caller, answer: str, body: bytes) -> None:
    given = caller.submit(SMALL, f"answer={answer}")

    assert (given.status, given.body) == (200, body)


def test_polls_of_a_job_can_fail_break_and_be_garbage(caller: Caller) -> None:
    failing = caller.submit(SMALL, "poll=504, poll-times=2").json["id"]
    assert [caller.call("GET", f"/generation/{failing}").status for _ in range(3)] == [504, 504, 200]

    breaking = caller.submit(SMALL, "poll-drop=1").json["id"]
    with pytest.raises((http.client.HTTPException, ConnectionError)):
        caller.poll(breaking)
    assert caller.poll(breaking)["status"] == "IN_QUEUE"

    garbage = caller.submit(SMALL, "poll-garbage=1").json["id"]
    assert caller.call("GET", f"/generation/{garbage}").body == b'{"id": "gen_'
    assert caller.poll(garbage)["id"] == garbage


def test_unknown_fields_can_be_added(caller: Caller) -> None:
    assert caller.submit(SMALL, "extra-fields").json["queue_position"] == 3


def test_the_status_of_an_invalid_input_can_be_chosen(caller: Caller) -> None:
    assert caller.submit({**SMALL, "duration": 3}, "invalid=422").status == 422
