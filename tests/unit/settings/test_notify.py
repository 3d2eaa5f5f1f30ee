"""A click on a notification is heard however soon it comes."""

from __future__ import annotations

import os
import socket
import threading
from typing import TYPE_CHECKING

import pytest
from jeepney import DBusAddress, Message, Parser, new_method_return, new_signal
from jeepney.io.blocking import DBusConnection

from rushes.settings.platform.notify import Clicked, Notifier

if TYPE_CHECKING:
    from collections.abc import Iterator

SERVICE = DBusAddress("/org/freedesktop/Notifications", interface="org.freedesktop.Notifications")


class Far:
    """The other end of a connection without a bus in between, so that the order of what arrives is the test's."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._parser = Parser()

    def heard(self) -> Message:
        """Return the next message that was sent here."""
        while (message := self._parser.get_next_message()) is None:
            self._parser.add_data(self._sock.recv(4096))
        return message

    def say(self, *messages: Message) -> None:
        """Send messages in this order, at once."""
        self._sock.sendall(b"".join(message.serialise(serial=n + 1) for n, message in enumerate(messages)))

    def welcome(self) -> None:
        """Answer the greeting."""
        self.say(new_method_return(self.heard(), "s", (":1.1",)))


@pytest.fixture
def line() -> Iterator[tuple[Notifier, Far]]:
    near, far_end = socket.socketpair()
    far = Far(far_end)
    greeting = threading.Thread(target=far.welcome)
    greeting.start()
    notifier = Notifier(DBusConnection(near), markup=True)
    greeting.join()
    yield notifier, far
    notifier.close()
    far_end.close()


def click(number: int) -> Message:
    return new_signal(SERVICE, "ActionInvoked", "us", (number, "default"))


def test_a_click_that_arrives_before_the_number_of_the_notification_is_kept(line: tuple[Notifier, Far]) -> None:
    notifier, far = line
    notifier.show("Take ready", "A fox", "Show", "take-1")
    asked = far.heard()
    far.say(click(6), click(7))
    assert notifier.read() == []
    far.say(new_method_return(asked, "u", (7,)))
    assert notifier.read() == [Clicked("take-1")]
    assert notifier.read() == []


def test_a_click_on_what_another_program_shows_is_nothing(line: tuple[Notifier, Far]) -> None:
    notifier, far = line
    far.say(click(7))
    assert notifier.read() == []
    notifier.show("Take ready", "A fox", "Show", "take-1")
    far.say(new_method_return(far.heard(), "u", (7,)))
    assert notifier.read() == []


def test_a_click_just_before_the_connection_ends_is_told(line: tuple[Notifier, Far]) -> None:
    notifier, far = line
    notifier.show("Take ready", "A fox", "Show", "take-1")
    far.say(new_method_return(far.heard(), "u", (7,)), click(7))
    far._sock.shutdown(socket.SHUT_RDWR)
    assert notifier.read() == [Clicked("take-1")]
    with pytest.raises(OSError, match=os.strerror(104)):
        notifier.read()
