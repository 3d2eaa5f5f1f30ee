"""Addresses that cannot be reached, of which nothing leaves this computer."""

from __future__ import annotations

import socket
from typing import Final

NO_SUCH_NAME: Final = f"https://{'.'.join(['a' * 60] * 5)}/api/v1"
"""A name that is too long for any name server, so that the resolver refuses it here."""

NO_ROUTE: Final = "https://255.255.255.255/api/v1"
"""No connection can be made to everybody: the system says that the network is unreachable."""


def refusing() -> str:
    """Return an address at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return f"http://127.0.0.1:{taken.getsockname()[1]}/api/v1"
