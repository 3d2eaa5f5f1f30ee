"""Colours for what a prompt's words stand for: mentions and beats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainter, QSyntaxHighlighter, QTextCharFormat, QTextFormat

from rushes.core.prompt import beats, mentions
from rushes.ui import theme
from rushes.ui.widgets import painting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QPointF, QRect
    from PySide6.QtGui import QTextBlock, QTextDocument, QTextLine

    from rushes.core.media import MediaKind

MENTION: Final = QTextFormat.Property.UserProperty.value + 1
"""The property of the text of a mention that names a reference."""

_MARKS: Final = frozenset("@[图视音")


class PromptHighlighter(QSyntaxHighlighter):
    """Colours one block at a time, and only when its text has changed."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._counts: dict[MediaKind, int] = {}
        self._make_formats()

    def set_counts(self, counts: Mapping[MediaKind, int]) -> None:
        """Say how many references of each kind there are; a mention beyond that is marked as unknown."""
        if self._counts != dict(counts):
            self._counts = dict(counts)
            self.rehighlight()

    def repaint_colors(self) -> None:
        """Take the colours of another theme."""
        self._make_formats()
        self.rehighlight()

    def _make_formats(self) -> None:
        shown = theme.current()
        self._known = QTextCharFormat()
        self._known.setForeground(shown.accent_text)
        self._known.setFontWeight(QFont.Weight.DemiBold)
        self._known.setProperty(MENTION, True)
        self._unknown = QTextCharFormat()
        self._unknown.setForeground(shown.bad)
        self._unknown.setUnderlineColor(shown.bad)
        self._unknown.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        self._beat = QTextCharFormat()
        self._beat.setForeground(shown.info)

    def highlightBlock(self, text: str) -> None:
        """Colour one block."""
        # Most blocks hold neither, and this runs at every key.
        if _MARKS.isdisjoint(text):
            return
        # Qt counts in UTF-16 units, Python in characters: they differ behind an emoji.
        wide = max(text) > "\uffff"
        for beat in beats(text):
            self._color(text, beat.start, beat.end, self._beat, wide=wide)
        for mention in mentions(text):
            known = 1 <= mention.number <= self._counts.get(mention.kind, 0)
            self._color(text, mention.start, mention.end, self._known if known else self._unknown, wide=wide)

    def _color(self, text: str, start: int, end: int, form: QTextCharFormat, *, wide: bool) -> None:
        if wide:
            start, end = utf16(text[:start]), utf16(text[:end])
        self.setFormat(start, end - start, form)


def utf16(text: str) -> int:
    """Return how many UTF-16 units `text` has, which is what Qt counts in."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def paint_chips(painter: QPainter, block: QTextBlock, at: QPointF, within: QRect) -> None:
    """Paint the ground of the mentions in a block whose top left corner is `at`, on the lines that touch `within`.

    A prompt is often one block of a hundred lines, painted at every key, and asking where a mention stands in its line
    measures the glyphs before it.
    """
    layout = block.layout()
    shown = theme.current()
    for form in layout.formats():
        if not form.format.hasProperty(MENTION):
            continue
        start, end = form.start, form.start + form.length
        first, last = layout.lineForTextPosition(start), layout.lineForTextPosition(end - 1)
        # A line that is not there must not be asked for anything: Qt would read beyond its lines.
        if not first.isValid() or not last.isValid():
            continue
        for number in range(first.lineNumber(), last.lineNumber() + 1):
            line = layout.lineAt(number)
            top = at.y() + line.y() - 1
            if top > within.bottom() + 1 or top + line.height() + 2 < within.top():
                continue
            left = _x(line, max(start, line.textStart()))
            right = _x(line, min(end, line.textStart() + line.textLength()))
            room = QRectF(at.x() + left - 2, top, right - left + 4, line.height() + 2)
            painting.box(painter, room, theme.RADIUS_SMALL, fill=shown.selection)


def _x(line: QTextLine, position: int) -> float:
    # PySide6 gives the position back beside the place; its types do not know.
    found = line.cursorToX(position)
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]
