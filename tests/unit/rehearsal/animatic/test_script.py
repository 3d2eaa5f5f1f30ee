"""Prompts to beats, mentions and camera moves."""

from __future__ import annotations

import pytest

from rushes.rehearsal.animatic.script import parse
from rushes.rehearsal.animatic.words import phases
from rushes.rehearsal.shot import Kind

KNOWN = {(Kind.IMAGE, 1), (Kind.IMAGE, 2), (Kind.IMAGE, 3), (Kind.VIDEO, 1), (Kind.AUDIO, 1)}


@pytest.mark.parametrize(
    ("prompt", "beats"),
    [
        ("a cat", [(0, "a cat")]),
        ("", [(0, "")]),
        ("[0–2s] one [2–5s] two", [(0, "one"), (48, "two")]),
        ("[0-2s] one [2-5s] two", [(0, "one"), (48, "two")]),
        ("[0-2] one [2-5] two", [(0, "one"), (48, "two")]),
        ("[0s-2s] one [2s-5s] two", [(0, "one"), (48, "two")]),
        ("[0 s – 2.5 s]: one [2.5 s – 5 s]: two", [(0, "one"), (60, "two")]),
        ("[00:00-00:02] one [00:02-00:05] two", [(0, "one"), (48, "two")]),
        ("[0s] one [2s] two", [(0, "one"), (48, "two")]),
        ("【0-2秒】一 【2-5秒】二", [(0, "一"), (48, "二")]),
        ("0-2秒：一。2-5秒：二", [(0, "一。"), (48, "二")]),
        ("第0秒到第2秒：一\n第2秒至第5秒：二", [(0, "一"), (48, "二")]),
        ("0–2s: one\n2–5s: two", [(0, "one"), (48, "two")]),
        ("(0-2s) one (2-5s) two", [(0, "one"), (48, "two")]),
        ("Shot 1: one. Shot 2: two", [(0, "one."), (60, "two")]),
        ("镜头1：一。镜头2：二", [(0, "一。"), (60, "二")]),
        # what is before the first beat is a beat of its own, or belongs to all
        ("intro [2-5s] two", [(0, "intro"), (48, "two")]),
        ("Film look. [0-2s] one [2-5s] two", [(0, "one"), (48, "two")]),
        # the first one begins at 0; gaps are held, later beats cut in, order does not matter
        ("[1-2s] one [3-5s] two", [(0, "one"), (72, "two")]),
        ("[0-4s] one [2-5s] two", [(0, "one"), (48, "two")]),
        ("[2-5s] two [0-2s] one", [(0, "one"), (48, "two")]),
        ("[0-2s] one [9-12s] beyond the end", [(0, "one")]),
        ("[2-5s] one [2-5s] more", [(0, "one more")]),
        # not times
        ("a list [2] and (3) of 5-10 things", [(0, "a list [2] and (3) of 5-10 things")]),
    ],
)
def test_beats_begin_where_the_prompt_says(prompt: str, beats: list[tuple[int, str]]) -> None:
    found = parse(prompt, 121)
    assert [(beat.start, beat.text) for beat in found] == beats
    assert [beat.end for beat in found] == [start for start, _ in beats[1:]] + [121]


@pytest.mark.parametrize(
    ("prompt", "names"),
    [
        ("@Image1 and @Audio1", ["image1", "audio1"]),
        ("[Image1] [Video1]", ["image1", "video1"]),
        ("Image 1 is like Video 1", ["image1", "video1"]),
        ("图片1和视频1，音频1", ["image1", "video1", "audio1"]),
        ("@image2, @Image2 again, @Image12, @Image9", ["image2"]),
        ("images 1 and reimage1", []),
    ],
)
def test_mentions_in_every_form(prompt: str, names: list[str]) -> None:
    beats = parse(f"[0-5s] {prompt}", 121, KNOWN)
    assert [f"{kind.value}{number}" for kind, number in beats[0].names] == names


def test_pictures_named_without_beats_share_the_time_in_their_order() -> None:
    beats = parse("@Image2 sits, then @Image1 jumps. Pan left on @Video1.", 121, KNOWN)
    assert [(beat.start, beat.pictures[0]) for beat in beats] == [
        (0, (Kind.IMAGE, 2)),
        (40, (Kind.IMAGE, 1)),
        (80, (Kind.VIDEO, 1)),
    ]
    assert [beat.text for beat in beats] == ["@Image2 sits", "then @Image1 jumps.", "Pan left on @Video1."]


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        ("slow dolly in on her face", "push in"),
        ("dolly-in", "push in"),
        ("the camera pushes in", "push in"),
        ("slowly zooming in", "push in"),
        ("dolly out", "pull back"),
        ("camera pulls back slowly", "pull back"),
        ("zoom out quickly", "pull back"),
        ("pan left across the room", "pan left"),
        ("the camera pans left across the water", "pan left"),
        ("camera slowly pans right", "pan right"),
        ("pan from left to right", "pan right"),
        ("tilt up", "tilt up"),
        ("camera tilts down", "tilt down"),
        ("crane up over the roofs", "crane up"),
        ("drone shot rising", "crane up"),
        ("camera descends", "crane down"),
        ("truck left", "truck left"),
        ("tracks right", "truck right"),
        ("dolly left", "truck left"),
        ("orbit left around the car", "orbit left"),
        ("whip pan to the left", "whip left"),
        ("whip pan to the street", "whip right"),
        ("handheld", "handheld"),
        ("static shot", "static"),
        ("locked-off", "static"),
        ("no camera movement", "static"),
        ("push in then pull back", "push in, pull back"),
        ("handheld, pan left", "handheld + pan left"),
        ("镜头缓慢推近", "push in"),
        ("镜头拉远", "pull back"),
        ("向左摇，然后拉远", "pan left, pull back"),
        ("右摇", "pan right"),
        ("上摇", "tilt up"),
        ("镜头上升", "crane up"),
        ("镜头右移", "truck right"),
        ("环绕", "orbit right"),
        ("甩镜", "whip right"),
        ("手持", "handheld"),
        ("固定镜头", "static"),
        # not the camera
        ("a frying pan on the stove", ""),
        ("a rocket in orbit", ""),
        ("cranes moving like giraffes", ""),
        ("she tilts her head", ""),
        ("without zoom", ""),
    ],
)
def test_camera_words(text: str, moves: str) -> None:
    found = phases(text)
    assert ", ".join(" + ".join(move.motion.value for move in phase) for phase in found) == moves


def test_slow_and_fast_change_the_strength() -> None:
    slow, usual, fast = (phases(text)[0][0].strength for text in ("slow dolly in", "dolly in", "fast dolly in"))
    assert slow < usual < fast


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "piece", ["pan left ", " ", "1 ", "[0 ", "0-2s ", "镜头缓慢", "dolly          ", "\n", "camera "]
)
def test_a_prompt_of_a_hundred_thousand_characters_is_read_in_bounded_time(piece: str) -> None:
    beats = parse(piece * (100_000 // len(piece)), 121, KNOWN)
    assert beats[0].start == 0
    assert beats[-1].end == 121
