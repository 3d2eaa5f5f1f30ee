"""The rehearsal engine as a child process: started when first needed, gone when this process is.

The child holds the read end of a private pipe (its standard input) and ends when that closes, which the operating
system does for us even after `kill -9`.
"""

from __future__ import annotations

import json
import logging
import subprocess
import threading
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Final

from rushes.core.cancel import Cancelled
from rushes.core.errors import RushesError
from rushes.core.messages import msg

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

log = logging.getLogger(__name__)

START_LIMIT: Final = 30.0
"""Seconds until a child that says nothing is given up."""

STOP_LIMIT: Final = 2.0


class RehearsalUnavailable(RushesError):
    """The rehearsal engine did not start."""

    title = msg("The rehearsal could not start")
    next_step = msg("Try again. If it happens again, copy the diagnostics from the Help menu.")
    retryable = True


@dataclass(frozen=True, slots=True)
class EngineAddress:
    """Where an engine answers, and with what key."""

    url: str
    key: str


class RehearsalProcess:
    """Starts the engine on demand and again after it has died. May be used from any thread; calls block."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._command = list(command)
        self._environment = dict(environment)
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._address: EngineAddress | None = None
        self._reader: threading.Thread | None = None
        self._ended = False

    def address(self) -> EngineAddress:
        """Return where the engine answers, starting it first if it is not running.

        Raises `RehearsalUnavailable`, and `Cancelled` after `end`.
        """
        with self._lock:
            if self._ended:
                raise Cancelled
            if self._process is not None and self._process.poll() is None and self._address is not None:
                return self._address
            self._stop()
            return self._start()

    @property
    def running(self) -> bool:
        """Whether the engine runs now."""
        process = self._process
        return process is not None and process.poll() is None

    def end(self) -> None:
        """Start no engine any more, and give up one that is starting: whoever waits for it goes on at once.

        One that runs is left to `stop`, since what it draws may still be cut off in an orderly way.
        """
        self._ended = True
        # without the lock: whoever starts an engine holds it until that has answered
        process = self._process
        if process is not None and self._address is None:
            process.kill()

    def stop(self) -> None:
        """End the engine, if it runs."""
        with self._lock:
            self._stop()

    def _start(self) -> EngineAddress:
        try:
            process = subprocess.Popen(  # noqa: S603 - our own program
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                errors="replace",
                env=self._environment,
            )
        except OSError as error:
            raise RehearsalUnavailable(msg("The engine could not be started: {why}", why=str(error))) from error
        self._process = process
        if self._ended:
            # told between the question at the door and here
            process.kill()
        assert process.stdout is not None  # asked for above
        assert process.stderr is not None
        self._reader = threading.Thread(target=_log_lines, args=(process.stderr,), name="rehearsal-stderr", daemon=True)
        self._reader.start()
        alarm = threading.Timer(START_LIMIT, process.kill)
        alarm.start()
        try:
            line = process.stdout.readline()
        finally:
            alarm.cancel()
            alarm.join()
        try:
            said = json.loads(line)
            self._address = EngineAddress(str(said["url"]), str(said["key"]))
        except (ValueError, KeyError, TypeError) as error:
            self._stop()
            if self._ended:
                raise Cancelled from error
            raise RehearsalUnavailable(msg("The engine started but did not answer.")) from error
        return self._address

    def _stop(self) -> None:
        process, self._process, self._address = self._process, None, None
        if process is None:
            return
        if process.stdin is not None:
            try:
                process.stdin.close()
            except OSError:
                log.debug("the rehearsal engine had closed its pipe already")
        try:
            process.wait(STOP_LIMIT)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()
        if self._reader is not None:
            self._reader.join()
            self._reader = None


def _log_lines(stream: IO[str]) -> None:
    with stream:
        for line in stream:
            log.warning("rehearsal engine: %s", line.rstrip())
