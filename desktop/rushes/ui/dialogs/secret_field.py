"""A field for a secret: hidden as it is typed or pasted, seen while the eye is open, gone without a trace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from rushes.core.messages import msg
from rushes.ui.widgets.buttons import IconButton
from rushes.ui.words import say

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from rushes.core.messages import Message

_HINTS = (
    Qt.InputMethodHint.ImhHiddenText
    | Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)


class SecretField(QLineEdit):
    """A password field with an eye. Keyboards are told not to learn, correct or suggest what is typed into it."""

    def __init__(self, name: Message, placeholder: Message, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        say(self.setAccessibleName, name)
        say(self.setPlaceholderText, placeholder)
        self.setDragEnabled(False)
        self.setTextMargins(0, 0, 30, 0)
        self.setFixedHeight(34)
        self.eye = IconButton("eye", side=26, parent=self)
        self.eye.setCheckable(True)
        self.eye.toggled.connect(self._reveal)
        self._reveal(False)

    def wipe(self) -> None:
        """Forget the text, also for undo, and close the eye."""
        self.eye.setChecked(False)
        # Unlike `clear`, this leaves nothing that could be undone.
        self.setText("")

    @Slot(bool)
    def _reveal(self, seen: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if seen else QLineEdit.EchoMode.Password)
        self.setInputMethodHints(_HINTS)
        self.eye.set_icon("eye-off" if seen else "eye")
        self.eye.hint(msg("Hide the key") if seen else msg("Show the key"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the eye at the right."""
        super().resizeEvent(event)
        self.eye.resize(26, 26)
        self.eye.move(self.width() - 30, (self.height() - 26) // 2)
