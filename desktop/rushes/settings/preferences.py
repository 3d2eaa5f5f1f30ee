"""What the user has chosen, kept as versioned JSON.

`Preferences` is the single schema: a name in the file is a field here. A file from a newer version keeps what this
version does not know, because saving changes only the fields that the user changed.
"""

from __future__ import annotations

import json
import logging
import re
import threading
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rushes.core.errors import InvalidRequest, SettingsError
from rushes.core.messages import Message, msg
from rushes.settings.atomic import write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

log = logging.getLogger(__name__)

VERSION: Final = 1
_LANGUAGE = re.compile(r"system|[a-z]{2,3}(_[A-Za-z]{2,4})?")
_PROXY_SCHEMES = frozenset({"http", "https"})


class Theme(StrEnum):
    """Dark, light, or what the system says."""

    SYSTEM = "system"
    DARK = "dark"
    LIGHT = "light"


class MentionForm(StrEnum):
    """How a prompt names the first reference image; sound and video follow the same form.

    The service does not say which form it understands: providers of the same model differ, and this is the commonest.
    """

    AT = "@Image1"
    AT_SMALL = "@image1"
    BRACKETS = "[Image1]"
    BRACKETS_SPACED = "[Image 1]"


@dataclass(frozen=True, slots=True)
class Preferences:
    """All preferences with their defaults. Raises `InvalidRequest`, whose `field` is the name of the faulty one.

    `library_folder` is absolute, None for the default; `slots` generations run at once, 1 to 16; `send_delay` is the
    time to undo a paid send, 0 to 10 seconds; `proxy` is a URL, empty for none, and never used for this computer;
    `frames_feature` and `references_feature` are sent as `feature` where the user has learned a value that the
    service's documentation does not give, and left out when empty.
    """

    theme: Theme = Theme.SYSTEM
    language: str = "system"
    library_folder: Path | None = None
    slots: int = 4
    send_delay: int = 3
    proxy: str = ""
    notifications: bool = True
    reduced_motion: bool = False
    mention_form: MentionForm = MentionForm.AT
    frames_feature: str = ""
    references_feature: str = ""

    def __post_init__(self) -> None:
        for name, check in _CHECKS.items():
            problem = check(getattr(self, name))
            if problem is not None:
                raise InvalidRequest(problem, field=name, next_step=msg("Change it in Preferences."))


def _check_language(value: str) -> Message | None:
    return None if _LANGUAGE.fullmatch(value) else msg("“{value}” is not the code of a language.", value=value)


def _check_folder(value: Path | None) -> Message | None:
    if value is None or value.is_absolute():
        return None
    return msg("The library folder must be a full path, not “{value}”.", value=str(value))


def _check_range(low: int, high: int) -> Callable[[int], Message | None]:
    def check(value: int) -> Message | None:
        if low <= value <= high:
            return None
        return msg("The number must be between {low} and {high}.", low=low, high=high)

    return check


def _check_proxy(value: str) -> Message | None:
    """Say what is wrong with the address of a proxy, without repeating it: it may hold a password."""
    if not value:
        return None
    from urllib.parse import urlsplit  # deferred: most have no proxy, and it costs start-up time

    if any(char.isspace() or not char.isprintable() for char in value):
        return msg("The address of the proxy holds spaces or control characters.")
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        return msg("The address of the proxy is not a URL.")
    if parts.scheme.lower() not in _PROXY_SCHEMES or not parts.hostname:
        return msg("The address of the proxy must look like {example}.", example="http://proxy.example:8080")
    if port == 0 or parts.path not in {"", "/"} or parts.query or parts.fragment:
        return msg("The address of the proxy must end after its port.")
    return None


def _check_feature(value: str) -> Message | None:
    if value == value.strip() and len(value) <= 100 and value.isprintable():
        return None
    return msg("The name of a feature is one short line.")


_CHECKS: Final[Mapping[str, Callable[..., Message | None]]] = {
    "language": _check_language,
    "library_folder": _check_folder,
    "slots": _check_range(1, 16),
    "send_delay": _check_range(0, 10),
    "proxy": _check_proxy,
    "frames_feature": _check_feature,
    "references_feature": _check_feature,
}


