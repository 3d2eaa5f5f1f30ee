from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from rushes.core.cancel import Cancelled, CancelToken
from rushes.media.errors import DamagedMedia
from rushes.media.frames import FrameReader
from support import clips

if TYPE_CHECKING:
    from pathlib import Path

    from rushes.media.picture import Frame


def level(frame: Frame) -> int:
    """The grey level in the middle of a frame."""
    return frame.data[frame.stride * (frame.height // 2) + frame.width // 2 * 4 + 1]


def orders(count: int) -> list[list[int]]:
    forwards = list(range(count))
    return [forwards, forwards[::-1], random.Random(7).sample(forwards, count)]


VARIANTS: dict[str, tuple[str, dict[str, object]]] = {
    "short groups": ("a.mp4", {"gop": 12}),
    "one group": ("a.mp4", {"gop": 250, "b_frames": 3}),
    "no B frames": ("a.mp4", {"gop": 6, "b_frames": 0}),
    "variable rate": ("a.mp4", {"gop": 10, "pts": [i * i // 3 + 2 * i for i in range(49)]}),
    "late start": ("a.mp4", {"gop": 10, "pts": [i + 7 for i in range(49)]}),
    "mov": ("a.mov", {"gop": 12}),
    "mkv": ("a.mkv", {"gop": 12}),
    "webm": ("a.webm", {"codec": "libvpx-vp9", "sound_codec": "libopus"}),
    "mpegts": ("a.ts", {"gop": 12}),
    "avi": ("a.avi", {"codec": "mpeg4", "sound_codec": "libmp3lame", "b_frames": 0}),
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_frame_is_found_in_any_order(variant: str, tmp_path: Path) -> None:
    name, options = VARIANTS[variant]
    path = clips.video(tmp_path / name, frames=49, **options)  # type: ignore[arg-type]
    with FrameReader(path) as reader:
        assert reader.count == 49
        for order in orders(reader.count):
            for index in order:
                frame = reader.frame_at(index)
                assert frame.index == index
                assert abs(level(frame) - clips.grey_level(index)) <= 6, (variant, index)


@pytest.mark.parametrize("cache_bytes", [0, 30_000])
def test_a_small_cache_changes_nothing_but_the_work(cache_bytes: int, tmp_path: Path) -> None:
    path = clips.video(tmp_path / "a.mp4", frames=30, gop=10)
    with FrameReader(path, cache_bytes=cache_bytes) as reader:
        for order in orders(reader.count):
            for index in order:
                assert abs(level(reader.frame_at(index)) - clips.grey_level(index)) <= 6
        assert reader.cached_bytes <= max(cache_bytes, 2 * 64 * 48 * 3)


def test_times_are_those_of_the_file(tmp_path: Path) -> None:
    pts = [0, 1, 2, 10, 11, 30]
    with FrameReader(clips.video(tmp_path / "a.mp4", frames=6, pts=pts)) as reader:
        assert reader.times == pytest.approx([at / 24 for at in pts])
        assert [reader.index_at(at / 24) for at in pts] == [0, 1, 2, 3, 4, 5]
        assert reader.index_at(9.9 / 24) == 2
        assert reader.index_at(-1) == 0
        assert reader.index_at(99) == 5
        assert reader.frame_at(3).time == pytest.approx(10 / 24)


def test_numbers_beyond_the_ends_are_the_ends(tmp_path: Path) -> None:
    with FrameReader(clips.video(tmp_path / "a.mp4", frames=5)) as reader:
        assert reader.frame_at(-3).index == 0
        assert reader.frame_at(99).index == 4


def test_frames_fit_the_view(tmp_path: Path) -> None:
    with FrameReader(clips.video(tmp_path / "a.mp4", 64, 32, frames=2)) as reader:
        assert (reader.frame_at(0).width, reader.frame_at(0).height) == (64, 32)
        reader.set_view_size(32, 100)
        assert (reader.frame_at(0).width, reader.frame_at(0).height) == (32, 16)
        reader.set_view_size(256, 128)
        frame = reader.frame_at(1)
        assert (frame.width, frame.height) == (256, 128)
        assert len(frame.data) >= frame.stride * frame.height
        reader.set_view_size(0, 0)
        assert reader.frame_at(0).width == 64


def test_a_turned_video_gives_upright_frames(tmp_path: Path) -> None:
    drawn = clips.picture_bytes(64, 32, clips.RED, clips.Pattern.TOP)
    path = clips.video(tmp_path / "a.mp4", 64, 32, frames=3, rotation=90, draw=lambda _: drawn)
    with FrameReader(path) as reader:
        frame = reader.frame_at(2)
        assert (frame.width, frame.height) == (32, 64)
        row = frame.stride * 32
        assert frame.data[row + 4 * 4 + 2] > 150  # red on the left
        assert frame.data[row + 28 * 4 + 2] < 50


def test_frames_outlive_their_reader(tmp_path: Path) -> None:
    with FrameReader(clips.video(tmp_path / "a.mp4", frames=5)) as reader:
        frames = [reader.frame_at(index) for index in range(5)]
    assert all(abs(level(frame) - clips.grey_level(frame.index)) <= 6 for frame in frames)


def test_a_file_that_vanishes_while_open_is_read_on(tmp_path: Path) -> None:
    path = clips.video(tmp_path / "a.mp4", frames=40, gop=10)
    with FrameReader(path) as reader:
        path.unlink()
        assert abs(level(reader.frame_at(35)) - clips.grey_level(35)) <= 6


def test_damage_in_the_middle_costs_no_more_than_the_frames_it_hits(tmp_path: Path) -> None:
    path = clips.video(tmp_path / "a.mp4", frames=48, gop=12, audio=False, faststart=True)
    data = bytearray(path.read_bytes())
    start = data.index(b"mdat") + 4
    middle = start + (len(data) - start) // 2
    data[middle : middle + 300] = b"\xff" * 300
    path.write_bytes(data)
    with FrameReader(path) as reader:
        assert [reader.frame_at(index).index for index in range(48)] == list(range(48))
        assert abs(level(reader.frame_at(5)) - clips.grey_level(5)) <= 6
        assert abs(level(reader.frame_at(47)) - clips.grey_level(47)) <= 6


def test_a_sound_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DamagedMedia, match="has no picture"):
        FrameReader(clips.wav(tmp_path / "a.wav"))


def test_a_long_decode_can_be_cancelled(tmp_path: Path) -> None:
    token = CancelToken()
    with FrameReader(clips.video(tmp_path / "a.mp4", frames=30), cancel=token) as reader:
        token.cancel()
        with pytest.raises(Cancelled):
            reader.frame_at(29)
