"""The page for whoever helps: what it says, and what it must not."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rushes.core.secret import Secret
from rushes.settings.diagnostics import collect
from rushes.settings.paths import Places, places
from rushes.settings.redaction import Redactor
from rushes.settings.secrets import KeyStore

if TYPE_CHECKING:
    import pytest
    from keyring.backend import KeyringBackend

KEY = "a-key-of-the-test"
LOG = """\
2026-11-22 10:00:00,000 77 MainThread INFO rushes.app: started
2026-11-22 10:00:01,000 77 network-1 DEBUG rushes.api: the prompt is
two lines of a poem
2026-11-22 10:00:02,000 77 network_0 ERROR rushes.services: failed with a-key-of-the-test
Traceback (most recent call last):
ValueError: wrong
"""


def no_keyring() -> KeyringBackend:
    raise RuntimeError("no keyring on this computer")


def with_log(home: Path) -> Places:
    found = places(home, {})
    found.logs.mkdir(parents=True)
    found.log_file.write_text(LOG)
    return found


def test_the_page_says_what_helps(tmp_path: Path) -> None:
    extra = {"SQLite": "3.40.1", "audio": "null device", "library": "12 takes, sound"}
    page = collect(
        places(tmp_path, {}), extra, environ={"DISPLAY": ":7", "RUSHES_API_URL": "http://127.0.0.1:1/api/v1"}
    )
    lines = page.splitlines()
    for line in (
        f"Python: {sys.version.split()[0]}",
        "SQLite: 3.40.1",
        "audio: null device",
        "library: 12 takes, sound",
        "display: DISPLAY=:7",
        "RUSHES_API_URL: http://127.0.0.1:1/api/v1",
    ):
        assert line in lines
    for name in ("Rushes", "PySide6-Essentials", "av", "keyring", "requests", "system", "locale", "preferences"):
        assert [line for line in lines if line.startswith(f"{name}: ")], name
    assert "not there yet" in page


def test_the_keyring_is_asked_and_its_state_told(tmp_path: Path) -> None:
    origin = "https://open.skills.video"
    keys = KeyStore({}, environment_origin=origin, load_backend=no_keyring)
    page = collect(places(tmp_path, {}), {}, environ={}, keys=keys, origin=origin)
    assert "keyring: none that works\nkey for https://open.skills.video: unavailable\n" in page


def test_no_key_proxy_or_prompt_is_on_the_page(tmp_path: Path) -> None:
    redactor = Redactor()
    redactor.learn(Secret(KEY))
    environ = {"SKILLS_VIDEO_API_KEY": KEY, "HTTPS_PROXY": "http://user:word@proxy.example"}
    page = collect(with_log(tmp_path), {"note": KEY}, environ=environ, redactor=redactor, log_lines=50)
    assert KEY not in page
    assert "proxy.example" not in page
    assert "also set: SKILLS_VIDEO_API_KEY, HTTPS_PROXY\n" in page
    assert "poem" not in page
    assert "rushes.services: failed with •••" in page
    assert "ValueError: wrong" in page


def test_only_the_last_lines_of_the_log_are_on_the_page_and_none_unasked(tmp_path: Path) -> None:
    found = with_log(tmp_path)
    assert "rushes.app" not in collect(found, {}, environ={})
    page = collect(found, {}, environ={}, log_lines=2)
    assert page.endswith("log\nTraceback (most recent call last):\nValueError: wrong\n")


def test_a_crash_is_on_the_page(tmp_path: Path) -> None:
    found = with_log(tmp_path)
    found.crash_file.write_text("Fatal Python error: Segmentation fault\n")
    assert "last crash\nFatal Python error: Segmentation fault" in collect(found, {}, environ={})


def test_the_name_of_the_user_is_not_on_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "jane"
    monkeypatch.setenv("HOME", str(home))
    page = collect(places(home / "rushes", {}), {"library": f"{home}.films and {home}"}, environ={})
    assert "log: ~/rushes/logs/rushes.log" in page
    assert f"library: {home}.films and ~\n" in page


def test_a_folder_that_does_not_answer_is_said_so(tmp_path: Path) -> None:
    place = tmp_path / ("x" * 300)
    page = collect(Places(place, place, place, place, Path("/proc")), {}, environ={})
    assert "File name too long" in page
