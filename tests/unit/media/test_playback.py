from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import av
import pytest

from rushes.media.errors import DamagedMedia, MissingFile
from rushes.media.playback import PlayStatus
from support import clips
from support.players import CrankedDevice

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rushes.media.device import Fill, SoundDevice
    from support.players import Watcher

pytestmark = pytest.mark.timeout(60)


def samples_of(path: Path) -> bytes:
    """All samples of a mono file as PyAV decodes them."""
    resampler = av.AudioResampler("flt", "mono")
    with av.open(str(path)) as container:
        parts = [part for frame in container.decode(audio=0) for part in resampler.resample(frame)]
    return b"".join(bytes(part.planes[0])[: part.samples * 4] for part in parts)


def test_the_null_device_gets_every_sample_in_order(watcher: Watcher, tmp_path: Path) -> None:
    path = clips.video(tmp_path / "a.mp4", frames=25)
    player = watcher.loaded(path)
    player.play()
    watcher.wait_for(lambda: watcher.state.status is PlayStatus.ENDED)
    assert b"".join(watcher.heard) == samples_of(path)
    assert watcher.indexes[-1] == 24
    assert watcher.indexes == sorted(watcher.indexes)
    assert watcher.state.position == pytest.approx(watcher.state.duration)


def test_a_pause_loses_no_sample(watcher: Watcher, tmp_path: Path) -> None:
    path = clips.video(tmp_path / "a.mp4", frames=25)
    player = watcher.loaded(path)
    for index in (5, 12):
        player.play()
        watcher.wait_for(lambda index=index: watcher.indexes[-1] >= index)  # type: ignore[misc]
        player.pause()
        watcher.wait_for(lambda: watcher.state.status is PlayStatus.PAUSED)
    player.play()
    watcher.wait_for(lambda: watcher.state.status is PlayStatus.ENDED)
    assert b"".join(watcher.heard) == samples_of(path)


def test_frames_follow_the_sound_that_the_device_took(watcher: Watcher, tmp_path: Path) -> None:
    """A device that takes samples only when told: then the picture may be no further than the sound, and follows it."""
    player = watcher.start_cranked()
    player.load(clips.video(tmp_path / "a.mp4", frames=25))
    player.play()
    watcher.wait_for(lambda: bool(watcher.devices) and watcher.devices[0].running)
    device = watcher.devices[0]
    for index in range(1, 25):
        device.pull(2000)
        # So much has been taken that frame `index` begins; the clock gets there within the block, and no further.
        watcher.wait_for(lambda index=index: watcher.indexes[-1] >= index)  # type: ignore[misc]
        assert watcher.indexes[-1] == index
    assert watcher.indexes == list(range(25))
    device.pull(48_000)
    device.pull(48_000)
    watcher.wait_for(lambda: watcher.state.status is PlayStatus.ENDED)


def test_frames_that_come_too_late_are_left_out(watcher: Watcher, tmp_path: Path) -> None:
    player = watcher.start_cranked()
    player.load(clips.video(tmp_path / "a.mp4", frames=49))
    player.play()
    watcher.wait_for(lambda: bool(watcher.devices) and watcher.devices[0].running)
    device = watcher.devices[0]
    for _ in range(10):
        device.pull(480)
    device.pull(24_000)
    device.pull(10)
    # The device jumped by half a second: the picture is there at once, without the frames between.
    watcher.wait_for(lambda: watcher.indexes[-1] >= 12)
    assert len(watcher.indexes) < 12


def test_without_sound_the_clock_leads(watcher: Watcher, tmp_path: Path) -> None:
    player = watcher.loaded(clips.video(tmp_path / "a.mp4", frames=13, audio=False))
    player.play()
    watcher.wait_for(lambda: watcher.state.status is PlayStatus.ENDED)
    assert not watcher.heard
    assert not watcher.state.has_sound
    assert watcher.indexes[-1] == 12


def test_a_device_that_cannot_be_opened_leaves_the_picture(watcher: Watcher, tmp_path: Path) -> None:
    def refuse(_rate: int, _channels: int, _fill: Fill) -> SoundDevice:
        raise OSError("no such device")

    player = watcher.start(open_device=refuse)
    player.load(clips.video(tmp_path / "a.mp4", frames=13))
    player.play()
    watcher.wait_for(lambda: bool(watcher.states) and watcher.state.status is PlayStatus.ENDED)
    assert watcher.indexes[-1] == 12


def test_a_device_that_dies_leaves_the_picture(watcher: Watcher, tmp_path: Path) -> None:
    player = watcher.start_cranked()
    player.load(clips.video(tmp_path / "a.mp4", frames=25))
    player.play()
    watcher.wait_for(lambda: bool(watcher.devices) and watcher.devices[0].running)
    watcher.devices[0].pull(4800)
    watcher.wait_for(lambda: watcher.state.status is PlayStatus.ENDED)
    assert watcher.devices[0].closed
    assert watcher.indexes[-1] == 24


