"""The log: what it keeps, what it leaves out, and that it never stops the program."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from rushes.core.secret import Secret
from rushes.settings.logs import RotatingFile
from rushes.settings.paths import places
from rushes.settings.redaction import Redactor

SOURCES = Path(__file__).parents[3] / "desktop"
START = """
import logging, os, sys, threading
from pathlib import Path
from rushes.core.secret import Secret
from rushes.settings.logs import start_logging
from rushes.settings.paths import places
running = start_logging(places(Path(sys.argv[1]), {}))
running.redactor.learn(Secret('known-secret'))
log = logging.getLogger('rushes.test')
"""


def run(home: Path, code: str, status: int = 0) -> subprocess.CompletedProcess[str]:
    """Run code with the log in a process of its own: hooks and faulthandler belong to a whole process."""
    done = subprocess.run(
        [sys.executable, "-c", START + code, str(home)],
        env={"PATH": os.defpath, "HOME": str(home), "PYTHONPATH": str(SOURCES), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == status, done.stderr
    return done


def logged(home: Path) -> str:
    return places(home, {}).log_file.read_text()


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("a known-secret here", "a ••• here"),
        ("known-secret-longer", "•••"),
        ("Authorization: Bearer abc.def-1", "Authorization: Bearer •••"),
        ("{'Authorization': 'Bearer abc'}", "{'Authorization': 'Bearer •••'}"),
        ("bearer abc", "bearer •••"),
        ("Proxy-Authorization: Basic dXNlcg==", "Proxy-Authorization: •••"),
        ("X-Api-Key: abc", "X-Api-Key: •••"),
        ("SKILLS_VIDEO_API_KEY=abc", "SKILLS_VIDEO_API_KEY=•••"),
        ('{"api_key": "abc", "n": 1}', '{"api_key": "•••", "n": 1}'),
        ("http://user:word@proxy:8080/", "http://•••@proxy:8080/"),
        ("https://cdn.example/a.mp4?X-Amz-Signature=abc&x=1", "https://cdn.example/a.mp4?X-Amz-Signature=•••&x=1"),
        ("used sk-abcdefgh12345678", "used sk-•••"),
        ("the keyring works; key for https://open.skills.video: stored", None),
        ("a bear in the woods, task-list done, monkey=3", None),
    ],
)
def test_what_is_a_key_or_looks_like_one_is_taken_out_and_nothing_else(text: str, redacted: str | None) -> None:
    redactor = Redactor()
    redactor.learn(Secret("known-secret"))
    redactor.learn(Secret("known-secret-longer"))
    redactor.learn(Secret(""))
    assert redactor.redact(text) == (text if redacted is None else redacted)


def test_the_log_holds_lines_with_process_and_level_for_its_owner_alone(tmp_path: Path) -> None:
    run(tmp_path, "log.info('take %s is ready', 7); log.debug('a prompt'); logging.getLogger('other').info('chatter')")
    assert "INFO rushes.test: take 7 is ready" in logged(tmp_path)
    assert "a prompt" not in logged(tmp_path)
    assert "chatter" not in logged(tmp_path)
    assert places(tmp_path, {}).log_file.stat().st_mode & 0o777 == 0o600


def test_a_secret_is_in_no_message_argument_or_traceback(tmp_path: Path) -> None:
    code = """
log.warning('sent %s with %s', {'key': 'known-secret'}, 'Bearer never-seen-before')
try:
    raise ValueError('known-secret')
except ValueError:
    log.exception('failed')
raise RuntimeError('known-secret')
"""
    done = run(tmp_path, code, status=1)
    for text in (logged(tmp_path), done.stderr, done.stdout):
        assert "known-secret" not in text
        assert "never-seen-before" not in text
    assert "RuntimeError: •••" in done.stderr


def test_an_error_that_nobody_caught_is_logged_and_shown_wherever_it_happened(tmp_path: Path) -> None:
    code = """
running.on_error(lambda error, text: print(type(error).__name__, 'Traceback' in text, threading.current_thread().name))
def fail(): raise KeyError('in a thread')
thread = threading.Thread(target=fail, name='worker'); thread.start(); thread.join()
class Broken:
    def __del__(self): raise OSError('in a destructor')
Broken()
raise ValueError('in the main thread')
"""
    done = run(tmp_path, code, status=1)
    shown = done.stdout.splitlines()
    assert shown == ["KeyError True worker", "OSError True MainThread", "ValueError True MainThread"]
    assert all(text in logged(tmp_path) for text in ("in a thread", "in a destructor", "in the main thread"))


def test_showing_an_error_may_fail(tmp_path: Path) -> None:
    code = """
