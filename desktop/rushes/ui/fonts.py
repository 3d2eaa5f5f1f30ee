"""The typeface of the window: Inter, which is shipped, with the system's Chinese, Japanese and Korean behind it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontDatabase

from rushes.ui import resources

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

FAMILY = "Inter"
BODY_PX = 13
SMALL_PX = 12
META_PX = 11
TAG_PX = 10
TITLE_PX = 20

_FILES = ("Inter-Regular.ttf", "Inter-SemiBold.ttf")


def install(app: QApplication) -> None:
    """Load the shipped faces and make Inter, 13 px, the font of the application. Doing it again does nothing."""
    if app.font().family() == FAMILY:
        return
    for name in _FILES:
        QFontDatabase.addApplicationFont(str(resources.folder() / "fonts" / name))
    app.setFont(font())


@cache
def font(pixels: int = BODY_PX, *, bold: bool = False) -> QFont:
    """Return Inter at a size in logical pixels; `bold` is the semibold face. What is returned is shared: copy it."""
    made = QFont([FAMILY])
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return made


@cache
def digits(pixels: int = BODY_PX, *, bold: bool = False) -> QFont:
    """Return `font` with figures of one width, for timecodes and numbers that change in place."""
    made = QFont(font(pixels, bold=bold))
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def cjk_available() -> bool:
    """Whether a font on this computer has Chinese characters; without one they show as boxes."""
    return bool(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))
