"""References that the prompt never mentions: a row of small pictures at the top left, so that none goes unseen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QImage, QPainter, QPen, QTransform

from rushes.rehearsal.animatic.fonts import font
from rushes.rehearsal.animatic.script import FPS
from rushes.rehearsal.animatic.slate import mark_area, text_size
from rushes.rehearsal.animatic.sources import Clip, picture
from rushes.rehearsal.shot import Kind

if TYPE_CHECKING:
    from rushes.rehearsal.shot import Input, Shot


class Strip:
    """Thumbnails over the whole take; videos play in theirs. Raises `Unreadable`. Close it in the end."""

    def __init__(self, given: tuple[Input, ...], shot: Shot) -> None:
        size = text_size(shot.width, shot.height)
        room = (
            shot.width - size * 1.4 - (mark_area(shot.width, shot.height).width() if shot.width >= shot.height else 0)
        )
        gap = size * 0.4
        high = min(size * 3.6, (room / max(1, len(given)) - gap) * 9 / 16)
        top = size * 0.75 if shot.width >= shot.height else mark_area(shot.width, shot.height).bottom() + size * 0.2
        wide = high * 16 / 9
        self._size = size
        self._boxes = [QRectF(size * 0.75 + index * (wide + gap), top, wide, high) for index in range(len(given))]
        self._given = given
        pixels = (max(2, round(wide)), max(2, round(high)))
        self._clips = {one: Clip(one, *pixels) for one in given if one.kind is Kind.VIDEO}
        self._stills = {one: picture(one, *pixels)[0] for one in given if one.kind is not Kind.VIDEO}

    def draw(self, painter: QPainter, frame: int) -> None:
        """Paint the row as it is at frame `frame` of the take."""
        if not self._given:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for one, box in zip(self._given, self._boxes, strict=True):
            clip = self._clips.get(one)
            self._thumbnail(painter, box, clip.at(frame / FPS) if clip else self._stills[one], one)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _thumbnail(self, painter: QPainter, box: QRectF, image: QImage, one: Input) -> None:
        round_by = self._size * 0.22
        brush = QBrush(image)
        left = box.x() - (image.width() - box.width()) / 2
        top = box.y() - (image.height() - box.height()) / 2
        brush.setTransform(QTransform.fromTranslate(left, top))
        painter.setBrush(brush)
        painter.setPen(QPen(QColor(255, 255, 255, 110), max(1.0, self._size / 22)))
        painter.drawRoundedRect(box, round_by, round_by)
        face = font(self._size * 0.5)
        label = f"{one.kind.value.capitalize()} {one.number}"
        metrics = QFontMetricsF(face)
        if metrics.horizontalAdvance(label) > box.width() * 0.9:
            return
        tag = QRectF(
            box.left(),
            box.bottom() - metrics.height() * 1.15,
            metrics.horizontalAdvance(label) + self._size * 0.5,
            metrics.height() * 1.15,
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(12, 12, 12, 160))
        painter.drawRoundedRect(tag, round_by * 0.8, round_by * 0.8)
        painter.setFont(face)
        painter.setPen(QColor(244, 244, 244, 220))
        painter.drawText(QPointF(tag.left() + self._size * 0.25, tag.bottom() - metrics.descent() * 1.2), label)

    def close(self) -> None:
        """Give the files back."""
        for clip in self._clips.values():
            clip.close()
