"""Cards for what is wrong or was left out, each with the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rushes.core.messages import Message, msg, plural, verbatim
from rushes.core.rules import Fix, Problem
from rushes.ui import fonts, theme
from rushes.ui.widgets.banner import Banner, Tone
from rushes.ui.widgets.labels import ElidedLabel
from rushes.ui.widgets.spinner import Spinner
from rushes.ui.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rushes.core.errors import RushesError
    from rushes.services.intake import LeftOut

NAMED: Final = 8
"""How many files that were left out are named one by one."""

_FIXES: Final = {
    Fix.REMOVE: ((Fix.REMOVE, msg("Remove")),),
    Fix.LOCATE: ((Fix.LOCATE, msg("Find it…")), (Fix.REMOVE, msg("Remove"))),
    Fix.UNMENTION: ((Fix.UNMENTION, msg("Remove")),),
    Fix.MATCH_ASPECT: ((Fix.MATCH_ASPECT, msg("Match its shape")),),
}


class ProblemCards(QWidget):
    """A card for each problem, with what one click can do about it.

    Signals:
        fix_requested: a fix was chosen (`Fix`) for a reference (its id, or "").
    """

    fix_requested = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Problem, ...] = ()
        self._cards: list[Banner] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.GRID)
        self.hide()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show these, and no others."""
        wanted = tuple(problems)
        if wanted == self._shown:
            return
        self._shown = wanted
        while len(self._cards) > len(wanted):
            card = self._cards.pop()
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        while len(self._cards) < len(wanted):
            card = Banner(parent=self)
            self._cards.append(card)
            self._column.addWidget(card)
        for card, problem in zip(self._cards, wanted, strict=True):
            tone = Tone.ERROR if problem.blocks else Tone.WARNING
            card.show_message(problem.message, tone=tone, actions=self._actions(problem))
        self.setVisible(bool(wanted))

    def texts(self) -> list[str]:
        """Return what the cards say."""
        return [tr(problem.message) for problem in self._shown]

    def _actions(self, problem: Problem) -> list[tuple[Message, Callable[[], object]]]:
        if problem.fix is None:
            return []
        return [(words, self._asker(fix, problem.reference_id or "")) for fix, words in _FIXES[problem.fix]]

    def _asker(self, fix: Fix, reference_id: str) -> Callable[[], None]:
        def ask() -> None:
            self.fix_requested.emit(fix, reference_id)

        return ask


class Notes(QWidget):
    """What is being read, and what could not be taken."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 10)
        self._column.setSpacing(theme.GRID)
        self._busy: QWidget | None = None
        self._banner: Banner | None = None
        self._text = ""
        self.hide()

    def text(self) -> str:
        """Return what the card says, or ""."""
        return self._text

    def show_busy(self, busy: bool) -> None:
        """Show that something is being read, or no longer."""
        if busy and self._busy is None:
            self._busy = QWidget(self)
            row = QHBoxLayout(self._busy)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(Spinner(side=14))
            row.addWidget(ElidedLabel(msg("Reading…"), tone="muted", pixels=fonts.META_PX, line_height=16), 1)
            self._column.insertWidget(0, self._busy)
        if self._busy is not None:
            self._busy.setVisible(busy)
        self._fit()

    def show_left_out(self, left_out: Sequence[LeftOut]) -> None:
        """Name what was left out, why, and what to do. Replaces what was shown before."""
        if not left_out:
            self.clear()
            return
        lines = [_line(each) for each in left_out[:NAMED]]
        if len(left_out) > NAMED:
            rest = ", ".join(each.name for each in left_out[NAMED : NAMED + 40])
            lines.append(msg("And {n} more: {names}", n=len(left_out) - NAMED, names=rest))
        title = plural("{n} items were left out", "{n} item was left out", len(left_out))
        self._show(title, lines, Tone.WARNING)

    def show_error(self, error: RushesError) -> None:
        """Say why something could not be done."""
        self._show(error.title, [error.message, error.next_step], Tone.ERROR)

    def say(self, message: Message) -> None:
        """Say something that went wrong, in one sentence."""
        self._show(None, [message], Tone.WARNING)

    def _show(self, title: Message | None, lines: Sequence[Message], tone: Tone) -> None:
        if self._banner is None:
            self._banner = Banner(closable=True, parent=self)
            self._banner.dismissed.connect(self.clear)
            self._column.addWidget(self._banner)
        whole = lines[0]
        for line in lines[1:]:
            whole = msg("{first}\n{second}", first=whole, second=line)
        self._text = "\n".join(tr(part) for part in ((title, whole) if title is not None else (whole,)))
        self._banner.show_message(whole, title=title, tone=tone)
        self._banner.show()
        self._fit()

    @Slot()
    def clear(self) -> None:
        """Say nothing more."""
        self._text = ""
        if self._banner is not None:
            self._banner.hide()
        self._fit()

    def _fit(self) -> None:
        busy = self._busy is not None and not self._busy.isHidden()
        self.setVisible(busy or bool(self._text))


def _line(left_out: LeftOut) -> Message:
    named = left_out.name in tr(left_out.why)
    said = left_out.why if named else msg("{name}: {why}", name=verbatim(left_out.name), why=left_out.why)
    return said if left_out.next_step is None else msg("{first} {second}", first=said, second=left_out.next_step)
