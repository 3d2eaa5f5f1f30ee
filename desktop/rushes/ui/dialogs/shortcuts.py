"""The list of keyboard shortcuts."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from rushes.core.messages import msg
from rushes.ui import fonts, theme
from rushes.ui.dialogs.frame import Dialog
from rushes.ui.widgets import painting
from rushes.ui.widgets.labels import Label, SectionHeader

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from rushes.core.messages import Message


class Shortcut(NamedTuple):
    """Keys, each as `QKeySequence` reads it, and what they do."""

    keys: tuple[str, ...]
    does: Message


class Group(NamedTuple):
    """Shortcuts that work in one place."""

    where: Message
    shortcuts: tuple[Shortcut, ...]


ANYWHERE: Final = Group(
    msg("Anywhere"),
    (
        Shortcut(("Ctrl+Return",), msg("Generate")),
        Shortcut(("Ctrl+Shift+Return",), msg("Rehearse")),
        Shortcut(("Esc",), msg("Take back a send while it counts down")),
        Shortcut(("Ctrl+F",), msg("Search the history")),
        Shortcut(("Ctrl+1",), msg("Show or hide the composer")),
        Shortcut(("Ctrl+2",), msg("Go to the viewer")),
        Shortcut(("Ctrl+3",), msg("Show or hide the history")),
        Shortcut(("Ctrl+,",), msg("Preferences")),
        Shortcut(("Ctrl+K",), msg("Key for skills.video")),
        Shortcut(("F10",), msg("Menu")),
        Shortcut(("F1", "?"), msg("This list")),
        Shortcut(("Ctrl+Q",), msg("Quit")),
    ),
)

COMPOSER: Final = Group(
    msg("Composer"),
    (
        Shortcut(("@",), msg("Mention a reference")),
        Shortcut(("Ctrl+Z",), msg("Undo")),
        Shortcut(("Ctrl+Shift+Z",), msg("Redo")),
        Shortcut(("Ctrl+V",), msg("Paste text or media")),
        Shortcut(("Del",), msg("Remove a reference")),
    ),
)

VIEWER: Final = Group(
    msg("Viewer"),
    (
        Shortcut(("Space",), msg("Play or pause")),
        Shortcut(("J", "K", "L"), msg("Play back, pause, play on; again for faster")),
        Shortcut(("Left", "Right"), msg("One frame back or on")),
        Shortcut(("Shift+Left", "Shift+Right"), msg("Ten frames back or on")),
        Shortcut(("Home", "End"), msg("First or last frame")),
        Shortcut(("M",), msg("Sound on or off")),
        Shortcut(("F11",), msg("Full screen")),
    ),
)

HISTORY: Final = Group(
    msg("History"),
    (
        Shortcut(("Up", "Down"), msg("Choose a take")),
        Shortcut(("Del",), msg("Move to the bin")),
    ),
)

_SHOWN: Final = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "Return": "Enter"}


def shown_keys(keys: str) -> str:
    """Return a shortcut as this system writes it: "Ctrl+Enter"."""
    form = QKeySequence.SequenceFormat
    # Elsewhere the native text is a translation, which the keys themselves do not bear.
    words = QKeySequence(keys).toString(form.NativeText if sys.platform == "darwin" else form.PortableText)
    for name, shown in _SHOWN.items():
        words = words.replace(name, shown)
    return words


class KeyCaps(QWidget):
    """One or several keys, each in a small frame."""

    def __init__(self, keys: tuple[str, ...], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caps = [shown_keys(key) for key in keys]
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(self._caps))

    def _widths(self) -> list[int]:
        return [max(22, painting.width_of(cap, fonts.font(fonts.META_PX)) + 12) for cap in self._caps]

    def sizeHint(self) -> QSize:
        """Return the size of all caps."""
        widths = self._widths()
        return QSize(sum(widths) + 4 * (len(widths) - 1), 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the caps."""
        shown = theme.current()
        painter = painting.painter_for(self)
        left = 0
        middle = Qt.AlignmentFlag.AlignHCenter
        for cap, width in zip(self._caps, self._widths(), strict=True):
            area = QRect(left, 0, width, self.height())
            painting.box(painter, area, theme.RADIUS_SMALL, fill=shown.window, border=shown.line)
            painting.text(painter, area, cap, fonts.font(fonts.META_PX), shown.text, middle)
            left += width + 4
        painter.end()


class ShortcutsDialog(Dialog):
    """Lists all shortcuts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(msg("Keyboard shortcuts"), width=720, parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        columns = QHBoxLayout()
        columns.setSpacing(32)
        for groups in ((ANYWHERE,), (COMPOSER, VIEWER, HISTORY)):
            column = QVBoxLayout()
            column.setSpacing(20)
            for group in groups:
                column.addLayout(_group(group))
            column.addStretch(1)
            columns.addLayout(column, 1)
        self.body.addLayout(columns)
        self.add_close()
        self.close_button.setDefault(True)


def _group(group: Group) -> QVBoxLayout:
    box = QVBoxLayout()
    box.setSpacing(theme.GRID)
    box.addWidget(SectionHeader(group.where))
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 1)
    for row, shortcut in enumerate(group.shortcuts):
        words = Label(shortcut.does, wrap=True)
        grid.addWidget(words, row, 0)
        grid.addWidget(KeyCaps(shortcut.keys), row, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    box.addLayout(grid)
    return box
