"""Where the window finds its icons, fonts and translations."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rushes.locate import resource

if TYPE_CHECKING:
    from pathlib import Path


@cache
def folder() -> Path:
    """Return the folder of the shipped fonts, icons and translations."""
    return resource()
