from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QStyle, QWidget

from rushes.ui.history import delegate
from rushes.ui.widgets.containers import own_text_viewport
from support.store import run

BEFORE_FIRST_PAINT = """
import os, sys
from pathlib import Path
os.environ["QT_QPA_PLATFORM"] = "offscreen"
import rushes.app.window as start
from PySide6 import QtGui, QtWidgets
def painted(run):
    late = ("av", "keyring", "requests", "sqlite3", "rushes.ui.compose.completion", "rushes.ui.compose.menus")
    print([name for name in late if name in sys.modules])
    print([name for name in ("QStyle", "QFileDialog", "QListWidget", "QWizard") if name in vars(QtWidgets)])
    run._window.close()
start.Run._after_first_paint = painted
start.run_window(Path({home!r}))
"""


def test_nothing_is_loaded_before_the_first_paint_that_it_does_not_need(tmp_path: object) -> None:
    said = run(BEFORE_FIRST_PAINT.format(home=str(tmp_path)))
    assert said.split("\n")[:2] == ["[]", "[]"]


def test_a_viewport_made_here_is_like_the_one_of_a_text_field(qapp: object) -> None:
    usual, ours = QPlainTextEdit(), QPlainTextEdit()
    own_text_viewport(ours)
    assert _facts(ours.viewport()) == _facts(usual.viewport())


def _facts(viewport: QWidget) -> tuple[object, ...]:
    return (
        viewport.acceptDrops(),
        viewport.autoFillBackground(),
        viewport.backgroundRole(),
        viewport.foregroundRole(),
        viewport.cursor().shape(),
        viewport.hasMouseTracking(),
    )


def test_the_states_of_a_line_are_those_of_the_style() -> None:
    assert QStyle.StateFlag.State_Selected.value == delegate.SELECTED
    assert QStyle.StateFlag.State_HasFocus.value == delegate.FOCUSED
    assert QStyle.StateFlag.State_MouseOver.value == delegate.HOVERED
