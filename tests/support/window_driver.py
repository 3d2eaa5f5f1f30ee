"""The real program, with a private line to its window for tests: an expression on standard input is evaluated on the
GUI thread, with `window` and some helpers in reach, and its value printed as JSON. Everything else is the program as it
is."""

from __future__ import annotations

import faulthandler
import json
import os
import sys
import threading
import traceback

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QMainWindow

from rushes.app.main import main
from rushes.core.parameters import Parameters, Resolution
from rushes.core.recipe import Recipe
from rushes.ui.main_window import MainWindow
from support.reading import seen


def draft(prompt: str) -> Recipe:
    """Return a small recipe."""
    return Recipe(prompt=prompt, parameters=Parameters(resolution=Resolution.P480, duration=4, generate_audio=False))


def dialog(window: MainWindow) -> QDialog | None:
    """Return the dialog that is open."""
    return next((each for each in window.findChildren(QDialog) if each.isVisible()), None)


class Line(QObject):
    """Brings expressions to the GUI thread."""

    asked = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._names = {"window": window, "draft": draft, "dialog": dialog, "seen": seen}
        self.asked.connect(self.answer, Qt.ConnectionType.QueuedConnection)

    @Slot(str)
    def answer(self, expression: str) -> None:
        try:
            value = eval(expression, self._names)
        except Exception:  # noqa: BLE001 - an expression may fail in any way
            # whoever asked reads why, instead of waiting for an answer
            traceback.print_exc()
            sys.stderr.flush()
            os._exit(1)
        sys.stdout.write(json.dumps(value, default=str) + "\n")
        sys.stdout.flush()

    def listen(self) -> None:
        for line in sys.stdin:
            self.asked.emit(line.strip())


def show(window: MainWindow) -> None:
    QMainWindow.show(window)
    threading.Thread(target=Line(window).listen, daemon=True).start()


if __name__ == "__main__":
    faulthandler.enable()
    MainWindow.show = show  # type: ignore[assignment, method-assign]
    sys.exit(main([]))
