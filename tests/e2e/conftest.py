"""One engine for all tests of a worker, and a home for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.program import Program
from support.rehearsal import RehearsalProcess

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RehearsalProcess]:
    folder = tmp_path_factory.mktemp("engine")
    with RehearsalProcess.start("--faults", "--shrink", "4", "--credits", "1000000", work_dir=folder) as process:
        yield process


@pytest.fixture
def program(tmp_path: Path, engine: RehearsalProcess) -> Program:
    return Program(tmp_path, engine.url, engine.key)
