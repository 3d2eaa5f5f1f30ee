"""The key and the balance; the draft on the desk; the rehearsal engine as a child."""

from __future__ import annotations

import os
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from rushes.core.api_errors import KeyRejected, NotAllowed, Unreachable
from rushes.core.cancel import Cancelled
from rushes.core.errors import InvalidRequest
from rushes.core.events import ConnectionChanged, CreditsChanged, KeyChanged
from rushes.services.account import KeyCheck
from rushes.services.policy import Patience
from rushes.services.rehearsal_process import RehearsalProcess, RehearsalUnavailable
from rushes.services.samples import samples
from rushes.settings.secrets import Kept, KeyState
from support.program import wait_until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from rushes.core.recipe import Recipe, Reference
    from rushes.services.studio import Studio
    from unit.services.conftest import Lab


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the keyring of whoever runs the tests out of them."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")


def test_a_key_that_the_service_takes_is_stored_with_its_balance(lab: Lab) -> None:
    studio = lab.studio(key=None)
    stored = studio.account.set_key(f" {lab.engine.key}\n")
    assert (stored.check, stored.kept) == (KeyCheck.ACCEPTED, Kept.MEMORY)
    assert stored.credits is not None
    assert studio.account.known_total() == stored.credits.total
    assert studio.account.key() == lab.engine.key
    assert studio.account.state() is KeyState.MEMORY
    assert any(isinstance(event, KeyChanged) for event in lab.events)
    assert any(isinstance(event, CreditsChanged) for event in lab.events)
    studio.account.forget_key()
    assert studio.account.key() is None
    assert studio.account.known_total() is None


@pytest.mark.parametrize(("status", "error"), [(401, KeyRejected), (403, NotAllowed)])
def test_only_401_and_403_reject_a_key(lab: Lab, status: int, error: type[Exception]) -> None:
    studio = lab.studio(key=None)
    lab.arm("credits", f"status={status}")
    with pytest.raises(error):
        studio.account.set_key(lab.engine.key)
    assert studio.account.key() is None


@pytest.mark.parametrize("what", ["status=404", "status=429", "status=500", "status=503", "drop=before-body"])
def test_any_other_answer_stores_it_unchecked(lab: Lab, what: str) -> None:
    studio = lab.studio(key=None)
    lab.arm("credits", what)
    stored = studio.account.set_key(lab.engine.key)
    assert (stored.check, stored.credits) == (KeyCheck.UNCHECKED, None)
    assert stored.error is not None
    assert studio.account.key() == lab.engine.key


@pytest.mark.parametrize("text", ["", "  \n", "two words", "line\nbreak"])
def test_what_cannot_be_a_key_is_refused_unasked(lab: Lab, text: str) -> None:
    studio = lab.studio(key=None)
    with pytest.raises(InvalidRequest):
        studio.account.set_key(text)
    assert studio.account.key() is None


def test_a_balance_that_cannot_be_had_is_no_trouble_on_the_side(lab: Lab) -> None:
    studio = lab.studio(url="http://127.0.0.1:9/api/v1")
    assert studio.account.try_refresh() is None
    with pytest.raises(Unreachable):
        studio.account.refresh()
    assert ConnectionChanged(online=False) in lab.events


# --- the draft ---


def test_a_draft_survives(lab: Lab, studio: Studio, recipe: Callable[..., Recipe], picture: Reference) -> None:
    assert studio.drafts.load().prompt == ""
    draft = recipe("x", picture)
    studio.drafts.save(draft)
    assert lab.studio().drafts.load() == draft


@pytest.mark.parametrize("text", ["{", "[]", '{"prompt": 3}'])
def test_a_draft_that_cannot_be_read_is_left_for_an_empty_one(
    studio: Studio, text: str, expect_log: Callable[[str], None]
) -> None:
    expect_log("draft could not be read")
    studio.library.drafts.save("desk", text)
    assert studio.drafts.load().prompt == ""


# --- the rehearsal engine ---


@pytest.fixture
def process() -> Iterator[RehearsalProcess]:
    child = RehearsalProcess([sys.executable, "-m", "rushes", "serve", "--parent-pipe"], os.environ)
    yield child
    child.stop()


def test_the_engine_starts_once_and_again_after_it_has_died(process: RehearsalProcess) -> None:
    assert not process.running
    first = process.address()
    assert process.running
    assert process.address() == first
    assert process._process is not None
    process._process.kill()
    wait_until(lambda: not process.running, "it has died")
    second = process.address()
    assert second.key != first.key
    assert process.running
    process.stop()
    process.stop()
    assert not process.running


@pytest.mark.parametrize(
    "command",
    [
        ["/nonexistent/rushes"],
        [sys.executable, "-c", "print('hello')"],
        [sys.executable, "-c", "import sys; sys.exit(3)"],
    ],
)
def test_an_engine_that_does_not_start_is_said(command: list[str]) -> None:
    child = RehearsalProcess(command, os.environ)
    with pytest.raises(RehearsalUnavailable):
        child.address()
    assert not child.running


def test_an_engine_that_is_starting_does_not_keep_the_program(tmp_path: Path) -> None:
    began = tmp_path / "began"
    script = f"import pathlib, time; pathlib.Path({str(began)!r}).touch(); time.sleep(600)"
    child = RehearsalProcess([sys.executable, "-c", script], os.environ)
    raised: list[BaseException] = []

    def ask() -> None:
        try:
            child.address()
        except (Cancelled, RehearsalUnavailable) as error:
            raised.append(error)

    asking = threading.Thread(target=ask, name="asking")
    asking.start()
    wait_until(began.exists, "it is starting")
    child.end()
    child.stop()
    asking.join(10)
    assert not asking.is_alive()
    assert [type(error) for error in raised] == [Cancelled]
    assert not child.running
    with pytest.raises(Cancelled):
        child.address()


# --- small things ---


def test_polling_slows_down_to_once_a_minute_and_never_ends() -> None:
    from itertools import islice

    waits = list(islice(Patience().polls(local=False), 60))
    assert waits[0] == 3.0
    assert waits == sorted(waits)
    assert waits[-1] == 60.0
    assert set(islice(Patience().polls(local=True), 60)) == {0.25}
    assert [Patience().backoff(n, 2.0) for n in (0, 1, 4, 9)] == [2.0, 4.0, 32.0, 60.0]


@pytest.mark.parametrize("name", [sample.name for sample in samples()])
def test_every_sample_can_be_sent(studio: Studio, name: str) -> None:
    from rushes.core.rules import problems

    assert problems(studio.sample(name)) == ()
    assert all(sample.picture.is_file() for sample in samples())
