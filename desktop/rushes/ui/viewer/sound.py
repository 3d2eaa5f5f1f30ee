"""How loud the take is: a slider, and silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout

from rushes.core.messages import msg
from rushes.ui.widgets.buttons import IconButton
from rushes.ui.widgets.containers import Popover
from rushes.ui.widgets.slider import Slider

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from rushes.ui.viewer.playback import Playback


class SoundPopover(Popover):
    """A small window with the volume.

    Signals:
        changed: the volume is another one.
    """

    changed = Signal()

    def __init__(self, playback: Playback, owner: QWidget) -> None:
        super().__init__(owner, name=msg("Sound"))
        self._playback = playback
        self.mute = IconButton("volume-2")
        self.mute.setCheckable(True)
        self.mute.hint(msg("Mute"), "M")
        self.slider = Slider(0, 100, name=msg("Volume"))
        self.slider.setPageStep(10)
        row = QHBoxLayout()
        row.addWidget(self.mute)
        row.addWidget(self.slider)
        self.body.addLayout(row)
        self.setFocusProxy(self.slider)
        self.mute.clicked.connect(self._mute)
        self.slider.valueChanged.connect(self._set)

    def follow(self) -> None:
        """Show how it stands."""
        blocked = self.slider.blockSignals(True)
        self.slider.setValue(round(self._playback.volume * 100))
        self.slider.blockSignals(blocked)
        self.mute.setChecked(self._playback.muted)
        self.mute.set_icon("volume-x" if self._playback.muted else "volume-2")

    @Slot()
    def _mute(self) -> None:
        self._playback.set_muted(not self._playback.muted)
        self.follow()
        self.changed.emit()

    @Slot(int)
    def _set(self, percent: int) -> None:
        self._playback.set_volume(percent / 100)
        if percent and self._playback.muted:
            self._playback.set_muted(False)
        self.follow()
        self.changed.emit()
