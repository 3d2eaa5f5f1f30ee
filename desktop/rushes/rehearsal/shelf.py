"""Files that can be had by an address nobody can guess: finished videos, and the uploads that `input` names.

The address holds a random token and lies outside the API, so no key is needed for it and none should be sent.
"""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass, field
from email.utils import formatdate
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

from rushes.rehearsal.faults import NO_FAULTS, Faults

if TYPE_CHECKING:
    from pathlib import Path

PREFIX: Final = "/files/"


@dataclass(slots=True)
class Shared:
    """A file on the shelf. `asked` counts the requests for it, `expired` is set by a fault."""

    path: Path
    name: str
    content_type: str
    faults: Faults = NO_FAULTS
    asked: int = 0
    expired: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def next_fault(self) -> str:
        """Count a request and return the fault that it is to meet, if any."""
        with self._lock:
            self.asked += 1
            return self.faults.text("result") if self.asked <= self.faults.count("result-times", 1 << 30) else ""

    @property
    def stall(self) -> float:
        """Seconds of silence in the middle of the file, for the request that was counted last."""
        limit = self.faults.count("result-times", 1 << 30)
        return self.faults.number("result-stall") if self.asked <= limit else 0.0

    @property
    def etag(self) -> str:
        """The validator that stays as long as the file does."""
        stat = self.path.stat()
        return f'"{stat.st_mtime_ns:x}-{stat.st_size:x}"'

    @property
    def last_modified(self) -> str:
        """The time of the file, as HTTP writes it."""
        return formatdate(self.path.stat().st_mtime, usegmt=True)


class Shelf:
    """Finds files by token."""

    def __init__(self, origin: str) -> None:
        self._origin = origin
        self._files: dict[str, Shared] = {}

    def put(self, shared: Shared) -> str:
        """Share a file and return its address."""
        token = secrets.token_urlsafe(24)
        self._files[token] = shared
        return f"{self._origin}{PREFIX}{token}/{quote(shared.name, safe='') or 'file'}"

    def find(self, path: str) -> Shared | None:
        """Return the file at the path of an address, whatever name follows the token."""
        shared = self._files.get(path.removeprefix(PREFIX).partition("/")[0])
        return shared if shared is not None and shared.path.is_file() else None

    def find_address(self, url: str) -> Shared | None:
        """Return the file at a whole address."""
        return self.find(urlsplit(url).path)
