from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QToolTip

from rushes.ui.compose.beats_strip import BeatsStrip

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from rushes.ui.theme import ThemeManager

LONG = "the camera climbs past the lanterns and over the wet roofs towards the harbour"


@pytest.fixture
def strip(qtbot: QtBot, themed: ThemeManager) -> BeatsStrip:
    made = BeatsStrip()
    qtbot.addWidget(made)
    made.resize(200, 20)
    made.show_prompt(f"[0–1s] dolly in [1–4s] {LONG}")
    qtbot.waitExposed(made)
    return made


def test_the_bar_under_the_pointer_says_its_whole_beat(strip: BeatsStrip, qtbot: QtBot) -> None:
    qtbot.mouseMove(strip, QPoint(10, 10))
    assert strip.toolTip() == "0–1 s Dolly in"
    qtbot.mouseMove(strip, QPoint(150, 10))
    assert strip.toolTip() == f"1–4 s T{LONG[1:]}"


def test_between_two_bars_nothing_is_said(strip: BeatsStrip, qtbot: QtBot) -> None:
    qtbot.mouseMove(strip, QPoint(150, 10))
    gap = next(x for x in range(200) if not any(bar.contains(x, 10) for _, bar in strip._bars()))
    qtbot.mouseMove(strip, QPoint(gap, 10))
    assert strip.toolTip() == ""


def test_a_pointer_that_rests_is_told(strip: BeatsStrip, qtbot: QtBot) -> None:
    qtbot.mouseMove(strip, QPoint(150, 10))
    qtbot.waitUntil(QToolTip.isVisible, timeout=5000)
    assert QToolTip.text() == f"1–4 s T{LONG[1:]}"
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())
