"""Multipart bodies: the convention of the quickstart page, and what bodies in the wild look like."""

from __future__ import annotations

import hashlib
import io
import socket
import tracemalloc
from email.message import Message
from typing import TYPE_CHECKING

import pytest

from rushes.rehearsal.answers import Refusal
from rushes.rehearsal.received import Upload, receive
from rushes.rehearsal.wire import Gone, RequestBody
from support import clips
from support.rehearsal import MODEL, Caller, multipart

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

BOUNDARY = "----limit7MA4YWxk"
URL = "https://media.example/b.png"


class Dribble(io.BufferedIOBase):
    """A socket that gives `step` bytes at a time."""

    def __init__(self, data: bytes, step: int) -> None:
        self._data = io.BytesIO(data)
        self._step = step

    def read1(self, size: int = -1) -> bytes:
        return self._data.read(min(size, self._step))

    def readline(self, size: int | None = -1) -> bytes:
        return self._data.readline(-1 if size is None else size)


def headers(length: int | None, **more: str) -> Message:
    message = Message()
    message["Content-Type"] = f"multipart/form-data; boundary={BOUNDARY}"
    if length is not None:
        message["Content-Length"] = str(length)
    for name, value in more.items():
        message[name.replace("_", "-")] = value
    return message


def take(data: bytes, folder: Path, step: int = 1 << 20) -> tuple[tuple[str, str | Upload], ...]:
    given = headers(len(data))
    return receive(given, RequestBody(Dribble(data, step), given, lambda: None), folder).parts


@pytest.fixture
def picture(tmp_path: Path, qapp: QApplication) -> Path:
    """A picture, and the application object without which Qt cannot look at it in another thread."""
    return clips.png(tmp_path / "straße ü.png")


@pytest.mark.parametrize("step", [1, 2, 7, 64, 1 << 20])
def test_a_body_is_the_same_in_pieces_of_any_size(tmp_path: Path, step: int) -> None:
    blob = tmp_path / "blob.bin"
    blob.write_bytes(b"\r\n--" + BOUNDARY[:-1].encode() + b"\r\n\r" + bytes(range(256)))
    parts = take(
        multipart([("prompt", "ein Käfer\r\nläuft"), ("image_urls", blob), ("seed", "")], BOUNDARY),
        tmp_path / "in",
        step,
    )

    assert [name for name, _ in parts] == ["prompt", "image_urls", "seed"]
    assert (parts[0][1], parts[2][1]) == ("ein Käfer\r\nläuft", "")
    assert isinstance(parts[1][1], Upload)
    assert parts[1][1].path.read_bytes() == blob.read_bytes()
    assert parts[1][1].name == "blob.bin"


def test_memory_stays_small_however_large_the_file(tmp_path: Path) -> None:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="video_urls"; filename="v.mp4"\r\n\r\n'.encode()
    tail = f"\r\n--{BOUNDARY}--\r\n".encode()
    size = 192 << 20

    class Endless(io.BufferedIOBase):
        left = len(head) + size + len(tail)
        zeros = bytes(1 << 20)

        def read1(self, limit: int = -1) -> bytes:
            at = len(head) + size + len(tail) - self.left
            piece = head[at:] if at < len(head) else tail if self.left <= len(tail) else self.zeros
            piece = piece[: min(limit, max(self.left - len(tail), 0) or self.left)]
            self.left -= len(piece)
            return piece

    source = Endless()
    given = headers(source.left)
    tracemalloc.start()
    try:
        parts = receive(given, RequestBody(source, given, lambda: None), tmp_path / "in").parts
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    (name, upload) = parts[0]
    assert (name, isinstance(upload, Upload) and upload.size) == ("video_urls", size)
    assert peak < 8 << 20


def test_only_the_extended_file_name_makes_a_file_too(tmp_path: Path) -> None:
    data = (
        f"--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"image_url\"; filename*=utf-8''stra%C3%9Fe.PNG\r\n\r\n"
        f"x\r\n--{BOUNDARY}--\r\n"
    ).encode()
    ((_, upload),) = take(data, tmp_path / "in")

    assert isinstance(upload, Upload)
    assert (upload.name, upload.path.suffix) == ("straße.PNG", ".png")


