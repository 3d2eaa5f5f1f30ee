"""What this program is, and whose work is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

import rushes
from rushes.core.messages import msg, verbatim
from rushes.ui import fonts, icons
from rushes.ui.dialogs.frame import Dialog
from rushes.ui.widgets.labels import KeyValueGrid, Label, Line

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from rushes.core.messages import Message

_WORKS: Final[tuple[tuple[str, Message], ...]] = (
    ("Qt, PySide6", msg("GNU Lesser General Public License, version 3")),
    ("PyAV", msg("BSD; with FFmpeg, x264 and x265 under the GNU General Public License, version 2 or later")),
    ("Inter", msg("SIL Open Font License")),
    ("Lucide", msg("ISC licence")),
    ("Python", msg("Python Software Foundation License")),
)


class AboutDialog(Dialog):
    """Names the version and the licences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(msg("About Rushes"), width=480, parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        head = QHBoxLayout()
        head.setSpacing(12)
        mark = QLabel()
        mark.setPixmap(icons.icon("rushes", "accent_text", 32).pixmap(QSize(32, 32)))
        head.addWidget(mark)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(Label(verbatim("Rushes"), pixels=fonts.TITLE_PX, bold=True))
        version = msg("Version {version}", version=rushes.__version__)
        names.addWidget(Label(version, tone="muted", pixels=fonts.SMALL_PX, selectable=True))
        head.addLayout(names, 1)
        self.body.addLayout(head)
        self.body.addWidget(Label(msg("A studio for making video with Seedance 2.0 through skills.video."), wrap=True))
        self.body.addWidget(
            Label(
                msg(
                    "Rushes is free software under the MIT licence. It is made by neither skills.video nor the makers "
                    "of Seedance."
                ),
                tone="muted",
                wrap=True,
            )
        )
        self.body.addWidget(Line())
        self.body.addWidget(Label(msg("It is built with the work of others:"), tone="muted", pixels=fonts.SMALL_PX))
        grid = KeyValueGrid()
        for name, licence in _WORKS:
            grid.show_row(name, verbatim(name), licence)
        self.body.addWidget(grid)
        self.add_close()
        self.close_button.setDefault(True)
