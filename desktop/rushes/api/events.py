"""What comes back from a paid request: a stream of events, or one JSON answer, and always first of all the id."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from rushes.api.failures import LOST, Broken
from rushes.api.lenient import parse_beginning, parse_object
from rushes.api.sse import Decoder, Event, StreamTooLong
from rushes.api.wire import decode_answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rushes.api.transport import Reply
    from rushes.core.answers import Answer

log = logging.getLogger(__name__)

_ID_HEADERS: Final = ("X-Generation-Id", "Generation-Id")
_WHITE: Final = b" \t\r\n\xef\xbb\xbf"


class Accepted:
    """The reading of a successful answer to a paid request.

    Every answer goes to `on_answer` the moment it is read, so that the id can be made safe before anything else
    happens. `remote_id` is empty until one is known, and then never changes. `broken` is why reading ended early.
    """

    def __init__(self, reply: Reply, on_answer: Callable[[Answer], None]) -> None:
        self._reply = reply
        self._on_answer = on_answer
        self.remote_id = ""
        self.last: Answer | None = None
        self.broken: Broken | None = None
        self.message = ""

    def read(self) -> Answer | None:
        """Read until a terminal answer, the end, or a break; return the last answer that carries the id, if any."""
        if named := next((self._reply.headers[name] for name in _ID_HEADERS if name in self._reply.headers), ""):
            self._take(decode_answer({"id": named}))
        try:
            self._read()
        except Broken as error:
            self.broken = error
        except StreamTooLong:
            self.broken = Broken(LOST)
        return self.last

    def _read(self) -> None:
        beginning = b""
        while not beginning.lstrip(_WHITE):
            block = self._reply.some()
            if not block:
                return
            beginning += block
        if beginning.lstrip(_WHITE).startswith((b"{", b"[")):
            self._read_json(beginning)
        else:
            self._read_stream(beginning)

    def _read_json(self, beginning: bytes) -> None:
        received = self._reply.rest()
        self.broken = received.broken
        data = beginning + received.data
        document = parse_object(data)
        self._take(decode_answer(parse_beginning(data) if document is None else document))

    def _read_stream(self, beginning: bytes) -> None:
        decoder = Decoder()
        try:
            for event in self._events(decoder, beginning):
                if self._take_event(event):
                    return
        except Broken as error:
            self.broken = error
        cut = decoder.close()
        if cut is not None:
            self._take_event(cut)

    def _events(self, decoder: Decoder, beginning: bytes) -> Iterator[Event]:
        block = beginning
        while block:
            yield from decoder.feed(block)
            block = self._reply.some()

    def _take_event(self, event: Event) -> bool:
        """Take an event; say whether it is the last one that matters."""
        data = event.data.encode("utf-8", "replace")
        document = parse_object(data)
        if document is None:
            document = parse_beginning(data)
            if not document:
                log.info("An event of the stream was not understood")
                return False
            if self.remote_id:
                # half an event says nothing that polling will not say better
                return False
        return self._take(decode_answer(document, remote_id=self.remote_id, event=event.name))

    def _take(self, answer: Answer) -> bool:
        self.message = answer.message or self.message
        if not answer.remote_id:
            return False
        self.remote_id = answer.remote_id
        self.last = answer
        self._on_answer(answer)
        return answer.status.is_terminal
