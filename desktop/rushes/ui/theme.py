"""Every colour and measure of the window, in dark and light.

Widgets ask `current()` while they paint. A change sets the application's palette, which repaints every widget, so
nobody has to listen; who keeps something made of colours (a tinted pixmap, a text format) connects to
`ThemeManager.changed` or handles `QEvent.Type.PaletteChange`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPalette

from rushes.ui import fonts, theme_sheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

RADIUS_LARGE = 8
"""Corner radius, in logical pixels, of fields, groups and main buttons."""
RADIUS = 6
"""Corner radius of segments, buttons, thumbnails and banners."""
RADIUS_SMALL = 4
"""Corner radius of tags, badges and small bars."""
GRID = 8
"""The step all distances are made of; 16 is a pane's margin."""
MARGIN = 16
"""The margin of a pane, left and right."""
MOTION_MS = 150
"""The longest an animation may take."""


STYLE: Final = ("-style", "fusion")
"""Arguments for the application that choose the style everything here is drawn with.

Setting it later gives Python a `QStyle`, which takes 7 ms to load, before the first paint.
"""


class ThemeChoice(StrEnum):
    """What the preference says: follow the system, or one of the two for good."""

    SYSTEM = "system"
    DARK = "dark"
    LIGHT = "light"


class Theme(NamedTuple):
    """The colours of one appearance. Neutral greys, so that nothing tints the picture; one accent.

    A named tuple, because a frozen data class of thirty fields takes 4 ms to make, before the first paint.
    """

    name: str
    canvas: QColor
    """Behind the picture."""
    window: QColor
    """Fields and the background of lists."""
    panel: QColor
    """Panes, bars."""
    raised: QColor
    """Menus, tooltips, popovers."""
    disabled: QColor
    """A button that cannot be pressed."""
    control: QColor
    """Buttons and chips."""
    control_hover: QColor
    control_pressed: QColor
    segment: QColor
    """The chosen segment."""
    selection: QColor
    """The selected row, a mention, a place that would take what is dragged."""
    line: QColor
    line_strong: QColor
    """The border of a thing under the pointer, and the thumb of a scroll bar."""
    text: QColor
    muted: QColor
    faint: QColor
    """Only on `window` and `panel`."""
    accent: QColor
    accent_hover: QColor
    accent_pressed: QColor
    on_accent: QColor
    on_accent_second: QColor
    """The second line of the main action."""
    accent_text: QColor
    good: QColor
    bad: QColor
    info: QColor
    rehearsal: QColor
    overlay: QColor
    """A tag that lies on a picture."""
    on_overlay: QColor
    shadow: QColor

    @property
    def dark(self) -> bool:
        """Whether this is the dark appearance."""
        return self.name == "dark"

    def color(self, token: str) -> QColor:
        """Return the colour of a token by its name; raises `KeyError` for a name that is none."""
        return self.colors()[token]

    def colors(self) -> dict[str, QColor]:
        """Return all tokens by name."""
        return {field: getattr(self, field) for field in self._fields if field != "name"}


DARK = Theme(
    name="dark",
    canvas=QColor("#141414"),
    window=QColor("#1c1c1c"),
    panel=QColor("#232323"),
    raised=QColor("#2c2c2c"),
    disabled=QColor("#2c2c2c"),
    control=QColor("#343434"),
    control_hover=QColor("#3c3c3c"),
    control_pressed=QColor("#2e2e2e"),
    segment=QColor("#343434"),
    selection=QColor("#3a3122"),
    line=QColor("#3b3b3b"),
    line_strong=QColor("#5a5a5a"),
    text=QColor("#ededed"),
    muted=QColor("#a6a6a6"),
    faint=QColor("#909090"),
    accent=QColor("#f2a33a"),
    accent_hover=QColor("#f7b55c"),
    accent_pressed=QColor("#dd9230"),
    on_accent=QColor("#1b1200"),
    on_accent_second=QColor("#3b2809"),
    accent_text=QColor("#f2a33a"),
    good=QColor("#5cc88f"),
    bad=QColor("#f4868d"),
    info=QColor("#8ab8ff"),
    rehearsal=QColor("#b3a7ff"),
    overlay=QColor(0, 0, 0, 184),
    on_overlay=QColor("#ffffff"),
    shadow=QColor(0, 0, 0, 110),
)

LIGHT = Theme(
    name="light",
    canvas=QColor("#d9d9d9"),
    window=QColor("#eeeeee"),
    panel=QColor("#f8f8f8"),
    raised=QColor("#ffffff"),
    disabled=QColor("#f0f0f0"),
    control=QColor("#e9e9e9"),
    control_hover=QColor("#dfdfdf"),
    control_pressed=QColor("#d6d6d6"),
    segment=QColor("#ffffff"),
    selection=QColor("#f6e7cf"),
    line=QColor("#cfcfcf"),
    line_strong=QColor("#a8a8a8"),
    text=QColor("#1c1c1c"),
    muted=QColor("#4f4f4f"),
    faint=QColor("#636363"),
    accent=QColor("#a85f00"),
    accent_hover=QColor("#945400"),
    accent_pressed=QColor("#824900"),
    on_accent=QColor("#ffffff"),
    on_accent_second=QColor("#ffffff"),
    accent_text=QColor("#8a4d00"),
    good=QColor("#17663f"),
    bad=QColor("#a3201a"),
    info=QColor("#17509f"),
    rehearsal=QColor("#4f3bb5"),
    overlay=QColor(0, 0, 0, 184),
    on_overlay=QColor("#ffffff"),
    shadow=QColor(0, 0, 0, 60),
)

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((text, ground) for text in ("text", "muted") for ground in ("window", "panel", "raised", "control", "canvas")),
    *((text, ground) for text in ("text", "muted") for ground in ("segment", "selection", "control_hover")),
    ("text", "control_pressed"),
    ("muted", "disabled"),
    ("faint", "window"),
    ("faint", "panel"),
    *(("accent_text", ground) for ground in ("window", "panel", "raised", "selection")),
    *(
        (t, ground)
        for t in ("on_accent", "on_accent_second")
        for ground in ("accent", "accent_hover", "accent_pressed")
    ),
    *((state, ground) for state in ("good", "bad", "info", "rehearsal") for ground in ("window", "panel", "selection")),
    ("info", "raised"),
    ("bad", "raised"),
    ("panel", "text"),
)
"""Every pair of text and background in use: each must reach a contrast of 4.5 to 1, which a test holds."""


