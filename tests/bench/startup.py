"""How long a start takes until the window can be used, and how much memory the idle window holds."""

from __future__ import annotations

import json
import tempfile
import time
from typing import TYPE_CHECKING, Any

from bench import material
from bench.measure import SideFailed, median, pss, running, settle, side
from bench.table import Quantity, Row

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Sequence

ROUNDS = 11
IDLE = 10.0
"""Seconds after the first paint at which memory is read."""


def cold_start() -> list[Row]:
    """Start both windows in turn, each in a process of its own, after one start that counts for neither."""
    library = material.library()
    with tempfile.TemporaryDirectory(prefix="rushes-bench-") as home:
        side("our_window", home, library, "rows")
        side("bare_window")
        settle()
        bare, ours = [], []
        for _ in range(ROUNDS):
            bare.append(side("bare_window"))
            ours.append(side("our_window", home, library, "first-paint"))
        rows = [side("our_window", home, library, "rows") for _ in range(3)]
    notes = (_told("ours", ours), _told("bare", bare))
    return [
        Row(
            "cold start to first paint, 100,000 takes",
            _ms(ours),
            _ms(bare),
            "bare window",
            times=1.4,
            notes=notes,
        ),
        Row("… to the first rows of the history painted", _ms(rows), _ms(bare), "bare window"),
    ]


def _ms(sides: Sequence[dict[str, Any]]) -> Quantity:
    return Quantity(median([each["ms"] for each in sides]), "ms")


def _told(name: str, sides: Sequence[dict[str, Any]]) -> str:
    imports, whole = median([each["imports"] for each in sides]), median([each["ms"] for each in sides])
    first = sides[0]
    return (
        f"{name}: {first['modules']} modules before it, {first['ours']} of them of Rushes; "
        f"{imports:.0f} ms to import, {whole - imports:.0f} ms to build, show and paint"
    )


def memory() -> list[Row]:
    """Read the memory of the idle window and of the bare one."""
    library = material.library()
    with tempfile.TemporaryDirectory(prefix="rushes-bench-") as home:
        settle()
        with running("our_window", home, library, "stay") as window:
            ours = _idle(window, IDLE)
        with running("bare_window", "requests", "keyring", "av") as window:
            bare = _idle(window, 3.0)
    return [
        Row(
            "memory (PSS), idle 10 s after first paint",
            Quantity(ours, "MiB"),
            Quantity(bare, "MiB"),
            "bare window with requests, keyring and av",
            times=1.5,
        )
    ]


def _idle(window: subprocess.Popen[str], seconds: float) -> float:
    assert window.stdout is not None
    assert window.stderr is not None
    line = window.stdout.readline()
    if not line:
        raise SideFailed(window.stderr.read()[-600:])
    json.loads(line)
    time.sleep(seconds)
    if window.poll() is not None:
        raise SideFailed("the window ended by itself: " + window.stderr.read()[-600:])
    return pss(window.pid)
