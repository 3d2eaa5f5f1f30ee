"""Events of a stream, by the rules of the WHATWG's server-sent events, decoded as the bytes come.

One rule is bent: an event that the end of the stream cuts off is dropped by the book. Here `close()` hands it out,
because it may carry the only id of a paid job; whoever reads it must expect half a line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MAX_EVENT: Final = 8 << 20
"""Bytes of the largest line, and of the largest event."""

_BOM: Final = b"\xef\xbb\xbf"


class StreamTooLong(Exception):
    """A line or an event of the stream has no end in sight."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event; `name` is empty where the stream gives none, `data` holds its lines."""

    data: str
    name: str = ""


class Decoder:
    """Bytes in, events out. Lines end with CR, LF or both, wherever the blocks are cut."""

    def __init__(self) -> None:
        self._line = bytearray()
        self._data: list[str] = []
        self._size = 0
        self._name = ""
        self._first = True
        self._after_cr = False

    def feed(self, block: bytes) -> list[Event]:
        """Return the events that end in this block. Raises `StreamTooLong`."""
        events: list[Event] = []
        if self._after_cr and block:
            self._after_cr = False
            block = block.removeprefix(b"\n")
        if not block:
            return events
        # a CR that ends the block ends its line too; the LF that may follow is skipped with the next block
        self._after_cr = block.endswith(b"\r")
        lines = block.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        for line in lines[:-1]:
            self._add(line)
            event = self._end_line()
            if event is not None:
                events.append(event)
        self._add(lines[-1])
        return events

    def close(self) -> Event | None:
        """Return what the end of the stream cut off, if it has any data."""
        if self._line:
            self._end_line()
        return self._end_event()

    def _add(self, piece: bytes) -> None:
        self._line += piece
        if len(self._line) + self._size > MAX_EVENT:
            raise StreamTooLong

    def _end_line(self) -> Event | None:
        line, self._line = bytes(self._line), bytearray()
        if self._first:
            self._first = False
            line = line.removeprefix(_BOM)
        if not line:
            return self._end_event()
        field, _, value = line.decode("utf-8", "replace").partition(":")
        value = value.removeprefix(" ")
        if field == "data":
            self._data.append(value)
            self._size += len(line)
        elif field == "event":
            self._name = value
        return None

    def _end_event(self) -> Event | None:
        data, name = self._data, self._name
        self._data, self._name, self._size = [], "", 0
        return Event("\n".join(data), name) if data else None
