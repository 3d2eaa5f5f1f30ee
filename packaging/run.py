"""What ``make run`` starts: the window, or, where there is no display, one rehearsal on the command line.

Everything goes through the public command, so this is also the shortest example of using it.
"""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources" / "samples" / "first-take"
_WAIT = 2.0  # seconds; a display that takes longer to accept a connection is of no use


def main(arguments: list[str]) -> None:
    """Replace this process by ``rushes``, with ``arguments`` or with the sample."""
    command = [sys.executable, "-m", "rushes", *arguments]
    if not arguments and not has_display():
        sys.stderr.write("There is no display here, so this rehearses the shipped sample on the command line.\n")
        command += sample()
    sys.stderr.flush()
    os.execv(command[0], command)  # noqa: S606 - a signal, and the exit status, have to reach the program itself


def sample() -> list[str]:
    """Return the arguments that rehearse the shipped sample."""
    prompt = (SAMPLE / "prompt.txt").read_text(encoding="utf-8").strip()
    return ["rehearse", prompt, "--image", str(SAMPLE / "one.jpg"), "--image", str(SAMPLE / "two.jpg")]


def has_display() -> bool:
    """Return whether a window can open: always on Windows and macOS, else where X11 or Wayland answers."""
    if not sys.platform.startswith("linux"):
        return True
    return _wayland_answers(os.environ) or x11_answers(os.environ.get("DISPLAY", ""))


def _wayland_answers(environment: os._Environ[str]) -> bool:
    name = environment.get("WAYLAND_DISPLAY", "")
    return bool(name) and _answers(str(Path(environment.get("XDG_RUNTIME_DIR", "/run"), name)))


def x11_answers(display: str) -> bool:
    """Return whether an X server accepts connections for ``display`` (``:0``, ``unix:1.0``, ``host:10``)."""
    host, _, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if not number.isdigit():
        return False
    if host in ("", "unix"):
        path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where X11 has its sockets
        return _answers("\0" + path) or _answers(path)
    try:
        with socket.create_connection((host.strip("[]"), 6000 + int(number)), timeout=_WAIT):
            return True
    except OSError:
        return False


def _answers(path: str) -> bool:
    with socket.socket(socket.AF_UNIX) as unix:
        unix.settimeout(_WAIT)
        try:
            unix.connect(path)
        except OSError:
            return False
    return True


if __name__ == "__main__":
    main(sys.argv[1:])
