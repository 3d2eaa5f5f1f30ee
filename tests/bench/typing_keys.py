"""A key in the prompt, until it is painted."""

from __future__ import annotations

import tempfile

from bench import material
from bench.measure import median, percentile, settle, side
from bench.table import Quantity, Row


def prompt() -> list[Row]:
    """Type into the composer and into a bare editor in turn, in one process."""
    with tempfile.TemporaryDirectory(prefix="rushes-bench-") as home:
        settle()
        found = side("prompt", home, material.image("one", 1600, 1067), material.video(1280, 720, 5))
    return [
        Row(
            "key in the prompt to paint, p99, 5,000 characters, 15 mentions",
            Quantity(percentile(found["ours"], 0.99), "ms"),
            Quantity(percentile(found["bare"], 0.99), "ms"),
            "bare QPlainTextEdit",
            times=2,
            most=16,
            notes=(f"median {median(found['ours']):.2f} ms beside {median(found['bare']):.2f} ms",),
        )
    ]
