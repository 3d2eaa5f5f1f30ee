"""The slow imports, each made when it is first needed.

`requests`, `keyring` and `av` together take longer to import than an empty window takes to open, so nothing that runs
before the first paint may import them. The services get these functions instead of the modules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path, PurePath

    from rushes.api.client import Client
    from rushes.api.request import GenerationRequest
    from rushes.core.cancel import CancelToken
    from rushes.core.media import MediaFacts, MediaKind
    from rushes.core.recipe import Recipe, Reference, Workflow
    from rushes.media.check import TakeFacts
    from rushes.media.picture import Picture
    from rushes.settings.preferences import Preferences


def connect(base_url: str, key: Callable[[], str | None], *, proxy: str | None) -> Client:
    """Make a client of the API."""
    from rushes.api.client import Client
    from rushes.api.transport import Transport

    return Client(Transport(base_url, key, proxy=proxy))


def request_builder(
    preferences: Callable[[], Preferences],
) -> Callable[[Recipe, Callable[[Reference], Path]], GenerationRequest]:
    """Return the function that turns a recipe into a request, with the feature names of the preferences."""

    def build(recipe: Recipe, file_of: Callable[[Reference], Path]) -> GenerationRequest:
        from rushes.api.request import build_request

        return build_request(recipe, file_of=file_of, feature_names=_feature_names(preferences()))

    return build


def _feature_names(preferences: Preferences) -> dict[Workflow, str]:
    from rushes.core.recipe import Workflow

    named = {Workflow.FRAMES: preferences.frames_feature, Workflow.REFERENCES: preferences.references_feature}
    return {workflow: name for workflow, name in named.items() if name}


def probe(path: Path) -> MediaFacts:
    """Read what a file is."""
    from rushes.media.probe import probe as look

    return look(path)


def guess_kind(path: PurePath) -> MediaKind | None:
    """Guess what a file is by its name."""
    from rushes.media.sniff import guess_kind as guess

    return guess(path)


def check_take(path: Path) -> TakeFacts:
    """Make sure that a finished video plays to its end."""
    from rushes.media.check import check_take as check

    return check(path)


class MediaTools:
    """The part of `rushes.media` that makes pictures."""

    def thumbnail(self, path: Path, *, width: int, height: int, cancel: CancelToken | None = None) -> Picture:
        """Draw a file small."""
        from rushes.media.thumbnails import thumbnail

        return thumbnail(path, width=width, height=height, cancel=cancel)

    def encode_jpeg(self, picture: Picture, quality: int) -> bytes:
        """Encode a picture."""
        from rushes.media.thumbnails import encode_jpeg

        return encode_jpeg(picture, quality)

    def waveform(self, path: Path, *, buckets: int, cancel: CancelToken | None = None) -> tuple[float, ...]:
        """Measure a sound's peaks."""
        from rushes.media.thumbnails import waveform

        return waveform(path, buckets=buckets, cancel=cancel)

    def save_last_frame(self, path: Path, out: Path) -> None:
        """Write a video's last frame."""
        from rushes.media.stills import save_last_frame

        save_last_frame(path, out)
