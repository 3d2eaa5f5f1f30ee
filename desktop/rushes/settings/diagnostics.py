"""The page that a user copies when asking for help: redacted plain text, in English for whoever helps."""

from __future__ import annotations

import locale
import os
import re
import sys
from collections import deque
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import rushes
from rushes.core.errors import RushesError
from rushes.settings.platform.disk import free_bytes
from rushes.settings.platform.display import describe_display
from rushes.settings.redaction import Redactor
from rushes.settings.secrets import KEY_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rushes.settings.paths import Places
    from rushes.settings.secrets import KeyStore

_DISTRIBUTIONS: Final = ("PySide6-Essentials", "av", "requests", "urllib3", "keyring", "platformdirs", "miniaudio")
# Named with their value only where it cannot be a secret.
_SHOWN_VARIABLES: Final = ("RUSHES_HOME", "RUSHES_API_URL", "LANG", "LC_ALL")
_HIDDEN_VARIABLES: Final = (KEY_VARIABLE.lower(), "http_proxy", "https_proxy", "all_proxy", "python_keyring_backend")
_LINE: Final = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} \d+ \S.*? (DEBUG|INFO|WARNING|ERROR|CRITICAL) ")


def collect(
    places: Places,
    extra: Mapping[str, str],
    *,
    environ: Mapping[str, str] = os.environ,
    keys: KeyStore | None = None,
    origin: str = "",
    redactor: Redactor | None = None,
    log_lines: int = 0,
) -> str:
    """Return the page. `extra` is what others know: SQLite, audio, the library's check; its order is kept.

    With `keys`, the keyring is asked about the key for `origin`, which may block until a person answers its prompt.
    Details (level DEBUG), which may quote a prompt, are left out of the last `log_lines` lines of the log.
    """
    sections = [
        _pairs(_versions()),
        _pairs({**_folders(places), **extra, "display": describe_display(environ), **_keyring(keys, origin)}),
        _pairs(_variables(environ)),
    ]
    crash = _tail(places.crash_file, 40)
    if crash:
        sections.append("last crash\n" + "\n".join(crash))
    if log_lines:
        sections.append("log\n" + "\n".join(_without_details(places.log_file, log_lines)))
    text = (redactor or Redactor()).redact("\n\n".join(sections) + "\n")
    return _without_home(text)


def _pairs(values: Mapping[str, str]) -> str:
    return "\n".join(f"{name}: {value}" for name, value in values.items())


def _versions() -> dict[str, str]:
    # Deferred: both are needed for this page alone, and cost start-up time.
    import platform
    from importlib.metadata import PackageNotFoundError, version

    found = {
        "Rushes": rushes.__version__ + (" (bundle)" if getattr(sys, "frozen", False) else ""),
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "Python": platform.python_version(),
        "system": f"{_system_name()}, {platform.machine()}, {os.cpu_count()} cores",
        "locale": ".".join(part or "none" for part in locale.getlocale()),
    }
    for name in _DISTRIBUTIONS:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


def _system_name() -> str:
    import platform

    try:
        return f"{platform.freedesktop_os_release()['PRETTY_NAME']}, Linux {platform.release()}"
    except (OSError, KeyError):
        return platform.platform()


def _folders(places: Places) -> dict[str, str]:
    named = {
        "preferences": places.preferences_file,
        "state": places.state,
        "log": places.log_file,
        "cache": places.cache,
        "default library": places.library,
    }
    return {name: f"{path} ({_condition(path)})" for name, path in named.items()}


def _condition(path: Path) -> str:
    try:
        room = f"{free_bytes(path) / 1e9:.1f} GB free"
        if not path.exists():
            return f"not there yet, {room}"
        return room if os.access(path, os.W_OK) else f"cannot be written to, {room}"
    except OSError as error:
        return error.strerror or type(error).__name__


def _keyring(keys: KeyStore | None, origin: str) -> dict[str, str]:
    if keys is None:
        return {}
    try:
        state = keys.state(origin).value
    except RushesError as error:
        state = error.message.source()
    return {"keyring": keys.backend_name() or "none that works", f"key for {origin}": state}


def _variables(environ: Mapping[str, str]) -> dict[str, str]:
    shown = {name: environ[name] for name in _SHOWN_VARIABLES if environ.get(name)}
    hidden = [name for name in environ if name.lower() in _HIDDEN_VARIABLES]
    return {**shown, "also set": ", ".join(hidden) or "none"}


def _tail(path: Path, count: int) -> list[str]:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return [line.rstrip("\n") for line in deque(file, maxlen=count)]
    except OSError:
        return []


def _without_details(path: Path, count: int) -> list[str]:
    def told() -> Iterator[str]:
        detail = False
        with path.open(encoding="utf-8", errors="replace") as file:
            for line in file:
                start = _LINE.match(line)
                if start is not None:
                    detail = start[1] == "DEBUG"
                if not detail:
                    yield line.rstrip("\n")

    try:
        return list(deque(told(), maxlen=count))
    except OSError:
        return []


def _without_home(text: str) -> str:
    """Write ~ for the user's home folder, whose name is often the user's own."""
    try:
        home = str(Path.home())
    except RuntimeError:
        return text
    if home == os.sep:
        return text
    return re.sub(re.escape(home) + r"(?![\w.-])", "~", text)
