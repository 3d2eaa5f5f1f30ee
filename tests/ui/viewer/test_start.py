from __future__ import annotations

from support.store import run


def test_making_the_pane_loads_no_decoder_and_builds_nothing_that_is_not_shown() -> None:
    said = run(
        """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
from rushes.ui.tasks import Tasks
from rushes.ui.viewer.pane import ViewerPane
tasks = Tasks()
pane = ViewerPane(tasks)
late = ("av", "miniaudio", "rushes.ui.viewer.inspector", "rushes.ui.viewer.transport")
loaded = [name for name in late if name in sys.modules]
print(loaded, len(pane.findChildren(QWidget)) < 8)
tasks.shutdown()
"""
    )
    assert said.split("\n")[0] == "[] True"
