"""What goes over the wire, against a service that shares nothing with the program or its rehearsal engine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support import clips
from support.forms import read_form
from support.program import SMALL, Program, frames_of
from support.receiver import Receiver, receiving

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = "sk-the key that nobody must see".replace(" ", "-")
MODEL = "bytedance/seedance-2.0"


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[Receiver]:
    video = clips.video(tmp_path / "result.mp4", 320, 240, frames=30)
    with receiving(video.read_bytes()) as service:
        yield service


@pytest.fixture
def studio(tmp_path: Path, receiver: Receiver) -> Program:
    return Program(tmp_path, receiver.url, KEY)


def test_local_files_go_in_one_multipart_request(studio: Program, receiver: Receiver, tmp_path: Path) -> None:
    image = clips.png(tmp_path / "Kühlturm „1“.png", 320, 320)
    other = clips.jpeg(tmp_path / "second.jpg", 320, 320)
    video = clips.video(tmp_path / "move.mp4", 320, 240, frames=50)
    sound = clips.wav(tmp_path / "rain.wav", 2.0)
    options: tuple[str, ...] = (
        "--image",
        str(image),
        "--image",
        "https://example.com/a.png?x=1&y=2",
        "--image",
        str(other),
    )
    options += ("--video", str(video), "--audio", str(sound), "--seed", "12", "--param", 'style="noir"')
    done = studio.run("generate", "@Image1 runs to @Audio1\r\nin the rain", *SMALL, *options, "--json")
    assert done.status == 0, done.err

    (post,) = [request for request in receiver.requests if request.method == "POST"]
    assert post.path == f"/api/v1/generation/{MODEL}"
    assert post.headers["authorization"] == f"Bearer {KEY}"
    assert int(post.headers["content-length"]) == len(post.body)
    parts = read_form(post.headers["content-type"], post.body)
    assert sorted((part.name, part.content) for part in parts if part.filename is None) == sorted(
        [
            ("prompt", b"@Image1 runs to @Audio1\r\nin the rain"),
            ("aspect_ratio", b"16:9"),
            ("resolution", b"480p"),
            ("duration", b"4"),
            ("generate_audio", b"false"),
            ("seed", b"12"),
            ("style", b"noir"),
            ("image_urls", b"https://example.com/a.png?x=1&y=2"),
        ]
    )
    images = [part for part in parts if part.name == "image_urls"]
    assert [part.content for part in images] == [
        image.read_bytes(),
        b"https://example.com/a.png?x=1&y=2",
        other.read_bytes(),
    ]
    assert [part.content_type for part in images if part.filename] == ["image/png", "image/jpeg"]
    files = {part.name: part.content for part in parts if part.name in {"video_urls", "audio_urls"}}
    assert files == {"video_urls": video.read_bytes(), "audio_urls": sound.read_bytes()}

    assert len(receiver.of("GET", "/api/v1/generation/gen_receiver_1")) == 2
    assert Path(done.json["file"]).read_bytes() == receiver.video
    assert frames_of(done.json["file"]) == 30
    assert done.json["usage"] == {"total": 20, "subscription": 15, "permanent": 5}
    assert done.json["remote_id"] == "gen_receiver_1"


def test_urls_alone_go_in_one_json_request_to_the_event_stream(studio: Program, receiver: Receiver) -> None:
    options = ("--image", "https://example.com/a.png", "--video", "https://example.com/b.mp4")
    done = studio.run("generate", "two addresses", *SMALL, *options, "--json")
    assert done.status == 0, done.err
    (post,) = [request for request in receiver.requests if request.method == "POST"]
    assert post.path == f"/api/v1/generation/sse/{MODEL}"
    assert post.headers["accept"] == "text/event-stream"
    assert post.headers["authorization"] == f"Bearer {KEY}"
    assert json.loads(post.body) == {
        "prompt": "two addresses",
        "aspect_ratio": "16:9",
        "resolution": "480p",
        "duration": 4,
        "generate_audio": False,
        "image_urls": ["https://example.com/a.png"],
        "video_urls": ["https://example.com/b.mp4"],
    }
    assert receiver.of("GET", "/api/v1/generation/gen_receiver_1") == []
    assert Path(done.json["file"]).read_bytes() == receiver.video


def test_the_key_goes_to_the_api_alone_and_is_written_nowhere(
    studio: Program, receiver: Receiver, tmp_path: Path
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        studio.extra[name] = "http://127.0.0.1:1"
    studio.environment()
    netrc = tmp_path / "user" / ".netrc"
    netrc.write_text("default login mallory password stolen\n")
    netrc.chmod(0o600)
    studio.extra["NETRC"] = str(netrc)
    image = clips.png(tmp_path / "i.png", 320, 320)

    runs = [studio.run("generate", "a secret", *SMALL, "--image", str(image), "--json")]
    runs += [studio.run(*words) for words in (("generate", "more", *SMALL), ("credits",), ("key", "status"))]
    runs += [studio.run(*words) for words in (("history",), ("doctor",), ("resume",))]
    assert [run.status for run in runs] == [0] * 7, [run.err for run in runs]

    for request in receiver.requests:
        expected = f"Bearer {KEY}" if request.path.startswith("/api/v1/") else None
        assert request.headers.get("authorization") == expected
        assert "cookie" not in request.headers
    assert receiver.of("GET", "/result.mp4")
    assert not [run for run in runs if KEY in run.out + run.err]
    assert holders_of(KEY, tmp_path) == []


def test_a_rehearsal_gets_no_key(studio: Program, tmp_path: Path) -> None:
    run = studio.start("rehearse", "a secret", "--duration", "15")
    run.until("rendering")
    (child,) = [
        int(pid)
        for task in Path(f"/proc/{run.process.pid}/task").iterdir()
        for pid in (task / "children").read_text().split()
    ]
    for process in (run.process.pid, child):
        assert KEY.encode() not in Path(f"/proc/{process}/cmdline").read_bytes()
    assert b"PYTHONPATH" in Path(f"/proc/{child}/environ").read_bytes()
    assert KEY.encode() not in Path(f"/proc/{child}/environ").read_bytes()
    run.kill()
    assert holders_of(KEY, tmp_path) == []


def test_a_crash_report_holds_no_key(studio: Program, receiver: Receiver, tmp_path: Path) -> None:
    # a fatal signal while the request is out: the interpreter writes where it was
    studio.extra["PYTHONFAULTHANDLER"] = "1"
    run = studio.start("rehearse", "a crash", "--duration", "15")
    run.until("rendering")
    run.process.send_signal(11)
    done = run.end()
    assert done.status == -11
    assert KEY not in done.err
    assert holders_of(KEY, tmp_path) == []


def holders_of(words: str, folder: Path) -> list[Path]:
    """Return the files below a folder that hold these words, in any of three encodings."""
    forms = [words.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) > 3
    return [path for path in files if any(form in path.read_bytes() for form in forms)]
