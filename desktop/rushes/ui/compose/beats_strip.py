"""The shots of a prompt side by side, as wide as they are long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from rushes.core.messages import msg, verbatim
from rushes.core.prompt import Beat, beats
from rushes.ui import fonts, theme
from rushes.ui.widgets import painting
from rushes.ui.words import say, tr

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

_MOST = 24


class BeatsStrip(QWidget):
    """A bar for each beat: "0–2 s Dolly in, café window". Hidden where the prompt has none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._beats: tuple[Beat, ...] = ()
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_prompt(self, prompt: str) -> None:
        """Show the beats of a prompt."""
        found = beats(prompt[:20_000])[:_MOST] if "[" in prompt else ()
        if found == self._beats:
            return
        self._beats = found
        say(self.setAccessibleName, msg("Beats: {list}", list="; ".join(_words(beat) for beat in found)))
        self.setVisible(bool(found))
        self.update()

    def shown(self) -> list[str]:
        """Return the words on the bars."""
        return [_words(beat) for beat in self._beats]

    def sizeHint(self) -> QSize:
        """Return its size."""
        return QSize(200, 20)

    def _bars(self) -> list[tuple[Beat, QRectF]]:
        lengths = [max(0.25, beat.to_seconds - beat.from_seconds) for beat in self._beats]
        room = self.width() - 2 * (len(lengths) - 1)
        bars: list[tuple[Beat, QRectF]] = []
        left = 0.0
        for beat, length in zip(self._beats, lengths, strict=True):
            width = room * length / sum(lengths)
            bars.append((beat, QRectF(left, 0, width, self.height())))
            left += width + 2
        return bars

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Have the whole beat under the pointer said when it rests there."""
        under = (beat for beat, bar in self._bars() if bar.contains(event.position()))
        self.setToolTip(next((_words(beat) for beat in under), ""))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bars."""
        shown = theme.current()
        painter = painting.painter_for(self)
        for beat, bar in self._bars():
            painting.box(painter, bar, theme.RADIUS_SMALL, fill=shown.control)
            painting.text(painter, bar.adjusted(6, 0, -6, 0), _words(beat), fonts.font(fonts.META_PX), shown.muted)
        painter.end()


def _words(beat: Beat) -> str:
    words = " ".join(beat.words.split())[:120]
    time = msg("{start}–{end} s", start=f"{beat.from_seconds:g}", end=f"{beat.to_seconds:g}")
    return tr(msg("{time} {words}", time=time, words=verbatim(words[:1].upper() + words[1:]))).strip()
