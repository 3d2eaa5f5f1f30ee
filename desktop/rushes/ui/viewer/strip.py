"""The references of a take, as a row of little pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from rushes.core.media import MediaKind, Role
from rushes.core.messages import Message, msg, plural, verbatim
from rushes.core.recipe import label
from rushes.ui import fonts, icons, theme
from rushes.ui.tasks import Pool
from rushes.ui.viewer import loading
from rushes.ui.widgets import painting
from rushes.ui.widgets.drop import ThumbLabel
from rushes.ui.widgets.labels import Label
from rushes.ui.words import say

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from rushes.core.recipe import Recipe, Reference
    from rushes.services.pictures import Pictures
    from rushes.ui.tasks import Handle, Tasks
    from rushes.ui.viewer.loading import Thumb

SIZE: Final = QSize(40, 28)
_ICONS: Final = {
    MediaKind.IMAGE: "image",
    MediaKind.VIDEO: "film",
    MediaKind.AUDIO: "audio-lines",
}
_ROLES: Final = {
    Role.START_IMAGE: msg("Start image"),
    Role.FIRST_FRAME: msg("First frame"),
    Role.LAST_FRAME: msg("Last frame"),
}


def name_of(recipe: Recipe, reference: Reference) -> Message:
    """Return what a reference is for and its name: "@Image1 · cat.jpg", "First frame · pad.jpg"."""
    role = _ROLES.get(reference.role)
    what = role if role is not None else verbatim(label(recipe, reference))
    return msg("{what} · {name}", what=what, name=reference.name or reference.url or "")


class Little(ThumbLabel):
    """A little picture, or the sign of its kind where there is none."""

    def __init__(self, kind: MediaKind, parent: QWidget) -> None:
        super().__init__(SIZE, radius=theme.RADIUS_SMALL, parent=parent)
        self._kind = kind
        self.pictured = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture or the sign."""
        super().paintEvent(event)
        if not self.pictured:
            shown = theme.current()
            painter = painting.painter_for(self)
            color = shown.info if self._kind is MediaKind.AUDIO else shown.muted
            icons.paint(painter, self.rect(), _ICONS[self._kind], color)
            painter.end()


class ReferenceStrip(QWidget):
    """Shows as many references as fit, and how many more there are. Their names are in the tooltips."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._shown: tuple[Reference, ...] = ()
        self._items: list[Little] = []
        self._work: list[Handle] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._more = Label(tone="muted", pixels=fonts.META_PX)
        self._row.addWidget(self._more)
        self._row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(SIZE.height())

    @property
    def items(self) -> tuple[Little, ...]:
        """The little pictures, in order."""
        return tuple(self._items)

    def show_references(self, recipe: Recipe, pictures: Pictures | None) -> None:
        """Show the references that a recipe sends."""
        used = recipe.used()
        if used == self._shown:
            return
        self.clear()
        self._shown = used
        for index, reference in enumerate(used):
            item = Little(reference.kind, self)
            words = name_of(recipe, reference)
            say(item.setToolTip, words)
            say(item.setAccessibleName, words)
            self._row.insertWidget(index, item)
            self._items.append(item)
            if pictures is not None:
                self._ask(pictures, index, reference)
        self._fit()
        self.setVisible(bool(used))

    def more_words(self) -> str:
        """Return how many are not shown, in words; empty when all are."""
        return "" if self._more.isHidden() else self._more.text()

    def clear(self) -> None:
        """Show none, and let go of what is being made."""
        for handle in self._work:
            handle.cancel()
        self._work = []
        self._shown = ()
        for item in self._items:
            self._row.removeWidget(item)
            item.hide()
            item.deleteLater()
        self._items = []

    def _ask(self, pictures: Pictures, index: int, reference: Reference) -> None:
        size = SIZE * self.devicePixelRatioF()
        self._work.append(
            self._tasks.run(Pool.MEDIA, loading.thumb, pictures, index, reference, size, done=self._arrived)
        )

    def _arrived(self, thumb: Thumb) -> None:
        if thumb.image is not None and thumb.index < len(self._items):
            item = self._items[thumb.index]
            item.pictured = True
            item.set_image(thumb.image)

    def resizeEvent(self, event: object) -> None:
        """Show as many as fit."""
        self._fit()

    def _fit(self) -> None:
        step = SIZE.width() + 6
        room = max(1, (self.width() + 6) // step)
        count = len(self._items)
        fits = count if count <= room else max(0, room - 1)
        for index, item in enumerate(self._items):
            item.setVisible(index < fits)
        left = count - fits
        self._more.setVisible(left > 0)
        if left > 0:
            say(self._more.setText, msg("+{n}", n=left))
            say(self._more.setAccessibleName, plural("{n} more references", "{n} more reference", left))
