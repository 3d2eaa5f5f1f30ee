"""Buttons: quiet ones for actions, round chips, links, icons, and the two main actions with a second line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from rushes.core.messages import msg
from rushes.ui import fonts, icons, theme
from rushes.ui.widgets import painting
from rushes.ui.widgets.spinner import Ring
from rushes.ui.words import say

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QFocusEvent, QFont, QPainter, QPaintEvent

    from rushes.core.messages import Message

_BY_KEYBOARD = frozenset(
    {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason}
)


class FlatButton(QAbstractButton):
    """A button that is painted here. It repaints under the pointer and shows a ring when the keyboard came to it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ring = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    @property
    def ring(self) -> bool:
        """Whether the focus ring is to be painted."""
        return self._ring and self.hasFocus()

    @property
    def hovered(self) -> bool:
        """Whether the pointer is over a button that can be pressed."""
        return self.underMouse() and self.isEnabled()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember whether the keyboard brought the focus."""
        self._ring = event.reason() in _BY_KEYBOARD
        super().focusInEvent(event)

    def hint(self, message: Message, shortcut: str = "") -> None:
        """Say what the button does, with its shortcut, as its tooltip; a button without text is called so too."""
        if not self.text():
            say(self.setAccessibleName, message)
        say(self.setToolTip, msg("{what} ({shortcut})", what=message, shortcut=shortcut) if shortcut else message)


class ToolButton(FlatButton):
    """A small filled button for one action: "Reuse recipe"."""

    def __init__(
        self, words: Message | None = None, *, icon: str = "", menu: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._menu, self._height = icon, menu, 28
        if words is not None:
            say(self.setText, words)

    def sizeHint(self) -> QSize:
        """Return the size that shows all of it."""
        width = 18 + painting.width_of(self.text(), fonts.font(fonts.SMALL_PX))
        width += (16 + (6 if self.text() else 0)) if self._icon else 0
        width += 16 if self._menu else 0
        return QSize(width, self._height)

    def minimumSizeHint(self) -> QSize:
        """Return the least size: the text may end in an ellipsis."""
        return QSize(min(56, self.sizeHint().width()), self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        shown = theme.current()
        fill = shown.control_pressed if self.isDown() else shown.control_hover if self.hovered else shown.control
        if not self.isEnabled():
            fill = shown.disabled
        color = shown.text if self.isEnabled() else shown.muted
        painter = painting.painter_for(self)
        painting.box(painter, self.rect(), theme.RADIUS, fill=fill)
        area = self.rect().adjusted(9, 0, -9, 0)
        if self._icon:
            icons.paint(painter, QRect(area.left(), 0, 16, self.height()), self._icon, color)
            area.setLeft(area.left() + 22)
        if self._menu:
            icons.paint(painter, QRect(area.right() - 11, 0, 12, self.height()), "chevron-down", color, 12)
            area.setRight(area.right() - 16)
        painting.text(painter, area, self.text(), fonts.font(fonts.SMALL_PX), color)
        if self.ring:
            painting.focus_ring(painter, self.rect(), theme.RADIUS)
        painter.end()


class IconButton(FlatButton):
    """A button that is an icon. Give it a `hint`, which names it as well.

    `filled` paints the round main one of a transport. A checkable one takes the accent when it is on.
    """

    def __init__(
        self,
        icon: str,
        *,
        size: int = 16,
        side: int = 28,
        filled: bool = False,
        tone: str = "muted",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._size, self._filled, self._token = icon, size, filled, tone
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        if icon != self._icon:
            self._icon = icon
            self.update()

    def sizeHint(self) -> QSize:
        """Return the fixed size."""
        return QSize(self._side, self._side)

    def minimumSizeHint(self) -> QSize:
        """Return the fixed size."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        shown = theme.current()
        painter = painting.painter_for(self)
        radius = self.width() / 2 if self._filled else theme.RADIUS
        if self._filled:
            fill = shown.text if self.isEnabled() else shown.control
            painting.box(painter, self.rect(), radius, fill=theme.mix(fill, shown.panel, 0.12 if self.hovered else 0))
            color = shown.panel if self.isEnabled() else shown.muted
        else:
            if self.isDown() or self.hovered:
                painting.box(
                    painter, self.rect(), radius, fill=shown.control_pressed if self.isDown() else shown.control
                )
            color = shown.text if self.hovered else shown.color(self._token)
            if self.isChecked():
                color = shown.accent_text
            elif not self.isEnabled():
                color = theme.mix(shown.panel, shown.muted, 0.5)
        icons.paint(painter, self.rect(), self._icon, color, self._size)
        if self.ring:
            painting.focus_ring(painter, self.rect(), radius)
        painter.end()


