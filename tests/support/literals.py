"""Finds texts in the source that a person would see and that nobody could translate."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SHOWING = frozenset(
    {
        "addAction", "addButton", "addItem", "addMenu", "addRow", "addTab", "insertItem", "setAccessibleDescription",
        "setAccessibleName", "setApplicationDisplayName", "setBrowserName", "setDetailedText", "setInformativeText",
        "setItemText", "setLabelText", "setPlaceholderText", "setPlainText", "setPrefix", "setStatusTip",
        "setSpecialValueText", "setSuffix", "setTabText", "setText", "setTitle", "setToolTip", "setWhatsThis",
        "setWindowTitle", "showMessage", "set_corner", "set_second", "set_strong", "set_tag", "tr", "say",
        "getOpenFileName", "getOpenFileNames", "getExistingDirectory", "getSaveFileName", "notify",
        "QAction", "QCheckBox", "QDockWidget", "QGroupBox", "QLabel", "QMenu", "QMessageBox", "QPushButton",
        "QRadioButton", "QToolButton", "Banner", "Badge", "Chip", "CheckBox", "DropZone", "ElidedLabel", "EmptyState",
        "Label", "LinkButton", "RushesError", "Section", "SectionHeader", "ToggleChip", "ToolButton", "ActionButton",
    }
)  # fmt: skip
"""Functions whose text arguments are read by people."""

NOT_WORDS = frozenset({"icon", "tone", "token", "objectName", "role"})
"""Keyword arguments of those functions that are no texts."""

NAMES = frozenset({"Rushes", "skills.video", "Seedance 2.0"})
"""Names, which are the same in every language."""

_A_WORD = re.compile(r"[^\W\d_]{2,}")


def unmarked(path: Path) -> Iterator[str]:
    """Yield `line: text` for each literal in the file that is shown without being marked by `msg` or `plural`."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and _name(node) in SHOWING:
            values = [*node.args, *(k.value for k in node.keywords if k.arg not in NOT_WORDS)]
            for value in values:
                for literal in _literals(value):
                    yield f"{node.lineno}: {literal!r}"


def _name(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _literals(value: ast.expr) -> Iterator[str]:
    match value:
        case ast.Constant(value=str(text)) if _A_WORD.search(text) and text not in NAMES:
            yield text
        case ast.JoinedStr(values=parts):
            for part in parts:
                yield from _literals(part)
        case ast.BinOp(left=left, right=right):
            yield from _literals(left)
            yield from _literals(right)
        case ast.IfExp(body=body, orelse=orelse):
            yield from _literals(body)
            yield from _literals(orelse)


def computed_markers(path: Path) -> Iterator[str]:
    """Yield the lines where `msg` or `plural` marks something that is no plain literal, which no tool can extract."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and _name(node) in ("msg", "plural"):
            texts = node.args[: 2 if _name(node) == "plural" else 1]
            if not texts or not all(isinstance(t, ast.Constant) and isinstance(t.value, str) for t in texts):
                yield f"{node.lineno}: {ast.unparse(node)}"
