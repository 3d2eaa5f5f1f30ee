"""The client against the rehearsal engine in its own process, over loopback, with its faults switched on."""

from __future__ import annotations

import hashlib
import time
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest

from rushes.core import api_errors
from rushes.core.answers import Answer, Status
from rushes.core.cancel import CancelToken
from rushes.core.media import MediaKind, Role
from rushes.core.parameters import AspectRatio, Parameters, Resolution
from rushes.core.recipe import Recipe, Workflow
from support.recipes import client_for, reference, request_of
from support.rehearsal import RehearsalProcess

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rushes.api.client import Client

SMALL = Parameters(resolution=Resolution.P480, duration=4, generate_audio=False)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RehearsalProcess]:
    with RehearsalProcess.start("--faults", "--shrink", "4", work_dir=tmp_path_factory.mktemp("engine")) as started:
        yield started


@pytest.fixture
def client(engine: RehearsalProcess) -> Iterator[Client]:
    made = client_for(engine.url, key=engine.key)
    yield made
    made.close()


def faulty(fault: str, parameters: Parameters = SMALL) -> Recipe:
    return Recipe(prompt=f"a boat, {fault}", parameters=parameters, extra=MappingProxyType({"rehearsal_fault": fault}))


def submit(client: Client, recipe: Recipe) -> Answer:
    return client.submit(request_of(recipe), cancel=CancelToken(), on_answer=lambda _: None)


def follow(client: Client, recipe: Recipe) -> tuple[Answer | None, list[Answer]]:
    told: list[Answer] = []
    return client.submit_and_follow(request_of(recipe), cancel=CancelToken(), on_answer=told.append), told


def finish(client: Client, remote_id: str) -> Answer:
    while not (answer := client.ask(remote_id, cancel=CancelToken())).status.is_terminal:
        time.sleep(0.02)
    return answer


def test_every_field_of_a_text_request_arrives_as_it_was_meant(client: Client) -> None:
    parameters = Parameters(AspectRatio.R9_16, Resolution.P480, 4, generate_audio=False, seed=-5, end_user_id="u1")
    answer = submit(client, Recipe(prompt="a boat", parameters=parameters, extra=MappingProxyType({"camera": "slow"})))
    expected = {
        "prompt": "a boat",
        "feature": "text-image-to-video",
        "aspect_ratio": "9:16",
        "resolution": "480p",
        "duration": 4,
        "generate_audio": False,
        "seed": -5,
        "end_user_id": "u1",
        "camera": "slow",
    }
    assert answer.input.items() >= expected.items()


