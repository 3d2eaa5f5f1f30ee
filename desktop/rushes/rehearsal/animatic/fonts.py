"""Setting up painting in a process that has no window: the application object and the shipped font."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

_CJK = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "PingFang SC",
    "Microsoft YaHei",
)


def prepare() -> None:
    """Make painting text possible. Call it in the main thread first; `render` calls it too. A second call is free."""
    if QGuiApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _application.append(QGuiApplication(["rushes"]))
    _families()


def font(pixels: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The font of the slate at a size in pixels, with the system's Chinese font behind it."""
    result = QFont()
    result.setFamilies(list(_families()))
    result.setPixelSize(max(6, round(pixels)))
    result.setWeight(weight)
    result.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return result


_application: list[QGuiApplication] = []  # keeps the object alive; Qt allows one in a process


@cache
def _families() -> tuple[str, ...]:
    found: list[str] = []
    for folder in _folders():
        for path in sorted(folder.glob("Inter*.[ot]tf")):
            number = QFontDatabase.addApplicationFont(str(path))
            found += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
        if found:
            break
    return (*dict.fromkeys(found), "Inter", "DejaVu Sans", *_CJK)


def _folders() -> tuple[Path, ...]:
    """Where the font can be: inside the installed package or bundle, or at the top of a checkout."""
    package = Path(__file__).resolve().parents[2]
    bundle = Path(getattr(sys, "_MEIPASS", package)) / "rushes"
    return (package / "resources" / "fonts", bundle / "resources" / "fonts", package.parents[1] / "resources" / "fonts")
