"""Getting the media that a request names by URL.

A rehearsal has to work offline, so an address that cannot be reached is no error: the renderer gets a card with the
file's name instead of an image, and a video or sound that is not there is left out, which `data` then says.
Only http and https are followed, redirects included; a file may have 256 MiB, and all of it must come within seconds.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MAX_FILE: Final = 256 << 20
SILENCE: Final = 4.0
IN_ALL: Final = 30.0
_SUFFIX: Final = re.compile(r"\.[A-Za-z0-9]{1,8}")


class Unreachable(Exception):
    """The address gave no file; the text says why, in a few words."""


def file_name(url: str) -> str:
    """Return the last part of a URL's path, or its host, for a person to read."""
    parts = urlsplit(url)
    return unquote(parts.path.rpartition("/")[2]) or parts.hostname or url


def fetch(url: str, target: Path, cancelled: Callable[[], bool]) -> Path:
    """Download `url` to `target` plus the URL's suffix and return that path. Raises Unreachable."""
    suffix = _SUFFIX.fullmatch("." + file_name(url).rpartition(".")[2])
    path = target.with_name(target.name + (suffix.group().lower() if suffix else ""))
    request = urllib.request.Request(url, headers={"User-Agent": "rushes-rehearsal"})  # noqa: S310 - checked below
    try:
        with _opener(url).open(request, timeout=SILENCE) as answer:
            _copy(answer, path, cancelled)
    except (OSError, ValueError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", None) or error
        raise Unreachable(str(reason)) from error
    return path


def _opener(url: str) -> urllib.request.OpenerDirector:
    """Return an opener that knows http and https and nothing else, and no proxy on the way to this computer."""
    opener = urllib.request.OpenerDirector()
    proxies = urllib.request.ProxyHandler({} if _is_loopback(url) else None)
    for handler in (
        proxies,
        urllib.request.UnknownHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPRedirectHandler(),
        urllib.request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener


def _is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _copy(answer: http.client.HTTPResponse, path: Path, cancelled: Callable[[], bool]) -> None:
    deadline = time.monotonic() + IN_ALL
    size = 0
    with path.open("wb") as file:
        while piece := answer.read1(1 << 16):
            size += len(piece)
            if size > MAX_FILE:
                raise Unreachable("the file is too large")
            if time.monotonic() > deadline or cancelled():
                raise Unreachable("it took too long")
            file.write(piece)
    stated = answer.headers.get("Content-Length", "")
    if size == 0 or (stated.isdigit() and size < int(stated)):
        raise Unreachable("the file is incomplete")
