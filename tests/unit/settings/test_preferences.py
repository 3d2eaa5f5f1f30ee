"""Preferences: what is read, what is written, and what survives."""

from __future__ import annotations

import json
import logging
import os
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.core.errors import InvalidRequest, SettingsError
from rushes.settings.preferences import MentionForm, Preferences, PreferencesStore, Theme, parse

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "preferences.json"


@pytest.fixture
def expect_default(expect_log: Callable[[str], None]) -> Callable[[str], None]:
    return lambda name: expect_log(f"preference {name} has a value that cannot be used")


def written(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text())
    return found


def put(path: Path, document: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(document if isinstance(document, str) else json.dumps(document))


def full(tmp_path: Path) -> Preferences:
    return Preferences(
        theme=Theme.LIGHT,
        language="pt_BR",
        library_folder=tmp_path / "Bücher 電影",
        slots=16,
        send_delay=0,
        proxy="http://user:word@proxy.example:1080",
        notifications=False,
        reduced_motion=True,
        mention_form=MentionForm.BRACKETS,
        frames_feature="first-last-frame-to-video",
        references_feature="reference-to-video",
    )


def test_every_preference_comes_back_from_the_disk(path: Path, tmp_path: Path) -> None:
    wanted = full(tmp_path)
    defaults = Preferences()
    assert not [f.name for f in fields(Preferences) if getattr(wanted, f.name) == getattr(defaults, f.name)]
    assert PreferencesStore(path).save(wanted) == wanted
    assert PreferencesStore(path).load() == wanted


def test_with_no_file_the_defaults_hold_and_nothing_is_written(path: Path) -> None:
    assert PreferencesStore(path).load() == Preferences()
    assert not path.parent.exists()


def test_only_what_was_changed_is_written(path: Path) -> None:
    PreferencesStore(path).save(Preferences(slots=2))
    assert written(path) == {"slots": 2, "version": 1}


def test_the_file_is_for_its_owner_alone_and_no_partial_file_stays(path: Path) -> None:
    PreferencesStore(path).save(Preferences(proxy="http://user:word@proxy.example:8080"))
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_what_a_newer_version_wrote_survives_a_save_of_this_one(
    path: Path, expect_default: Callable[[str], None]
) -> None:
    expect_default("theme")
    put(path, {"version": 7, "hologram": {"depth": 3}, "theme": "sepia", "slots": 2})
    store = PreferencesStore(path)
    with_default_theme = store.load()
    assert (with_default_theme.theme, with_default_theme.slots) == (Theme.SYSTEM, 2)
    store.save(replace(with_default_theme, slots=5))
    assert written(path) == {"version": 7, "hologram": {"depth": 3}, "theme": "sepia", "slots": 5}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "sepia"),
        ("theme", 1),
        ("language", "../../etc"),
        ("language", None),
        ("library_folder", "relative/folder"),
        ("library_folder", 5),
        ("library_folder", "/with\0nul"),
        ("slots", 0),
        ("slots", 17),
        ("slots", "4"),
        ("slots", 4.0),
        ("slots", True),
        ("send_delay", -1),
        ("send_delay", 11),
        ("proxy", "proxy.example:8080"),
        ("proxy", "ftp://proxy.example"),
        ("proxy", "http://"),
        ("proxy", "http://proxy.example:99999"),
        ("proxy", "http://proxy.example/path"),
        ("proxy", "http://proxy.example :8080"),
        ("notifications", "yes"),
        ("reduced_motion", 1),
        ("mention_form", "#1"),
        ("frames_feature", "two\nlines"),
        ("references_feature", ["list"]),
    ],
)
def test_a_value_that_cannot_be_used_falls_back_alone(
    path: Path, expect_default: Callable[[str], None], name: str, value: object
) -> None:
    other = {"send_delay": 7} if name != "send_delay" else {"slots": 7}
    put(path, {"version": 1, name: value, **other})
    expect_default(name)
    assert PreferencesStore(path).load() == replace(Preferences(), **other)  # type: ignore[arg-type]


@pytest.mark.parametrize("proxy", ["http://p:1", "https://p.example", "http://u:w@p:1080", "HTTP://[::1]:8/"])
def test_a_proxy_is_the_address_of_one(proxy: str) -> None:
    assert Preferences(proxy=proxy).proxy == proxy


def test_an_impossible_preference_names_its_field_and_not_the_password_of_a_proxy() -> None:
    with pytest.raises(InvalidRequest) as caught:
        Preferences(proxy="http://user:hidden-word@proxy.example/path")
    assert caught.value.field == "proxy"
    assert "hidden-word" not in str(caught.value)


