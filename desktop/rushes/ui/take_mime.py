"""How takes travel in a drag inside the program."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData, QUrl

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from rushes.core.generation import GenerationId

TAKES_MIME: Final = "application/x-rushes-takes"


def mime_of(ids: Iterable[GenerationId], files: Iterable[Path]) -> QMimeData:
    """Return what a drag of takes carries: their ids for this program, their files for all others."""
    mime = QMimeData()
    mime.setData(TAKES_MIME, json.dumps(list(ids)).encode())
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    return mime


def ids_in(mime: QMimeData) -> tuple[GenerationId, ...]:
    """Return the takes that a drag carries; none when it is not one of ours or cannot be read."""
    if not mime.hasFormat(TAKES_MIME):
        return ()
    from rushes.core.generation import GenerationId  # deferred: a start needs no records, a drag does

    try:
        ids = json.loads(bytes(mime.data(TAKES_MIME).data()))
    except ValueError:
        return ()
    return tuple(GenerationId(each) for each in ids if isinstance(each, str)) if isinstance(ids, list) else ()
