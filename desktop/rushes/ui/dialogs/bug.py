"""What to say when Rushes itself went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from rushes.core.messages import msg
from rushes.settings.redaction import Redactor
from rushes.ui import fonts
from rushes.ui.dialogs.frame import Dialog, PushButton
from rushes.ui.widgets.labels import Label
from rushes.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from rushes.core.messages import Message

_MOST: Final = 40_000
"""Characters of a trace that are shown: the end, which says what happened."""


class BugDialog(Dialog):
    """Shows the trace of a bug of ours, to be copied into a report. Whatever looks like a key is taken out."""

    def __init__(self, trace: str, copy_diagnostics: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(msg("Something went wrong in Rushes"), width=600, parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._trace = Redactor().redact(trace)[-_MOST:]
        self._copy_diagnostics = copy_diagnostics
        self.body.addWidget(Label(msg("Something went wrong in Rushes"), pixels=fonts.TITLE_PX, bold=True, wrap=True))
        self.body.addWidget(
            Label(
                msg(
                    "This is a fault of the program, not of yours. Your takes and what you were writing are kept. You "
                    "can go on working; if something does not answer any more, start Rushes again."
                ),
                tone="muted",
                wrap=True,
            )
        )
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.details.setFixedHeight(220)
        self.details.setTabChangesFocus(True)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPixelSize(fonts.SMALL_PX)
        self.details.setFont(fixed)
        self.details.document().setPlainText(self._trace)
        say(self.details.setAccessibleName, msg("Details for a report"))
        self.body.addWidget(self.details)
        self._copied = Label(tone="good", pixels=fonts.SMALL_PX, wrap=True)
        self._copied.hide()
        self.body.addWidget(self._copied)
        self.copy_button = PushButton(msg("Copy details"))
        self.copy_button.clicked.connect(self._copy)
        self.diagnostics_button = PushButton(msg("Copy diagnostics"))
        self.diagnostics_button.clicked.connect(self._diagnose)
        self.buttons.addWidget(self.copy_button)
        self.buttons.addWidget(self.diagnostics_button)
        self.add_close()
        self.close_button.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._trace)
        self._say(msg("The details are on the clipboard. Read them before you send them to anybody."))

    def _diagnose(self) -> None:
        self._copy_diagnostics()
        self._say(msg("The diagnostics are on the clipboard in a moment. They hold no key and no prompt."))

    def _say(self, words: Message) -> None:
        say(self._copied.setText, words)
        self._copied.show()
