"""The result file: ranges, validators, and the ways in which it can be withheld or damaged on request."""

from __future__ import annotations

import http.client
from typing import TYPE_CHECKING

import pytest

from rushes.rehearsal.answers import Status
from rushes.rehearsal.faults import NO_FAULTS, Faults
from rushes.rehearsal.ledger import Amount
from rushes.rehearsal.shelf import Shared
from support.rehearsal import SMALL, Caller

if TYPE_CHECKING:
    from pathlib import Path

    from rushes.rehearsal.server import Server

CONTENT = bytes(range(256)) * 40


class Shelved:
    """A file on the server's shelf, and a way to ask for it."""

    def __init__(self, server: Server, caller: Caller, folder: Path) -> None:
        self._server = server
        self._caller = caller
        self._path = folder / "video.mp4"
        self._path.write_bytes(CONTENT)
        self.url = self.put()

    def put(self, faults: str = "") -> str:
        given = Faults.parse(faults) if faults else NO_FAULTS
        self.url = self._server.engine.shelf.put(Shared(self._path, "ein Film.mp4", "video/mp4", given))
        return self.url

    def get(self, method: str = "GET", **headers: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection(*self._caller.address, timeout=20)
        connection.request(
            method, "/" + self.url.split("/", 3)[3], headers={k.replace("_", "-"): v for k, v in headers.items()}
        )
        answer = connection.getresponse()
        try:
            self.body = answer.read()
        finally:
            connection.close()
        return answer


@pytest.fixture
def shelved(server: Server, caller: Caller, tmp_path: Path) -> Shelved:
    return Shelved(server, caller, tmp_path)


def test_a_file_needs_no_key_and_says_what_it_is(shelved: Shelved, caller: Caller) -> None:
    answer = shelved.get()

    assert (answer.status, shelved.body) == (200, CONTENT)
    assert answer.headers["Content-Type"] == "video/mp4"
    assert answer.headers["Content-Length"] == str(len(CONTENT))
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["ETag"].startswith('"')
    assert answer.headers["Last-Modified"].endswith(" GMT")
    (request,) = caller.report()["files"]
    assert (request["authorization"], request["range"]) == (False, "")


def test_an_address_cannot_be_guessed(shelved: Shelved) -> None:
    assert shelved.put() != shelved.put()
    assert len(shelved.url.split("/")[4]) >= 32


def test_head_sends_no_body(shelved: Shelved) -> None:
    answer = shelved.get("HEAD")

    assert (answer.status, answer.headers["Content-Length"], shelved.body) == (200, str(len(CONTENT)), b"")


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-99", 0, 100),
        ("bytes=100-", 100, 10240),
        ("bytes=-5", 10235, 10240),
        ("bytes=10200-99999", 10200, 10240),
        ("bytes=-99999", 0, 10240),
    ],
)
def test_a_range_is_honoured(shelved: Shelved, asked: str, start: int, end: int) -> None:
    answer = shelved.get(Range=asked)

    assert (answer.status, shelved.body) == (206, CONTENT[start:end])
    assert answer.headers["Content-Range"] == f"bytes {start}-{end - 1}/{len(CONTENT)}"


@pytest.mark.parametrize("asked", ["bytes=10240-", "bytes=99999-100000", "bytes=-0"])
def test_a_range_outside_is_416(shelved: Shelved, asked: str) -> None:
    answer = shelved.get(Range=asked)

    assert (answer.status, answer.headers["Content-Range"]) == (416, f"bytes */{len(CONTENT)}")


@pytest.mark.parametrize("asked", ["bytes=5-2", "bytes=-", "lines=1-2", "bytes=0-1,5-6", "nonsense"])
def test_a_range_that_is_none_gets_the_whole_file(shelved: Shelved, asked: str) -> None:
    assert (shelved.get(Range=asked).status, shelved.body) == (200, CONTENT)


