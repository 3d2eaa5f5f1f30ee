"""The engine as a process: its first line, a real animatic from start to download, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import av
import pytest

import rushes
from support import clips
from support.rehearsal import SMALL, Caller, RehearsalProcess

if TYPE_CHECKING:
    from collections.abc import Iterator

MODULE = "rushes.rehearsal.serve"


def environment() -> dict[str, str]:
    """The environment in which a process finds the package."""
    return {**os.environ, "PYTHONPATH": str(Path(rushes.__file__).parents[1])}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RehearsalProcess]:
    """One process for the tests that render."""
    with RehearsalProcess.start("--faults", work_dir=tmp_path_factory.mktemp("work")) as process:
        yield process


def test_a_shot_becomes_a_video_of_the_promised_form(running: RehearsalProcess, tmp_path: Path) -> None:
    sent = running.submit({**SMALL, "generate_audio": True, "aspect_ratio": "1:1", "seed": 7}).json
    done = running.finish(sent["id"])
    video = done["data"]["video"]
    took = running.call("GET", video["url"])
    (tmp_path / "take.mp4").write_bytes(took.body)

    assert done["status"] == "COMPLETED"
    assert done["usage"]["total"] == 8
    assert done["data"]["type"] == "video"
    assert done["data"]["videos"] == [video]
    assert (video["width"], video["height"], video["duration"], done["data"]["seed"]) == (640, 640, 4, 7)
    assert video["file_size"] == len(took.body)
    with av.open(tmp_path / "take.mp4") as container:
        picture, sound = container.streams.video[0], container.streams.audio[0]
        assert (picture.codec_context.name, picture.codec_context.pix_fmt) == ("h264", "yuv420p")
        assert (picture.width, picture.height) == (640, 640)
        assert picture.average_rate == 24
        assert (sound.codec_context.name, sound.codec_context.channels) == ("aac", 1)
        assert sum(1 for _ in container.decode(picture)) == 97


def test_given_media_are_used_and_missing_ones_are_named(running: RehearsalProcess, tmp_path: Path) -> None:
    image = clips.png(tmp_path / "a.png", 320, 320)
    video = clips.video(tmp_path / "v.mp4")
    closed = "http://127.0.0.1:9/missing"
    parts: list[tuple[str, str | Path]] = [(name, str(value).lower()) for name, value in SMALL.items()]
    parts += [
        ("image_urls", image),
        ("image_urls", f"{closed}.png"),
        ("video_urls", f"{closed}.mp4"),
        ("video_urls", video),
    ]
    sent = running.form(parts).json
    done = running.finish(sent["id"])

    assert done["status"] == "COMPLETED", done
    assert [note.partition(" ")[0] for note in done["data"]["left_out"]] == ["image_urls[1]", "video_urls[0]"]
    with av.open(video) as container:
        stream = container.streams.video[0]
        seconds = float((stream.duration or 0) * (stream.time_base or 0))
    assert done["usage"]["total"] == -(-2 * (4 + seconds) // 1)
    (job,) = [job for job in running.report()["jobs"] if job["id"] == sent["id"]]
    assert job["charges"] == 1


class Text(BaseHTTPRequestHandler):
    """Serves what is no picture."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"this is no picture")

    def log_message(self, *_: object) -> None:
        pass


def test_fetched_media_that_cannot_be_decoded_fail_the_job_by_name(running: RehearsalProcess) -> None:
    before = running.call("GET", "/credits").json
    with HTTPServer(("127.0.0.1", 0), Text) as web:
        thread = threading.Thread(target=web.handle_request)
        thread.start()
        url = f"http://127.0.0.1:{web.server_port}/no.png"
        ended = running.finish(running.submit({**SMALL, "image_url": url}).json["id"])
        thread.join()

    assert (ended["status"], ended["code"]) == ("FAILED", "VIDEO_GENERATION_INVALID_INPUT")
    assert ended["message"].startswith("image_url: ")
    assert running.call("GET", "/credits").json == before


def test_the_first_line_is_all_it_prints(tmp_path: Path) -> None:
    with RehearsalProcess.start(work_dir=tmp_path) as process:
        assert process.url.startswith("http://127.0.0.1:")
        assert process.url.endswith("/api/v1")
        assert process.call("GET", "/credits").status == 200
        assert process.call("GET", "/credits", headers={"Authorization": "Bearer x"}).status == 401
        assert process.submit({"prompt": ""}).status == 400
    assert list(tmp_path.iterdir()) == []


def test_each_start_has_its_own_key(tmp_path: Path) -> None:
    with RehearsalProcess.start(work_dir=tmp_path) as one, RehearsalProcess.start(work_dir=tmp_path) as other:
        assert one.key != other.key
        assert len(one.key) >= 32


def test_the_key_can_come_from_the_environment(tmp_path: Path) -> None:
    with RehearsalProcess.start(env={"RUSHES_REHEARSAL_KEY": "from-outside"}, work_dir=tmp_path) as process:
        assert process.key == "from-outside"
        assert process.call("GET", "/credits").status == 200


def test_the_key_can_come_through_standard_input(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        MODULE,
        "--key-stdin",
        "--parent-pipe",
        "--work-dir",
        str(tmp_path),
    ]
    env = environment()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("typed in\n")
        process.stdin.flush()
        first = json.loads(process.stdout.readline())
        status = Caller(first["url"], "typed in").call("GET", "/credits").status
        process.stdin.close()
        assert process.wait(20) == 0

    assert (first["key"], status) == ("typed in", 200)


def test_it_ends_with_the_pipe_of_its_parent_even_if_that_is_killed(tmp_path: Path) -> None:
    script = (
        "import subprocess, sys\n"
        "command = [sys.executable, '-m', sys.argv[1], '--parent-pipe', '--work-dir', sys.argv[2]]\n"
        "subprocess.Popen(command, stdin=subprocess.PIPE).wait()\n"
    )
    command = [sys.executable, "-c", script, MODULE, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment()) as parent:
        assert parent.stdout is not None
        first = json.loads(parent.stdout.readline())
        caller = Caller(first["url"], first["key"])
        assert caller.submit({**SMALL, "duration": 15, "resolution": "1080p"}).status == 200
        parent.kill()
        assert parent.stdout.read() == ""  # the engine holds the other end until it is gone

    with pytest.raises(ConnectionRefusedError):
        caller.call("GET", "/credits")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_in_the_middle_of_a_rendering(tmp_path: Path, how: signal.Signals) -> None:
    process = RehearsalProcess.start("--faults", work_dir=tmp_path)
    long = {**SMALL, "duration": 15, "resolution": "1080p"}
    body = process.stream(long, "sse-end=2")
    assert b'"IN_PROGRESS"' in body.body
    process.process.send_signal(how)
    out, err = process.process.communicate(timeout=20)

    assert (process.process.returncode, out, err) == (0, "", "")
    assert list(tmp_path.iterdir()) == []


def test_a_private_engine_runs_at_low_priority(tmp_path: Path) -> None:
    with RehearsalProcess.start("--parent-pipe", work_dir=tmp_path) as process:
        own = os.getpriority(os.PRIO_PROCESS, 0)
        assert os.getpriority(os.PRIO_PROCESS, process.process.pid) == min(own + 10, 19)


def test_starting_imports_neither_qt_nor_pyav() -> None:
    code = "import sys, rushes.rehearsal.serve; print([name for name in ('av', 'PySide6') if name in sys.modules])"
    env = environment()

    assert subprocess.check_output([sys.executable, "-c", code], text=True, env=env) == "[]\n"
