from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rushes.media.check import check_take
from rushes.media.errors import DamagedMedia, MissingFile
from support import clips

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("seconds", [1, 4])
@pytest.mark.parametrize("name", ["a.mp4", "a.mkv"])
def test_a_whole_take_is_counted(name: str, seconds: int, tmp_path: Path) -> None:
    facts = check_take(clips.video(tmp_path / name, frames=24 * seconds + 1))
    assert facts.frames == 24 * seconds + 1
    assert facts.last_time == pytest.approx(seconds, abs=0.001)
    assert (facts.media.width, facts.media.height) == (64, 48)


@pytest.mark.parametrize("faststart", [True, False])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_take_cut_short_is_damaged(faststart: bool, share: float, tmp_path: Path) -> None:
    whole = clips.video(tmp_path / "whole.mp4", frames=49, faststart=faststart)
    with pytest.raises(DamagedMedia):
        check_take(clips.truncated(whole, tmp_path / "cut.mp4", share))


def test_a_take_whose_end_is_missing_is_damaged_even_when_its_boxes_fit(tmp_path: Path) -> None:
    """A download that was cut and then padded keeps its length, but not its frames."""
    whole = clips.video(tmp_path / "a.mp4", frames=49, faststart=True, audio=False, gop=12)
    data = whole.read_bytes()
    whole.write_bytes(data[: len(data) // 2] + bytes(len(data) - len(data) // 2))
    with pytest.raises(DamagedMedia):
        check_take(whole)


def test_a_sound_is_no_take(tmp_path: Path) -> None:
    with pytest.raises(DamagedMedia):
        check_take(clips.wav(tmp_path / "a.wav"))


def test_a_take_that_is_gone_is_missing(tmp_path: Path) -> None:
    with pytest.raises(MissingFile):
        check_take(tmp_path / "gone.mp4")
