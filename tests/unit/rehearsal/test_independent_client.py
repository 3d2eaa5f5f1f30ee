"""A client that knows nothing but the service's published documentation, written here from scratch, uses the engine.

It speaks through `urllib`, sends the multipart form of the quickstart page, asks every moment for the state, takes the
documented states and shapes and nothing else, and looks for the video in the order a careful reader would.
"""

from __future__ import annotations

import json
import time
import urllib.request
import uuid
from typing import TYPE_CHECKING, Any

import pytest

from support import clips
from support.rehearsal import RehearsalProcess

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class DocumentedClient:
    """Submit, ask, stream, download: as the pages say."""

    def __init__(self, base: str, key: str) -> None:
        self._base = base
        self._key = key

    def _open(self, path: str, body: bytes | None = None, kind: str = "application/json") -> Any:
        request = urllib.request.Request(self._base + path, body, {"Authorization": f"Bearer {self._key}"})
        if body is not None:
            request.add_header("Content-Type", kind)
        return urllib.request.urlopen(request, timeout=30)

    def submit_form(self, model: str, fields: list[tuple[str, str | Path]]) -> Any:
        mark = uuid.uuid4().hex
        body = b""
        for name, value in fields:
            body += f'--{mark}\r\nContent-Disposition: form-data; name="{name}"'.encode()
            if isinstance(value, str):
                body += b"\r\n\r\n" + value.encode()
            else:
                body += f'; filename="{value.name}"\r\nContent-Type: image/png\r\n\r\n'.encode() + value.read_bytes()
            body += b"\r\n"
        with self._open(
            f"/generation/{model}", body + f"--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}"
        ) as answer:
            return json.load(answer)

    def wait(self, generation: str) -> Any:
        while True:
            with self._open(f"/generation/{generation}") as answer:
                state = json.load(answer)
            assert state["status"] in {"IN_QUEUE", "IN_PROGRESS", "COMPLETED", "FAILED", "CANCELED"}
            if state["status"] not in {"IN_QUEUE", "IN_PROGRESS"}:
                return state
            assert state["data"] is None
            time.sleep(0.05)

    def stream(self, model: str, body: dict[str, Any]) -> list[Any]:
        with self._open(f"/generation/sse/{model}", json.dumps(body).encode()) as answer:
            return [json.loads(line[6:]) for line in answer if line.startswith(b"data: ")]

    @staticmethod
    def video_of(state: Any) -> str:
        data = state["data"]
        found = [video["url"] for video in data.get("videos", [])] or [data["video"]["url"]]
        return str(found[0])


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DocumentedClient]:
    with RehearsalProcess.start(work_dir=tmp_path_factory.mktemp("work")) as process:
        yield DocumentedClient(process.url, process.key)


@pytest.mark.parametrize("name", ["image_urls", "image_urls[]"])
def test_a_form_with_files_becomes_a_video(client: DocumentedClient, tmp_path: Path, name: str) -> None:
    one, two = clips.png(tmp_path / "one.png", 320, 320), clips.png(tmp_path / "two.png", 320, 320, clips.RED)
    fields: list[tuple[str, str | Path]] = [("prompt", "@Image1 meets @Image2"), (name, one), (name, two)]
    fields += [("resolution", "480p"), ("duration", "4"), ("generate_audio", "false"), ("aspect_ratio", "9:16")]
    sent = client.submit_form("bytedance/seedance-2.0", fields)
    done = client.wait(sent["id"])

    assert (sent["status"], done["status"]) == ("IN_QUEUE", "COMPLETED")
    assert len(done["input"]["image_urls"]) == 2
    with urllib.request.urlopen(client.video_of(done), timeout=30) as answer:
        assert answer.headers["Content-Type"] == "video/mp4"
        assert answer.read()[4:8] == b"ftyp"


def test_a_stream_ends_with_the_video_and_its_price(client: DocumentedClient) -> None:
    body = {"prompt": "A slow pan over a harbour", "resolution": "480p", "duration": 4, "generate_audio": False}
    events = client.stream("bytedance/seedance-2.0-fast", body)

    assert [event["status"] for event in events] == ["IN_QUEUE", "IN_PROGRESS", "COMPLETED"]
    assert [event["usage"]["total"] > 0 for event in events] == [False, False, True]
    assert events[-1]["data"] == client.wait(events[0]["id"])["data"]