def test_steps_are_exact_both_ways(watcher: Watcher, tmp_path: Path) -> None:
    player = watcher.loaded(clips.video(tmp_path / "a.mp4", frames=30, gop=10))
    for step, index in ((1, 1), (1, 2), (10, 12), (-1, 11), (-3, 8), (99, 29), (-1, 28), (-99, 0)):
        player.step(step)
        watcher.wait_for(lambda index=index: watcher.indexes[-1] == index)  # type: ignore[misc]
        frame = watcher.frames[-1]
        level = frame.data[frame.stride * 24 + 32 * 4 + 1]
        assert abs(level - clips.grey_level(index)) <= 6
        assert frame.time == pytest.approx(index / 24)
    assert watcher.state.status is PlayStatus.PAUSED


def test_steps_that_wait_are_added_up(watcher: Watcher, tmp_path: Path) -> None:
    player = watcher.loaded(clips.video(tmp_path / "a.mp4", frames=30))
    for _ in range(20):
        player.step(1)
    watcher.wait_for(lambda: watcher.indexes[-1] == 20)


def test_a_step_pauses(watcher: Watcher, tmp_path: Path) -> None:
    player = watcher.loaded(clips.video(tmp_path / "a.mp4", frames=97))
    player.play()
    watcher.wait_for(lambda: watcher.indexes[-1] >= 3)
    player.step(1)
    watcher.wait_for(lambda: watcher.state.status is PlayStatus.PAUSED)
    assert watcher.state.index == watcher.indexes[-1]


def test_seeks_end_at_the_newest(watcher: Watcher, tmp_path: Path) -> None:
    player = watcher.loaded(clips.video(tmp_path / "a.mp4", frames=49, gop=12))
    for index in [*range(49), 17]:
        player.seek(index / 24 + 0.01)
    watcher.wait_for(lambda: watcher.state.index == 17 and watcher.indexes[-1] == 17)
    assert watcher.state.status is PlayStatus.PAUSED
    player.seek_frame(31)
    watcher.wait_for(lambda: watcher.indexes[-1] == 31)
    assert watcher.state.position == pytest.approx(31 / 24)


def test_a_seek_while_playing_plays_on_from_there(watcher: Watcher, tmp_path: Path) -> None:
    path = clips.video(tmp_path / "a.mp4", frames=97)
    player = watcher.loaded(path)
    player.play()
    watcher.wait_for(lambda: watcher.indexes[-1] >= 2)
    player.seek(3.5)
    watcher.wait_for(lambda: watcher.state.status is PlayStatus.ENDED)
    jump = watcher.indexes.index(84)
    assert max(watcher.indexes[:jump]) < 84
    assert watcher.indexes[-1] == 96
    # What was heard before the seek, and everything from its sample on.
    assert len(b"".join(watcher.heard)) > 4 * round(0.53 * 48_000)


def test_it_plays_again_from_the_end(watcher: Watcher, tmp_path: Path) -> None:
    player = watcher.loaded(clips.video(tmp_path / "a.mp4", frames=7))
    for times in (1, 2):
        player.play()
        watcher.wait_for(
            lambda times=times: sum(state.status is PlayStatus.ENDED for state in watcher.states) == times  # type: ignore[misc]
        )
    assert watcher.indexes.count(6) == 2


def test_a_loop_begins_again(watcher: Watcher, tmp_path: Path) -> None:
    player = watcher.loaded(clips.video(tmp_path / "a.mp4", frames=7))
    player.set_loop(True)
    player.play()
    watcher.wait_for(lambda: sum(later < earlier for earlier, later in pairwise(watcher.indexes)) >= 2)
    assert watcher.state.status is PlayStatus.PLAYING
    player.set_loop(False)
    watcher.wait_for(lambda: watcher.state.status is PlayStatus.ENDED)


def test_it_plays_backwards(watcher: Watcher, tmp_path: Path) -> None:
    player = watcher.loaded(clips.video(tmp_path / "a.mp4", frames=13, gop=6))
    player.seek_frame(12)
    player.set_rate(-1)
    player.play()
    watcher.wait_for(lambda: watcher.state.status is PlayStatus.ENDED)
    played = watcher.indexes[watcher.indexes.index(12) :]
    assert played == sorted(played, reverse=True)
    assert played[-1] == 0
    assert not watcher.heard


@pytest.mark.parametrize("rate", [0.5, 2.0, 8.0])
def test_another_rate_reaches_the_end_too(rate: float, watcher: Watcher, tmp_path: Path) -> None:
    player = watcher.loaded(clips.video(tmp_path / "a.mp4", frames=13))
    player.set_rate(rate)
    player.play()
    watcher.wait_for(lambda: watcher.state.status is PlayStatus.ENDED)
    assert watcher.indexes[-1] == 12
    assert bool(watcher.heard) == (rate <= 4)


