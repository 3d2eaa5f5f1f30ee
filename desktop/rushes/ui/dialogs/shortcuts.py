"""The list of keyboard shortcuts."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog


class ShortcutsDialog(QDialog):
    """Lists all shortcuts."""
