"""A desktop session for tests: session bus, unlocked keyring, X server, and a home folder, all private.

Nothing in it reaches the user's own session, and nothing of it stays: the session adopts every process that its
members leave behind, and ends them all. It fails where a part is missing, because a test that skips the real
keyring or the real display says nothing about them. Linux only.
"""

from __future__ import annotations

import ctypes
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self

from jeepney import message_bus
from jeepney.io.blocking import open_dbus_connection

if TYPE_CHECKING:
    from types import TracebackType

PASSWORD = b"test-password"
_START = 20.0  # seconds that a part may take to start on a busy machine
_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_libc = ctypes.CDLL(None, use_errno=True)

KEPT = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TERM", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "TMPDIR", "TZ", "USER")
"""All that a test sees of the caller's environment: no proxy, no key, no session, no Python or Qt setting."""


class SessionError(Exception):
    """A part of the session could not be started; the text names it."""


class Session:
    """A context manager; inside it ``environment`` is what programs of the session get."""

    environment: dict[str, str]

    def __enter__(self) -> Self:
        """Start everything.

        Raises:
            SessionError: a program is missing or did not start.
        """
        _libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        with ExitStack() as stack:
            stack.callback(end_descendants)
            folder = Path(tempfile.mkdtemp(prefix="rushes-session-"))
            stack.callback(shutil.rmtree, folder, ignore_errors=True)
            stack.callback(end_descendants)
            self.environment = _clean_environment(folder)
            self._start_bus()
            self._start_keyring()
            self._start_display()
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End every process of the session and remove its folders."""
        self._stack.close()

    def _start_bus(self) -> None:
        # Started without DISPLAY: what the bus activates must not put a password prompt on the test's screen.
        address = f"--address=unix:path={self.environment['XDG_RUNTIME_DIR']}/bus"
        bus = self._start(["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1", address])
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = _first_line("dbus-daemon", bus.stdout)

    def _start_keyring(self) -> None:
        command = ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"]
        keyring = self._start(command)
        assert keyring.stdin is not None  # asked for by `_start`
        keyring.stdin.write(PASSWORD)
        keyring.stdin.close()
        deadline = time.monotonic() + _START
        while not _has_owner(self.environment["DBUS_SESSION_BUS_ADDRESS"], "org.freedesktop.secrets"):
            if keyring.poll() is not None or time.monotonic() > deadline:
                raise SessionError("gnome-keyring-daemon did not start a Secret Service.")
            time.sleep(0.02)

    def _start_display(self) -> None:
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1920x1200x24", "-nolisten", "tcp", "-noreset"]
        self._start(command, keep=write)
        os.close(write)
        with os.fdopen(read, "rb") as number:
            self.environment["DISPLAY"] = ":" + _first_line("Xvfb", number)

    def _start(self, command: list[str], keep: int | None = None) -> subprocess.Popen[bytes]:
        if shutil.which(command[0]) is None:
            raise SessionError(f"{command[0]} is not installed, and the tests need a real one.")
        return subprocess.Popen(
            command,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the tests; the session ends after them
            pass_fds=() if keep is None else (keep,),
            preexec_fn=die_with_parent,
        )


def _clean_environment(folder: Path) -> dict[str, str]:
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    environment.setdefault("LANG", "C.UTF-8")
    # A bare prefix: PATH starts with the environment that runs the tests.
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment.get('PATH', os.defpath)}"
    places = {
        "HOME": "home",
        "XDG_CONFIG_HOME": "home/.config",
        "XDG_CACHE_HOME": "home/.cache",
        "XDG_DATA_HOME": "home/.local/share",
        "XDG_STATE_HOME": "home/.local/state",
        "XDG_RUNTIME_DIR": "run",
    }
    for name, place in places.items():
        (folder / place).mkdir(mode=0o700, parents=True)
        environment[name] = str(folder / place)
    return environment


def _has_owner(bus: str, name: str) -> bool:
    """Return whether a program on ``bus`` answers for ``name``. Asking ``name`` itself would start a second one."""
    with open_dbus_connection(bus) as connection:
        reply = connection.send_and_get_reply(message_bus.NameHasOwner(name), timeout=_START)
    return bool(reply.body[0])


def _first_line(program: str, stream: IO[bytes] | None) -> str:
    """Return the first line of ``stream``, which says that ``program`` is ready."""
    if stream is not None and select.select([stream], [], [], _START)[0]:
        line = stream.readline().decode().strip()
        if line:
            return line
    raise SessionError(f"{program} did not start.")


def die_with_parent() -> None:
    """Ask Linux to end this process when its parent dies, even by ``kill -9``; for ``preexec_fn``."""
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)


def descendants(root: int | None = None) -> list[int]:
    """Return the living processes below ``root`` (this process when it is not given), adopted ones included."""
    parents = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
            except (OSError, ValueError):
                continue
            if state != "Z":
                parents[int(folder.name)] = int(parent)
    found: list[int] = []
    level = {root or os.getpid()}
    while level:
        level = {child for child, parent in parents.items() if parent in level and child not in found}
        found += level
    return found


def end_descendants() -> None:
    """End every process below this one: asked first, killed after two seconds; and reap them."""
    deadline = time.monotonic() + 2.0
    asked: set[int] = set()
    while left := descendants():
        late = time.monotonic() > deadline
        for process in left:
            if late or process not in asked:
                _signal(process, signal.SIGKILL if late else signal.SIGTERM)
                asked.add(process)
        _reap()
        time.sleep(0.02)
    _reap()


def _signal(process: int, number: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, number)


def _reap() -> None:
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass
