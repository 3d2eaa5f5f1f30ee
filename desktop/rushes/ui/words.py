"""From `Message`s to words on the screen, in the language of the window.

`tr` translates one; `say` hands the translation to a setter and remembers it with the widget, so that a change of
language asks again. Texts are found by `pyside6-lupdate` through the markers `msg` and `plural`, with no context.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, Qt, QTranslator, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from rushes.ui import resources

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rushes.core.messages import Message

_SAID = "_rushes_said"
_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


def tr(message: Message) -> str:
    """Return a message in the language of the window, with its values filled in; its source where it has no words."""
    if message.count is None:
        template = QCoreApplication.translate("", message.text)
    else:
        template = QCoreApplication.translate("", message.text, message.singular, message.count)
        if template == message.text and message.count == 1 and message.singular:
            template = message.singular
    return message.fill(template, tr)


def say(setter: Callable[[str], object], message: Message) -> None:
    """Call `setter` (a bound method of a widget or action) with the words of `message`, now and in every language.

    The last message said to a setter counts.
    """
    owner = cast("Any", setter).__self__
    said: dict[str, Message] | None = owner.__dict__.get(_SAID)
    if said is None:
        said = owner.__dict__[_SAID] = {}
    said[cast("Any", setter).__name__] = message
    setter(tr(message))


def _say_again(owner: QObject) -> None:
    said: dict[str, Message] | None = owner.__dict__.get(_SAID)
    for name, message in (said or {}).items():
        getattr(owner, name)(tr(message))


def _holds_words(path: Path) -> bool:
    # A translation that was begun but says nothing yet is no language to offer.
    translator = QTranslator()
    return translator.load(str(path)) and not translator.isEmpty()


class LanguageManager(QObject):
    """Loads the translations of a language and has everything on the screen said again.

    Signals:
        changed: the language is another one now. Dates and numbers follow it too.
    """

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._loaded: list[QTranslator] = []
        self._language = ""

    @property
    def language(self) -> str:
        """The language shown, as `zh_CN`, or "" for the source language."""
        return self._language

    def available(self) -> list[str]:
        """Return the languages there is a translation for; the source language is always there besides."""
        found = (resources.folder() / "translations").glob("rushes_*.qm")
        return sorted(path.stem.removeprefix("rushes_") for path in found if _holds_words(path))

    def choose(self, language: str) -> None:
        """Show `language` ("" for the source, "system" for the system's), at once."""
        locale = QLocale.system() if language == "system" else QLocale(language or "en")
        for translator in self._loaded:
            self._app.removeTranslator(translator)
            translator.deleteLater()
        self._loaded = []
        self._language = ""
        QLocale.setDefault(locale)
        for stem, where in (
            ("qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
            ("rushes", str(resources.folder() / "translations")),
        ):
            translator = QTranslator(self)
            if not translator.load(locale, stem, "_", where) or translator.isEmpty():
                translator.deleteLater()
            elif self._app.installTranslator(translator):
                self._loaded.append(translator)
                if stem == "rushes":
                    self._language = locale.name()
        self._say_everything_again()
        self.changed.emit()

    def _say_everything_again(self) -> None:
        for widget in QApplication.allWidgets():
            _say_again(widget)
            for action in widget.findChildren(QAction, options=_DIRECT):
                _say_again(action)
