"""Where the key may go, and where a proxy may not stand between."""

from __future__ import annotations

import ipaddress
from typing import NamedTuple
from urllib.parse import urlsplit

from rushes.core.api_errors import InsecureUrl
from rushes.core.errors import InvalidRequest
from rushes.core.messages import msg

_PORTS = {"http": 80, "https": 443}


class Origin(NamedTuple):
    """Scheme, host in lower case, and port of an address."""

    scheme: str
    host: str
    port: int


def origin_of(url: str) -> Origin | None:
    """Return where an http or https address points, or None where it is no such address."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not parts.hostname:
        return None
    return Origin(parts.scheme, parts.hostname, _PORTS[parts.scheme] if port is None else port)


def is_loopback(host: str) -> bool:
    """Whether a host is this computer: `localhost`, or a loopback address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def check_api_address(url: str) -> Origin:
    """Return the origin of the API's address.

    Raises:
        InvalidRequest: it is not an http or https address, or it carries a user name, which would replace the key.
        InsecureUrl: it is neither https nor on this computer.
    """
    origin = origin_of(url)
    if origin is None or "@" in urlsplit(url).netloc:
        raise InvalidRequest(
            msg("“{url}” is not an address of the API.", url=url if origin is None else origin.host),
            field="api_url",
            next_step=msg("Use an address such as https://open.skills.video/api/v1."),
        )
    if origin.scheme != "https" and not is_loopback(origin.host):
        raise InsecureUrl(
            msg("“{host}” is not on this computer, and its address does not begin with https://.", host=origin.host)
        )
    return origin
