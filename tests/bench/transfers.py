"""Bytes up and down, beside curl on the same server."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench import material
from bench.measure import CACHE, SideFailed, median, running, settle, side
from bench.table import Quantity, Row, not_measured

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZE: Final = 500
"""MiB."""
ROUNDS: Final = 5


@contextmanager
def server(whole: Path, paced: Path) -> Iterator[str]:
    """Serve files on loopback and give the address."""
    with running("server", whole, paced) as process:
        assert process.stdout is not None
        port = process.stdout.readline().strip()
        if not port:
            raise SideFailed("the server did not start")
        yield f"http://127.0.0.1:{port}"


def transfers() -> list[Row]:
    """Send and fetch 500 MiB, with the client and with curl in turn, each in a process of its own."""
    if shutil.which("curl") is None:
        return [not_measured("upload and download", "curl is not installed, and is what they are measured beside.")]
    file = material.bulk(SIZE)
    with tempfile.TemporaryDirectory(prefix="rushes-bench-", dir=CACHE) as folder, server(file, file) as url:
        settle()
        base = median([side("transfer", "none", url, file)["memory"] for _ in range(3)])
        return [*_rows("up", url, file, Path(folder), base), *_rows("down", url, file, Path(folder), base)]


def _rows(what: str, url: str, file: Path, folder: Path, base: float) -> list[Row]:
    ours, curl, memory = [], [], []
    for number in range(ROUNDS + 1):
        target = folder / "ours.part"
        found = side("transfer", what, url, file if what == "up" else target)
        target.unlink(missing_ok=True)
        beside = _curl(what, url, file, folder / "curl.part")
        if number:
            ours.append(found["seconds"])
            curl.append(beside)
            memory.append(found["memory"])
    name = f"multipart upload, {SIZE} MiB" if what == "up" else f"download, {SIZE} MiB"
    extra = max(0.0, median(memory) - base)
    note = f"{SIZE / median(ours):.0f} MiB/s beside {SIZE / median(curl):.0f} MiB/s"
    return [
        Row(name, Quantity(median(ours), "s"), Quantity(median(curl), "s"), "curl", times=1.1, notes=(note,)),
        Row("… extra memory", Quantity(extra, "MiB"), most=16),
    ]


def _curl(what: str, url: str, file: Path, target: Path) -> float:
    """Return the seconds that curl needed by its own count, which leaves out the start of its process."""
    command = ["curl", "-sS", "-f", "-w", "%{time_total}"]
    if what == "up":
        form = ["-H", "Expect:", "-F", "prompt=a paper boat", "-F", f"video_urls=@{file};type=video/mp4"]
        command += [*form, "-o", "/dev/null", f"{url}/up"]
    else:
        command += ["-o", str(target), f"{url}/down/take.mp4"]
    begun = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    if done.returncode:
        raise SideFailed(f"curl: {done.stderr.strip()}")
    target.unlink(missing_ok=True)
    return min(float(done.stdout), time.perf_counter() - begun)
