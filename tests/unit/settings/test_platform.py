"""Locks, priorities, disks, displays, and handing things to the desktop."""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rushes.core.errors import SettingsError
from rushes.settings.platform.disk import free_bytes
from rushes.settings.platform.display import describe_display, has_display
from rushes.settings.platform.locks import ProcessLock
from rushes.settings.platform.priority import lower_thread_priority
from rushes.settings.platform.show import open_url, outside_environment, show_in_folder
from support.keyring_service import Service, keyring_service

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCES = Path(__file__).parents[3] / "desktop"
HOLD = """
import sys
from pathlib import Path
from rushes.settings.platform.locks import ProcessLock
lock = ProcessLock(Path(sys.argv[1]))
print(lock.try_acquire(), flush=True)
sys.stdin.read()
"""
FILE_MANAGER = """
from jeepney import HeaderFields, MessageType, new_error, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
connection = open_dbus_connection()
connection.send_and_get_reply(message_bus.RequestName('org.freedesktop.FileManager1'))
print('ready', flush=True)
while True:
    message = connection.receive()
    if message.header.message_type is not MessageType.method_call:
        continue
    if message.header.fields[HeaderFields.member] != 'ShowItems':  # gdbus asks for a description first
        connection.send(new_error(message, 'org.freedesktop.DBus.Error.UnknownMethod'))
    else:
        print(message.body[0][0], flush=True)
        connection.send(new_method_return(message))
        break
connection.close()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "locks" / "window.lock"


@pytest.fixture
def holder(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process, which holds the lock."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        env={"PYTHONPATH": str(SOURCES)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "True"
        yield process
        process.kill()


def test_a_lock_is_held_by_one(path: Path) -> None:
    one, other = ProcessLock(path), ProcessLock(path)
    assert not other.is_held_by_other()
    assert one.try_acquire()
    assert one.try_acquire()
    assert (one.held, other.held) == (True, False)
    assert not other.try_acquire()
    assert (one.is_held_by_other(), other.is_held_by_other()) == (False, True)
    one.release()
    one.release()
    assert not other.is_held_by_other()
    assert other.try_acquire()
    other.release()


def test_a_lock_dies_with_its_process_however_that_ends(path: Path, holder: subprocess.Popen[str]) -> None:
    lock = ProcessLock(path)
    assert not lock.try_acquire()
    assert lock.is_held_by_other()
    assert path.read_text() == str(holder.pid)
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    assert not lock.is_held_by_other()
    assert lock.try_acquire()
    lock.release()


def test_children_do_not_inherit_a_lock(path: Path) -> None:
    lock = ProcessLock(path)
    assert lock.try_acquire()
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        lock.release()
        assert not ProcessLock(path).is_held_by_other()
        child.kill()


def test_looking_does_not_keep_anybody_from_taking_a_lock(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.parent.mkdir()
    looking = path.open("w")
    fcntl.flock(looking, fcntl.LOCK_SH)  # as `is_held_by_other` does
    assert not ProcessLock(path).is_held_by_other()
    lock = ProcessLock(path)
    assert not lock.try_acquire()
    # Whoever looks is gone a moment later: here, in the pause between two attempts.
    monkeypatch.setattr("rushes.settings.platform.locks.time.sleep", lambda seconds: looking.close())
    assert lock.try_acquire()
    lock.release()


def test_a_lock_that_cannot_be_made_is_an_error_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "locks").touch()
    with pytest.raises(SettingsError, match=r"window\.lock cannot be locked"):
        ProcessLock(tmp_path / "locks" / "window.lock").try_acquire()


def test_a_full_disk_does_not_leave_a_lock_behind(tmp_path: Path) -> None:
    path = tmp_path / "window.lock"
    path.symlink_to("/dev/full")
    lock = ProcessLock(path)
    with pytest.raises(SettingsError, match="cannot be locked"):
        lock.try_acquire()
    assert not lock.held
    assert not ProcessLock(path).is_held_by_other()


def test_a_process_and_a_thread_go_behind_others() -> None:
    code = """
