"""Below the picture: the prompt, what can be done with the take, and how it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from rushes.core.messages import Message, msg, verbatim
from rushes.core.recipe import mentionable
from rushes.ui import fonts, theme
from rushes.ui.viewer import facts
from rushes.ui.viewer.prompt import PromptView
from rushes.ui.viewer.strip import ReferenceStrip
from rushes.ui.widgets import painting
from rushes.ui.widgets.buttons import FlatButton, ToolButton
from rushes.ui.widgets.containers import Badge, Pane, QuietScroll
from rushes.ui.widgets.labels import Label, Line
from rushes.ui.widgets.layouts import FlowLayout
from rushes.ui.words import say, tr

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from rushes.core.generation import Generation
    from rushes.services.pictures import Pictures
    from rushes.ui.tasks import Tasks
    from rushes.ui.viewer.details import DetailsPopover
    from rushes.ui.viewer.facts import Fact

HEIGHT: Final = 190
FACTS_WIDTH: Final = 196
_NARROW: Final = 440
"""The width below which the facts stand under the prompt."""

_LEAST_PROMPT: Final = 40
_LEAST_NARROW: Final = 72
_SCROLL_BAR: Final = 10
_TOP: Final = Qt.AlignmentFlag.AlignTop
_ANY: Final = 16_777_215
"""Qt's word for no limit."""