def _read_value(name: str, raw: object) -> object:
    """Turn a JSON value into the field's type; raises `TypeError` or `ValueError` when it is of another."""
    default = getattr(_DEFAULTS, name)
    if name == "library_folder":
        if raw is None:
            return None
        if not isinstance(raw, str) or not raw or "\0" in raw:
            raise TypeError(name)
        return Path(raw)
    if isinstance(default, StrEnum):
        return type(default)(str(raw))
    if type(raw) is not type(default):  # exactly: True is an int, and 3.0 is not
        raise TypeError(name)
    return raw


def _written(value: object) -> object:
    return str(value) if isinstance(value, Path) else value


def parse(document: Mapping[str, object]) -> Preferences:
    """Read preferences from their JSON object. A value of the wrong type or range is logged and its default used."""
    found = _DEFAULTS
    for name in _FIELDS:
        if name not in document:
            continue
        try:
            found = replace(found, **{name: _read_value(name, document[name])})  # type: ignore[arg-type]
        except (TypeError, ValueError, InvalidRequest):
            # Without the value: the address of a proxy may hold a password.
            log.warning("The preference %s has a value that cannot be used; its default is used instead", name)
    return found


class PreferencesStore:
    """The preferences on disk, and who wants to know when they change. Safe to use from several threads.

    Nothing is read before `load`; until then the defaults are current.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._current = _DEFAULTS
        self._unwritten: frozenset[str] = frozenset()
        self._listeners: list[Callable[[Preferences], None]] = []

    @property
    def current(self) -> Preferences:
        """The preferences in force."""
        return self._current

    def load(self) -> Preferences:
        """Read the file. Never fails: what cannot be read is logged and replaced by defaults.

        A file that is not JSON is kept beside with `.bak` at its end.
        """
        with self._lock:
            try:
                self._current = parse(self._read())
            except OSError as error:
                log.warning("The preferences cannot be read, so the defaults are used: %s", error)
            return self._current

    def save(self, wanted: Preferences) -> Preferences:
        """Put `wanted` in force, write what it changes, tell the subscribers, and return what is now in force.

        What another process has changed meanwhile, and fields this version does not know, stay as they are. When it
        cannot be written `SettingsError` is raised after everybody was told: the choice then holds until the program
        ends, or until a later save succeeds and writes it too, and the file is as it was.
        """
        with self._lock:
            before, problem = self._current, None
            changed = self._unwritten | {name for name in _FIELDS if getattr(wanted, name) != getattr(before, name)}
            try:
                self._current = self._write(changed, wanted)
                self._unwritten = frozenset()
            except OSError as error:
                log.warning("The preferences cannot be written: %s", error)
                self._current, self._unwritten, problem = wanted, changed, error
            now, listeners = self._current, tuple(self._listeners)
        if now != before:
            for listener in listeners:
                listener(now)
        if problem is not None:
            raise SettingsError(
                msg(
                    "{path} cannot be written ({reason}). Your choice holds until you close Rushes.",
                    path=str(self._path),
                    reason=problem.strerror or type(problem).__name__,
                )
            ) from problem
        return now

    def subscribe(self, listener: Callable[[Preferences], None]) -> Callable[[], None]:
        """Call `listener` after each change, in the thread that saves; returns a function that ends it."""
        with self._lock:
            self._listeners.append(listener)
        return lambda: self._unsubscribe(listener)

    def _unsubscribe(self, listener: Callable[[Preferences], None]) -> None:
        with self._lock:
            if listener in self._listeners:
                self._listeners.remove(listener)

    def _write(self, changed: Collection[str], wanted: Preferences) -> Preferences:
        document = self._read()
        for name in _FIELDS:
            if name in changed:
                document[name] = _written(getattr(wanted, name))
        document["version"] = max(VERSION, _version(document))
        write_atomically(self._path, json.dumps(document, indent=2, ensure_ascii=False).encode() + b"\n")
        return parse(document)

    def _read(self) -> dict[str, object]:
        """Read the JSON object; a missing file is an empty one, and one that cannot be read raises `OSError`."""
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            return {}
        try:
            document = json.loads(data)
        except (ValueError, RecursionError):
            document = None
        if isinstance(document, dict):
            return document
        kept = self._path.with_name(self._path.name + ".bak")
        self._path.replace(kept)
        log.warning("The preferences were not readable and are kept as %s; the defaults are used", kept)
        return {}


def _version(document: Mapping[str, object]) -> int:
    version = document.get("version")
    return version if type(version) is int else VERSION


_DEFAULTS: Final = Preferences()
_FIELDS: Final = tuple(field.name for field in fields(Preferences))
