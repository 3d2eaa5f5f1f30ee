"""The API key: in the operating system's keyring, or in memory until the program ends. Never in a file of ours.

Every call of `KeyStore` that may reach the keyring blocks, for as long as a person takes to answer the keyring's own
prompt when it is locked: call it in a worker thread.
"""

from __future__ import annotations

import logging
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from rushes.core.errors import InvalidRequest, KeyringLocked, KeyringMissing, SecretsError
from rushes.core.messages import msg
from rushes.core.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from keyring.backend import KeyringBackend

    from rushes.settings.redaction import Redactor

log = logging.getLogger(__name__)

SERVICE: Final = "Rushes"
KEY_VARIABLE: Final = "SKILLS_VIDEO_API_KEY"

_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_COPIES: Final = 8  # a keyring may hold several entries by the same name, written by different programs


class KeyState(Enum):
    """Where the key for an origin is, or why there is none."""

    ENVIRONMENT = "environment"  # SKILLS_VIDEO_API_KEY is set, which goes before the keyring
    STORED = "stored"
    MEMORY = "memory"  # until the program ends
    NONE = "none"  # the keyring works and has no key
    LOCKED = "locked"
    UNAVAILABLE = "unavailable"  # there is no keyring that works, and no key in memory


class Kept(Enum):
    """Where a key was just put."""

    KEYRING = "keyring"
    MEMORY = "memory"  # no keyring works: it is gone when the program ends


def origin_of(url: str) -> str:
    """Return scheme, host and port of a URL, such as `https://open.skills.video`: what a key belongs to.

    Raises `InvalidRequest` for what is not the URL of a web service.
    """
    from urllib.parse import urlsplit  # deferred: the window is painted before it needs this

    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or parts.scheme not in _DEFAULT_PORTS:
        raise InvalidRequest(msg("“{url}” is not the address of a web service.", url=url), field="url")
    name = f"[{host}]" if ":" in host else host
    suffix = "" if port in {None, _DEFAULT_PORTS[parts.scheme]} else f":{port}"
    return f"{parts.scheme}://{name}{suffix}"


def clean_key(text: str, *, field: str = "key") -> Secret:
    """Return a key as somebody typed or pasted it, without white space around it. Its pattern is the service's affair.

    Raises `InvalidRequest` when nothing is left, or when it holds what no HTTP header can.
    """
    key = text.strip()
    if not key:
        raise InvalidRequest(msg("The key is empty."), field=field, next_step=msg("Paste the whole key."))
    if not key.isprintable() or any(char.isspace() for char in key):
        raise InvalidRequest(
            msg("The key holds spaces, line breaks or invisible characters."),
            field=field,
            next_step=msg("Copy the key again, alone and whole."),
        )
    return Secret(key)


