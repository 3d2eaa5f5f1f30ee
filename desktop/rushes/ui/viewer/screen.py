"""Picture and transport as one: in the pane, or filling the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rushes.core.messages import msg
from rushes.ui.viewer.canvas import MARGIN, Canvas
from rushes.ui.viewer.transport import Transport
from rushes.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QKeyEvent

    from rushes.ui.viewer.playback import Playback

QUIET_MS: Final = 2500
"""After so long without the pointer, the controls and the pointer go away in full screen."""

STEP_FAR: Final = 10
"""Frames that an arrow key goes with Shift."""


class Screen(QWidget):
    """A canvas and its transport, with the keys of a player."""

    def __init__(self, playback: Playback, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._playback = playback
        self.canvas = Canvas()
        self.transport = Transport(playback)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.transport)
        self.setFocusProxy(self.canvas)
        self.canvas.pressed.connect(playback.toggle)
        self.canvas.view_changed.connect(playback.set_view_size)
        playback.frame_arrived.connect(self.canvas.show_frame)
        transport = self.transport
        self._keys: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Space: playback.toggle,
            Qt.Key.Key_J: lambda: transport.shuttle(-1),
            Qt.Key.Key_K: transport.pause,
            Qt.Key.Key_L: lambda: transport.shuttle(1),
            Qt.Key.Key_Left: lambda: playback.step(-1),
            Qt.Key.Key_Right: lambda: playback.step(1),
            Qt.Key.Key_Home: transport.go_first,
            Qt.Key.Key_End: transport.go_last,
            Qt.Key.Key_M: transport.toggle_muted,
        }

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; say whether it asked for anything."""
        key = Qt.Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        far = {Qt.Key.Key_Left: -STEP_FAR, Qt.Key.Key_Right: STEP_FAR}
        if modifiers == Qt.KeyboardModifier.ShiftModifier and key in far:
            self._playback.step(far[key])
            return True
        if modifiers != Qt.KeyboardModifier.NoModifier or key not in self._keys:
            return False
        held = event.isAutoRepeat() and key not in {Qt.Key.Key_Left, Qt.Key.Key_Right}
        if not held:
            self._keys[key]()
        return True

    def set_full(self, full: bool) -> None:
        """Take all the room there is for the picture, or leave a margin."""
        self.canvas.set_margin(0 if full else MARGIN)
        self.transport.set_full(full)


class FullScreen(QWidget):
    """A window that fills the screen with a `Screen` it has borrowed. The controls go while the pointer rests.

    Signals:
        left: somebody wants the picture back in its pane.
    """

    left = Signal()

    def __init__(self, screen: Screen, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.Window)
        self._screen = screen
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        say(self.setWindowTitle, msg("Rushes"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(screen)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self._rest)
        for widget in (screen, screen.canvas, screen.transport, screen.transport.scrub):
            widget.setMouseTracking(True)
            widget.installEventFilter(self)
        self._quiet.start()

    def give_back(self) -> Screen:
        """Return what was borrowed, as it was."""
        self._quiet.stop()
        screen = self._screen
        for widget in (screen, screen.canvas, screen.transport, screen.transport.scrub):
            widget.removeEventFilter(self)
        self._stir()
        self._quiet.stop()
        return screen

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Escape or F11; else play."""
        self._stir()
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_F11}:
            self.left.emit()
        elif not self._screen.press(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the controls when the pointer moves."""
        if event.type() in {QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress}:
            self._stir()
        return False

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give the picture back when the window is closed in another way."""
        self._quiet.stop()
        super().closeEvent(event)
        self.left.emit()

    def _stir(self) -> None:
        self._screen.transport.show()
        self.unsetCursor()
        self._quiet.start()

    @Slot()
    def _rest(self) -> None:
        if self._screen.transport.underMouse() or self._screen.transport.scrub.isSliderDown():
            self._quiet.start()
            return
        self._screen.transport.hide()
        self.setCursor(Qt.CursorShape.BlankCursor)
