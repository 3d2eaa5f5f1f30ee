"""From a request body to named values: JSON as it stands, multipart with its files written to disk as they arrive.

A multipart body is parsed while it is read, so memory stays at a few pieces of one MiB however large the files are.
The convention is that of the service's quickstart page: the bare field name is repeated for a list, files and URLs
may be mixed in one list and keep their order. `name[]` is understood as `name`.
"""

from __future__ import annotations

import errno
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from multipart import MultipartError, MultipartSegment, PushMultipartParser, parse_options_header

from rushes.rehearsal.answers import Code, InvalidInput, Refusal

if TYPE_CHECKING:
    from email.message import Message
    from io import FileIO
    from pathlib import Path

    from rushes.rehearsal.wire import RequestBody

MAX_JSON: Final = 8 << 20
MAX_TEXT: Final = 2 << 20
MAX_PARTS: Final = 1000
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}")
_EXTENDED_NAME = re.compile(r"filename\*\s*=\s*utf-8'[^']*'([^;\s]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came as a part: the client's name for it, and where it lies now."""

    name: str
    content_type: str
    path: Path
    size: int


@dataclass(frozen=True, slots=True)
class Received:
    """A request body. `json` holds the object of a JSON body; otherwise `parts` holds the parts in order."""

    json: dict[str, object] | None
    parts: tuple[tuple[str, str | Upload], ...] = ()


def receive(headers: Message, body: RequestBody, folder: Path, *, forms: bool = True) -> Received:
    """Read the body. Files go to `folder`, which is made only if there are any.

    Raises Refusal for a body that cannot be read as what it says it is, Gone when the client goes away.
    """
    kind, options = parse_options_header(headers.get("Content-Type", ""))
    if kind == "application/json":
        return Received(json=_object(body.read_all(MAX_JSON)))
    if kind == "multipart/form-data" and forms:
        boundary = options.get("boundary", "")
        if not boundary:
            raise Refusal(400, Code.INVALID_INPUT, "The multipart body has no boundary.")
        return Received(json=None, parts=_parts(body, boundary, folder))
    wanted = "application/json or multipart/form-data" if forms else "application/json on this route"
    raise Refusal(400, Code.INVALID_INPUT, f"Content-Type must be {wanted}.")


def _object(data: bytes) -> dict[str, object]:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Refusal(400, Code.INVALID_INPUT, "The body is not valid JSON.") from error
    if not isinstance(value, dict):
        raise Refusal(400, Code.INVALID_INPUT, "The body must be a JSON object.")
    return value


def _parts(body: RequestBody, boundary: str, folder: Path) -> tuple[tuple[str, str | Upload], ...]:
    collector = _Collector(folder)
    try:
        with PushMultipartParser(boundary, max_segment_count=MAX_PARTS) as parser:
            while not parser.closed:
                for event in parser.parse(body.read()):
                    collector.take(event)
    except MultipartError as error:
        raise Refusal(400, Code.INVALID_INPUT, f"The multipart body cannot be read: {error}") from error
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise Refusal(500, Code.FAILED, "The rehearsal has no space left on its disk.") from error
        raise
    finally:
        collector.close()
    while body.read():  # what follows the last boundary
        pass
    return tuple(collector.parts)


class _Collector:
    """Turns the parser's events into parts: text in memory up to a limit, files straight to disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._segment: MultipartSegment | None = None
        self._file: FileIO | None = None
        self._path = folder
        self._text = bytearray()
        self._size = 0
        self.parts: list[tuple[str, str | Upload]] = []

    def take(self, event: MultipartSegment | bytes | bytearray | None) -> None:
        """Take the start of a part, a piece of its content, or (None) its end."""
        if event is None:
            self._finish()
        elif isinstance(event, MultipartSegment):
            self._begin(event)
        else:
            self._size += len(event)
            if self._file is not None:
                self._file.write(event)
            else:
                self._text += event
                if len(self._text) > MAX_TEXT:
                    raise Refusal(400, Code.INVALID_INPUT, "A text part may have 2 MiB at most.")

    def close(self) -> None:
        """Close a file that was cut off."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _begin(self, segment: MultipartSegment) -> None:
        self._segment = segment
        self._size = 0
        self._text.clear()
        name = _file_name(segment)
        if name is not None:
            self._folder.mkdir(parents=True, exist_ok=True)
            suffix = _SUFFIX.fullmatch("." + name.rpartition(".")[2])
            self._path = self._folder / f"{len(self.parts):04}{suffix.group().lower() if suffix else ''}"
            self._file = self._path.open("wb", buffering=0)

    def _finish(self) -> None:
        assert self._segment is not None  # the parser ends only what it began
        field = self._segment.name.removesuffix("[]")
        if self._file is None:
            self.parts.append((field, _decoded(field, bytes(self._text))))
        else:
            self.close()
            kind = self._segment.content_type or "application/octet-stream"
            upload = Upload(_file_name(self._segment) or "", kind, self._path, self._size)
            self.parts.append((field, upload))
        self._segment = None


def _file_name(segment: MultipartSegment) -> str | None:
    """Return the part's file name, also when a client sends only the extended form, or None for a text part."""
    if segment.filename is not None:
        return str(segment.filename)
    extended = _EXTENDED_NAME.search(segment.header("Content-Disposition", ""))
    return unquote(extended.group(1)) if extended else None


def _decoded(field: str, data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise InvalidInput(field, "is not UTF-8 text.") from error
