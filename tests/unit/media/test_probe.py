from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from rushes.core.cancel import Cancelled, CancelToken
from rushes.core.media import MediaKind
from rushes.media.errors import DamagedMedia, EmptyFile, MissingFile, NotMedia, UnreadableFile
from rushes.media.probe import guess_kind, probe
from support import clips

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.mark.parametrize(
    ("make", "name", "container"),
    [
        (clips.png, "a.png", "png"),
        (clips.jpeg, "a.jpg", "jpeg"),
        (clips.webp, "a.webp", "webp"),
        (clips.bmp, "a.bmp", "bmp"),
        (clips.tiff, "a.tiff", "tiff"),
        (clips.gif, "a.gif", "gif"),
    ],
)
def test_pictures_are_measured(make: Callable[..., Path], name: str, container: str, tmp_path: Path) -> None:
    facts = probe(make(tmp_path / name, 70, 50))
    assert (facts.kind, facts.container, facts.width, facts.height) == (MediaKind.IMAGE, container, 70, 50)
    assert facts.size == (tmp_path / name).stat().st_size
    assert facts.duration is None


@pytest.mark.parametrize(("orientation", "size"), [(1, (64, 48)), (3, (64, 48)), (5, (48, 64)), (6, (48, 64))])
def test_a_jpeg_is_measured_as_its_exif_orientation_shows_it(
    orientation: int, size: tuple[int, int], tmp_path: Path
) -> None:
    facts = probe(clips.jpeg(tmp_path / "a.jpg", 64, 48, orientation=orientation))
    assert (facts.width, facts.height) == size


def test_a_picture_of_200_megapixels_is_measured_by_its_header_alone(tmp_path: Path) -> None:
    whole = clips.huge_png(tmp_path / "huge.png")
    header_only = tmp_path / "header.png"
    # Without its pixels there is nothing to decode; the end mark stays so that it does not count as cut short.
    header_only.write_bytes(whole.read_bytes()[:41] + clips.png_chunk(b"IEND", b""))
    for path in (whole, header_only):
        facts = probe(path)
        assert (facts.width, facts.height) == (20_000, 10_000)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("a.mp4", {}),
        ("a.mov", {}),
        ("a.mkv", {}),
        ("a.webm", {"codec": "libvpx-vp9", "sound_codec": "libopus"}),
        ("a.avi", {"codec": "mpeg4", "sound_codec": "libmp3lame", "b_frames": 0}),
        ("a.ts", {}),
    ],
)
def test_videos_are_measured(name: str, options: dict[str, object], tmp_path: Path) -> None:
    facts = probe(clips.video(tmp_path / name, 64, 48, frames=25, **options))  # type: ignore[arg-type]
    assert (facts.kind, facts.width, facts.height) == (MediaKind.VIDEO, 64, 48)
    assert facts.frame_rate == pytest.approx(24, rel=0.02)
    assert facts.duration == pytest.approx(25 / 24, abs=0.1)
    assert facts.sample_rate == 48_000
    assert facts.audio_codec
    assert facts.channels == 1


def test_an_mp4_tells_its_frames_and_its_lack_of_sound(tmp_path: Path) -> None:
    facts = probe(clips.video(tmp_path / "a.mp4", frames=25, audio=False))
    assert (facts.frames, facts.video_codec, facts.audio_codec, facts.channels) == (25, "h264", None, None)


@pytest.mark.parametrize(("rotation", "size"), [(0, (64, 48)), (90, (48, 64)), (180, (64, 48)), (-90, (48, 64))])
def test_a_turned_video_is_measured_as_shown(rotation: int, size: tuple[int, int], tmp_path: Path) -> None:
    facts = probe(clips.video(tmp_path / "a.mp4", 64, 48, frames=2, rotation=rotation))
    assert (facts.width, facts.height) == size


@pytest.mark.parametrize(
    ("make", "name"),
    [(clips.wav, "a.wav"), (clips.mp3, "a.mp3"), (lambda path: clips.sound(path, codec="aac"), "a.m4a")],
)
def test_sounds_are_measured(make: Callable[[Path], Path], name: str, tmp_path: Path) -> None:
    facts = probe(make(tmp_path / name))
    assert (facts.kind, facts.sample_rate, facts.channels, facts.width) == (MediaKind.AUDIO, 48_000, 1, None)
    assert facts.duration == pytest.approx(0.5, abs=0.06)


