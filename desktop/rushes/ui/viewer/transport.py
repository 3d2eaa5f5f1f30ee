"""The row below the picture: scrub bar, play and step, timecode, loop, speed, sound, full screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from rushes.core.messages import msg, verbatim
from rushes.ui import fonts, formats, theme
from rushes.ui.viewer.scrub import ScrubBar
from rushes.ui.widgets import painting
from rushes.ui.widgets.buttons import FlatButton, IconButton
from rushes.ui.widgets.containers import Pane
from rushes.ui.widgets.labels import Line
from rushes.ui.words import say

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from rushes.media.picture import Frame
    from rushes.media.playback import PlayerState
    from rushes.ui.viewer.playback import Playback
    from rushes.ui.viewer.sound import SoundPopover

HEIGHT: Final = 84
SPEEDS: Final = (1.0, 2.0, 0.5)
"""What a click on the speed goes through."""

_ARROWS: Final = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down})


class _Button(IconButton):
    """A button that leaves the arrow keys to the pane, where they step by frames."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class WordButton(FlatButton):
    """Plain words that can be pressed, as quiet as a label; in the accent and bold while they are on."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)

    def sizeHint(self) -> QSize:
        """Return the size of the words in bold, so that nothing moves when they are switched on."""
        return QSize(painting.width_of(self.text(), fonts.font(fonts.SMALL_PX, bold=True)) + 8, 28)

    def minimumSizeHint(self) -> QSize:
        """Return the same: the words are short."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrow keys to the pane."""
        if event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words."""
        shown = theme.current()
        on = self.isChecked()
        color = shown.accent_text if on else shown.text if self.hovered else shown.muted
        painter = painting.painter_for(self)
        font = fonts.font(fonts.SMALL_PX, bold=on)
        painting.text(painter, self.rect(), self.text(), font, color, Qt.AlignmentFlag.AlignHCenter)
        if self.ring:
            painting.focus_ring(painter, self.rect(), theme.RADIUS)
        painter.end()


class Timecode(QWidget):
    """The time of the frame that is shown, and the length, in figures that do not move: `00:00:02:11 / 00:00:05:01`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rate = 24
        self._index = self._count = 0
        self._short = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        say(self.setToolTip, msg("Hours, minutes, seconds and frames: where you are, and how long the take is"))

    def text(self) -> str:
        """Return what is shown."""
        here = formats.timecode(self._index, self._rate)
        return here if self._short else f"{here} / {formats.timecode(self._count, self._rate)}"

    def show_length(self, count: int, frame_rate: float) -> None:
        """Show the length of a take."""
        self._count, self._rate = count, max(1, round(frame_rate))
        self.update()

    def show_index(self, index: int) -> None:
        """Show the time of a frame."""
        self._index = index
        self.update()

    def set_short(self, short: bool) -> None:
        """Leave out the length where there is no room."""
        if short != self._short:
            self._short = short
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the figures."""
        here = "00:00:00:00"
        words = here if self._short else f"{here} / {here}"
        return QSize(painting.width_of(words, fonts.digits(fonts.SMALL_PX)) + 2, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the figures."""
        painter = painting.painter_for(self)
        painting.text(painter, self.rect(), self.text(), fonts.digits(fonts.SMALL_PX), theme.current().text)
        painter.end()


