"""The window: three panes, a bar above and a line below, and who is told what.

Panes emit wishes and are told facts; they do not know one another. This is the one place that connects them.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from rushes.core.messages import msg
from rushes.services.intake import Place
from rushes.ui import panes
from rushes.ui.compose.pane import ComposePane
from rushes.ui.history.pane import HistoryPane
from rushes.ui.panes import Panes
from rushes.ui.status_bar import StatusBar
from rushes.ui.tasks import Pool
from rushes.ui.top_bar import TopBar
from rushes.ui.viewer.pane import ViewerPane
from rushes.ui.widgets.banner import Banner, Tone, UndoBar
from rushes.ui.widgets.containers import Pane
from rushes.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QKeyEvent

    from rushes.core.errors import RushesError
    from rushes.core.events import ConnectionChanged, GenerationChanged
    from rushes.core.messages import Message
    from rushes.core.recipe import Recipe
    from rushes.services.studio import Studio
    from rushes.settings.preferences import Preferences
    from rushes.settings.window import WindowState
    from rushes.ui.desk import Desk

SMALLEST: Final = (900, 480)
"""Fits on a screen of 1920 × 1080 at 200 %, with a frame and a task bar."""

FRAME: Final = 40
"""Logical pixels left at the first start for the bar that a window manager puts above the window."""


class _Counts(Protocol):
    @property
    def takes(self) -> int: ...
    @property
    def size(self) -> int: ...
    @property
    def running(self) -> int: ...
    @property
    def binned(self) -> int: ...


class MainWindow(QMainWindow):
    """The program's window.

    Signals:
        key_requested, preferences_requested, diagnostics_requested, shortcuts_requested, about_requested,
        folder_requested, other_library_requested: menu entries that need more than the window.
        closed: it was closed.
    """

    key_requested = Signal()
    preferences_requested = Signal()
    diagnostics_requested = Signal()
    shortcuts_requested = Signal()
    about_requested = Signal()
    folder_requested = Signal()
    other_library_requested = Signal()
    show_file_requested = Signal(str)
    closed = Signal()

    def __init__(self, desk: Desk, state: WindowState, preferences: Preferences) -> None:
        super().__init__()
        self._desk = desk
        self._state = state
        self._deleted: list[str] = []
        self._counting: bool | None = None
        say(self.setWindowTitle, msg("Rushes"))
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)
        self.top = TopBar()
        self.compose = ComposePane(desk.tasks)
        self.viewer = ViewerPane(desk.tasks)
        self.history = HistoryPane(desk.tasks)
        self.status = StatusBar()
        self._panes = Panes(self.compose, self.viewer, self.history)
        self._trouble = Banner(Tone.ERROR, closable=True)
        self._shelf = Pane()
        self._shelf.hide()
        self._trouble.dismissed.connect(self._shelf.hide)
        self._lay_out()
        self._undo = UndoBar(self._panes.parentWidget() or self, over=self._panes)
        self._connect()
        self._add_shortcuts()
        self.apply_preferences(preferences)
        self._restore()

    # --- made ---

    def _lay_out(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        shelf = QVBoxLayout(self._shelf)
        shelf.setContentsMargins(12, 8, 12, 8)
        shelf.addWidget(self._trouble)
        column.addWidget(self._shelf)
        column.addWidget(self._panes, 1)
        column.addWidget(self.status)
        self.setCentralWidget(body)

    def _connect(self) -> None:
        desk = self._desk
        self._panes.history_shown.connect(self.viewer.pages.show_history_open)
        desk.opened.connect(self._opened)
        desk.closing.connect(self._closing)
        desk.created.connect(self._created)
        desk.refused.connect(self.show_trouble)
        desk.deleted.connect(self._show_undo)
        desk.reused.connect(self._reuse)
        desk.changed_elsewhere.connect(self._refresh)
        desk.sample_read.connect(self._rehearse_sample)
        desk.key_known.connect(self._key_known)
        desk.credits_known.connect(self._credits_known)
        self.compose.rehearse_requested.connect(desk.rehearse)
        self.compose.generate_requested.connect(desk.generate)
        self.compose.key_requested.connect(self.key_requested)
        self.compose.notice.connect(self.status.say)
        self.history.notice.connect(self.status.say)
        self.history.chosen.connect(self.viewer.show_generation)
        self.history.opened.connect(self._look_at)
        self.history.delete_requested.connect(desk.delete)
        self.history.restore_requested.connect(desk.restore)
        self.history.empty_bin_requested.connect(desk.empty_bin)
        desk.emptied.connect(self.status.say)
        self.viewer.delete_requested.connect(self._delete_one)
        self.viewer.sample_requested.connect(self._open_sample)
        for pane in (self.viewer, self.history):
            pane.reuse_requested.connect(desk.reuse)
            pane.show_in_folder_requested.connect(self.show_file_requested)
            pane.send_requested.connect(desk.send)
            pane.cancel_requested.connect(desk.cancel)
            pane.stop_following_requested.connect(desk.stop_following)
            pane.follow_again_requested.connect(desk.follow_again)
            pane.forget_requested.connect(desk.forget)
            pane.send_again_requested.connect(desk.send_again)
        self.viewer.key_requested.connect(self.key_requested)
        self.top.key_requested.connect(self.key_requested)
        self.top.running_requested.connect(self.history.show_running)
        self._undo.undo_requested.connect(self._take_back)
        self._undo.expired.connect(self._keep_deleted)

    def _add_shortcuts(self) -> None:
        for index in range(3):
            self._key(f"Ctrl+{index + 1}", partial(self._panes.toggle, index))
        self._key("Ctrl+Return", self.compose.generate)
        self._key("Ctrl+Enter", self.compose.generate)
        self._key("Ctrl+Shift+Return", self.compose.rehearse)
        self._key("Ctrl+Shift+Enter", self.compose.rehearse)
        self._key("Ctrl+F", self._find)
        self._key("F10", self.top.open_menu)
        self._key("Ctrl+,", self.preferences_requested.emit)
        self._key("Ctrl+K", self.key_requested.emit)
        self._key("Ctrl+Z", self._undo_last)
        self._key("Ctrl+Shift+Z", self.compose.redo)
        self._key("F1", self.shortcuts_requested.emit)
        self._key("?", self.shortcuts_requested.emit)
        quit_action = QAction(self)
        quit_action.setShortcut(QKeySequence(QKeySequence.StandardKey.Quit))
        quit_action.triggered.connect(self.close)
        self.addAction(quit_action)

    def _key(self, keys: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(act)

    # --- told ---

    def apply_preferences(self, preferences: Preferences) -> None:
        """Take over what the panes need of the preferences."""
        self.compose.set_send_delay(preferences.send_delay)

    def show_trouble(self, error: RushesError) -> None:
        """Show an error that has no other place, above the panes, with what to do about it."""
        words = msg("{what} {next_step}", what=error.message, next_step=error.next_step)
        self._trouble.show_message(words, title=error.title)
        self._shelf.show()

    def show_library_trouble(self, error: RushesError) -> None:
        """Show that the library could not be opened, with the way to another one."""
        self.viewer.show_trouble(error, msg("Choose another folder…"), self.other_library_requested.emit)

    @Slot(object)
    def _opened(self, studio: Studio) -> None:
        bridge = self._desk.bridge
        bridge.generation_changed.connect(self._generation_changed)
        bridge.transfer.connect(self.history.transfer)
        bridge.transfer.connect(self.viewer.transfer)
        bridge.connection_changed.connect(self._connection_changed)
        self.top.show_library(studio.library.folder.name)
        for pane in (self.compose, self.viewer, self.history):
            pane.attach(studio, bridge)
        self._count()

    @Slot()
    def _closing(self) -> None:
        for pane in (self.compose, self.viewer, self.history):
            pane.detach()

    @Slot(str)
    def _created(self, generation_id: str) -> None:
        self.history.show_new(generation_id)

    @Slot(object)
    def _generation_changed(self, event: GenerationChanged) -> None:
        self.history.generation_changed(event)
        self.viewer.generation_changed(event)
        self._count()

    @Slot()
    def _refresh(self) -> None:
        self.history.refresh()
        self._count()

    def _count(self) -> None:
        if self._counting is not None:
            # one question at a time: two could be answered in the wrong order
            self._counting = True
            return
        studio = self._desk.studio
        if studio is not None:
            self._counting = False
            self._desk.tasks.run(
                Pool.QUERIES, studio.history.counts, done=self._counted, failed=self._not_counted, owner=self
            )

    def _counted(self, counts: _Counts) -> None:
        self.status.show_totals(counts.takes, counts.size)
        self.top.show_running(counts.running)
        self.history.show_running_count(counts.running, binned=counts.binned)
        again, self._counting = self._counting, None
        if again:
            self._count()

    def _not_counted(self, error: Exception) -> None:
        self._counting = None
        self._desk.tasks.unhandled.emit(error)

    @Slot(object)
    def _connection_changed(self, event: ConnectionChanged) -> None:
        self.status.show_connection(event.online)
        self.top.show_connection(event.online)

    @Slot(object, object)
    def _key_known(self, known: bool, why: Message | None) -> None:
        self.compose.set_key_known(known)
        if not known:
            self.top.show_no_key(why)
        else:
            self.top.show_credits(None, online=False)

    @Slot(object)
    def _credits_known(self, balance: object) -> None:
        self.top.show_credits(getattr(balance, "total", None), online=True)

    @Slot(object)
    def _reuse(self, recipe: Recipe) -> None:
        self.compose.set_recipe(recipe, undoable=True)
        self.status.say(msg("The recipe is on the desk. Ctrl+Z brings back what was there."))

    @Slot(str)
    def _delete_one(self, generation_id: str) -> None:
        self._desk.delete([generation_id])

    @Slot(object, object)
    def _show_undo(self, ids: tuple[str, ...], words: Message) -> None:
        self._deleted = list(ids)
        self._undo.offer(words)

    @Slot()
    def _keep_deleted(self) -> None:
        self._deleted = []

    @Slot()
    def _undo_last(self) -> None:
        """Take back a deletion while that is offered, else the last change on the desk."""
        if self._undo.isVisible():
            self._undo.withdraw()
            self._take_back()
        else:
            self.compose.undo()

    @Slot()
    def _take_back(self) -> None:
        self._desk.restore(self._deleted)
        self._deleted = []

    @Slot(str)
    def _open_sample(self, name: str) -> None:
        self._desk.open_sample(name)

    @Slot(object)
    def _rehearse_sample(self, recipe: Recipe) -> None:
        self.compose.set_recipe(recipe, undoable=True)
        self.compose.rehearse()

    # --- panes ---

    @Slot()
    def _find(self) -> None:
        if not self._panes.is_open(panes.HISTORY):
            self._panes.toggle(panes.HISTORY)
        self.history.focus_search()

    @Slot()
    def _look_at(self) -> None:
        self.viewer.setFocus()

    # --- pasting and dragging ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste media wherever the keyboard is, as dropping works anywhere; fields take what they want before."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.compose.gatherer.paste(Place())
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let every place that would take it light up, or leave alone what is no media."""
        if self.compose.can_take(event.mimeData()):
            self.compose.drag_entered(event.mimeData())
            _take_a_copy(event)
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take it anywhere."""
        _take_a_copy(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Calm down."""
        self.compose.drag_left()

    def dropEvent(self, event: QDropEvent) -> None:
        """Put it where it fits."""
        self.compose.drop(event.mimeData())
        _take_a_copy(event)

    # --- remembered ---

    def _restore(self) -> None:
        geometry = self._state.data("geometry")
        if not geometry or not self.restoreGeometry(geometry):
            self.resize(1440, 900)
        # without a window manager, and with some, nobody else sees to it that the window fits
        room = self.screen().availableSize() - QSize(0, 0 if geometry else FRAME)
        if self.width() > room.width() or self.height() > room.height():
            self.resize(self.size().boundedTo(room))
        self._panes.restore(self._state)

    def remember(self) -> None:
        """Keep size, position and panes for the next start."""
        self._state.put("geometry", bytes(self.saveGeometry().data()))
        self._panes.remember(self._state)
        self._state.save()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Disappear at once; what is to be kept is kept."""
        self.compose.flush()
        self.viewer.stop()
        self.remember()
        self.hide()
        event.accept()
        self.closed.emit()

    def bring_forward(self) -> None:
        """Show the window in front of all others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()


def _take_a_copy(event: QDropEvent) -> None:
    """Accept a drag, and never as a move: whoever dragged would delete the file."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
