"""The window at work: how long it stands still, and how soon it shows what the service says."""

from __future__ import annotations

import json
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.request import urlopen

from bench import material
from bench.measure import CACHE, environment, median, percentile, settle, side
from bench.table import Quantity, Row
from bench.transfers import server

if TYPE_CHECKING:
    from collections.abc import Iterator

TICKS, GAP_MS = 60, 100


@contextmanager
def _stage() -> Iterator[tuple[str, list[object], dict[str, str]]]:
    """Give the server's address, the first arguments of a side, and its environment."""
    video = material.video(1280, 720, 10)
    with tempfile.TemporaryDirectory(prefix="rushes-bench-", dir=CACHE) as folder:
        library = material.own_library(Path(folder) / "library")
        with server(video, material.padded(48)) as url:
            env = environment(RUSHES_API_URL=f"{url}/api/v1", SKILLS_VIDEO_API_KEY="bench-key")
            yield url, [Path(folder) / "home", library], env


def stall() -> list[Row]:
    """Measure the gaps between ticks of a timer on the GUI thread, idle and at work, in one process."""
    image, video = material.image("one", 1600, 1067), material.video(1920, 1080, 5)
    with _stage() as (_, arguments, env):
        settle()
        found = side("live_window", *arguments, "stall", image, video, env=env)
    idle, busy = found["idle"], found["busy"]
    work = f"{found['running']} still in work at the end, {found['thumbnails']} thumbnails of 1080p made meanwhile"
    return [
        Row(
            "longest stall of the GUI thread at work",
            Quantity(max(busy), "ms"),
            Quantity(max(idle), "ms"),
            "the idle window",
            most=50,
            notes=(f"8 rehearsals, 4 downloads, thumbnails; {work}",),
        ),
        Row(
            "… p99.9",
            Quantity(percentile(busy, 0.999), "ms"),
            Quantity(percentile(idle, 0.999), "ms"),
            "the idle window",
            times=2,
            notes=(f"median gap of a 2 ms timer {median(busy):.2f} ms beside {median(idle):.2f} ms",),
        ),
    ]


def events() -> list[Row]:
    """Measure from the moment the service sends an event to the paint of its row."""
    image, video = material.image("one", 1600, 1067), material.video(1920, 1080, 5)
    with _stage() as (url, arguments, env):
        settle()
        raw = _raw(url)
        found = side("live_window", *arguments, "events", image, video, env=env)
    return [
        Row(
            "event of the service to painted row, p95",
            Quantity(percentile(found["took"], 0.95), "ms"),
            Quantity(percentile(raw, 0.95), "ms"),
            "raw socket reader",
            most=16,
            notes=(
                f"median {median(found['took']):.1f} ms beside {median(raw):.2f} ms; each is written to disk first",
            ),
        )
    ]


def _raw(url: str) -> list[float]:
    took: list[float] = []
    with urlopen(f"{url}/ticks/{TICKS // 2}/{GAP_MS}") as answer:
        while line := answer.readline():
            now = time.monotonic()
            if line.startswith(b"data: "):
                event: dict[str, Any] = json.loads(line[6:])
                if "sent" in event:
                    took.append((now - event["sent"]) * 1000)
    return took
