"""The folders of this program and this user."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rushes.core.errors import SettingsError
from rushes.core.messages import msg

if TYPE_CHECKING:
    from collections.abc import Mapping

HOME_VARIABLE = "RUSHES_HOME"
_NAME = "Rushes"


@dataclass(frozen=True, slots=True)
class Places:
    """Where things are kept, all absolute. Nothing is made here: each folder is made by whoever first writes to it.

    `library` is the default library's folder; a preference or the command line can name another.
    """

    config: Path
    state: Path
    logs: Path
    cache: Path
    library: Path

    @property
    def preferences_file(self) -> Path:
        """The file of the preferences."""
        return self.config / "preferences.json"

    @property
    def window_file(self) -> Path:
        """The file of the window's size and position, whose loss does not matter."""
        return self.state / "window.json"

    @property
    def log_file(self) -> Path:
        """The log."""
        return self.logs / "rushes.log"

    @property
    def crash_file(self) -> Path:
        """Where the interpreter writes when it dies."""
        return self.logs / "crash.log"


def places(home: Path | None, environ: Mapping[str, str]) -> Places:
    """Return the folders: all under `home` (or `RUSHES_HOME`) when given, else where the operating system wants them.

    The operating system's own variables (`XDG_CONFIG_HOME` and the like) are read from the process, not `environ`.
    Raises `SettingsError` when the user has no home folder.
    """
    given = home if home is not None else environ.get(HOME_VARIABLE, "")
    if given:
        base = Path(given).expanduser().absolute()
        return Places(base / "config", base / "state", base / "logs", base / "cache", base / "Library")
    return _system_places()


def _system_places() -> Places:
    # Deferred: with a folder given it is not needed, and it imports tempfile and shutil, which cost start-up time.
    from platformdirs import PlatformDirs

    home = _home()
    name = _NAME if sys.platform in {"win32", "darwin"} else _NAME.lower()
    dirs = PlatformDirs(name, appauthor=False)
    return Places(
        config=dirs.user_config_path,
        state=dirs.user_state_path,
        logs=dirs.user_log_path,
        cache=dirs.user_cache_path,
        library=_videos(dirs.user_videos_path, home) / _NAME,
    )


def _home() -> Path:
    try:
        return Path.home().absolute()
    except RuntimeError as error:  # no HOME, and no entry in the password database, as in some containers
        raise SettingsError(
            msg("You have no home folder on this computer, so there is no place for preferences and takes."),
            next_step=msg("Name a folder with --home or with the variable {name}.", name=HOME_VARIABLE),
        ) from error


def _videos(configured: Path, home: Path) -> Path:
    """Return the user's folder for videos, and never a hidden one: an artist must find the takes without Rushes."""
    inside = configured.relative_to(home).parts if configured.is_relative_to(home) else configured.parts
    return home / "Videos" if any(part.startswith(".") for part in inside) else configured
