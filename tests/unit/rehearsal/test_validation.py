"""What the reference page forbids is refused with the documented error body, naming the field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from rushes.rehearsal.ledger import Ledger
from rushes.rehearsal.server import Server
from support.rehearsal import Caller

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://media.example/a.png"
P = {"prompt": "a cat"}

REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("prompt", {}),
    ("prompt", {"prompt": ""}),
    ("prompt", {"prompt": " \n\t"}),
    ("prompt", {"prompt": 5}),
    ("prompt", {"prompt": None}),
    ("prompt", {"prompt": "half a pair \ud800"}),
    ("feature", {**P, "feature": "text-to-video"}),
    ("feature", {**P, "feature": 1}),
    ("aspect_ratio", {**P, "aspect_ratio": "auto"}),
    ("aspect_ratio", {**P, "aspect_ratio": "2:1"}),
    ("resolution", {**P, "resolution": "4k"}),
    ("resolution", {**P, "resolution": 720}),
    ("duration", {**P, "duration": 3}),
    ("duration", {**P, "duration": 16}),
    ("duration", {**P, "duration": -1}),
    ("duration", {**P, "duration": 5.5}),
    ("duration", {**P, "duration": "5"}),
    ("duration", {**P, "duration": True}),
    ("generate_audio", {**P, "generate_audio": "true"}),
    ("generate_audio", {**P, "generate_audio": 1}),
    ("seed", {**P, "seed": 2**53}),
    ("seed", {**P, "seed": -(2**53)}),
    ("seed", {**P, "seed": 1.5}),
    ("end_user_id", {**P, "end_user_id": 7}),
    ("image_url", {**P, "image_url": [URL]}),
    ("image_url", {**P, "image_url": "a.png"}),
    ("image_url", {**P, "image_url": "ftp://media.example/a.png"}),
    ("image_url", {**P, "image_url": "file:///etc/passwd"}),
    ("image_url", {**P, "image_url": "data:image/png;base64,AAAA"}),
    ("image_url", {**P, "image_url": "https://"}),
    ("image_url", {**P, "image_url": "http://[::1"}),
    ("image_urls", {**P, "image_urls": URL}),
    ("image_urls", {**P, "image_urls": []}),
    ("image_urls", {**P, "image_urls": [URL] * 10}),
    ("image_urls[1]", {**P, "image_urls": [URL, 5]}),
    ("reference_image_urls", {**P, "reference_image_urls": [URL] * 10}),
    ("image_urls", {**P, "image_urls": [URL] * 5, "reference_image_urls": [URL] * 5}),
    ("video_urls", {**P, "video_urls": [URL] * 4}),
    ("video_refs", {**P, "video_refs": [URL] * 4}),
    ("audio_urls", {**P, "image_urls": [URL], "audio_urls": [URL] * 4}),
    ("audio_urls", {**P, "image_urls": [URL], "audio_urls": [URL] * 3, "audio_url": URL}),
    ("audio_urls", {**P, "audio_urls": [URL]}),
    ("audio_url", {**P, "audio_url": URL}),
    ("first_frame_url", {**P, "end_frame_url": URL}),
    ("first_frame_url", {**P, "feature": "frame-to-video"}),
    ("image_url", {**P, "first_frame_url": URL, "image_url": URL}),
    ("image_urls", {**P, "first_frame_url": URL, "image_urls": [URL]}),
    ("video_urls", {**P, "first_frame_url": URL, "video_urls": [URL]}),
    ("audio_url", {**P, "first_frame_url": URL, "audio_url": URL}),
    ("first_frame_url", {**P, "feature": "reference-to-video", "first_frame_url": URL, "image_urls": [URL]}),
    ("image_urls", {**P, "feature": "reference-to-video"}),
    ("image_urls", {**P, "feature": "text-image-to-video", "image_urls": [URL, URL]}),
    ("image_urls", {**P, "feature": "text-image-to-video", "image_urls": [URL], "image_url": URL}),
    ("video_urls", {**P, "feature": "text-image-to-video", "video_urls": [URL]}),
    ("audio_urls", {**P, "feature": "text-image-to-video", "audio_urls": [URL]}),
    ("end_frame_url", {**P, "feature": "text-image-to-video", "end_frame_url": URL}),
]


@pytest.mark.parametrize(("field", "body"), REFUSED)
def test_what_the_reference_page_forbids_is_refused(caller: Caller, field: str, body: dict[str, Any]) -> None:
    answer = caller.submit(body)

    assert answer.status == 400
    assert answer.json["code"] == answer.json["error"] == "VIDEO_GENERATION_INVALID_INPUT"
    assert answer.json["message"].startswith(f"{field}: ")
    assert set(answer.json) == {"error", "code", "message"}
    assert caller.report()["jobs"] == []


ACCEPTED: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({}, {"feature": "text-image-to-video"}),
    ({"duration": 4}, {"duration": 4}),
    ({"duration": 15.0}, {"duration": 15}),
    ({"seed": 2**53 - 1}, {"seed": 2**53 - 1}),
    ({"seed": -(2**53 - 1)}, {"seed": -(2**53 - 1)}),
    ({"end_user_id": "someone"}, {"end_user_id": "someone"}),
    ({"resolution": "1080p", "aspect_ratio": "21:9"}, {"resolution": "1080p", "aspect_ratio": "21:9"}),
    ({"generate_audio": False}, {"generate_audio": False}),
    ({"camera": {"lens": [35]}, "n": 1}, {"camera": {"lens": [35]}, "n": 1}),
    ({"image_url": URL}, {"feature": "text-image-to-video", "image_url": URL}),
    ({"feature": "text-image-to-video", "image_urls": [URL]}, {"image_url": URL}),
    ({"image_urls": [URL]}, {"feature": "reference-to-video", "image_urls": [URL]}),
    ({"reference_image_urls": [URL] * 9}, {"feature": "reference-to-video", "image_urls": [URL] * 9}),
    ({"video_refs": [URL]}, {"feature": "reference-to-video", "video_urls": [URL]}),
    ({"image_url": URL, "audio_url": URL}, {"image_urls": [URL], "audio_urls": [URL]}),
    ({"video_urls": [URL] * 3, "audio_urls": [URL] * 3}, {"video_urls": [URL] * 3, "audio_urls": [URL] * 3}),
    ({"first_frame_url": URL}, {"feature": "frame-to-video", "first_frame_url": URL}),
    ({"first_frame_url": URL, "end_frame_url": URL}, {"first_frame_url": URL, "end_frame_url": URL}),
]


@pytest.mark.parametrize(("body", "echoed"), ACCEPTED)
def test_what_it_allows_is_accepted_and_echoed_with_defaults(
    caller: Caller, body: dict[str, Any], echoed: dict[str, Any]
) -> None:
    answer = caller.submit({**P, **body})

    defaults = {"prompt": "a cat", "aspect_ratio": "16:9", "resolution": "720p", "duration": 5, "generate_audio": True}
    assert answer.status == 200
    assert set(answer.json) == {"id", "status", "input", "usage"}
    assert answer.json["status"] == "IN_QUEUE"
    assert answer.json["usage"] == {"total": 0, "subscription": 0, "permanent": 0}
    assert answer.json["input"] | {**defaults, **echoed} == answer.json["input"]


def test_the_fast_model_has_no_1080p(caller: Caller) -> None:
    fast = "bytedance/seedance-2.0-fast"

    assert caller.submit({**P, "resolution": "720p"}, model=fast).status == 200
    refused = caller.submit({**P, "resolution": "1080p"}, model=fast)
    assert (refused.status, refused.json["message"][:12]) == (400, "resolution: ")


@pytest.mark.parametrize("model", ["bytedance/seedance-9", "nobody/else", "kling-ai/v3/video", "ltx-2.3", ""])
def test_an_unknown_model_is_unsupported(caller: Caller, model: str) -> None:
    answer = caller.submit(P, model=model)

    assert (answer.status, answer.json["code"]) == (400, "VIDEO_GENERATION_UNSUPPORTED_MODEL")


def test_the_status_of_an_invalid_input_can_be_422(tmp_path: Path) -> None:
    server = Server(tmp_path, "k", Ledger(), invalid_status=422)
    server.start(0.01)
    try:
        answer = Caller(server.url, "k").submit({**P, "duration": 3})
    finally:
        server.stop()
    assert (answer.status, answer.json["code"]) == (422, "VIDEO_GENERATION_INVALID_INPUT")


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b"\xff", b"[" * 100_000])
def test_a_body_that_is_no_json_object_is_refused(caller: Caller, body: bytes) -> None:
    kind = {"Content-Type": "application/json"}
    answer = caller.call("POST", "/generation/bytedance/seedance-2.0", body, kind)

    assert (answer.status, answer.json["code"]) == (400, "VIDEO_GENERATION_INVALID_INPUT")
