"""What breaks between us and a server, as one internal error with words for a person.

`requests`, `urllib3`, `http.client` and `socket` raise some fifty classes. Nothing outside this package sees one: the
transport turns each into `Broken`, and the client decides what that means for a question, a paid request or a download.
"""

from __future__ import annotations

import http.client
import ssl
from typing import TYPE_CHECKING, Final

import requests.exceptions as requests_errors
import urllib3.exceptions as urllib3_errors

from rushes.core.messages import Message, msg

if TYPE_CHECKING:
    from collections.abc import Iterator

WIRE_ERRORS: Final = (
    requests_errors.RequestException,
    urllib3_errors.HTTPError,
    http.client.HTTPException,
    OSError,
    # `urllib3` raises bare ones for a proxy or a host name that it does not like
    ValueError,
)
"""All that sending a request or reading an answer can raise, apart from faults of ours."""

CANCELLED: Final = msg("It was stopped.")
LOST: Final = msg("The connection was lost.")
TOO_LARGE: Final = msg("The answer is far larger than it can be.")
BAD_PROXY: Final = msg("The address of the proxy is not valid. It has to begin with http:// or https://.")
BAD_ADDRESS: Final = msg("The address is not valid.")

_WORDS: Final[tuple[tuple[tuple[type[Exception], ...], Message], ...]] = (
    (
        (urllib3_errors.NameResolutionError,),
        msg("The name of the server could not be found. This computer may be offline."),
    ),
    (
        (requests_errors.InvalidProxyURL, urllib3_errors.ProxySchemeUnknown, urllib3_errors.ProxySchemeUnsupported),
        BAD_PROXY,
    ),
    (
        (requests_errors.ProxyError, urllib3_errors.ProxyError),
        msg("The proxy could not be reached, or did not make the connection."),
    ),
    (
        (requests_errors.SSLError, urllib3_errors.SSLError, ssl.SSLError, urllib3_errors.InsecureRequestWarning),
        msg("A secure connection could not be made. The clock of this computer may be wrong."),
    ),
    (
        (urllib3_errors.NewConnectionError, ConnectionRefusedError),
        msg("The server did not accept the connection."),
    ),
    (
        (requests_errors.ConnectTimeout, urllib3_errors.ConnectTimeoutError),
        msg("The server could not be reached in time."),
    ),
    (
        (requests_errors.Timeout, urllib3_errors.TimeoutError, TimeoutError),
        msg("No answer came in time."),
    ),
    (
        (
            requests_errors.MissingSchema,
            requests_errors.InvalidSchema,
            requests_errors.InvalidURL,
            requests_errors.URLRequired,
            urllib3_errors.LocationValueError,
            urllib3_errors.URLSchemeUnknown,
            http.client.InvalidURL,
        ),
        BAD_ADDRESS,
    ),
    (
        (
            requests_errors.ContentDecodingError,
            requests_errors.InvalidJSONError,
            urllib3_errors.DecodeError,
            urllib3_errors.ResponseError,
            urllib3_errors.HeaderParsingError,
        ),
        msg("The answer is garbled."),
    ),
    (
        (requests_errors.TooManyRedirects, requests_errors.RetryError),
        msg("The server sent us from one address to the next without an end."),
    ),
    ((requests_errors.InvalidHeader, urllib3_errors.InvalidHeader), msg("A header of the request is not valid.")),
    (
        (requests_errors.RequestException, urllib3_errors.HTTPError, http.client.HTTPException, OSError),
        LOST,
    ),
    ((ValueError,), BAD_ADDRESS),
)
"""Classes and their words; the first row that fits an error or what caused it wins."""


class Broken(Exception):
    """The exchange could not be finished. `reason` is a sentence for a person."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.source())
        self.reason = reason


def words_for(error_class: type[BaseException]) -> Message | None:
    """Return the sentence for a class of error, or None where it is not one of the network's."""
    return next((words for classes, words in _WORDS if issubclass(error_class, classes)), None)


def broken(error: Exception) -> Broken:
    """Make a `Broken` of whatever went wrong, with the words for its most telling cause.

    The request is taken off the error, because it holds the key.
    """
    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, requests_errors.RequestException):
            cause.request = None
    for classes, words in _WORDS:
        if any(isinstance(cause, classes) for cause in causes):
            return Broken(words)
    return Broken(LOST)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and all that it wraps: libraries keep the cause in `reason`, in `args` or in `__context__`."""
    waiting: list[BaseException] = [error]
    seen: set[int] = set()
    while waiting:
        each = waiting.pop(0)
        if id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        found = (getattr(each, "reason", None), *each.args, each.__cause__, each.__context__)
        waiting.extend(inner for inner in found if isinstance(inner, BaseException))
