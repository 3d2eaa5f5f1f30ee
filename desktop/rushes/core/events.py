"""Telling whoever cares that something changed. Events carry ids, not state: who needs the state reads it again."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from rushes.core.answers import Credits
    from rushes.core.generation import GenerationId


@dataclass(frozen=True, slots=True)
class GenerationChanged:
    """A row of the history is new, has changed or has gone."""

    id: GenerationId
    added: bool = False
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Transfer:
    """Bytes of an upload or download; `total` is None while unknown. Not stored: it is only for those who watch."""

    id: GenerationId
    upload: bool
    done: int
    total: int | None


@dataclass(frozen=True, slots=True)
class CreditsChanged:
    """The balance is known anew."""

    credits: Credits


@dataclass(frozen=True, slots=True)
class KeyChanged:
    """A key was stored or forgotten."""


@dataclass(frozen=True, slots=True)
class ConnectionChanged:
    """The service could or could not be reached."""

    online: bool


Event = GenerationChanged | Transfer | CreditsChanged | KeyChanged | ConnectionChanged


class Events:
    """A list of listeners. `publish` calls them in the publishing thread; they must only pass the event on."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: list[Callable[[Event], None]] = []

    def subscribe(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        """Call `listener` with every event from now on; returns a function that ends it."""
        with self._lock:
            self._listeners.append(listener)

        def unsubscribe() -> None:
            with self._lock:
                if listener in self._listeners:
                    self._listeners.remove(listener)

        return unsubscribe

    def publish(self, event: Event) -> None:
        """Tell every listener."""
        with self._lock:
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener(event)
