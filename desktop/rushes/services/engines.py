"""Who answers: a client for each engine, made when first needed."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Protocol

from rushes.core.errors import InvalidRequest
from rushes.core.stages import Engine
from rushes.settings.secrets import origin_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from rushes.api.client import Client
    from rushes.core.generation import Generation
    from rushes.services.rehearsal_process import RehearsalProcess

    KeySource = Callable[[], str | None]


class Connect(Protocol):
    """Makes a client. `key` is asked at each call, so that a new key needs no new client."""

    def __call__(self, base_url: str, key: KeySource, *, proxy: str | None) -> Client:
        """Make a client for an address, by way of a proxy if one is given."""
        ...


class Engines:
    """Hands out clients. May be used from any thread; a first call blocks (imports, the start of the engine)."""

    def __init__(
        self,
        *,
        api_url: str,
        key: KeySource,
        proxy: Callable[[], str | None],
        connect: Connect,
        rehearsal: RehearsalProcess,
    ) -> None:
        self.api_url = api_url
        self._key = key
        self._proxy = proxy
        self._connect = connect
        self._rehearsal = rehearsal
        self._lock = threading.Lock()
        self._clients: dict[tuple[str, str, str | None], Client] = {}

    def client(self, engine: Engine) -> Client:
        """Return the client of `engine`. Raises `RehearsalUnavailable`, and `Cancelled` once everything is closing."""
        if engine is Engine.REHEARSAL:
            address = self._rehearsal.address()
            return self._client(address.url, address.key, lambda: address.key, None)
        return self._client(self.api_url, "", self._key, self._proxy() or None)

    def origin(self, engine: Engine) -> str:
        """Return the address a generation of `engine` is sent to, for its row."""
        return self.api_url if engine is Engine.SKILLS_VIDEO else ""

    def knows(self, generation: Generation) -> bool:
        """Say whether a generation was sent where questions go now: no other server can know its id."""
        if generation.is_rehearsal:
            return True
        try:
            return origin_of(generation.origin) == origin_of(self.api_url)
        except InvalidRequest:
            # a row that does not say where it was sent is asked about here
            return True

    def closing(self) -> None:
        """Wait for no engine that is starting: everything is about to end."""
        self._rehearsal.end()

    def close(self) -> None:
        """Close the clients and end the rehearsal engine."""
        with self._lock:
            clients, self._clients = list(self._clients.values()), {}
        for client in clients:
            client.close()
        self._rehearsal.end()
        self._rehearsal.stop()

    def _client(self, url: str, key_name: str, key: KeySource, proxy: str | None) -> Client:
        with self._lock:
            known = self._clients.get((url, key_name, proxy))
            if known is None:
                known = self._connect(url, key, proxy=proxy)
                self._clients[url, key_name, proxy] = known
            return known
