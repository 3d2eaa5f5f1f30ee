"""The licences of everything in the bundle, gathered from what was installed to build it.

Three sources: the Python distributions that ``pyproject.toml`` requires, with all that they require; the system
libraries that PyInstaller copied, whose terms Debian keeps in ``/usr/share/doc``; and Python itself.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

_LICENCE = re.compile(r"(licen[cs]e|copying|notice|authors|copyright)", re.IGNORECASE)

# What the metadata of a package does not say, or says only of its own code.
_NOTES = {
    "pyside6-essentials": "Qt and PySide6, used under the LGPL version 3. The libraries are separate files in this "
    "folder and may be replaced by other builds of them. Sources: https://download.qt.io and https://code.qt.io",
    "shiboken6": "Part of PySide6, used under the LGPL version 3.",
    "av": "PyAV itself is under a BSD licence. Its wheel carries FFmpeg built with x264 and x265, which are under the "
    "GNU General Public License version 2 or later: the bundle as a whole is distributed under its terms. "
    "Sources: https://github.com/PyAV-Org/pyav-ffmpeg, https://code.videolan.org/videolan/x264, "
    "https://bitbucket.org/multicoreware/x265_git",
}

_HEADER = """Rushes is under the MIT licence; see LICENSE. This bundle also holds the work of others, listed here.

The video encoders x264 and x265 come with PyAV and are under the GNU General Public License. Qt and PySide6 are used
under the GNU Lesser General Public License. Rushes' own source code stays under the MIT licence.

Inter, the typeface, is under the SIL Open Font License; the icons are Lucide's, under the ISC licence. Their terms are
beside them, in rushes/resources. The sample pictures are in the public domain (CC0).

The licences that several of these share, the GNU licences among them, are in licences/common.
"""


def write(folder: Path, root: Path, collected: Path, project: list[str]) -> None:
    """Write ``NOTICES.txt``, ``LICENSE`` and ``licences/`` into ``folder``.

    ``collected`` is PyInstaller's list of the bundle's files (``COLLECT-00.toc``); ``project`` are the requirements.
    """
    shutil.copy(root / "LICENSE", folder / "LICENSE")
    texts = folder / "licences"
    lines = [_HEADER, "Python packages", ""]
    lines += [_distribution(metadata.distribution(name), name, texts) for name in sorted(_closure(project))]
    _common(texts)
    lines += ["", "Python and the start of the bundle", "", _python(texts), _bootloader(texts)]
    lines += ["", "System libraries, with the terms that their packages state", ""]
    lines += [_system_package(name, texts) for name in sorted(_packages_of(_system_files(collected)))]
    (folder / "NOTICES.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _closure(requirements: list[str]) -> set[str]:
    """Return the names of all installed distributions that ``requirements`` lead to on this machine."""
    found: set[str] = set()
    todo = [Requirement(text) for text in requirements]
    while todo:
        requirement = todo.pop()
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        if name in found or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        found.add(name)
        todo += [Requirement(text) for text in metadata.requires(name) or []]
    return found


def _distribution(distribution: metadata.Distribution, name: str, texts: Path) -> str:
    about = distribution.metadata.json
    classifiers = [text.rpartition(" :: ")[2] for text in about.get("classifier", []) if text.startswith("License")]
    licence = str(about.get("license_expression") or "; ".join(classifiers) or about.get("license") or "see its file")
    copied = 0
    for file in distribution.files or []:
        place = Path(str(distribution.locate_file(file)))
        if ".dist-info" in str(file) and _LICENCE.search(file.name) and place.is_file():
            target = texts / name / place.name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(place, target)
            copied += 1
    line = f"{distribution.name} {distribution.version}: {licence.splitlines()[0]}"
    if copied:
        line += f" (licences/{name})"
    return f"{line}\n    {_NOTES[name]}" if name in _NOTES else line


def _common(texts: Path) -> None:
    """Copy the GNU and other licences that many packages name and do not repeat."""
    folder = Path("/usr/share/common-licenses")
    for file in sorted(folder.iterdir()) if folder.is_dir() else ():
        if not file.is_symlink():
            (texts / "common").mkdir(parents=True, exist_ok=True)
            shutil.copy(file, texts / "common" / f"{file.name}.txt")


def _python(texts: Path) -> str:
    version = sys.version.split()[0]
    places = [Path(sys.base_prefix, "lib", f"python{sys.version_info.major}.{sys.version_info.minor}", "LICENSE.txt")]
    places += sorted(Path("/usr/share/doc").glob(f"python3.{sys.version_info.minor}*/copyright"))
    for place in places:
        if place.is_file():
            (texts / "python").mkdir(parents=True, exist_ok=True)
            shutil.copy(place, texts / "python" / "LICENSE.txt")
            return f"Python {version}: Python Software Foundation License (licences/python)"
    raise FileNotFoundError(f"no licence of Python {version} in {', '.join(map(str, places))}")


def _bootloader(texts: Path) -> str:
    distribution = metadata.distribution("pyinstaller")
    line = _distribution(distribution, "pyinstaller", texts)
    return f"{line}\n    The start of the program, under the exception for programs that it bundles."


def _system_files(collected: Path) -> list[str]:
    """Return the source files in PyInstaller's list that the system's own packages installed."""
    entries = ast.literal_eval(collected.read_text(encoding="utf-8"))[0]
    prefixes = ("/lib/", "/usr/lib/")
    return sorted({entry[1] for entry in entries if entry[2] == "BINARY" and entry[1].startswith(prefixes)})


def _packages_of(files: list[str]) -> set[str]:
    """Return the Debian packages that own ``files``; a file may be known under ``/usr`` or without it."""
    if not files:
        return set()
    names = {variant for file in files for variant in (file, file.removeprefix("/usr"), _with_usr(file))}
    real = {str(Path(file).resolve()) for file in files}
    asked = sorted(names | real | {file.removeprefix("/usr") for file in real})
    done = subprocess.run(["dpkg-query", "--search", *asked], capture_output=True, text=True, env={"LC_ALL": "C"})
    return {line.partition(":")[0] for line in done.stdout.splitlines() if not line.startswith("diversion")}


def _with_usr(file: str) -> str:
    return file if file.startswith("/usr") else f"/usr{file}"


def _system_package(name: str, texts: Path) -> str:
    version = subprocess.run(
        ["dpkg-query", "--show", "--showformat", "${source:Package} ${Version}\n", name],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()[0]
    copyright_file = Path("/usr/share/doc", name, "copyright")
    if not copyright_file.is_file():
        return f"{name} (source {version})"
    target = texts / "system" / f"{name}.txt"
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(copyright_file, target)
    return f"{name} (source {version}): licences/system/{name}.txt"
