"""Choosing what goes into a place: the menu, the file dialog, the field for an address."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QStandardPaths, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QMenu, QWidget

from rushes.core.media import MediaKind, Role
from rushes.core.messages import Message, msg, verbatim
from rushes.core.rules import is_public_url
from rushes.ui import fonts, icons
from rushes.ui.compose.offers import has_media
from rushes.ui.widgets.buttons import ToolButton
from rushes.ui.widgets.containers import Popover, set_wrong
from rushes.ui.widgets.labels import Label
from rushes.ui.words import say, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction

    from rushes.services.intake import Place

FILTERS: Final = {
    MediaKind.IMAGE: (msg("Images"), "*.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff *.gif"),
    MediaKind.VIDEO: (msg("Videos"), "*.mp4 *.mov *.m4v *.webm *.mkv *.avi"),
    MediaKind.AUDIO: (msg("Sounds"), "*.mp3 *.wav *.m4a *.aac *.flac *.ogg *.opus"),
}


class _Memory:
    folder = ""


def browse(parent: QWidget, where: Place, chosen: Callable[[list[Path]], object]) -> QFileDialog:
    """Open the system's dialog for files that can go to a place; `chosen` gets them. Does not wait."""
    kind = where.kind or MediaKind.IMAGE
    words, patterns = FILTERS[kind]
    dialog = QFileDialog(parent, tr(_TITLES[kind]))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    several = where.role is Role.REFERENCE and where.replaces is None
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles if several else QFileDialog.FileMode.ExistingFile)
    upper = " ".join(pattern.upper() for pattern in patterns.split())
    dialog.setNameFilters([f"{tr(words)} ({patterns} {upper})", tr(msg("All files")) + " (*)"])
    pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    # Many names for pictures: said in the list of kinds, they are cut off.
    dialog.setOption(QFileDialog.Option.HideNameFilterDetails)
    dialog.setDirectory(next(folder for folder in (_Memory.folder, pictures, str(Path.home())) if _is_folder(folder)))

    def take(files: list[str]) -> None:
        if files:
            _Memory.folder = str(Path(files[0]).parent)
            chosen([Path(file) for file in files])

    dialog.filesSelected.connect(take)
    dialog.open()
    return dialog


def _is_folder(path: str) -> bool:
    """Whether it is there to be shown. Given one that is not, the dialog shows wherever the program was started."""
    return bool(path) and (Path(path).is_dir() or Path(path) == Path.home())


_TITLES: Final = {
    MediaKind.IMAGE: msg("Choose an image"),
    MediaKind.VIDEO: msg("Choose a video"),
    MediaKind.AUDIO: msg("Choose a sound"),
}


def place_menu(
    parent: QWidget,
    *,
    browse_: Callable[[], object],
    paste: Callable[[], object],
    address: Callable[[], object],
    remove: Callable[[], object] | None,
) -> QMenu:
    """Return the menu of a place, or of the reference in it (`remove` is given then)."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    full = remove is not None
    clipboard = QGuiApplication.clipboard().mimeData()
    _add(menu, msg("Replace…") if full else msg("Browse…"), "folder-open", browse_)
    pasting = _add(menu, msg("Paste"), "clipboard-paste", paste)
    pasting.setShortcut(QKeySequence.StandardKey.Paste)
    pasting.setEnabled(clipboard is not None and has_media(clipboard))
    _add(menu, msg("Use a URL…") if full else msg("Add a URL…"), "link", address)
    if remove is not None:
        menu.addSeparator()
        removing = _add(menu, msg("Remove"), "trash-2", remove)
        removing.setShortcut(QKeySequence(Qt.Key.Key_Delete))
    return menu


def _add(menu: QMenu, words: Message, icon: str, act: Callable[[], object]) -> QAction:
    action = menu.addAction(icons.icon(icon), tr(words))
    action.triggered.connect(lambda _checked=False: act())
    return action


class AddressPopover(Popover):
    """A field for the address of a picture, video or sound on the web.

    Signals:
        entered: an address that can be one (`str`).
    """

    entered = Signal(str)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, name=msg("Add a URL"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body.addWidget(Label(msg("Address of a file on the web"), bold=True, pixels=fonts.SMALL_PX))
        self.field = QLineEdit()
        self.field.setFixedWidth(240)
        self.field.setPlaceholderText(tr(verbatim("https://")))
        say(self.field.setAccessibleName, msg("Address of a file on the web"))
        self.add = ToolButton(msg("Add"))
        row = QHBoxLayout()
        row.addWidget(self.field, 1)
        row.addWidget(self.add)
        self.body.addLayout(row)
        self.words = Label(
            msg("skills.video fetches it itself, so it must be open to everybody."),
            tone="muted",
            pixels=fonts.META_PX,
            wrap=True,
        )
        self.words.setFixedWidth(290)
        self.body.addWidget(self.words)
        self.add.clicked.connect(self._enter)
        self.field.returnPressed.connect(self._enter)
        self.setFocusProxy(self.field)

    @Slot()
    def _enter(self) -> None:
        text = self.field.text().strip()
        if not is_public_url(text):
            set_wrong(self.field, True)
            self.words.set_tone("bad")
            say(self.words.setText, msg("This is not a web address. A web address begins with https://."))
            return
        self.close()
        self.entered.emit(text)
