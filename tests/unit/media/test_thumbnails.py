from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rushes.core.cancel import Cancelled, CancelToken
from rushes.media import thumbnails
from rushes.media.errors import DamagedMedia, TooLarge
from rushes.media.thumbnails import encode_jpeg, thumbnail, waveform
from support import clips

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rushes.media.picture import Picture


def pixel(picture: Picture, x: int, y: int) -> tuple[int, int, int]:
    """Red, green and blue of one pixel."""
    at = y * picture.stride + x * 4
    blue, green, red, alpha = picture.data[at : at + 4]
    assert alpha == 255
    return red, green, blue


def close(one: tuple[int, int, int], other: tuple[int, int, int], by: int = 8) -> bool:
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize(
    ("make", "name", "by"),
    [
        (clips.png, "a.png", 1),
        (clips.jpeg, "a.jpg", 6),
        (clips.webp, "a.webp", 8),
        (clips.bmp, "a.bmp", 1),
        (clips.tiff, "a.tiff", 1),
        (clips.gif, "a.gif", 40),
    ],
)
def test_pictures_keep_their_colours_and_their_aspect(
    make: Callable[..., Path], name: str, by: int, tmp_path: Path
) -> None:
    picture = thumbnail(make(tmp_path / name, 128, 64, clips.GREEN), width=64, height=64)
    assert (picture.width, picture.height, picture.format) == (64, 32, "bgra")
    assert close(pixel(picture, 32, 16), clips.GREEN, by)


def test_small_pictures_are_not_enlarged(tmp_path: Path) -> None:
    picture = thumbnail(clips.png(tmp_path / "a.png", 20, 10), width=320, height=180)
    assert (picture.width, picture.height) == (20, 10)


@pytest.mark.parametrize("tagged", [True, False])
@pytest.mark.parametrize("size", [(320, 180), (1280, 720)])
@pytest.mark.parametrize("colour", [clips.RED, clips.GREEN, clips.BLUE])
def test_videos_keep_their_colours(colour: clips.Colour, size: tuple[int, int], tagged: bool, tmp_path: Path) -> None:
    path = clips.video(
        tmp_path / "a.mp4", *size, frames=1, audio=False, tagged=tagged, colour_at=lambda _: colour, preset="ultrafast"
    )
    assert close(pixel(thumbnail(path, width=160, height=90), 80, 45), colour)


# Where the top half of the stored picture (red) is shown, for each Exif orientation.
RED_AT = {1: "top", 2: "top", 3: "bottom", 4: "bottom", 5: "left", 6: "right", 7: "right", 8: "left"}
POINTS = {"top": (0.5, 0.1), "bottom": (0.5, 0.9), "left": (0.1, 0.5), "right": (0.9, 0.5)}


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation_is_obeyed(orientation: int, tmp_path: Path) -> None:
    path = clips.jpeg(tmp_path / "a.jpg", 64, 32, clips.RED, clips.Pattern.TOP, orientation=orientation)
    picture = thumbnail(path, width=64, height=64)
    assert (picture.width, picture.height) == ((64, 32) if orientation < 5 else (32, 64))
    for side, (x, y) in POINTS.items():
        red = pixel(picture, int(x * picture.width), int(y * picture.height))[0] > 150
        if side == RED_AT[orientation]:
            assert red
        elif {side, RED_AT[orientation]} in ({"top", "bottom"}, {"left", "right"}):
            assert not red


@pytest.mark.parametrize(("rotation", "red_at"), [(90, "left"), (180, "bottom"), (-90, "right")])
def test_turned_videos_are_shown_upright(rotation: int, red_at: str, tmp_path: Path) -> None:
    drawn = clips.picture_bytes(64, 32, clips.RED, clips.Pattern.TOP)
    path = clips.video(tmp_path / "a.mp4", 64, 32, frames=1, audio=False, rotation=rotation, draw=lambda _: drawn)
    picture = thumbnail(path, width=64, height=64)
    x, y = POINTS[red_at]
    assert pixel(picture, int(x * picture.width), int(y * picture.height))[0] > 150


def test_transparent_pictures_lie_on_neutral_grey(tmp_path: Path) -> None:
    clear = thumbnail(clips.png(tmp_path / "clear.png", 8, 8, clips.RED, alpha=0), width=8, height=8)
    half = thumbnail(clips.png(tmp_path / "half.png", 8, 8, (255, 255, 255), alpha=128), width=8, height=8)
    assert close(pixel(clear, 4, 4), (128, 128, 128), 2)
    assert close(pixel(half, 4, 4), (192, 192, 192), 3)


def test_a_picture_of_200_megapixels_is_drawn(tmp_path: Path) -> None:
    picture = thumbnail(clips.huge_png(tmp_path / "huge.png"), width=100, height=100)
    assert (picture.width, picture.height) == (100, 50)


