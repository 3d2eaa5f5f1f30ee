"""Running a command: what is common to all, and the exit status of every outcome."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

from rushes.app import commands
from rushes.app.build import open_studio
from rushes.app.exits import Exit, exit_of
from rushes.app.setting import setting
from rushes.core.errors import RushesError
from rushes.services.policy import Patience
from rushes.settings.logs import start_logging
from rushes.settings.paths import places

if TYPE_CHECKING:
    import argparse

log = logging.getLogger(__name__)


def run_command(options: argparse.Namespace) -> int:
    """Run one command; returns its exit status. Errors are told in words on standard error."""
    try:
        start = setting(places(options.home, commands.environment()), options.library)
    except RushesError as error:
        return complain(error)
    logs = start_logging(start.places, redactor=start.redactor)
    try:
        if options.command == "key":
            return commands.key(options, start)
        if options.command == "doctor":
            return commands.doctor(start)
        studio = open_studio(start, patience=Patience(connect_tries=3))
        try:
            return commands.RUN[options.command](options, studio)
        finally:
            studio.close()
    except RushesError as error:
        return complain(error)
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except BrokenPipeError:
        # whoever read our output has gone; there is nobody left to tell
        sys.stderr.close()
        return Exit.READY
    finally:
        logs.close()


def complain(error: RushesError) -> int:
    """Print an error with its next step, and return the exit status it means."""
    sys.stderr.write(f"rushes: {error.title}. {error.message}\n        {error.next_step}\n")
    return exit_of(error)
