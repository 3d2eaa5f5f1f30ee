"""What a run of the program starts from, decided before anything is opened. Starting is a budget: it imports little."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rushes.settings.preferences import PreferencesStore
from rushes.settings.redaction import Redactor
from rushes.settings.secrets import KeyStore

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from rushes.settings.paths import Places

DEFAULT_API_URL: Final = "https://open.skills.video/api/v1"
API_URL_VARIABLE: Final = "RUSHES_API_URL"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a run of the program starts from: folders, preferences, the environment, where the key is kept."""

    places: Places
    preferences: PreferencesStore
    environ: Mapping[str, str]
    redactor: Redactor
    keys: KeyStore
    api_url: str
    library_folder: Path


def setting(places: Places, library: Path | None, environ: Mapping[str, str] | None = None) -> Setting:
    """Read the preferences and decide on the folders. Raises `SettingsError`, `InvalidRequest`."""
    environ = os.environ if environ is None else environ
    preferences = PreferencesStore(places.preferences_file)
    chosen = preferences.load()
    api_url = environ.get(API_URL_VARIABLE, "").strip() or DEFAULT_API_URL
    redactor = Redactor()
    keys = KeyStore(environ, environment_origin=api_url, redactor=redactor)
    folder = library or chosen.library_folder or places.library
    return Setting(places, preferences, environ, redactor, keys, api_url, folder.absolute())
