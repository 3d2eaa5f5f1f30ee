"""What few people need: an end-user id, and keys of the request that this program does not know."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NoReturn

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from rushes.core.messages import Message, msg
from rushes.core.rules import KNOWN_FIELDS
from rushes.ui import fonts
from rushes.ui.widgets.buttons import IconButton, LinkButton
from rushes.ui.widgets.containers import set_wrong
from rushes.ui.widgets.labels import Label
from rushes.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

LABEL_WIDTH: Final = 76


class _Row(QWidget):
    """One extra key: its name, its value as JSON, and what is wrong with them."""

    changed = Signal()
    removed = Signal()

    def __init__(self, key: str = "", value: str = "") -> None:
        super().__init__()
        self.key = _field(msg("Key"), key)
        self.value = _field(msg("Value as JSON"), value)
        equals = Label(msg("="), tone="faint", pixels=fonts.SMALL_PX)
        cross = IconButton("x", size=12, side=22)
        cross.hint(msg("Remove this key"))
        self.words = Label(tone="bad", pixels=fonts.META_PX, wrap=True)
        self.words.hide()
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.key, 2)
        line.addWidget(equals)
        line.addWidget(self.value, 3)
        line.addWidget(cross)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(line)
        column.addWidget(self.words)
        self.key.textEdited.connect(self.changed)
        self.value.textEdited.connect(self.changed)
        cross.clicked.connect(self.removed)

    def empty(self) -> bool:
        """Whether nothing is typed."""
        return not self.key.text().strip() and not self.value.text().strip()

    def show_trouble(self, key: Message | None, value: Message | None) -> None:
        """Mark what is wrong."""
        set_wrong(self.key, key is not None)
        set_wrong(self.value, value is not None)
        words = key or value
        if words is not None:
            say(self.words.setText, words)
        self.words.setVisible(words is not None)


def _field(name: Message, text: str) -> QLineEdit:
    field = QLineEdit(text)
    field.setFont(fonts.font(fonts.SMALL_PX))
    field.setMinimumWidth(40)
    say(field.setPlaceholderText, name)
    say(field.setAccessibleName, name)
    return field


class Extras(QWidget):
    """The end-user id and the extra keys.

    Signals:
        end_user_changed: another id (`str` or None).
        extra_changed: other keys (a dict); only those that are right are in it.
        marked: something in it is wrong now, or is right again.
    """

    end_user_changed = Signal(object)
    extra_changed = Signal(object)
    marked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_Row] = []
        self._told: dict[str, object] = {}
        self._wrong = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.end_user = _field(msg("For your own records"), "")
        say(self.end_user.setAccessibleName, msg("End-user id"))
        say(self.end_user.setToolTip, msg("Sent along as it is; skills.video may use it against misuse."))
        self.end_user.textEdited.connect(self._end_user_edited)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(_title(msg("End-user id")))
        line.addWidget(self.end_user, 1)
        column.addLayout(line)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(_title(msg("Extra keys")))
        self.add = LinkButton(msg("Add a key"))
        say(self.add.setToolTip, msg("Add a key of the request that Rushes does not know"))
        self.add.clicked.connect(self._add_row)
        head.addWidget(self.add)
        head.addStretch(1)
        column.addLayout(head)
        self._column = column

    def show_values(self, end_user_id: str | None, extra: Mapping[str, object]) -> None:
        """Show an id and keys; what is being typed and means the same stays."""
        if (self.end_user.text() or None) != end_user_id:
            self.end_user.setText(end_user_id or "")
        if dict(extra) != self._told:
            for row in list(self._rows):
                self._remove(row)
            for key, value in extra.items():
                self._append(_Row(key, json.dumps(value, ensure_ascii=False)))
            self._told = dict(extra)
            self._check()

    def rows(self) -> list[_Row]:
        """Return the rows, in order."""
        return list(self._rows)

    def wrong(self) -> bool:
        """Whether a row cannot be sent as it is."""
        return self._wrong

    def set_end_user_wrong(self, wrong: bool) -> None:
        """Mark the id."""
        set_wrong(self.end_user, wrong)

    @Slot()
    def _add_row(self) -> None:
        row = _Row()
        self._append(row)
        row.key.setFocus(Qt.FocusReason.OtherFocusReason)

    def _append(self, row: _Row) -> None:
        row.changed.connect(self._edited)
        row.removed.connect(lambda: self._removed(row))
        self._rows.append(row)
        self._column.addWidget(row)

    def _remove(self, row: _Row) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _removed(self, row: _Row) -> None:
        self._remove(row)
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self._edited()

    @Slot()
    def _edited(self) -> None:
        values = self._check()
        if values != self._told:
            self._told = values
            self.extra_changed.emit(dict(values))

    def _check(self) -> dict[str, object]:
        values: dict[str, object] = {}
        wrong = False
        for row in self._rows:
            if row.empty():
                row.show_trouble(None, None)
                continue
            key = row.key.text().strip()
            key_trouble = _key_trouble(key, values)
            value, value_trouble = _value_of(row.value.text())
            row.show_trouble(key_trouble, value_trouble)
            if key_trouble is None and value_trouble is None:
                values[key] = value
            else:
                wrong = True
        if wrong != self._wrong:
            self._wrong = wrong
            self.marked.emit()
        return values

    @Slot(str)
    def _end_user_edited(self, text: str) -> None:
        self.end_user_changed.emit(text or None)


def _key_trouble(key: str, taken: Mapping[str, object]) -> Message | None:
    if not key:
        return msg("Name this key.")
    if key in KNOWN_FIELDS:
        return msg("“{key}” is a field of its own. Set it above.", key=key)
    if key in taken:
        return msg("“{key}” is there already.", key=key)
    return None


def _value_of(text: str) -> tuple[object, Message | None]:
    if not text.strip():
        return None, msg('Give this key a value, such as true, 3 or "words".')
    try:
        return json.loads(text, parse_constant=_refuse), None
    except (ValueError, RecursionError):
        return None, msg('This is not JSON. Words need quotes: "like this".')


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)


def _title(words: Message) -> Label:
    label = Label(words, tone="muted", pixels=fonts.SMALL_PX)
    label.setFixedWidth(LABEL_WIDTH)
    return label
