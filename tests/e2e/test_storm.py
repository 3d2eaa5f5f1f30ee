"""A few rounds of killing at random moments; `kill_storm.py` plays a hundred."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from e2e.kill_storm import storm

if TYPE_CHECKING:
    from pathlib import Path

    from support.rehearsal import RehearsalProcess


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_take_is_lost_and_none_is_sent_twice(tmp_path: Path, engine: RehearsalProcess, seed: int) -> None:
    assert storm(2, seed, tmp_path, engine).total() == 2