class LinkButton(FlatButton):
    """Words in the accent that do something: "Trim to 2 s". `quiet` makes them grey: "More"."""

    def __init__(
        self, words: Message | None = None, *, quiet: bool = False, menu: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._quiet, self._menu = quiet, menu
        self._font = fonts.font(fonts.META_PX) if quiet else fonts.font(fonts.SMALL_PX, bold=True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if words is not None:
            say(self.setText, words)

    def sizeHint(self) -> QSize:
        """Return the size of the words."""
        return QSize(painting.width_of(self.text(), self._font) + 4 + (14 if self._menu else 0), 18)

    def minimumSizeHint(self) -> QSize:
        """Return the least size: the words may end in an ellipsis."""
        return QSize(min(40, self.sizeHint().width()), 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        shown = theme.current()
        color = shown.muted if self._quiet else shown.accent_text
        if not self.isEnabled():
            color = shown.faint
        elif self.hovered:
            color = shown.text
        painter = painting.painter_for(self)
        area = self.rect().adjusted(2, 0, -2, 0)
        if self._menu:
            name = "chevron-up" if self.isChecked() else "chevron-down"
            icons.paint(painter, QRect(area.right() - 11, 0, 12, self.height()), name, color, 12)
            area.setRight(area.right() - 13)
        painting.text(painter, area, self.text(), self._font, color)
        if self.ring:
            painting.focus_ring(painter, self.rect(), theme.RADIUS_SMALL)
        painter.end()


class ActionButton(FlatButton):
    """One of the two main actions: what it does, and below it what it costs or why it cannot be done now.

    `set_main` gives it the accent. Only one of the two has it.
    """

    def __init__(self, words: Message, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._main = False
        self._second = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        say(self.setText, words)

    def set_main(self, main: bool) -> None:
        """Give it the accent, or take it away."""
        if main != self._main:
            self._main = main
            self.update()

    def is_main(self) -> bool:
        """Whether it has the accent."""
        return self._main

    def say_second(self, message: Message) -> None:
        """Show a second line: what it costs, or why it is disabled."""
        say(self.set_second, message)

    def set_second(self, words: str) -> None:
        """Take the words of the second line; use `say_second`."""
        self._second = words
        self.setAccessibleDescription(words)
        self.updateGeometry()
        self.update()

    def second(self) -> str:
        """Return the second line."""
        return self._second

    def sizeHint(self) -> QSize:
        """Return the size that shows both lines."""
        first = painting.width_of(self.text(), fonts.font(bold=True))
        return QSize(max(first, painting.width_of(self._second, fonts.font(fonts.META_PX))) + 16, 44)

    def minimumSizeHint(self) -> QSize:
        """Return the least size: the lines may end in an ellipsis."""
        return QSize(96, 44)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        fill, color, second = self._colors()
        painter = painting.painter_for(self)
        painting.box(painter, self.rect(), theme.RADIUS_LARGE, fill=fill)
        area = QRectF(self.rect()).adjusted(8, 0, -8, 0)
        middle = Qt.AlignmentFlag.AlignHCenter
        top = area.adjusted(0, 6, 0, -22) if self._second else area
        painting.text(painter, top, self.text(), fonts.font(bold=True), color, middle)
        painting.text(painter, area.adjusted(0, 22, 0, -7), self._second, fonts.font(fonts.META_PX), second, middle)
        if self.ring:
            painting.focus_ring(painter, self.rect(), theme.RADIUS_LARGE, on_accent=self._main)
        painter.end()

    def _colors(self) -> tuple[QColor, QColor, QColor]:
        shown = theme.current()
        if not self.isEnabled():
            return shown.disabled, shown.muted, shown.muted
        if self._main:
            fill = shown.accent_pressed if self.isDown() else shown.accent_hover if self.hovered else shown.accent
            return fill, shown.on_accent, shown.on_accent_second
        fill = shown.control_pressed if self.isDown() else shown.control_hover if self.hovered else shown.control
        return fill, shown.text, shown.muted


class Chip(FlatButton):
    """A round chip: a state that can be asked about, or a filter.

    From left to right it may have a ring that turns, a dot or an icon; a quiet part (`text`) and a strong part, in
    either order; and the mark of a menu. Checkable ones are filters. A chip that leads nowhere takes no focus:
    `set_interactive(False)`.
    """

    def __init__(
        self,
        words: Message | None = None,
        *,
        height: int = 26,
        framed: bool = True,
        menu: bool = False,
        icon: str = "",
        strong_first: bool = False,
        radius: float | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._height, self._framed, self._menu, self._icon = height, framed, menu, icon
        self._strong_first, self._strong, self._dot = strong_first, "", ""
        self._radius = height / 2 if radius is None else radius
        self._trailing = ""
        self._busy: Ring | None = None
        self._pad = 8 if height < 24 else 10
        if words is not None:
            say(self.setText, words)

    def set_strong(self, words: str) -> None:
        """Show `words`, a name or a number, in the strong part."""
        if words != self._strong:
            self._strong = words
            self._renewed()

    def set_dot(self, token: str) -> None:
        """Show a dot in the colour of a token, or none for ""."""
        if token != self._dot:
            self._dot = token
            self._renewed()

    def set_trailing_icon(self, icon: str) -> None:
        """Show an icon behind the words."""
        self._trailing = icon
        self._renewed()

    def set_busy(self, busy: bool) -> None:
        """Show a ring that turns, or none."""
        if busy == (self._busy is not None):
            return
        if self._busy is not None:
            self._busy.stop()
            self._busy = None
        else:
            self._busy = Ring(self)
        self._renewed()

    def set_interactive(self, interactive: bool) -> None:
        """Let it be pressed and reached by keyboard, or be a mere sign."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if interactive else Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not interactive)

    def setText(self, words: str) -> None:
        """Take the words of the quiet part; use `say`."""
        super().setText(words)
        self._renewed()

    def _renewed(self) -> None:
        order = (self._strong, self.text()) if self._strong_first else (self.text(), self._strong)
        self.setAccessibleName(" ".join(part for part in order if part))
        self.updateGeometry()
        self.update()

    def _parts(self) -> list[tuple[str, QFont, QColor]]:
        shown = theme.current()
        quiet_color = shown.text if self.isChecked() or self.hovered else shown.muted
        quiet = (self.text(), fonts.font(fonts.SMALL_PX), quiet_color if self.isEnabled() else shown.faint)
        strong = (self._strong, fonts.font(fonts.SMALL_PX, bold=True), shown.text if self.isEnabled() else shown.muted)
        order = (strong, quiet) if self._strong_first else (quiet, strong)
        return [part for part in order if part[0]]

    def _lead(self) -> int:
        return 12 if self._busy is not None else 7 if self._dot else 16 if self._icon else 0

    def sizeHint(self) -> QSize:
        """Return the size that shows all of it."""
        widths = [painting.width_of(words, font) for words, font, _ in self._parts()]
        widths += [w for w in (self._lead(), 12 if self._menu else 0, 16 if self._trailing else 0) if w]
        return QSize(sum(widths) + 6 * max(0, len(widths) - 1) + 2 * self._pad, self._height)

    def minimumSizeHint(self) -> QSize:
        """Return the least size: the words may end in an ellipsis."""
        return QSize(min(self.sizeHint().width(), 48), self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        shown = theme.current()
        painter = painting.painter_for(self)
        self._paint_box(painter, shown)
        area = self.rect().adjusted(self._pad, 0, -self._pad, 0)
        self._paint_lead(painter, shown, area)
        for flag, name, size in ((self._menu, "chevron-down", 12), (bool(self._trailing), self._trailing, 16)):
            if flag:
                color = shown.text if self.hovered else shown.muted
                icons.paint(painter, QRect(area.right() - size + 1, 0, size, self.height()), name, color, min(size, 14))
                area.setRight(area.right() - size - 6)
        for words, font, color in self._parts():
            painting.text(painter, area, words, font, color)
            area.setLeft(area.left() + painting.width_of(words, font) + 6)
        if self.ring:
            painting.focus_ring(painter, self.rect(), self._radius)
        painter.end()

    def _paint_box(self, painter: QPainter, shown: theme.Theme) -> None:
        if self.isChecked() and self.isCheckable() and not self._dot:
            painting.box(painter, self.rect(), self._radius, fill=shown.control)
            return
        fill = shown.control_pressed if self.isDown() else shown.control if self.hovered else None
        border = (shown.line_strong if self.hovered else shown.line) if self._framed else None
        painting.box(painter, self.rect(), self._radius, fill=fill, border=border)

    def _paint_lead(self, painter: QPainter, shown: theme.Theme, area: QRect) -> None:
        middle = self.height() / 2
        if self._busy is not None:
            self._busy.paint(painter, QRectF(area.left(), middle - 6, 12, 12), 2.0)
        elif self._dot:
            dot = QRectF(area.left(), middle - 3.5, 7, 7)
            painting.box(painter, dot, 3.5, fill=shown.color(self._dot))
        elif self._icon:
            icons.paint(painter, QRect(area.left(), 0, 16, self.height()), self._icon, shown.muted)
        lead = self._lead()
        if lead:
            area.setLeft(area.left() + lead + 6)


class ToggleChip(Chip):
    """A chip that is on or off, and says so by a filled or hollow dot: "Generate sound"."""

    def __init__(self, words: Message, *, on: bool = False, height: int = 24, parent: QWidget | None = None) -> None:
        super().__init__(words, height=height, parent=parent)
        self.setCheckable(True)
        self.set_dot("good")
        self.setChecked(on)

    def _paint_lead(self, painter: QPainter, shown: theme.Theme, area: QRect) -> None:
        dot = QRectF(area.left(), self.height() / 2 - 3.5, 7, 7)
        if self.isChecked():
            painting.box(painter, dot, 3.5, fill=shown.good)
        else:
            painting.box(painter, dot, 3.5, border=shown.faint, width=1.5)
        area.setLeft(area.left() + 13)
