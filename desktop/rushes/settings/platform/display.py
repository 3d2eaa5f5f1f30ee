"""Whether a window can be opened at all. Qt does not report a missing display: it aborts the process."""

from __future__ import annotations

import contextlib
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_TIMEOUT: Final = 2.0
_X_DISPLAY: Final = re.compile(r"(?P<host>.*):(?P<number>\d+)(\.\d+)?")
_X_FOLDER: Final = "/tmp/.X11-unix"  # noqa: S108 - where X servers listen, by convention
_X_PORT: Final = 6000


def has_display(environ: Mapping[str, str]) -> bool:
    """Say whether there is a screen to open a window on, by knocking at it: the variable may outlive the server.

    Windows and macOS always have one here (not run). A Qt platform that needs no server, such as `offscreen`, counts.
    """
    if sys.platform in {"win32", "darwin"}:
        return True
    wanted = environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if wanted and not wanted.startswith(("xcb", "wayland")):
        return True
    return _has_wayland(environ) or _has_x(environ.get("DISPLAY", ""))


def describe_display(environ: Mapping[str, str]) -> str:
    """Return the variables that decide where the window opens, for the diagnostics."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE", "XDG_CURRENT_DESKTOP", "QT_QPA_PLATFORM")
    return ", ".join(f"{name}={environ[name]}" for name in names if environ.get(name)) or "none"


def _has_wayland(environ: Mapping[str, str]) -> bool:
    name, runtime = environ.get("WAYLAND_DISPLAY", ""), environ.get("XDG_RUNTIME_DIR", "")
    return bool(name) and _answers(str(Path(runtime) / name))


def _has_x(display: str) -> bool:
    match = _X_DISPLAY.fullmatch(display)
    if match is None:
        return _answers(display) if display.startswith("/") else False
    host, number = match["host"], int(match["number"])
    if host in {"", "unix"}:
        path = f"{_X_FOLDER}/X{number}"
        return _answers("\0" + path) or _answers(path)
    return _answers((host.strip("[]"), _X_PORT + number))


def _answers(address: str | tuple[str, int]) -> bool:
    import socket  # deferred: where the platform needs no server it is not needed, and it costs start-up time

    with contextlib.suppress(OSError, ValueError):
        if isinstance(address, tuple):
            socket.create_connection(address, timeout=_TIMEOUT).close()
            return True
        if sys.platform != "win32":  # which is not asked, and whose Python has no such sockets
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as knock:
                knock.settimeout(_TIMEOUT)
                knock.connect(address)
                return True
    return False
