"""Running the two sides of a comparison in processes of their own, and the arithmetic."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SIDES: Final = Path(__file__).resolve().parent / "sides"
CACHE: Final = Path(__file__).resolve().parents[2] / ".cache" / "bench"
PATIENCE: Final = 180.0
"""Seconds after which a side that has not answered is a failure."""


class SideFailed(Exception):
    """A side ended without an answer; the text holds the end of what it wrote."""


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a side: on the display where there is one, and compiled as installed programs are."""
    made = {**os.environ, "PYTHONPYCACHEPREFIX": str(CACHE / "compiled"), **more}
    made.pop("PYTHONDONTWRITEBYTECODE", None)
    made["QT_QPA_PLATFORM"] = "xcb" if made.get("DISPLAY") else "offscreen"
    made["QT_LOGGING_RULES"] = "*.debug=false;qt.qpa.*=false"
    return made


def side(name: str, *arguments: object, env: dict[str, str] | None = None) -> dict[str, Any]:
    """Run `sides/name.py` to its end and return what it found; `began` is when it was started (monotonic seconds)."""
    with running(name, *arguments, env=env) as process:
        out, err = process.communicate(timeout=PATIENCE)
    lines = out.strip().splitlines()
    if process.returncode or not lines:
        raise SideFailed(f"{name} ended with {process.returncode}: {err.strip()[-600:]}")
    found: dict[str, Any] = json.loads(lines[-1])
    return found


@contextmanager
def running(name: str, *arguments: object, env: dict[str, str] | None = None) -> Iterator[subprocess.Popen[str]]:
    """Start `sides/name.py` and end it, if it has not ended, when the block is left."""
    command = [sys.executable, str(SIDES / f"{name}.py"), *map(str, arguments)]
    made = env or environment()
    process = subprocess.Popen(
        command,
        env={**made, "RUSHES_BENCH_BEGAN": repr(time.monotonic())},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def timed(call: Callable[[], object]) -> float:
    """Return the milliseconds that a call takes."""
    begun = time.perf_counter()
    call()
    return (time.perf_counter() - begun) * 1000


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that `share` (0 to 1) of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, round(share * len(ordered)) - 1))]


def median(values: Sequence[float]) -> float:
    """Return the median."""
    return statistics.median(values)


def settle(seconds: float = 6.0, busy: float = 0.35) -> None:
    """Wait until the machine is quiet, at most so long: what others do at the moment belongs to no measurement."""
    deadline = time.monotonic() + seconds
    before = _cpu()
    while time.monotonic() < deadline:
        time.sleep(0.5)
        now = _cpu()
        used, whole = now[0] - before[0], now[1] - before[1]
        if whole and used / whole < busy:
            return
        before = now


def _cpu() -> tuple[int, int]:
    ticks = [int(word) for word in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]]
    return sum(ticks) - ticks[3] - ticks[4], sum(ticks)


def pss(process: int) -> float:
    """Return the proportional memory of a process and its children, in MiB."""
    total = 0
    for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            total += int(line.split()[1])
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return total / 1024 + sum(pss(int(child)) for child in children)
