"""What this program is, and whose work is in it."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog


class AboutDialog(QDialog):
    """Names the version and the licences."""
