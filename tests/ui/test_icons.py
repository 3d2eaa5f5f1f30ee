"""The icons: all there, tinted, sharp."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QPixmap

import rushes.ui
from rushes.ui import icons, resources, theme
from rushes.ui.theme import DARK, LIGHT, ThemeChoice, ThemeManager

UI = Path(str(rushes.ui.__file__)).parent


def colours(pixmap: QPixmap) -> set[str]:
    image = pixmap.toImage()
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


def test_an_icon_has_the_colour_asked_for_and_the_pixels_of_the_screen(themed: ThemeManager) -> None:
    made = icons.pixmap("circle-check", QColor("red"), 16, 2.0)
    assert made.width() == 32
    assert made.devicePixelRatio() == 2.0
    assert colours(made) == {QColor("red").name()}


def test_a_filled_icon_is_filled(themed: ThemeManager) -> None:
    hollow = icons.pixmap("star", QColor("red"), 24).toImage().pixelColor(12, 12).alpha()
    filled = icons.pixmap("star-filled", QColor("red"), 24).toImage().pixelColor(12, 12).alpha()
    assert (hollow, filled) == (0, 255)


def test_an_icon_follows_the_theme(themed: ThemeManager) -> None:
    icon = icons.icon("trash-2", "text")
    dark = colours(icon.pixmap(QSize(32, 32)))
    themed.choose(ThemeChoice.LIGHT)
    light = colours(icon.pixmap(QSize(32, 32)))
    assert (dark, light) == ({DARK.text.name()}, {LIGHT.text.name()})
    assert colours(icon.pixmap(QSize(32, 32), QIcon.Mode.Disabled)) == {theme.current().muted.name()}


def test_an_icon_that_is_not_shipped_is_an_error(themed: ThemeManager) -> None:
    with pytest.raises(FileNotFoundError):
        icons.pixmap("unicorn", QColor("red"))


def test_every_icon_named_in_the_code_is_shipped() -> None:
    shipped = {path.stem for path in (resources.folder() / "icons").glob("*.svg")}
    named = re.compile(
        r"""(?:icon\(|IconButton\(\s*|icon=|set_icon\(|set_trailing_icon\(|icons\.paint\([^"]*)"([a-z0-9-]+)\""""
    )
    missing = {
        (path.name, name)
        for path in UI.rglob("*.py")
        for name in named.findall(path.read_text("utf-8"))
        if name.removesuffix(icons.FILLED) not in shipped
    }
    assert missing == set()


@pytest.mark.parametrize("name", ["icons/LICENSE", "fonts/OFL.txt"])
def test_what_is_shipped_has_its_licence_beside_it(name: str) -> None:
    assert (resources.folder() / name).read_text("utf-8").strip()
