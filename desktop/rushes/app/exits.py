"""The exit status of every outcome."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final

from rushes.core.api_errors import (
    ApiError,
    GenerationFailed,
    InsecureUrl,
    KeyMissing,
    NotSent,
    OutcomeUnknown,
    Refused,
    Unreachable,
    UnreadableAnswer,
    error_class,
)
from rushes.core.errors import InvalidRequest, MediaError, RushesError, UnknownGeneration
from rushes.core.stages import Stage
from rushes.services.workbench import HTTP_STATUS, LOCAL_TROUBLE

if TYPE_CHECKING:
    from rushes.core.generation import Generation


class Exit(IntEnum):
    """What the program's end says to a script."""

    READY = 0
    INVALID = 2
    REFUSED = 3
    FAILED = 4
    UNREACHABLE = 5
    LOCAL = 6
    INTERRUPTED = 130


_REFUSALS: Final = frozenset({400, 401, 402, 403, 404, 422, 429})
"""The HTTP statuses with which a request is refused, whatever code stands beside them."""


def exit_of(error: RushesError) -> Exit:
    """Return the exit status an error means. What is not about the request or the service is local trouble."""
    if isinstance(error, InvalidRequest | InsecureUrl | KeyMissing | MediaError | UnknownGeneration):
        return Exit.INVALID
    if isinstance(error, NotSent | OutcomeUnknown | Unreachable | UnreadableAnswer):
        return Exit.UNREACHABLE
    if isinstance(error, Refused) or (isinstance(error, ApiError) and error.http_status in _REFUSALS):
        return Exit.REFUSED
    return Exit.FAILED if isinstance(error, ApiError) else Exit.LOCAL


def exit_of_generation(generation: Generation) -> Exit:
    """Return the exit status of a generation that is driven no further.

    A refusal is what the service said to the request itself; once it gave an id, the generation failed.
    """
    if generation.stage is Stage.READY:
        return Exit.READY
    if generation.stage is Stage.CANCELED:
        return Exit.FAILED
    if generation.stage is not Stage.FAILED:
        return Exit.LOCAL if generation.code == LOCAL_TROUBLE else Exit.UNREACHABLE
    if generation.remote_id is not None:
        return Exit.FAILED
    if generation.answer.get(HTTP_STATUS) in _REFUSALS:
        return Exit.REFUSED
    return _exit_of_code(generation.code)


def _exit_of_code(code: str) -> Exit:
    """Return what the code of a row means that never got an id; one that nobody knows came with a refusal."""
    if not code:
        # refused here: no key, or an address that gets none
        return Exit.INVALID
    if code == LOCAL_TROUBLE:
        return Exit.LOCAL
    status = int(code.removeprefix("HTTP_")) if code.startswith("HTTP_") else None
    return Exit.FAILED if issubclass(error_class(code, status), GenerationFailed) else Exit.REFUSED
