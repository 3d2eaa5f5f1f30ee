"""Scenes: what is painted into the frame, under the slate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter

from rushes.rehearsal.animatic import plates
from rushes.rehearsal.animatic.camera import MARGIN, Anchor, Bounds, Path
from rushes.rehearsal.animatic.plates import Framing, Plate, framing
from rushes.rehearsal.animatic.script import FPS
from rushes.rehearsal.animatic.sources import Clip
from rushes.rehearsal.animatic.stage import BOOST, BOUNDS, Stage, seed_of
from rushes.rehearsal.shot import Kind

if TYPE_CHECKING:
    from rushes.rehearsal.animatic.plan import Panel, Scene
    from rushes.rehearsal.shot import Shot

_GAP = QColor("#101010")


class Painted(Protocol):
    """A scene that is ready to be painted."""

    def draw(self, painter: QPainter, frame: int) -> None:
        """Paint frame `frame` of the scene, counted from 0."""

    def close(self) -> None:
        """Give files back."""


def ready(scene: Scene, shot: Shot) -> Painted:
    """Open the media of a scene. Raises `Unreadable`."""
    if not scene.panels:
        return _Stage(scene, shot)
    if scene.dissolve:
        return _Dissolve(scene, shot)
    return _Panels(scene, shot)


class _Stage:
    def __init__(self, scene: Scene, shot: Shot) -> None:
        self._stage = Stage(scene.beat, shot.prompt, shot.seed, shot.width, shot.height)
        self._path = Path(
            scene.moves, scene.frames / FPS, Anchor.FREE, BOUNDS, seed_of(shot.prompt, shot.seed), boost=BOOST
        )
        self._last = max(1, scene.frames - 1)

    def draw(self, painter: QPainter, frame: int) -> None:
        self._stage.draw(painter, self._path.at(frame / self._last))

    def close(self) -> None:
        """Nothing is open."""


class _Panels:
    """One picture or video that fills the frame, or up to four side by side."""

    def __init__(self, scene: Scene, shot: Shot) -> None:
        self._areas = areas(len(scene.panels), shot.width, shot.height)
        self._last = max(1, scene.frames - 1)
        seed = seed_of(shot.prompt, shot.seed)
        self._views = [_panel(panel, area, scene, seed) for panel, area in zip(scene.panels, self._areas, strict=True)]

    def draw(self, painter: QPainter, frame: int) -> None:
        if len(self._views) == 1:
            self._views[0].draw(painter, frame, self._last)
            return
        for area, view in zip(self._areas, self._views, strict=True):
            painter.save()
            painter.setClipRect(area)
            painter.translate(area.topLeft())
            view.draw(painter, frame, self._last)
            painter.restore()
        self._rule(painter)

    def _rule(self, painter: QPainter) -> None:
        """The lines between the panels."""
        for area in self._areas:
            thick = max(2, self._areas[0].height() // 240)
            if area.left() > 0:
                painter.fillRect(QRect(area.left() - thick // 2, area.top(), thick, area.height()), _GAP)
            if area.top() > 0:
                painter.fillRect(QRect(area.left(), area.top() - thick // 2, area.width(), thick), _GAP)

    def close(self) -> None:
        for view in self._views:
            view.close()


class _Dissolve:
    """From one picture to another: both move the same way, and in the middle one gives way to the other."""

    def __init__(self, scene: Scene, shot: Shot) -> None:
        bound = scene.anchor is Anchor.START
        seconds, seed = scene.frames / FPS, seed_of(shot.prompt, shot.seed)
        self._last = max(1, scene.frames - 1)
        self._size = (shot.width, shot.height)
        self._sides: list[tuple[Plate, Path]] = []
        for panel, anchor in zip(scene.panels, (Anchor.START, Anchor.END), strict=True):
            anchor = anchor if bound else Anchor.FREE
            plate = plates.prepare(
                panel.given,
                *self._size,
                closer=framing(panel.framing),
                margin=bound,
                zoom=_closest(scene, anchor, seed),
            )
            self._sides.append((plate, Path(scene.moves, seconds, anchor, plate.bounds, seed)))

    def draw(self, painter: QPainter, frame: int) -> None:
        u = frame / self._last
        part = min(1.0, max(0.0, (u - 0.34) / 0.32))
        part = part * part * (3 - 2 * part)
        (first, first_path), (second, second_path) = self._sides
        if part < 1:
            first.draw(painter, *self._size, first_path.at(u))
        if part > 0:
            second.draw(painter, *self._size, second_path.at(u), part)

    def close(self) -> None:
        """Nothing is open."""


class _Still:
    def __init__(self, plate: Plate, path: Path, area: QRect) -> None:
        self._plate = plate
        self._path = path
        self._size = (area.width(), area.height())

    def draw(self, painter: QPainter, frame: int, last: int) -> None:
        self._plate.draw(painter, *self._size, self._path.at(frame / last))

    def close(self) -> None:
        """Nothing is open."""


class _Moving:
    def __init__(self, clip: Clip, path: Path, area: QRect, closer: Framing, offset: float) -> None:
        self._clip = clip
        self._path = path
        self._size = (area.width(), area.height())
        self._closer = closer
        self._offset = offset

    def draw(self, painter: QPainter, frame: int, last: int) -> None:
        image = self._clip.at(self._offset + frame / FPS)
        plate = plates.moving(image, *self._size, self._closer)
        plate.draw(painter, *self._size, self._path.at(frame / last))

    def close(self) -> None:
        self._clip.close()


def _panel(panel: Panel, area: QRect, scene: Scene, seed: int) -> _Still | _Moving:
    seconds = scene.frames / FPS
    closer = framing(panel.framing)
    if panel.given.kind is Kind.VIDEO:
        size = (round(area.width() * closer.zoom), round(area.height() * closer.zoom))
        clip = Clip(panel.given, *size)
        plate = plates.moving(clip.at(panel.offset), area.width(), area.height(), closer)
        return _Moving(clip, Path(scene.moves, seconds, scene.anchor, plate.bounds, seed), area, closer, panel.offset)
    bound = scene.anchor is not Anchor.FREE
    plate = plates.prepare(
        panel.given, area.width(), area.height(), closer=closer, margin=bound, zoom=_closest(scene, scene.anchor, seed)
    )
    return _Still(plate, Path(scene.moves, seconds, scene.anchor, plate.bounds, seed), area)


def _closest(scene: Scene, anchor: Anchor, seed: int) -> float:
    """How close the camera will come, before the picture's own proportions are known."""
    margin = 0.0 if anchor is Anchor.FREE else MARGIN
    return Path(scene.moves, scene.frames / FPS, anchor, Bounds(margin, margin), seed).largest


def areas(count: int, width: int, height: int) -> tuple[QRect, ...]:
    """Where `count` panels lie: side by side along the frame's longer side; three have one large; four are a grid."""
    wide = width >= height
    if count == 1:
        return (QRect(0, 0, width, height),)
    if count == 2:
        return _halves(QRect(0, 0, width, height), across=wide)
    first, second = _halves(QRect(0, 0, width, height), across=wide)
    if count == 3:
        return (first, *_halves(second, across=not wide))
    return (*_halves(first, across=not wide), *_halves(second, across=not wide))


def _halves(area: QRect, *, across: bool) -> tuple[QRect, QRect]:
    x, y, w, h = area.x(), area.y(), area.width(), area.height()
    if across:
        return QRect(x, y, w // 2, h), QRect(x + w // 2, y, w - w // 2, h)
    return QRect(x, y, w, h // 2), QRect(x, y + h // 2, w, h - h // 2)
