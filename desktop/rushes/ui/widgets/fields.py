"""Fields to type or choose in: search, a choice from a list, a number, a check mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QStyledItemDelegate,
    QWidget,
)

from rushes.core.messages import msg
from rushes.ui import fonts, icons, theme
from rushes.ui.widgets import painting
from rushes.ui.widgets.buttons import IconButton
from rushes.ui.words import say, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from rushes.core.messages import Message


class SearchField(QLineEdit):
    """A field with a magnifying glass and a button that empties it. Escape empties it first, then gives the focus away.

    Signals:
        left: Escape was pressed in an empty field, or Down in any: the list below wants the focus.
    """

    left = Signal()

    def __init__(self, placeholder: Message, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        say(self.setPlaceholderText, placeholder)
        say(self.setAccessibleName, placeholder)
        self.setTextMargins(24, 0, 22, 0)
        self.setFixedHeight(32)
        self._clear = IconButton("x", size=12, side=20, parent=self)
        self._clear.hint(msg("Clear"))
        self._clear.resize(20, 20)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.clicked.connect(self.clear)
        self._clear.hide()
        self.textChanged.connect(self._show_clear)

    @Slot(str)
    def _show_clear(self, text: str) -> None:
        self._clear.setVisible(bool(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave or empty the field."""
        if event.matches(QKeySequence.StandardKey.Cancel) and self.text():
            self.clear()
        elif event.matches(QKeySequence.StandardKey.Cancel) or event.key() == Qt.Key.Key_Down:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the right."""
        super().resizeEvent(event)
        self._clear.move(self.width() - 26, (self.height() - 20) // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field and the glass."""
        super().paintEvent(event)
        painter = painting.painter_for(self)
        icons.paint(painter, QRect(10, 0, 16, self.height()), "search", theme.current().muted)
        painter.end()


class Select(QComboBox):
    """A choice from a list; each choice is a value and its words."""

    def __init__(
        self, choices: Sequence[tuple[object, Message]], *, name: Message, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words: list[Message] = []
        # The list's default delegate does not know style sheets.
        self.setItemDelegate(QStyledItemDelegate(self))
        say(self.setAccessibleName, name)
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[tuple[object, Message]]) -> None:
        """Offer other choices; the value stays if it is among them."""
        value = self.currentData()
        blocked = self.blockSignals(True)
        self.clear()
        self._words = [words for _, words in choices]
        for data, words in choices:
            self.addItem(tr(words), data)
        self.set_value(value)
        self.blockSignals(blocked)

    def value(self) -> object:
        """Return the chosen value."""
        return self.currentData()

    def set_value(self, value: object) -> None:
        """Choose a value; one that is not offered changes nothing."""
        for index in range(self.count()):
            if self.itemData(index) == value:
                self.setCurrentIndex(index)

    def changeEvent(self, event: QEvent) -> None:
        """Say the choices in a new language."""
        super().changeEvent(event)
        if event.type() is event.Type.LanguageChange:
            for index, words in enumerate(self._words):
                self.setItemText(index, tr(words))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field and the mark of a list."""
        super().paintEvent(event)
        painter = painting.painter_for(self)
        icons.paint(painter, QRect(self.width() - 24, 0, 16, self.height()), "chevron-down", theme.current().muted, 14)
        painter.end()


class NumberField(QSpinBox):
    """A whole number to type or step with the arrow keys."""

    def __init__(self, least: int, most: int, *, name: Message, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(least, most)
        # The style sheet's padding does not reach the field inside. It makes the buttons go, by giving them no width:
        # with `NoButtons` and a border, Qt makes the field one pixel wide.
        self.lineEdit().setTextMargins(8, 0, 8, 0)
        say(self.setAccessibleName, name)


class CheckBox(QCheckBox):
    """A check mark with words."""

    def __init__(self, words: Message, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        say(self.setText, words)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size that shows all of it."""
        return QSize(28 + painting.width_of(self.text(), fonts.font()), 24)

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(min(self.sizeHint().width(), 80), 24)

    def hitButton(self, pos: object) -> bool:
        """Whether a click counts: anywhere."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        shown = theme.current()
        painter = painting.painter_for(self)
        mark = QRectF(1, (self.height() - 16) / 2, 16, 16)
        if self.isChecked():
            painting.box(painter, mark, theme.RADIUS_SMALL, fill=shown.accent if self.isEnabled() else shown.control)
            icons.paint(painter, mark, "check", shown.on_accent if self.isEnabled() else shown.muted, 12)
        else:
            border = shown.line_strong if self.isEnabled() else shown.line
            painting.box(painter, mark, theme.RADIUS_SMALL, fill=shown.window, border=border)
        color = shown.text if self.isEnabled() else shown.muted
        painting.text(painter, self.rect().adjusted(26, 0, 0, 0), self.text(), fonts.font(), color)
        if self.hasFocus():
            painting.focus_ring(painter, mark.adjusted(-1, -1, 1, 1), theme.RADIUS_SMALL + 1)
        painter.end()
