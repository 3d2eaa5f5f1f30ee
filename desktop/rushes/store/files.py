"""The files of a library: reference copies by content, takes by date, and what is still being made.

A file appears whole or not at all: it is written in `Staging`, on the same file system, brought to the disk, and moved
into place in one step.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import stat
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import IO, TYPE_CHECKING, Final

from rushes.core.errors import LibraryFull, LibraryUnwritable, MediaError
from rushes.core.messages import msg
from rushes.store.faults import from_os
from rushes.store.names import safe_suffix, take_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from rushes.core.cancel import CancelToken
    from rushes.core.generation import Generation

FOLDERS: Final = ("Takes", "References", "Staging", "Thumbnails", "Backups", "Owners")
"""What a library's folder holds beside its database."""

MARGIN: Final = 32 * 1024 * 1024
"""Bytes that must stay free for the database and its journal."""

_STALE: Final = 24 * 3600
"""Seconds after which a file in `Staging` that nobody needs is taken for left behind."""

_CHUNK: Final = 1024 * 1024
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A copy in the library: its SHA-256 in hexadecimal, where it is, and its size in bytes."""

    sha256: str
    path: Path
    size: int


def _no_progress(done: int, total: int) -> None:
    """Tell nobody."""


def sync_folder(folder: Path) -> None:
    """Bring a folder's entries to the disk, where the platform has a way to."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_file(path: Path) -> None:
    """Bring a file's content to the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


class Files:
    """Where the files of the library in `folder` are, and how they get there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def free_bytes(self) -> int:
        """Return how many bytes are free on the library's disk."""
        with self._translating():
            return shutil.disk_usage(self.folder).free

    def require_writable(self) -> None:
        """Raise `LibraryUnwritable`, naming the folder, unless takes and references can be put into the library."""
        for folder in (self.folder / name for name in ("Staging", "Takes", "References")):
            if not os.access(folder, os.W_OK | os.X_OK):
                raise LibraryUnwritable(msg("{folder} cannot be written to.", folder=str(folder)))

    def require(self, size: int) -> None:
        """Raise `LibraryFull`, naming what is missing, unless `size` bytes more fit on the disk."""
        free = self.free_bytes()
        if size + MARGIN > free:
            raise LibraryFull(
                msg(
                    "{needed} are needed in {folder}, and {free} are free.",
                    needed=_in_words(size + MARGIN),
                    free=_in_words(free),
                    folder=str(self.folder),
                )
            )

    def keep(
        self,
        path: Path,
        *,
        cancel: CancelToken | None = None,
        progress: Callable[[int, int], None] = _no_progress,
    ) -> KeptFile:
        """Copy a file from anywhere into the library, under the hash of its content; the same content is kept once.

        `progress` gets bytes done and in all. Raises `MediaError` when the file is missing, unreadable or changes
        meanwhile, `LibraryFull`, `LibraryUnwritable` and `Cancelled`.
        """
        with _opened(path) as source:
            before = os.fstat(source.fileno())
            self.require(before.st_size)
            with self._staged() as staged:
                sha256, size = self._copy(path, source, staged, before.st_size, cancel, progress)
                after = os.fstat(source.fileno())
                if size != before.st_size or _stamp(before) != _stamp(after):
                    raise MediaError(
                        msg("{name} changed while it was being copied.", name=path.name),
                        name=path.name,
                        next_step=msg("Wait until the other program has written it, then add it again."),
                    )
                return self._place_reference(staged, sha256, size, safe_suffix(path.name))

    def keep_bytes(self, data: bytes, suffix: str) -> KeptFile:
        """Keep content that has no file, such as a picture from the clipboard; `suffix` is like `.png`."""
        self.require(len(data))
        with self._staged() as staged:
            with self._translating(), staged.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            return self._place_reference(staged, hashlib.sha256(data).hexdigest(), len(data), safe_suffix("x" + suffix))

    def reference_path(self, sha256: str) -> Path | None:
        """Return the copy with this content, or None when the library has none."""
        if not _SHA256.fullmatch(sha256):
            return None
        folder = self.folder / "References" / sha256[:2]
        return next((path for path in folder.glob(f"{sha256}*") if path.is_file()), None)

    def staging_path(self, gid: str) -> Path:
        """Return where the take of a generation is written while it is incomplete."""
        return self.folder / "Staging" / f"{_checked(gid)}.part"

    def staged(self, gid: str) -> list[Path]:
        """Return what there is of an incomplete take: its part, and what whoever fetches it keeps beside that."""
        part = self.staging_path(gid)
        return sorted(part.parent.glob(f"{part.name}*"))

    def thumbnail_path(self, gid: str) -> Path:
        """Return where the poster of a take is kept; its folder is made here."""
        path = self.folder / "Thumbnails" / _checked(gid)[:2] / f"{gid}.jpg"
        with self._translating():
            path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def place_take(self, generation: Generation, staged: Path) -> str:
        """Move a finished take from `Staging` to its place, and return its path relative to the library.

        Again does no harm: when a crash came between the move and the record of it, the file that is in place already
        is found by the generation's id and stays the only one.
        """
        there = self.placed(generation)
        target = there or self._place_for(generation)
        if staged.exists() or there is None:
            with self._translating():
                target.parent.mkdir(parents=True, exist_ok=True)
                sync_file(staged)
                staged.replace(target)
                sync_folder(target.parent)
                sync_folder(target.parent.parent)
        return target.relative_to(self.folder).as_posix()

    def placed(self, generation: Generation) -> Path | None:
        """Return the take of a generation if it is in its place already, whether or not that was recorded."""
        takes = self.folder / "Takes"
        # the month is that of the clock on the wall, which may have changed its zone since
        around = {generation.created_at + timedelta(days=days) for days in (-1, 0, 1)}
        for month in sorted({moment.strftime("%Y-%m") for moment in around}):
            found = next((takes / month).glob(f"*{generation.id}.mp4"), None)
            if found is not None:
                return found
        return None

    def remove_stale(self, in_work: Iterable[str]) -> int:
        """Delete what dead processes left in `Staging`, and return the bytes freed.

        What is younger than a day, and the parts of takes of generations that are `in_work`, stay.
        """
        kept = {f"{gid}.part" for gid in in_work}
        freed = 0
        with self._translating():
            for path in (self.folder / "Staging").glob("*.part*"):
                status = path.stat()
                if f"{path.name.partition('.')[0]}.part" not in kept and time.time() - status.st_mtime > _STALE:
                    path.unlink()
                    freed += status.st_size
        return freed

    def take_path(self, generation: Generation) -> Path | None:
        """Return where the take of a generation should be, or None when it has none."""
        return None if generation.file is None else self.inside(generation.file.path)

    def inside(self, relative: str) -> Path:
        """Return a recorded path below the folder. Raises `LibraryUnwritable` for one that leads out of it."""
        path = self.folder / relative
        if ".." in path.parts or not path.is_relative_to(self.folder):
            raise LibraryUnwritable(msg("{path} is not inside the library.", path=relative))
        return path

    def _place_for(self, generation: Generation) -> Path:
        local = generation.created_at.astimezone()
        return self.folder / "Takes" / local.strftime("%Y-%m") / take_name(generation, local)

    def _copy(
        self,
        path: Path,
        source: IO[bytes],
        staged: Path,
        total: int,
        cancel: CancelToken | None,
        progress: Callable[[int, int], None],
    ) -> tuple[str, int]:
        digest = hashlib.sha256()
        done = 0
        with self._translating(), staged.open("wb") as copy:
            while chunk := _read(path, source):
                if cancel is not None:
                    cancel.raise_if_cancelled()
                digest.update(chunk)
                copy.write(chunk)
                done += len(chunk)
                progress(done, max(done, total))
            copy.flush()
            os.fsync(copy.fileno())
        return digest.hexdigest(), done

    def _place_reference(self, staged: Path, sha256: str, size: int, suffix: str) -> KeptFile:
        with self._translating():
            there = self.reference_path(sha256)
            if there is not None and there.stat().st_size == size:
                # young again, so that emptying the bin does not take it away before its new use is written down
                os.utime(there)
                return KeptFile(sha256, there, size)
            target = there or self.folder / "References" / sha256[:2] / f"{sha256}{suffix}"
            target.parent.mkdir(parents=True, exist_ok=True)
            staged.replace(target)
            sync_folder(target.parent)
            return KeptFile(sha256, target, size)

    @contextmanager
    def _staged(self) -> Iterator[Path]:
        path = self.folder / "Staging" / f"copy-{os.urandom(8).hex()}.part"
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)

    @contextmanager
    def _translating(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise from_os(error, self.folder) from error


def _opened(path: Path) -> IO[bytes]:
    try:
        # looked at first: opening a pipe would wait for whoever writes to it
        if not stat.S_ISREG(path.stat().st_mode):
            raise MediaError(msg("{name} is not a file.", name=path.name), name=path.name)
        return path.open("rb")
    except OSError as error:
        raise _unreadable(path, error) from error
    except ValueError as error:
        raise MediaError(msg("{name} is not a file.", name=path.name), name=path.name) from error


def _read(path: Path, source: IO[bytes]) -> bytes:
    try:
        return source.read(_CHUNK)
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> MediaError:
    if isinstance(error, FileNotFoundError):
        return MediaError(
            msg("{name} is no longer there.", name=path.name),
            name=path.name,
            next_step=msg("Put it back, or choose another file."),
        )
    return MediaError(
        msg("{name} cannot be read: {why}.", name=path.name, why=error.strerror or str(error)), name=path.name
    )


def _stamp(status: os.stat_result) -> tuple[int, int]:
    return status.st_size, status.st_mtime_ns


def _checked(gid: str) -> str:
    if not _ID.fullmatch(gid):
        raise LibraryUnwritable(msg("{id} cannot name a file.", id=gid))
    return gid


def _in_words(size: int) -> str:
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:.1f} MB"