def test_a_client_cannot_choose_where_its_file_goes(tmp_path: Path) -> None:
    name = "../../evil.p/ng"
    data = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="image_url"; filename="{name}"\r\n\r\n'
        f"x\r\n--{BOUNDARY}--\r\n"
    ).encode()
    take(data, tmp_path / "in")

    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")] == ["in", "in/0000"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no boundary at all",
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="prompt"\r\n\r\nnever ends'.encode(),
        f"--{BOUNDARY}\r\n\r\nno name\r\n--{BOUNDARY}--\r\n".encode(),
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="prompt"\r\n\r\n\xff\r\n--{BOUNDARY}--\r\n'.encode(
            "latin-1"
        ),
        multipart([("a", "b")] * 1001, BOUNDARY),
        multipart([("a", "b" * (3 << 20))], BOUNDARY),
    ],
    ids=["empty", "no boundary", "unfinished", "no name", "not utf-8", "too many", "too long"],
)
def test_a_broken_body_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(Refusal) as caught:
        take(data, tmp_path / "in")

    assert (caught.value.status, caught.value.code) == (400, "VIDEO_GENERATION_INVALID_INPUT")


def test_a_body_that_stops_short_is_no_request(tmp_path: Path) -> None:
    data = multipart([("prompt", "x")], BOUNDARY)
    given = headers(len(data) + 10)

    with pytest.raises(Gone):
        receive(given, RequestBody(Dribble(data, 8), given, lambda: None), tmp_path / "in")


def test_files_and_addresses_keep_their_order_under_a_repeated_name(caller: Caller, picture: Path) -> None:
    parts: list[tuple[str, str | Path]] = [
        ("prompt", "x"),
        ("image_urls", picture),
        ("image_urls", URL),
        ("image_urls[]", picture),
    ]
    answer = caller.form(parts)

    assert answer.status == 200
    urls = answer.json["input"]["image_urls"]
    assert (len(urls), urls[1]) == (3, URL)
    assert caller.call("GET", urls[2]).body == picture.read_bytes()
    (job,) = caller.report()["jobs"]
    first = job["parts"][1]
    assert (first["name"], first["value"]["file"]) == ("image_urls", picture.name)
    assert first["value"]["sha256"] == hashlib.sha256(picture.read_bytes()).hexdigest()


def test_numbers_and_booleans_are_read_from_text(caller: Caller) -> None:
    parts = [("prompt", "x"), ("duration", "7"), ("seed", "-12"), ("generate_audio", "False"), ("lens", "35")]
    given = caller.form(parts).json["input"]

    assert (given["duration"], given["seed"], given["generate_audio"], given["lens"]) == (7, -12, False, "35")


def test_a_file_under_an_extra_key_is_allowed(caller: Caller, picture: Path) -> None:
    given = caller.form([("prompt", "x"), ("mood", picture), ("tag", "a"), ("tag", "b")]).json["input"]

    assert (given["feature"], given["tag"]) == ("text-image-to-video", ["a", "b"])
    assert caller.call("GET", given["mood"]).body == picture.read_bytes()


@pytest.mark.parametrize("name", ["image_urls", "image_urls[]", "reference_image_urls", "reference_image_urls[]"])
def test_a_list_of_one_is_a_list(caller: Caller, picture: Path, name: str) -> None:
    given = caller.form([("prompt", "x"), (name, picture)]).json["input"]

    assert (given["feature"], len(given["image_urls"])) == ("reference-to-video", 1)


@pytest.mark.parametrize(
    ("field", "parts"),
    [
        ("duration", [("duration", "five")]),
        ("duration", [("duration", "5.0")]),
        ("duration", [("duration", "5"), ("duration", "6")]),
        ("duration", [("duration", "9" * 5000)]),
        ("generate_audio", [("generate_audio", "maybe")]),
        ("seed", [("seed", "9007199254740992")]),
        ("image_url", [("image_url", "")]),
        ("image_urls[0]", [("image_urls", "nonsense")]),
        ("first_frame_url", [("first_frame_url", URL), ("first_frame_url", URL)]),
        ("video_urls", [("video_urls", URL)] * 4),
    ],
)
def test_a_bad_text_part_is_refused_by_name(caller: Caller, field: str, parts: list[tuple[str, str]]) -> None:
    answer = caller.form([("prompt", "x"), *parts])

    assert (answer.status, answer.json["code"]) == (400, "VIDEO_GENERATION_INVALID_INPUT")
    assert answer.json["message"].startswith(f"{field}: ")


