"""System notifications on the D-Bus of a Linux desktop, after the Desktop Notifications Specification 1.2.

Qt's own D-Bus cannot be used from Python here: `Notify` wants an unsigned number, and PySide6 sends a signed one.
"""

from __future__ import annotations

import html
import logging
import os
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from jeepney import Message
    from jeepney.io.blocking import DBusConnection

log = logging.getLogger(__name__)

_NAME: Final = "org.freedesktop.Notifications"
_PATH: Final = "/org/freedesktop/Notifications"
_TIMEOUT: Final = 5.0
_DEFAULT: Final = "default"
"""The action of a click on the notification itself, by the specification."""


@dataclass(frozen=True, slots=True)
class Clicked:
    """Somebody clicked a notification: what it was about, and the token that lets a window come to the front."""

    ref: str
    token: str = ""


class Notifier:
    """One connection to the notification service. `show` and `read` may be called from different threads."""

    def __init__(self, connection: DBusConnection, *, markup: bool) -> None:
        self._connection = connection
        self._markup = markup
        self._lock = threading.Lock()
        self._sent: dict[int, str] = {}
        self._shown: dict[int, str] = {}
        self._tokens: dict[int, str] = {}
        self._early: set[int] = set()

    @classmethod
    def open(cls) -> Notifier | None:
        """Connect to the session's notification service. Blocks. None when there is no bus or no such service."""
        from jeepney import DBusAddress, MatchRule, MessageType, message_bus, new_method_call
        from jeepney.io.blocking import open_dbus_connection

        if not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
            return None
        try:
            connection = open_dbus_connection()
        except (OSError, ValueError, RuntimeError) as error:
            log.info("no session bus for notifications: %s", error)
            return None
        connection.sock.settimeout(_TIMEOUT)
        try:
            address = DBusAddress(_PATH, bus_name=_NAME, interface=_NAME)
            asked = connection.send_and_get_reply(new_method_call(address, "GetCapabilities"), timeout=_TIMEOUT)
            if asked.header.message_type is not MessageType.method_return:
                log.info("nobody shows notifications: %s", asked.body)
                connection.close()
                return None
            rule = MatchRule(type="signal", interface=_NAME, path=_PATH)
            connection.send_and_get_reply(message_bus.AddMatch(rule), timeout=_TIMEOUT)
        except OSError as error:
            log.info("nobody shows notifications: %s", error)
            connection.close()
            return None
        return cls(connection, markup="body-markup" in asked.body[0])

    def fileno(self) -> int:
        """Return the descriptor that is readable when `read` has something to do."""
        return int(self._connection.sock.fileno())

    def show(self, title: str, body: str, action: str, ref: str) -> None:
        """Show a notification; `action` names what a click does, `ref` comes back with it. Raises `OSError`."""
        from jeepney import DBusAddress, new_method_call

        address = DBusAddress(_PATH, bus_name=_NAME, interface=_NAME)
        words = html.escape(body, quote=False) if self._markup else body
        hints = {"desktop-entry": ("s", "io.github.rushes.Rushes")}
        icon = "io.github.rushes.Rushes"
        values = ("Rushes", 0, icon, title, words, [_DEFAULT, action], hints, -1)
        message = new_method_call(address, "Notify", "susssasa{sv}i", values)
        with self._lock:
            serial = next(self._connection.outgoing_serial)
            self._sent[serial] = ref
            self._connection.send(message, serial=serial)

    def read(self) -> list[Clicked]:
        """Return the clicks that have arrived. Does not block.

        Raises `OSError` when the connection has ended and every click before that was returned.
        """
        clicks: list[Clicked] = []
        while True:
            try:
                message = self._connection.receive(timeout=0)
            except TimeoutError:
                return clicks
            except OSError:
                if clicks:
                    return clicks  # the end is met again by the next call
                raise
            clicks += self._taken(message)

    def _taken(self, message: Message) -> list[Clicked]:
        from jeepney import HeaderFields, MessageType

        fields, body = message.header.fields, message.body
        if message.header.message_type in {MessageType.method_return, MessageType.error}:
            ref = self._sent.pop(fields.get(HeaderFields.reply_serial, 0), None)
            clicks: list[Clicked] = []
            if ref is not None and message.header.message_type is MessageType.method_return:
                self._shown[body[0]] = ref
                if body[0] in self._early:
                    clicks.append(Clicked(ref, self._tokens.pop(body[0], "")))
            if not self._sent:
                self._early.clear()
            return clicks
        if fields.get(HeaderFields.interface) != _NAME or not body:
            return []
        match fields.get(HeaderFields.member):
            case "ActivationToken":
                self._tokens[body[0]] = body[1]
            case "ActionInvoked" if body[0] in self._shown:
                return [Clicked(self._shown[body[0]], self._tokens.pop(body[0], ""))]
            case "ActionInvoked" if self._sent:
                # signals go to everybody: it is another program's, or ours, clicked before its number is known here
                self._early.add(body[0])
            case "NotificationClosed":
                self._shown.pop(body[0], None)
                self._tokens.pop(body[0], None)
        return []

    def close(self) -> None:
        """End the connection. What is shown stays."""
        self._connection.close()
