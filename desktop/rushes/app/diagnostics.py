"""The page for a bug report, as `rushes doctor` and *Copy diagnostics* give it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rushes.core.errors import LibraryError
from rushes.settings.diagnostics import collect
from rushes.settings.secrets import origin_of
from rushes.store.library import Library

if TYPE_CHECKING:
    from rushes.app.setting import Setting


def page(start: Setting) -> str:
    """Return the page: versions, folders, keyring, display, sound, and what a check of the library found. Blocks."""
    from rushes.media.playback import audio_device  # deferred: the sound library is looked at here only

    extra = {
        "api": start.api_url,
        "library": str(start.library_folder),
        "sound": audio_device() or "none",
        **_library(start),
    }
    return collect(
        start.places,
        extra,
        environ=start.environ,
        keys=start.keys,
        origin=origin_of(start.api_url),
        redactor=start.redactor,
        log_lines=50,
    )


def _library(start: Setting) -> dict[str, str]:
    if not start.library_folder.exists():
        return {"library check": "there is none yet"}
    try:
        library = Library.open(start.library_folder)
    except LibraryError as error:
        return {"library check": f"{error.title}. {error.message}"}
    try:
        found = library.check()
        return {"library check": "; ".join(message.source() for message in found) or "good"}
    finally:
        library.close()
