"""Painting a line of the list: a picture, two lines of the prompt, and how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyledItemDelegate

from rushes.core.messages import msg
from rushes.core.stages import Engine, Stage
from rushes.ui import fonts, formats, icons, theme
from rushes.ui.history import texts
from rushes.ui.history.model import Role
from rushes.ui.history.row_images import RowImages
from rushes.ui.widgets import painting
from rushes.ui.widgets.spinner import paint_ring, turn_now
from rushes.ui.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QStyleOptionViewItem

    from rushes.core.history import HistoryRow

HEIGHT: Final = 70
"""Of every line: equal heights are what lets a list of a hundred thousand open at once."""

PICTURE: Final = QSize(96, 54)
LEFT: Final = 16
TEXT_LEFT: Final = LEFT + 96 + 10
LINE: Final = 16
CACHED_LAYOUTS: Final = 512

# QStyle.StateFlag.State_Selected, …_HasFocus and …_MouseOver: naming them takes 7 ms before the first paint
SELECTED: Final = 0x8000
FOCUSED: Final = 0x100
HOVERED: Final = 0x2000
_GROUNDS: Final = SELECTED | HOVERED
_STATES: Final = _GROUNDS | FOCUSED


class HistoryDelegate(QStyledItemDelegate):
    """Paints lines. `picture_of` gives a row's picture if it is there, and sees to it when it is not."""

    def __init__(
        self,
        picture_of: Callable[[HistoryRow], QPixmap | None],
        expected_of: Callable[[HistoryRow], float | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._picture_of = picture_of
        self._expected_of = expected_of
        self._pictures_only = False
        self.images = RowImages()
        self._layouts: dict[tuple[str, int], list[str]] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the size of every line."""
        return QSize(option.rect.width(), HEIGHT)

    def begin(self, part: QRect, width: int, ratio: float, direction: Qt.LayoutDirection) -> None:
        """Get ready to paint lines of this width within `part` of the view."""
        self._pictures_only = part.right() < TEXT_LEFT
        self.images.begin(QSize(width, HEIGHT), ratio, direction)

    def forget(self) -> None:
        """Lay out everything anew: the language is another one."""
        self.images.forget()
        self._layouts.clear()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a heading or a take."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        row: HistoryRow | None = index.data(Role.ROW)
        if row is None:
            self._paint_without_row(painter, rect, option.state.value, index.data(Role.DAY))
            return
        # plain numbers: the flags of PySide take longer than the painting
        state = option.state.value & _STATES
        if texts.is_running(row) or not self.images.useful:
            self._paint_take(painter, rect, row, state)
        else:
            painter.drawPixmap(rect.left(), rect.top(), self.image_of(row, state & _GROUNDS, rect.width()))
        if state & (FOCUSED | SELECTED) == FOCUSED:
            painting.focus_ring(painter, rect.adjusted(2, 2, -2, -2), theme.RADIUS)

    def image_of(self, row: HistoryRow, state: int, width: int) -> QPixmap:
        """Return the image of a take that is not in work, made unless it is there."""
        picture = self._picture_of(row) if row.has_file else None
        rect = QRect(0, 0, width, HEIGHT)

        def left(painter: QPainter) -> None:
            painter.setClipRect(0, 0, TEXT_LEFT, HEIGHT)
            painter.fillRect(rect, theme.current().panel)
            self._paint_ground(painter, rect, state)
            self._paint_picture(painter, rect, row, picture)

        def words(painter: QPainter) -> None:
            self._paint_ground(painter, rect, state)
            self._paint_words(painter, rect, row)

        return self.images.of(row, state, picture, left, words)

    def _paint_take(self, painter: QPainter, rect: QRect, row: HistoryRow, state: int) -> None:
        self._paint_ground(painter, rect, state)
        self._paint_picture(painter, rect, row, self._picture_of(row) if row.has_file else None)
        if not self._pictures_only:
            self._paint_words(painter, rect, row)

    def _paint_without_row(self, painter: QPainter, rect: QRect, state: int, day: date | None) -> None:
        if day is not None:
            self._paint_heading(painter, rect, day)
            return
        self._paint_ground(painter, rect, state)
        self._paint_empty(painter, rect)

    def _paint_heading(self, painter: QPainter, rect: QRect, day: date) -> None:
        area = rect.adjusted(LEFT, rect.height() - 28, -LEFT, -4)
        painting.text(painter, area, tr(formats.day(day)), fonts.font(fonts.META_PX), theme.current().muted)

    def _paint_ground(self, painter: QPainter, rect: QRect, state: int) -> None:
        shown = theme.current()
        if state & SELECTED:
            painter.fillRect(rect, shown.selection)
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), shown.accent)
        elif state & HOVERED:
            painter.fillRect(rect, theme.mix(shown.panel, shown.control, 0.45))

    def _paint_empty(self, painter: QPainter, rect: QRect) -> None:
        painting.box(painter, QRect(_picture_rect(rect)), theme.RADIUS_SMALL, fill=theme.current().window)

    def _paint_picture(self, painter: QPainter, rect: QRect, row: HistoryRow, picture: QPixmap | None) -> None:
        shown = theme.current()
        area = _picture_rect(rect)
        if picture is None:
            painting.box(painter, area, theme.RADIUS_SMALL, fill=shown.window)
        else:
            painter.drawPixmap(area, picture)
        if texts.is_running(row):
            ring = QRectF(0, 0, 26, 26)
            ring.moveCenter(QRectF(area).center())
            paint_ring(painter, ring, 3.0, turn_now())
        elif row.stage is Stage.FAILED or texts.needs_attention(row):
            tone = shown.bad if row.stage in {Stage.FAILED, Stage.UNCONFIRMED} else shown.accent_text
            icons.paint(painter, area, "circle-alert", tone, 18)
        elif row.stage is Stage.CANCELED:
            icons.paint(painter, area, "ban", shown.faint, 18)
        elif row.has_file:
            self._paint_length(painter, area, texts.clip_length(row))

    def _paint_length(self, painter: QPainter, area: QRect, words: str) -> None:
        shown = theme.current()
        font = fonts.font(fonts.TAG_PX)
        width = painting.width_of(words, font) + 8
        tag = QRect(area.right() - width - 2, area.bottom() - 16, width, 14)
        painting.box(painter, tag, 3, fill=shown.overlay)
        painting.whole_text(painter, tag, words, font, shown.on_overlay, Qt.AlignmentFlag.AlignHCenter)

    def _paint_words(self, painter: QPainter, rect: QRect, row: HistoryRow) -> None:
        shown = theme.current()
        width = rect.width() - TEXT_LEFT - LEFT
        font = fonts.font(fonts.SMALL_PX)
        lines = self._lines_of(row.excerpt or tr(msg("No prompt")), width)
        top = rect.top() + 8 if len(lines) > 1 else rect.top() + 14
        for index, words in enumerate(lines):
            area = QRect(rect.left() + TEXT_LEFT, top + index * LINE, width, LINE)
            painting.whole_text(painter, area, words, font, shown.text)
        meta = QRect(rect.left() + TEXT_LEFT, top + len(lines) * LINE + 4, width, LINE)
        self._paint_meta(painter, meta, row)

    def _paint_meta(self, painter: QPainter, area: QRect, row: HistoryRow) -> None:
        shown = theme.current()
        font = fonts.font(fonts.META_PX)
        if row.engine is Engine.REHEARSAL:
            area = self._paint_badge(painter, area, tr(msg("Rehearsal")))
        if row.stage is Stage.READY:
            painting.text(painter, area, tr(texts.finished(row)), font, shown.muted)
            return
        state = texts.beside_badge if row.engine is Engine.REHEARSAL else texts.state
        message, tone = state(row, self._expected_of(row))
        painting.text(painter, area, tr(message), font, shown.color(tone))

    def _paint_badge(self, painter: QPainter, area: QRect, words: str) -> QRect:
        shown = theme.current()
        font = fonts.font(fonts.TAG_PX)
        badge = QRect(area.left(), area.top() + 1, painting.width_of(words, font) + 10, 14)
        painting.box(painter, badge, 3, border=shown.rehearsal)
        painting.whole_text(painter, badge, words, font, shown.rehearsal, Qt.AlignmentFlag.AlignHCenter)
        return area.adjusted(badge.width() + 6, 0, 0, 0)

    def _lines_of(self, words: str, width: int) -> list[str]:
        """Break a prompt into at most two lines, the second with an ellipsis. What was broken once is kept."""
        key = (words, width)
        lines = self._layouts.get(key)
        if lines is None:
            if len(self._layouts) >= CACHED_LAYOUTS:
                self._layouts.clear()
            metrics = QFontMetrics(fonts.font(fonts.SMALL_PX))
            lines = self._layouts[key] = [
                metrics.elidedText(line, Qt.TextElideMode.ElideRight, max(0, width)) for line in _broken(words, width)
            ]
        return lines


def _picture_rect(rect: QRect) -> QRect:
    return QRect(rect.left() + LEFT, rect.top() + 8, PICTURE.width(), PICTURE.height())


def _broken(words: str, width: int) -> list[str]:
    font = fonts.font(fonts.SMALL_PX)
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    first = layout.createLine()
    if not first.isValid():
        layout.endLayout()
        return [""]
    first.setLineWidth(max(1, width))
    first.setPosition(QPointF(0, 0))
    end = first.textStart() + first.textLength()
    layout.endLayout()
    rest = words[end:]
    if not rest.strip():
        return [words]
    return [words[:end].rstrip(), QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, max(1, width))]
