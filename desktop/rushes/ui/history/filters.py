"""The line of filters above the list, and the two steps that empty the bin."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from rushes.core.history import HistoryFilter
from rushes.core.messages import Message, msg, plural, verbatim
from rushes.ui import formats, theme
from rushes.ui.widgets.banner import Banner, Tone
from rushes.ui.widgets.buttons import LinkButton
from rushes.ui.widgets.chips import Chip
from rushes.ui.widgets.layouts import FlowLayout
from rushes.ui.words import say, tr

HEIGHT: Final = 22

_SHOWN: Final = (
    (HistoryFilter.ALL, msg("All")),
    (HistoryFilter.RUNNING, msg("Running")),
    (HistoryFilter.FAILED, msg("Failed")),
)
_MORE: Final = (
    (HistoryFilter.READY, msg("Finished takes")),
    (HistoryFilter.REHEARSALS, msg("Rehearsals")),
    (HistoryFilter.PAID, msg("Made at skills.video")),
    (HistoryFilter.ATTENTION, msg("Waiting for you")),
    (HistoryFilter.BIN, msg("Bin")),
)


class FilterBar(QWidget):
    """Chips for the parts of the history; with the bin, a link that empties it after being asked twice.

    Signals:
        chosen: list this part (`HistoryFilter`).
        empty_bin_wished: the first step was taken: `ask_to_empty` says what would go.
        empty_bin_requested: the second step was taken.
    """

    chosen = Signal(object)
    empty_bin_wished = Signal()
    empty_bin_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._which = HistoryFilter.ALL
        self._chips: dict[HistoryFilter, Chip] = {}
        self._question: Banner | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.GRID)
        # A long name goes into a second line, and shortens none of the others.
        chips = FlowLayout(spacing=6, last_at_end=True)
        self._column.addLayout(chips)
        for which, words in _SHOWN:
            chip = Chip(words, height=HEIGHT, strong_first=False)
            chip.setCheckable(True)
            chip.setChecked(which is self._which)
            chip.clicked.connect(lambda _checked=False, which=which: self._choose(which))
            self._chips[which] = chip
            chips.addWidget(chip)
        self._more = Chip(height=HEIGHT, icon="ellipsis")
        self._more.setCheckable(True)
        self._more.hint(msg("More filters"))
        self._more.clicked.connect(self._open_more)
        chips.addWidget(self._more)
        self._empty = LinkButton(msg("Empty bin"))
        self._empty.setFixedHeight(HEIGHT)
        self._empty.clicked.connect(self.empty_bin_wished)
        self._empty.hide()
        chips.addWidget(self._empty)

    def show_filter(self, which: HistoryFilter) -> None:
        """Mark the part that is listed."""
        self._which = which
        for each, chip in self._chips.items():
            chip.setChecked(each is which)
        more = dict(_MORE).get(which)
        self._more.setChecked(more is not None)
        say(self._more.set_strong, more or verbatim(""))
        say(self._more.setAccessibleName, msg("More filters") if more is None else more)
        self.withdraw()

    def show_running_count(self, count: int) -> None:
        """Show how many are running, on their filter."""
        self._chips[HistoryFilter.RUNNING].set_strong(formats.number(count) if count else "")

    def show_empty_link(self, shown: bool) -> None:
        """Offer to empty the bin, where there is something in it."""
        offered = shown and self._which is HistoryFilter.BIN
        if not offered:
            self._keep_keyboard(self._empty)
        self._empty.setVisible(offered)
        if not shown:
            self.withdraw()

    def ask_to_empty(self, takes: int, size: int) -> None:
        """Say what would go for good, with the link that does it."""
        if self._question is None:
            self._question = Banner(Tone.WARNING)
            self._column.addWidget(self._question)
        self._question.show_message(
            plural(
                "{count} takes go for good, with {size} of files. This cannot be undone.",
                "{count} take goes for good, with {size} of files. This cannot be undone.",
                takes,
                count=formats.number(takes),
                size=formats.size(size),
            ),
            actions=(
                (plural("Delete {n} takes", "Delete {n} take", takes), self._confirm),
                (msg("Keep them"), self.withdraw),
            ),
        )
        self._question.show()

    @Slot()
    def withdraw(self) -> None:
        """Ask no longer."""
        if self._question is not None:
            self._keep_keyboard(self._question)
            self._question.hide()

    def _keep_keyboard(self, going: QWidget) -> None:
        """Keep the keyboard here when what has it goes: Qt would give it to whatever comes next in the window."""
        holder = QApplication.focusWidget()
        if holder is not None and (holder is going or going.isAncestorOf(holder)):
            self._more.setFocus()

    def _confirm(self) -> None:
        self.withdraw()
        self.empty_bin_requested.emit()

    def _choose(self, which: HistoryFilter) -> None:
        self.chosen.emit(which)

    @Slot()
    def _open_more(self) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for which, words in _MORE:
            action = menu.addAction(tr(words))
            action.setCheckable(True)
            action.setChecked(which is self._which)
            action.triggered.connect(lambda _checked=False, which=which: self._choose(which))
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
        self._more.setChecked(self._which in dict(_MORE))


def nothing(words: str, which: HistoryFilter) -> Message:
    """Return what an empty list says under a search and a filter."""
    if words:
        return msg("Nothing holds “{words}”.", words=words)
    if which is HistoryFilter.ALL:
        return msg("Takes land here and stay here, with or without a connection.")
    if which is HistoryFilter.BIN:
        return msg("The bin is empty.")
    return msg("There is nothing of this kind.")
