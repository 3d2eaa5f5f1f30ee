"""The slate: what is written on an animatic. The line of the beat below, a small mark with the timecode above.

`slate_area` and `mark_area` say where, so that nothing else has to be drawn around them and measurements can leave
them out. Both are drawn once a beat; per frame they are two blits and eleven digits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QLinearGradient,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from rushes.rehearsal.animatic.fonts import font
from rushes.rehearsal.animatic.script import FPS, MENTION

if TYPE_CHECKING:
    from rushes.rehearsal.animatic.script import Beat

_INK = QColor("#f4f4f4")
_QUIET = QColor(244, 244, 244, 170)
_ACCENT = QColor("#f2a33a")
_SHADE = QColor(0, 0, 0, 190)
_ALPHA = QImage.Format.Format_ARGB32_Premultiplied
_LINES = 3


@dataclass(frozen=True, slots=True)
class Sheet:
    """A drawn piece of the slate and where its top left corner goes."""

    image: QImage
    x: int
    y: int

    def draw(self, painter: QPainter) -> None:
        """Paint it."""
        painter.drawImage(self.x, self.y, self.image)


def text_size(width: int, height: int) -> float:
    """The size of the slate's text, in pixels."""
    return max(9.0, min(width, height) * 0.036)


def slate_area(width: int, height: int) -> QRect:
    """Where the line of the beat is drawn, inside the lower third."""
    high = min(round(text_size(width, height) * 7.2), height // 3)
    return QRect(0, height - high, width, high)


def mark_area(width: int, height: int) -> QRect:
    """Where the word "animatic" and the timecode are drawn, at the top right."""
    size = text_size(width, height)
    wide = min(round(size * 11.5), width)
    return QRect(width - wide, 0, wide, round(size * 3.0))


def caption(beat: Beat, count: int, width: int, height: int) -> Sheet:
    """The slate of one beat out of `count`."""
    area = slate_area(width, height)
    image = QImage(area.size(), _ALPHA)
    image.fill(Qt.GlobalColor.transparent)
    size = text_size(width, height)
    edge = size * 1.5
    space = area.height() - size * 2.4
    layout, top = _wrapped(beat.text, font(size, QFont.Weight.Medium), min(width - 2 * edge, size * 34), space)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    origin = QPointF(edge, area.height() - size * 1.35 - top)
    _scrim(painter, image, origin.y() - size * 3.0)
    _header(painter, beat, count, QPointF(edge, origin.y() - size * 0.62), size)
    for shift, colour in ((size * 0.05, QColor(0, 0, 0, 150)), (0.0, None)):
        _write(painter, layout, beat.text, origin + QPointF(shift, shift), colour)
    painter.end()
    return Sheet(image, area.x(), area.y())


def _scrim(painter: QPainter, image: QImage, begin: float) -> None:
    """A shade that is nothing at its upper edge and lets white text be read on a white picture."""
    fade = QLinearGradient(0, max(0.0, begin), 0, image.height())
    for step in range(9):
        part = step / 8
        fade.setColorAt(part, QColor(0, 0, 0, round(_SHADE.alpha() * min(1.0, 1.5 * part * part * (3 - 2 * part)))))
    painter.fillRect(QRectF(0, max(0.0, begin), image.width(), image.height()), fade)


def _header(painter: QPainter, beat: Beat, count: int, at: QPointF, size: float) -> None:
    """The small line over the text: which beat, from when to when, which move."""
    moves = [" + ".join(move.motion.value for move in phase) for phase in beat.moves]
    end = (beat.end - 1 if beat.index == count - 1 else beat.end) / FPS
    parts = [f"{_number(beat.start / FPS)}–{_number(end)} s", " → ".join(moves)]
    small = font(size * 0.62, QFont.Weight.DemiBold)
    small.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 104)
    metrics = QFontMetricsF(small)
    painter.setFont(small)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_ACCENT)
    label = f"{beat.index + 1}/{count}"
    pad = size * 0.26
    box = QRectF(
        at.x(),
        at.y() - metrics.ascent() - pad * 0.55,
        metrics.horizontalAdvance(label) + 2 * pad,
        metrics.height() + pad,
    )
    painter.drawRoundedRect(box, size * 0.14, size * 0.14)
    painter.setPen(QColor("#1b1200"))
    painter.drawText(QPointF(at.x() + pad, at.y()), label)
    painter.setPen(QColor(244, 244, 244, 205))
    room = painter.device().width() - box.right() - size * 2
    line = metrics.elidedText("   ".join(part for part in parts if part), Qt.TextElideMode.ElideRight, room)
    painter.drawText(QPointF(box.right() + size * 0.5, at.y()), line)


