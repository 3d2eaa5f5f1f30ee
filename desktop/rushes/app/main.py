"""Where the program starts: the rehearsal engine, a command, or the window."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit status. Each branch imports what it needs and no more: starting is a budget."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["serve"]:
        from rushes.rehearsal.serve import main as serve

        return serve(arguments[1:])
    if not arguments:
        return _window()
    from rushes.app.options import parse

    options = parse(arguments)
    if options.command is None:
        return _window(options.home, options.library)
    from rushes.app.command_line import run_command

    return run_command(options)


def _window(home: Path | None = None, library: Path | None = None) -> int:
    """Open the window. Looking for garbage waits until it has been painted: all that a start makes stays."""
    gc.disable()
    try:
        from rushes.app.window import run_window

        return run_window(home, library)
    finally:
        gc.enable()
