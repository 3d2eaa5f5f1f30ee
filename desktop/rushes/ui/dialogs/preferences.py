"""The preferences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from rushes.settings.preferences import PreferencesStore
    from rushes.ui.tasks import Tasks


class PreferencesDialog(QDialog):
    """Shows the preferences and saves each change at once."""

    def __init__(
        self,
        store: PreferencesStore,
        tasks: Tasks,
        *,
        languages: Sequence[str],
        library: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._tasks = tasks
