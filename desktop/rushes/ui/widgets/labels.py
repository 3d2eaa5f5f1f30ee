"""Texts: labels in the tones of the theme, headings of a section, pairs of name and value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextLayout, QTextOption
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from rushes.ui import fonts, theme
from rushes.ui.widgets import painting
from rushes.ui.words import say

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPaintEvent, QResizeEvent

    from rushes.core.messages import Message


class Label(QLabel):
    """A plain text in one of the theme's tones: text, muted, faint, accent, good, bad, info or rehearsal."""

    def __init__(
        self,
        words: Message | None = None,
        *,
        tone: str = "text",
        pixels: int = fonts.BODY_PX,
        bold: bool = False,
        wrap: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(fonts.font(pixels, bold=bold))
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        if words is not None:
            say(self.setText, words)

    def set_tone(self, tone: str) -> None:
        """Show it in another tone."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)


class ElidedLabel(QWidget):
    """A text of up to `lines` lines that ends in an ellipsis where it does not fit, and is whole in its tooltip."""

    def __init__(
        self,
        words: Message | None = None,
        *,
        tone: str = "text",
        pixels: int = fonts.BODY_PX,
        bold: bool = False,
        lines: int = 1,
        line_height: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._font: QFont = fonts.font(pixels, bold=bold)
        self._tone, self._lines, self._text = tone, lines, ""
        self._line_height = line_height or pixels + 5
        self._shown: list[str] = []
        self.setSizePolicy(
            QSizePolicy.Policy.Ignored if lines > 1 else QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed
        )
        if words is not None:
            say(self.setText, words)

    def text(self) -> str:
        """Return the whole text."""
        return self._text

    def setText(self, text: str) -> None:
        """Show `text`."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self._lay_out()

    def set_tone(self, tone: str) -> None:
        """Show it in another tone."""
        self._tone = "text" if tone == "" else tone
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of its lines."""
        lines = max(1, len(self._shown)) if self._lines > 1 else 1
        return QSize(painting.width_of(self._text, self._font), lines * self._line_height)

    def minimumSizeHint(self) -> QSize:
        """Return the least size: it may be narrow."""
        return QSize(24, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the text anew."""
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    def _lay_out(self) -> None:
        before = len(self._shown)
        self._shown = broken(self._text, self._font, max(1, self.width()), self._lines)
        whole = painting.width_of(self._shown[-1] if self._shown else "", self._font) <= self.width() + 1
        self.setToolTip("" if whole else self._text)
        if len(self._shown) != before or self._lines == 1:
            self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines."""
        shown = theme.current()
        color = shown.color({"accent": "accent_text"}.get(self._tone, self._tone))
        painter = painting.painter_for(self)
        painter.setFont(self._font)
        for number, line in enumerate(self._shown):
            area = self.rect()
            area.setTop(number * self._line_height)
            area.setHeight(self._line_height)
            painting.text(painter, area, line, self._font, color)
        painter.end()


_WIDE: Final = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
_BETWEEN_CJK: Final = re.compile(f"(?<={_WIDE})\n(?={_WIDE})")
"""The end of a line in Chinese or Japanese, which stands for no space."""


def broken(text: str, font: QFont, width: int, lines: int) -> list[str]:
    """Break `text` into at most `lines` lines of `width` logical pixels; the last keeps the rest, to be elided."""
    text = _BETWEEN_CJK.sub("", text)
    if lines == 1:
        return [text.replace("\n", " ")] if text else []
    flat = " ".join(text.split())
    if not flat:
        return []
    layout = QTextLayout(flat, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    found: list[str] = []
    layout.beginLayout()
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        start, length = line.textStart(), line.textLength()
        if len(found) == lines - 1:
            found.append(flat[start:])
            break
        found.append(flat[start : start + length].rstrip())
    layout.endLayout()
    return found


class SectionHeader(QWidget):
    """The heading of a section: a title at the left, a quiet note at the right ("3 of 9")."""

    def __init__(self, title: Message, note: Message | None = None, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ElidedLabel(title, tone="muted", pixels=fonts.META_PX, bold=True, line_height=16)
        self._note = ElidedLabel(tone="faint", pixels=fonts.META_PX, line_height=16)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(self._title)
        row.addStretch(1)
        row.addWidget(self._note)
        self.setFixedHeight(16)
        if note is not None:
            self.say_note(note)

    def say_title(self, title: Message) -> None:
        """Show another title."""
        say(self._title.setText, title)

    def say_note(self, note: Message) -> None:
        """Show another note."""
        say(self._note.setText, note)


class Line(QFrame):
    """A line of one pixel that parts two sections."""

    def __init__(self, parent: QWidget | None = None, *, vertical: bool = False) -> None:
        super().__init__(parent)
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        painter = painting.painter_for(self)
        painter.fillRect(self.rect(), theme.current().line)
        painter.end()


class Section(QWidget):
    """A part of a pane: a heading (if it has one) and a body, with a pane's margins. Parted from others by a `Line`."""

    def __init__(
        self, title: Message | None = None, note: Message | None = None, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.MARGIN, 10, theme.MARGIN, 10)
        outer.setSpacing(theme.GRID)
        self.header: SectionHeader | None = None
        if title is not None:
            self.header = SectionHeader(title, note)
            outer.addWidget(self.header)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.GRID)
        outer.addLayout(self.body)


class KeyValueGrid(QWidget):
    """Rows of a quiet name and a value that can be selected and copied."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._rows: dict[str, tuple[ElidedLabel, Label]] = {}

    def show_row(
        self, key: str, name: Message, value: Message, *, tone: str = "text", hint: Message | None = None
    ) -> None:
        """Show a row, or change the one of that `key`; rows stand in the order they were first shown."""
        if key not in self._rows:
            row = len(self._rows)
            pair = (
                ElidedLabel(tone="muted", pixels=fonts.SMALL_PX, line_height=24),
                Label(pixels=fonts.SMALL_PX, selectable=True, wrap=True),
            )
            pair[1].setMinimumWidth(96)
            self._rows[key] = pair
            self._grid.addWidget(pair[0], row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(pair[1], row, 1)
        first, second = self._rows[key]
        say(first.setText, name)
        say(second.setText, value)
        say(second.setAccessibleName, value)
        second.set_tone(tone)
        if hint is not None:
            say(second.setToolTip, hint)
        first.show()
        second.show()

    def hide_row(self, key: str) -> None:
        """Hide a row; its place is kept."""
        for label in self._rows.get(key, ()):
            label.hide()
