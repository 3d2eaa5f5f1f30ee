"""A private session bus and Secret Service for one test: real dbus-daemon, real gnome-keyring-daemon.

`keyring` chooses its backend once per process, so the code under test runs in a process of its own: `Bus.run`.
A missing program fails the test, because a test that skips the real keyring says nothing about it.
"""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PATIENCE = 20.0
"""Seconds that a part may take to start, or the tested code to run, on a busy machine."""

PASSWORD = b"test-password"
SOURCES = Path(__file__).parents[2] / "desktop"
_PATH = "/usr/local/bin:/usr/bin:/bin"


class Service(Enum):
    """What the tested code finds."""

    UNLOCKED = auto()
    LOCKED = auto()  # the login keyring exists; there is no display to ask for its password on
    NO_LOGIN = auto()  # a bus that starts the daemon when asked, but nobody has ever made a keyring
    NO_BUS = auto()
    DEAD_BUS = auto()  # the variable names a bus that is gone


@dataclass
class Bus:
    """A session to run code in."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def session(self) -> dict[str, str]:
        """Return what makes another program part of this session."""
        ours = ("HOME", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS")
        return {name: text for name, text in self.environment.items() if name in ours}

    def run(self, code: str, *, also: Mapping[str, str] | None = None) -> str:
        """Run Python code in a process of this session and return what it prints; a failure fails the test."""
        return self.program([sys.executable, "-W", "error", "-c", code], also=also)

    def program(self, command: list[str], *, also: Mapping[str, str] | None = None, status: int = 0) -> str:
        """Run a program in this session and return what it prints; another exit status fails the test."""
        done = subprocess.run(
            command,
            env={**self.environment, **(also or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE * 2,
            check=False,
        )
        assert done.returncode == status, f"{command[0]} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
        return done.stdout.strip()


@contextmanager
def keyring_service(folder: Path, service: Service) -> Iterator[Bus]:
    """Start the parts for one state of affairs, and end every process of it afterwards."""
    bus = Bus(folder, _environment(folder))
    with ExitStack() as stack:
        stack.callback(_end_all, folder)
        if service is Service.DEAD_BUS:
            bus.environment["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={folder}/gone"
        elif service is not Service.NO_BUS:
            daemon = stack.enter_context(_started(["dbus-daemon", "--session", "--nofork", "--print-address=1"], bus))
            bus.environment["DBUS_SESSION_BUS_ADDRESS"] = _first_line(daemon.stdout)
        if service is Service.LOCKED:
            with _daemon(bus, unlocked=True):
                pass  # it makes the login keyring
        if service in {Service.LOCKED, Service.UNLOCKED}:
            stack.enter_context(_daemon(bus, unlocked=service is Service.UNLOCKED))
        yield bus


def _environment(folder: Path) -> dict[str, str]:
    for name in ("home", "run"):
        (folder / name).mkdir(mode=0o700)
    return {
        "PATH": _PATH,
        "LANG": "C.UTF-8",
        "HOME": str(folder / "home"),
        "XDG_RUNTIME_DIR": str(folder / "run"),
        "PYTHONPATH": str(SOURCES),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


@contextmanager
def _daemon(bus: Bus, *, unlocked: bool) -> Iterator[None]:
    command = ["gnome-keyring-daemon", "--foreground", "--components=secrets", *(["--unlock"] if unlocked else [])]
    with _started(command, bus) as daemon:
        assert daemon.stdin is not None
        daemon.stdin.write(PASSWORD if unlocked else b"")
        daemon.stdin.close()
        bus.program(["gdbus", "wait", "--session", "--timeout", str(int(PATIENCE)), "org.freedesktop.secrets"])
        yield


@contextmanager
def _started(command: list[str], bus: Bus) -> Iterator[subprocess.Popen[bytes]]:
    program = shutil.which(command[0], path=_PATH)
    assert program is not None, f"{command[0]} is not installed, and the tests need a real one"
    process = subprocess.Popen(
        [program, *command[1:]],
        env=bus.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()


def _first_line(stream: IO[bytes] | None) -> str:
    assert stream is not None
    assert select.select([stream], [], [], PATIENCE)[0], "dbus-daemon did not start"
    return stream.readline().decode().strip()


def members(folder: Path) -> list[int]:
    """Return the processes that run in the session of this folder, those that the bus has started included."""
    mark = f"HOME={folder / 'home'}".encode()
    found = []
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            with suppress(OSError):
                if mark in (process / "environ").read_bytes().split(b"\0"):
                    found.append(int(process.name))
    return found


def _end_all(folder: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while left := members(folder):
        assert time.monotonic() < deadline, f"processes of the session do not end: {left}"
        for process in left:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        time.sleep(0.01)
