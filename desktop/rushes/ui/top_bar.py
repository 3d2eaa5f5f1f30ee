"""The bar above the panes: the library, what runs, the balance or the way to a key, and the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from rushes.core.messages import Message, msg, plural, verbatim
from rushes.ui import fonts, formats, theme
from rushes.ui.widgets import painting
from rushes.ui.widgets.buttons import IconButton
from rushes.ui.widgets.chips import Chip
from rushes.ui.widgets.containers import Pane
from rushes.ui.widgets.labels import Line
from rushes.ui.words import say, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

HEIGHT: Final = 44

_LIBRARY: Final = msg("Library")
_BALANCE: Final = msg("The balance at skills.video. Click to ask again or change the key.")
_OFFLINE: Final = msg(
    "skills.video cannot be reached. Check the connection and the proxy in Preferences, then click to ask again."
)


class _Mark(QWidget):
    """The program's mark and name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._font = fonts.font(fonts.BODY_PX, bold=True)
        self._name = "Rushes"
        self.setFixedSize(QSize(22 + painting.width_of(self._name, self._font) + 2, HEIGHT - 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint two bars and the name."""
        shown = theme.current()
        painter = painting.painter_for(self)
        top = (self.height() - 14) / 2
        painter.setPen(shown.accent)
        painter.setBrush(shown.accent)
        for left in (0.0, 7.5):
            painter.drawRoundedRect(QRectF(left + 0.5, top + 0.5, 5.5, 13), 2, 2)
        painting.text(painter, self.rect().adjusted(22, 0, 0, 0), self._name, self._font, shown.text)
        painter.end()


class TopBar(Pane):
    """The toolbar.

    Signals:
        library_menu_requested, key_requested, running_requested: their chips were pressed.
    """

    key_requested = Signal()
    running_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent=parent)
        self.setFixedHeight(HEIGHT)
        self._library = Chip(_LIBRARY, framed=False, menu=True)
        self._library.hint(_LIBRARY)
        self._running = Chip(strong_first=True)
        self._running.set_busy(True)
        self._running.hint(msg("Show what is running"))
        self._running.hide()
        self._account = Chip(parent=self)
        self._menu = IconButton("sliders-horizontal")
        self._menu.hint(msg("Menu"), "F10")
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(_Mark())
        row.addWidget(self._library)
        row.addStretch(1)
        for widget in (self._running, self._account, self._menu):
            row.addWidget(widget)
        column = QHBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        line = Line(parent=self)
        line.setGeometry(0, HEIGHT - 1, 10_000, 1)
        self._running.clicked.connect(self.running_requested)
        self._account.clicked.connect(self.key_requested)
        self._has_key = False
        self.show_no_key(None)

    def set_menus(self, library: Callable[[], QMenu], main: Callable[[], QMenu]) -> None:
        """Open these menus, made when they are first wanted."""
        self._library.clicked.connect(lambda: _open_below(library(), self._library))
        self._menu.clicked.connect(lambda: _open_below(main(), self._menu))

    @Slot()
    def open_menu(self) -> None:
        """Open the menu, as its button does."""
        self._menu.click()

    def show_library(self, name: str) -> None:
        """Show the library's name, and what it is the name of unless the name says so."""
        says_so = name.casefold() in (_LIBRARY.source().casefold(), tr(_LIBRARY).casefold())
        say(self._library.setText, verbatim("") if says_so else _LIBRARY)
        self._library.set_strong(name)

    def show_running(self, count: int) -> None:
        """Show how many are running; nothing when none is."""
        self._running.setVisible(count > 0)
        if count:
            self._running.set_strong(str(count))
            say(self._running.setText, msg("running"))
            say(self._running.setAccessibleName, plural("{n} takes are running", "{n} take is running", count))

    def show_no_key(self, why: Message | None) -> None:
        """Offer to add a key, or say why the one there is cannot be had (a locked keyring)."""
        self._has_key = False
        self._account.set_dot("bad" if why is not None else "")
        say(self._account.setText, verbatim(""))
        self._account.hint(msg("Keep the key for skills.video"))  # before the name, which a hint replaces
        say(self._account.set_strong, why if why is not None else msg("Add key"))
        say(self._account.setAccessibleName, why if why is not None else msg("Add key"))

    def show_credits(self, total: float | None, *, online: bool) -> None:
        """Show the balance in credits; None when it is not known."""
        self._has_key = True
        self._account.set_dot("good" if online else "faint")
        say(self._account.setText, verbatim("skills.video"))
        if total is None:
            say(self._account.set_strong, verbatim(""))
            say(self._account.setAccessibleName, msg("skills.video, the balance is not known"))
            return
        words = plural("{amount} credits", "{amount} credit", round(total), amount=formats.amount(total))
        say(self._account.set_strong, words)
        say(self._account.setAccessibleName, msg("skills.video, {balance}", balance=words))
        self._account.hint(_BALANCE)

    def show_connection(self, online: bool) -> None:
        """Show at the account whether the service answers; the balance that was heard last stays."""
        if self._has_key:
            self._account.set_dot("good" if online else "bad")
            self._account.hint(_BALANCE if online else _OFFLINE)


def _open_below(menu: QMenu, anchor: QWidget) -> None:
    corner = anchor.mapToGlobal(anchor.rect().bottomLeft())
    screen = anchor.screen().availableGeometry()
    corner.setX(min(corner.x(), screen.right() - menu.sizeHint().width() - 4))
    menu.popup(corner)
