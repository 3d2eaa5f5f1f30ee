"""Where the files that ship with the program are: icons, samples, fonts, translations.

A module of its own beneath all layers, because the rehearsal engine shares none of them and needs the fonts too.
"""

from __future__ import annotations

from pathlib import Path


def resource(*parts: str) -> Path:
    """Return the path of a shipped file or folder, such as `resource("samples", "prompt.txt")`; it may not exist.

    In a wheel and in a frozen bundle the files are in the package; in a checkout they are beside the source root.
    """
    packaged = Path(__file__).parent / "resources"
    return (packaged if packaged.is_dir() else Path(__file__).parents[2] / "resources").joinpath(*parts)
