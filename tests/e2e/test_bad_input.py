"""Bad input on the command line: an error that names the thing, the next step, an exit status; nothing sent or lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from support import clips
from support.keyring_service import Service, keyring_service
from support.offline import NO_ROUTE, NO_SUCH_NAME, refusing
from support.program import AS_ANYBODY, SMALL, Done, Program

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.rehearsal import RehearsalProcess


@pytest.fixture
def submits(engine: RehearsalProcess) -> int:
    return int(engine.report()["submits"])


def assert_refused(done: Done, status: int, *words: str) -> None:
    """Nothing on standard output; an error with these words and a next step; no traceback."""
    assert (done.status, done.out) == (status, ""), done.err
    assert "Traceback" not in done.err
    for word in words:
        assert word in done.err
    *_, error, step = done.err.splitlines()
    assert error.startswith("rushes: ")
    assert step.startswith("        ")
    assert step.strip().endswith(".")


def _unreadable(folder: Path) -> Path:
    path = clips.png(folder / "thing.png", 320, 320)
    path.chmod(0)
    return path


def _truncated(folder: Path) -> Path:
    return clips.truncated(clips.video(folder / "whole.mp4", 320, 240, frames=50), folder / "thing.mp4")


def _truncated_faststart(folder: Path) -> Path:
    whole = clips.video(folder / "whole.mp4", 320, 240, frames=50, faststart=True)
    return clips.truncated(whole, folder / "thing.mp4")


def _folder(folder: Path) -> Path:
    path = folder / "thing"
    path.mkdir()
    (path / "notes.txt").write_text("nothing to see")
    return path


@pytest.mark.parametrize(
    ("option", "make"),
    [
        ("--image", _unreadable),
        ("--image", lambda folder: clips.empty(folder / "thing.png")),
        ("--image", lambda folder: clips.text_as(folder / "thing.png")),
        ("--image", lambda folder: clips.huge_png(folder / "thing.png")),
        ("--first-frame", lambda folder: clips.huge_png(folder / "thing.png")),
        ("--video", _truncated),
        ("--video", _truncated_faststart),
        ("--image", _folder),
        ("--audio", lambda folder: folder / "thing.wav"),
        ("--video", lambda folder: clips.png(folder / "thing.mp4", 320, 320)),
    ],
    ids=[
        "unreadable",
        "empty",
        "text",
        "200 Mpx",
        "200 Mpx frame",
        "truncated",
        "cut short",
        "folder",
        "gone",
        "wrong",
    ],
)
def test_a_file_that_cannot_be_used(
    program: Program,
    engine: RehearsalProcess,
    submits: int,
    tmp_path: Path,
    option: str,
    make: Callable[[Path], Path],
) -> None:
    path = make(tmp_path)
    done = program.run("generate", "x", *SMALL, option, str(path), "--json", prefix=AS_ANYBODY)
    assert_refused(done, 2, path.name)
    assert engine.report()["submits"] == submits
    assert program.history() == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--image", "ftp://example.com/a.png"), ("ftp://example.com/a.png", "web address")),
        (("--image", "https://"), ("https://", "web address")),
        (("--image", "http://exa mple.com/a.png"), ("web address",)),
        (("--duration", "3"), ("4 to 15 seconds", "not 3")),
        (("--duration", "16"), ("4 to 15 seconds", "not 16")),
        (("--seed", str(2**53)), ("seed", str(2**53))),
        (("--seed", str(-(2**53))), ("seed",)),
        (("--image", "https://example.com/a.png") * 10, ("At most 9 images", "a.png")),
        (("--video", "https://example.com/a.mp4") * 4, ("At most 3 videos",)),
    ],
)
def test_an_option_out_of_bounds(
    program: Program, engine: RehearsalProcess, submits: int, options: tuple[str, ...], words: tuple[str, ...]
) -> None:
    done = program.run("generate", "x", "--resolution", "480p", *options, "--json")
    assert_refused(done, 2, *words)
    assert engine.report()["submits"] == submits
    assert program.history() == []


@pytest.mark.parametrize(("prompt", "words"), [("x" * 100_000, "100000 characters"), ("  \n ", "Write a prompt")])
def test_a_prompt_that_cannot_be_sent(
    program: Program, engine: RehearsalProcess, submits: int, prompt: str, words: str
) -> None:
    done = program.run("generate", "-", *SMALL, stdin=prompt)
    assert_refused(done, 2, words)
    assert engine.report()["submits"] == submits
    assert program.history() == []


# --- the library ---


def test_a_library_folder_that_cannot_be_written_to(
    program: Program, engine: RehearsalProcess, submits: int, tmp_path: Path
) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    done = program.run("--library", str(folder), "generate", "x", *SMALL, prefix=AS_ANYBODY)
    assert_refused(done, 6, str(folder), "cannot be written to")
    assert engine.report()["submits"] == submits
    assert list(folder.iterdir()) == []


def test_a_library_of_which_the_database_cannot_be_written_to(
    program: Program, engine: RehearsalProcess, submits: int
) -> None:
    assert program.run("history").status == 0
    for path in program.library.glob("rushes.sqlite3*"):
        path.chmod(0o400)
    done = program.run("generate", "x", *SMALL, prefix=AS_ANYBODY)
    assert_refused(done, 6, str(program.library))
    assert engine.report()["submits"] == submits


def test_a_disk_that_takes_no_more(program: Program, engine: RehearsalProcess, submits: int, tmp_path: Path) -> None:
    assert program.run("history").status == 0
    sound = clips.wav(tmp_path / "rain.wav", 10.0)
    image = clips.png(tmp_path / "i.png", 320, 320)
    options = ("--audio", str(sound), "--image", str(image))
    # no file may grow beyond this, which the system says like a full disk
    done = program.run("generate", "x", *SMALL, *options, prefix=("prlimit", "--fsize=400000"))
    assert_refused(done, 6, str(program.library))
    assert engine.report()["submits"] == submits
    assert program.history() == []
    assert list((program.library / "Staging").iterdir()) == []


def test_a_newer_library_is_refused_and_left_alone(program: Program) -> None:
    assert program.run("history").status == 0
    database = program.library / "rushes.sqlite3"
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA user_version = 2000000000")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = database.read_bytes()
    for command in (("history",), ("generate", "x", *SMALL), ("resume",)):
        assert_refused(program.run(*command), 6, "newer Rushes")
    assert database.read_bytes() == before
    assert "newer Rushes" in program.run("doctor").out


@pytest.mark.parametrize("content", [b"not a database at all " * 1000, b"cut"], ids=["garbage", "cut"])
def test_a_damaged_library_is_refused_and_left_alone(program: Program, content: bytes) -> None:
    assert program.run("history").status == 0
    database = program.library / "rushes.sqlite3"
    for path in program.library.glob("rushes.sqlite3-*"):
        path.unlink()
    database.write_bytes(content)
    for command in (("history",), ("generate", "x", *SMALL)):
        assert_refused(program.run(*command), 6, str(program.library))
    assert database.read_bytes() == content
    assert program.run("doctor").status == 0


# --- keyring and network ---


@pytest.mark.parametrize(
    ("service", "status", "words"),
    [(Service.NO_BUS, 2, "no key"), (Service.LOCKED, 6, "locked"), (Service.UNLOCKED, 2, "no key")],
)
def test_a_keyring_without_the_key(
    program: Program,
    engine: RehearsalProcess,
    submits: int,
    tmp_path: Path,
    service: Service,
    status: int,
    words: str,
) -> None:
    program.key = None
    folder = tmp_path / "session"
    folder.mkdir()
    with keyring_service(folder, service) as bus:
        program.extra = bus.session()
        assert_refused(program.run("generate", "x", *SMALL), status, words)
        assert program.run("key", "status").status == status
    assert engine.report()["submits"] == submits
    assert program.history() == []


@pytest.mark.parametrize(
    ("address", "reason"),
    [(refusing, "did not accept"), (lambda: NO_SUCH_NAME, "name of the server"), (lambda: NO_ROUTE, "connection")],
    ids=["refused", "no such name", "no route"],
)
def test_without_a_network_the_row_waits_and_says_what_to_do(
    program: Program, address: Callable[[], str], reason: str
) -> None:
    program.url = address()
    assert_refused(program.run("credits"), 5, "cannot be reached", "then ask again")
    done = program.run("generate", "x", *SMALL)
    assert done.status == 5, done.err
    assert "Traceback" not in done.err
    assert reason in done.err
    assert "Check the connection" in done.err.splitlines()[-1]
    (row,) = program.history()
    assert (row["stage"], row["remote_id"]) == ("waiting", None)


@pytest.mark.parametrize("url", ["http://api.example.com/v1", "not an address", "ftp://example.com"])
def test_an_api_address_that_gets_no_key(program: Program, url: str) -> None:
    program.url = url
    done = program.run("generate", "x", *SMALL)
    assert_refused(done, 2, "address")
