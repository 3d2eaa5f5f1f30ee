"""The process: `python -m rushes.rehearsal.serve`, or `serve()` for the command line.

The first line on standard output, and the only one, is `{"url": "http://127.0.0.1:PORT/api/v1", "key": "..."}`. The
key is random unless the environment names one (`RUSHES_REHEARSAL_KEY`) or it comes as the first line of standard
input; never as an argument, which other users of the computer could read.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import secrets
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rushes.rehearsal.ledger import START, Ledger
from rushes.rehearsal.server import Server
from rushes.rehearsal.workroom import workroom

if TYPE_CHECKING:
    from collections.abc import Sequence

KEY_VARIABLE: Final = "RUSHES_REHEARSAL_KEY"
_BELOW_NORMAL_PRIORITY_CLASS: Final = 0x4000


def serve(
    port: int = 0,
    key: str | None = None,
    *,
    faults: bool = False,
    parent_pipe: bool = False,
    work_dir: Path | None = None,
    credits: int | None = None,
    shrink: int = 1,
    invalid_status: int = 400,
) -> int:
    """Run the engine in this process, in the main thread, until a signal or the end of the pipe. Return 0.

    With `parent_pipe`, standard input is a pipe from the program: the engine ends when it closes, however the program
    ended, runs at low priority, and its pretend balance never runs out. `credits` sets that balance; without it a
    server run by hand has 1000, and refuses what it cannot pay. Width and height of every take are divided by
    `shrink`. Temporary files are made in `work_dir`, or where the system keeps such, and removed at the end, or by a
    later engine. Raises OSError if the port is taken.
    """
    if parent_pipe:
        lower_priority()  # before any thread exists: on Linux a thread's priority is its own
    with workroom(work_dir) as folder:
        ledger = Ledger(START if credits is None else credits, refills=parent_pipe and credits is None)
        chosen = key or os.environ.pop(KEY_VARIABLE, "") or secrets.token_urlsafe(24)
        server = Server(folder, chosen, ledger, port=port, faults=faults, shrink=shrink, invalid_status=invalid_status)
        _stop_on_signals(server)
        server.start()
        sys.stdout.write(json.dumps({"url": server.url, "key": chosen}) + "\n")
        sys.stdout.flush()
        if parent_pipe:
            threading.Thread(target=_watch_pipe, args=(server,), name="parent pipe", daemon=True).start()
        server.engine.warm_up()
        server.engine.work()
        server.stop()
    return 0


def main(argv: Sequence[str] | None = None) -> int:
    """Run the engine as its own program. Return the exit status."""
    parser = argparse.ArgumentParser(prog="rushes.rehearsal.serve", description="The rehearsal engine.")
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1 (default: any free one)")
    parser.add_argument("--parent-pipe", action="store_true", help="end when standard input closes")
    parser.add_argument("--key-stdin", action="store_true", help="read the key from the first line of standard input")
    parser.add_argument("--faults", action="store_true", help="allow faults on request, for tests")
    parser.add_argument("--credits", type=int, default=None, help="the pretend balance")
    parser.add_argument("--shrink", type=int, choices=(1, 2, 4), default=1, help="make takes smaller, for quick tests")
    parser.add_argument("--invalid-status", type=int, choices=(400, 422), default=400, help="status of invalid input")
    parser.add_argument("--work-dir", type=Path, default=None, help="where temporary files go")
    chosen = parser.parse_args(argv)
    return serve(
        chosen.port,
        _first_line() if chosen.key_stdin else None,
        faults=chosen.faults,
        parent_pipe=chosen.parent_pipe,
        work_dir=chosen.work_dir,
        credits=chosen.credits,
        shrink=chosen.shrink,
        invalid_status=chosen.invalid_status,
    )


def lower_priority() -> None:
    """Step back behind the window, whose frames would be late otherwise. The Windows half was not run."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), _BELOW_NORMAL_PRIORITY_CLASS)
    else:
        with contextlib.suppress(OSError):
            os.nice(10)


def _stop_on_signals(server: Server) -> None:
    for name in ("SIGINT", "SIGTERM", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: server.engine.stop())


def _watch_pipe(server: Server) -> None:
    """Wait for the end of standard input. Read without Python's buffer, whose lock would be held at the exit."""
    with contextlib.suppress(OSError):
        while os.read(0, 4096):
            pass
    server.engine.stop()


def _first_line() -> str:
    line = b""
    while not line.endswith(b"\n") and (byte := os.read(0, 1)):
        line += byte
    return line.decode().strip()


if __name__ == "__main__":
    sys.exit(main())
