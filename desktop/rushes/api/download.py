"""A finished file, from wherever the service put it to a `.part` beside its place in the library.

A download that broke is continued only when the server proves that it has the same file: it answers 206, for the bytes
that were asked for, with the validator (`ETag`, else `Last-Modified`) that the first answer had. That is kept in a
small file beside the part. Anything else starts over.
"""

from __future__ import annotations

import contextlib
import errno
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rushes.api.digest import Digest
from rushes.api.failures import CANCELLED, LOST, Broken
from rushes.api.refusals import retry_after
from rushes.core.api_errors import ResultExpired, ResultUnavailable
from rushes.core.cancel import Cancelled
from rushes.core.errors import LibraryError, LibraryFull, LibraryUnwritable
from rushes.core.messages import msg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from rushes.api.transport import Reply, Transport
    from rushes.core.cancel import CancelToken

BLOCK: Final = 1 << 20
"""Bytes read at a time of what a part holds already."""

PIECE: Final = 1 << 18
"""Bytes of the line read and written at a time: what there is, up to this.

With 64 KiB, each piece cost a wait for the reading thread: ten times as many for a large file.
"""

MAX_SIZE: Final = 8 << 30
"""Bytes: no take of fifteen seconds comes near."""

_EXPIRED: Final = frozenset({401, 403, 404, 410})
_NO_VIDEO: Final = ("text/html", "application/xhtml", "application/json", "application/xml", "text/xml")
_FULL: Final = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG})
_UNWRITABLE: Final = frozenset(
    {
        errno.EACCES,
        errno.EPERM,
        errno.EROFS,
        errno.ENOENT,
        errno.ENOTDIR,
        errno.EISDIR,
        errno.EEXIST,
        errno.ENAMETOOLONG,
    }
)
_CONTENT_RANGE: Final = re.compile(r"bytes (\d{1,19})-(\d{1,19})/(\d{1,19}|\*)$")


