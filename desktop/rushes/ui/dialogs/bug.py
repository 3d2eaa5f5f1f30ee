"""What to say when Rushes itself went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


class BugDialog(QDialog):
    """Shows the trace of a bug of ours, to be copied into a report."""

    def __init__(self, trace: str, copy_diagnostics: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trace = trace
        self._copy_diagnostics = copy_diagnostics
