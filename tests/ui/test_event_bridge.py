"""The services' events on the GUI thread."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QThread

from rushes.core.events import ConnectionChanged, Event, Events, GenerationChanged, KeyChanged, Transfer
from rushes.core.generation import GenerationId
from rushes.ui.events import EventBridge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

A, B = GenerationId("a"), GenerationId("b")


@pytest.fixture
def events() -> Events:
    return Events()


@pytest.fixture
def bridge(qapp: object, events: Events) -> Iterator[EventBridge]:
    made = EventBridge(events)
    yield made
    made.close()


def publish_elsewhere(events: Events, *what: Event) -> None:
    def publish() -> None:
        for event in what:
            events.publish(event)

    thread = threading.Thread(target=publish)
    thread.start()
    thread.join()


def test_an_event_of_another_thread_arrives_on_the_gui_thread(
    qtbot: QtBot, events: Events, bridge: EventBridge
) -> None:
    seen: list[tuple[object, QThread]] = []
    bridge.connection_changed.connect(lambda event: seen.append((event, QThread.currentThread())))
    publish_elsewhere(events, ConnectionChanged(online=False))
    assert seen == []
    qtbot.waitUntil(lambda: len(seen) == 1)
    assert seen == [(ConnectionChanged(online=False), bridge.thread())]


def test_a_burst_about_one_thing_is_told_once(qtbot: QtBot, events: Events, bridge: EventBridge) -> None:
    seen: list[object] = []
    for signal in (bridge.generation_changed, bridge.transfer, bridge.key_changed):
        signal.connect(seen.append)
    publish_elsewhere(
        events,
        GenerationChanged(A, added=True),
        *(Transfer(A, upload=True, done=n, total=500) for n in range(500)),
        GenerationChanged(B),
        GenerationChanged(A),
        Transfer(A, upload=False, done=1, total=None),
        KeyChanged(),
    )
    qtbot.waitUntil(lambda: len(seen) >= 5)
    assert seen == [
        Transfer(A, upload=True, done=499, total=500),
        GenerationChanged(B),
        GenerationChanged(A, added=True),
        Transfer(A, upload=False, done=1, total=None),
        KeyChanged(),
    ]


def test_after_closing_nothing_is_told(qtbot: QtBot, events: Events, bridge: EventBridge) -> None:
    seen: list[object] = []
    bridge.generation_changed.connect(seen.append)
    events.publish(GenerationChanged(A))
    bridge.close()
    events.publish(GenerationChanged(B))
    other = EventBridge(events)
    told: list[object] = []
    other.generation_changed.connect(told.append)
    events.publish(GenerationChanged(B))
    qtbot.waitUntil(lambda: told == [GenerationChanged(B)])
    other.close()
    assert seen == []
