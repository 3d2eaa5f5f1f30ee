"""Bodies that are read from disk while they are sent, so that memory does not grow with the files."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rushes.core.errors import MediaError
from rushes.core.messages import msg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from io import BufferedReader
    from pathlib import Path

    from rushes.core.cancel import CancelToken

BLOCK: Final = 1 << 20
"""Bytes read at a time."""


@dataclass(frozen=True, slots=True)
class FilePart:
    """A file inside a body: where it is, what people call it, its bytes and when it was changed (nanoseconds)."""

    path: Path
    name: str
    size: int
    changed: int

    @classmethod
    def of(cls, path: Path, name: str) -> FilePart:
        """Look at a file that is about to be sent. Raises `MediaError`."""
        try:
            facts = path.stat()
        except OSError as error:
            raise _unreadable(name) from error
        if facts.st_size == 0:
            raise MediaError(msg("“{name}” is empty.", name=name), name=name)
        return cls(path, name, facts.st_size, facts.st_mtime_ns)


class Body:
    """A request's body as the file-like object that `requests` streams, with its length known beforehand.

    `started` says that bytes of it may have left, and `complete` that its last byte may have. A cancel is obeyed
    between two blocks until then. A file that is not what it was when the length was counted ends the body before its
    last byte, so that no server can take it for a whole one.
    """

    def __init__(
        self,
        parts: Iterable[bytes | FilePart],
        *,
        cancel: CancelToken,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self._parts = _joined(parts)
        self._length = sum(len(part) if isinstance(part, bytes) else part.size for part in self._parts)
        self._cancel = cancel
        self._progress = progress
        self._index = 0
        self._offset = 0
        self._file: BufferedReader | None = None
        self.sent = 0

    def __len__(self) -> int:
        return self._length

    @property
    def started(self) -> bool:
        """Whether any byte was handed out."""
        return self.sent > 0

    @property
    def complete(self) -> bool:
        """Whether every byte was handed out."""
        return self.sent >= self._length

    def read(self, size: int = -1) -> bytes:
        """Return the next block, nothing at the end.

        Raises:
            Cancelled: somebody asked to stop; the body is incomplete.
            MediaError: a file is gone or was changed; the body is incomplete.
        """
        if self._progress is not None:
            self._progress(self.sent, self._length)
        if self.complete:
            return b""
        self._cancel.raise_if_cancelled()
        block = self._next(BLOCK if size < 0 else size)
        self.sent += len(block)
        return block

    def close(self) -> None:
        """Close the file that is open, if any."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _next(self, size: int) -> bytes:
        while True:
            part = self._parts[self._index]
            if isinstance(part, bytes):
                block = part[self._offset : self._offset + size]
                done = self._offset + len(block) >= len(part)
            else:
                block = self._from_file(part, size)
                done = self._offset + len(block) >= part.size
            self._offset += len(block)
            if done:
                if isinstance(part, FilePart):
                    self._check(part)
                self.close()
                self._index, self._offset = self._index + 1, 0
            if block:
                return block

    def _from_file(self, part: FilePart, size: int) -> bytes:
        try:
            if self._file is None:
                self._file = part.path.open("rb")
                self._check(part)
            block = self._file.read(min(size, part.size - self._offset))
        except OSError as error:
            raise _unreadable(part.name) from error
        if not block:
            raise _changed(part.name)
        return block

    def _check(self, part: FilePart) -> None:
        try:
            facts = part.path.stat()
        except OSError as error:
            raise _unreadable(part.name) from error
        if (facts.st_size, facts.st_mtime_ns) != (part.size, part.changed):
            raise _changed(part.name)


def new_boundary() -> str:
    """Return a boundary that no file contains, except by a chance of one in 2¹²⁸."""
    return f"rushes-{secrets.token_hex(16)}"


def escaped(name: str) -> str:
    """Return a field's or a file's name as it stands between quotes in a part's header (WHATWG, form data)."""
    clean = name.encode("utf-8", "replace").decode("utf-8")
    return clean.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def text_part(boundary: str, name: str, text: str) -> bytes:
    """Return a part that holds text."""
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="{escaped(name)}"\r\n\r\n'
    return head.encode() + text.encode("utf-8", "replace") + b"\r\n"


def file_head(boundary: str, name: str, filename: str, content_type: str) -> bytes:
    """Return what stands before the bytes of a file; they are followed by a line end."""
    return (
        f'--{boundary}\r\nContent-Disposition: form-data; name="{escaped(name)}"; filename="{escaped(filename)}"\r\n'
        f"Content-Type: {content_type}\r\n\r\n"
    ).encode()


def end(boundary: str) -> bytes:
    """Return what ends the body."""
    return f"--{boundary}--\r\n".encode()


def _joined(parts: Iterable[bytes | FilePart]) -> Sequence[bytes | FilePart]:
    """Put neighbouring bytes together, so that a form without files is one block."""
    joined: list[bytes | FilePart] = []
    for part in parts:
        last = joined[-1] if joined else None
        if isinstance(part, bytes) and isinstance(last, bytes):
            joined[-1] = last + part
        elif part:
            joined.append(part)
    return joined


def _unreadable(name: str) -> MediaError:
    return MediaError(msg("“{name}” cannot be read any more. It may have been moved or deleted.", name=name), name=name)


def _changed(name: str) -> MediaError:
    return MediaError(msg("“{name}” was changed while it was being sent.", name=name), name=name)