running.on_error(lambda error, text: 1 / 0)
running.on_error(lambda error, text: print('next'))
raise ValueError('first')
"""
    done = run(tmp_path, code, status=1)
    assert done.stdout.strip() == "next"
    assert "first" in logged(tmp_path)
    assert "ZeroDivisionError" in logged(tmp_path)


def test_ctrl_c_is_no_error(tmp_path: Path) -> None:
    run(tmp_path, "running.on_error(lambda *a: print('shown'))\nraise KeyboardInterrupt", status=-signal.SIGINT)
    assert "KeyboardInterrupt" not in logged(tmp_path)


def test_a_crash_of_the_interpreter_is_in_the_log_of_the_next_start(tmp_path: Path) -> None:
    run(tmp_path, "import faulthandler; faulthandler._sigsegv()", status=-signal.SIGSEGV)
    assert "Segmentation fault" in places(tmp_path, {}).crash_file.read_text()
    run(tmp_path, "")
    assert "An earlier run ended in a crash" in logged(tmp_path)
    assert "Segmentation fault" in logged(tmp_path)
    assert places(tmp_path, {}).crash_file.read_bytes() == b""
    run(tmp_path, "")
    assert logged(tmp_path).count("An earlier run ended in a crash") == 1


def test_a_log_folder_that_cannot_be_written_to_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file in its place")
    done = run(tmp_path, "log.warning('unseen'); print(running.file, type(running.problem).__name__)")
    assert done.stdout.strip() == "None FileExistsError"
    assert done.stderr == ""


def test_a_full_disk_stops_nothing(tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    logs.mkdir()
    (logs / "rushes.log").symlink_to("/dev/full")
    done = run(tmp_path, "log.warning('x' * 10_000); print('on')")
    assert done.stdout.strip() == "on"
    assert done.stderr == ""


def test_verbose_writes_details_to_standard_error_redacted(tmp_path: Path) -> None:
    code = """
running.close()
running = start_logging(places(Path(sys.argv[1]), {}), verbose=True, redactor=running.redactor)
log.debug('details of known-secret')
"""
    assert "DEBUG rushes.test: details of •••" in run(tmp_path, code).stderr


def test_closing_puts_the_hooks_back(tmp_path: Path) -> None:
    code = """
import faulthandler
running.close()
print(sys.excepthook is sys.__excepthook__, threading.excepthook is threading.__excepthook__)
print(sys.unraisablehook is sys.__unraisablehook__, faulthandler.is_enabled(), logging.getLogger().handlers)
"""
    assert run(tmp_path, code).stdout.split("\n")[:2] == ["True True", "True False []"]


def record(text: str) -> logging.LogRecord:
    return logging.LogRecord("rushes", logging.INFO, __file__, 1, text, None, None)


def test_the_log_is_limited_in_size_and_keeps_the_newest(tmp_path: Path) -> None:
    path = tmp_path / "logs" / "rushes.log"
    handler = RotatingFile(path, max_bytes=1000, kept=3)
    for number in range(200):
        handler.emit(record(f"line {number:03} " + "x" * 90))
    handler.close()
    assert sorted(p.name for p in path.parent.iterdir()) == ["rushes.log", "rushes.log.1", "rushes.log.2"]
    assert all(p.stat().st_size <= 1100 for p in path.parent.iterdir())
    lines = "".join(
        (path.parent / name).read_text() for name in ("rushes.log.2", "rushes.log.1", "rushes.log")
    ).splitlines()
    numbers = [int(line.split()[1]) for line in lines]
    assert numbers == list(range(200 - len(numbers), 200))
    assert len(numbers) >= 20


def test_a_process_follows_a_log_that_another_has_turned_over(tmp_path: Path) -> None:
    path = tmp_path / "rushes.log"
    one, other = RotatingFile(path, max_bytes=1000), RotatingFile(path, max_bytes=1000)
    other.emit(record("before"))
    while not path.with_name("rushes.log.1").exists():
        one.emit(record("x" * 100))
    other.emit(record("after"))
    one.close()
    other.close()
    assert "after" in path.read_text()
    assert "before" in path.with_name("rushes.log.1").read_text()


def test_a_log_that_somebody_removed_is_begun_again(tmp_path: Path) -> None:
    path = tmp_path / "rushes.log"
    handler = RotatingFile(path)
    handler.emit(record("lost"))
    path.unlink()
    handler.emit(record("found"))
    handler.close()
    assert path.read_text() == "found\n"