@dataclass(frozen=True, slots=True)
class Downloaded:
    """What a download brought: bytes, their SHA-256 in hexadecimal, and what the server said of it."""

    size: int
    sha256: str
    content_type: str
    etag: str


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the answer for the beginning of a part said."""

    validator: str
    total: int | None


class Download:
    """One download into one part. Two at once into the same part are a fault of the caller's."""

    def __init__(
        self,
        transport: Transport,
        part: Path,
        *,
        cancel: CancelToken,
        progress: Callable[[int, int | None], None] | None = None,
        max_size: int = MAX_SIZE,
    ) -> None:
        self._transport = transport
        self._part = part
        self._beside = state_file(part)
        self._cancel = cancel
        self._progress = progress
        self._max_size = max_size

    def run(self, url: str) -> Downloaded:
        """Fetch `url`, from where the part ends if that is possible.

        What arrived stays in the part when this fails. The file beside it goes when the part is whole; bringing the
        part to the disk's surface and to its place is the caller's.

        Raises:
            ResultExpired: the address does not work any more (401, 403, 404, 410).
            ResultUnavailable: anything else about the server or the way; trying again can help.
            LibraryFull, LibraryUnwritable: this computer cannot keep the file.
            Cancelled: somebody asked to stop.
        """
        kept = self._kept()
        if kept is not None:
            try:
                return self._attempt(url, kept)
            except _StartOver:
                self._forget()
        return self._attempt(url, None)

    def _attempt(self, url: str, kept: _Kept | None) -> Downloaded:
        start = self._part.stat().st_size if kept is not None else 0
        headers = {"Range": f"bytes={start}-", "If-Range": kept.validator} if kept is not None else {}
        try:
            reply = self._transport.fetch(url, headers, cancel=self._cancel)
        except Broken as error:
            raise self._unavailable(error) from error
        with reply:
            if kept is not None and reply.status in {206, 416} and not _continues(reply, start, kept):
                raise _StartOver
            if kept is None or reply.status != 206:
                start = 0
            _check(reply, resumed=start > 0)
            return self._store(reply, start)

    def _store(self, reply: Reply, start: int) -> Downloaded:
        total = _total(reply, start)
        if total is not None and total > self._max_size:
            raise ResultUnavailable(msg("The file is larger than any take can be."))
        with Digest() as digest:
            file = self._open(reply, start, total, digest)
            with _disk(), file:
                size = self._copy(reply, file, start, total, digest)
            if not size:
                raise ResultUnavailable(msg("The file is empty."))
            checksum = digest.hexdigest()
        with _disk():
            self._beside.unlink(missing_ok=True)
        return Downloaded(size, checksum, reply.headers.get("Content-Type", ""), reply.headers.get("ETag", ""))

    def _open(self, reply: Reply, start: int, total: int | None, digest: Digest) -> BinaryIO:
        """Open the part for writing from `start` on; what is before it goes into the checksum."""
        with _disk():
            if not start:
                self._part.parent.mkdir(parents=True, exist_ok=True)
                self._keep(reply, total)
                return self._part.open("wb")
            with self._part.open("rb") as before:
                while block := before.read(BLOCK):
                    digest.update(block)
            return self._part.open("r+b")

    def _copy(
        self,
        reply: Reply,
        file: BinaryIO,
        start: int,
        total: int | None,
        digest: Digest,
    ) -> int:
        done = start
        file.seek(start)
        while True:
            if self._progress is not None:
                self._progress(done, total)
            try:
                block = reply.some(PIECE)
            except Broken as error:
                with _disk():
                    file.flush()
                raise self._unavailable(error) from error
            if not block:
                break
            done += len(block)
            if done > self._max_size:
                raise ResultUnavailable(msg("The file is larger than any take can be."))
            digest.update(block)
            with _disk():
                file.write(block)
        with _disk():
            file.truncate()
            file.flush()
        if total is not None and done != total:
            raise ResultUnavailable(LOST)
        return done

    def _unavailable(self, error: Broken) -> Exception:
        if self._cancel.cancelled or error.reason is CANCELLED:
            return Cancelled()
        return ResultUnavailable(error.reason)

    def _keep(self, reply: Reply, total: int | None) -> None:
        """Write down what proves that a later answer is about the same file; nothing where there is no proof."""
        self._beside.unlink(missing_ok=True)
        validator = _validator(reply)
        if validator and not _is_encoded(reply):
            self._beside.write_text(json.dumps({"validator": validator, "total": total}), encoding="utf-8")

    def _kept(self) -> _Kept | None:
        try:
            kept = json.loads(self._beside.read_text(encoding="utf-8"))
            if not self._part.stat().st_size:
                return None
            validator, total = kept["validator"], kept["total"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        valid = isinstance(validator, str) and validator.isascii() and validator.isprintable()
        return _Kept(validator, total if isinstance(total, int) else None) if valid else None

    def _forget(self) -> None:
        with _disk():
            self._beside.unlink(missing_ok=True)
            self._part.unlink(missing_ok=True)


class _StartOver(Exception):
    """The server has another file than the one the part is of."""


def state_file(part: Path) -> Path:
    """Return the small file that lies beside a part while it is incomplete."""
    return part.with_name(part.name + ".from")


def _continues(reply: Reply, start: int, kept: _Kept) -> bool:
    """Whether an answer goes on exactly where the part ends, and is about the same file."""
    if reply.status != 206 or _is_encoded(reply):
        return False
    match = _CONTENT_RANGE.match(reply.headers.get("Content-Range", "").strip())
    if match is None or int(match[1]) != start:
        return False
    if match[3] != "*" and int(match[2]) != int(match[3]) - 1:
        return False
    same_size = match[3] == "*" or kept.total is None or int(match[3]) == kept.total
    return same_size and _validator(reply) == kept.validator


def _validator(reply: Reply) -> str:
    """Return the strong `ETag`, else the `Last-Modified`; a weak tag does not promise the same bytes."""
    tag = reply.headers.get("ETag", "").strip()
    return tag if tag.startswith('"') else reply.headers.get("Last-Modified", "").strip()


def _is_encoded(reply: Reply) -> bool:
    return reply.headers.get("Content-Encoding", "identity").strip().lower() not in {"", "identity"}


def _total(reply: Reply, start: int) -> int | None:
    length = reply.headers.get("Content-Length", "").strip()
    if _is_encoded(reply) or not (length.isascii() and length.isdigit()) or len(length) > 19:
        return None
    return start + int(length)


def _check(reply: Reply, *, resumed: bool) -> None:
    """Raise what an answer means that brings no file."""
    if reply.status in _EXPIRED:
        raise ResultExpired(
            msg("The server of the file answers with status {status}.", status=reply.status), http_status=reply.status
        )
    if reply.status != 200 and not (resumed and reply.status == 206):
        raise ResultUnavailable(
            msg("The server of the file answers with status {status}.", status=reply.status),
            http_status=reply.status,
            retry_after=retry_after(reply.headers),
        )
    if reply.headers.get("Content-Type", "").strip().lower().startswith(_NO_VIDEO):
        raise ResultUnavailable(msg("The address holds a page instead of a video."), http_status=reply.status)


@contextlib.contextmanager
def _disk() -> Iterator[None]:
    """Turn what the disk says into errors of the library."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise LibraryFull(msg("There is no room for the finished file.")) from error
        if error.errno in _UNWRITABLE:
            raise LibraryUnwritable(
                msg("The finished file cannot be written: {reason}.", reason=error.strerror)
            ) from error
        raise LibraryError(
            msg("The finished file cannot be written: {reason}.", reason=error.strerror or error)
        ) from error