@pytest.mark.parametrize(
    ("field", "label"),
    [
        ("image_urls", "image_urls[0]"),
        ("image_url", "image_url"),
        ("video_urls", "video_urls[0]"),
        ("prompt", "prompt"),
    ],
)
@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("content", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40])
def test_a_file_that_cannot_be_decoded_is_refused_and_not_kept(
    caller: Caller, tmp_path: Path, field: str, label: str, content: bytes
) -> None:
    bad = tmp_path / "bad.png"
    bad.write_bytes(content)
    parts: list[tuple[str, str | Path]] = [(field, bad)] if field == "prompt" else [("prompt", "x"), (field, bad)]
    answer = caller.form(parts)

    assert (answer.status, answer.json["code"]) == (400, "VIDEO_GENERATION_INVALID_INPUT")
    assert answer.json["message"].startswith(f"{label}: ")
    assert [path for path in (tmp_path / "engine").rglob("*") if path.is_file()] == []


def test_a_picture_given_as_sound_is_refused(caller: Caller, picture: Path) -> None:
    answer = caller.form([("prompt", "x"), ("image_urls", picture), ("audio_urls", picture)])

    assert answer.json["message"] == "audio_urls[0]: there is no sound in this file."


def test_the_stream_route_takes_json_only(caller: Caller) -> None:
    kind = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    body = multipart([("prompt", "x")], BOUNDARY)
    answer = caller.call("POST", "/generation/sse/bytedance/seedance-2.0", body, kind)

    assert (answer.status, answer.json["code"]) == (400, "VIDEO_GENERATION_INVALID_INPUT")


def raw(caller: Caller, head: str, body: bytes = b"", then: bytes = b"") -> bytes:
    """Send bytes, and `then` only when an interim answer came; return everything that was answered."""
    with socket.create_connection(caller.address, timeout=20) as connection:
        host = f"{caller.address[0]}:{caller.address[1]}"
        start = f"POST /api/v1/generation/{MODEL} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n"
        connection.sendall(f"{start}{head}\r\n".encode() + body)
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
            if then and answer.startswith(b"HTTP/1.1 100 Continue\r\n\r\n"):
                connection.sendall(then)
                then = b""
        return answer


def test_a_chunked_body_is_read(caller: Caller) -> None:
    body = multipart([("prompt", "chunked"), ("duration", "6")], BOUNDARY)
    chunks = b"".join(b"%X;x=y\r\n%b\r\n" % (len(body[i : i + 9]), body[i : i + 9]) for i in range(0, len(body), 9))
    head = (
        f"Authorization: Bearer {caller.key}\r\nContent-Type: multipart/form-data; boundary={BOUNDARY}\r\n"
        "Transfer-Encoding: chunked\r\n"
    )
    answer = raw(caller, head, chunks + b"0\r\nTrailer: x\r\n\r\n")

    assert answer.startswith(b"HTTP/1.1 200 ")
    assert b'"duration": 6' in answer


def test_the_go_ahead_is_given_before_the_body_is_sent(caller: Caller) -> None:
    body = multipart([("prompt", "patient")], BOUNDARY)
    head = (
        f"Authorization: Bearer {caller.key}\r\nContent-Type: multipart/form-data; boundary={BOUNDARY}\r\n"
        f"Content-Length: {len(body)}\r\nExpect: 100-continue\r\n"
    )
    answer = raw(caller, head, then=body)

    assert answer.startswith(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 ")


def test_without_a_key_no_go_ahead_is_given(caller: Caller) -> None:
    head = (
        f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: 5000000\r\nExpect: 100-continue\r\n"
    )

    assert raw(caller, head).startswith(b"HTTP/1.1 401 ")


@pytest.mark.parametrize(
    "head",
    [
        "Content-Length: x\r\n",
        "Content-Length: -1\r\n",
        "Content-Length: 99999999999999\r\n",
        "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
    ],
)
def test_a_body_of_impossible_length_is_refused(caller: Caller, head: str) -> None:
    answer = raw(caller, f"Authorization: Bearer {caller.key}\r\nContent-Type: application/json\r\n{head}")

    assert answer.startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize("chunks", [b"zz\r\n", b"-5\r\nhello\r\n"])
def test_a_broken_chunk_is_refused(caller: Caller, chunks: bytes) -> None:
    head = f"Authorization: Bearer {caller.key}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"

    assert raw(caller, head, chunks).startswith(b"HTTP/1.1 400 ")
