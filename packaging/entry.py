"""Where the frozen program begins: the window, the command line and the rehearsal process are one executable."""

from __future__ import annotations

import sys

from rushes.app.main import main

if __name__ == "__main__":
    sys.exit(main())
