"""The one tree of errors that people see.

    RushesError
    ├── InvalidRequest          the request breaks a rule; nothing was sent
    ├── ApiError                the service or the way to it (`core.api_errors`)
    │   ├── NotSent             no connection was made: it can be sent again
    │   ├── OutcomeUnknown      the request may have arrived and may be charged
    │   ├── Unreachable         a question (GET) could not be asked or answered
    │   ├── Refused             the service said no; subclasses name why
    │   └── ResultUnavailable   the finished file could not be had
    ├── MediaError              a file that cannot be read or used
    ├── SecretsError            the keyring
    ├── SettingsError           preferences and the program's own folders
    └── LibraryError            the disk, the database

Every error carries a title (what went wrong, short), a message (what happened, naming the thing) and a next step.
"""

from __future__ import annotations

from typing import ClassVar

from rushes.core.messages import Message, msg


class RushesError(Exception):
    """An error with words for a person. `retryable` says whether doing the same again can help."""

    title: ClassVar[Message] = msg("Something went wrong")
    next_step: Message = msg("Try again. If it happens again, copy the diagnostics from the Help menu.")
    retryable: ClassVar[bool] = False

    def __init__(self, message: Message, *, next_step: Message | None = None) -> None:
        super().__init__(message.source())
        self.message = message
        if next_step is not None:
            self.next_step = next_step


class InvalidRequest(RushesError):
    """The request breaks a rule; nothing was sent. `field` names the part it is about."""

    title = msg("The request cannot be sent as it is")
    next_step = msg("Change it and send it again.")

    def __init__(self, message: Message, *, field: str = "", next_step: Message | None = None) -> None:
        super().__init__(message, next_step=next_step)
        self.field = field


class MediaError(RushesError):
    """A file that cannot be read or used. `name` is the file's name as the person knows it."""

    title = msg("This file cannot be used")
    next_step = msg("Choose another file.")

    def __init__(self, message: Message, *, name: str = "", next_step: Message | None = None) -> None:
        super().__init__(message, next_step=next_step)
        self.name = name


class SecretsError(RushesError):
    """The operating system's keyring could not be used."""

    title = msg("The system keyring cannot be used")
    next_step = msg("The key is kept in memory until you close Rushes. Set up a keyring to keep it.")


class KeyringMissing(SecretsError):
    """There is no keyring on this computer, or none that works."""

    title = msg("There is no working keyring")


class KeyringLocked(SecretsError):
    """The keyring is there but locked, and was not unlocked."""

    title = msg("The keyring is locked")
    next_step = msg("Unlock the keyring and try again.")
    retryable = True


class SettingsError(RushesError):
    """The preferences, or a folder of the program's own, could not be used."""

    title = msg("The preferences cannot be kept")
    next_step = msg("Check that the folder can be written to and that the disk is not full, then try again.")
    retryable = True


class LibraryError(RushesError):
    """The library's folder or database could not be used."""

    title = msg("The library cannot be used")
    next_step = msg("Choose another library folder in Preferences.")


class LibraryUnwritable(LibraryError):
    """The library's folder cannot be written to."""

    title = msg("The library folder cannot be written to")


class LibraryFull(LibraryError):
    """The disk that holds the library has no room left."""

    title = msg("The disk is full")
    next_step = msg("Free some space on the disk that holds the library, then try again.")
    retryable = True


class LibraryDamaged(LibraryError):
    """The database cannot be read."""

    title = msg("The library's database is damaged")
    next_step = msg("Restore a copy from the library's Backups folder, or choose another library folder.")


class LibraryTooNew(LibraryError):
    """The database was written by a newer Rushes."""

    title = msg("This library was made by a newer Rushes")
    next_step = msg("Update Rushes, or choose another library folder.")


class StaleStage(LibraryError):
    """Somebody else moved the generation on in the meantime: read it again."""

    title = msg("The generation has changed in the meantime")
    next_step = msg("Look at it again.")
    retryable = True


class IllegalTransition(LibraryError):
    """A stage cannot follow another: a fault of ours."""


class UnknownGeneration(LibraryError):
    """No generation has this id."""

    title = msg("There is no such take")
    next_step = msg("Look at the history for its id.")
