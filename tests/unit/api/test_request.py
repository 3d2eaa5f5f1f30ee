from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest

from rushes.api.request import ALIASES, FIELDS, build_request, content_type
from rushes.core.cancel import CancelToken
from rushes.core.errors import InvalidRequest, MediaError
from rushes.core.media import MediaKind, Role
from rushes.core.parameters import AspectRatio, Parameters, Resolution
from rushes.core.recipe import Recipe, Workflow
from support.forms import Part, read_form
from support.recipes import reference, request_of

if TYPE_CHECKING:
    from pathlib import Path

IMAGE, VIDEO, AUDIO = MediaKind.IMAGE, MediaKind.VIDEO, MediaKind.AUDIO
DEFAULTS = {"aspect_ratio": "16:9", "resolution": "720p", "duration": 5, "generate_audio": True}


def json_of(recipe: Recipe) -> dict[str, object]:
    request = request_of(recipe)
    assert request.is_json
    body, kind = request.body(cancel=CancelToken())
    assert kind == "application/json"
    decoded: dict[str, object] = json.loads(body.read())
    assert decoded == request.as_json()
    return decoded


def form_of(recipe: Recipe) -> list[Part]:
    request = request_of(recipe)
    assert not request.is_json
    body, kind = request.body(cancel=CancelToken())
    data = b""
    while block := body.read(11):
        data += block
    assert len(data) == len(body)
    return read_form(kind, data)


def test_every_parameter_is_sent_although_it_is_the_default() -> None:
    assert json_of(Recipe(prompt="a boat")) == {"prompt": "a boat", "feature": "text-image-to-video", **DEFAULTS}


def test_seed_and_end_user_are_sent_when_they_are_set() -> None:
    parameters = Parameters(AspectRatio.R9_16, Resolution.P1080, 15, generate_audio=False, seed=0, end_user_id="u1")
    body = json_of(Recipe(prompt="x", parameters=parameters))
    assert body == {
        "prompt": "x",
        "feature": "text-image-to-video",
        "aspect_ratio": "9:16",
        "resolution": "1080p",
        "duration": 15,
        "generate_audio": False,
        "seed": 0,
        "end_user_id": "u1",
    }


def test_a_start_image_is_image_url() -> None:
    body = json_of(Recipe(prompt="x", references=(reference(IMAGE, Role.START_IMAGE, "https://x.example/a.png"),)))
    assert body["image_url"] == "https://x.example/a.png"
    assert "image_urls" not in body


def test_frames_have_names_of_their_own_and_no_feature() -> None:
    references = (
        reference(IMAGE, Role.LAST_FRAME, "https://x.example/b.png"),
        reference(IMAGE, Role.FIRST_FRAME, "https://x.example/a.png"),
    )
    body = json_of(Recipe(Workflow.FRAMES, "x", references=references))
    assert body["first_frame_url"] == "https://x.example/a.png"
    assert body["end_frame_url"] == "https://x.example/b.png"
    assert "feature" not in body


def test_references_are_arrays_even_one_and_keep_their_order() -> None:
    urls = ["https://x.example/2", "https://x.example/1"]
    references = (
        reference(IMAGE, Role.REFERENCE, urls[0]),
        reference(VIDEO, Role.REFERENCE, "https://x.example/v"),
        reference(IMAGE, Role.REFERENCE, urls[1]),
        reference(AUDIO, Role.REFERENCE, "https://x.example/a"),
    )
    body = json_of(Recipe(Workflow.REFERENCES, "x", references=references))
    assert body["image_urls"] == urls
    assert body["video_urls"] == ["https://x.example/v"]
    assert body["audio_urls"] == ["https://x.example/a"]
    assert "feature" not in body
    assert not ALIASES & set(body)


def test_references_of_other_workflows_are_not_sent() -> None:
    references = (reference(IMAGE, Role.FIRST_FRAME, "https://x.example/a"),)
    assert set(json_of(Recipe(prompt="x", references=references))) <= FIELDS - {"first_frame_url"}


def test_a_preference_can_name_the_feature_of_the_other_workflows() -> None:
    names = {Workflow.FRAMES: "frame-to-video", Workflow.TEXT: "t2v"}

    def built(workflow: Workflow) -> Any:
        recipe = Recipe(workflow, "x")
        return (
            build_request(recipe, file_of=lambda _: pytest.fail("there is no file"), feature_names=names)
            .as_json()
            .get("feature")
        )

    assert [built(workflow) for workflow in Workflow] == ["t2v", "frame-to-video", None]


