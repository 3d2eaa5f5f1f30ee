"""Where the key goes, and that nothing around the program can take it along or replace it."""

from __future__ import annotations

import logging
import traceback
from typing import TYPE_CHECKING

import pytest

from rushes.api.transport import Transport
from rushes.core.api_errors import InsecureUrl, KeyMissing, KeyRejected, Refused, Unreachable
from rushes.core.cancel import CancelToken
from rushes.core.errors import RushesError
from rushes.core.recipe import Recipe
from support.recipes import KEY, client_for, request_of
from support.socket_server import SocketServer, answer, answering

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rushes.api.client import Client

TEXT = request_of(Recipe(prompt="a boat"))
CALLS: tuple[Callable[[Client], object], ...] = (
    lambda client: client.credits(cancel=CancelToken()),
    lambda client: client.submit(TEXT, cancel=CancelToken(), on_answer=lambda _: None),
)
ACCEPTED = {"id": "gen_1", "status": "IN_QUEUE"}


def use_all_routes(client: Client, url: str, folder: Path) -> None:
    client.submit(TEXT, cancel=CancelToken(), on_answer=lambda _: None)
    client.submit_and_follow(TEXT, cancel=CancelToken(), on_answer=lambda _: None)
    client.ask("gen_1", cancel=CancelToken())
    client.credits(cancel=CancelToken())
    client.download(f"{url}/file.mp4", folder / "a.part", cancel=CancelToken())


