"""Saying that takes are ready, or went wrong, while nobody looks at the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from rushes.core.messages import Message, msg, plural, verbatim
from rushes.core.stages import FOLLOWED, TERMINAL, Engine, Stage
from rushes.ui.system_notices import system_notices
from rushes.ui.tasks import Pool
from rushes.ui.words import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rushes.core.events import GenerationChanged
    from rushes.core.history import HistoryRow
    from rushes.services.history import History
    from rushes.services.studio import Studio
    from rushes.ui.events import EventBridge
    from rushes.ui.main_window import MainWindow
    from rushes.ui.system_notices import SystemNotices
    from rushes.ui.tasks import Tasks

TOGETHER_MS: Final = 1_500
"""How long the first news waits for more, to be told as one."""
_LINES: Final = 3
"""Prompts that are named in one notification."""
_TOLD: Final = (Stage.READY, Stage.FAILED, Stage.UNCONFIRMED)
_SETTLED: Final = TERMINAL | {Stage.UNCONFIRMED}


class Notifications(QObject):
    """Tells of takes that became ready, failed or unconfirmed while no window of this program is in front.

    Only what was seen at work in this session counts: opening a library with failed takes says nothing.
    """

    def __init__(self, window: MainWindow, tasks: Tasks) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._wanted = True
        self._history: History | None = None
        self._bridge: EventBridge | None = None
        self._stages: dict[str, Stage] = {}
        self._news: dict[str, HistoryRow] = {}
        self._notices: SystemNotices | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TOGETHER_MS)
        self._timer.timeout.connect(self._tell)

    def attach(self, studio: Studio, bridge: EventBridge) -> None:
        """Listen to an open library."""
        self._detach()
        self._history, self._bridge = studio.history, bridge
        bridge.generation_changed.connect(self._changed)
        # What an earlier run left at work is news when it ends.
        self._tasks.run(Pool.QUERIES, _at_work, studio.history, done=self._begin_with, failed=self._failed)

    def set_wanted(self, wanted: bool) -> None:
        """Turn notifications on or off."""
        self._wanted = wanted

    def close(self) -> None:
        """Listen no more."""
        self._detach()
        if self._notices is not None:
            self._notices.close()
            self._notices = None

    def _detach(self) -> None:
        if self._bridge is not None:
            self._bridge.generation_changed.disconnect(self._changed)
        self._history = self._bridge = None
        self._timer.stop()
        self._stages, self._news = {}, {}

    # --- watched ---

    def _begin_with(self, rows: list[HistoryRow]) -> None:
        for row in rows:
            self._stages.setdefault(row.id, row.stage)

    @Slot(object)
    def _changed(self, event: GenerationChanged) -> None:
        if event.removed:
            self._stages.pop(event.id, None)
            self._news.pop(event.id, None)
        elif self._history is not None:
            self._tasks.run(Pool.QUERIES, self._history.row_of, event.id, done=self._seen, failed=self._failed)

    def _seen(self, row: HistoryRow | None) -> None:
        if row is None or row.deleted_at is not None:
            return
        before = self._stages.get(row.id)
        if before in _SETTLED:
            return  # answers may overtake one another; nothing comes after an end
        self._stages[row.id] = row.stage
        if before is not None and row.stage in _TOLD:
            self._news[row.id] = row
            if not self._timer.isActive():
                self._timer.start()

    def _failed(self, error: Exception) -> None:
        self._tasks.unhandled.emit(error)

    # --- told ---

    @Slot()
    def _tell(self) -> None:
        rows, self._news = list(self._news.values()), {}
        if not rows or not self._wanted or QApplication.activeWindow() is not None:
            return
        QApplication.alert(self._window)
        if self._notices is None:
            self._notices = system_notices(self._tasks, self)
            self._notices.clicked.connect(self._show)
        title, body = words_for(rows)
        self._notices.show(tr(title), tr(body), rows[-1].id)

    @Slot(str)
    def _show(self, generation_id: str) -> None:
        self._window.bring_forward()
        self._window.history.select(generation_id)


def _at_work(history: History) -> list[HistoryRow]:
    """Return the rows that are followed or wait. What was being sent is left out: a restart settles it."""
    rows = (history.row_of(generation_id) for generation_id in history.in_work())
    return [row for row in rows if row is not None and row.stage in FOLLOWED | {Stage.WAITING}]


def words_for(rows: Sequence[HistoryRow]) -> tuple[Message, Message]:
    """Return the title and the text of one notification about these rows."""
    if len(rows) == 1:
        return _one(rows[0])
    ready = [row for row in rows if row.stage is Stage.READY]
    failed = [row for row in rows if row.stage is Stage.FAILED]
    unsure = [row for row in rows if row.stage is Stage.UNCONFIRMED]
    parts: list[Message] = []
    if ready:
        parts.append(plural("{n} takes are ready", "{n} take is ready", len(ready)))
    if failed:
        parts.append(plural("{n} takes failed", "{n} take failed", len(failed)))
    if unsure:
        parts.append(plural("{n} were sent without an answer", "{n} was sent without an answer", len(unsure)))
    title = parts[0]
    for part in parts[1:]:
        title = msg("{first} · {second}", first=title, second=part)
    return title, verbatim("\n".join(row.excerpt for row in rows[:_LINES]))


def _one(row: HistoryRow) -> tuple[Message, Message]:
    rehearsal = row.engine is Engine.REHEARSAL
    if row.stage is Stage.READY:
        return msg("Rehearsal ready") if rehearsal else msg("Take ready"), verbatim(row.excerpt)
    if row.stage is Stage.FAILED:
        # The reason was kept in the source language when it happened.
        reason = Message(row.title) if row.title else msg("Reuse its recipe to try again.")
        body = msg("{reason}\n{prompt}", reason=reason, prompt=row.excerpt)
        return msg("Rehearsal failed") if rehearsal else msg("Take failed"), body
    body = msg("It may be running and may be charged.\n{prompt}", prompt=row.excerpt)
    return msg("Sent, but no answer came back"), body
