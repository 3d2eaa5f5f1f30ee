"""What of the key store needs no keyring service: what a key is, whose it is, and who waits for whom."""

from __future__ import annotations

import logging
import pickle
import threading
import traceback
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked as BackendLocked
from keyring.errors import PasswordDeleteError

from rushes.core.errors import InvalidRequest, KeyringLocked, SecretsError
from rushes.core.secret import Secret
from rushes.settings.redaction import Redactor
from rushes.settings.secrets import (
    KEY_VARIABLE,
    Kept,
    KeyState,
    KeyStore,
    child_environment,
    clean_key,
    is_acceptable,
    origin_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

ORIGIN = "https://open.skills.video"
KEY = "a-key-of-the-test"


class Keyring(KeyringBackend):
    """A hand-written keyring that can be locked, slow, forgetful or broken."""

    priority: float = 5

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.entries: dict[tuple[str, str], str] = {}
        self.error: Exception | None = None
        self.keeps_deleted = False
        self.reads = 0
        self.asked = threading.Semaphore(0)
        self.may_answer = threading.Event()
        self.may_answer.set()

    def get_password(self, service: str, username: str) -> str | None:
        self.reads += 1
        self.asked.release()
        assert self.may_answer.wait(30)
        self._fail()
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._fail()
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._fail()
        if (service, username) not in self.entries:
            raise PasswordDeleteError("No such password!")
        if not self.keeps_deleted:
            del self.entries[service, username]

    def _fail(self) -> None:
        if self.error is not None:
            raise self.error


class CountingLock:
    """A lock that says how many have come to it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.came = threading.Semaphore(0)

    def __enter__(self) -> None:
        self.came.release()
        self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()


def store(
    keyring: KeyringBackend, environ: Mapping[str, str] | None = None, redactor: Redactor | None = None
) -> KeyStore:
    return KeyStore(environ or {}, environment_origin=ORIGIN, redactor=redactor, load_backend=lambda: keyring)


def test_a_secret_shows_itself_to_nobody_who_does_not_ask() -> None:
    secret = Secret(KEY)
    shown = [
        repr(secret),
        str(secret),
        f"{secret}",
        f"{secret:>9}",
        repr([secret]),
        repr({"key": secret}),
    ]
    assert not [text for text in shown if KEY in text]
    assert secret.reveal() == KEY
    with pytest.raises(TypeError):
        pickle.dumps(secret)


def test_secrets_compare_by_what_they_hold() -> None:
    assert Secret("a") == Secret("a") != Secret("b")
    assert hash(Secret("a")) == hash(Secret("a"))
    assert Secret("a") != "a"
    assert Secret("a")
    assert not Secret("")


@pytest.mark.parametrize("typed", [KEY, f"  {KEY}\n", f"\t{KEY}\r\n"])
def test_white_space_around_a_key_is_dropped(typed: str) -> None:
    assert clean_key(typed).reveal() == KEY


@pytest.mark.parametrize(
    "typed", ["", "  \n", "two words", "two\nlines", "nul\0", "bell\a", "zero\u200bwidth", "del\x7f"]
)
def test_what_no_header_can_hold_is_no_key_and_is_not_repeated(typed: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        clean_key(typed)
    assert caught.value.field == "key"
    assert not typed.strip() or typed not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://open.skills.video/api/v1", "https://open.skills.video"),
        ("HTTPS://Open.Skills.Video:443/", "https://open.skills.video"),
        ("http://127.0.0.1:8080/api/v1?x=1", "http://127.0.0.1:8080"),
        ("http://localhost:80", "http://localhost"),
        ("https://[::1]:8443/x", "https://[::1]:8443"),
        ("https://user:word@open.skills.video/", "https://open.skills.video"),
    ],
)
def test_a_key_belongs_to_scheme_host_and_port(url: str, origin: str) -> None:
    assert origin_of(url) == origin


@pytest.mark.parametrize(
    "url", ["", "open.skills.video", "ftp://host/", "https://", "https://host:port/", "https://[::1/"]
)
def test_what_is_no_web_address_has_no_origin(url: str) -> None:
    with pytest.raises(InvalidRequest):
        origin_of(url)


def test_children_do_not_inherit_the_key() -> None:
    environ = {KEY_VARIABLE: KEY, "PATH": "/bin"}
    assert child_environment(environ) == {"PATH": "/bin"}
    assert environ[KEY_VARIABLE] == KEY


def test_an_environment_key_that_is_none_is_an_error_when_used_and_none_when_blank() -> None:
    keys = store(Keyring(), {KEY_VARIABLE: "two words"})
    assert keys.state(ORIGIN) is KeyState.ENVIRONMENT
    with pytest.raises(InvalidRequest) as caught:
        keys.get(ORIGIN)
    assert caught.value.field == KEY_VARIABLE
    assert store(Keyring(), {KEY_VARIABLE: "  "}).state(ORIGIN) is KeyState.NONE


def test_whatever_a_backend_raises_the_key_is_kept_in_memory_and_not_printed(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for error in (OSError("no bus"), ValueError(KEY), EOFError(), RuntimeError("backend"), ImportError("gi")):
        keyring = Keyring()
        keyring.error = error
        keys = store(keyring)
        assert keys.state(ORIGIN) is KeyState.UNAVAILABLE
        assert keys.set(ORIGIN, KEY) is Kept.MEMORY
        assert keys.get(ORIGIN) == Secret(KEY)
    assert KEY not in caplog.text


def test_a_keyring_that_does_not_keep_what_it_was_given_is_none() -> None:
    class Forgetful(Keyring):
        def set_password(self, service: str, username: str, password: str) -> None:
            pass

    assert store(Forgetful()).set(ORIGIN, KEY) is Kept.MEMORY


def test_a_keyring_that_does_not_let_go_is_an_error() -> None:
    keyring = Keyring()
    keyring.keeps_deleted = True
    keys = store(keyring)
    keys.set(ORIGIN, KEY)
    with pytest.raises(SecretsError, match="did not let go"):
        keys.forget(ORIGIN)


def test_forgetting_with_a_locked_keyring_forgets_at_least_what_is_in_memory() -> None:
    keyring = Keyring()
    keys = store(keyring)
    keys.set(ORIGIN, KEY)
    keyring.error = BackendLocked()
    with pytest.raises(KeyringLocked):
        keys.forget(ORIGIN)
    assert keys.state(ORIGIN) is KeyState.LOCKED


def test_the_redactor_learns_every_key_that_passes() -> None:
    keyring = Keyring()
    keyring.entries["Rushes", "https://other.example"] = "stored-key"
    redactor = Redactor()
    keys = store(keyring, {KEY_VARIABLE: "environment-key"}, redactor)
    keys.get("https://other.example")
    keys.set("https://third.example", "typed-key")
    keys.keep_for_session("https://fourth.example", "session-key")
    assert redactor.redact("stored-key environment-key typed-key session-key") == "••• ••• ••• •••"


def test_later_reads_do_not_ask_the_keyring() -> None:
    keyring = Keyring()
    keys = store(keyring)
    assert [keys.get(ORIGIN), keys.get(ORIGIN), keys.state(ORIGIN)] == [None, None, KeyState.NONE]
    assert keyring.reads == 1


def test_who_knows_the_key_does_not_wait_for_a_prompt_about_another() -> None:
    keyring = Keyring()
    keys = store(keyring)
    keys.keep_for_session(ORIGIN, KEY)
    keyring.may_answer.clear()
    with ThreadPoolExecutor(2) as pool:
        waiting = pool.submit(keys.get, "https://other.example")
        assert keyring.asked.acquire(timeout=30)
        try:
            assert pool.submit(keys.get, ORIGIN).result(timeout=30) == Secret(KEY)
        finally:
            keyring.may_answer.set()
        assert waiting.result(timeout=30) is None


def test_those_who_wait_for_the_same_prompt_share_its_answer_and_later_ones_ask_again() -> None:
    keyring = Keyring()
    keyring.error = BackendLocked()
    keys = store(keyring)
    keyring.may_answer.clear()
    lock = CountingLock()
    keys._asking = lock  # type: ignore[assignment]

    def ask() -> object:
        try:
            return keys.get(ORIGIN)
        except KeyringLocked:
            return "locked"

    with ThreadPoolExecutor(4) as pool:
        answers = [pool.submit(ask) for _ in range(4)]
        for _ in range(4):
            assert lock.came.acquire(timeout=30)
        keyring.may_answer.set()
        assert [answer.result(timeout=30) for answer in answers] == ["locked"] * 4
    assert keyring.reads == 1
    keyring.error = None
    assert keys.get(ORIGIN) is None
    assert keyring.reads == 2


def test_a_backend_below_keyrings_own_recommendation_is_refused() -> None:
    class Poor(Keyring):
        priority = 0.5

    assert is_acceptable(Keyring())
    assert not is_acceptable(Poor())


def test_a_backend_of_the_file_package_is_refused_whatever_its_priority() -> None:
    kind = type("EncryptedKeyring", (Keyring,), {"__module__": "keyrings.alt.file"})
    assert not is_acceptable(kind())
    assert not is_acceptable(type("Derived", (kind,), {"__module__": "elsewhere"})())
