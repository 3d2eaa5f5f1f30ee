"""Mentions and beats in a prompt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.core.media import MediaKind
from rushes.core.prompt import beats, mentions

IMAGE, VIDEO, AUDIO = MediaKind.IMAGE, MediaKind.VIDEO, MediaKind.AUDIO


@pytest.mark.parametrize(
    ("prompt", "found"),
    [
        ("@Image1 in the rain", [(IMAGE, 1)]),
        ("@image2@VIDEO10, @Audio 3.", [(IMAGE, 2), (VIDEO, 10), (AUDIO, 3)]),
        ("[Image1] and [Video 2]", [(IMAGE, 1), (VIDEO, 2)]),
        ("图片2走进来，@视频1，音频 3", [(IMAGE, 2), (VIDEO, 1), (AUDIO, 3)]),
        ("an image1, Image 2, @Images, @Image", []),
        ("@Image12a @Image1_2", []),
        ("@Image1234", []),
        ("@Image0", [(IMAGE, 0)]),
    ],
)
def test_mentions(prompt: str, found: list[tuple[MediaKind, int]]) -> None:
    assert [(mention.kind, mention.number) for mention in mentions(prompt)] == found


def test_a_mention_says_where_it_stands() -> None:
    prompt = "see @Image2 now"
    (mention,) = mentions(prompt)
    assert prompt[mention.start : mention.end] == "@Image2"


@pytest.mark.parametrize("bracket", ["[0-2s]", "[0–2s]", "[0 — 2]", "[0s to 2s]", "[0~2秒]", "[ 0s-2s ]", "[0.0-2.0s]"])
def test_a_beat_in_every_form(bracket: str) -> None:
    (beat,) = beats(f"before {bracket} a fox runs\n")
    assert (beat.from_seconds, beat.to_seconds, beat.words) == (0.0, 2.0, "a fox runs")


def test_beats_end_where_the_next_begins() -> None:
    found = beats("[0–2s] one [2–5s]\ntwo")
    assert [(beat.to_seconds, beat.words) for beat in found] == [(2.0, "one"), (5.0, "two")]


@given(st.text(alphabet="@[]()Image Video音频图片0123456789–-s .\n", max_size=300))
def test_any_text_can_be_read(prompt: str) -> None:
    for mention in mentions(prompt):
        assert 0 <= mention.start < mention.end <= len(prompt)
    ends = [beat.end for beat in beats(prompt)]
    assert ends == sorted(ends)
