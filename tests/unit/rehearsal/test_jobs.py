"""Jobs: states, results, credits. Nothing is drawn here; the process tests do that."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from rushes.rehearsal.answers import Code, Refusal, Status
from rushes.rehearsal.faults import NO_FAULTS, Faults
from rushes.rehearsal.job import Job
from rushes.rehearsal.ledger import Amount, Ledger, price
from rushes.rehearsal.received import Received
from rushes.rehearsal.request import check
from support.rehearsal import SMALL, Caller

if TYPE_CHECKING:
    from rushes.rehearsal.server import Server

NOTHING = {"total": 0, "subscription": 0, "permanent": 0}
DATA = {"type": "video", "n": 1, "videos": [{"url": "http://h/v.mp4"}], "video": {"url": "http://h/v.mp4"}}


def job(faults: Faults = NO_FAULTS) -> Job:
    request = check("bytedance/seedance-2.0", {"prompt": "x"})
    return Job("gen_1", request, Received(json={}), faults, 20, stream=False)


@pytest.mark.parametrize(
    ("resolution", "seconds", "reference", "fast", "credits"),
    [
        ("720p", 5, 0, False, 20),
        ("480p", 4, 0, False, 8),
        ("1080p", 15, 0, False, 135),
        ("720p", 5, 2.04, False, 29),
        ("720p", 5, 0, True, 16),
        ("480p", 5, 0.1, True, 9),
    ],
)
def test_the_price_is_by_resolution_and_seconds(
    resolution: str, seconds: int, reference: float, fast: bool, credits: int
) -> None:
    assert price(resolution, seconds, reference, fast=fast) == credits


def test_the_subscription_is_spent_first() -> None:
    ledger = Ledger(100)
    taken = []
    for amount in (50, 30):
        assert ledger.promise(amount)
        taken.append(ledger.charge(amount, amount))

    assert taken == [Amount(50, 0), Amount(10, 20)]
    assert ledger.balance() == Amount(0, 20)


def test_credits_cannot_be_promised_twice() -> None:
    ledger = Ledger(30)

    assert [ledger.promise(20), ledger.promise(20)] == [True, False]
    ledger.release(20)
    assert ledger.promise(20)


def test_a_balance_that_refills_never_runs_out() -> None:
    ledger = Ledger(30, refills=True)
    for _ in range(5):
        assert ledger.promise(20)
        assert ledger.charge(20, 20).total == 20


def test_a_finished_job_tells_its_data_and_what_it_cost() -> None:
    done = job()
    done.advance(Status.IN_PROGRESS)
    done.complete(dict(DATA), Amount(15, 5))

    assert done.envelope(Status.IN_PROGRESS)["usage"] == NOTHING
    assert done.envelope(Status.IN_PROGRESS)["data"] is None
    final = done.envelope(done.status)
    assert (final["status"], final["data"]) == ("COMPLETED", DATA)
    assert final["usage"] == {"total": 20, "subscription": 15, "permanent": 5}
    assert "code" not in final


def test_nothing_follows_a_terminal_state() -> None:
    ended = job()
    ended.fail(Refusal(502, Code.FAILED))
    ended.complete(dict(DATA), Amount(1))

    assert ended.status is Status.FAILED


def test_a_follower_who_is_late_misses_no_state() -> None:
    done = job()
    done.advance(Status.IN_PROGRESS)
    done.advance(Status.IN_PROGRESS)
    done.advance(Status.COMPLETED)

    assert [done.state(step, 0) for step in range(4)] == ["IN_QUEUE", "IN_PROGRESS", "COMPLETED", None]


def test_a_follower_is_woken() -> None:
    waiting = job()
    seen: list[Status | None] = []
    thread = threading.Thread(target=lambda: seen.append(waiting.state(1, 60)))
    thread.start()
    waiting.advance(Status.IN_PROGRESS)
    thread.join()

    assert seen == [Status.IN_PROGRESS]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("prediction", ["starting", "processing", "succeeded"]),
        ("upper", ["STARTING", "PROCESSING", "SUCCEEDED"]),
        ("webhook", ["queued", "running", "succeeded"]),
        ("lower", ["in_queue", "in_progress", "completed"]),
        ("unknown", ["IN_QUEUE", "WARMING_UP", "COMPLETED"]),
    ],
)
def test_other_status_words_can_be_asked_for(words: str, expected: list[str]) -> None:
    one = job(Faults({"words": words}))
    states = (Status.IN_QUEUE, Status.IN_PROGRESS, Status.COMPLETED)

    assert [one.envelope(status)["status"] for status in states] == expected


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ("string", {"type": "video", "video": "http://h/v.mp4"}),
        ("video", {"type": "video", "n": 1, "video": {"url": "http://h/v.mp4"}}),
        ("videos", {"type": "video", "n": 1, "videos": [{"url": "http://h/v.mp4"}]}),
        ("url", {"type": "video", "url": "http://h/v.mp4"}),
        ("output", {"type": "video", "output": ["http://h/v.mp4"]}),
        ("empty", {"type": "video", "n": 1}),
        ("none", None),
    ],
)
def test_other_shapes_of_a_result_can_be_asked_for(shape: str, expected: object) -> None:
    done = job(Faults({"data": shape}))
    done.complete(dict(DATA), Amount(1))

    assert done.envelope(Status.COMPLETED)["data"] == expected


def test_a_failed_job_says_why_and_costs_nothing(caller: Caller, working: Server) -> None:
    sent = caller.submit(SMALL, "fail=CONTENT_REJECTED").json
    ended = caller.finish(sent["id"])

    assert (ended["status"], ended["code"]) == ("FAILED", "VIDEO_GENERATION_CONTENT_REJECTED")
    assert (ended["data"], ended["usage"], bool(ended["message"])) == (None, NOTHING, True)
    assert working.engine.ledger.balance().total == 1000


def test_an_unknown_failure_code_is_passed_on(caller: Caller, working: Server) -> None:
    assert working.engine.allows_faults
    ended = caller.finish(caller.submit(SMALL, "fail=SOLAR_FLARE").json["id"])

    assert ended["code"] == "VIDEO_GENERATION_SOLAR_FLARE"


def test_a_canceled_job_costs_nothing(caller: Caller, working: Server) -> None:
    ended = caller.finish(caller.submit(SMALL, "cancel").json["id"])

    assert (ended["status"], ended["usage"]) == ("CANCELED", NOTHING)
    assert working.engine.ledger.promise(1000)


def test_too_few_credits_are_402_with_the_legacy_word(caller: Caller) -> None:
    caller.post("/_test/credits", {"total": 15})
    statuses = [caller.submit(SMALL).status for _ in range(2)]

    assert statuses == [200, 402]
    assert caller.submit(SMALL).json == {
        "error": "INSUFFICIENT_CREDITS",
        "code": "VIDEO_GENERATION_INSUFFICIENT_CREDITS",
        "message": "The workspace has not enough credits.",
    }


@pytest.mark.parametrize(("where", "status"), [("queue", "IN_QUEUE"), ("progress", "IN_PROGRESS")])
def test_a_held_job_waits_to_be_released_and_stops_no_other(
    caller: Caller, working: Server, where: str, status: str
) -> None:
    held = caller.submit(SMALL, f"hold={where}, fail").json["id"]
    assert caller.finish(caller.submit(SMALL, "fail").json["id"])["status"] == "FAILED"
    if status == "IN_PROGRESS":
        assert working.engine.jobs[held].state(1, 20) is Status.IN_PROGRESS

    assert caller.poll(held)["status"] == status
    caller.post("/_test/release", {"id": held})
    assert caller.finish(held)["status"] == "FAILED"


def test_early_usage_shows_the_price_before_the_end(caller: Caller) -> None:
    assert caller.submit(SMALL, "early-usage").json["usage"]["total"] == 8


def test_the_report_counts_submits_jobs_and_charges(caller: Caller) -> None:
    caller.submit(SMALL)
    caller.submit({"prompt": ""})
    report = caller.report()

    assert report["submits"] == 2
    assert [(one["status"], one["charges"], one["fields"]) for one in report["jobs"]] == [("IN_QUEUE", 0, SMALL)]
