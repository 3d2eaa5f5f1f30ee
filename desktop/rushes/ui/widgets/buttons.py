"""Buttons: quiet ones for actions, links, icons, and the two main actions with a second line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from rushes.core.messages import msg
from rushes.ui import fonts, icons, theme
from rushes.ui.widgets import painting
from rushes.ui.words import say

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QFocusEvent, QPaintEvent

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
