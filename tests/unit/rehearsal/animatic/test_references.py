"""References are really seen and heard: in their beats when the prompt names them, somewhere when it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from rushes.rehearsal.animatic.plan import make
from rushes.rehearsal.animatic.sound import mix
from support.animatics import (
    RATE,
    Decoded,
    audio,
    changed,
    difference,
    image,
    likeness,
    shot,
    ssim,
    take,
    tone,
    video,
    write_sound,
    write_video,
)

if TYPE_CHECKING:
    from pathlib import Path

    from rushes.rehearsal.shot import Shot
    from support.animatics import Media


def test_a_beat_shows_the_image_it_names(tmp_path: Path, media: Media) -> None:
    wanted = shot(
        "[0-2s] static shot of 图片2 [2-4s] static, [Image1]", image(media.images[0], 1), image(media.images[1], 2)
    )
    result = take(tmp_path, wanted)
    assert ssim(result.frames[20], media.pixels[1]) > 0.95
    assert ssim(result.frames[70], media.pixels[0]) > 0.95


def test_two_images_named_in_one_beat_share_the_frame(tmp_path: Path, media: Media) -> None:
    wanted = shot("[0-4s] static, @Image1 meets @Image2", image(media.images[0], 1), image(media.images[1], 2))
    frame = take(tmp_path, wanted).frames[10]
    for side, pixels in ((slice(4, 156), media.pixels[0]), (slice(164, 316), media.pixels[1])):
        shown = frame[30:120, side].astype(float).ravel()
        given = pixels[30:120, 84:236].astype(float).ravel()
        assert np.corrcoef(shown, given)[0, 1] > 0.9


def test_the_frames_of_a_video_are_shown_at_their_times(tmp_path: Path, media: Media) -> None:
    """12 frames a second in 24: each is shown twice, from the beginning of its beat on."""
    result = take(tmp_path, shot("[0-2s] @Image1 [2-4s] @Video1", image(media.images[0]), video(media.videos[0])))
    for number in (0, 1, 20):
        for twice in (0, 1):
            shown = result.frames[48 + 2 * number + twice]
            scores = [ssim(shown, pixels) for pixels in media.clips[0][:24]]
            assert int(np.argmax(scores)) == number
            assert max(scores) > 0.85


def test_a_short_video_starts_over(tmp_path: Path, media: Media) -> None:
    result = take(tmp_path, shot("@Video1", video(media.videos[0])))  # 2.5 s of 4
    assert ssim(result.frames[60], media.clips[0][0]) > 0.85


def test_the_sound_of_a_video_is_heard_while_it_is_seen(tmp_path: Path, media: Media) -> None:
    wanted = shot("[0-1s] @Image1 [1-4s] @Video1", image(media.images[0]), video(media.videos[0]), sound=True)
    result = take(tmp_path, wanted)
    score, at = likeness(result.sound, media.clip_sounds[0][: 2 * RATE])
    assert score > 0.9
    assert at / RATE == pytest.approx(1.0, abs=0.03)
    assert np.abs(result.sound[: RATE // 2]).max() < 0.01


def test_a_sound_is_heard_from_the_beat_that_names_it(tmp_path: Path, media: Media) -> None:
    wanted = shot(
        "[0-2s] @Image1 [2-4s] to the rhythm of @Audio1", image(media.images[0]), audio(media.sounds[0]), sound=True
    )
    score, at = likeness(take(tmp_path, wanted).sound, media.samples[0])
    assert score > 0.9
    assert at / RATE == pytest.approx(2.0, abs=0.03)


def test_a_sound_nobody_names_is_heard_from_the_beginning(tmp_path: Path, media: Media) -> None:
    wanted = shot("@Image1", image(media.images[0]), audio(media.sounds[0]), sound=True)
    score, at = likeness(take(tmp_path, wanted).sound, media.samples[0])
    assert score > 0.9
    assert at / RATE == pytest.approx(0.0, abs=0.03)


def test_several_sounds_are_mixed_and_stay_within_full_scale(tmp_path: Path, media: Media) -> None:
    loud = [write_sound(tmp_path / f"{n}.wav", 5 * tone(3.0, 70 + n)) for n in range(2)]
    inputs = [image(media.images[0]), audio(loud[0], 1), audio(loud[1], 2)]
    plan = make(shot("@Image1 with @Audio1 and @Audio2", *inputs, sound=True))
    mixed = np.concatenate([piece.to_ndarray()[0] for piece in mix(plan, 1)])
    assert len(mixed) == 97 * RATE // 24
    assert 0.8 < np.abs(mixed).max() < 0.95
    for number in range(2):
        assert likeness(mixed, tone(3.0, 70 + number))[0] > 0.3


def _everything(media: Media) -> Shot:
    inputs = [image(media.images[0], 1), image(media.images[1], 2), video(media.videos[0]), audio(media.sounds[0])]
    return shot("[0-1s] @Image1 and a hand [1-4s] orbit, a field", *inputs, sound=True)


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory, media: Media) -> Decoded:
    return take(tmp_path_factory.mktemp("all"), _everything(media))


@pytest.mark.parametrize("place", range(4))
def test_changing_any_one_reference_changes_the_take(
    tmp_path: Path, media: Media, everything: Decoded, place: int
) -> None:
    """Named or not: here one image is named, the other fills the second beat, the video is in the strip."""
    wanted = _everything(media)
    other = [media.images[2], media.images[3], media.videos[1], media.sounds[1]][place]
    result = take(tmp_path, changed(wanted, wanted.inputs[place], other))
    seen = max(float(np.abs(a.astype(int) - b).mean()) for a, b in zip(result.frames, everything.frames, strict=True))
    heard = float(np.abs(result.sound - everything.sound[: len(result.sound)]).max())
    assert seen > 0.3 or heard > 0.02
    if place < 3:
        assert seen > 0.3
    if place >= 2:
        assert heard > 0.02


def test_without_any_mention_every_image_gets_its_share(tmp_path: Path, media: Media) -> None:
    inputs = [image(path, number + 1) for number, path in enumerate(media.images[:3])]
    result = take(tmp_path, shot("static shot, something calm", *inputs))
    for number, frame in enumerate((10, 45, 80)):
        scores = [ssim(result.frames[frame], pixels) for pixels in media.pixels[:3]]
        assert int(np.argmax(scores)) == number


def test_a_video_without_sound_leaves_the_quiet_bed(tmp_path: Path, media: Media) -> None:
    silent = write_video(tmp_path / "silent.mp4", media.clips[0][:12], 12)
    sound = take(tmp_path, shot("@Video1", video(silent), sound=True)).sound
    assert 0.003 < float(np.sqrt((sound**2).mean())) < 0.1


def test_the_same_shot_gives_the_same_frames(tmp_path: Path, media: Media) -> None:
    wanted = shot("handheld @Image1", image(media.images[0]))
    one, other = (take(tmp_path, wanted).frames for _ in range(2))
    assert all(difference(a, b) == 0 for a, b in zip(one, other, strict=True))
