from __future__ import annotations

import pytest

from rushes.core.prompt import beats


@pytest.mark.parametrize("prompt", ["", "a harbour", "@Image1 [soft]", "[Image1]"])
def test_a_prompt_without_beats_has_none(prompt: str) -> None:
    assert beats(prompt) == ()


def test_a_beat_has_the_words_up_to_the_next_one() -> None:
    assert [beat.words for beat in beats("before [0-2s] one [2–5s] two")] == ["one", "two"]
