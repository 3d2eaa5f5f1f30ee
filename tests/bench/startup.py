"""How long a start takes until the window can be used, and how much memory the idle window holds."""

from __future__ import annotations

import json
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench import material
from bench.measure import SideFailed, environment, median, pss, running, settle, side
from bench.table import Quantity, Row

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator, Sequence

ROUNDS = 11
IDLE = 10.0
"""Seconds after the first paint at which memory is read."""


@contextmanager
def _home() -> Iterator[dict[str, str]]:
    """Give the environment of somebody whose library of 100,000 takes is where it is by default."""
    with tempfile.TemporaryDirectory(prefix="rushes-bench-") as home:
        videos = Path(home) / "Videos"
        videos.mkdir()
        (videos / "Rushes").symlink_to(material.library())
        env = environment(HOME=home)
        yield {name: value for name, value in env.items() if not name.startswith(("XDG_", "RUSHES_"))}


def cold_start() -> list[Row]:
    """Start both windows in turn, each in a process of its own, after one start that counts for neither."""
    with _home() as env:
        classes = side("our_window", "rows", env=env)["classes"]
        side("bare_window", env=env)
        settle()
        bare, ours, named = [], [], []
        for _ in range(ROUNDS):
            bare.append(side("bare_window", env=env))
            ours.append(side("our_window", "first-paint", env=env))
            named.append(side("bare_window", *classes, env=env))
        rows = [side("our_window", "rows", env=env) for _ in range(3)]
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
        Row(
            "… beside what PySide needs for it",
            _ms(ours),
            _ms(named),
            f"bare window that names the same {len(classes)} Qt classes",
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
    with _home() as env:
        settle()
        with running("our_window", "stay", env=env) as window:
            ours = _idle(window, IDLE)
        with running("bare_window", "stay", "requests", "keyring", "av", env=env) as window:
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
