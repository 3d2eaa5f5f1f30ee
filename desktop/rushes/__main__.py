"""`python -m rushes`."""

from __future__ import annotations

import sys

from rushes.app.main import main

if __name__ == "__main__":
    sys.exit(main())
