"""Reading what the viewer shows of a generation, on worker threads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from rushes.core.errors import MediaError, UnknownGeneration
from rushes.core.generation import Generation, GenerationId
from rushes.core.media import MediaKind
from rushes.core.stages import Stage

if TYPE_CHECKING:
    from pathlib import Path

    from rushes.core.cancel import CancelToken
    from rushes.core.recipe import Reference
    from rushes.services.pictures import Pictures
    from rushes.services.studio import Studio


@dataclass(frozen=True, slots=True)
class Loaded:
    """All that is shown of a generation: itself, its file if it is there, and how long such takes usually need."""

    generation: Generation
    path: Path | None
    expected: float | None


def load(studio: Studio, generation_id: str) -> Loaded | None:
    """Read a generation; None when it is gone. Raises `LibraryError`."""
    try:
        generation = studio.history.get(GenerationId(generation_id))
    except UnknownGeneration:
        return None
    path = studio.pictures.video_of(generation) if generation.stage is Stage.READY else None
    expected = None
    if generation.stage is not Stage.READY:
        parameters = generation.recipe.parameters
        expected = studio.history.typical_seconds(parameters.resolution.value, parameters.duration, generation.engine)
    return Loaded(generation, path, expected)


def is_empty(studio: Studio) -> bool:
    """Say whether the library holds nothing yet."""
    return studio.history.counts().entries == 0


def poster(studio: Studio, generation_id: str, cancel: CancelToken) -> QImage | None:
    """Return the poster of a take, or None when there is none."""
    data = studio.pictures.poster(GenerationId(generation_id), cancel)
    image = QImage.fromData(data) if data else None
    return None if image is None or image.isNull() else image


@dataclass(frozen=True, slots=True)
class Thumb:
    """A reference's little picture: its place among the references, and the picture if there is one."""

    index: int
    image: QImage | None


def thumb(pictures: Pictures, index: int, reference: Reference, size: QSize, cancel: CancelToken) -> Thumb:
    """Return the little picture of a reference, of about `size` device pixels."""
    if reference.url is not None or reference.kind is MediaKind.AUDIO:
        return Thumb(index, None)
    try:
        picture = pictures.thumbnail(reference, size.width() * 2, size.height() * 2, cancel)
    except MediaError:
        return Thumb(index, None)
    if picture is None:
        return Thumb(index, None)
    data = bytes(picture.data)
    # The copy owns its pixels; the first one borrows them.
    return Thumb(index, QImage(data, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32).copy())


def sample_picture(path: Path, size: QSize) -> QImage | None:
    """Return a sample's picture, scaled to cover `size` device pixels; None when it cannot be read."""
    image = QImage(str(path))
    if image.isNull():
        return None
    return image.scaled(size, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation)
