from __future__ import annotations

import pytest

from rushes.api.origin import Origin, check_api_address, is_loopback, origin_of
from rushes.core.api_errors import InsecureUrl
from rushes.core.errors import InvalidRequest


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://Open.Skills.video/api/v1", Origin("https", "open.skills.video", 443)),
        ("http://127.0.0.1:8080/x", Origin("http", "127.0.0.1", 8080)),
        ("http://[::1]/", Origin("http", "::1", 80)),
        ("ftp://x/", None),
        ("no address", None),
        ("http://", None),
        ("http://[bad", None),
        ("http://x:99999/", None),
        ("", None),
    ],
)
def test_origins(url: str, origin: Origin | None) -> None:
    assert origin_of(url) == origin


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("10.0.0.1", False),
        ("a.localhost.example", False),
        ("example.com", False),
    ],
)
def test_loopback(host: str, *, loopback: bool) -> None:
    assert is_loopback(host) is loopback


@pytest.mark.parametrize(
    "url", ["https://open.skills.video/api/v1", "http://127.0.0.1:1/", "http://localhost/", "http://[::1]:9"]
)
def test_the_key_may_go_over_https_or_to_this_computer(url: str) -> None:
    check_api_address(url)


@pytest.mark.parametrize(
    "url", ["http://open.skills.video/api/v1", "http://192.168.1.2", "http://127.0.0.1.example.com/"]
)
def test_the_key_goes_nowhere_else(url: str) -> None:
    with pytest.raises(InsecureUrl):
        check_api_address(url)


@pytest.mark.parametrize("url", ["", "x", "file:///etc/passwd", "https://user:pass@open.skills.video/api/v1"])
def test_no_address_is_an_invalid_request(url: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        check_api_address(url)
    assert "pass" not in str(caught.value) or url == "file:///etc/passwd"