def test_volume_changes_what_is_heard_and_not_the_clock(watcher: Watcher, tmp_path: Path) -> None:
    player = watcher.start_cranked()
    player.load(clips.wav(tmp_path / "a.wav", 2.0, level=0.8))
    player.set_volume(0.25)
    player.play()
    watcher.wait_for(lambda: bool(watcher.devices) and watcher.devices[0].running)
    device = watcher.devices[0]
    assert max(memoryview(device.pull(4800)).cast("f")) == pytest.approx(0.2, abs=0.01)
    player.set_muted(True)
    watcher.wait_for(lambda: watcher.state.muted)
    assert device.pull(4800) == b""
    player.set_muted(False)
    player.set_volume(1.0)
    watcher.wait_for(lambda: watcher.state.volume == 1.0 and not watcher.state.muted)
    assert max(memoryview(device.pull(4800)).cast("f")) == pytest.approx(0.8, abs=0.01)
    assert sum(map(len, watcher.heard)) == 3 * 4800 * 4


def test_a_sound_plays_without_pictures(watcher: Watcher, tmp_path: Path) -> None:
    path = clips.wav(tmp_path / "a.wav", 0.4)
    player = watcher.loaded(path)
    player.play()
    watcher.wait_for(lambda: watcher.state.status is PlayStatus.ENDED)
    assert b"".join(watcher.heard) == samples_of(path)
    assert not watcher.frames
    assert watcher.state.duration == pytest.approx(0.4)


def test_the_last_picture_stays_until_a_longer_sound_is_over(watcher: Watcher, tmp_path: Path) -> None:
    path = clips.video(tmp_path / "a.mp4", frames=5, audio_seconds=0.6)
    player = watcher.loaded(path)
    player.play()
    watcher.wait_for(lambda: watcher.state.status is PlayStatus.ENDED)
    assert b"".join(watcher.heard) == samples_of(path)
    assert watcher.indexes[-1] == 4


def test_a_new_view_size_shows_the_same_frame_again(watcher: Watcher, tmp_path: Path) -> None:
    player = watcher.loaded(clips.video(tmp_path / "a.mp4", frames=13))
    player.seek_frame(7)
    player.set_view_size(128, 128)
    watcher.wait_for(lambda: watcher.frames[-1].width == 128)
    assert (watcher.frames[-1].index, watcher.frames[-1].height) == (7, 96)


def test_what_cannot_be_opened_is_said_and_the_next_file_plays(watcher: Watcher, tmp_path: Path) -> None:
    whole = clips.video(tmp_path / "a.mp4", frames=7)
    player = watcher.start()
    for path, error in (
        (tmp_path / "gone.mp4", MissingFile),
        (clips.truncated(whole, tmp_path / "cut.mp4"), DamagedMedia),
    ):
        player.load(path)
        watcher.wait_for(lambda path=path: bool(watcher.states) and watcher.state.path == path)  # type: ignore[misc]
        assert watcher.state.status is PlayStatus.FAILED
        assert isinstance(watcher.state.error, error)
        player.play()
    player.load(whole)
    player.play()
    watcher.wait_for(lambda: watcher.state.status is PlayStatus.ENDED)
    assert watcher.state.error is None


def test_a_file_replaced_while_it_plays_is_played_to_its_end(watcher: Watcher, tmp_path: Path) -> None:
    path = clips.video(tmp_path / "a.mp4", frames=25, gop=6)
    other = clips.video(tmp_path / "b.mp4", frames=7)
    player = watcher.loaded(path)
    player.play()
    watcher.wait_for(lambda: watcher.indexes[-1] >= 2)
    other.replace(path)
    watcher.wait_for(lambda: watcher.state.status is PlayStatus.ENDED)
    assert watcher.indexes[-1] == 24
    player.load(path)
    watcher.wait_for(lambda: watcher.state.count == 7)


def test_unloading_lets_go_of_the_file(watcher: Watcher, tmp_path: Path) -> None:
    player = watcher.loaded(clips.video(tmp_path / "a.mp4", frames=7))
    player.unload()
    watcher.wait_for(lambda: watcher.state.status is PlayStatus.EMPTY)
    assert watcher.state.path is None


def test_a_viewer_that_raises_ends_the_take_and_not_the_player(
    watcher: Watcher, tmp_path: Path, expect_log: Callable[[str], None]
) -> None:
    path = clips.video(tmp_path / "a.mp4", frames=7)
    player = watcher.loaded(path)
    watcher.broken = True
    expect_log("the player failed")
    player.step(1)
    watcher.wait_for(lambda: watcher.state.status is PlayStatus.FAILED)


def test_closing_while_playing_gives_the_device_back(watcher: Watcher, tmp_path: Path) -> None:
    player = watcher.start_cranked()
    player.load(clips.video(tmp_path / "a.mp4", frames=25))
    player.play()
    watcher.wait_for(lambda: bool(watcher.devices) and watcher.devices[0].running)
    player.close()
    assert isinstance(watcher.devices[0], CrankedDevice)
    assert watcher.devices[0].closed
    player.close()
