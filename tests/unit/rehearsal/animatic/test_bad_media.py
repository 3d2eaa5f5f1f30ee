"""Media as people have them: turned, transparent, huge, broken; and work that is called off."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage

from rushes.rehearsal.animatic import Cancelled, Unreadable, check, render
from rushes.rehearsal.animatic.sources import Clip, picture
from support.animatics import audio, image, save, shot, start, texture, video

if TYPE_CHECKING:
    from pathlib import Path

    from rushes.rehearsal.shot import Input
    from support.animatics import Media


def _pixels(shown: QImage) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    data = np.frombuffer(shown.constBits(), np.uint8).reshape(shown.height(), shown.bytesPerLine() // 4, 4)
    return data[:, : shown.width(), 2::-1]


def test_a_photograph_is_turned_upright(tmp_path: Path) -> None:
    upright = texture(8, 180, 320)
    save(np.rot90(upright, 1), tmp_path / "turned.jpg")
    data = (tmp_path / "turned.jpg").read_bytes()
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01" + struct.pack(">HHIHH", 0x0112, 3, 1, 6, 0) + b"\0\0\0\0"
    (tmp_path / "turned.jpg").write_bytes(data[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + data[2:])
    shown, _ = picture(start(tmp_path / "turned.jpg"), 180, 320)
    assert np.abs(_pixels(shown).astype(int) - upright).mean() < 4


def test_what_is_transparent_lies_on_dark_grey(tmp_path: Path) -> None:
    clear = QImage(64, 36, QImage.Format.Format_ARGB32)
    clear.fill(QColor(255, 0, 0, 0))
    clear.save(str(tmp_path / "clear.png"))
    shown, _ = picture(start(tmp_path / "clear.png"), 64, 36)
    assert shown.pixelColor(30, 20) == QColor("#1c1c1c")


@pytest.mark.parametrize(
    "form", [QImage.Format.Format_RGBX64, QImage.Format.Format_Grayscale16, QImage.Format.Format_Indexed8]
)
def test_other_depths_are_read(tmp_path: Path, form: QImage.Format) -> None:
    grey = QImage(64, 36, QImage.Format.Format_RGB32)
    grey.fill(QColor(120, 120, 120))
    grey.convertToFormat(form).save(str(tmp_path / "deep.png"))
    shown, _ = picture(start(tmp_path / "deep.png"), 64, 36)
    assert abs(shown.pixelColor(9, 9).green() - 120) <= 2


def test_a_huge_photograph_is_made_smaller_while_it_is_read(tmp_path: Path) -> None:
    huge = QImage(9000, 6000, QImage.Format.Format_Grayscale8)
    huge.fill(90)
    huge.save(str(tmp_path / "huge.jpg"), quality=30)
    shown, enlarged = picture(start(tmp_path / "huge.jpg"), 320, 180)
    assert (shown.width(), shown.height()) == (320, 213)
    assert enlarged < 0.05


def _broken(tmp_path: Path, media: Media, case: str) -> Input:
    data = media.videos[0].read_bytes()
    cases = {
        "empty image": (image, b""),
        "text as image": (image, b"hello"),
        "cut image": (image, media.images[0].read_bytes()[:200]),
        "empty video": (video, b""),
        "cut video": (video, data[: len(data) // 3]),
        "picture as sound": (audio, media.images[0].read_bytes()),
        "empty sound": (audio, b""),
    }
    make, content = cases[case]
    path = tmp_path / "broken"
    path.write_bytes(content)
    return make(path)


CASES = ["empty image", "text as image", "cut image", "empty video", "cut video", "picture as sound", "empty sound"]


@pytest.mark.parametrize("case", CASES)
def test_what_cannot_be_decoded_is_named(tmp_path: Path, media: Media, case: str) -> None:
    bad = _broken(tmp_path, media, case)
    wanted = shot("@Image1 @Video1 @Audio1", image(media.images[0], 5), bad, sound=True)
    with pytest.raises(Unreadable) as caught:
        check(wanted)
    assert caught.value.input == bad
    assert caught.value.reason
    with pytest.raises(Unreadable) as caught:
        render(wanted, tmp_path / "take.mp4")
    assert caught.value.input == bad
    assert [path.name for path in tmp_path.iterdir()] == ["broken"]


def test_a_missing_file_is_unreadable(tmp_path: Path) -> None:
    for make in (image, video, audio):
        with pytest.raises(Unreadable):
            check(shot("", make(tmp_path / "gone")))


def test_good_media_pass_the_check(media: Media) -> None:
    check(shot("", image(media.images[0]), video(media.videos[0]), audio(media.sounds[0])))


def test_a_video_damaged_in_the_middle_is_shown_as_far_as_it_goes(tmp_path: Path, media: Media) -> None:
    data = bytearray(media.videos[0].read_bytes())
    begin = data.index(b"mdat")
    middle = begin + (len(data) - begin) // 3
    data[middle : middle + 40_000] = bytes(40_000)
    (tmp_path / "hurt.mp4").write_bytes(data)
    clip = Clip(video(tmp_path / "hurt.mp4"), 320, 180)
    shown = [clip.at(number / 24) for number in range(120)]
    clip.close()
    assert all(not one.isNull() for one in shown)


def test_progress_is_told_and_cancelling_leaves_nothing(tmp_path: Path, media: Media) -> None:
    told: list[tuple[int, int]] = []
    with pytest.raises(Cancelled):
        render(
            shot("", start(media.images[0])),
            tmp_path / "take.mp4",
            progress=lambda done, total: told.append((done, total)),
            cancelled=lambda: len(told) == 5,
        )
    assert told == [(n, 97) for n in range(1, 6)]
    assert list(tmp_path.iterdir()) == []
