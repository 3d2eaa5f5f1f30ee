"""Small pictures, videos and sounds made once for the animatic's tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.animatics import Media, clip, save, texture, tone, write_sound, write_video

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def _application(qapp: QApplication) -> None:
    """The application object of the whole test run exists before the renderer would make one of its own."""


@pytest.fixture(scope="session")
def media(tmp_path_factory: pytest.TempPathFactory) -> Media:
    folder = tmp_path_factory.mktemp("media")
    pixels = [texture(seed) for seed in range(4)]
    images = [save(one, folder / f"{index}.png") for index, one in enumerate(pixels)]
    clips = [clip(100 + number, 30) for number in range(2)]
    clip_sounds = [tone(2.5, 50 + number) for number in range(2)]
    videos = [
        write_video(folder / f"{number}.mp4", clip, 12, sound)
        for number, (clip, sound) in enumerate(zip(clips, clip_sounds, strict=True))
    ]
    samples = [tone(2.0, seed) for seed in range(3)]
    sounds = [write_sound(folder / f"{index}.wav", one) for index, one in enumerate(samples)]
    return Media(images, pixels, videos, clips, clip_sounds, sounds, samples)
