from __future__ import annotations

import hashlib
import threading

import pytest

from rushes.api.digest import BATCH, Digest


class Counted(Digest):
    """Counts how often the other thread is given something."""

    times = 0

    def _hand_over(self) -> None:
        self.times += 1
        super()._hand_over()


@pytest.mark.parametrize("block", [1000, 1 << 16, BATCH - 1, BATCH, BATCH + 1, 3 * BATCH])
def test_the_checksum_does_not_depend_on_how_the_bytes_come(block: int) -> None:
    content = bytes(number % 251 for number in range(5 * BATCH // 2 + 7))
    with Digest() as digest:
        for start in range(0, len(content), block):
            digest.update(content[start : start + block])
        assert digest.hexdigest() == hashlib.sha256(content).hexdigest()


def test_nothing_has_the_checksum_of_nothing() -> None:
    with Digest() as digest:
        assert digest.hexdigest() == hashlib.sha256(b"").hexdigest()


def test_small_blocks_are_handed_over_together() -> None:
    with Counted() as digest:
        for _ in range(10 * BATCH >> 16):
            digest.update(bytes(1 << 16))
        digest.update(b"the rest")
        digest.hexdigest()
    assert digest.times == 11


def test_the_thread_ends_with_a_failure() -> None:
    digest = Digest()

    def fails() -> None:
        with digest:
            digest.update(b"begun")
            raise OSError("broken off")

    with pytest.raises(OSError, match="broken off"):
        fails()
    assert not [thread for thread in threading.enumerate() if thread.name == "rushes-digest"]
