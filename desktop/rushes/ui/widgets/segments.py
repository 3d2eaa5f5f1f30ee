"""One of a few: the parts of a control that excludes the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from rushes.ui import fonts, icons, theme
from rushes.ui.widgets import painting
from rushes.ui.widgets.buttons import FlatButton
from rushes.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QAbstractButton

    from rushes.core.messages import Message


@dataclass(frozen=True, slots=True)
class Segment:
    """One choice. It shows its words, or an icon, or the outline of a frame (`width`, `height` in pixels)."""

    value: object
    words: Message
    icon: str = ""
    outline: tuple[int, int] | None = None
    hint: Message | None = None


class _SegmentButton(FlatButton):
    def __init__(self, segment: Segment, height: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.segment = segment
        self._height = height
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        drawn = bool(segment.icon or segment.outline)
        say(self.setAccessibleName if drawn else self.setText, segment.words)
        if segment.hint is not None or drawn:
            say(self.setToolTip, segment.hint or segment.words)

    def sizeHint(self) -> QSize:
        # The bold width, so that nothing moves when the choice does.
        words = painting.width_of(self.text(), fonts.font(fonts.SMALL_PX, bold=True)) if self.text() else 20
        return QSize(words + 16, self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(28, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = theme.current()
        painter = painting.painter_for(self)
        chosen = self.isChecked()
        if chosen:
            border = None if shown.dark else shown.line
            painting.box(painter, self.rect(), theme.RADIUS, fill=shown.segment, border=border)
        elif self.hovered:
            painting.box(painter, self.rect(), theme.RADIUS, fill=theme.mix(shown.window, shown.control, 0.6))
        color = shown.text if (chosen or self.hovered) and self.isEnabled() else shown.muted
        if self.segment.outline is not None:
            width, height = self.segment.outline
            frame = QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)
            painting.box(painter, frame, 2, border=color, width=1.5)
        elif self.segment.icon:
            icons.paint(painter, self.rect(), self.segment.icon, color)
        else:
            font = fonts.font(fonts.SMALL_PX, bold=chosen)
            area = self.rect().adjusted(4, 0, -4, 0)
            painting.text(painter, area, self.text(), font, color, Qt.AlignmentFlag.AlignHCenter)
        if self.ring:
            painting.focus_ring(painter, self.rect(), theme.RADIUS)
        painter.end()


class SegmentedControl(QWidget):
    """A row of choices of which one is chosen. One stop for the Tab key; the arrows move the choice.

    Signals:
        changed: somebody chose another value; carries it. Not emitted by `set_value`.
    """

    changed = Signal(object)

    def __init__(
        self, segments: Sequence[Segment], *, name: Message, height: int = 28, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons: list[_SegmentButton] = []
        layout = QHBoxLayout(self)
        layout.setContentsMargins(3, 3, 3, 3)
        layout.setSpacing(2)
        say(self.setAccessibleName, name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for segment in segments:
            button = _SegmentButton(segment, height, self)
            layout.addWidget(button, 1)
            self._group.addButton(button)
            self._buttons.append(button)
        self._value: object = segments[0].value
        self._buttons[0].setChecked(True)
        self._group.buttonToggled.connect(self._toggled)
        self._stop_once()

    def value(self) -> object:
        """Return the chosen value."""
        return self._value

    def set_value(self, value: object) -> None:
        """Show `value` as chosen, without telling; a value that is none of the choices changes nothing."""
        for button in self._buttons:
            if button.segment.value == value:
                self._value = value
                button.setChecked(True)

    def set_available(self, value: object, available: bool, why: Message | None = None) -> None:
        """Let a choice be made or not; `why` is shown when it cannot."""
        for button in self._buttons:
            if button.segment.value == value:
                button.setEnabled(available)
                say(button.setToolTip, why or button.segment.hint or button.segment.words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame."""
        shown = theme.current()
        painter = painting.painter_for(self)
        painting.box(painter, self.rect(), theme.RADIUS_LARGE, fill=shown.window, border=shown.line)
        painter.end()

    def _toggled(self, button: QAbstractButton, on: bool) -> None:
        self._stop_once()
        if on and isinstance(button, _SegmentButton) and button.segment.value != self._value:
            self._value = button.segment.value
            self.changed.emit(self._value)

    def _stop_once(self) -> None:
        for button in self._buttons:
            chosen = button.isChecked()
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)
