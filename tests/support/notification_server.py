"""A notification service on a private session bus: a real dbus-daemon, and a server that a test sees into.

Run as a program it is the server: each `Notify` is a line of JSON on standard output; `click ID`, `token ID TOKEN` and
`dismiss ID` on standard input send the signals of a person's doing.
"""

from __future__ import annotations

import json
import queue
import select
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jeepney import Message
    from jeepney.io.blocking import DBusConnection

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
PATIENCE = 20.0


@dataclass
class Desktop:
    """What a test sees of the service."""

    address: str
    process: subprocess.Popen[str] | None = None
    lines: queue.Queue[dict[str, Any]] = field(default_factory=queue.Queue)

    @property
    def shown(self) -> list[dict[str, Any]]:
        """The notifications that have arrived and were not taken yet."""
        return list(self.lines.queue)

    def do(self, what: str, number: int, *more: str) -> None:
        """Send a signal as if a person had clicked."""
        assert self.process is not None
        assert self.process.stdin is not None
        self.process.stdin.write(" ".join((what, str(number), *more)) + "\n")
        self.process.stdin.flush()


@contextmanager
def session_bus() -> Iterator[Desktop]:
    """Start a bus on which nobody shows notifications."""
    program = shutil.which("dbus-daemon")
    assert program is not None, "dbus-daemon is not installed, and the tests need a real one"
    config = ["--session", "--nofork", "--print-address=1", "--nopidfile"]
    with subprocess.Popen(
        [program, *config],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={"XDG_DATA_DIRS": "/nowhere"},
    ) as daemon:
        assert daemon.stdout is not None
        try:
            yield Desktop(_first_line(daemon.stdout).strip())
        finally:
            daemon.terminate()


@contextmanager
def notification_service() -> Iterator[Desktop]:
    """Start a bus and a service that shows notifications on it."""
    with session_bus() as desktop:
        process = subprocess.Popen(
            [sys.executable, str(Path(__file__))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={"DBUS_SESSION_BUS_ADDRESS": desktop.address},
        )
        desktop.process = process
        assert process.stdout is not None
        assert _first_line(process.stdout) == "ready\n"
        reader = threading.Thread(target=_collect, args=(process.stdout, desktop.lines))
        reader.start()
        try:
            yield desktop
        finally:
            assert process.stdin is not None
            process.stdin.close()
            process.wait(PATIENCE)
            reader.join(PATIENCE)
            process.stdout.close()


def _first_line(stream: IO[str]) -> str:
    assert select.select([stream], [], [], PATIENCE)[0], "it did not start"
    return stream.readline()


def _collect(stream: IO[str], into: queue.Queue[dict[str, Any]]) -> None:
    for line in stream:
        into.put(json.loads(line))


# --- the server ---


def main() -> None:
    """Answer until standard input ends."""
    from jeepney import message_bus
    from jeepney.io.blocking import open_dbus_connection

    connection = open_dbus_connection()
    connection.send_and_get_reply(message_bus.RequestName(NAME))
    _print("ready")
    count = 0
    # Unbuffered: of two lines that come together, a buffer would hold the second where `select` does not see it.
    wishes = open(sys.stdin.fileno(), "rb", buffering=0, closefd=False)  # noqa: SIM115 - it lasts as long as the program
    while True:
        for stream in select.select([wishes, connection.sock], [], [])[0]:
            if stream is wishes:
                line = wishes.readline()
                if not line:
                    return
                _signal(connection, line.decode().split())
            else:
                try:
                    while True:
                        count = _answer(connection, connection.receive(timeout=0), count)
                except TimeoutError:
                    continue


def _answer(connection: DBusConnection, message: Message, count: int) -> int:
    from jeepney import HeaderFields, new_error, new_method_return

    fields = message.header.fields
    match fields.get(HeaderFields.member):
        case "GetCapabilities":
            connection.send(new_method_return(message, "as", (["actions", "body", "body-markup"],)))
        case "Notify":
            if fields.get(HeaderFields.signature) != "susssasa{sv}i":
                connection.send(new_error(message, "org.freedesktop.DBus.Error.InvalidArgs"))
                return count
            count += 1
            app, _replaces, icon, title, body, actions, hints, _timeout = message.body
            connection.send(new_method_return(message, "u", (count,)))
            shown = {"id": count, "app": app, "icon": icon, "title": title, "body": body, "actions": actions}
            _print(json.dumps(shown | {"hints": {name: value[1] for name, value in hints.items()}}))
    return count


def _signal(connection: DBusConnection, words: list[str]) -> None:
    from jeepney import DBusAddress, new_signal

    what, number, *more = words
    emitter = DBusAddress(PATH, interface=NAME)
    match what:
        case "click":
            connection.send(new_signal(emitter, "ActionInvoked", "us", (int(number), "default")))
        case "token":
            connection.send(new_signal(emitter, "ActivationToken", "us", (int(number), more[0])))
        case "dismiss":
            connection.send(new_signal(emitter, "NotificationClosed", "uu", (int(number), 2)))


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
