"""The field the prompt is written in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from rushes.core.messages import msg
from rushes.ui import fonts
from rushes.ui.compose import offers
from rushes.ui.compose.highlight import PromptHighlighter, paint_chips, utf16
from rushes.ui.compose.prompt_layout import LINE_HEIGHT, RoomyLayout, paint_hint
from rushes.ui.widgets import painting
from rushes.ui.widgets.containers import own_text_viewport
from rushes.ui.words import say, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtCore import QMimeData, QRect
    from PySide6.QtGui import (
        QContextMenuEvent,
        QDragEnterEvent,
        QDragMoveEvent,
        QDropEvent,
        QFocusEvent,
        QKeyEvent,
        QPaintEvent,
    )

    from rushes.core.media import MediaKind
    from rushes.ui.compose.completion import Candidate, CompletionList

LINES_LEAST: Final = 4
LINES_MOST: Final = 12
"""How far the field grows with its text before it scrolls."""

SAME_STEP: Final = 8
"""A change of more characters than this is a paste, which is taken back by itself."""

_PADDING: Final = 24
_TYPED: Final = re.compile(r"@(\w{0,24})$")
_CLOSING: Final = tuple(".,;:!?)]")
"""What stands at the word before it, with no space."""


class PromptEdit(QPlainTextEdit):
    """Plain words, in which mentions and beats are coloured and an @ opens the list of references.

    Undo and redo are not its own: they go with those of everything else on the desk.

    Signals:
        typed: somebody changed the text; whether as one of many small changes.
        undo_requested, redo_requested: the keys for it were pressed.
        media_pasted: something else than words was pasted (`QMimeData`, valid during the call).
    """

    typed = Signal(bool)
    undo_requested = Signal()
    redo_requested = Signal()
    media_pasted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        own_text_viewport(self)
        document = QTextDocument(self)
        self._layout = RoomyLayout(document)
        document.setDocumentLayout(self._layout)
        document.setDefaultFont(fonts.font())
        document.setUndoRedoEnabled(False)
        self.setDocument(document)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._hint = ""
        say(self._set_hint, msg("Describe the shot: who, where, what the camera does…"))
        say(self.setAccessibleName, msg("Prompt"))
        self._highlighter = PromptHighlighter(document)
        self._list: CompletionList | None = None
        self._candidates: Callable[[], Sequence[Candidate]] = tuple
        self._dismissed = -1
        self._given_space = -1
        self._setting = False
        self._small = True
        self.can_undo: Callable[[], bool] = bool
        self.can_redo: Callable[[], bool] = bool
        document.contentsChange.connect(self._changed)
        document.documentLayout().documentSizeChanged.connect(self._fit)
        self.verticalScrollBar().rangeChanged.connect(self._fit)
        self.cursorPositionChanged.connect(self._complete)
        self._fit()

    # --- told ---

    def set_candidates(self, candidates: Callable[[], Sequence[Candidate]]) -> None:
        """Say who knows what can be mentioned; asked when an @ is typed."""
        self._candidates = candidates

    def set_counts(self, counts: Mapping[MediaKind, int]) -> None:
        """Say how many references of each kind can be mentioned."""
        blocked = self._setting
        self._setting = True
        self._highlighter.set_counts(counts)
        self._setting = blocked

    def show_text(self, text: str) -> None:
        """Show a text that somebody else decided on, changing only what differs; not told as typing."""
        shown = self.toPlainText()
        if text == shown:
            return
        start = _same(shown, text)
        rest = min(len(shown), len(text)) - start
        end = min(rest, _same(shown[::-1][:rest], text[::-1][:rest]))
        self._setting = True
        cursor = QTextCursor(self.document())
        cursor.setPosition(utf16(shown[:start]))
        cursor.setPosition(utf16(shown[: len(shown) - end]), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text[start : len(text) - end])
        self._setting = False
        self.setTextCursor(cursor)
        self._hide_list()

    # --- typing ---

    @Slot(int, int, int)
    def _changed(self, _at: int, removed: int, added: int) -> None:
        if not self._setting and (removed or added):
            self.typed.emit(max(removed, added) <= SAME_STEP)

    @Slot()
    def _complete(self) -> None:
        typed = self._typed_mention()
        if typed is None or not self.hasFocus():
            self._dismissed = -1
            self._hide_list()
            return
        start, word = typed
        if start == self._dismissed:
            return
        fitting = [candidate for candidate in self._candidates() if candidate.fits(word)]
        if len(fitting) == 1 and fitting[0].label.casefold() == f"@{word}".casefold():
            fitting = []
        if not fitting and self._list is None:
            return
        self._open_list().offer(fitting, self._cursor_in_window(start))

    def _typed_mention(self) -> tuple[int, str] | None:
        """Return where the @ before the cursor stands and what was typed behind it, or None."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            return None
        before = cursor.block().text()[: cursor.positionInBlock()][-26:]
        match = _TYPED.search(before)
        if match is None:
            return None
        return cursor.position() - len(match[0]), match[1]

    def _cursor_in_window(self, position: int) -> QRect:
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        rect = self.cursorRect(cursor)
        rect.moveTopLeft(self.viewport().mapTo(self.window(), rect.topLeft()))
        return rect

    def _open_list(self) -> CompletionList:
        if self._list is None or self._list.parentWidget() is not self.window():
            from rushes.ui.compose.completion import CompletionList  # deferred: no part of the first paint

            self._list = CompletionList(self)
            self._list.picked.connect(self._insert_mention)
        return self._list

    def _hide_list(self) -> None:
        if self._list is not None:
            self._list.hide()

    def completion(self) -> CompletionList | None:
        """Return the list of references while it is open."""
        return self._list if self._list is not None and self._list.isVisible() else None

    @Slot(str)
    def _insert_mention(self, label: str) -> None:
        typed = self._typed_mention()
        if typed is None or not label:
            return
        cursor = self.textCursor()
        cursor.setPosition(typed[0], QTextCursor.MoveMode.KeepAnchor)
        after = self.document().characterAt(self.textCursor().position())
        self._hide_list()
        cursor.insertText(label if after == " " else label + " ")
        self._given_space = cursor.position() if after != " " else -1
        self._hide_list()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand the list its keys, and undo and redo to whoever does them."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_requested.emit()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo_requested.emit()
        elif not self._list_took(event) and not self._space_is_there(event):
            super().keyPressEvent(event)

    def _space_is_there(self, event: QKeyEvent) -> bool:
        """Whether the key is the space that a chosen mention brought along; a full stop behind it takes its place."""
        cursor = self.textCursor()
        if not event.text():
            return False
        here = not cursor.hasSelection() and cursor.position() == self._given_space
        self._given_space = -1
        if not here or self.document().characterAt(cursor.position() - 1) != " ":
            return False
        if event.text() in _CLOSING:
            cursor.deletePreviousChar()
        return event.text() == " "

    def _list_took(self, event: QKeyEvent) -> bool:
        shown = self.completion()
        if shown is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            shown.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            self._insert_mention(shown.current())
        elif key == Qt.Key.Key_Escape:
            typed = self._typed_mention()
            self._dismissed = typed[0] if typed is not None else -1
            self._hide_list()
        else:
            return False
        return True

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab choose from the list while it is open."""
        if self.completion() is not None:
            return False
        return super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the list."""
        self._hide_list()
        super().focusOutEvent(event)

    # --- pasting and dropping ---

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take words; hand over files and pictures."""
        if source.hasText() and not source.hasUrls() and not source.hasImage():
            self.insertPlainText(source.text())
            self.ensureCursorVisible()
        elif offers.has_media(source):
            self.media_pasted.emit(source)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Whether it could be pasted."""
        return source.hasText() or offers.has_media(source)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take words; what is media goes to whoever is behind."""
        if _is_words(event.mimeData()):
            super().dragEnterEvent(event)
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take words."""
        if _is_words(event.mimeData()):
            super().dragMoveEvent(event)
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take words."""
        if _is_words(event.mimeData()):
            super().dropEvent(event)
        else:
            event.ignore()

    # --- shown ---

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the usual, with the undo of the desk."""
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        usual = menu.actions()
        for action in usual[:2]:
            menu.removeAction(action)
        for words, keys, can, asked in (
            (msg("Undo"), QKeySequence.StandardKey.Undo, self.can_undo, self.undo_requested),
            (msg("Redo"), QKeySequence.StandardKey.Redo, self.can_redo, self.redo_requested),
        ):
            action = QAction(tr(words), menu)
            action.setShortcut(keys)
            action.setEnabled(can())
            action.triggered.connect(asked)
            menu.insertAction(usual[2], action)
        menu.popup(event.globalPos())

    def _set_hint(self, words: str) -> None:
        # not as Qt's own placeholder, whose lines would be closer together than those of the text
        self._hint = words
        self.setAccessibleDescription(words)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the grounds of the mentions, and the text on them."""
        painter = painting.painter_for(self.viewport())
        block = self.firstVisibleBlock()
        at = self.blockBoundingGeometry(block).translated(self.contentOffset()).topLeft()
        if self.document().isEmpty() and not block.layout().preeditAreaText():
            paint_hint(painter, self._hint, at, self.viewport().width(), self.document().documentMargin())
        while block.isValid() and at.y() <= event.rect().bottom():
            lines = block.layout().lineCount()
            # The height of what was laid out is known without asking, which would lay out what was not.
            height = lines * LINE_HEIGHT if lines else self.blockBoundingRect(block).height()
            if at.y() + height >= event.rect().top():
                paint_chips(painter, block, at, event.rect())
            at = QPointF(at.x(), at.y() + height)
            block = block.next()
        painter.end()
        super().paintEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_highlighter"):
            blocked, self._setting = self._setting, True
            self._highlighter.repaint_colors()
            self._setting = blocked

    @Slot()
    def _fit(self) -> None:
        lines = round(self.document().documentLayout().documentSize().height())
        # A bar that comes before the field has grown makes the lines shorter, and more of them.
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if lines > LINES_MOST else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if policy is not self.verticalScrollBarPolicy():
            self.setVerticalScrollBarPolicy(policy)
        height = max(LINES_LEAST, min(LINES_MOST, lines)) * LINE_HEIGHT + _PADDING
        if height != self.minimumHeight():
            self.setFixedHeight(height)


def _is_words(mime: QMimeData) -> bool:
    return mime.hasText() and not mime.hasUrls() and not mime.hasImage()


def _same(first: str, second: str) -> int:
    """Return how many characters two texts have in common at their beginning."""
    least, most = 0, min(len(first), len(second))
    if first[:most] == second[:most]:
        return most
    while most - least > 1:
        middle = (least + most) // 2
        if first[:middle] == second[:middle]:
            least = middle
        else:
            most = middle
    return least
