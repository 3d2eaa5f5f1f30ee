"""Rendering: a shot in, an mp4 out."""

from __future__ import annotations

from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter

from rushes.rehearsal.animatic import fonts, plan, scenes, slate, sound
from rushes.rehearsal.animatic.encode import Canvas, Take
from rushes.rehearsal.animatic.errors import Cancelled
from rushes.rehearsal.animatic.sources import Clip, check_sound, picture
from rushes.rehearsal.animatic.stage import seed_of
from rushes.rehearsal.animatic.strip import Strip
from rushes.rehearsal.shot import Kind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rushes.rehearsal.animatic.plan import Plan
    from rushes.rehearsal.shot import Shot

_TINY = 16


def check(shot: Shot) -> None:
    """See quickly that every given medium can be decoded at all. Raises `Unreadable` for the first that cannot."""
    for one in shot.inputs:
        if one.kind is Kind.IMAGE:
            picture(one, _TINY, _TINY)
        elif one.kind is Kind.VIDEO:
            with closing(Clip(one, _TINY, _TINY)) as clip:
                clip.at(0.0)
        else:
            check_sound(one)


def render(
    shot: Shot,
    out: Path,
    *,
    progress: Callable[[int, int], None] = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Draw the animatic of `shot` and write it to `out`, which appears whole or not at all.

    `progress(done, total)` is called after each frame, `cancelled()` before each. Raises `Unreadable` for a medium
    that cannot be decoded, `Cancelled`, and `OSError` when `out` cannot be written.
    """
    fonts.prepare()
    part = out.with_name(out.name + ".part")
    try:
        _write(shot, part, progress, cancelled)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)


def _write(shot: Shot, part: Path, progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> None:
    todo = plan.make(shot)
    heard = sound.mix(todo, seed_of(shot.prompt, shot.seed)) if shot.sound else None
    canvas = Canvas(shot.width, shot.height)
    with Take(part, shot.width, shot.height, heard) as take, closing(_Film(todo, shot)) as film:
        for number in range(todo.frames):
            if cancelled():
                raise Cancelled
            film.paint(canvas, number)
            take.write(canvas, number)
            progress(number + 1, todo.frames)
        take.finish()


class _Film:
    """Paints frame after frame, opening each scene when it comes and closing it when it is over."""

    def __init__(self, todo: Plan, shot: Shot) -> None:
        self._plan = todo
        self._shot = shot
        self._count = len({scene.beat.index for scene in todo.scenes})
        self._mark = slate.Mark(shot.width, shot.height)
        self._strip = Strip(todo.strip, shot)
        self._next = iter(todo.scenes)
        self._painted = ExitStack()
        self._advance()

    def paint(self, canvas: Canvas, number: int) -> None:
        """Paint frame `number` of the take; the numbers have to follow one another."""
        if number >= self._scene.end:
            self._advance()
        painter = QPainter(canvas.image)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._drawn.draw(painter, number - self._scene.start)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
        self._strip.draw(painter, number)
        self._caption.draw(painter)
        self._mark.draw(painter, number)
        painter.end()

    def _advance(self) -> None:
        self._painted.close()
        self._scene = next(self._next)
        self._drawn = scenes.ready(self._scene, self._shot)
        self._painted.callback(self._drawn.close)
        self._caption = slate.caption(self._scene.beat, self._count, self._shot.width, self._shot.height)

    def close(self) -> None:
        """Give the files of the scene and of the strip back."""
        self._painted.close()
        self._strip.close()
