"""Asking work to stop, telling who cares, and keeping a secret one."""

from __future__ import annotations

import copy
import pickle
import threading

import pytest

from rushes.core.cancel import Cancelled, CancelToken
from rushes.core.events import Event, Events, KeyChanged
from rushes.core.history import HistoryResult
from rushes.core.secret import Secret


def test_a_token_stops_who_waits_and_who_asks() -> None:
    token = CancelToken()
    token.raise_if_cancelled()
    token.wait(0)
    thread = threading.Timer(0.01, token.cancel)
    thread.start()
    with pytest.raises(Cancelled):
        token.wait(60)
    thread.join()
    assert token.cancelled
    with pytest.raises(Cancelled):
        token.raise_if_cancelled()


def test_callbacks_run_once_and_can_be_taken_back() -> None:
    token = CancelToken()
    called: list[str] = []
    token.on_cancel(lambda: called.append("kept"))
    forget = token.on_cancel(lambda: called.append("taken back"))
    forget()
    forget()
    token.cancel()
    token.cancel()
    token.on_cancel(lambda: called.append("too late"))()
    assert called == ["kept", "too late"]


def test_listeners_hear_until_they_leave_and_may_leave_while_they_hear() -> None:
    events = Events()
    heard: list[Event] = []

    def once(event: Event) -> None:
        heard.append(event)
        leave()

    leave = events.subscribe(once)
    stay = events.subscribe(heard.append)
    events.publish(KeyChanged())
    events.publish(KeyChanged())
    stay()
    stay()
    events.publish(KeyChanged())
    assert len(heard) == 3


def test_a_secret_shows_itself_to_nobody() -> None:
    secret = Secret("sk-123")
    assert secret.reveal() == "sk-123"
    for shown in (repr(secret), str(secret), f"{secret}", f"{secret:>10}", f"{secret!r}", f"{[secret]}"):
        assert "sk-123" not in shown
    with pytest.raises(TypeError):
        pickle.dumps(secret)
    with pytest.raises(TypeError):
        copy.copy(secret)
    assert secret == Secret("sk-123")
    assert secret != Secret("sk-124")
    assert secret != "sk-123"
    assert len({secret, Secret("sk-123")}) == 1
    assert not Secret("")


def test_headings_are_the_days_of_the_rows() -> None:
    from array import array
    from datetime import date

    result = HistoryResult(array("q", [9, 8, 7]), array("q", [0, 2]), array("q", [738_000, 737_999]))
    assert len(result) == 3
    assert list(result.headings()) == [(0, date.fromordinal(738_000)), (2, date.fromordinal(737_999))]
