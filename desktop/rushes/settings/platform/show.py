"""Handing a file or an address to the desktop. Everything here may take seconds: call it in a worker thread."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Final

from rushes.settings.secrets import child_environment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

log = logging.getLogger(__name__)

_TIMEOUT: Final = 10.0
_MANAGER: Final = "org.freedesktop.FileManager1"
_MANAGER_PATH: Final = "/org/freedesktop/FileManager1"


def show_in_folder(path: Path, environ: Mapping[str, str] = os.environ) -> bool:
    """Open the folder of `path` in the file manager, with the file selected where that is possible.

    False when nothing could be opened: the caller then shows the path. Windows and macOS: written, not run.
    """
    path = path.absolute()
    if sys.platform == "win32":
        # Its exit status means nothing: it is 1 even when the folder opens.
        _run(f'explorer /select,"{path}"', environ)
        return True
    if sys.platform == "darwin":
        return _run(["open", "-R", str(path)], environ)
    # The address escapes quotes and commas, which mean something to these two programs.
    uri = path.as_uri()
    gdbus = ["gdbus", "call", "--session", "--timeout", "5", "--dest", _MANAGER, "--object-path", _MANAGER_PATH]
    dbus_send = ["dbus-send", "--session", "--print-reply", "--reply-timeout=5000", f"--dest={_MANAGER}"]
    return (
        _run([*gdbus, "--method", f"{_MANAGER}.ShowItems", f"['{uri}']", ""], environ)
        or _run([*dbus_send, _MANAGER_PATH, f"{_MANAGER}.ShowItems", f"array:string:{uri}", "string:"], environ)
        or _run(["xdg-open", str(path if path.is_dir() else path.parent)], environ)
    )


def open_url(url: str, environ: Mapping[str, str] = os.environ) -> bool:
    """Open a web page in the browser; only http and https. False when nothing could be opened.

    Windows and macOS: written, not run.
    """
    if not url.startswith(("https://", "http://")):
        return False
    if sys.platform == "win32":
        os.startfile(url)  # noqa: S606 - the scheme was checked
        return True
    return _run(["open" if sys.platform == "darwin" else "xdg-open", url], environ)


def outside_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment for a program that is not ours: without the key, and without our own libraries.

    A frozen bundle points the dynamic linker at itself, and PyInstaller keeps the user's value beside.
    """
    outside = child_environment(environ)
    for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
        original = outside.pop(f"{name}_ORIG", None)
        if original is not None:
            outside[name] = original
        elif getattr(sys, "frozen", False):
            outside.pop(name, None)
    return outside


def _run(command: Sequence[str] | str, environ: Mapping[str, str]) -> bool:
    """Start a program and say whether it went well. One that goes on running, as a browser may, went well."""
    try:
        child = subprocess.Popen(  # noqa: S603 - a fixed program, no shell
            command,
            env=outside_environment(environ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        log.debug("%s did not start: %s", command, error)
        return False
    try:
        return child.wait(_TIMEOUT) == 0
    except subprocess.TimeoutExpired:
        threading.Thread(target=child.wait, name="reap", daemon=True).start()
        return True
