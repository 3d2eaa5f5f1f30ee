"""A player that is always closed, and leaves no thread."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest

from support.players import Watcher

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def watcher() -> Iterator[Watcher]:
    before = set(threading.enumerate())
    watcher = Watcher()
    yield watcher
    began = time.monotonic()
    watcher.close()
    assert time.monotonic() - began < 1.0, "the player took its time to end"
    assert set(threading.enumerate()) <= before, "the player left a thread"