@pytest.fixture
def hostile(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Set every proxy variable, and a `.netrc` that has other words for every host."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    netrc = tmp_path / ".netrc"
    netrc.write_text("default login mallory password stolen\nmachine 127.0.0.1 login mallory password stolen\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "none.pem"))
    monkeypatch.setenv("CURL_CA_BUNDLE", str(tmp_path / "none.pem"))


@pytest.mark.usefixtures("hostile")
def test_the_key_goes_with_the_api_and_not_with_a_file_whatever_the_environment_says(tmp_path: Path) -> None:
    files = answering(answer(200, b"video", {"Content-Type": "video/mp4"}))
    with SocketServer(answering(answer(200, ACCEPTED))) as server, SocketServer(files) as other:
        use_all_routes(client_for(server.url), other.origin, tmp_path)
        assert {request.headers.get("authorization") for request in server.requests} == {f"Bearer {KEY}"}
        assert len(server.requests) == 4
        assert [request.headers.get("authorization") for request in other.requests] == [None]
        for request in (*server.requests, *other.requests):
            assert request.headers["user-agent"].startswith("Rushes/")
            assert "cookie" not in request.headers


def test_the_paths_are_those_of_the_documentation(tmp_path: Path) -> None:
    with SocketServer(answering(answer(200, ACCEPTED))) as server:
        client = client_for(server.url + "/")
        client.submit(TEXT, cancel=CancelToken(), on_answer=lambda _: None)
        client.submit_and_follow(TEXT, cancel=CancelToken(), on_answer=lambda _: None)
        client.ask("gen 1/../é?x#y", cancel=CancelToken())
        client.credits(cancel=CancelToken())
        assert [(request.method, request.path) for request in server.requests] == [
            ("POST", "/api/v1/generation/bytedance/seedance-2.0"),
            ("POST", "/api/v1/generation/sse/bytedance/seedance-2.0"),
            ("GET", "/api/v1/generation/gen%201%2F..%2F%C3%A9%3Fx%23y"),
            ("GET", "/api/v1/credits"),
        ]
        assert server.requests[1].headers["accept"] == "text/event-stream"


def test_a_question_follows_a_redirect_at_home_only() -> None:
    with SocketServer(answering(answer(200, {"total": 5}))) as other:
        away = answer(307, b"", {"Location": f"{other.url}/credits"})
        with SocketServer(answering(away)) as server:
            with pytest.raises(Unreachable, match="elsewhere"):
                client_for(server.url).credits(cancel=CancelToken())
            assert len(server.requests) == 1
        assert other.connections == 0
    home = answer(301, b"", {"Location": "/api/v2/credits"})
    with SocketServer(answering(home, answer(200, {"total": 5}))) as server:
        assert client_for(server.url).credits(cancel=CancelToken()).total == 5
        assert server.requests[1].headers["authorization"] == f"Bearer {KEY}"
    with SocketServer(answering(answer(302, b"", {"Location": "/api/v1/credits"}))) as server:
        with pytest.raises(Unreachable, match="without an end"):
            client_for(server.url).credits(cancel=CancelToken())
        assert len(server.requests) == 6


def test_the_key_goes_to_no_other_computer_in_the_open() -> None:
    for call in CALLS:
        with pytest.raises(InsecureUrl):
            call(client_for("http://skills.example/api/v1"))


@pytest.mark.parametrize("key", [None, "", "  \n"])
def test_without_a_key_nothing_is_sent(key: str | None) -> None:
    with SocketServer(answering(answer(200, ACCEPTED))) as server:
        with pytest.raises(KeyMissing):
            client_for(server.url, key=key).submit(TEXT, cancel=CancelToken(), on_answer=lambda _: None)
        assert server.connections == 0


@pytest.mark.parametrize("key", ["sk\nX-Evil: 1", "sk\x00", "sk-ключ", "“sk”"])
def test_a_key_that_is_none_is_refused_without_being_shown(key: str) -> None:
    with SocketServer(answering(answer(200, ACCEPTED))) as server:
        with pytest.raises(KeyRejected) as caught:
            client_for(server.url, key=key).credits(cancel=CancelToken())
        assert server.connections == 0
    assert key not in str(caught.value)


def test_a_new_key_counts_at_once() -> None:
    keys = iter(["one", " two\n"])
    from rushes.api.client import Client

    with SocketServer(answering(answer(200, {"total": 1}, close=False))) as server:
        client = Client(Transport(server.url, lambda: next(keys)))
        client.credits(cancel=CancelToken())
        client.credits(cancel=CancelToken())
        client.close()
        assert [request.headers["authorization"] for request in server.requests] == ["Bearer one", "Bearer two"]


@pytest.mark.parametrize("scheme", ["http://", ""])
def test_the_proxy_of_the_preferences_is_used_but_not_for_this_computer(tmp_path: Path, scheme: str) -> None:
    with (
        SocketServer(answering(answer(200, b"video"))) as proxy,
        SocketServer(answering(answer(200, ACCEPTED))) as server,
    ):
        client = client_for(server.url, proxy=proxy.origin.replace("http://", scheme))
        client.credits(cancel=CancelToken())
        assert proxy.connections == 0
        client.download("http://files.example/a.mp4", tmp_path / "a.part", cancel=CancelToken())
        assert [request.path for request in proxy.requests] == ["http://files.example/a.mp4"]
        assert "authorization" not in proxy.requests[0].headers


@pytest.mark.parametrize("status", [401, 403, 500])
def test_the_key_is_in_no_error_and_no_log(status: int, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    texts: list[str] = []
    with SocketServer(answering(answer(status, {"message": "No."}))) as server:
        client = client_for(server.url)
        texts += [repr(client), repr(vars(client)), repr(vars(vars(client)["_transport"]))]
        for url in (server.url, "http://127.0.0.1:1/api/v1"):
            for call in CALLS:
                with pytest.raises(RushesError) as caught:
                    call(client_for(url))
                trace = traceback.format_exception(caught.value)
                each: BaseException | None = caught.value
                while each is not None:
                    texts += [repr(each), repr(vars(each))]
                    each = each.__cause__ or each.__context__
                texts += trace
    texts += [record.getMessage() for record in caplog.records]
    assert not [text for text in texts if KEY in text]


def test_only_401_and_403_reject_the_key() -> None:
    rejected = []
    for status in (400, 401, 402, 403, 404, 429, 500, 503):
        with SocketServer(answering(answer(status, {"message": "No."}))) as server:
            with pytest.raises((Refused, Unreachable)) as caught:
                client_for(server.url).credits(cancel=CancelToken())
            if caught.value.http_status in {401, 403}:
                rejected.append(type(caught.value).__name__)
    assert rejected == ["KeyRejected", "NotAllowed"]
