"""What the bundle leaves out: what PyInstaller collects because it is there, and Rushes never loads.

Plugins are dropped by name, and then every library that nothing kept is linked to: GTK behind Qt's GTK theme, Qt Quick
behind the on-screen keyboard.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from os.path import normpath
from pathlib import PurePosixPath

from PyInstaller.depend.bindepend import get_imports

MODULES = ["tkinter", "unittest", "numpy", "PIL", "setuptools", "pip"]

_UNWANTED = (
    # The GTK theme; the portal's stays, and gives the system's own file dialogs.
    "*/platformthemes/libqgtk3.so",
    # The on-screen keyboard brings Qt Quick.
    "*/platforminputcontexts/*virtualkeyboard*",
    "*/imageformats/libqpdf.so",
    # Platforms without a desktop. Offscreen stays, for the command line.
    "*/platforms/libqeglfs.so",
    "*/platforms/libqlinuxfb.so",
    "*/platforms/libqvnc.so",
    "*/platforms/libqvkkhrdisplay.so",
    "*/platforms/libqminimal*.so",
    "*/egldeviceintegrations/*",
    "*/generic/*",
    # Qt speaks to no network here; requests does, with Python's own TLS.
    "*/tls/*",
    "*/networkinformation/*",
    "PySide6/Qt/qml/*",
    # Texts of Qt's own tools
    "PySide6/Qt/translations/qt_help*",
    "PySide6/Qt/translations/assistant*",
    "PySide6/Qt/translations/designer*",
    "PySide6/Qt/translations/linguist*",
    "PySide6/Qt/translations/qtdeclarative*",
)

Entry = tuple[str, str, str]
"""PyInstaller's own: place in the bundle, source file, kind."""


def is_wanted(name: str) -> bool:
    """Return whether the file at ``name`` inside the bundle is kept."""
    return not any(fnmatchcase(name, pattern) for pattern in _UNWANTED)


def trimmed(binaries: list[Entry]) -> list[Entry]:
    """Return ``binaries`` without what is not wanted and without the libraries that only that needed."""
    kept = [entry for entry in binaries if is_wanted(entry[0])]
    files = [(name, source) for name, source, kind in kept if kind != "SYMLINK"]
    shared = {PurePosixPath(name).name: source for name, source in files if _is_shared(name)}
    needed: set[str] = set()
    level = [source for name, source in files if not _is_shared(name)]
    while level:
        found = {PurePosixPath(wanted).name for source in level for wanted, _ in get_imports(source)} - needed
        level = [shared[name] for name in found & shared.keys()]
        needed |= found
    return [entry for entry in kept if not _is_shared(entry[0]) or PurePosixPath(entry[0]).name in needed]


def without_dangling(datas: list[Entry], binaries: list[Entry]) -> list[Entry]:
    """Return ``datas`` without what is not wanted and without links to libraries that are not in ``binaries``."""
    kept = [entry for entry in datas if is_wanted(entry[0])]
    places = {name for name, _, _ in (*kept, *binaries)}
    return [
        (name, source, kind)
        for name, source, kind in kept
        if kind != "SYMLINK" or normpath(PurePosixPath(name).parent / source) in places
    ]


def _is_shared(name: str) -> bool:
    """Return whether ``name`` is a library that others are linked to, rather than one that is loaded by itself."""
    path = PurePosixPath(name)
    place = str(path.parent)
    return path.name.startswith("lib") and "libpython" not in path.name and place in (".", "PySide6/Qt/lib")
