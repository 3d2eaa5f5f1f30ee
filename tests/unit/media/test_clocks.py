from __future__ import annotations

import pytest

from rushes.media.clocks import STALL_SECONDS, AudioClock, WallClock

BLOCK = 0.01


def ticked(clock: AudioClock, count: int, *, drift: float = 1.0, ahead: int = 2) -> float:
    """Let a device take `count` blocks, `ahead` of them at once, its seconds `drift` times ours; returns the time."""
    now = 0.0
    for number in range(count):
        now = max(0, number - ahead + 1) * BLOCK * drift
        clock.tick(now, (number + 1) * BLOCK)
    return now


def test_the_wall_clock_runs_at_its_speed() -> None:
    assert WallClock(2.0, 0.5, 100.0).position(104.0) == 4.0
    assert WallClock(2.0, -1.0, 100.0).position(101.0) == 1.0


def test_nothing_moves_before_the_device_asks() -> None:
    clock = AudioClock(3.0, 1.0, 0.0)
    assert clock.position(0.5) == 3.0


def test_time_runs_evenly_between_blocks() -> None:
    clock = AudioClock(0.0, 1.0, 0.0)
    now = ticked(clock, 50)
    assert clock.position(now) == pytest.approx(48 * BLOCK, abs=1e-6)
    assert clock.position(now + 0.004) == pytest.approx(48 * BLOCK + 0.004, abs=1e-6)


def test_the_position_never_passes_what_the_device_took() -> None:
    clock = AudioClock(1.0, 1.0, 0.0)
    now = ticked(clock, 10)
    assert clock.position(now + 60) == pytest.approx(1.0 + 10 * BLOCK)


def test_it_never_runs_backwards() -> None:
    clock = AudioClock(0.0, 1.0, 0.0)
    now = ticked(clock, 20)
    late = clock.position(now + 0.02)
    clock.tick(now + 0.5, 21 * BLOCK)
    assert clock.position(now + 0.5) >= late


@pytest.mark.parametrize("drift", [0.99, 1.01])
def test_a_device_with_another_idea_of_a_second_is_followed(drift: float) -> None:
    clock = AudioClock(0.0, 1.0, 0.0)
    now = ticked(clock, 3000, drift=drift)
    assert clock.position(now) == pytest.approx(2998 * BLOCK, abs=0.01)


def test_speed_counts_in_the_medium() -> None:
    clock = AudioClock(10.0, 2.0, 0.0)
    now = ticked(clock, 50)
    assert clock.position(now) == pytest.approx(10 + 2 * 48 * BLOCK, abs=1e-6)


def test_a_dead_device_is_noticed() -> None:
    clock = AudioClock(0.0, 1.0, 0.0)
    now = ticked(clock, 5)
    assert not clock.stalled(now + STALL_SECONDS / 2)
    assert clock.stalled(now + STALL_SECONDS * 1.1)
