"""From a checked request to a finished file: gather the media, draw the animatic, say what was made.

PyAV and Qt come with this module, so it is imported when the first request needs it and not at the start.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rushes.rehearsal.animatic import Cancelled, Unreadable, check, prepare, render
from rushes.rehearsal.answers import Code, InvalidInput, Refusal
from rushes.rehearsal.card import draw_card
from rushes.rehearsal.fetch import Unreachable, fetch, file_name
from rushes.rehearsal.length import video_seconds
from rushes.rehearsal.received import Upload
from rushes.rehearsal.shot import Input, Kind, Shot
from rushes.rehearsal.sizes import size

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rushes.rehearsal.request import Medium, Request

__all__ = ["Cancelled", "Made", "check_media", "make", "prepare"]


@dataclass(frozen=True, slots=True)
class Made:
    """A finished animatic. `left_out` says in a sentence each which media could not be had."""

    path: Path
    shot: Shot
    reference_seconds: float
    left_out: tuple[str, ...]

    def data(self, url: str) -> dict[str, object]:
        """Return the `data` of the finished job, whose video lies at `url`.

        The service publishes a sample for images only; this is the same pattern with the word video.
        """
        video: dict[str, object] = {
            "url": url,
            "file_name": self.path.name,
            "content_type": "video/mp4",
            "file_size": self.path.stat().st_size,
            "width": self.shot.width,
            "height": self.shot.height,
            "duration": self.shot.duration,
        }
        data: dict[str, object] = {"type": "video", "n": 1, "actual_prompt": self.shot.prompt}
        data |= {"videos": [dict(video)], "video": video}
        if self.shot.seed is not None:
            data["seed"] = self.shot.seed
        if self.left_out:
            data["left_out"] = list(self.left_out)
        return data


def check_media(request: Request) -> float:
    """Look at the request's files and return the seconds of reference video among them. Raises InvalidInput.

    Media named by URL are looked at only when they are fetched, after the request was accepted.
    """
    seconds = 0.0
    for medium in request.media:
        if isinstance(medium.source, Upload):
            given = _looked_at(medium, medium.source.path)
            seconds += video_seconds(given.path) if medium.kind is Kind.VIDEO else 0.0
    return seconds


def make(request: Request, base: Path, cancelled: Callable[[], bool], *, shrink: int = 1) -> Made:
    """Render the request to `base` plus `.mp4`; what is fetched lies in the folder `base` meanwhile.

    Width and height are divided by `shrink`, for tests of everything but the picture.

    Raises Refusal for media that cannot be read, Cancelled when `cancelled` says so.
    """
    base.mkdir(parents=True)
    try:
        return _make(request, base, cancelled, shrink)
    finally:
        shutil.rmtree(base, ignore_errors=True)


def _make(request: Request, base: Path, cancelled: Callable[[], bool], shrink: int) -> Made:
    width, height = (side // shrink // 2 * 2 for side in size(request.aspect_ratio, request.resolution))
    gathering = _Gathering(base, (width, height), cancelled)
    for number, medium in enumerate(request.media):
        gathering.take(number, medium)
    inputs = tuple(given for _, given in gathering.found)
    shot = Shot(request.prompt, width, height, request.duration, request.generate_audio, request.seed, inputs)
    out = base.with_name(base.name + ".mp4")
    try:
        render(shot, out, cancelled=cancelled)
    except Unreadable as error:
        label = next((medium.label for medium, given in gathering.found if given == error.input), "input")
        raise Refusal(422, Code.INVALID_INPUT, f"{label}: {error.reason}.") from error
    return Made(out, shot, gathering.reference_seconds, tuple(gathering.left_out))


class _Gathering:
    """Brings the media of one request together as local files."""

    def __init__(self, folder: Path, frame: tuple[int, int], cancelled: Callable[[], bool]) -> None:
        self._folder = folder
        self._cancelled = cancelled
        self.size = frame
        self.found: list[tuple[Medium, Input]] = []
        self.left_out: list[str] = []
        self.reference_seconds = 0.0

    def take(self, number: int, medium: Medium) -> None:
        """Add one medium. Raises InvalidInput for a file that is there and cannot be decoded."""
        path = self._local(number, medium)
        if path is None:
            return
        if medium.kind is Kind.VIDEO:
            self.reference_seconds += video_seconds(path)
        self.found.append((medium, _looked_at(medium, path)))

    def _local(self, number: int, medium: Medium) -> Path | None:
        source = medium.source
        if isinstance(source, Upload):
            return source.path
        try:
            return fetch(source, self._folder / f"{number:02}", self._cancelled)
        except Unreachable as error:
            if medium.kind is Kind.IMAGE:
                self.left_out.append(f"{medium.label} could not be fetched, a card stands in for it: {error}")
                return draw_card(file_name(source), self.size, self._folder / f"{number:02}-card.png")
            self.left_out.append(f"{medium.label} could not be fetched and was left out: {error}")
            return None


def _looked_at(medium: Medium, path: Path) -> Input:
    """Return a medium as the renderer knows it. Raises InvalidInput when the renderer could not decode it."""
    given = Input(medium.kind, medium.role, medium.number, path)
    try:
        check(Shot("", 16, 16, 4, sound=False, seed=None, inputs=(given,)))
    except Unreadable as error:
        raise InvalidInput(medium.label, f"{error.reason}.") from error
    return given
