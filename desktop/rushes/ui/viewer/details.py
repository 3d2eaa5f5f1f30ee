"""Everything that is known of a generation, in a small window: what was used, times, credits, the raw answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from rushes.core.messages import msg, verbatim
from rushes.ui import fonts, formats, theme
from rushes.ui.viewer import facts, used
from rushes.ui.viewer.strip import name_of
from rushes.ui.widgets.buttons import ToolButton
from rushes.ui.widgets.containers import Popover, QuietScroll
from rushes.ui.widgets.labels import KeyValueGrid, Label, SectionHeader
from rushes.ui.words import say, tr

if TYPE_CHECKING:
    from datetime import datetime

    from rushes.core.generation import Generation
    from rushes.core.messages import Message

WIDTH: Final = 440
_MOST_HEIGHT: Final = 520
_LONGEST_ANSWER: Final = 60_000
"""Characters of an answer that are shown; all of it is copied."""


class DetailsPopover(Popover):
    """Shows one generation in full."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, name=msg("Details"))
        self.body.setContentsMargins(theme.MARGIN, 12, 6, 12)
        self._content = content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 10, 0)
        self._column.setSpacing(6)
        self._used = self._section(msg("What the service says it used"))
        self.differences = Label(pixels=fonts.SMALL_PX, wrap=True, selectable=True)
        self._column.addWidget(self.differences)
        self._section(msg("Times"))
        self.times = self._grid()
        self._section(msg("Credits and ids"))
        self.rest = self._grid()
        self._said = self._section(msg("What the service said"))
        self.answer = QPlainTextEdit()
        self.answer.setReadOnly(True)
        self.answer.setFixedHeight(150)
        self.answer.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        mono = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        mono.setPixelSize(fonts.META_PX)
        self.answer.setFont(mono)
        say(self.answer.setAccessibleName, msg("The service's answer"))
        self._column.addWidget(self.answer)
        self.copy = ToolButton(msg("Copy the answer"))
        self.copy.clicked.connect(self._copy)
        row = QHBoxLayout()
        row.addWidget(self.copy)
        row.addStretch(1)
        self._column.addLayout(row)
        self._whole = ""
        self._words: dict[str, str] = {}
        self._scroll = QuietScroll(content)
        self.body.addWidget(self._scroll)
        self.setFixedWidth(WIDTH)

    def _section(self, title: Message) -> SectionHeader:
        if self._column.count():
            self._column.addSpacing(6)
        header = SectionHeader(title)
        self._column.addWidget(header)
        return header

    def _grid(self) -> KeyValueGrid:
        grid = KeyValueGrid()
        self._column.addWidget(grid)
        return grid

    def show_generation(self, generation: Generation) -> None:
        """Show a generation."""
        self._words = {}
        self._show_used(generation)
        self._show_times(generation)
        self._show_rest(generation)
        self._show_answer(generation)
        self._content.adjustSize()
        inner = self._content.sizeHint().height()
        self._scroll.setFixedHeight(min(inner, _MOST_HEIGHT))

    def words(self) -> dict[str, str]:
        """Return the values that are shown, by their keys."""
        return self._words

    def _show_used(self, generation: Generation) -> None:
        changed = used.differences(generation)
        if changed:
            say(self.differences.setText, facts.lines(tuple(one.words() for one in changed)))
            self.differences.set_tone("accent")
        elif generation.used_input:
            say(self.differences.setText, msg("The same as what was sent."))
            self.differences.set_tone("muted")
        else:
            say(self.differences.setText, msg("It has not said yet."))
            self.differences.set_tone("muted")

    def _show_times(self, generation: Generation) -> None:
        moments = facts.times(generation)
        start = generation.submitted_at or generation.created_at
        shown = set()
        for key, name, when in moments:
            after = (when - start).total_seconds()
            clock = _clock(when)
            value = verbatim(clock)
            if after >= 1:
                value = msg("{time}, after {long}", time=clock, long=formats.duration(after))
            if key == "created":
                value = msg("{day}, {time}", day=formats.day(when), time=clock)
            self.times.show_row(key, name, value)
            self._words[key] = tr(value)
            shown.add(key)
        for key in {"created", "submitted", "accepted", "rendering", "finished", "ready", "deleted"} - shown:
            self.times.hide_row(key)

    def _show_rest(self, generation: Generation) -> None:
        rows: dict[str, tuple[Message, Message | None]] = {
            "engine": (msg("Engine"), verbatim(generation.engine.value)),
            "charged": (msg("Charged"), _charged(generation)),
            "before": (msg("Credits before"), _amount(generation.credits_before)),
            "after": (msg("Credits after"), _amount(generation.credits_after)),
            "remote": (msg("Id there"), verbatim(generation.remote_id) if generation.remote_id else None),
            "own": (msg("Id here"), verbatim(generation.id)),
            "status": (msg("Status"), verbatim(generation.status_word) if generation.status_word else None),
            "code": (msg("Code"), verbatim(generation.code) if generation.code else None),
            "references": (msg("References"), _references(generation)),
            "file": (msg("File"), verbatim(generation.file.path) if generation.file is not None else None),
        }
        for key, (name, value) in rows.items():
            if value is None:
                self.rest.hide_row(key)
            else:
                self.rest.show_row(key, name, value)
                self._words[key] = tr(value)

    def _show_answer(self, generation: Generation) -> None:
        self._whole = json.dumps(dict(generation.answer), ensure_ascii=False, indent=2, default=_plain)
        there = bool(generation.answer)
        for widget in (self._said, self.answer, self.copy):
            widget.setVisible(there)
        if there:
            self.answer.setPlainText(self._whole[:_LONGEST_ANSWER])

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._whole)
        say(self.copy.setText, msg("Copied"))
        QTimer.singleShot(1500, self.copy, lambda: say(self.copy.setText, msg("Copy the answer")))


def _plain(value: object) -> object:
    """Return what JSON cannot say as something it can."""
    return dict(value) if isinstance(value, Mapping) else str(value)


def _clock(when: datetime) -> str:
    """Return the local time of day to the second."""
    return when.astimezone().strftime("%H:%M:%S")


def _amount(value: float | None) -> Message | None:
    return None if value is None else verbatim(formats.amount(value))


def _charged(generation: Generation) -> Message | None:
    usage = generation.usage
    if usage is None:
        return facts.price(generation)
    if not usage.subscription and not usage.permanent:
        return facts.price(generation)
    return msg(
        "{total}: {subscription} from the plan, {permanent} bought",
        total=formats.amount(usage.total),
        subscription=formats.amount(usage.subscription),
        permanent=formats.amount(usage.permanent),
    )


def _references(generation: Generation) -> Message | None:
    recipe = generation.recipe
    names = tuple(name_of(recipe, reference) for reference in recipe.used())
    return facts.lines(names) if names else None
