from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.api import multipart
from rushes.api.multipart import Body, FilePart
from rushes.core.cancel import Cancelled, CancelToken
from rushes.core.errors import MediaError
from support.forms import read_form


def read_all(body: Body, size: int = 7) -> bytes:
    data = b""
    while block := body.read(size):
        assert len(block) <= size
        data += block
    return data


_pieces = st.lists(
    st.binary(max_size=40) | st.binary(min_size=1, max_size=40).map(lambda data: ("file", data)), max_size=6
)


@given(pieces=_pieces, size=st.integers(1, 50))
def test_a_body_is_its_parts_one_after_another_in_blocks_of_any_size(
    pieces: list[bytes | tuple[str, bytes]], size: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        parts: list[bytes | FilePart] = []
        for number, piece in enumerate(pieces):
            if isinstance(piece, bytes):
                parts.append(piece)
            else:
                path = Path(folder, str(number))
                path.write_bytes(piece[1])
                parts.append(FilePart.of(path, "name"))
        whole = b"".join(piece if isinstance(piece, bytes) else piece[1] for piece in pieces)
        body = Body(parts, cancel=CancelToken())
        assert len(body) == len(whole)
        assert read_all(body, size) == whole
        assert body.complete


@given(st.text(max_size=60))
def test_no_name_can_break_out_of_its_header(name: str) -> None:
    boundary = multipart.new_boundary()
    data = multipart.file_head(boundary, name, name, "image/png") + b"x\r\n" + multipart.end(boundary)
    (part,) = read_form(f"multipart/form-data; boundary={boundary}", data)
    assert part.content == b"x"
    expected = name.encode("utf-8", "replace").decode()
    for sign, escape in (('"', "%22"), ("\r", "%0D"), ("\n", "%0A")):
        expected = expected.replace(sign, escape)
    assert part.name == part.filename == expected


def test_progress_tells_what_was_handed_over(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * 25)
    told: list[tuple[int, int]] = []
    body = Body([FilePart.of(path, "a")], cancel=CancelToken(), progress=lambda *both: told.append(both))
    read_all(body, 10)
    assert told == [(0, 25), (10, 25), (20, 25), (25, 25)]


def test_it_says_how_far_it_came() -> None:
    body = Body([b"abcd"], cancel=CancelToken())
    assert (body.started, body.complete) == (False, False)
    body.read(2)
    assert (body.started, body.complete) == (True, False)
    body.read(2)
    assert (body.started, body.complete) == (True, True)


def test_a_cancel_stops_it_before_its_last_block_and_not_after() -> None:
    token = CancelToken()
    body = Body([b"abcd"], cancel=token)
    body.read(2)
    token.cancel()
    with pytest.raises(Cancelled):
        body.read(2)
    assert not body.complete
    late = CancelToken()
    whole = Body([b"abcd"], cancel=late)
    whole.read(4)
    late.cancel()
    assert whole.read(4) == b""


@pytest.mark.parametrize("what", ["gone", "grown", "shrunk", "emptied", "touched"])
@pytest.mark.parametrize("when", [0, 1, 2])
def test_a_file_that_changes_under_way_leaves_the_body_incomplete(tmp_path: Path, what: str, when: int) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"x" * 20)
    body = Body([b"head", FilePart.of(path, "Cat.png"), b"end"], cancel=CancelToken())
    for _ in range(when):
        body.read(10)
    if what == "gone":
        path.unlink()
    elif what == "touched":
        os.utime(path, ns=(1, 1))
    else:
        path.write_bytes({"grown": b"x" * 30, "shrunk": b"x" * 12, "emptied": b""}[what])
    with pytest.raises(MediaError, match=r"Cat\.png"):
        read_all(body, 10)
    assert not body.complete
    body.close()


def test_a_missing_and_an_empty_file_are_refused_before_anything_is_sent(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="moved or deleted"):
        FilePart.of(tmp_path / "none", "none")
    (tmp_path / "empty").touch()
    with pytest.raises(MediaError, match="empty"):
        FilePart.of(tmp_path / "empty", "empty")


def test_a_folder_in_place_of_a_file_is_a_media_error(tmp_path: Path) -> None:
    body = Body([FilePart(tmp_path, "folder", 10, tmp_path.stat().st_mtime_ns)], cancel=CancelToken())
    with pytest.raises(MediaError):
        body.read()


def test_two_boundaries_are_never_the_same() -> None:
    assert multipart.new_boundary() != multipart.new_boundary()
