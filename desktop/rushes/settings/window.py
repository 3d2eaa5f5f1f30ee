"""Where the window was and how its panes were split. Losing it must not matter."""

from __future__ import annotations

import base64
import binascii
import json
import logging
from typing import TYPE_CHECKING

from rushes.settings.atomic import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)


class WindowState:
    """A few named values in a file of their own. A missing or damaged file is an empty one, and no error is raised.

    For the GUI thread: it reads once, when made, and writes only on `save`.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values: dict[str, str | int] = {}
        try:
            document = json.loads(path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return
        if isinstance(document, dict):
            self._values = {name: value for name, value in document.items() if type(value) in {str, int}}

    def text(self, name: str, default: str = "") -> str:
        """Return a text, or the default when there is none by this name."""
        value = self._values.get(name)
        return value if isinstance(value, str) else default

    def number(self, name: str, default: int = 0) -> int:
        """Return a whole number, or the default when there is none by this name."""
        value = self._values.get(name)
        return value if isinstance(value, int) else default

    def data(self, name: str) -> bytes:
        """Return bytes, such as what a splitter saves of itself; empty when there are none by this name."""
        try:
            return base64.b64decode(self.text(name), validate=True)
        except (binascii.Error, ValueError):
            return b""

    def put(self, name: str, value: str | int | bytes) -> None:
        """Remember a value until `save` writes it."""
        self._values[name] = base64.b64encode(value).decode() if isinstance(value, bytes) else value

    def save(self) -> None:
        """Write the file. A folder that cannot be written to is logged and otherwise ignored."""
        try:
            write_atomically(self._path, json.dumps(self._values, indent=2).encode() + b"\n")
        except OSError as error:
            log.info("The window's layout cannot be kept: %s", error)
