#!/usr/bin/env python3
"""Prepare this machine and checkout: ``python3 packaging/bootstrap.py run|test|package``.

Makes sure that the system packages are there, and that ``.venv`` holds the Python packages which ``pyproject.toml``
names. It does nothing, quickly, when all is in place, and goes on from wherever an earlier run was interrupted.
Everything it says goes to standard error. Exit status 1 means that somebody has to do what the last lines say.

This file has to be readable by any Python 3.6, so that an old one is refused in words.
"""

import sys


def main(arguments: "list[str]") -> int:
    """Prepare for the goal named in ``arguments`` and return the exit status."""
    if sys.version_info < (3, 11):  # noqa: UP036 - the one line that an older Python reaches
        sys.stderr.write(
            f"Rushes needs Python 3.11 or newer, and this is {sys.version.split()[0]}. "
            "Name another one: make PYTHON=python3.12\n"
        )
        return 1
    import prepare

    return prepare.main(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
