"""A player that is always closed, and leaves no thread."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from support.players import Watcher
from support.program import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def watcher() -> Iterator[Watcher]:
    before = set(threading.enumerate())
    watcher = Watcher()
    yield watcher
    watcher.close()
    wait_until(lambda: set(threading.enumerate()) <= before, "the player's thread has ended")
