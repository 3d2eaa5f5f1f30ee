"""The key and the balance at skills.video."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rushes.core.api_errors import ApiError, KeyRejected, NotAllowed, Unreachable
from rushes.core.cancel import Cancelled, CancelToken
from rushes.core.errors import RushesError, SecretsError
from rushes.core.events import ConnectionChanged, CreditsChanged, KeyChanged
from rushes.core.messages import msg

if TYPE_CHECKING:
    from collections.abc import Callable

    from rushes.api.client import Client
    from rushes.core.answers import Credits
    from rushes.core.events import Events
    from rushes.settings.secrets import Kept, KeyState, KeyStore

log = logging.getLogger(__name__)

_ASK_AGAIN = msg("Check the connection and the proxy in Preferences, then ask again.")
"""Nobody keeps asking for a balance, as is done for a job."""


class KeyCheck(StrEnum):
    """What the service said of a key that was just stored."""

    ACCEPTED = "accepted"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class KeyStored:
    """A key was stored: where, whether the service accepted it, and the balance if it named one."""

    kept: Kept
    check: KeyCheck
    credits: Credits | None
    error: RushesError | None = None


class Account:
    """The key for one API address, and the credits it commands. Every call may block; use worker threads."""

    def __init__(
        self,
        keys: KeyStore,
        events: Events,
        *,
        origin: str,
        client: Callable[[], Client],
        try_key: Callable[[str], Client],
    ) -> None:
        self._keys = keys
        self._events = events
        self._origin = origin
        self._client = client
        self._try_key = try_key
        self._lock = threading.Lock()
        self._credits: Credits | None = None

    def key(self) -> str | None:
        """Return the key, from the environment, the keyring or memory. Raises `SecretsError` for a locked keyring."""
        secret = self._keys.get(self._origin)
        return secret.reveal() if secret is not None else None

    def state(self) -> KeyState:
        """Say where the key is kept, or why there is none."""
        return self._keys.state(self._origin)

    def set_key(self, text: str, cancel: CancelToken | None = None, *, for_session: bool = False) -> KeyStored:
        """Check a key by asking for the credits, and store it; `for_session` keeps it from the keyring.

        Only 401 and 403 reject it (`KeyRejected`, `NotAllowed` are raised and nothing is stored); any other trouble
        stores it unchecked. Raises `InvalidRequest` for text that cannot be a key, and `SecretsError`.
        """
        credits_now, trouble = self._ask_with(text, cancel or CancelToken())
        keep = self._keys.keep_for_session if for_session else self._keys.set
        kept = keep(self._origin, text)
        with self._lock:
            self._credits = credits_now
        self._events.publish(KeyChanged())
        if credits_now is not None:
            self._events.publish(CreditsChanged(credits_now))
        check = KeyCheck.ACCEPTED if credits_now is not None else KeyCheck.UNCHECKED
        return KeyStored(kept, check, credits_now, trouble)

    def _ask_with(self, text: str, cancel: CancelToken) -> tuple[Credits | None, RushesError | None]:
        client = self._try_key(text)
        try:
            return client.credits(cancel=cancel), None
        except (KeyRejected, NotAllowed):
            raise
        except ApiError as error:
            log.info("the key could not be checked: %s", error.message.source())
            return None, error
        finally:
            client.close()

    def forget_key(self) -> None:
        """Remove the key from the keyring and from memory. Raises `SecretsError`."""
        self._keys.forget(self._origin)
        with self._lock:
            self._credits = None
        self._events.publish(KeyChanged())

    def refresh(self, cancel: CancelToken | None = None) -> Credits:
        """Ask for the balance. Raises `ApiError`, `SecretsError`, `Cancelled`."""
        try:
            credits_now = self._client().credits(cancel=cancel or CancelToken())
        except ApiError as error:
            self._events.publish(ConnectionChanged(online=error.http_status is not None))
            if isinstance(error, Unreachable):
                error.next_step = _ASK_AGAIN
            raise
        with self._lock:
            self._credits = credits_now
        self._events.publish(ConnectionChanged(online=True))
        self._events.publish(CreditsChanged(credits_now))
        return credits_now

    def try_refresh(self, cancel: CancelToken | None = None) -> Credits | None:
        """Ask for the balance; None when it cannot be had, which is no trouble of whoever asks on the side."""
        try:
            return self.refresh(cancel)
        except (ApiError, SecretsError, Cancelled) as error:
            log.info("the balance could not be asked: %s", error)
            return None

    def known_total(self) -> float | None:
        """Return the balance as last heard, without asking."""
        with self._lock:
            return self._credits.total if self._credits is not None else None