def child_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment for a process that we start: ours without the key."""
    return {name: value for name, value in environ.items() if name.upper() != KEY_VARIABLE}


def is_acceptable(backend: KeyringBackend) -> bool:
    """Whether a keyring backend keeps a secret as one: no file in plain or home-made cipher, and not a stand-in.

    `keyring` itself recommends nothing below priority 1; the file backends are also known by where they come from,
    because a user's configuration can name one whatever its priority.
    """
    if any(module.startswith(_REFUSED) for module in (kind.__module__ + "." for kind in type(backend).__mro__)):
        return False
    if "plaintext" in type(backend).__name__.lower():
        return False
    chained = getattr(backend, "backends", None)
    if chained is not None:  # keyring's own backend that asks several, and takes only those accepted here
        return bool(chained) and all(is_acceptable(each) for each in chained)
    try:
        return bool(backend.priority >= 1)
    except RuntimeError:  # how a backend says that it cannot work on this computer
        return False


_REFUSED: Final = ("keyrings.alt.", "keyring.backends.fail.", "keyring.backends.null.")


def _load_backend() -> KeyringBackend:
    # Deferred: importing keyring and choosing a backend takes about as long as opening an empty window.
    from keyring.backend import KeyringBackend, by_priority
    from keyring.core import get_keyring, init_backend, load_config, load_env

    init_backend(limit=is_acceptable)
    chosen = get_keyring()
    if is_acceptable(chosen) or load_env() or load_config():
        return chosen
    # keyring remembers for the life of the process what did not work at its first look; it may be there by now.
    found = (kind() for kind in KeyringBackend.get_viable_backends() if kind.priority >= 1)
    return max(filter(is_acceptable, found), key=by_priority, default=chosen)


@dataclass(frozen=True, slots=True)
class _Known:
    secret: Secret | None
    state: KeyState


class KeyStore:
    """One key per origin of the API. Safe to use from several threads; the keyring is asked once per origin.

    `environment_origin` is the origin of the configured API: the only one that `SKILLS_VIDEO_API_KEY` goes to.
    `load_backend` chooses the keyring, when it is first needed.
    """

    def __init__(
        self,
        environ: Mapping[str, str],
        *,
        environment_origin: str,
        redactor: Redactor | None = None,
        load_backend: Callable[[], KeyringBackend] = _load_backend,
    ) -> None:
        self._environment_key = environ.get(KEY_VARIABLE, "").strip()
        self._environment_origin = origin_of(environment_origin)
        self._redactor = redactor
        self._load_backend = load_backend
        self._backend: KeyringBackend | None = None
        # Two locks: whoever waits for a person at the keyring's prompt must not hold up those who know their key.
        self._asking = threading.Lock()
        self._lock = threading.Lock()
        self._known: dict[str, _Known] = {}
        self._asked = 0
        self._locked_at: dict[str, int] = {}
        if self._environment_key:
            self._learn(Secret(self._environment_key))

    def get(self, origin: str) -> Secret | None:
        """Return the key for an origin, or None (`state` says why). Raises `KeyringLocked`; it can be asked again.

        Those who asked while somebody dismissed the keyring's prompt share the answer, instead of a prompt each.
        """
        return self._ask(origin).secret

    def state(self, origin: str) -> KeyState:
        """Say where the key for an origin is. Asks the keyring, for a backend that was chosen may still not work."""
        try:
            return self._ask(origin).state
        except KeyringLocked:
            return KeyState.LOCKED
        except InvalidRequest:
            if self._is_from_environment(origin_of(origin)):
                return KeyState.ENVIRONMENT
            raise

    def set(self, origin: str, key: str) -> Kept:
        """Keep a key, and say where.

        Raises `InvalidRequest` for what cannot be a key and `KeyringLocked` for a keyring that stays locked; nothing is
        kept then, and `keep_for_session` is the other way.
        """
        origin, secret = origin_of(origin), clean_key(key)
        self._learn(secret)
        with self._asking:
            try:
                self._write(origin, secret)
            except KeyringLocked:
                raise
            except SecretsError as error:
                log.info("No keyring works, so the key is kept in memory: %s", error)
                self._remember(origin, _Known(secret, KeyState.MEMORY))
                return Kept.MEMORY
            self._remember(origin, _Known(secret, KeyState.STORED))
            return Kept.KEYRING

    def keep_for_session(self, origin: str, key: str) -> Kept:
        """Keep a key in memory alone, until the program ends. Does not block."""
        secret = clean_key(key)
        self._learn(secret)
        self._remember(origin_of(origin), _Known(secret, KeyState.MEMORY))
        return Kept.MEMORY

    def forget(self, origin: str) -> None:
        """Take a key out of memory and keyring; one that is not there is no error. The environment stays as it is.

        Raises `KeyringLocked`, and `SecretsError` when the keyring keeps it all the same.
        """
        origin = origin_of(origin)
        with self._asking:
            with self._lock:
                self._known.pop(origin, None)
            try:
                self._delete(origin)
            except KeyringMissing:
                return

    def forget_cache(self) -> None:
        """Ask the keyring again next time, and choose it anew. Keys that are only in memory stay."""
        with self._lock:
            self._known = {origin: known for origin, known in self._known.items() if known.state is KeyState.MEMORY}
        with self._asking:
            self._backend = None

    def backend_name(self) -> str:
        """Return the keyring's name for the diagnostics, and empty when there is none to use."""
        with self._asking:
            try:
                kind = type(self._usable_backend())
            except SecretsError:
                return ""
        return f"{kind.__module__}.{kind.__qualname__}"

    def _is_from_environment(self, origin: str) -> bool:
        return bool(self._environment_key) and origin == self._environment_origin

    def _ask(self, origin: str) -> _Known:
        origin = origin_of(origin)
        if self._is_from_environment(origin):
            return _Known(clean_key(self._environment_key, field=KEY_VARIABLE), KeyState.ENVIRONMENT)
        with self._lock:
            known, came_at = self._known.get(origin), self._asked
        if known is not None:
            return known
        with self._asking:
            known = self._known.get(origin)
            if known is not None:
                return known
            if self._locked_at.get(origin, -1) > came_at:
                raise KeyringLocked(msg("The keyring was not unlocked."))
            return self._remember(origin, self._read_known(origin))

    def _read_known(self, origin: str) -> _Known:
        try:
            secret = self._read(origin)
        except KeyringLocked:
            with self._lock:
                self._asked += 1
                self._locked_at[origin] = self._asked
            raise
        except SecretsError as error:
            log.info("No keyring works: %s", error)
            return _Known(None, KeyState.UNAVAILABLE)
        return _Known(secret, KeyState.STORED if secret is not None else KeyState.NONE)

    def _remember(self, origin: str, known: _Known) -> _Known:
        with self._lock:
            self._known[origin] = known
        return known

    def _learn(self, secret: Secret) -> None:
        if self._redactor is not None:
            self._redactor.learn(secret)

    def _usable_backend(self) -> KeyringBackend:
        if self._backend is None:
            with _translated():
                backend = self._load_backend()
                acceptable = is_acceptable(backend)
            if not acceptable:
                raise KeyringMissing(msg("This computer has no keyring that Rushes can use."))
            self._backend = backend
        return self._backend

    def _read(self, origin: str) -> Secret | None:
        backend = self._usable_backend()
        with _translated():
            text = backend.get_password(SERVICE, origin)
        if not text:
            return None
        secret = Secret(text)
        self._learn(secret)
        return secret

    def _write(self, origin: str, secret: Secret) -> None:
        backend = self._usable_backend()
        with _translated():
            backend.set_password(SERVICE, origin, secret.reveal())
        if self._read(origin) != secret:
            raise KeyringMissing(msg("The keyring did not keep the key."))

    def _delete(self, origin: str) -> None:
        backend = self._usable_backend()
        for _ in range(_COPIES):
            if self._read(origin) is None:
                return
            with _translated():
                backend.delete_password(SERVICE, origin)
        raise SecretsError(
            msg("The keyring did not let go of the key."),
            next_step=msg("Remove the entry “{name}” with the keyring's own program.", name=SERVICE),
        )


@contextmanager
def _translated() -> Iterator[None]:
    """Turn whatever a keyring backend raises into an error of ours."""
    try:
        yield
    except Exception as error:  # a backend is anybody's plug-in: D-Bus, sockets, COM; no common base
        if _says_locked(error):
            raise KeyringLocked(msg("The keyring was not unlocked.")) from error
        raise KeyringMissing(msg("The keyring does not work ({reason}).", reason=type(error).__name__)) from error


def _says_locked(error: Exception) -> bool:
    # Deferred with the rest of keyring; here it has been imported already, unless it is missing.
    try:
        from keyring.errors import KeyringLocked as BackendLocked
    except ImportError:
        return False
    return isinstance(error, BackendLocked)
