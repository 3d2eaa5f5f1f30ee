from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import av
import pytest

from rushes.media.errors import DamagedMedia
from rushes.media.soundtrack import SoundTrack
from support import clips

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def decoded(path: Path, layout: str = "mono") -> bytes:
    """All samples of a file as PyAV decodes them."""
    resampler = av.AudioResampler("flt", layout)
    width = 4 if layout == "mono" else 8
    with av.open(str(path)) as container:
        parts = [part for frame in container.decode(audio=0) for part in resampler.resample(frame)]
    return b"".join(bytes(part.planes[0])[: part.samples * width] for part in parts)


def rest(track: SoundTrack) -> bytes:
    return b"".join(iter(track.read, None))


MAKERS: dict[str, Callable[[Path], Path]] = {
    "a.wav": lambda path: clips.wav(path, 2),
    "a.mp3": lambda path: clips.mp3(path, 2),
    "a.m4a": lambda path: clips.sound(path, 2, codec="aac"),
    "a.flac": lambda path: clips.sound(path, 2, codec="flac"),
    "a.ogg": lambda path: clips.sound(path, 2, codec="libopus"),
    "a.mp4": lambda path: clips.video(path, frames=49),
    "a.ts": lambda path: clips.video(path, frames=49),
}


@pytest.mark.parametrize("name", MAKERS)
def test_every_sample_comes_in_order(name: str, tmp_path: Path) -> None:
    path = MAKERS[name](tmp_path / name)
    track = SoundTrack(path)
    track.start_at(0)
    assert rest(track) == decoded(path)
    track.close()


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize("seconds", [0.0, 0.5, 1.0137])
def test_it_begins_at_the_very_sample(name: str, seconds: float, tmp_path: Path) -> None:
    path = MAKERS[name](tmp_path / name)
    track = SoundTrack(path)
    rest(track)
    track.start_at(seconds)
    heard = array("f", rest(track))
    wanted = array("f", decoded(path))[round(seconds * 48_000) :]
    assert len(heard) == len(wanted)
    # AAC fills its gaps with noise of its own, never twice the same; one sample beside is 0.018 on average here.
    assert sum(abs(a - b) for a, b in zip(heard, wanted, strict=True)) / len(wanted) < 0.008
    track.close()


def test_stereo_stays_stereo(tmp_path: Path) -> None:
    path = clips.wav(tmp_path / "a.wav", channels=2)
    track = SoundTrack(path)
    assert (track.channels, track.frame_bytes) == (2, 8)
    assert rest(track) == decoded(path, "stereo")
    track.close()


@pytest.mark.parametrize("tempo", [0.25, 0.5, 2.0, 4.0])
def test_another_tempo_takes_another_time(tempo: float, tmp_path: Path) -> None:
    track = SoundTrack(clips.wav(tmp_path / "a.wav", 2))
    track.start_at(0, tempo)
    assert len(rest(track)) / 4 == pytest.approx(96_000 / tempo, rel=0.03)
    track.close()


def test_sound_that_begins_after_the_picture_is_preceded_by_silence(tmp_path: Path) -> None:
    track = SoundTrack(clips.wav(tmp_path / "a.wav", 0.5), origin=-0.25)
    track.start_at(0)
    samples = array("f", rest(track))
    assert len(samples) == 36_000
    assert max(samples[:12_000]) == 0
    assert max(samples[12_000:]) > 0.4
    track.close()


def test_past_the_end_there_is_nothing(tmp_path: Path) -> None:
    track = SoundTrack(clips.wav(tmp_path / "a.wav", 0.5))
    track.start_at(7)
    assert track.read() is None
    track.close()


def test_a_silent_film_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DamagedMedia, match="has no sound"):
        SoundTrack(clips.video(tmp_path / "a.mp4", audio=False))