def test_extra_keys_go_as_they_are() -> None:
    extra = MappingProxyType({"camera": "slow", "n": 2, "nested": {"a": [1, None]}, "flag": False})
    body = json_of(Recipe(prompt="x", extra=extra))
    assert {name: body[name] for name in extra} == dict(extra)


@pytest.mark.parametrize("key", sorted(FIELDS | ALIASES))
def test_an_extra_key_cannot_be_a_field_or_an_alias(key: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        request_of(Recipe(prompt="x", extra=MappingProxyType({key: "y"})))
    assert caught.value.field == key


@pytest.mark.parametrize("value", [float("nan"), object(), {1, 2}])
def test_an_extra_value_must_be_json(value: object) -> None:
    with pytest.raises(InvalidRequest, match="camera"):
        request_of(Recipe(prompt="x", extra=MappingProxyType({"camera": value})))


def test_two_start_images_have_no_place() -> None:
    references = tuple(reference(IMAGE, Role.START_IMAGE, f"https://x.example/{n}") for n in range(2))
    with pytest.raises(InvalidRequest, match="only one"):
        request_of(Recipe(prompt="x", references=references))


def test_one_file_makes_a_form_of_everything(tmp_path: Path) -> None:
    picture, sound = tmp_path / "0f3a.png", tmp_path / "77.mp3"
    picture.write_bytes(b"\x89PNG\r\n\x00--")
    sound.write_bytes(b"ID3")
    references = (
        reference(IMAGE, Role.REFERENCE, "https://x.example/1.png"),
        reference(IMAGE, Role.REFERENCE, picture, 'dir/My "cat"\n.png'),
        reference(IMAGE, Role.REFERENCE, "https://x.example/3.png"),
        reference(AUDIO, Role.REFERENCE, sound, "song"),
    )
    parameters = Parameters(seed=-7, generate_audio=False)
    extra = MappingProxyType({"camera": 'sl"ow', "n": 2, "flag": True, "nested": {"é": [1]}})
    parts = form_of(Recipe(Workflow.REFERENCES, "héllo\r\n你好", parameters, references, extra))
    assert parts == [
        Part("prompt", "héllo\r\n你好".encode()),
        Part("aspect_ratio", b"16:9"),
        Part("resolution", b"720p"),
        Part("duration", b"5"),
        Part("generate_audio", b"false"),
        Part("seed", b"-7"),
        Part("image_urls", b"https://x.example/1.png"),
        Part("image_urls", b"\x89PNG\r\n\x00--", "My %22cat%22%0A.png", "image/png"),
        Part("image_urls", b"https://x.example/3.png"),
        Part("audio_urls", b"ID3", "song.mp3", "audio/mpeg"),
        Part("camera", b'sl"ow'),
        Part("n", b"2"),
        Part("flag", b"true"),
        Part("nested", '{"é": [1]}'.encode()),
    ]


def test_a_frame_can_be_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(b"x")
    parts = form_of(Recipe(Workflow.FRAMES, "x", references=(reference(IMAGE, Role.FIRST_FRAME, path),)))
    assert parts[-1] == Part("first_frame_url", b"x", "a.jpg", "image/jpeg")


def test_a_file_that_is_gone_is_refused_before_anything_is_sent(tmp_path: Path) -> None:
    request = request_of(Recipe(prompt="x", references=(reference(IMAGE, Role.START_IMAGE, tmp_path / "a.png"),)))
    with pytest.raises(MediaError):
        request.body(cancel=CancelToken())


@pytest.mark.parametrize(
    ("kind", "filename", "expected"),
    [
        (IMAGE, "a.JPG", "image/jpeg"),
        (IMAGE, "a.webp", "image/webp"),
        (VIDEO, "a.mp4", "video/mp4"),
        (VIDEO, "a.mov", "video/quicktime"),
        (AUDIO, "a.wav", "audio/wav"),
        (AUDIO, "a.mp4", "application/octet-stream"),
        (IMAGE, "png", "application/octet-stream"),
        (IMAGE, "a.exe", "application/octet-stream"),
    ],
)
def test_content_types(kind: MediaKind, filename: str, expected: str) -> None:
    assert content_type(kind, filename) == expected
