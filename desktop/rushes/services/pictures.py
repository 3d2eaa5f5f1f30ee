"""Pictures of takes and references: made once, kept small. Calls block: use the media pool."""

from __future__ import annotations

import hashlib
import logging
import os
from typing import TYPE_CHECKING, Final

from rushes.core.errors import MediaError, UnknownGeneration
from rushes.core.media import MediaKind

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Protocol

    from rushes.core.cancel import CancelToken
    from rushes.core.generation import Generation, GenerationId
    from rushes.core.recipe import Reference
    from rushes.media.picture import Picture
    from rushes.store.library import Library

    class MediaTools(Protocol):
        """What is needed of `rushes.media`, imported when first used."""

        def thumbnail(self, path: Path, *, width: int, height: int, cancel: CancelToken | None = None) -> Picture:
            """Draw a file small."""
            ...

        def encode_jpeg(self, picture: Picture, quality: int) -> bytes:
            """Encode a picture as JPEG."""
            ...

        def waveform(self, path: Path, *, buckets: int, cancel: CancelToken | None = None) -> tuple[float, ...]:
            """Measure a sound's peaks."""
            ...

        def save_last_frame(self, path: Path, out: Path) -> None:
            """Write a video's last frame as PNG."""
            ...


log = logging.getLogger(__name__)

POSTER: Final = (384, 216)
"""Pixels a poster fits into: twice the size of a row's picture, for dense screens."""

JPEG_QUALITY: Final = 85


class Pictures:
    """Posters of takes, thumbnails and wave forms of references, frames of takes as files."""

    def __init__(self, library: Library, cache: Path, tools: MediaTools) -> None:
        self._library = library
        self._cache = cache
        self._tools = tools

    def poster(self, generation_id: GenerationId, cancel: CancelToken | None = None) -> bytes | None:
        """Return a take's poster as JPEG, making it when there is none yet; None when there is no video to show."""
        kept = self._library.files.thumbnail_path(generation_id)
        try:
            return kept.read_bytes()
        except FileNotFoundError:
            pass
        except OSError as error:
            log.info("the poster of %s could not be read: %s", generation_id, error)
        path = self.path_of(generation_id)
        if path is None:
            return None
        try:
            picture = self._tools.thumbnail(path, width=POSTER[0], height=POSTER[1], cancel=cancel)
        except MediaError as error:
            log.info("no poster for %s: %s", generation_id, error)
            return None
        data = self._tools.encode_jpeg(picture, JPEG_QUALITY)
        self._keep(kept, data)
        return data

    def path_of(self, generation_id: GenerationId) -> Path | None:
        """Return where a take's video is, or None when there is none (any more)."""
        try:
            generation = self._library.generations.get(generation_id)
        except UnknownGeneration:
            return None
        return self.video_of(generation)

    def video_of(self, generation: Generation) -> Path | None:
        """Return where the video of a generation is, or None."""
        path = self._library.files.take_path(generation)
        return path if path is not None and path.is_file() else None

    def take_of(self, generation_id: GenerationId) -> tuple[Path, str] | None:
        """Return a take's video and what to call it; None when it has none."""
        path = self.path_of(generation_id)
        if path is None:
            return None
        made = self._library.generations.get(generation_id).created_at.astimezone()
        return path, f"{made:%H.%M} {path.name}"

    def file_of(self, reference: Reference) -> Path | None:
        """Return the local file of a reference: where the artist has it, else the library's copy; None for a URL."""
        if reference.path is not None:
            return reference.path
        return self._library.files.reference_path(reference.sha256) if reference.sha256 else None

    def thumbnail(
        self, reference: Reference, width: int, height: int, cancel: CancelToken | None = None
    ) -> Picture | None:
        """Return a small picture of an image or video; None for a URL or a sound. Raises `MediaError`."""
        path = self.file_of(reference)
        if path is None or reference.kind is MediaKind.AUDIO:
            return None
        return self._tools.thumbnail(path, width=width, height=height, cancel=cancel)

    def waveform(self, reference: Reference, buckets: int, cancel: CancelToken | None = None) -> tuple[float, ...]:
        """Return the peaks of a sound, 0 to 1, one for each bucket. Raises `MediaError`."""
        path = self.file_of(reference)
        return () if path is None else self._tools.waveform(path, buckets=buckets, cancel=cancel)

    def last_frame(self, path: Path) -> Path:
        """Write the last frame of a video as PNG into the cache, once, and return where it is. Raises `MediaError`."""
        status = path.stat()
        name = hashlib.sha256(f"{path}:{status.st_size}:{status.st_mtime_ns}".encode()).hexdigest()[:32]
        out = self._cache / "frames" / f"{name}.png"
        if not out.exists():
            out.parent.mkdir(parents=True, exist_ok=True)
            part = out.with_suffix(f".{os.getpid()}.part.png")
            self._tools.save_last_frame(path, part)
            part.replace(out)
        return out

    def _keep(self, path: Path, data: bytes) -> None:
        try:
            part = path.with_suffix(f".{os.getpid()}.part")
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(data)
            part.replace(path)
        except OSError as error:
            log.info("a poster could not be kept: %s", error)
