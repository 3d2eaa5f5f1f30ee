"""The colours: one module, enough contrast, live."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget

import rushes.ui
from rushes.ui import fonts, theme, theme_sheet
from rushes.ui.theme import DARK, LIGHT, TEXT_PAIRS, Theme, ThemeChoice, ThemeManager

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

UI = Path(str(rushes.ui.__file__)).parent
LITERAL = re.compile(
    r"""["']#[0-9a-fA-F]{3,8}\b|QColor\(\s*(?:["'\d])|fromRgb\(\s*\d|GlobalColor\.(?!transparent)\w+"""
)


@pytest.mark.parametrize("shown", [DARK, LIGHT], ids=lambda t: t.name)
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS, ids=str)
def test_every_text_can_be_read_on_its_ground(shown: Theme, text: str, ground: str) -> None:
    assert theme.contrast(shown.color(text), shown.color(ground)) >= 4.5


@pytest.mark.parametrize("shown", [DARK, LIGHT], ids=lambda t: t.name)
def test_a_tag_can_be_read_on_any_picture(shown: Theme) -> None:
    for picture in (QColor("white"), QColor("black")):
        ground = theme.mix(picture, shown.overlay, shown.overlay.alphaF())
        assert theme.contrast(shown.on_overlay, ground) >= 4.5


def test_contrast_is_what_the_guidelines_define() -> None:
    assert theme.contrast(QColor("black"), QColor("white")) == pytest.approx(21.0)
    assert theme.contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("shown", [DARK, LIGHT], ids=lambda t: t.name)
def test_the_greys_near_the_picture_have_no_tint(shown: Theme) -> None:
    for token in ("canvas", "window", "panel", "raised", "disabled", "control", "line", "text", "muted", "faint"):
        color = shown.color(token)
        assert color.red() == color.green() == color.blue(), token


def test_no_colour_is_written_anywhere_but_in_the_theme() -> None:
    found = [
        f"{path.relative_to(UI)}:{number}: {line.strip()}"
        for path in sorted(UI.rglob("*.py"))
        if path != UI / "theme.py"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if LITERAL.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("line", ['QColor("#fff")', "QColor(1, 2, 3)", "x = '#ffffff'", "Qt.GlobalColor.red"])
def test_the_search_for_colours_finds_them(line: str) -> None:
    assert LITERAL.search(line)


def test_the_style_sheet_uses_only_tokens_there_are() -> None:
    names = {name: color.name() for name, color in DARK.colors().items()}
    assert "$" not in theme_sheet.sheet(names)
    with pytest.raises(KeyError):
        theme_sheet.sheet({})


def test_a_choice_changes_everything_at_once(qtbot: QtBot, themed: ThemeManager) -> None:
    widget = QWidget()
    label = QLabel("x", widget)
    qtbot.addWidget(widget)
    widget.show()
    assert widget.palette().color(QPalette.ColorRole.Window) == DARK.panel
    with qtbot.waitSignal(themed.changed):
        themed.choose(ThemeChoice.LIGHT)
    assert theme.current() is LIGHT
    assert widget.palette().color(QPalette.ColorRole.Window) == LIGHT.panel
    assert label.palette().color(QPalette.ColorRole.WindowText) == LIGHT.text
    with qtbot.assertNotEmitted(themed.changed):
        themed.choose(ThemeChoice.LIGHT)


def test_it_follows_the_system_only_when_that_is_the_choice(qapp: QApplication, themed: ThemeManager) -> None:
    hints = qapp.styleHints()
    themed.choose(ThemeChoice.SYSTEM)
    hints.setColorScheme(Qt.ColorScheme.Light)
    qapp.processEvents()
    assert theme.current() is (LIGHT if hints.colorScheme() is Qt.ColorScheme.Light else DARK)
    themed.choose(ThemeChoice.DARK)
    assert theme.current() is DARK


def test_the_window_is_set_in_inter(qapp: QApplication, themed: ThemeManager) -> None:
    assert qapp.font().family() == fonts.FAMILY
    assert qapp.font().pixelSize() == 13
    assert fonts.font(11, bold=True).weight() == 600


def test_figures_of_a_timecode_have_one_width(themed: ThemeManager) -> None:
    from PySide6.QtGui import QFontMetricsF

    metrics = QFontMetricsF(fonts.digits(12))
    widths = {round(metrics.horizontalAdvance(figure * 8), 2) for figure in "0123456789"}
    assert len(widths) == 1


def test_tokens_are_asked_by_name() -> None:
    assert DARK.color("accent") == DARK.accent
    with pytest.raises(KeyError):
        DARK.color("chartreuse")
