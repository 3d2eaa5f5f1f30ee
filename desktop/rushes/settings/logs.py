"""The one log, and what happens to an error that nobody caught.

What is written goes through a `Redactor`, tracebacks included. Modules never log a prompt or a key at INFO or above.
"""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import os
import sys
import threading
import traceback
from typing import IO, TYPE_CHECKING, Final

from rushes.settings.redaction import Redactor

if TYPE_CHECKING:
    from collections.abc import Callable
    from io import TextIOWrapper
    from pathlib import Path
    from types import TracebackType

    from rushes.settings.paths import Places

log = logging.getLogger(__name__)

MAX_BYTES: Final = 1_000_000
KEPT_FILES: Final = 3  # the current one and two older
_MAX_CRASH: Final = 64_000
_FORMAT: Final = "%(asctime)s %(process)d %(threadName)s %(levelname)s %(name)s: %(message)s"


class _RedactingFormatter(logging.Formatter):
    """Redacts the finished line: a filter on the record would miss the traceback."""

    def __init__(self, layout: str, redactor: Redactor) -> None:
        super().__init__(layout)
        self._redactor = redactor

    def format(self, record: logging.LogRecord) -> str:
        return self._redactor.redact(super().format(record))


class RotatingFile(logging.FileHandler):
    """A log file of limited size with numbered older ones (`rushes.log.1`), which several processes may write.

    The standard library's handler assumes to be alone, and importing it brings sockets and pickles to every start.
    Raises `OSError` when made where nothing can be written; a disk that is full later loses lines and no more.
    """

    def __init__(self, path: Path, max_bytes: int = MAX_BYTES, kept: int = KEPT_FILES) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._path, self._max_bytes, self._kept = path, max_bytes, kept
        super().__init__(path, encoding="utf-8", errors="backslashreplace")

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record, in the file that is the newest now."""
        with contextlib.suppress(OSError):  # under Windows a file that another process has open cannot be renamed
            self._turn_over()
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:
        """Report a faulty log call as usual, and leave a full or vanished disk alone."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handleError(record)

    def _open(self) -> TextIOWrapper:
        # For the owner's eyes only, and appending, so that lines of several processes do not overwrite each other.
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        return os.fdopen(descriptor, "a", encoding="utf-8", errors="backslashreplace")

    def _turn_over(self) -> None:
        if self.stream is None:
            return
        mine = os.fstat(self.stream.fileno())
        try:
            current = self._path.stat()
        except FileNotFoundError:
            current = None
        if current is not None and current.st_ino == mine.st_ino:
            if mine.st_size < self._max_bytes:
                return
            for number in range(self._kept - 1, 0, -1):
                older = self._numbered(number - 1)
                if older.exists():
                    older.replace(self._numbered(number))
        # Turned over, by us or by another process: go on in the new file.
        stream, self.stream = self.stream, self._open()
        stream.close()

    def _numbered(self, number: int) -> Path:
        return self._path.with_name(f"{self._path.name}.{number}") if number else self._path


class Logging:
    """The running log. `file` is None, and `problem` says why, when nothing could be opened.

    `on_error` adds what to do with an error that nobody caught, such as showing it.
    """

    def __init__(self, redactor: Redactor) -> None:
        self.redactor = redactor
        self.file: Path | None = None
        self.problem: OSError | None = None
        self._handlers: list[logging.Handler] = []
        self._callbacks: list[Callable[[BaseException, str], None]] = []
        self._crash_stream: IO[bytes] | None = None
        self._hooks = (sys.excepthook, threading.excepthook, sys.unraisablehook)

    def on_error(self, callback: Callable[[BaseException, str], None]) -> None:
        """Call `callback(error, redacted traceback)` for an error nobody caught, in the thread it happened in."""
        self._callbacks.append(callback)

    def add(self, handler: logging.Handler, layout: str) -> None:
        """Send the log to one more place, redacted."""
        handler.setFormatter(_RedactingFormatter(layout, self.redactor))
        logging.getLogger().addHandler(handler)
        self._handlers.append(handler)

    def install_hooks(self) -> None:
        """Take over the interpreter's hooks for errors that nobody caught."""
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread
        sys.unraisablehook = self._unraisable

    def watch_crashes(self, crash_file: Path) -> None:
        """Let the interpreter write there when it dies, after moving what an earlier run left there to the log."""
        try:
            crash_file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            left = crash_file.read_bytes()[-_MAX_CRASH:] if crash_file.exists() else b""
            if left.strip():
                log.error("An earlier run ended in a crash:\n%s", left.decode("utf-8", "replace"))
                crash_file.write_bytes(b"")
            self._crash_stream = crash_file.open("ab")
        except OSError as error:
            log.info("Crashes cannot be written down: %s", error)
            return
        faulthandler.enable(self._crash_stream)

    def close(self) -> None:
        """Put everything back as it was and close the files."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._hooks
        if self._crash_stream is not None:
            faulthandler.disable()
            self._crash_stream.close()
            self._crash_stream = None
        for handler in self._handlers:
            logging.getLogger().removeHandler(handler)
            handler.close()
        self._handlers.clear()

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._report("Nobody caught this", error, trace)

    def _uncaught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is None or issubclass(args.exc_type, SystemExit):
            return
        name = args.thread.name if args.thread is not None else "a thread that is gone"
        self._report(f"Nobody caught this in {name}", args.exc_value, args.exc_traceback)

    def _unraisable(self, args: sys.UnraisableHookArgs) -> None:
        if args.exc_value is not None:
            self._report("This could not be raised", args.exc_value, args.exc_traceback)

    def _report(self, what: str, error: BaseException, trace: TracebackType | None) -> None:
        log.critical(what, exc_info=(type(error), error, trace))
        text = self.redactor.redact("".join(traceback.format_exception(type(error), error, trace)))
        if sys.stderr is not None:  # a windowed program under Windows has none
            with contextlib.suppress(OSError, ValueError):
                sys.stderr.write(text)
        for callback in tuple(self._callbacks):
            try:
                callback(error, text)
            except Exception:  # the edge of the process: an error here would come back to this very hook
                log.exception("Showing an error failed")


def start_logging(places: Places, *, verbose: bool = False, redactor: Redactor | None = None) -> Logging:
    """Start the log in its folder and take over the hooks; `verbose` also writes it to standard error, with details.

    A folder that cannot be written to stops nothing: the result then says so in `problem`.
    """
    running = Logging(redactor or Redactor())
    level = logging.DEBUG if verbose else logging.INFO
    logging.getLogger().setLevel(logging.WARNING)  # of others' modules, whose details name URLs and headers
    logging.getLogger("rushes").setLevel(level)
    logging.captureWarnings(capture=True)
    if verbose:
        running.add(logging.StreamHandler(), "%(levelname)s %(name)s: %(message)s")
    try:
        running.add(RotatingFile(places.log_file), _FORMAT)
        running.file = places.log_file
    except OSError as error:
        running.problem = error
        running.add(logging.NullHandler(), _FORMAT)  # or logging's last resort would print warnings unredacted
    running.install_hooks()
    running.watch_crashes(places.crash_file)
    return running
