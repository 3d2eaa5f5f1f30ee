"""The floor of a start: a window with four widgets and a menu.

With names as arguments it imports those first; `PySide6.QtCore:QEvent` loads one class, which PySide does when it is
first named. It ends at the first paint, unless `stay` is among the names.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import time

STAYS = "stay" in sys.argv
for name in sys.argv[1:]:
    if name != "stay":
        module, _, attribute = name.partition(":")
        getattr(importlib.import_module(module), attribute or "__name__")

from first_paint import FirstPaint
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QListView,
    QMainWindow,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)


def main() -> None:
    began = float(os.environ["RUSHES_BENCH_BEGAN"])
    imported = time.monotonic()
    app = QApplication([])
    window = QMainWindow()
    body = QWidget()
    column = QVBoxLayout(body)
    for widget in (QLabel("hello"), QPushButton("b"), QTextEdit(), QListView()):
        column.addWidget(widget)
    window.setCentralWidget(body)
    window.menuBar().addMenu("&File")
    window.resize(1440, 900)

    def painted(at: float) -> None:
        found = {
            "ms": (at - began) * 1000,
            "imports": (imported - began) * 1000,
            "modules": len(sys.modules),
            "ours": 0,
        }
        sys.stdout.write(json.dumps(found) + "\n")
        sys.stdout.flush()
        if not STAYS:
            os._exit(0)

    FirstPaint(window, painted)
    window.show()
    app.exec()


if __name__ == "__main__":
    main()
