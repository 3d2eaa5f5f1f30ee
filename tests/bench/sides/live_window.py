"""The whole window at work, watched from outside.

Usage: live_window.py HOME LIBRARY stall|events IMAGE VIDEO. The address of the service is in the environment.

`stall` tells the gaps between ticks of a 2 ms timer on the GUI thread, first idle, then with 8 rehearsals, 4 downloads
and thumbnails at work. `events` tells the milliseconds from each event that the service sent to its painted row.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer

from rushes.app.setting import setting
from rushes.app.window import Run
from rushes.core.media import MediaKind, Role
from rushes.core.parameters import Parameters
from rushes.core.recipe import Recipe, Reference, ReferenceId, Workflow
from rushes.services import submitting, workbench
from rushes.settings.logs import start_logging
from rushes.settings.paths import places
from rushes.settings.platform.locks import ProcessLock
from rushes.ui.history.model import HistoryModel
from rushes.ui.history.view import HistoryView
from rushes.ui.tasks import Pool

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    Script = Generator[float | Callable[[], bool], None, object]

SETTLE, IDLE, BUSY, BEAT_MS = 4.0, 8.0, 12.0, 2
TICKS, GAP_MS = 60, 100


class Heart(QObject):
    """Notes the gaps between the ticks of a timer, in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        self.gaps, self._last = [], time.perf_counter()
        self._timer.start()

    def stop(self) -> list[float]:
        self._timer.stop()
        return self.gaps

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now


class Play:
    """Steps through a script on the GUI thread: it gives seconds to wait, or a condition to wait for."""

    def __init__(self, run: Run, script: Callable[[Run], Script]) -> None:
        self._steps = script(run)

    def next(self) -> None:
        try:
            wish = next(self._steps)
        except StopIteration as end:
            sys.stdout.write(json.dumps(end.value) + "\n")
            sys.stdout.flush()
            os._exit(0)
        if callable(wish):
            self._wait(wish)
        else:
            QTimer.singleShot(round(wish * 1000), self.next)

    def _wait(self, until: Callable[[], bool]) -> None:
        if until():
            self.next()
        else:
            QTimer.singleShot(50, lambda: self._wait(until))


def _reference(path: Path, kind: MediaKind, number: int) -> Reference:
    return Reference(ReferenceId(f"bench-{kind.value}-{number}"), kind, Role.REFERENCE, path.name, path=path)


def stall(run: Run, image: Path, video: Path) -> Script:
    desk, tasks, heart = run._desk, run._tasks, Heart()
    yield lambda: desk.studio is not None
    yield SETTLE
    heart.start()
    yield IDLE
    idle = heart.stop()
    pictures = (_reference(image, MediaKind.IMAGE, 1), _reference(image, MediaKind.IMAGE, 2))
    for number in range(8):
        shot = f"[0–2s] @Image1 dolly in {number} [2–4s] pan left to @Image2"
        desk.rehearse(Recipe(Workflow.REFERENCES, shot, Parameters(duration=4, seed=number), pictures))
    for number in range(4):
        desk.generate(Recipe(Workflow.TEXT, f"paced {number}", Parameters(duration=4)))
    small = _reference(video, MediaKind.VIDEO, 1)
    made: list[object] = []

    def draw(picture: object = None) -> None:
        made.append(picture)
        assert desk.studio is not None
        tasks.run(Pool.MEDIA, desk.studio.pictures.thumbnail, small, 384, 216, done=draw)

    draw()
    yield 1.0
    heart.start()
    yield BUSY
    busy = heart.stop()
    assert desk.studio is not None
    counts = desk.studio.history.counts()
    return {"idle": idle, "busy": busy, "running": counts.running, "thumbnails": len(made) - 1}


def events(run: Run) -> Script:
    sent: list[float] = []
    put: list[float] = []
    painted: list[float] = []
    apply_answer, put_rows, paint = workbench.apply_answer, HistoryModel.put_rows, HistoryView.paintEvent

    def applied(bench: Any, generation: Any, answer: Any) -> Any:
        if "sent" in answer.raw:
            sent.append(float(answer.raw["sent"]))
        return apply_answer(bench, generation, answer)

    def known(model: HistoryModel, rows: Any) -> None:
        put_rows(model, rows)
        put.append(time.monotonic())

    def shown(view: HistoryView, event: Any) -> None:
        paint(view, event)
        painted.append(time.monotonic())

    vars(submitting)["apply_answer"] = applied
    HistoryModel.put_rows = known  # type: ignore[method-assign, assignment]
    HistoryView.paintEvent = shown  # type: ignore[method-assign, assignment]
    yield lambda: run._desk.studio is not None
    yield SETTLE
    run._desk.generate(Recipe(Workflow.TEXT, f"ticks {TICKS} {GAP_MS}", Parameters(duration=4)))
    yield lambda: len(sent) >= TICKS
    yield 0.5
    took = []
    for moment in sent:
        there = next(at for at in put if at >= moment)
        took.append((next(at for at in painted if at >= there) - moment) * 1000)
    return {"took": took}


def main(home: Path, library: Path, what: str, image: Path, video: Path) -> None:
    start = setting(places(home, os.environ), library)
    logs = start_logging(start.places, redactor=start.redactor)
    run = Run(start, logs, ProcessLock(home / "bench.lock"))
    script = (lambda run: stall(run, image, video)) if what == "stall" else events
    play = Play(run, script)
    QTimer.singleShot(0, play.next)
    run.run()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4]), Path(sys.argv[5]))
