"""The body of an HTTP request as a stream, by length or chunked, read from the socket in large pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rushes.rehearsal.answers import Code, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable
    from email.message import Message
    from io import BufferedIOBase

PIECE: Final = 1 << 20
MAX_BODY: Final = 2 << 30
_SMALL: Final = 1 << 16
_MAX_LINE: Final = 4096


class Gone(ConnectionError):
    """The client closed the connection before its body was complete."""


class RequestBody:
    """Reads one request body, never past its end.

    `go_ahead`, if there is one, is called once, before the first byte is asked for: it answers
    `Expect: 100-continue`. So a request that is refused by its headers alone never sends its files.
    """

    def __init__(self, source: BufferedIOBase, headers: Message, go_ahead: Callable[[], None] | None) -> None:
        self._source = source
        self._go_ahead = go_ahead
        self._chunked = "chunked" in headers.get("Transfer-Encoding", "").lower()
        self._left = self._length(headers)
        self._taken = 0
        self.finished = not self._chunked and self._left == 0

    def _length(self, headers: Message) -> int:
        text = headers.get("Content-Length")
        if text is None or self._chunked:
            if text is not None:
                raise Refusal(400, Code.INVALID_INPUT, "Content-Length and Transfer-Encoding exclude each other.")
            return 0
        if not (text.isascii() and text.isdigit()):
            raise Refusal(400, Code.INVALID_INPUT, "Content-Length is not a number.")
        if int(text) > MAX_BODY:
            raise Refusal(400, Code.INVALID_INPUT, "The request is larger than 2 GiB.")
        return int(text)

    def read(self, limit: int = PIECE) -> bytes:
        """Return the next bytes, at most `limit`, or nothing at the end. Raises Gone when the client went away."""
        if self._go_ahead is not None:
            self._go_ahead()
            self._go_ahead = None
        if self._chunked and self._left == 0 and not self.finished:
            self._next_chunk()
        if self.finished:
            return b""
        piece = self._source.read1(min(limit, self._left))
        if not piece:
            raise Gone("the request body is incomplete")
        self._left -= len(piece)
        self._taken += len(piece)
        if self._taken > MAX_BODY:
            raise Refusal(400, Code.INVALID_INPUT, "The request is larger than 2 GiB.")
        if self._chunked:
            if self._left == 0:
                self._line()  # the line end after the chunk
        else:
            self.finished = self._left == 0
        return piece

    def read_all(self, limit: int) -> bytes:
        """Return the whole body. Raises Refusal when it is longer than `limit` bytes."""
        pieces: list[bytes] = []
        while piece := self.read():
            pieces.append(piece)
            if self._taken > limit:
                raise Refusal(400, Code.INVALID_INPUT, f"A JSON body may have {limit} bytes at most.")
        return b"".join(pieces)

    def skip_if_small(self) -> bool:
        """Read what is left if that is little, so that the connection can be kept. Return whether it can."""
        if self.finished:
            return True
        if self._chunked or self._left > _SMALL or self._go_ahead is not None:
            return False
        while self.read():
            pass
        return True

    def _next_chunk(self) -> None:
        size = self._line().partition(b";")[0].strip()
        try:
            self._left = int(size, 16)
        except ValueError as error:
            raise Refusal(400, Code.INVALID_INPUT, "The chunked body is broken.") from error
        if self._left < 0:
            raise Refusal(400, Code.INVALID_INPUT, "The chunked body is broken.")
        if self._left == 0:
            while self._line().strip():  # trailers
                pass
            self.finished = True

    def _line(self) -> bytes:
        line = self._source.readline(_MAX_LINE)
        if not line.endswith(b"\n"):
            raise Gone("the request body is incomplete")
        return line
