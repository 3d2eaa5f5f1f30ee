"""A library for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rushes.store import Library
from support.store import Clock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "Films" / "Rushes"


@pytest.fixture
def library(folder: Path, clock: Clock) -> Iterator[Library]:
    with Library.open(folder, clock=clock) as opened:
        yield opened


@pytest.fixture
def other(library: Library, clock: Clock) -> Iterator[Library]:
    """The same library, as another process has it."""
    with Library.open(library.folder, clock=clock) as opened:
        yield opened
