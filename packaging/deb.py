"""Packs the bundle as a ``.deb``: ``/usr/lib/rushes``, the command, the desktop entry, icons, metainfo and notices."""

from __future__ import annotations

import gzip
import hashlib
import os
import platform
import shutil
import subprocess
from pathlib import Path

import icons

APP = "io.github.rushes.Rushes"
LINUX = Path(__file__).resolve().parent / "linux"

_CONTROL = """Package: rushes
Version: {version}
Architecture: {architecture}
Maintainer: The Rushes authors <rushes@localhost>
Installed-Size: {size}
Section: video
Priority: optional
Depends: {depends}
Recommends: {recommends}
Description: desktop studio for making video with Seedance 2.0
 Write a prompt, drop reference images, video and sound, rehearse the shot for
 free on this computer, and send it to skills.video when it reads right. Takes
 are kept with their recipes, found again and handed to an editor.
 .
 The package holds its own Python and Qt. The same program works from the
 command line, with or without a screen.
"""

# What PyInstaller rightly leaves to the system: the C library, the graphics stack that belongs to the driver, and
# what is no library.
_DEPENDS = (
    "libc6 (>= {libc})",
    "libgl1",
    "libegl1",
    "libwayland-client0",
    "libwayland-cursor0",
    "libwayland-egl1",
    "fontconfig-config",
    "fonts-dejavu-core | fonts-liberation | fonts-noto-core",
)
_RECOMMENDS = (
    "fonts-noto-cjk | fonts-wqy-microhei",
    "gnome-keyring | kwalletmanager | keepassxc",
    "xdg-utils",
)


def build(bundle: Path, svg: Path, version: str, work: Path, target: Path) -> Path:
    """Pack ``bundle`` into ``target`` and return the file. ``work`` is an empty folder for the tree that is packed."""
    tree = work / "tree"
    usr = tree / "usr"
    shutil.copytree(bundle, usr / "lib" / "rushes", symlinks=True)
    _link(usr / "bin" / "rushes", "../lib/rushes/rushes")
    _copy(LINUX / f"{APP}.desktop", usr / "share" / "applications")
    _copy(LINUX / f"{APP}.metainfo.xml", usr / "share" / "metainfo")
    hicolor = usr / "share" / "icons" / "hicolor"
    icons.draw(svg, hicolor, APP)
    _copy(svg, hicolor / "scalable" / "apps", f"{APP}.svg")
    _documents(bundle, usr / "share" / "doc" / "rushes", version)
    _modes(tree)
    _control(tree, version)
    architecture = _architecture()
    file = target / f"rushes_{version}_{architecture}.deb"
    # Debian 12 and Ubuntu 24.04 both read zstd, which packs in a tenth of the time of xz at this level.
    compression = ["-Zzstd", "-z15"]
    subprocess.run(["dpkg-deb", "--root-owner-group", *compression, "--build", tree, file], check=True)
    return file


def check(tree: Path) -> None:
    """Run the system's own checks over the desktop entry and the metainfo; raises CalledProcessError."""
    subprocess.run(["desktop-file-validate", tree / "usr/share/applications" / f"{APP}.desktop"], check=True)
    metainfo = tree / "usr/share/metainfo" / f"{APP}.metainfo.xml"
    subprocess.run(["appstreamcli", "validate", "--no-net", metainfo], check=True)


def _control(tree: Path, version: str) -> None:
    folder = tree / "DEBIAN"
    folder.mkdir()
    files = sorted(path for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
    size = sum(path.stat().st_size for path in files) // 1024
    libc = platform.libc_ver()[1]
    text = _CONTROL.format(
        version=version,
        architecture=_architecture(),
        size=size,
        depends=", ".join(_DEPENDS).format(libc=libc),
        recommends=", ".join(_RECOMMENDS),
    )
    (folder / "control").write_text(text, encoding="utf-8")
    sums = (f"{_md5(path)}  {path.relative_to(tree)}\n" for path in files)
    (folder / "md5sums").write_text("".join(sums), encoding="utf-8")
    for path in (folder, *folder.iterdir()):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _md5(path: Path) -> str:
    """Return what dpkg compares a file with, against accidents only."""
    return hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()


def _architecture() -> str:
    command = ["dpkg", "--print-architecture"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def _documents(bundle: Path, folder: Path, version: str) -> None:
    folder.mkdir(parents=True)
    notices = (bundle / "NOTICES.txt").read_text(encoding="utf-8")
    licence = (bundle / "LICENSE").read_text(encoding="utf-8")
    text = f"{licence}\nThe texts of the licences below are in /usr/lib/rushes/licences.\n\n{notices}"
    (folder / "copyright").write_text(text, encoding="utf-8")
    entry = f"rushes ({version}) unstable; urgency=medium\n\n  * See CHANGELOG.md in the sources.\n"
    with gzip.GzipFile(folder / "changelog.gz", "wb", mtime=0) as file:
        file.write(entry.encode())


def _link(path: Path, target: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)


def _copy(source: Path, folder: Path, name: str | None = None) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, folder / (name or source.name))


def _modes(tree: Path) -> None:
    """Give every file the mode that it has on everybody's machine, whatever this user's umask is."""
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or os.access(path, os.X_OK)
            path.chmod(0o755 if runs else 0o644)