def test_a_range_holds_only_while_the_file_is_the_same(shelved: Shelved) -> None:
    first = shelved.get("HEAD")

    for validator in (first.headers["ETag"], first.headers["Last-Modified"]):
        assert shelved.get(Range="bytes=5-", If_Range=validator).status == 206
    for validator in ('"another"', "Thu, 01 Jan 1970 00:00:00 GMT"):
        assert (shelved.get(Range="bytes=5-", If_Range=validator).status, shelved.body) == (200, CONTENT)


@pytest.mark.parametrize("status", [403, 404, 500])
def test_a_file_can_be_refused_some_times(shelved: Shelved, status: int) -> None:
    shelved.put(f"result={status}, result-times=2")

    assert [shelved.get().status for _ in range(3)] == [status, status, 200]


def test_a_file_can_break_off_and_be_resumed(shelved: Shelved) -> None:
    shelved.put("result=truncated, result-times=1")
    with pytest.raises(http.client.IncompleteRead) as caught:
        shelved.get()

    assert caught.value.partial == CONTENT[: len(CONTENT) // 2]
    assert shelved.get(Range=f"bytes={len(CONTENT) // 2}-").status == 206
    assert caught.value.partial + shelved.body == CONTENT


def test_a_file_can_be_short_and_say_nothing(shelved: Shelved) -> None:
    shelved.put("result=short")

    assert (shelved.get().status, shelved.body) == (200, CONTENT[: len(CONTENT) // 2])


def test_ranges_can_be_ignored(shelved: Shelved) -> None:
    shelved.put("result=no-range")
    answer = shelved.get(Range="bytes=5-")

    assert (answer.status, answer.headers["Accept-Ranges"], shelved.body) == (200, None, CONTENT)


def test_a_wrong_range_can_be_sent(shelved: Shelved) -> None:
    shelved.put("result=wrong-range")
    answer = shelved.get(Range="bytes=5-")

    assert (answer.status, answer.headers["Content-Range"]) == (206, f"bytes 0-{len(CONTENT) - 1}/{len(CONTENT)}")
    assert shelved.body == CONTENT


def test_the_length_can_be_left_out(shelved: Shelved) -> None:
    shelved.put("result=no-length")
    answer = shelved.get()

    assert (answer.headers["Content-Length"], shelved.body) == (None, CONTENT)


def test_the_validator_can_change_each_time(shelved: Shelved) -> None:
    shelved.put("result=changing")

    assert shelved.get().headers["ETag"] != shelved.get().headers["ETag"]


def test_a_web_page_can_come_instead(shelved: Shelved) -> None:
    shelved.put("result=garbage")
    answer = shelved.get()

    assert (answer.status, answer.headers["Content-Type"], shelved.body[:6]) == (200, "text/html", b"<html>")


def test_a_file_can_be_elsewhere_first(shelved: Shelved) -> None:
    shelved.put("result=redirect")
    answer = shelved.get()
    assert answer.status == 302

    shelved.url = "http://host" + answer.headers["Location"]
    assert (shelved.get().status, shelved.body) == (200, CONTENT)


def test_a_file_can_stall_half_way(shelved: Shelved) -> None:
    shelved.put("result-stall=0.05")

    assert (shelved.get().status, shelved.body) == (200, CONTENT)


def test_an_expired_address_is_renewed_when_the_job_is_asked_for_again(
    server: Server, caller: Caller, shelved: Shelved
) -> None:
    job = server.engine.jobs[caller.submit(SMALL).json["id"]]
    url = shelved.put("result=expired")
    job.complete({"type": "video", "videos": [{"url": url}], "video": {"url": url}}, Amount(8))
    assert job.status is Status.COMPLETED

    assert caller.poll(job.id)["data"]["video"]["url"] == url
    assert shelved.get().status == 403
    data = caller.poll(job.id)["data"]
    shelved.url = data["video"]["url"]
    assert data["videos"][0]["url"] == shelved.url != url
    assert (shelved.get().status, shelved.body) == (200, CONTENT)
