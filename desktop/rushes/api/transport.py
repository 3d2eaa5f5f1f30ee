"""One way out: requests with the key to the API's own routes, and without it to wherever a result lies.

It sends prepared requests straight through an adapter instead of a `requests.Session`, so that nothing of a session's
can interfere: no proxy variable, no `.netrc` that would replace the key, no cookie, no redirect that takes the key
along. Every failure leaves here as `Broken`.
"""

from __future__ import annotations

import contextlib
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

import requests
from requests.structures import CaseInsensitiveDict

from rushes import __version__
from rushes.api.connection import Call, WatchedAdapter, running
from rushes.api.failures import BAD_ADDRESS, BAD_PROXY, CANCELLED, TOO_LARGE, WIRE_ERRORS, Broken, broken
from rushes.api.origin import check_api_address, is_loopback, origin_of
from rushes.core.api_errors import KeyMissing, KeyRejected
from rushes.core.messages import msg

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from urllib3.response import BaseHTTPResponse

    from rushes.api.multipart import Body
    from rushes.core.cancel import CancelToken

log = logging.getLogger(__name__)

DEFAULT_URL: Final = "https://open.skills.video/api/v1"

MAX_ANSWER: Final = 8 << 20
"""Bytes of the largest JSON answer that is read."""

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_MAX_REDIRECTS: Final = 5
_SOME: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds: to connect, to wait for an answer, for the answer of a paid request, and between events of a stream."""

    connect: float = 10.0
    answer: float = 30.0
    submit: float = 120.0
    stream: float = 120.0


@dataclass(frozen=True, slots=True)
class Received:
    """The body of an answer as far as it came, and what ended it early, if anything did."""

    data: bytes
    broken: Broken | None = None


class Reply:
    """An answer whose body is still to be read. Close it, or use it as a context."""

    def __init__(self, raw: BaseHTTPResponse, call: Call, adapter: WatchedAdapter | None) -> None:
        self.status: int = raw.status
        self.headers: Mapping[str, str] = CaseInsensitiveDict(raw.headers.items())
        self._encoded = "Content-Encoding" in self.headers
        self._raw = raw
        self._call = call
        self._adapter = adapter

    def some(self, most: int = _SOME) -> bytes:
        """Return bytes as soon as there are any, at most so many; nothing at the end. Raises `Broken`."""
        # What is not encoded does not go through the decoder's queue, which would copy it.
        return self._read(lambda: self._raw.read1(most, decode_content=self._encoded))

    def block(self, size: int) -> bytes:
        """Return `size` bytes, fewer only at the end. Raises `Broken`."""
        return self._read(lambda: self._raw.read(size, decode_content=True))

    def rest(self, limit: int = MAX_ANSWER) -> Received:
        """Return what is left of the body, as far as it comes."""
        parts: list[bytes] = []
        size = 0
        try:
            while part := self.some():
                parts.append(part)
                size += len(part)
                if size > limit:
                    return Received(b"".join(parts), Broken(TOO_LARGE))
        except Broken as error:
            return Received(b"".join(parts), error)
        return Received(b"".join(parts))

    def _read(self, read: Callable[[], bytes | None]) -> bytes:
        try:
            data = read()
        except WIRE_ERRORS as error:
            raise Broken(CANCELLED) if self._call.cancel.cancelled else broken(error) from error
        if self._call.cancel.cancelled:
            # a socket that was shut down looks like the end of the body
            raise Broken(CANCELLED)
        return data or b""

    def close(self) -> None:
        """End the exchange. A connection whose answer was read to its end can serve another question."""
        with contextlib.suppress(*WIRE_ERRORS):
            if not getattr(self._raw, "closed", True):
                self._raw.close()
            self._raw.release_conn()
        self._call.close()
        if self._adapter is not None:
            self._adapter.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class Transport:
    """The way to one API and to the files it names.

    `key` is asked at every call, so that a new key counts at once; it is held nowhere. `proxy` is an address from the
    preferences; it is never used for this computer. `ca_bundle` replaces the certificates that are trusted.
    """

    def __init__(
        self,
        base_url: str,
        key: Callable[[], str | None],
        *,
        proxy: str | None = None,
        timeouts: Timeouts | None = None,
        ca_bundle: Path | None = None,
    ) -> None:
        self.base_url = base_url.rstrip("/")
        self.timeouts = timeouts or Timeouts()
        self._key = key
        self._proxy = proxy
        self._verify: bool | str = True if ca_bundle is None else str(ca_bundle)
        self._questions = WatchedAdapter()

    def close(self) -> None:
        """Close the connections that are kept for the next question."""
        self._questions.close()

    def post(self, path: str, body: Body, *, content_type: str, accept: str, wait: float, cancel: CancelToken) -> Reply:
        """Send a paid request, once, over a connection of its own: one that was kept may be dead without our knowing.

        Redirects come back as they are. Raises `Broken`; `Cancelled` and `MediaError` come from `body`.
        """
        check_api_address(self.base_url)
        headers = {
            **self._headers(accept),
            "Content-Type": content_type,
            "Content-Length": str(len(body)),
            "Connection": "close",
        }
        return self._send("POST", self.base_url + path, headers, cancel, body=body, wait=wait)

    def ask(self, path: str, *, cancel: CancelToken) -> Reply:
        """Ask a question of the API, which may be asked again. Raises `Broken` and `Cancelled`."""
        home = check_api_address(self.base_url)
        url = self.base_url + path
        headers = self._headers("application/json")
        for _ in range(_MAX_REDIRECTS + 1):
            reply = self._question(url, headers, cancel)
            if reply.status not in _REDIRECTS or "location" not in reply.headers:
                return reply
            with reply:
                url = _target(url, reply)
            if origin_of(url) != home:
                raise Broken(msg("The address answers with one elsewhere, where the key is not sent."))
        raise broken(requests.TooManyRedirects())

    def fetch(self, url: str, headers: Mapping[str, str], *, cancel: CancelToken) -> Reply:
        """Get a file from wherever it lies, without the key. Raises `Broken` and `Cancelled`."""
        sent = {"User-Agent": _agent(), "Accept": "*/*", "Accept-Encoding": "identity", **headers}
        for _ in range(_MAX_REDIRECTS + 1):
            if origin_of(url) is None:
                raise Broken(BAD_ADDRESS)
            reply = self._send("GET", url, sent, cancel, wait=self.timeouts.answer)
            if reply.status not in _REDIRECTS or "location" not in reply.headers:
                return reply
            with reply:
                url = _target(url, reply)
        raise broken(requests.TooManyRedirects())

    def _headers(self, accept: str) -> dict[str, str]:
        key = (self._key() or "").strip()
        if not key:
            raise KeyMissing(msg("Nothing was sent."))
        if not (key.isascii() and key.isprintable()):
            raise KeyRejected(msg("The key has characters that no key has. It may not have been copied as it is."))
        return {
            "Authorization": f"Bearer {key}",
            "User-Agent": _agent(),
            "Accept": accept,
            "Accept-Encoding": "identity",
        }

    def _question(self, url: str, headers: Mapping[str, str], cancel: CancelToken) -> Reply:
        reused: list[bool] = []
        try:
            return self._send("GET", url, headers, cancel, wait=self.timeouts.answer, keep=self._questions, tell=reused)
        except Broken:
            if not any(reused) or cancel.cancelled:
                raise
        # the kept connection had died in the meantime
        return self._send("GET", url, headers, cancel, wait=self.timeouts.answer)

    def _send(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        cancel: CancelToken,
        *,
        wait: float,
        body: Body | None = None,
        keep: WatchedAdapter | None = None,
        tell: list[bool] | None = None,
    ) -> Reply:
        cancel.raise_if_cancelled()
        call = Call(cancel, uploads=body is not None)
        adapter = keep or WatchedAdapter()
        own = None if keep else adapter
        try:
            prepared = requests.Request(method, url, headers=dict(headers), data=body).prepare()
            with running(call):
                answer = adapter.send(
                    prepared,
                    stream=True,
                    timeout=(self.timeouts.connect, wait),
                    verify=self._verify,
                    proxies=self._proxies(url),
                )
        except BaseException as error:
            if tell is not None:
                tell.append(call.reused)
            call.close()
            if own is not None:
                own.close()
            if isinstance(error, WIRE_ERRORS):
                raise Broken(CANCELLED) if cancel.cancelled else broken(error) from error
            raise
        log.debug("%s answered with status %d", method, answer.status_code)
        return Reply(answer.raw, call, own)

    def _proxies(self, url: str) -> dict[str, str]:
        origin = origin_of(url)
        if not self._proxy or origin is None or is_loopback(origin.host):
            return {}
        proxy = self._proxy if "://" in self._proxy else f"http://{self._proxy}"
        if origin_of(proxy) is None:
            raise Broken(BAD_PROXY)
        return {"http": proxy, "https": proxy}


def _target(url: str, reply: Reply) -> str:
    try:
        return urljoin(url, reply.headers["location"])
    except ValueError as error:
        raise Broken(BAD_ADDRESS) from error


def _agent() -> str:
    return f"Rushes/{__version__}"
