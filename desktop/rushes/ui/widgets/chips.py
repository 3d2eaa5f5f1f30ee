"""Round chips: states that can be asked about, filters, and switches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt

from rushes.ui import fonts, icons, theme
from rushes.ui.widgets import painting
from rushes.ui.widgets.buttons import FlatButton
from rushes.ui.widgets.spinner import Ring
from rushes.ui.words import say

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from rushes.core.messages import Message


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