import os, threading
from rushes.settings.platform.priority import lower_priority, lower_thread_priority
thread = threading.Thread(target=lambda: (lower_thread_priority(), print(os.getpriority(0, threading.get_native_id()))))
thread.start(); thread.join()
print(os.getpriority(os.PRIO_PROCESS, 0) - START)
lower_priority(); lower_priority()
print(os.getpriority(os.PRIO_PROCESS, 0))
"""
    niceness = os.getpriority(os.PRIO_PROCESS, 0)
    done = subprocess.run(
        [sys.executable, "-c", code.replace("START", str(niceness))],
        env={"PYTHONPATH": str(SOURCES)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    lowered = str(max(10, niceness))
    assert done.stdout.split() == [lowered, "0", lowered]


def test_lowering_a_thread_again_keeps_what_is_lower_still() -> None:
    levels: list[int] = []

    def lower() -> None:
        thread = threading.get_native_id()
        os.setpriority(os.PRIO_PROCESS, thread, 15)
        lower_thread_priority()
        levels.append(os.getpriority(os.PRIO_PROCESS, thread))

    worker = threading.Thread(target=lower)
    worker.start()
    worker.join()
    assert levels == [15]


def test_room_is_known_before_the_folder_is_made(tmp_path: Path) -> None:
    assert free_bytes(tmp_path / "not" / "yet") > 0
    assert free_bytes(Path("/dev/shm")) <= os.statvfs("/dev/shm").f_blocks * os.statvfs("/dev/shm").f_frsize


def test_a_display_counts_when_somebody_answers(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-7"))
        server.listen()
        environ = {"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": str(tmp_path)}
        assert has_display(environ)
        assert has_display({**environ, "QT_QPA_PLATFORM": "wayland;xcb"})
    assert not has_display(environ)


def test_an_x_server_elsewhere_is_asked_over_the_network() -> None:
    for port in range(6100, 6200):
        with socket.socket() as server:
            try:
                server.bind(("127.0.0.1", port))
            except OSError:
                continue
            server.listen()
            assert has_display({"DISPLAY": f"127.0.0.1:{port - 6000}.0"})
        assert not has_display({"DISPLAY": f"127.0.0.1:{port - 6000}.0"})
        return
    pytest.fail("no free port")


def test_a_local_x_server_is_found_by_its_number(tmp_path: Path) -> None:
    number = 4000 + os.getpid() % 4000
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"\0/tmp/.X11-unix/X{number}")
        server.listen()
        assert has_display({"DISPLAY": f":{number}"})
        assert has_display({"DISPLAY": f"unix:{number}.1"})
    assert not has_display({"DISPLAY": f":{number}"})


@pytest.mark.parametrize(
    "environ", [{}, {"DISPLAY": ""}, {"DISPLAY": "nonsense"}, {"DISPLAY": "/gone"}, {"WAYLAND_DISPLAY": "x"}]
)
def test_without_an_answer_there_is_no_display(environ: dict[str, str]) -> None:
    assert not has_display(environ)
    assert not has_display({**environ, "QT_QPA_PLATFORM": "xcb"})
    assert has_display({**environ, "QT_QPA_PLATFORM": "offscreen:size=1x1"})


def test_the_display_is_described_for_whoever_helps() -> None:
    assert describe_display({"DISPLAY": ":7", "OTHER": "x"}) == "DISPLAY=:7"
    assert describe_display({}) == "none"


@pytest.fixture
def desktop(tmp_path: Path) -> dict[str, str]:
    """An environment whose only desktop program writes down what it was given."""
    programs = tmp_path / "bin"
    programs.mkdir()
    opener = programs / "xdg-open"
    opener.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened\n/usr/bin/env > {tmp_path}/environment\n')
    opener.chmod(0o755)
    return {"PATH": str(programs), "SKILLS_VIDEO_API_KEY": "a-key-of-the-test"}


@pytest.mark.parametrize("tool", ["gdbus", "dbus-send"])
@pytest.mark.parametrize("name", ["take 1.mp4", 'it\'s, "so" [1] ü 電影.mp4'])
def test_the_file_manager_is_asked_to_select_the_file(tmp_path: Path, tool: str, name: str) -> None:
    take = tmp_path / name
    take.touch()
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / tool).symlink_to(f"/usr/bin/{tool}")
    with (
        keyring_service(tmp_path, Service.NO_LOGIN) as bus,
        subprocess.Popen(
            [sys.executable, "-c", FILE_MANAGER], env=bus.environment, stdout=subprocess.PIPE, text=True
        ) as manager,
    ):
        assert manager.stdout is not None
        assert manager.stdout.readline().strip() == "ready"
        assert show_in_folder(take, {**bus.environment, "PATH": str(programs)})
        assert manager.stdout.readline().strip() == take.as_uri()


def test_without_a_file_manager_the_folder_is_opened(tmp_path: Path, desktop: dict[str, str]) -> None:
    take = tmp_path / "take 1.mp4"
    take.touch()
    assert show_in_folder(take, desktop)
    assert (tmp_path / "opened").read_text().strip() == str(tmp_path)
    assert "a-key-of-the-test" not in (tmp_path / "environment").read_text()


def test_without_a_desktop_it_says_so(tmp_path: Path) -> None:
    assert not show_in_folder(tmp_path, {"PATH": str(tmp_path)})
    assert not open_url("https://skills.video", {"PATH": str(tmp_path)})


def test_web_pages_are_opened_and_nothing_else(tmp_path: Path, desktop: dict[str, str]) -> None:
    for url in ("file:///etc/passwd", "javascript:1", "-x", ""):
        assert not open_url(url, desktop)
    assert not (tmp_path / "opened").exists()
    assert open_url("https://skills.video/docs", desktop)
    assert (tmp_path / "opened").read_text().strip() == "https://skills.video/docs"


def test_programs_that_are_not_ours_get_the_users_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    frozen = {"LD_LIBRARY_PATH": "/opt/rushes", "LD_LIBRARY_PATH_ORIG": "/usr/local/lib", "HOME": "/home/x"}
    assert outside_environment(frozen) == {"LD_LIBRARY_PATH": "/usr/local/lib", "HOME": "/home/x"}
    assert outside_environment({"LD_LIBRARY_PATH": "/mine"}) == {"LD_LIBRARY_PATH": "/mine"}
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert outside_environment({"LD_LIBRARY_PATH": "/opt/rushes"}) == {}
