from __future__ import annotations

import http.client
import inspect
import pickle
import ssl
from typing import TYPE_CHECKING

import pytest
import requests
import requests.exceptions
import urllib3.exceptions

from rushes.api.failures import LOST, WIRE_ERRORS, broken, words_for

if TYPE_CHECKING:
    from types import ModuleType


def errors_of(module: ModuleType) -> list[type[Exception]]:
    found = [each for _, each in inspect.getmembers(module, inspect.isclass) if issubclass(each, Exception)]
    own = module.__name__.partition(".")[0]
    return [each for each in found if each.__module__.startswith(own) and not issubclass(each, Warning)]


ALL = [
    *errors_of(requests.exceptions),
    *errors_of(urllib3.exceptions),
    *errors_of(http.client),
    ssl.SSLError,
    ssl.SSLCertVerificationError,
    TimeoutError,
    ConnectionResetError,
    BrokenPipeError,
]


@pytest.mark.parametrize("error", ALL, ids=lambda error: f"{error.__module__}.{error.__name__}")
def test_every_error_of_the_libraries_is_caught_and_has_words(error: type[Exception]) -> None:
    assert issubclass(error, WIRE_ERRORS)
    assert words_for(error) is not None


def test_there_is_something_to_walk() -> None:
    assert len(ALL) > 50


def test_the_deepest_cause_that_says_most_gives_the_words() -> None:
    name = urllib3.exceptions.NameResolutionError("h", None, OSError("no"))  # type: ignore[arg-type]
    outer = requests.exceptions.ConnectionError(urllib3.exceptions.MaxRetryError(None, "/", name))  # type: ignore[arg-type]
    assert "name of the server" in str(broken(outer))
    aborted = urllib3.exceptions.ProtocolError("Connection aborted.", TimeoutError("timed out"))
    assert "in time" in str(broken(requests.exceptions.ConnectionError(aborted)))
    assert broken(ConnectionResetError(104, "reset")).reason is LOST


def test_the_key_does_not_travel_with_an_error() -> None:
    prepared = requests.Request("GET", "http://x/", headers={"Authorization": "Bearer secret"}).prepare()
    inner = requests.exceptions.ReadTimeout(request=prepared)
    outer = requests.exceptions.ConnectionError(inner, request=prepared)
    broken(outer)
    assert inner.request is None
    assert outer.request is None
    assert b"secret" not in pickle.dumps(str(outer))