def test_the_content_decides_and_not_the_name(tmp_path: Path) -> None:
    assert probe(clips.png(tmp_path / "a.png").rename(tmp_path / "a.mp4")).kind is MediaKind.IMAGE
    assert probe(clips.video(tmp_path / "b.mp4", frames=2).rename(tmp_path / "b.wav")).kind is MediaKind.VIDEO
    assert probe(clips.wav(tmp_path / "c.wav").rename(tmp_path / "c.jpg")).kind is MediaKind.AUDIO


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"This is not a picture.\n" * 9, "a text"),
        (b"%PDF-1.7\n" + bytes(99), "a PDF document"),
        (b"PK\x03\x04" + bytes(99), "a ZIP archive or an office document"),
        (b"<!DOCTYPE html><html></html>", "a web page"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a vector drawing (SVG)"),
        (b"#EXTM3U\nhttp://127.0.0.1/secret.ts\n", "a text"),
        (b"\x00\x01\x02\x03 nothing known", "of a kind that Rushes does not know"),
    ],
)
def test_what_is_no_medium_is_named(content: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "holiday.png"
    path.write_bytes(content)
    with pytest.raises(NotMedia, match=r"holiday\.png") as caught:
        probe(path)
    assert words in caught.value.message.source()
    assert caught.value.name == "holiday.png"
    assert caught.value.next_step.source()


def test_a_folder_and_a_pipe_are_no_media(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.mp4")
    for path in (tmp_path, tmp_path / "pipe.mp4"):
        with pytest.raises(NotMedia):
            probe(path)


def test_an_empty_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(EmptyFile, match=r"a\.png"):
        probe(clips.empty(tmp_path / "a.png"))


def test_a_file_that_has_vanished_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match=r"gone\.png"):
        probe(tmp_path / "gone.png")
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(MissingFile):
        probe(tmp_path / "file" / "below.png")


@contextmanager
def _as_nobody() -> Iterator[None]:
    """Root may read everything: give the right up for a moment."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    path = clips.png(tmp_path / "secret.png")
    path.chmod(0)
    with _as_nobody(), pytest.raises(UnreadableFile, match=r"secret\.png"):
        probe(path)


@pytest.mark.parametrize("faststart", [True, False])
@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.99])
def test_a_truncated_mp4_is_damaged(faststart: bool, share: float, tmp_path: Path) -> None:
    whole = clips.video(tmp_path / "whole.mp4", frames=49, faststart=faststart)
    with pytest.raises(DamagedMedia, match=r"cut\.mp4"):
        probe(clips.truncated(whole, tmp_path / "cut.mp4", share))


def test_an_mp4_whose_pictures_are_garbage_is_damaged(tmp_path: Path) -> None:
    path = clips.video(tmp_path / "a.mp4", frames=10, audio=False, faststart=True)
    data = path.read_bytes()
    at = data.index(b"mdat") + 4
    path.write_bytes(data[:at] + b"\xff" * (len(data) - at))
    with pytest.raises(DamagedMedia):
        probe(path)


@pytest.mark.parametrize("make", [clips.png, clips.webp, clips.jpeg, clips.bmp, clips.gif, clips.tiff])
def test_a_picture_cut_inside_its_header_is_damaged(make: Callable[..., Path], tmp_path: Path) -> None:
    whole = make(tmp_path / "whole")
    cut = tmp_path / "cut"
    cut.write_bytes(whole.read_bytes()[: 9 if make in {clips.gif, clips.tiff} else 19])
    with pytest.raises((DamagedMedia, NotMedia)):
        probe(cut)


def test_probing_can_be_cancelled(tmp_path: Path) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        probe(clips.video(tmp_path / "a.mp4", frames=2), cancel=token)


def test_the_kind_is_guessed_from_the_name_without_the_disk(tmp_path: Path) -> None:
    assert guess_kind(tmp_path / "A.JPG") is MediaKind.IMAGE
    assert guess_kind(tmp_path / "b.mov") is MediaKind.VIDEO
    assert guess_kind(tmp_path / "c.mp3") is MediaKind.AUDIO
    assert guess_kind(tmp_path / "d.txt") is None
