"""Small pictures of references: made once on a worker thread, kept while they are in use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from rushes.core.errors import RushesError
from rushes.core.media import MediaKind
from rushes.ui.tasks import Pool

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from rushes.core.cancel import CancelToken
    from rushes.core.recipe import Reference
    from rushes.media.picture import Picture
    from rushes.services.pictures import Pictures
    from rushes.ui.tasks import Tasks

PIXELS: Final = (720, 405)
"""What a picture is made to fit into: the widest place, on a dense screen."""

BUCKETS: Final = 14
"""The bars of a wave form."""

KEPT: Final = 64


@dataclass(frozen=True, slots=True)
class Thumb:
    """What there is to show of a reference: a picture, or the peaks of a sound, or why there is neither."""

    image: QImage | None = None
    peaks: tuple[float, ...] = ()
    error: RushesError | None = None


class Thumbs(QObject):
    """Has pictures made and remembers them.

    Signals:
        arrived: there is something new to show of a reference (its id).
    """

    arrived = Signal(str)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._pictures: Pictures | None = None
        self._known: dict[Hashable, Thumb] = {}
        self._asked: set[Hashable] = set()

    def attach(self, pictures: Pictures | None) -> None:
        """Say who makes pictures; None forgets what is still being made."""
        self._pictures = pictures
        self._asked.clear()

    def get(self, reference: Reference) -> Thumb | None:
        """Return what is known of a reference; where nothing is, it is asked for, and `arrived` tells."""
        key = _key(reference)
        found = self._known.get(key)
        if found is None and self._pictures is not None and key not in self._asked and reference.url is None:
            self._asked.add(key)
            self._tasks.run(
                Pool.MEDIA,
                _make,
                self._pictures,
                reference,
                done=lambda thumb: self._take(key, reference.id, thumb),
                failed=lambda error: self._failed(key, reference.id, error),
                owner=self,
                priority=1,
            )
        return found

    def forget(self, reference: Reference) -> None:
        """Look at a reference anew the next time."""
        key = _key(reference)
        self._known.pop(key, None)
        self._asked.discard(key)

    def keep_only(self, references: Iterable[Reference]) -> None:
        """Forget the pictures of what is not used any more, once there are many."""
        if len(self._known) > KEPT:
            used = {_key(reference) for reference in references}
            self._known = {key: thumb for key, thumb in self._known.items() if key in used}

    def _take(self, key: Hashable, reference_id: str, thumb: Thumb) -> None:
        self._asked.discard(key)
        self._known[key] = thumb
        self.arrived.emit(reference_id)

    def _failed(self, key: Hashable, reference_id: str, error: Exception) -> None:
        if not isinstance(error, RushesError):
            self._tasks.unhandled.emit(error)
            return
        self._take(key, reference_id, Thumb(error=error))


def _key(reference: Reference) -> Hashable:
    return reference.kind, reference.path, reference.sha256, reference.facts


def _make(pictures: Pictures, reference: Reference, cancel: CancelToken) -> Thumb:
    if reference.kind is MediaKind.AUDIO:
        return Thumb(peaks=pictures.waveform(reference, BUCKETS, cancel))
    picture = pictures.thumbnail(reference, PIXELS[0], PIXELS[1], cancel)
    return Thumb() if picture is None else Thumb(image=image_of(picture))


def image_of(picture: Picture) -> QImage:
    """Return a decoded picture as an image that owns its pixels."""
    data = bytes(picture.data)
    return QImage(data, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32).copy()
