"""What ``make test`` runs: format, lint, types, import contracts, then every test in a private desktop session.

Stops at the first step that fails and names it. The last line on standard output is pytest's summary. Arguments go
to pytest (``make test ARGS="-k store"``); ``--bench`` runs the benchmarks instead of all that.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from session import Session, SessionError, descendants, die_with_parent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache"
_GRACE = 5.0  # seconds for what the tests started to end by itself

STEPS = (
    ("format", ["-m", "ruff", "format", "--check", "--cache-dir", f"{CACHE}/ruff", "."]),
    ("lint", ["-m", "ruff", "check", "--cache-dir", f"{CACHE}/ruff", "."]),
    ("types", ["-m", "mypy"]),
    (
        "imports",
        ["-c", "from importlinter.cli import lint_imports_command as c; c()", "--cache-dir", f"{CACHE}/imports"],
    ),
)
# Two workers also on a larger machine: the tests start processes of their own. A group stays on one worker.
PYTEST = ["-m", "pytest", "-n", "2", "--dist", "loadgroup"]
BENCH = ["-m", "bench"]


def main(arguments: list[str]) -> int:
    """Run every step and return the exit status of the first that fails."""
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGHUP, _stop)
    try:
        if arguments[:1] == ["--bench"]:
            return _in_session("benchmarks", [*BENCH, *arguments[1:]])
        for name, command in STEPS:
            _say(name)
            if status := subprocess.run([sys.executable, *command], cwd=ROOT).returncode:
                return _failed(name, status)
        return _in_session("tests", [*PYTEST, *arguments])
    except KeyboardInterrupt:
        _say("interrupted")
        return 130


def _in_session(name: str, command: Sequence[str]) -> int:
    """Run Python with ``command`` in a private session; a process that it leaves running is a failure too."""
    _say(name)
    try:
        with Session() as session:
            own = set(descendants())
            environment = {**session.environment, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT / "tests")}
            program = subprocess.Popen(
                [sys.executable, *command], cwd=ROOT, env=environment, preexec_fn=die_with_parent
            )
            status = _wait(program)
            left = _left_running(own)
    except SessionError as error:
        sys.stderr.write(f"{error}\n")
        return _failed(name, 1)
    if left:
        sys.stderr.write("Left running: " + "; ".join(left) + "\n")
    return _failed(name, status or 1) if status or left else 0


def _wait(program: subprocess.Popen[bytes]) -> int:
    try:
        return program.wait()
    except KeyboardInterrupt:
        # pytest got the same Ctrl-C, and says where it stopped.
        try:
            program.wait(timeout=_GRACE)
        except subprocess.TimeoutExpired:
            program.kill()
        raise


def _left_running(own: set[int]) -> list[str]:
    """Return the command lines of processes that the tests started and that have not ended.

    Services that the bus activated are its children and end with it.
    """
    deadline = time.monotonic() + _GRACE
    while True:
        services = {below for process in own for below in descendants(process)}
        left = [process for process in descendants() if process not in own | services]
        if not left or time.monotonic() > deadline:
            return [_command_line(process) for process in left]
        time.sleep(0.05)


def _command_line(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    except OSError:
        return f"process {process}"


def _say(step: str) -> None:
    sys.stdout.write(f"── {step}\n")
    sys.stdout.flush()


def _failed(name: str, status: int) -> int:
    sys.stderr.write(f"Stopped: {name} failed.\n")
    return status if status > 0 else 1


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    # Raised wherever the main thread is, it leaves by way of the session, which ends everything.
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