def test_the_text_of_a_form_means_the_same_as_json(client: Client, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(PNG)
    parameters = Parameters(AspectRatio.R1_1, Resolution.P480, 4, generate_audio=False, seed=7, end_user_id="u1")
    image = reference(MediaKind.IMAGE, Role.START_IMAGE, path)
    extra = MappingProxyType({"camera": "slow", "nested": {"a": [1, None]}})
    answer = submit(client, Recipe(prompt="a “boat”\n你好", parameters=parameters, references=(image,), extra=extra))
    assert answer.input["prompt"] == "a “boat”\n你好"
    assert answer.input["duration"] == 4
    assert answer.input["generate_audio"] is False
    assert answer.input["seed"] == 7
    assert isinstance(answer.input["image_url"], str)
    assert answer.input["camera"] == "slow"


def test_files_and_the_order_of_an_array_arrive(client: Client, tmp_path: Path, engine: RehearsalProcess) -> None:
    first, second = tmp_path / 'a "1".png', tmp_path / "é.png"
    first.write_bytes(PNG)
    second.write_bytes(PNG)
    references = tuple(reference(MediaKind.IMAGE, Role.REFERENCE, path) for path in (second, first))
    answer = submit(client, Recipe(Workflow.REFERENCES, "@Image1", SMALL, references))
    urls = answer.input["image_urls"]
    assert isinstance(urls, list)
    assert len(urls) == 2
    frames = (
        reference(MediaKind.IMAGE, Role.FIRST_FRAME, first),
        reference(MediaKind.IMAGE, Role.LAST_FRAME, second),
    )
    answer = submit(client, Recipe(Workflow.FRAMES, "a boat", SMALL, frames))
    assert set(answer.input) >= {"first_frame_url", "end_frame_url"}


def test_a_stream_is_followed_to_a_file_that_downloads_whole(client: Client, tmp_path: Path) -> None:
    result, told = follow(client, Recipe(prompt="a boat", parameters=SMALL))
    assert result is not None
    assert next(answer.status for answer in told) is Status.QUEUED
    assert result.status is Status.COMPLETED
    assert len({answer.remote_id for answer in told}) == 1
    done = client.download(result.video_urls[0], tmp_path / "a.part", cancel=CancelToken())
    data = (tmp_path / "a.part").read_bytes()
    assert done.sha256 == hashlib.sha256(data).hexdigest()
    assert data[4:8] == b"ftyp"


@pytest.mark.parametrize(
    "fault",
    [
        "sse-comments",
        "sse-crlf",
        "sse-cr",
        "sse-odd",
        "sse-multiline",
        "sse-named",
        "sse-id-first",
        "sse-no-input",
        "sse-garbage",
        "words=prediction",
        "words=upper",
        "words=webhook",
        "words=lower",
        "words=unknown",
        "extra-fields",
        "early-usage",
        "data=string",
        "data=video",
        "data=videos",
        "data=url",
        "data=output",
    ],
)
def test_streams_of_every_kind_are_followed_to_their_end(client: Client, fault: str) -> None:
    result, _ = follow(client, faulty(fault))
    assert result is not None
    assert result.status is Status.COMPLETED
    assert len(result.video_urls) == 1


@pytest.mark.parametrize("fault", ["data=empty", "data=none"])
def test_a_finished_job_without_a_video(client: Client, fault: str) -> None:
    result, _ = follow(client, faulty(fault))
    assert result is not None
    assert (result.status, result.video_urls) == (Status.COMPLETED, ())


@pytest.mark.parametrize("fault", ["sse-end=1", "sse-cut=1"])
def test_a_stream_that_breaks_is_left_to_polling_and_nothing_is_sent_twice(
    client: Client, engine: RehearsalProcess, fault: str
) -> None:
    before = len(engine.report()["jobs"])
    result, told = follow(client, faulty(fault))
    assert result is None
    assert finish(client, told[0].remote_id).status is Status.COMPLETED
    assert len(engine.report()["jobs"]) == before + 1


@pytest.mark.parametrize("sub_code", ["FAILED", "TIMEOUT", "CONTENT_REJECTED", "PROVIDER_UNAVAILABLE"])
def test_a_job_that_fails_says_why(client: Client, sub_code: str) -> None:
    result, _ = follow(client, faulty(f"fail={sub_code}"))
    assert result is not None
    assert (result.status, result.code) == (Status.FAILED, f"VIDEO_GENERATION_{sub_code}")
    assert result.message


def test_a_job_that_is_canceled(client: Client) -> None:
    result, _ = follow(client, faulty("cancel"))
    assert result is not None
    assert result.status is Status.CANCELED


STATUSES = {
    400: api_errors.InvalidInput,
    401: api_errors.KeyRejected,
    402: api_errors.InsufficientCredits,
    403: api_errors.NotAllowed,
    404: api_errors.NotFound,
    422: api_errors.ContentRejected,
    429: api_errors.RateLimited,
    500: api_errors.OutcomeUnknown,
    502: api_errors.GenerationFailed,
    503: api_errors.ProviderUnavailable,
    504: api_errors.OutcomeUnknown,
}


@pytest.mark.parametrize("form", ["three", "two", "message", "nested"])
@pytest.mark.parametrize("status", STATUSES)
def test_refusals_of_a_paid_request(client: Client, status: int, form: str) -> None:
    for go in (submit, follow):
        with pytest.raises(api_errors.ApiError) as caught:
            go(client, faulty(f"status={status}, error-body={form}"))
        assert type(caught.value) is STATUSES[status]
        assert caught.value.message.source()


@pytest.mark.parametrize("form", ["empty", "garbage", "html"])
@pytest.mark.parametrize("status", STATUSES)
def test_refusals_without_a_readable_body(client: Client, status: int, form: str) -> None:
    kind = STATUSES[status] if status in {400, 401, 402, 403, 404, 422} else api_errors.OutcomeUnknown
    with pytest.raises(api_errors.ApiError) as caught:
        submit(client, faulty(f"status={status}, error-body={form}"))
    assert type(caught.value) is kind


@pytest.mark.parametrize(("value", "low", "high"), [("3", 3, 3), ("date", 0, 3)])
def test_a_429_says_how_long_to_wait(client: Client, value: str, low: float, high: float) -> None:
    with pytest.raises(api_errors.RateLimited) as caught:
        submit(client, faulty(f"status=429, retry-after={value}"))
    assert caught.value.retry_after is not None
    assert low <= caught.value.retry_after <= high


@pytest.mark.parametrize(
    "fault",
    [
        "drop=after-body",
        "drop=after-accept",
        "drop=after-accept, reset",
        "answer=noid",
        "answer=garbage",
        "answer=empty",
    ],
)
def test_a_lost_answer_leaves_the_outcome_unknown_and_is_not_sent_again(
    client: Client, engine: RehearsalProcess, fault: str
) -> None:
    before = engine.report()["submits"]
    with pytest.raises(api_errors.OutcomeUnknown):
        submit(client, faulty(fault))
    assert engine.report()["submits"] == before + 1


def test_half_an_answer_with_the_id_is_enough(client: Client) -> None:
    try:
        answer = submit(client, faulty("drop=half-answer"))
    except api_errors.OutcomeUnknown:
        return
    assert finish(client, answer.remote_id).status is Status.COMPLETED


def test_an_input_that_breaks_a_rule_is_refused(client: Client) -> None:
    with pytest.raises(api_errors.InvalidInput) as caught:
        submit(client, Recipe(prompt="", parameters=SMALL))
    assert caught.value.documented_body


@pytest.mark.parametrize("fault", ["poll=503, poll-times=1", "poll=429, poll-times=1", "poll-drop=1", "poll-garbage=1"])
def test_a_question_that_fails_can_be_asked_again(client: Client, fault: str) -> None:
    answer = submit(client, faulty(fault))
    with pytest.raises((api_errors.Unreachable, api_errors.UnreadableAnswer)) as caught:
        client.ask(answer.remote_id, cancel=CancelToken())
    assert caught.value.retryable
    assert client.ask(answer.remote_id, cancel=CancelToken()).remote_id == answer.remote_id


def test_an_id_that_nobody_knows(client: Client) -> None:
    with pytest.raises(api_errors.NotFound):
        client.ask("gen_none", cancel=CancelToken())


def test_the_balance(client: Client) -> None:
    assert client.credits(cancel=CancelToken()).total is not None


def test_a_wrong_key(engine: RehearsalProcess) -> None:
    wrong = client_for(engine.url, key="wrong")
    with pytest.raises(api_errors.KeyRejected):
        wrong.credits(cancel=CancelToken())
    with pytest.raises(api_errors.KeyRejected):
        submit(wrong, Recipe(prompt="x", parameters=SMALL))
    wrong.close()


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ("result=403", api_errors.ResultExpired),
        ("result=404", api_errors.ResultExpired),
        ("result=500", api_errors.ResultUnavailable),
        ("result=garbage", api_errors.ResultUnavailable),
        ("result=truncated", api_errors.ResultUnavailable),
        ("result=expired", api_errors.ResultExpired),
        ("result=redirect", None),
        ("result=no-range", None),
        ("result=no-length", None),
        ("result=changing", None),
    ],
)
def test_results(client: Client, tmp_path: Path, fault: str, kind: type[api_errors.ApiError] | None) -> None:
    result, _ = follow(client, faulty(fault))
    assert result is not None
    url = result.video_urls[0]
    if kind is None:
        assert client.download(url, tmp_path / "a.part", cancel=CancelToken()).size > 1000
        return
    with pytest.raises(kind) as caught:
        client.download(url, tmp_path / "a.part", cancel=CancelToken())
    assert type(caught.value) is kind
