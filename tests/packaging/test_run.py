"""What ``make run`` does without a display."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import run

from rushes.core.prompt import beats


def test_a_display_that_answers_is_found() -> None:
    assert run.x11_answers(os.environ["DISPLAY"])


@pytest.mark.parametrize("display", ["", "nonsense", ":", ":x", ":65000", "unix:65000.0", "localhost:65000"])
def test_no_answer_is_no_display(display: str) -> None:
    assert not run.x11_answers(display)


def test_the_sample_has_two_beats_that_name_its_two_images() -> None:
    command, prompt, *options = run.sample()
    images = [Path(path) for name, path in zip(options[::2], options[1::2], strict=True) if name == "--image"]
    assert command == "rehearse"
    assert [beat.words.count("@Image") for beat in beats(prompt)] == [1, 1]
    assert len(images) == 2
    assert all(image.is_file() for image in images)
