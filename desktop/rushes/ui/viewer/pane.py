"""The pane in the middle: the take that is chosen, how it goes while there is none, and how it was made.

What is not shown yet is not built: the window's first paint waits for the panes.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal, SignalInstance, Slot
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from rushes.ui.viewer.pages import Pages
from rushes.ui.viewer.playback import FAILED, Playback
from rushes.ui.viewer.reading import Reader
from rushes.ui.widgets.containers import Pane

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from rushes.core.errors import RushesError
    from rushes.core.events import GenerationChanged, Transfer
    from rushes.core.messages import Message
    from rushes.media.picture import Frame
    from rushes.media.playback import PlayerState
    from rushes.services.studio import Studio
    from rushes.ui.events import EventBridge
    from rushes.ui.tasks import Tasks
    from rushes.ui.viewer.inspector import Inspector
    from rushes.ui.viewer.loading import Loaded

_AHEAD_MS: Final = 120
"""How long the window rests between parts that are built ahead: whoever waits for it comes first."""

_HIGH: Final = 520
"""The height of the pane below which the inspector gives room to the picture."""


class ViewerPane(Pane):
    """Shows one generation: it plays the take, or says how it stands, with the recipe below.

    Signals (each carries the id of what is shown, except where said):
        reuse_requested, show_in_folder_requested, delete_requested, send_requested, cancel_requested,
        stop_following_requested, follow_again_requested, forget_requested, send_again_requested: the wish.
        sample_requested: carries the name of a sample to rehearse.
        key_requested: somebody wants to add or change the key (nothing).
    """

    reuse_requested = Signal(str)
    show_in_folder_requested = Signal(str)
    delete_requested = Signal(str)
    send_requested = Signal(str)
    cancel_requested = Signal(str)
    stop_following_requested = Signal(str)
    follow_again_requested = Signal(str)
    forget_requested = Signal(str)
    send_again_requested = Signal(str)
    sample_requested = Signal(str)
    key_requested = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None, *, null_sound: bool = False) -> None:
        super().__init__("canvas", parent=parent)
        self._tasks = tasks
        self._studio: Studio | None = None
        self._wanted: str | None = None
        self._loaded: Loaded | None = None
        self._transfer: Transfer | None = None
        self._act: Callable[[], object] | None = None
        self.playback = Playback(tasks, self, null_sound=null_sound)
        self.playback.frame_arrived.connect(self._frame_arrived)
        self.playback.state_changed.connect(self._state_changed)
        self._reader = Reader(tasks, self)
        self._reader.read.connect(self._show)
        self._reader.failed.connect(self._unreadable)
        self._reader.poster_read.connect(self._show_poster)
        self._reader.looked.connect(self._show_nothing)
        self.pages = Pages(tasks, self.playback)
        self.pages.chosen.connect(self._chosen)
        self.pages.sample_requested.connect(self.sample_requested)
        self.pages.came_back.connect(self._order_tabs)
        self.inspector: Inspector | None = None
        # Stands for this pane in the order of the Tab key, before parts that are built late.
        self._anchor = QWidget(self)
        self._anchor.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._anchor.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.pages, 1)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.setInterval(_AHEAD_MS)
        self._ahead.timeout.connect(self._build_ahead)
        shortcut = QShortcut(QKeySequence(Qt.Key.Key_F11), self)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(self.pages.toggle_full_screen)

    # --- the library ---

    def attach(self, studio: Studio, _bridge: EventBridge) -> None:
        """Show what an open library has."""
        self._studio = studio
        self._act = None
        self.show_generation(self._wanted)
        self._ahead.start()

    def detach(self) -> None:
        """Let go of the library: nothing of it is shown or open any more."""
        self._studio = None
        self._ahead.stop()
        self._forget()
        self.playback.close()
        self._show_page(self.pages.nothing)

    def stop(self) -> None:
        """Stop playing and end the player's thread, within a second."""
        self.pages.leave_full_screen()
        self._reader.cancel()
        self._ahead.stop()
        self.playback.close()

    def _forget(self) -> None:
        self.pages.leave_full_screen()
        self._reader.cancel()
        self._wanted, self._loaded, self._transfer = None, None, None
        self.playback.load(None)
        if self.pages.screen_part is not None:
            self.pages.screen_part.canvas.clear()
        if self.inspector is not None:
            self.inspector.clear()
            self.inspector.hide()

    # --- what is shown ---

    @property
    def generation_id(self) -> str | None:
        """The id of what was asked for last, which may still be being read."""
        return self._wanted

    @property
    def shown_id(self) -> str | None:
        """The id of what is shown; None for nothing."""
        return self._loaded.generation.id if self._loaded is not None else None

    @Slot(str)
    def show_generation(self, generation_id: str | None) -> None:
        """Show a generation; None for none: then what to do first, or what to do next."""
        if generation_id is None:
            self._forget()
            self._count()
            return
        if generation_id != self._wanted:
            self._transfer = None
        self._wanted = generation_id
        self._read()

    def _read(self) -> None:
        if self._studio is not None and self._wanted is not None:
            self._reader.read_generation(self._studio, self._wanted)

    @Slot(object)
    def _show(self, loaded: Loaded | None) -> None:
        if loaded is None:
            self.show_generation(None)
            return
        before = self._loaded.generation if self._loaded is not None else None
        generation = loaded.generation
        same = before is not None and before.id == generation.id
        if same and before is not None and before.deleted_at is None and generation.deleted_at is not None:
            self.show_generation(None)
            return
        self._loaded = loaded
        if not same:
            self.pages.leave_full_screen()
        self._inspect(loaded)
        if loaded.path is None:
            self._stand(loaded)
        elif loaded.path != self.playback.path:
            self._play(loaded)

    def _inspect(self, loaded: Loaded) -> None:
        inspector = self._inspector()
        pictures = self._studio.pictures if self._studio is not None else None
        inspector.show_generation(loaded.generation, pictures)
        inspector.show()

    def _inspector(self) -> Inspector:
        if self.inspector is None:
            from rushes.ui.viewer.inspector import Inspector  # deferred: not part of the first paint

            self.inspector = Inspector(self._tasks)
            self.inspector.hide()
            self.inspector.reuse_requested.connect(lambda: self._emit(self.reuse_requested))
            self.inspector.show_in_folder_requested.connect(lambda: self._emit(self.show_in_folder_requested))
            self.inspector.delete_requested.connect(lambda: self._emit(self.delete_requested))
            self._column.addWidget(self.inspector)
            self._share()
        return self.inspector

    @Slot()
    def _build_ahead(self) -> None:
        """Build one part that the first take will need, so that choosing it does not hold the window up."""
        if self.inspector is None:
            self._inspector()
            self._ahead.start()
        elif self.pages.screen_part is None:
            self.pages.screen_page()

    def _play(self, loaded: Loaded) -> None:
        """Open a take: its poster at once, its first frame when it has been decoded."""
        screen = self.pages.screen_page()
        if self.pages.currentWidget() is not screen:
            screen.canvas.clear()
        self._show_page(screen)
        self.playback.load(loaded.path)
        if self._studio is not None:
            self._reader.read_poster(self._studio, loaded.generation.id)

    @Slot(object)
    def _show_poster(self, image: QImage | None) -> None:
        file = self._loaded.generation.file if self._loaded is not None else None
        screen = self.pages.screen_part
        if image is not None and file is not None and screen is not None and self.playback.state is None:
            screen.canvas.show_poster(image, QSize(file.width, file.height))

    def _stand(self, loaded: Loaded) -> None:
        """Say how a generation stands that has no picture."""
        from rushes.ui.viewer import standing  # deferred: not part of the first paint

        self.playback.load(None)
        generation = loaded.generation
        shown = standing.standing(generation, expected=loaded.expected, transfer=self._transfer)
        self._show_page(self.pages.card_page(shown or standing.missing()))

    @Slot(object)
    def _unreadable(self, error: RushesError) -> None:
        from rushes.ui.viewer import standing  # deferred: seldom needed

        self._loaded = None
        self.playback.load(None)
        if self.inspector is not None:
            self.inspector.hide()
        self._show_page(self.pages.card_page(standing.unreadable(error.title, error.message, error.next_step)))

    @Slot()
    def _order_tabs(self) -> None:
        """Let the Tab key go through what is shown in reading order, whenever it was built."""
        stops = [self._anchor, *self.pages.stops()]
        if self.inspector is not None:
            stops += self.inspector.stops()
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _show_page(self, page: QWidget) -> None:
        if not self.pages.full:
            self._order_tabs()
        if self.pages.currentWidget() is page:
            return
        holder = QApplication.focusWidget()
        focused = holder is not None and self.pages.isAncestorOf(holder)
        self.setFocusProxy(None)  # type: ignore[arg-type]  # None takes it away
        if focused:
            # before what has the keyboard vanishes: Qt would hand it to the next field, the prompt
            self.setFocus()
        self.pages.setCurrentWidget(page)
        if page is self.pages.screen_part:
            self.setFocusProxy(page)
            if focused:
                self.setFocus()

    # --- what changed ---

    @Slot(object)
    def generation_changed(self, event: GenerationChanged) -> None:
        """Show what has changed, if it is what is shown."""
        if self._studio is None:
            return
        if self._wanted is None:
            self._count()
        elif event.id == self._wanted:
            # Read first, even if it says that the row has gone: it may have gone to the bin, and be looked at there.
            self._read()

    @Slot(object)
    def transfer(self, event: Transfer) -> None:
        """Show bytes that have gone, if they are of what is shown."""
        if event.id != self._wanted:
            return
        self._transfer = event
        if self._loaded is not None and self._loaded.generation.id == event.id and self._loaded.path is None:
            self._stand(self._loaded)

    @Slot(object)
    def _frame_arrived(self, _frame: Frame) -> None:
        self._reader.forget_poster()

    @Slot(object)
    def _state_changed(self, state: PlayerState) -> None:
        if state.status == FAILED and state.error is not None:
            from rushes.ui.viewer import standing  # deferred: seldom needed

            self._show_page(self.pages.card_page(standing.unplayable(state.error)))

    # --- nothing is shown ---

    def _count(self) -> None:
        if self._studio is not None:
            self._reader.look_if_empty(self._studio)

    @Slot(bool)
    def _show_nothing(self, empty: bool) -> None:
        if self._wanted is None:
            self._show_page(self.pages.welcome_page() if empty else self.pages.hint_page())

    def show_trouble(self, error: RushesError, words: Message, act: Callable[[], object]) -> None:
        """Say that the library could not be opened, and offer what to do about it."""
        from rushes.ui.viewer import standing  # deferred: seldom needed

        self._forget()
        self._act = act
        self._show_page(self.pages.card_page(standing.unreadable(error.title, error.message, error.next_step)))
        if self.pages.card is not None:
            self.pages.card.set_buttons([(words, None, act)])

    # --- wishes ---

    def _emit(self, wish: SignalInstance) -> None:
        if self._wanted is not None:
            wish.emit(self._wanted)

    @Slot(object)
    def _chosen(self, act: object) -> None:
        from rushes.ui.viewer.standing import Act  # deferred: there is a card, so it is loaded

        wishes = {
            Act.SEND: self.send_requested,
            Act.CANCEL: self.cancel_requested,
            Act.STOP_FOLLOWING: self.stop_following_requested,
            Act.FOLLOW_AGAIN: self.follow_again_requested,
            Act.FORGET: self.forget_requested,
            Act.SEND_AGAIN: self.send_again_requested,
            Act.REUSE: self.reuse_requested,
            Act.SHOW_IN_FOLDER: self.show_in_folder_requested,
        }
        if act is self._act and self._act is not None:
            self._act()
        elif act is Act.ADD_KEY:
            self.key_requested.emit()
        elif isinstance(act, Act):
            self._emit(wishes[act])

    # --- keys and the screen ---

    def toggle_play(self) -> None:
        """Play, or pause."""
        self.playback.toggle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Play, step and seek; Delete moves what is shown to the bin."""
        screen = self.pages.pictured()
        if screen is not None and screen.press(event):
            return
        if event.key() == Qt.Key.Key_Delete and not event.isAutoRepeat() and self._deletable():
            self._emit(self.delete_requested)
            return
        super().keyPressEvent(event)

    def _deletable(self) -> bool:
        return self._loaded is not None and self._loaded.generation.deleted_at is None

    # --- room ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height between the picture and the inspector."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        if self.inspector is not None:
            from rushes.ui.viewer.inspector import HEIGHT  # deferred: there is an inspector, so it is loaded

            self.inspector.setFixedHeight(max(120, HEIGHT - max(0, _HIGH - self.height()) // 2))
