"""What a run of the program starts from, decided before anything is opened. Starting is a budget: it imports little."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rushes.core.errors import InvalidRequest
from rushes.core.messages import msg
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
    api_url = _api_url(environ)
    preferences = PreferencesStore(places.preferences_file)
    chosen = preferences.load()
    redactor = Redactor()
    keys = KeyStore(environ, environment_origin=api_url, redactor=redactor)
    folder = library or chosen.library_folder or places.library
    return Setting(places, preferences, environ, redactor, keys, api_url, folder.absolute())


def _api_url(environ: Mapping[str, str]) -> str:
    """Return the address of the API. Refuses one with a name or password without repeating it: it goes into rows."""
    url = environ.get(API_URL_VARIABLE, "").strip() or DEFAULT_API_URL
    if "@" in url:
        raise InvalidRequest(
            msg("The address in {variable} holds a user name or a password.", variable=API_URL_VARIABLE),
            field="api_url",
            next_step=msg("Take out what stands before the @. The key is kept with `rushes key set`."),
        )
    return url
