"""Who is seen and heard when: from a shot and its beats to scenes and sound cues. Plain data, no media opened."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rushes.rehearsal.animatic.camera import DRIFT, HOLD, Anchor
from rushes.rehearsal.animatic.script import FPS, Beat, names, parse, preamble, tidy
from rushes.rehearsal.shot import Kind, Role

if TYPE_CHECKING:
    from rushes.rehearsal.animatic.script import Name
    from rushes.rehearsal.animatic.words import Phases
    from rushes.rehearsal.shot import Input, Shot

_PANELS = 4  # more pictures than this in one beat go to the strip
_SHORTEST = FPS  # frames of a part of a beat that has to be shared


@dataclass(frozen=True, slots=True)
class Panel:
    """One picture or video in a scene. `offset`: seconds into a video; `framing`: 0 the whole picture, else closer."""

    given: Input
    framing: int = 0
    offset: float = 0.0


@dataclass(frozen=True, slots=True)
class Scene:
    """What fills the frame from frame `start` to `end` (exclusive); no panels means the drawn stage."""

    beat: Beat
    start: int
    end: int
    panels: tuple[Panel, ...]
    moves: Phases
    anchor: Anchor = Anchor.FREE
    dissolve: bool = False

    @property
    def frames(self) -> int:
        """How many frames it lasts."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Cue:
    """A sound from `start` for `length` seconds of the take, beginning `offset` seconds into the medium."""

    given: Input
    start: float
    length: float
    offset: float = 0.0
    gain: float = 1.0


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole animatic: scenes without a gap, references nobody mentioned, and what is heard."""

    frames: int
    scenes: tuple[Scene, ...]
    strip: tuple[Input, ...]
    cues: tuple[Cue, ...]

    @property
    def cuts(self) -> tuple[float, ...]:
        """The times of the cuts between beats, in seconds."""
        return tuple(scene.start / FPS for scene in self.scenes[1:])


def make(shot: Shot) -> Plan:
    """The plan of a shot."""
    frames = FPS * shot.duration + 1
    given = {(one.kind, one.number): one for one in shot.inputs if one.role == Role.REFERENCE}
    prompt = tidy(shot.prompt)
    beats = parse(prompt, frames, given.keys())
    roles: dict[Role, Input] = {one.role: one for one in shot.inputs if one.role != Role.REFERENCE}
    if roles:
        return Plan(frames, _bound(beats, roles), (), ())
    scenes = _referenced(beats, given, names(preamble(prompt), given.keys()))
    strip = _strip(scenes, given)
    return Plan(frames, scenes, strip, _cues(prompt, frames, scenes, strip, given) if shot.sound else ())


def _bound(beats: tuple[Beat, ...], roles: dict[Role, Input]) -> tuple[Scene, ...]:
    """Scenes of a start image, or of a first and a last frame."""
    first = roles.get(Role.START) or roles.get(Role.FIRST)
    last = roles.get(Role.LAST)
    if first and last:
        return tuple(_between(beat, len(beats), first, last) for beat in beats)
    only, anchor, bound = (first, Anchor.START, 0) if first else (last, Anchor.END, len(beats) - 1)
    scenes = []
    for beat in beats:
        panels = (Panel(only, abs(beat.index - bound)),) if only else ()
        scenes.append(_scene(beat, panels, anchor if beat.index == bound else Anchor.FREE))
    return tuple(scenes)


def _between(beat: Beat, count: int, first: Input, last: Input) -> Scene:
    """One beat on the way from the first to the last frame: half of the beats show each, one in the middle both."""
    if count % 2 and beat.index == count // 2:
        anchor = Anchor.START if count == 1 else Anchor.FREE
        return _scene(beat, (Panel(first), Panel(last)), anchor, dissolve=True)
    if beat.index < count // 2:
        return _scene(beat, (Panel(first, beat.index),), Anchor.START if beat.index == 0 else Anchor.FREE)
    distance = count - 1 - beat.index
    return _scene(beat, (Panel(last, distance),), Anchor.END if distance == 0 else Anchor.FREE)


def _scene(beat: Beat, panels: tuple[Panel, ...], anchor: Anchor, *, dissolve: bool = False) -> Scene:
    return Scene(beat, beat.start, beat.end, panels, beat.moves or DRIFT, anchor, dissolve)


def _referenced(beats: tuple[Beat, ...], given: dict[Name, Input], general: tuple[Name, ...]) -> tuple[Scene, ...]:
    """Scenes of references: what a beat names fills it; a beat that names nothing takes what nobody named."""
    pictures = [name for name in given if name[0] is not Kind.AUDIO]
    named = {name for beat in beats for name in beat.pictures}
    waiting = [name for name in general if name in pictures and name not in named]
    waiting += [name for name in pictures if name not in named and name not in waiting]
    reel = _Reel(given)
    if pictures and not named:
        return _distributed(beats, waiting, reel)
    scenes = []
    before: tuple[Name, ...] = ()
    for beat in beats:
        shown = beat.pictures[:_PANELS] or ((waiting.pop(0),) if waiting else before)
        scenes.append(reel.scene(beat, beat.start, beat.end, shown))
        before = shown
    return tuple(scenes)


def _distributed(beats: tuple[Beat, ...], pictures: list[Name], reel: _Reel) -> tuple[Scene, ...]:
    """Nothing is named: every picture gets its share of the beats, one after the other."""
    scenes = []
    for beat in beats:
        begin, end = (len(pictures) * (beat.index + k) // len(beats) for k in (0, 1))
        share = pictures[begin:end] or [pictures[min(begin, len(pictures) - 1)]]
        share = share[: max(1, beat.frames // _SHORTEST)]
        for index, name in enumerate(share):
            start, stop = (beat.start + beat.frames * (index + k) // len(share) for k in (0, 1))
            scenes.append(reel.scene(beat, start, stop, (name,)))
    return tuple(scenes)


class _Reel:
    """Keeps what was shown: a video goes on where it stopped, a picture comes back framed closer."""

    def __init__(self, given: dict[Name, Input]) -> None:
        self._given = given
        self._shown: Counter[Name] = Counter()
        self._played: Counter[Name] = Counter()

    def scene(self, beat: Beat, start: int, end: int, shown: tuple[Name, ...]) -> Scene:
        """The scene that shows these references from frame `start` to `end`."""
        panels = tuple(Panel(self._given[name], self._shown[name], self._played[name] / FPS) for name in shown)
        self._shown.update(shown)
        self._played.update(dict.fromkeys(shown, end - start))
        videos = bool(shown) and all(name[0] is Kind.VIDEO for name in shown)
        return Scene(beat, start, end, panels, beat.moves or (HOLD if videos else DRIFT))


def _strip(scenes: tuple[Scene, ...], given: dict[Name, Input]) -> tuple[Input, ...]:
    """The pictures and videos that no scene shows."""
    shown = {panel.given for scene in scenes for panel in scene.panels}
    return tuple(one for one in given.values() if one.kind is not Kind.AUDIO and one not in shown)


def _cues(
    prompt: str, frames: int, scenes: tuple[Scene, ...], strip: tuple[Input, ...], given: dict[Name, Input]
) -> tuple[Cue, ...]:
    """A video sounds where it is seen, a sound from the beat that names it, the rest quietly under everything."""
    whole = frames / FPS
    cues = [
        Cue(panel.given, scene.start / FPS, scene.frames / FPS, panel.offset, 0.9)
        for scene in scenes
        for panel in scene.panels
        if panel.given.kind is Kind.VIDEO
    ]
    cues += [Cue(one, 0.0, whole, 0.0, 0.5) for one in strip if one.kind is Kind.VIDEO]
    for name, one in given.items():
        if one.kind is not Kind.AUDIO:
            continue
        starts = [scene.beat.start / FPS for scene in scenes if name in scene.beat.names]
        start = 0.0 if name in names(preamble(prompt), [name]) else min(starts, default=0.0)
        cues.append(Cue(one, start, whole - start, 0.0, 1.0 if name in names(prompt, [name]) else 0.6))
    return tuple(cues)