@pytest.mark.parametrize("text", ["", "{", '["list"]', "null", "\x00\x01", "[" * 100_000])
def test_a_file_that_is_no_preferences_is_kept_beside(path: Path, expect_log: Callable[[str], None], text: str) -> None:
    put(path, text)
    expect_log("were not readable and are kept as")
    store = PreferencesStore(path)
    assert store.load() == Preferences()
    store.save(Preferences(slots=2))
    assert path.with_name("preferences.json.bak").read_text() == text
    assert written(path)["slots"] == 2


NAMES = st.sampled_from([field.name for field in fields(Preferences)])
VALUES = st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.integers(), max_size=2)


# The first draw of a text builds tables of Unicode, which takes seconds on a busy machine.
@given(st.dictionaries(NAMES, VALUES))
def test_no_json_object_breaks_reading(document: dict[str, object]) -> None:
    logging.disable()  # the warnings of a hundred documents are another test's affair
    try:
        assert isinstance(parse(document), Preferences)
    finally:
        logging.disable(logging.NOTSET)


def test_a_folder_that_cannot_be_written_to_is_an_error_and_the_choice_holds(
    tmp_path: Path, expect_log: Callable[[str], None]
) -> None:
    (tmp_path / "config").write_text("a file where the folder should be")
    expect_log("cannot be read")
    expect_log("cannot be written")
    store = PreferencesStore(tmp_path / "config" / "preferences.json")
    assert store.load() == Preferences()
    told: list[Preferences] = []
    store.subscribe(told.append)
    with pytest.raises(SettingsError, match="Your choice holds until you close Rushes"):
        store.save(Preferences(slots=2))
    assert store.current.slots == 2
    assert told == [Preferences(slots=2)]


def test_a_file_that_cannot_be_read_is_not_written_over(path: Path, expect_log: Callable[[str], None]) -> None:
    path.mkdir(parents=True)
    expect_log("cannot be read")
    expect_log("cannot be written")
    store = PreferencesStore(path)
    store.load()
    with pytest.raises(SettingsError):
        store.save(Preferences(slots=2))
    assert path.is_dir()


def test_a_write_that_fails_leaves_the_old_file_whole(path: Path, expect_log: Callable[[str], None]) -> None:
    store = PreferencesStore(path)
    store.save(Preferences(slots=2))
    before = path.read_bytes()
    # In the way of the partial file, as a full disk would be.
    path.with_name(f".preferences.json.{os.getpid()}.new").mkdir()
    expect_log("cannot be written")
    with pytest.raises(SettingsError):
        store.save(Preferences(slots=3))
    assert path.read_bytes() == before


def test_a_choice_that_could_not_be_written_is_written_with_the_next(
    path: Path, expect_log: Callable[[str], None]
) -> None:
    store = PreferencesStore(path)
    store.save(Preferences(slots=2))
    in_the_way = path.with_name(f".preferences.json.{os.getpid()}.new")
    in_the_way.mkdir()
    expect_log("cannot be written")
    with pytest.raises(SettingsError):
        store.save(replace(store.current, slots=3))
    in_the_way.rmdir()
    now = store.save(replace(store.current, theme=Theme.DARK))
    assert (now.slots, now.theme) == (3, Theme.DARK)
    assert PreferencesStore(path).load() == now == store.current


def test_two_programs_do_not_undo_each_other(path: Path) -> None:
    one, other = PreferencesStore(path), PreferencesStore(path)
    one.save(replace(one.load(), slots=2))
    now = other.save(replace(other.current, theme=Theme.DARK))
    assert (now.slots, now.theme) == (2, Theme.DARK)
    assert PreferencesStore(path).load() == now


def test_subscribers_are_told_of_a_change_and_of_nothing_else(path: Path) -> None:
    store = PreferencesStore(path)
    told: list[int] = []
    end = store.subscribe(lambda preferences: told.append(preferences.slots))
    store.save(Preferences(slots=2))
    store.save(Preferences(slots=2))
    end()
    end()
    store.save(Preferences(slots=3))
    assert told == [2]
    assert store.current.slots == 3


def test_going_back_to_a_default_is_written(path: Path) -> None:
    store = PreferencesStore(path)
    store.save(Preferences(slots=2))
    store.save(Preferences())
    assert PreferencesStore(path).load() == Preferences()


def test_a_link_is_followed_and_stays(path: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "dotfiles" / "rushes.json"
    put(elsewhere, {"slots": 2})
    path.parent.mkdir()
    path.symlink_to(elsewhere)
    store = PreferencesStore(path)
    store.save(replace(store.load(), slots=3))
    assert path.is_symlink()
    assert written(elsewhere)["slots"] == 3
