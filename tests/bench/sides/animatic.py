"""One animatic as the rehearsal engine draws it. Usage: animatic.py OUT WIDTH HEIGHT SECONDS IMAGE IMAGE VIDEO SOUND"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from rushes.rehearsal.animatic import render
from rushes.rehearsal.shot import Input, Kind, Role, Shot

PROMPT = (
    "[0–2s] @Image1 slow dolly in on the harbour at dawn [2–4s] pan left to @Image2, a lantern in the fog "
    "[4–5s] @Video1 handheld, the crane lifts, @Audio1 swells"
)


def main(out: Path, width: int, height: int, seconds: int, media: list[Path]) -> float:
    kinds = ((Kind.IMAGE, 1), (Kind.IMAGE, 2), (Kind.VIDEO, 1), (Kind.AUDIO, 1))
    inputs = tuple(Input(kind, Role.REFERENCE, n, path) for (kind, n), path in zip(kinds, media, strict=True))
    shot = Shot(PROMPT, width, height, seconds, sound=True, seed=7, inputs=inputs)
    begun = time.perf_counter()
    render(shot, out)
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    target, wide, high, long, *rest = sys.argv[1:]
    took = main(Path(target), int(wide), int(high), int(long), [Path(path) for path in rest])
    sys.stdout.write(json.dumps({"ms": took}) + "\n")