def test_too_many_pixels_are_refused_before_anything_is_decoded(tmp_path: Path) -> None:
    path = clips.huge_png(tmp_path / "huge.png", 40_000, 10_001)
    with pytest.raises(TooLarge, match="400 megapixels"):
        thumbnail(path, width=100, height=100)


def test_too_many_bytes_are_refused_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = clips.png(tmp_path / "a.png", 100, 100)
    monkeypatch.setattr(thumbnails, "MAX_DECODED_BYTES", 100 * 100 * 3 - 1)
    with pytest.raises(TooLarge):
        thumbnail(path, width=10, height=10)
    monkeypatch.setattr(thumbnails, "MAX_DECODED_BYTES", 100 * 100 * 3)
    assert thumbnail(path, width=10, height=10).width == 10


def test_a_large_jpeg_is_decoded_at_a_fraction_of_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = clips.jpeg(tmp_path / "a.jpg", 800, 400, clips.BLUE)
    monkeypatch.setattr(thumbnails, "MAX_DECODED_BYTES", 800 * 400 * 4 // 64)
    picture = thumbnail(path, width=100, height=100)
    assert (picture.width, picture.height) == (100, 50)
    assert close(pixel(picture, 50, 25), clips.BLUE)


@pytest.mark.parametrize("index", [0, 1, 11, 12, 13, 24])
def test_the_frame_of_a_time_is_the_one_on_the_screen(index: int, tmp_path: Path) -> None:
    path = clips.video(tmp_path / "a.mp4", frames=25, gop=12)
    for at in (index / 24, (index + 0.9) / 24):
        level = pixel(thumbnail(path, width=64, height=48, at=at), 32, 24)[1]
        assert abs(level - clips.grey_level(index)) <= 5


def test_a_sound_has_no_thumbnail(tmp_path: Path) -> None:
    with pytest.raises(DamagedMedia, match="has no picture"):
        thumbnail(clips.wav(tmp_path / "a.wav"), width=10, height=10)


def test_a_picture_whose_pixels_are_garbage_is_damaged(tmp_path: Path) -> None:
    path = clips.png(tmp_path / "a.png")
    data = path.read_bytes()
    path.write_bytes(data[:41] + b"\xff" * (len(data) - 53) + data[-12:])
    with pytest.raises(DamagedMedia):
        thumbnail(path, width=10, height=10)


@pytest.mark.parametrize("size", [(320, 180), (33, 17)])
def test_a_thumbnail_becomes_a_jpeg_that_looks_the_same(size: tuple[int, int], tmp_path: Path) -> None:
    picture = thumbnail(clips.png(tmp_path / "a.png", *size, clips.RED), width=320, height=180)
    (tmp_path / "a.jpg").write_bytes(encode_jpeg(picture, 90))
    again = thumbnail(tmp_path / "a.jpg", width=320, height=180)
    assert (again.width, again.height) == size
    assert close(pixel(again, size[0] // 2, size[1] // 2), clips.RED)


def test_better_jpegs_are_larger(tmp_path: Path) -> None:
    path = clips.png(tmp_path / "a.png", 64, 64, clips.GREEN, clips.Pattern.GRADIENT)
    picture = thumbnail(path, width=64, height=64)
    assert len(encode_jpeg(picture, 95)) > len(encode_jpeg(picture, 30))


def test_a_wave_form_shows_how_loud_each_part_is(tmp_path: Path) -> None:
    quiet, loud = clips.tone(0.512, level=0.1), clips.tone(0.512, level=0.8)
    path = clips.wav_of(tmp_path / "a.wav", quiet + loud)
    peaks = waveform(path, buckets=8)
    assert peaks == pytest.approx([0.1] * 4 + [0.8] * 4, abs=0.01)


def test_a_wave_form_has_as_many_parts_as_asked_for_however_short_the_sound(tmp_path: Path) -> None:
    path = clips.wav(tmp_path / "a.wav", 0.01)
    assert len(waveform(path, buckets=500)) == 500


def test_the_sound_of_a_video_has_a_wave_form_and_silence_has_none(tmp_path: Path) -> None:
    assert max(waveform(clips.video(tmp_path / "a.mp4"), buckets=4)) == pytest.approx(0.5, abs=0.05)
    with pytest.raises(DamagedMedia, match="has no sound"):
        waveform(clips.video(tmp_path / "b.mp4", audio=False), buckets=4)


def test_drawing_can_be_cancelled(tmp_path: Path) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        thumbnail(clips.png(tmp_path / "a.png"), width=10, height=10, cancel=token)
    with pytest.raises(Cancelled):
        waveform(clips.wav(tmp_path / "a.wav"), buckets=10, cancel=token)
