"""What is decoded and drawn: exact frames, thumbnails, animatics."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from bench import material
from bench.measure import SideFailed, environment, median, percentile, settle, side
from bench.table import Quantity, Row

ROUNDS: Final = 4
_FLOOR: Final = Path(__file__).resolve().parent / "animatic_floor.py"


def decoding() -> list[Row]:
    """Measure seeks, steps and thumbnails beside bare PyAV."""
    small, large = material.video(1280, 720, 10), material.video(1920, 1080, 5)
    settle()
    found = side("decoding", small, large)
    notes = (f"median {median(found['seek']):.1f} ms beside {median(found['bare_seek']):.1f} ms",)
    return [
        Row(
            "exact seek, 720p, p95",
            Quantity(percentile(found["seek"], 0.95), "ms"),
            Quantity(percentile(found["bare_seek"], 0.95), "ms"),
            "PyAV, the same frames",
            times=1.2,
            notes=notes,
        ),
        Row("step from the cache, 720p, p95", Quantity(percentile(found["step"], 0.95), "ms"), most=8),
        Row(
            "thumbnail of a 1080p take",
            Quantity(median(found["picture"]), "ms"),
            Quantity(median(found["bare_picture"]), "ms"),
            "PyAV, one frame",
            times=1.2,
        ),
    ]


def animatic() -> list[Row]:
    """Draw an animatic and its bare counterpart in turn, each in a process of its own; the drawing alone is timed."""
    media = [
        material.image("one", 1600, 1067),
        material.image("two", 1280, 960),
        material.video(1280, 720, 10),
        material.sound(8),
    ]
    ours, bare = [], []
    with tempfile.TemporaryDirectory(prefix="rushes-bench-") as out:
        settle()
        for number in range(ROUNDS + 1):
            took = side("animatic", f"{out}/ours.mp4", 1280, 720, 5, *media, env=environment())["ms"]
            floor = _floor(Path(out), media)
            if number:
                ours.append(took)
                bare.append(floor)
    return [
        Row(
            "animatic, 5 s 720p, 2 images, video, sound",
            Quantity(median(ours) / 1000, "s"),
            Quantity(median(bare) / 1000, "s"),
            "bare script, same preset",
            times=1.3,
        )
    ]


def _floor(out: Path, media: list[Path]) -> float:
    command = [sys.executable, str(_FLOOR), str(out / "bare.mp4"), "1280", "720", "5", *map(str, media)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment(), timeout=120)
    if done.returncode:
        raise SideFailed(done.stderr[-600:])
    return float(done.stdout) * 1000