def contrast(a: QColor, b: QColor) -> float:
    """Return the contrast ratio of two opaque colours, 1 to 21, as WCAG 2 defines it."""
    first, second = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (first + 0.05) / (second + 0.05)


def _luminance(color: QColor) -> float:
    channels = (color.redF(), color.greenF(), color.blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def mix(under: QColor, over: QColor, opacity: float) -> QColor:
    """Return the colour that `over` at `opacity` (0 to 1) gives on `under`."""
    return QColor.fromRgbF(
        under.redF() + (over.redF() - under.redF()) * opacity,
        under.greenF() + (over.greenF() - under.greenF()) * opacity,
        under.blueF() + (over.blueF() - under.blueF()) * opacity,
    )


class _Current:
    theme: Theme = DARK
    reduced_motion: bool = False
    still_system: bool | None = None


def current() -> Theme:
    """Return the theme that is shown now."""
    return _Current.theme


def reduced_motion() -> bool:
    """Whether nothing may be animated: somebody asked for it, here or in the system."""
    if _Current.still_system is None:
        _Current.still_system = _system_is_still()
    return _Current.reduced_motion or _Current.still_system


def _system_is_still() -> bool:
    """Whether the system has no animations (a setting on Windows, and of some Linux desktops)."""
    from PySide6.QtWidgets import (
        QApplication,
        QStyle,
    )  # deferred: takes 7 ms, which no first paint needs

    return QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0


def set_reduced_motion(reduced: bool) -> None:
    """Forbid animations, or leave it to the system; spinners stand still when they are forbidden."""
    _Current.reduced_motion = reduced


def palette_of(theme: Theme) -> QPalette:
    """Return the palette that makes standard widgets use the theme's colours."""
    palette = QPalette()
    role = QPalette.ColorRole
    for where, color in (
        (role.Window, theme.panel),
        (role.WindowText, theme.text),
        (role.Base, theme.window),
        (role.AlternateBase, theme.panel),
        (role.Text, theme.text),
        (role.PlaceholderText, theme.faint),
        (role.Button, theme.control),
        (role.ButtonText, theme.text),
        (role.BrightText, theme.bad),
        (role.ToolTipBase, theme.raised),
        (role.ToolTipText, theme.text),
        (role.Highlight, theme.selection),
        (role.HighlightedText, theme.text),
        (role.Accent, theme.accent),
        (role.Link, theme.accent_text),
        (role.LinkVisited, theme.accent_text),
        (role.Light, theme.line),
        (role.Midlight, theme.control),
        (role.Mid, theme.line),
        (role.Dark, theme.line),
        (role.Shadow, theme.canvas),
    ):
        palette.setColor(where, color)
    for where in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, theme.muted)
    return palette


class ThemeManager(QObject):
    """Puts a theme on the application and keeps it in step with the system's setting or the preference.

    Signals:
        changed: the theme is another one now; `current()` is already the new one.
    """

    changed = Signal()

    def __init__(self, app: QApplication, choice: ThemeChoice = ThemeChoice.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        fonts.install(app)
        self._hints = app.styleHints()
        self._apply(self._wanted())
        self._hints.colorSchemeChanged.connect(self._system_changed)
        if choice is not ThemeChoice.SYSTEM:
            self.choose(choice)

    @property
    def theme(self) -> Theme:
        """The theme that is shown now."""
        return _Current.theme

    @property
    def choice(self) -> ThemeChoice:
        """What was chosen: to follow the system, or one appearance."""
        return self._choice

    def choose(self, choice: ThemeChoice) -> None:
        """Follow the system, or keep one appearance; changes the window at once."""
        self._choice = choice
        # The system is told too, so that window frames and its own dialogs match.
        if choice is ThemeChoice.SYSTEM:
            self._hints.unsetColorScheme()
        else:
            dark = choice is ThemeChoice.DARK
            self._hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
        self._show(self._wanted())

    def close(self) -> None:
        """Follow the system no longer."""
        self._hints.colorSchemeChanged.disconnect(self._system_changed)

    @Slot()
    def _system_changed(self) -> None:
        self._show(self._wanted())

    def _wanted(self) -> Theme:
        if self._choice is ThemeChoice.LIGHT:
            return LIGHT
        if self._choice is ThemeChoice.DARK:
            return DARK
        # A system that does not say gets the dark one: it is the better neighbour of a picture.
        return LIGHT if self._hints.colorScheme() is Qt.ColorScheme.Light else DARK

    def _show(self, theme: Theme) -> None:
        if theme is not _Current.theme:
            self._apply(theme)
            self.changed.emit()

    def _apply(self, theme: Theme) -> None:
        _Current.theme = theme
        self._app.setPalette(palette_of(theme))
        self._app.setStyleSheet(theme_sheet.sheet({name: color.name() for name, color in theme.colors().items()}))