class IdButton(FlatButton):
    """A value that is copied by a click."""

    def sizeHint(self) -> QSize:
        """Return the size of the words."""
        font = fonts.font(fonts.SMALL_PX)
        return QSize(painting.width_of(self.text(), font) + 4, QFontMetrics(font).height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words."""
        shown = theme.current()
        painter = painting.painter_for(self)
        color = shown.accent_text if self.hovered else shown.text
        painting.text(painter, self.rect(), self.text(), fonts.font(fonts.SMALL_PX), color)
        if self.ring:
            painting.focus_ring(painter, self.rect(), theme.RADIUS_SMALL)
        painter.end()


class FactList(QWidget):
    """Names and values. A click on the id copies it."""

    copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._rows: dict[str, tuple[Label, Label | IdButton]] = {}
        self._id = ""

    def value(self, key: str) -> str:
        """Return the words shown for a key; empty when it is not shown."""
        row = self._rows.get(key)
        return row[1].text() if row is not None and not row[1].isHidden() else ""

    def stops(self) -> tuple[QWidget, ...]:
        """Return where the Tab key stops."""
        return tuple(value for _, value in self._rows.values() if isinstance(value, IdButton))

    def show_facts(self, shown: tuple[Fact, ...]) -> None:
        """Show these, in this order."""
        wanted = {fact.key for fact in shown}
        for key, row in self._rows.items():
            for label in row:
                label.setVisible(key in wanted)
        for place, fact in enumerate(shown):
            self._show(place, fact)

    def _show(self, place: int, fact: Fact) -> None:
        if fact.key not in self._rows:
            title = Label(tone="muted", pixels=fonts.SMALL_PX)
            title.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            self._rows[fact.key] = (title, self._made(fact.key))
        name, value = self._rows[fact.key]
        for column, label in enumerate((name, value)):
            self._grid.removeWidget(label)
            one_line = column == 0 or isinstance(label, IdButton)
            self._grid.addWidget(label, place, column, _TOP if one_line else Qt.AlignmentFlag(0))
            label.show()
        say(name.setText, fact.name)
        say(value.setText, fact.value)
        if isinstance(value, Label):
            value.set_tone(fact.tone)
            say(value.setToolTip, fact.hint or verbatim(""))
        else:
            self._id = tr(fact.hint or fact.value)
            say(value.setToolTip, msg("{id}\nClick to copy it.", id=self._id))
            say(value.setAccessibleName, msg("Copy the id {id}", id=self._id))

    def _made(self, key: str) -> Label | IdButton:
        if key == "id":
            link = IdButton(parent=self)
            link.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            link.clicked.connect(self._copy)
            return link
        label = Label(pixels=fonts.SMALL_PX, wrap=True, selectable=True)
        label.setAlignment(Qt.AlignmentFlag.AlignLeft | _TOP)
        label.setMinimumWidth(96)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        label.setSizePolicy(policy)
        return label

    @Slot()
    def _copy(self) -> None:
        self.copied.emit(self._id)


class Inspector(Pane):
    """Shows one generation.

    Signals:
        reuse_requested, show_in_folder_requested, delete_requested: the wish, about what is shown.
    """

    reuse_requested = Signal()
    show_in_folder_requested = Signal()
    delete_requested = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent=parent)
        self._generation: Generation | None = None
        self.popover: DetailsPopover | None = None
        self.prompt = PromptView()
        self.strip = ReferenceStrip(tasks)
        self.badge = Badge(msg("Rehearsal"), tone="rehearsal")
        self.facts = FactList()
        self.facts.copied.connect(self._copy)
        self.reuse = ToolButton(msg("Reuse recipe"))
        self.folder = ToolButton(msg("Show in folder"))
        self.delete = ToolButton(msg("Delete"))
        self.copy = ToolButton(msg("Copy id"))
        self.details = ToolButton(msg("Details"), menu=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(Line())
        self._body = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._body)
        self._columns.setContentsMargins(theme.MARGIN, 12, 10, 12)
        self._columns.setSpacing(theme.MARGIN)
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(theme.GRID)
        self._head = QWidget()
        head = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(theme.GRID)
        head.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignLeft)
        head.addWidget(self.strip, 1)
        left.addWidget(self._head)
        left.addWidget(self.prompt)
        self._tools = FlowLayout(spacing=6)
        for button in (self.reuse, self.folder, self.delete, self.copy, self.details):
            self._tools.addWidget(button)
        self._shelf = QWidget()
        self._shelf.setLayout(self._tools)
        left.addWidget(self._shelf)
        left.addStretch(1)
        self._columns.addWidget(self._left, 1)
        self._facts_scroll = QuietScroll(self.facts)
        self._facts_scroll.setFixedWidth(FACTS_WIDTH)
        self._columns.addWidget(self._facts_scroll)
        self._scroll = QuietScroll(self._body)
        outer.addWidget(self._scroll)
        self.facts.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _connect(self) -> None:
        self.reuse.clicked.connect(self.reuse_requested)
        self.folder.clicked.connect(self.show_in_folder_requested)
        self.delete.clicked.connect(self.delete_requested)
        self.copy.clicked.connect(self.copy_id)
        self.details.clicked.connect(self.open_details)
        self.reuse.hint(msg("Put this recipe on the desk; what is there can be brought back"))
        self.folder.hint(msg("Open the folder that the file is in"))
        self.delete.hint(msg("Move it to the library's bin"), "Del")
        self.copy.hint(msg("Copy the id, to ask skills.video about it"))
        self.details.hint(msg("Times, credits and what the service says it used"))

    def show_generation(self, generation: Generation, pictures: Pictures | None) -> None:
        """Show a generation; the same one again takes over what has changed."""
        self._generation = generation
        words = generation.recipe.prompt
        self.prompt.show_prompt(words or tr(msg("No prompt")), mentionable(generation.recipe))
        self.badge.setVisible(generation.is_rehearsal)
        self.strip.show_references(generation.recipe, pictures)
        used = bool(generation.recipe.used())
        self.strip.setVisible(used)
        self._head.setVisible(used or generation.is_rehearsal)
        self.folder.setVisible(generation.file is not None)
        self.delete.setVisible(generation.deleted_at is None)
        self.facts.show_facts(facts.facts(generation))
        if self.popover is not None and self.popover.isVisible():
            self.popover.show_generation(generation)
        self._fit()

    def stops(self) -> tuple[QWidget, ...]:
        """Return where the Tab key stops, in reading order."""
        return (self.prompt, self.reuse, self.folder, self.delete, self.copy, self.details, *self.facts.stops())

    def clear(self) -> None:
        """Let go of what is shown."""
        self._generation = None
        self.strip.clear()
        if self.popover is not None:
            self.popover.hide()

    @Slot()
    def copy_id(self) -> None:
        """Put the id on the clipboard."""
        if self._generation is not None:
            self._copy(facts.id_of(self._generation))

    @Slot(str)
    def _copy(self, words: str) -> None:
        QGuiApplication.clipboard().setText(words)
        self._confirm(self.copy, msg("Copied"), msg("Copy id"))

    def _confirm(self, button: ToolButton, said: Message, usual: Message) -> None:
        """Say on the button that it was done, until the pointer or the keyboard leaves it."""
        say(button.setText, said)
        button.updateGeometry()
        QTimer.singleShot(1500, button, lambda: say(button.setText, usual))

    @Slot()
    def open_details(self) -> None:
        """Show everything that is known, in a small window."""
        if self._generation is None:
            return
        if self.popover is None:
            from rushes.ui.viewer.details import DetailsPopover  # deferred: seldom opened

            self.popover = DetailsPopover(self)
        self.popover.show_generation(self._generation)
        self.popover.open_at(self.details)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the prompt the room that is left."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < _NARROW
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._columns.direction() is not wanted:
            self._columns.setDirection(wanted)
            self._facts_scroll.setMinimumWidth(0 if narrow else FACTS_WIDTH)
            self._facts_scroll.setMaximumWidth(_ANY if narrow else FACTS_WIDTH)
        margins = self._columns.contentsMargins()
        width = self.width() - margins.left() - margins.right()
        # Narrow, all of it scrolls, and the scroll bar takes its part; wide, the facts do.
        width = max(80, width - (_SCROLL_BAR if narrow else FACTS_WIDTH + theme.MARGIN))
        tools = self._tools.heightForWidth(width)
        self._shelf.setFixedHeight(tools)
        taken = tools + theme.GRID + ((self._head.sizeHint().height() + theme.GRID) if self._head_shown() else 0)
        least = _LEAST_NARROW if narrow else _LEAST_PROMPT
        room = max(least, self.height() - 1 - margins.top() - margins.bottom() - taken - theme.GRID // 2)
        self.prompt.setFixedHeight(max(18, min(self.prompt.height_for(width - 12), room)))
        facts_height = self.facts.sizeHint().height()
        self._facts_scroll.setMinimumHeight(facts_height + 4 if narrow else 0)

    def _head_shown(self) -> bool:
        return not self._head.isHidden()
