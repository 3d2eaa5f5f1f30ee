"""The program's start as its icon does it, without arguments, watched from outside.

Usage: our_window.py first-paint|rows|stay. It ends at the first paint, ends when the history's first rows
have been painted, or stays open.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import time

from rushes.app.main import main as start


def main(until: str) -> None:
    from first_paint import FirstPaint
    from PySide6.QtWidgets import QMainWindow

    from rushes.ui.history.view import HistoryView
    from rushes.ui.main_window import MainWindow

    importlib.import_module("rushes.app.window")  # what the start imports, before the clock is read
    began = float(os.environ["RUSHES_BENCH_BEGAN"])
    imported = time.monotonic()

    def tell(at: float) -> None:
        ours = sum(name.split(".")[0] == "rushes" for name in sys.modules)
        found = {
            "ms": (at - began) * 1000,
            "imports": (imported - began) * 1000,
            "modules": len(sys.modules),
            "ours": ours,
            "classes": [
                f"{module}:{name}"
                for module in ("PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets")
                for name, value in vars(sys.modules[module]).items()
                if isinstance(value, type)
            ],
        }
        sys.stdout.write(json.dumps(found) + "\n")
        sys.stdout.flush()
        if until != "stay":
            os._exit(0)

    def show(window: MainWindow) -> None:
        if until != "rows":
            FirstPaint(window, tell)
        window.resize(1440, 900)  # the offscreen screen is so small that the history would be folded away
        QMainWindow.show(window)

    MainWindow.show = show  # type: ignore[method-assign, assignment]
    if until == "rows":
        paint = HistoryView.paintEvent

        def painted(view: HistoryView, event: object) -> None:
            paint(view, event)  # type: ignore[arg-type]
            row = view.indexAt(view.viewport().rect().center()).data(256)
            if row is not None:
                tell(time.monotonic())

        HistoryView.paintEvent = painted  # type: ignore[assignment, method-assign]
    sys.exit(start([]))


if __name__ == "__main__":
    main(sys.argv[1])
