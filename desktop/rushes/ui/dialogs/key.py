"""The dialog for the key of skills.video."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from rushes.ui.desk import Desk


class KeyDialog(QDialog):
    """Takes a key, checks it, and says where it is kept."""

    def __init__(self, desk: Desk, *, open_page: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._open_page = open_page
