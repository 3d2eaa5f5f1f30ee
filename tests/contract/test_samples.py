"""The client against the samples of the service's documentation, served as they stand there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from rushes.core import api_errors
from rushes.core.answers import Answer, Status, Usage
from rushes.core.cancel import CancelToken
from rushes.core.recipe import Recipe
from support.recipes import client_for, request_of
from support.socket_server import SocketServer, answer, answering

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TEXT = request_of(Recipe(prompt="a boat"))
INPUT = {"prompt": "a boat", "duration": 5, "aspect_ratio": "16:9", "n": 1}
SUBMITTED: dict[str, object] = {
    "id": "gen_123",
    "status": "IN_QUEUE",
    "input": INPUT,
    "usage": {"total": 20, "subscription": 20, "permanent": 0},
}
FILE = {"url": "https://cdn.example/x.mp4", "file_name": "x.mp4", "content_type": "video/mp4"}
VIDEO = {"type": "video", "n": 1, "actual_prompt": "a boat at sea", "videos": [FILE], "video": FILE}
WORDS = {
    "IN_QUEUE": Status.QUEUED,
    "IN_PROGRESS": Status.RUNNING,
    "COMPLETED": Status.COMPLETED,
    "FAILED": Status.FAILED,
    "CANCELED": Status.CANCELED,
    "starting": Status.QUEUED,
    "processing": Status.RUNNING,
    "succeeded": Status.COMPLETED,
    "failed": Status.FAILED,
    "canceled": Status.CANCELED,
    "queued": Status.QUEUED,
    "running": Status.RUNNING,
    "CANCELLED": Status.CANCELED,
    "SUCCEEDED": Status.COMPLETED,
    "WARMING_UP": Status.UNKNOWN,
}
FAMILIES = ("VIDEO_GENERATION_", "IMAGE_GENERATION_", "TTS_GENERATION_", "")
CODES: dict[str, tuple[int, type[api_errors.ApiError]]] = {
    "FAILED": (502, api_errors.GenerationFailed),
    "RATE_LIMITED": (429, api_errors.RateLimited),
    "PROVIDER_UNAVAILABLE": (503, api_errors.ProviderUnavailable),
    "UNSUPPORTED_MODEL": (400, api_errors.UnsupportedModel),
    "INVALID_INPUT": (400, api_errors.InvalidInput),
    "INSUFFICIENT_CREDITS": (402, api_errors.InsufficientCredits),
    "CONTENT_REJECTED": (422, api_errors.ContentRejected),
}


def submit(data: bytes) -> Answer:
    told: list[Answer] = []
    with SocketServer(answering(data)) as server:
        result = client_for(server.url).submit(TEXT, cancel=CancelToken(), on_answer=told.append)
    assert told == [result]
    return result


def ask(document: Mapping[str, object]) -> Answer:
    with SocketServer(answering(answer(200, document))) as server:
        return client_for(server.url).ask("gen_123", cancel=CancelToken())


@pytest.mark.parametrize("status", [200, 201, 202])
def test_any_success_accepts_a_submit(status: int) -> None:
    result = submit(answer(status, SUBMITTED))
    assert (result.remote_id, result.status, result.status_word) == ("gen_123", Status.QUEUED, "IN_QUEUE")
    assert result.usage == Usage(20, 20, 0)
    assert dict(result.input) == INPUT
    assert dict(result.raw) == SUBMITTED


def test_a_submit_that_failed_at_once_has_code_and_message() -> None:
    failed = {**SUBMITTED, "status": "FAILED", "code": "VIDEO_GENERATION_FAILED", "message": "Generation failed."}
    result = submit(answer(200, failed))
    assert (result.status, result.code, result.message) == (
        Status.FAILED,
        "VIDEO_GENERATION_FAILED",
        "Generation failed.",
    )


@pytest.mark.parametrize("word", WORDS)
def test_every_status_word_is_understood_on_every_route(word: str) -> None:
    for spelled in (word, word.upper(), word.lower()):
        document = {"id": "gen_123", "status": spelled}
        event = b"data: " + json.dumps(document).encode() + b"\n\n"
        told: list[Answer] = []
        with SocketServer(answering(answer(200, event, {"Content-Type": "text/event-stream"}))) as server:
            client_for(server.url).submit_and_follow(TEXT, cancel=CancelToken(), on_answer=told.append)
        for result in (submit(answer(200, document)), ask(document), *told):
            assert (result.status, result.status_word) == (WORDS[word], spelled)


def test_a_result_that_is_not_there_yet() -> None:
    result = ask({**SUBMITTED, "status": "IN_PROGRESS", "data": None})
    assert (result.status, result.video_urls) == (Status.RUNNING, ())


@pytest.mark.parametrize(
    "data",
    [
        VIDEO,
        {"videos": [FILE]},
        {"video": FILE},
        {"video": FILE["url"]},
        {"output": [FILE["url"]]},
        {"url": FILE["url"]},
        {"anything": {"else": FILE["url"]}},
    ],
)
def test_a_finished_video_is_found(data: object) -> None:
    result = ask({**SUBMITTED, "status": "COMPLETED", "data": data})
    assert result.status is Status.COMPLETED
    assert result.video_urls == (FILE["url"],)


def test_a_finished_job_without_a_video_keeps_what_was_said() -> None:
    document = {**SUBMITTED, "status": "COMPLETED", "data": {"type": "video", "n": 0}}
    result = ask(document)
    assert (result.status, result.video_urls, dict(result.raw)) == (Status.COMPLETED, (), document)


def test_the_older_stream_without_input() -> None:
    nothing = {"total": 0, "subscription": 0, "permanent": 0}
    documents: list[dict[str, object]] = [
        {"id": "gen_123", "status": "IN_QUEUE", "data": None, "usage": nothing},
        {"id": "gen_123", "status": "IN_PROGRESS", "data": None, "usage": nothing},
        {"id": "gen_123", "status": "COMPLETED", "data": VIDEO, "usage": {**nothing, "total": 20, "permanent": 20}},
    ]
    told, result = _follow(documents)
    assert [each.status for each in told] == [Status.QUEUED, Status.RUNNING, Status.COMPLETED]
    assert result is not None
    assert result.usage == Usage(20, 0, 20)
    assert result.video_urls == (FILE["url"],)


def test_the_newer_stream_that_fails() -> None:
    failed = {"id": "gen_123", "status": "FAILED", "input": INPUT, "code": "VIDEO_GENERATION_FAILED", "message": "No."}
    told, result = _follow([SUBMITTED, failed])
    assert result == told[-1]
    assert (result.status, result.code, result.message) == (Status.FAILED, "VIDEO_GENERATION_FAILED", "No.")


def test_a_stream_that_ends_early_leaves_the_job_to_be_asked_about() -> None:
    told, result = _follow([SUBMITTED])
    assert result is None
    assert [each.remote_id for each in told] == ["gen_123"]


def _follow(documents: Sequence[Mapping[str, object]]) -> tuple[list[Answer], Answer | None]:
    stream = b"".join(b"data: " + json.dumps(document).encode() + b"\n\n" for document in documents)
    told: list[Answer] = []
    with SocketServer(answering(answer(200, stream, {"Content-Type": "text/event-stream"}))) as server:
        client = client_for(server.url)
        return told, client.submit_and_follow(TEXT, cancel=CancelToken(), on_answer=told.append)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("sub_code", CODES)
@pytest.mark.parametrize("form", ["three", "two", "legacy", "nested"])
def test_every_code_in_every_form_is_its_own_error(sub_code: str, family: str, form: str) -> None:
    status, kind = CODES[sub_code]
    code = family + sub_code
    bodies: dict[str, dict[str, object]] = {
        "three": {"error": code, "code": code, "message": "No."},
        "two": {"error": code, "message": "No."},
        "legacy": {"error": sub_code, "code": code, "message": "No."},
        "nested": {"error": {"code": code, "message": "No."}},
    }
    body = bodies[form]
    for stream in (False, True):
        with SocketServer(answering(answer(status, body))) as server:
            client = client_for(server.url)
            go = client.submit_and_follow if stream else client.submit
            with pytest.raises(kind) as caught:
                go(TEXT, cancel=CancelToken(), on_answer=lambda _: None)
            assert len(server.requests) == 1
        error = caught.value
        assert type(error) is kind
        assert (error.code, error.http_status, error.documented_body) == (code, status, True)
        assert error.message.source() == "No."
        assert error.title.source()
        assert error.next_step.source()


def test_a_timeout_of_the_service_leaves_the_outcome_unknown() -> None:
    body = {"error": "VIDEO_GENERATION_TIMEOUT", "code": "VIDEO_GENERATION_TIMEOUT", "message": "Too long."}
    with SocketServer(answering(answer(504, body))) as server, pytest.raises(api_errors.OutcomeUnknown) as caught:
        client_for(server.url).submit(TEXT, cancel=CancelToken(), on_answer=lambda _: None)
    assert caught.value.code == "VIDEO_GENERATION_TIMEOUT"


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, api_errors.InvalidInput),
        (401, api_errors.KeyRejected),
        (402, api_errors.InsufficientCredits),
        (403, api_errors.NotAllowed),
        (404, api_errors.NotFound),
        (422, api_errors.ContentRejected),
        (429, api_errors.RateLimited),
        (500, api_errors.OutcomeUnknown),
        (502, api_errors.GenerationFailed),
        (503, api_errors.ProviderUnavailable),
        (504, api_errors.OutcomeUnknown),
    ],
)
def test_every_documented_status_with_the_barest_body(status: int, kind: type[api_errors.ApiError]) -> None:
    with SocketServer(answering(answer(status, {"message": "No."}))) as server:
        with pytest.raises(api_errors.ApiError) as caught:
            client_for(server.url).submit(TEXT, cancel=CancelToken(), on_answer=lambda _: None)
        assert type(caught.value) is kind
        with pytest.raises(api_errors.ApiError) as asked:
            client_for(server.url).ask("gen_123", cancel=CancelToken())
    assert type(asked.value) is (kind if status < 429 else api_errors.Unreachable)


@pytest.mark.parametrize("data", [b"", b"<html>", b"[]", b'{"id": "gen'])
def test_an_answer_that_cannot_be_read_can_be_asked_for_again(data: bytes) -> None:
    with SocketServer(answering(answer(200, data))) as server, pytest.raises(api_errors.UnreadableAnswer) as caught:
        client_for(server.url).ask("gen_123", cancel=CancelToken())
    assert caught.value.retryable
