"""The middle of an empty library: what Rushes does, and three samples that do it at one click."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainterPath
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rushes.core.messages import msg
from rushes.services.samples import samples
from rushes.ui import fonts, theme
from rushes.ui.tasks import Pool
from rushes.ui.viewer import loading
from rushes.ui.widgets import painting
from rushes.ui.widgets.buttons import FlatButton
from rushes.ui.widgets.containers import EmptyState
from rushes.ui.widgets.labels import Label
from rushes.ui.words import say

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from rushes.services.samples import Sample
    from rushes.ui.tasks import Tasks

PICTURE: Final = QSize(145, 80)
_TITLE_HEIGHT: Final = 28
_GAP: Final = 12


class SampleCard(FlatButton):
    """A sample: its picture, and its title below."""

    def __init__(self, sample: Sample, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = sample.name
        self._image: QImage | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        say(self.setText, sample.title)
        self.hint(msg("Rehearse this sample: free, on this computer"))

    @property
    def pictured(self) -> bool:
        """Whether its picture is there."""
        return self._image is not None

    def set_image(self, image: QImage | None) -> None:
        """Show its picture."""
        self._image = image
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of picture and title."""
        return QSize(PICTURE.width(), PICTURE.height() + _TITLE_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return the least size: the picture may be narrower."""
        return QSize(72, PICTURE.height() + _TITLE_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint picture and title."""
        shown = theme.current()
        painter = painting.painter_for(self)
        painter.setRenderHint(painter.RenderHint.SmoothPixmapTransform)
        area = QRectF(0, 0, self.width(), PICTURE.height())
        painting.box(painter, area, theme.RADIUS_SMALL, fill=shown.window)
        if self._image is not None:
            path = QPainterPath()
            path.addRoundedRect(area, theme.RADIUS_SMALL, theme.RADIUS_SMALL)
            painter.setClipPath(path)
            painter.drawImage(area, self._image, _middle(self._image, area))
            painter.setClipping(False)
        if self.hovered or self.isDown():
            painting.box(painter, area, theme.RADIUS_SMALL, border=shown.accent, width=2.0)
        words = QRectF(0, PICTURE.height() + 6, self.width(), _TITLE_HEIGHT - 8)
        font = fonts.font(fonts.SMALL_PX)
        painting.text(painter, words, self.text(), font, shown.text, Qt.AlignmentFlag.AlignHCenter)
        if self.ring:
            painting.focus_ring(painter, self.rect(), theme.RADIUS)
        painter.end()


def _middle(image: QImage, area: QRectF) -> QRectF:
    """Return the part of a picture, in its middle, that has the shape of `area`."""
    scale = min(image.width() / area.width(), image.height() / area.height())
    width, height = area.width() * scale, area.height() * scale
    return QRectF((image.width() - width) / 2, (image.height() - height) / 2, width, height)


class Welcome(EmptyState):
    """Says what to do first, and offers the samples.

    Signals:
        sample_requested: carries the name of a sample to rehearse.
    """

    sample_requested = Signal(str)

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(
            msg(
                "Rehearse a shot for free: Rushes draws an animatic of your prompt and references at the exact frame "
                "size and length, on this computer. When it reads right, generate it with Seedance 2.0."
            ),
            title=msg("Make your first take"),
            parent=parent,
        )
        row = QHBoxLayout()
        row.setSpacing(_GAP)
        row.addStretch(1)
        self.cards: list[SampleCard] = []
        for sample in samples():
            card = SampleCard(sample, self)
            card.clicked.connect(lambda _checked=False, name=sample.name: self.sample_requested.emit(name))
            row.addWidget(card)
            self.cards.append(card)
            size = PICTURE * self.devicePixelRatioF()
            tasks.run(Pool.QUERIES, loading.sample_picture, sample.picture, size, done=card.set_image, owner=card)
        row.addStretch(1)
        self.body.setSpacing(20)
        self.body.addLayout(row)
        drop = Label(msg("Or drop images, video or sound anywhere in this window"), tone="muted", pixels=fonts.SMALL_PX)
        drop.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        drop.setWordWrap(True)
        self.body.addWidget(drop)
