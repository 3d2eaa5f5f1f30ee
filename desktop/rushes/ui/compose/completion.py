"""The list that opens at an @: the references that can be mentioned, with their pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from rushes.core.messages import msg
from rushes.ui import theme
from rushes.ui.widgets import painting
from rushes.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHideEvent, QImage, QPaintEvent, QShowEvent

ROWS: Final = 6
ROW_HEIGHT: Final = 34
THUMB: Final = QSize(40, 28)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something to mention: what is written (`@Image1`), what it is called, and its picture if there is one."""

    label: str
    name: str
    image: QImage | None = None

    def fits(self, typed: str) -> bool:
        """Whether it is meant by what was typed behind the @."""
        word = typed.casefold()
        return self.label.casefold().startswith("@" + word) or (len(word) > 1 and word in self.name.casefold())


class CompletionList(QFrame):
    """A list over the window that never takes the focus: the editor hands it the keys.

    Signals:
        picked: a candidate was clicked (its label).
    """

    picked = Signal(str)

    def __init__(self, editor: QWidget) -> None:
        super().__init__(editor.window())
        self._editor = editor
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        say(self.setAccessibleName, msg("References to mention"))
        self._list = QListWidget(self)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setIconSize(THUMB)
        self._list.setUniformItemSizes(True)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._list.setStyleSheet("QListView { background: transparent; border: 0; }")
        say(self._list.setAccessibleName, msg("References to mention"))
        self._list.itemClicked.connect(self._clicked)
        box = QVBoxLayout(self)
        box.setContentsMargins(4, 4, 4, 4)
        box.addWidget(self._list)
        self.hide()

    def offer(self, candidates: Sequence[Candidate], cursor: QRect) -> None:
        """Show candidates at `cursor` (in the window's pixels); none hides the list."""
        if not candidates:
            self.hide()
            return
        kept = self.current()
        self._list.clear()
        for candidate in candidates:
            item = QListWidgetItem(f"{candidate.label}   {candidate.name}")
            item.setData(Qt.ItemDataRole.UserRole, candidate.label)
            item.setSizeHint(QSize(200, ROW_HEIGHT))
            if candidate.image is not None:
                thumb = _thumb(candidate.image, self.devicePixelRatioF())
                icon = QIcon(thumb)
                # Without one of its own the chosen row's picture is tinted by the style.
                icon.addPixmap(thumb, QIcon.Mode.Selected)
                item.setIcon(icon)
            self._list.addItem(item)
            if candidate.label == kept:
                self._list.setCurrentItem(item)
        if self._list.currentRow() < 0:
            self._list.setCurrentRow(0)
        self._place(len(candidates), cursor)
        self.show()
        self.raise_()

    def _place(self, count: int, cursor: QRect) -> None:
        window = self._editor.window()
        self.resize(min(296, window.width() - 16), min(ROWS, count) * ROW_HEIGHT + 8)
        top = cursor.bottom() + 6
        if top + self.height() > window.height():
            top = cursor.top() - self.height() - 6
        left = max(8, min(cursor.left() - 8, window.width() - self.width() - 8))
        self.move(left, max(0, top))

    def current(self) -> str:
        """Return the label of the chosen candidate, or ""."""
        item = self._list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def labels(self) -> list[str]:
        """Return the labels on offer, in order."""
        return [str(self._list.item(row).data(Qt.ItemDataRole.UserRole)) for row in range(self._list.count())]

    def step(self, by: int) -> None:
        """Choose the next or the one before, round the ends."""
        count = self._list.count()
        if count:
            self._list.setCurrentRow((self._list.currentRow() + by) % count)

    @Slot(QListWidgetItem)
    def _clicked(self, item: QListWidgetItem) -> None:
        self.picked.emit(str(item.data(Qt.ItemDataRole.UserRole)))

    def showEvent(self, event: QShowEvent) -> None:
        """Keep Tab and Escape from shortcuts while it is open."""
        super().showEvent(event)
        self._editor.installEventFilter(self)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let them go."""
        super().hideEvent(event)
        self._editor.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Claim the keys of the list."""
        mine = event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if mine and event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Tab):  # type: ignore[attr-defined]
            event.accept()
            return True
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame."""
        shown = theme.current()
        painter = painting.painter_for(self)
        painting.box(painter, self.rect(), theme.RADIUS, fill=shown.raised, border=shown.line_strong)
        painter.end()


def _thumb(image: QImage, ratio: float) -> QPixmap:
    size = THUMB * ratio
    grown = image.scaled(
        size, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    )
    left, top = (grown.width() - size.width()) // 2, (grown.height() - size.height()) // 2
    pixmap = QPixmap.fromImage(grown.copy(left, top, size.width(), size.height()))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
