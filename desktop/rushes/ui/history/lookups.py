"""What the list wants to know of a take besides its row: its file, and how long such takes usually need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from rushes.ui.tasks import Pool

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rushes.core.generation import GenerationId
    from rushes.core.history import HistoryRow
    from rushes.services.studio import Studio
    from rushes.ui.tasks import Tasks


class Lookups(QObject):
    """Answers at once with what is known, and has the rest looked up on a worker thread."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._studio: Studio | None = None
        self._files: dict[str, Path] = {}
        self._expected: dict[tuple[str, int, str], float | None] = {}

    def attach(self, studio: Studio | None) -> None:
        """Look things up in an open library; None for no more."""
        self._studio = studio
        if studio is not None:
            self._files.clear()
            self._expected.clear()

    def file_of(self, generation_id: str) -> Path | None:
        """Return a take's file, if it was looked up."""
        return self._files.get(generation_id)

    def find_files(self, rows: Sequence[HistoryRow]) -> None:
        """Look up the files of takes, which may be dragged soon."""
        wanted = [row.id for row in rows if row.has_file and row.id not in self._files]
        if self._studio is not None and wanted:
            self._tasks.run(Pool.QUERIES, _files_of, self._studio, wanted, done=self._files.update, owner=self)

    def expected_of(self, row: HistoryRow) -> float | None:
        """Return how many seconds takes like this one usually need, if it is known by now."""
        key = (row.resolution, row.duration, row.engine.value)
        if key not in self._expected and self._studio is not None:
            self._expected[key] = None
            self._tasks.run(Pool.QUERIES, _expected, self._studio, row, done=self._expect, owner=self)
        return self._expected.get(key)

    def forget_expected(self) -> None:
        """Look up anew how long takes need: one more has become ready."""
        self._expected.clear()

    def _expect(self, learned: tuple[tuple[str, int, str], float | None]) -> None:
        self._expected[learned[0]] = learned[1]


def _files_of(studio: Studio, ids: Sequence[GenerationId]) -> dict[str, Path]:
    paths = {generation_id: studio.pictures.path_of(generation_id) for generation_id in ids}
    return {generation_id: path for generation_id, path in paths.items() if path is not None}


def _expected(studio: Studio, row: HistoryRow) -> tuple[tuple[str, int, str], float | None]:
    seconds = studio.history.typical_seconds(row.resolution, row.duration, row.engine)
    return (row.resolution, row.duration, row.engine.value), seconds
