"""The engine's folder goes with the engine, or with the next one when it was killed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rushes.rehearsal.workroom import PREFIX, workroom
from support.store import kill, out, start

if TYPE_CHECKING:
    from pathlib import Path

WORK = """
import sys
from pathlib import Path
from rushes.rehearsal.workroom import workroom
with workroom(Path(sys.argv[1])) as folder:
    print(folder, flush=True)
    sys.stdin.readline()
"""


def test_what_a_killed_engine_left_is_cleared_away_and_a_living_one_is_left_alone(tmp_path: Path) -> None:
    living, killed = start(WORK, tmp_path), start(WORK, tmp_path)
    try:
        stays, left = (tmp_path / out(each).readline().strip() for each in (living, killed))
        kill(killed)
        unknown = tmp_path / f"{PREFIX}just-being-made"
        unknown.mkdir()
        assert left.is_dir()
        with workroom(tmp_path) as own:
            assert sorted(tmp_path.iterdir()) == sorted([stays, unknown, own])
        assert not own.exists()
    finally:
        kill(killed)
        kill(living)
