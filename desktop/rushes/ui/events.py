"""The services' events as Qt signals on the GUI thread."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from rushes.core.events import ConnectionChanged, CreditsChanged, GenerationChanged, KeyChanged, Transfer

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from rushes.core.events import Event, Events


class EventBridge(QObject):
    """Emits each event of the services on the GUI thread; of several about one thing in one turn, one.

    Signals (each carries the event object):
        generation_changed: a row is new, has changed or has gone. The flags of events that were joined are joined.
        transfer: bytes of an upload or download, the newest count.
        credits_changed: the balance is known anew.
        key_changed: a key was stored or forgotten.
        connection_changed: the service could or could not be reached.
    """

    generation_changed = Signal(object)
    transfer = Signal(object)
    credits_changed = Signal(object)
    key_changed = Signal(object)
    connection_changed = Signal(object)
    _woken = Signal()

    def __init__(self, events: Events, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._waiting: dict[Hashable, Event] = {}
        self._woken.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._unsubscribe: Callable[[], None] = events.subscribe(self._receive)

    def close(self) -> None:
        """Listen no more; what has not been emitted is dropped."""
        self._unsubscribe()
        with self._lock:
            self._waiting.clear()

    def _receive(self, event: Event) -> None:
        """Keep an event for the next turn of the event loop. Called in the publishing thread."""
        key = (type(event), getattr(event, "id", None), getattr(event, "upload", None))
        with self._lock:
            wake = not self._waiting
            # Taken out first, so that what comes last is told last.
            self._waiting[key] = _joined(self._waiting.pop(key, None), event)
        if wake and shiboken6.isValid(self):
            self._woken.emit()

    @Slot()
    def _deliver(self) -> None:
        with self._lock:
            events, self._waiting = tuple(self._waiting.values()), {}
        for event in events:
            self._emit(event)

    def _emit(self, event: Event) -> None:
        match event:
            case GenerationChanged():
                self.generation_changed.emit(event)
            case Transfer():
                self.transfer.emit(event)
            case CreditsChanged():
                self.credits_changed.emit(event)
            case KeyChanged():
                self.key_changed.emit(event)
            case ConnectionChanged():
                self.connection_changed.emit(event)


def _joined(before: Event | None, event: Event) -> Event:
    if isinstance(event, GenerationChanged) and isinstance(before, GenerationChanged):
        return GenerationChanged(event.id, added=event.added or before.added, removed=event.removed or before.removed)
    return event