def _number(seconds: float) -> str:
    return f"{seconds:.1f}".removesuffix(".0")


def _wrapped(text: str, face: QFont, width: float, height: float) -> tuple[QTextLayout, float]:
    """The text in as many lines as fit, three at most, the last one elided; and how high they are."""
    text = text[:600]
    leading = QFontMetricsF(face).height() * 1.12
    lines = max(1, min(_LINES, int(height / leading)))
    layout = _laid(text, face, width, leading)
    if layout.lineCount() > lines:
        last = layout.lineAt(lines - 1).textStart()
        kept = QFontMetricsF(face).elidedText(text[last:], Qt.TextElideMode.ElideRight, width)
        layout = _laid(text[:last] + kept, face, width * 1.02, leading)
    return layout, leading * min(lines, layout.lineCount())


def _laid(text: str, face: QFont, width: float, leading: float) -> QTextLayout:
    layout = QTextLayout(text, face)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    for number in range(12):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, number * leading))
    layout.endLayout()
    return layout


def _write(painter: QPainter, layout: QTextLayout, text: str, at: QPointF, colour: QColor | None) -> None:
    """Draw the text, its mentions in the accent colour; or all of it in one colour, for the shadow."""
    painter.setPen(colour or _INK)
    ranges = []
    for match in MENTION.finditer(text) if colour is None else ():
        one = QTextLayout.FormatRange()
        shape = QTextCharFormat()
        shape.setForeground(_ACCENT)
        one.start, one.length, one.format = match.start(), match.end() - match.start(), shape
        ranges.append(one)
    layout.draw(painter, at, ranges)


class Mark:
    """The corner mark: the word once, the timecode anew for every frame."""

    def __init__(self, width: int, height: int) -> None:
        size = text_size(width, height) * 0.66
        self._font = font(size, QFont.Weight.Medium)
        metrics = QFontMetricsF(self._font)
        self._cell = max(metrics.horizontalAdvance(digit) for digit in "0123456789")
        self._colon = metrics.horizontalAdvance(":") * 1.15
        word = metrics.horizontalAdvance("animatic")
        code = 8 * self._cell + 3 * self._colon
        pad = size * 0.75
        high = metrics.height() + pad * 0.9
        wide = word + code + pad * 3.4
        margin = text_size(width, height) * 0.75
        self._box = QRectF(width - margin - wide, margin, wide, high)
        self._base = self._box.top() + (high + metrics.ascent() - metrics.descent()) / 2
        self._code_x = self._box.right() - pad - code
        self._sheet = self._drawn(pad)

    def _drawn(self, pad: float) -> Sheet:
        area = self._box.toAlignedRect()
        image = QImage(area.size(), _ALPHA)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-area.x(), -area.y())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(12, 12, 12, 150))
        painter.drawRoundedRect(self._box, self._box.height() * 0.26, self._box.height() * 0.26)
        painter.setFont(self._font)
        painter.setPen(_ACCENT)
        painter.drawText(QPointF(self._box.left() + pad, self._base), "animatic")
        painter.end()
        return Sheet(image, area.x(), area.y())

    def draw(self, painter: QPainter, frame: int) -> None:
        """Paint the mark with the timecode of frame `frame`."""
        self._sheet.draw(painter)
        seconds, rest = divmod(frame, FPS)
        painter.setFont(self._font)
        painter.setPen(_QUIET)
        x = self._code_x
        for letter in f"00:{seconds // 60:02d}:{seconds % 60:02d}:{rest:02d}":
            painter.drawText(QPointF(x, self._base), letter)
            x += self._colon if letter == ":" else self._cell