class Transport(Pane):
    """Everything that moves the picture.

    Signals:
        full_screen_requested: somebody wants the picture to fill the screen, or to leave it.
    """

    full_screen_requested = Signal()

    def __init__(self, playback: Playback, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent=parent)
        self._playback = playback
        self._resume = False
        self.sound_popover: SoundPopover | None = None
        self.setFixedHeight(HEIGHT)
        self.scrub = ScrubBar()
        self.play = _Button("play-filled", size=13, side=30, filled=True)
        self.first = _Button("skip-back")
        self.back = _Button("chevron-left", size=18)
        self.forward = _Button("chevron-right", size=18)
        self.last = _Button("skip-forward")
        self.timecode = Timecode()
        self.loop = WordButton()
        self.loop.setCheckable(True)
        say(self.loop.setText, msg("Loop"))
        self.speed = WordButton()
        self.sound = _Button("volume-2")
        self.full = _Button("maximize")
        self._lay_out()
        self._connect()
        self._hints()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Line())
        body = QVBoxLayout()
        body.setContentsMargins(theme.MARGIN, 5, theme.MARGIN, 0)
        body.setSpacing(0)
        body.addWidget(self.scrub)
        body.addSpacing(7)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.play)
        row.addSpacing(4)
        for button in (self.first, self.back, self.forward, self.last):
            row.addWidget(button)
        row.addSpacing(4)
        row.addWidget(self.timecode)
        row.addSpacing(6)
        row.addWidget(self.loop)
        row.addWidget(self.speed)
        row.addWidget(self.sound)
        row.addStretch(1)
        row.addWidget(self.full)
        body.addLayout(row)
        body.addStretch(1)
        column.addLayout(body)

    def _hints(self) -> None:
        self.play.hint(msg("Play"), "Space")
        self.first.hint(msg("First frame"), "Home")
        self.back.hint(msg("One frame back"), "←")
        self.forward.hint(msg("One frame on"), "→")
        self.last.hint(msg("Last frame"), "End")
        self.loop.hint(msg("Begin again at the end"))
        self.sound.hint(msg("Sound"), "M")
        self.full.hint(msg("Full screen"), "F11")
        self._say_speed()

    def _connect(self) -> None:
        playback = self._playback
        self.scrub.held.connect(self._hold)
        self.scrub.sought.connect(playback.seek_frame)
        self.scrub.released.connect(self._let_go)
        self.play.clicked.connect(playback.toggle)
        self.first.clicked.connect(self.go_first)
        self.last.clicked.connect(self.go_last)
        self.back.clicked.connect(lambda: playback.step(-1))
        self.forward.clicked.connect(lambda: playback.step(1))
        self.loop.toggled.connect(playback.set_loop)
        self.speed.clicked.connect(self._next_speed)
        self.sound.clicked.connect(self._open_sound)
        self.full.clicked.connect(self.full_screen_requested)
        playback.frame_arrived.connect(self._show_frame)
        playback.state_changed.connect(self._show_state)

    # --- told ---

    @Slot(object)
    def _show_frame(self, frame: Frame) -> None:
        self.timecode.show_index(frame.index)
        if not self.scrub.isSliderDown():
            self.scrub.setValue(frame.index)

    @Slot(object)
    def _show_state(self, state: PlayerState) -> None:
        self.timecode.show_length(state.count, self._playback.frame_rate)
        self.scrub.set_length(state.count, self._playback.frame_rate)
        if not self.scrub.isSliderDown():
            self.scrub.setValue(self._playback.index)
        playing = self._playback.playing
        if not playing:
            self.timecode.setAccessibleName(self.timecode.text())
        self.play.set_icon("pause-filled" if playing else "play-filled")
        self.play.hint(msg("Pause") if playing else msg("Play"), "Space")
        self.sound.setVisible(state.has_sound)
        self._say_sound()
        self._say_speed()

    def stops(self) -> tuple[QWidget, ...]:
        """Return where the Tab key stops, in reading order."""
        row = (self.play, self.first, self.back, self.forward, self.last, self.loop, self.speed, self.sound, self.full)
        return (self.scrub, *row)

    def set_full(self, full: bool) -> None:
        """Show that the picture fills the screen, or that it does not."""
        self.full.set_icon("minimize" if full else "maximize")
        self.full.hint(msg("Leave full screen") if full else msg("Full screen"), "Esc" if full else "F11")

    # --- wished ---

    @Slot()
    def go_first(self) -> None:
        """Show the first frame."""
        self._playback.seek_frame(0)

    @Slot()
    def go_last(self) -> None:
        """Show the last frame."""
        self._playback.seek_frame(max(0, self._playback.count - 1))

    def shuttle(self, direction: int) -> None:
        """Play on or back (1 or -1); faster with each press in the same direction, at most four times."""
        rate = self._playback.rate
        again = self._playback.playing and rate * direction > 0
        faster = min(4.0, max(1.0, abs(rate) * 2)) if again else 1.0
        self._set_rate(direction * faster)
        self._playback.play()

    def pause(self) -> None:
        """Stop at the frame that is shown, and go on at the usual speed later."""
        self._playback.pause()
        if self._playback.rate not in SPEEDS:
            self._set_rate(1.0)

    def toggle_muted(self) -> None:
        """Silence it, or not."""
        self._playback.set_muted(not self._playback.muted)
        self._say_sound()
        if self.sound_popover is not None:
            self.sound_popover.follow()

    @Slot()
    def _next_speed(self) -> None:
        rate = self._playback.rate
        place = SPEEDS.index(rate) if rate in SPEEDS else -1
        self._set_rate(SPEEDS[(place + 1) % len(SPEEDS)])

    def _set_rate(self, rate: float) -> None:
        self._playback.set_rate(rate)
        self._say_speed()

    def _say_speed(self) -> None:
        rate = self._playback.rate
        figure = formats.number(abs(rate), 0 if rate == int(rate) else 1)
        words = f"{'−' if rate < 0 else ''}{figure}×"
        if words != self.speed.text():
            self.speed.setText(words)
            self.speed.updateGeometry()
            self.speed.hint(msg("Speed"), "J K L")
            say(self.speed.setAccessibleName, msg("Speed: {speed}", speed=words))

    def _say_sound(self) -> None:
        quiet = self._playback.muted or self._playback.volume == 0
        self.sound.set_icon("volume-x" if quiet else "volume-1" if self._playback.volume < 0.5 else "volume-2")
        level = verbatim(f"{round(self._playback.volume * 100)} %")
        say(self.sound.setAccessibleDescription, msg("Muted") if quiet else level)

    @Slot()
    def _open_sound(self) -> None:
        if self.sound_popover is None:
            from rushes.ui.viewer.sound import SoundPopover  # deferred: seldom opened

            self.sound_popover = SoundPopover(self._playback, self)
            self.sound_popover.changed.connect(self._say_sound)
        self.sound_popover.follow()
        self.sound_popover.open_at(self.sound)

    @Slot()
    def _hold(self) -> None:
        self._resume = self._playback.playing
        self._playback.pause()

    @Slot()
    def _let_go(self) -> None:
        if self._resume:
            self._playback.play()

    def minimumSizeHint(self) -> QSize:
        """Return the least size: what there is no room for is left out."""
        return QSize(288, HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what there is no room for; every key still works."""
        super().resizeEvent(event)
        width = event.size().width()
        self.timecode.set_short(width < 500)
        for button, least in ((self.first, 400), (self.last, 400), (self.loop, 360), (self.speed, 320)):
            button.setVisible(width >= least)
