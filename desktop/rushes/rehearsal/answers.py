"""Words and numbers of the service: statuses, error codes, and the body of a refusal.

Sources: skills.video documentation, pages "HTTP status" (error bodies and codes) and "Get generation result" (the
queue states). The documentation gives no codes for 401, 403 and 404; the ones here are the rehearsal's own.
"""

from __future__ import annotations

from enum import StrEnum

FAMILY = "VIDEO_GENERATION_"


class Status(StrEnum):
    """The queue states of a generation; the last three are terminal."""

    IN_QUEUE = "IN_QUEUE"
    IN_PROGRESS = "IN_PROGRESS"
    COMPLETED = "COMPLETED"
    FAILED = "FAILED"
    CANCELED = "CANCELED"

    @property
    def terminal(self) -> bool:
        """Whether nothing follows this state."""
        return self in {Status.COMPLETED, Status.FAILED, Status.CANCELED}


class Code(StrEnum):
    """What goes under `code` in an error body."""

    FAILED = "VIDEO_GENERATION_FAILED"
    TIMEOUT = "VIDEO_GENERATION_TIMEOUT"
    RATE_LIMITED = "VIDEO_GENERATION_RATE_LIMITED"
    PROVIDER_UNAVAILABLE = "VIDEO_GENERATION_PROVIDER_UNAVAILABLE"
    UNSUPPORTED_MODEL = "VIDEO_GENERATION_UNSUPPORTED_MODEL"
    INVALID_INPUT = "VIDEO_GENERATION_INVALID_INPUT"
    INSUFFICIENT_CREDITS = "VIDEO_GENERATION_INSUFFICIENT_CREDITS"
    CONTENT_REJECTED = "VIDEO_GENERATION_CONTENT_REJECTED"
    UNAUTHORIZED = "UNAUTHORIZED"
    FORBIDDEN = "FORBIDDEN"
    NOT_FOUND = "NOT_FOUND"
    METHOD_NOT_ALLOWED = "METHOD_NOT_ALLOWED"


MEANING: dict[Code, str] = {
    Code.FAILED: "Generation failed.",
    Code.TIMEOUT: "Generation took too long.",
    Code.RATE_LIMITED: "Too many requests. Try again later.",
    Code.PROVIDER_UNAVAILABLE: "The provider is not available right now.",
    Code.UNSUPPORTED_MODEL: "This model is not supported.",
    Code.INVALID_INPUT: "The request is not valid.",
    Code.INSUFFICIENT_CREDITS: "The workspace has not enough credits.",
    Code.CONTENT_REJECTED: "The prompt or an input was refused by moderation.",
    Code.UNAUTHORIZED: "The API key is missing or not valid.",
    Code.FORBIDDEN: "This is not allowed.",
    Code.NOT_FOUND: "There is nothing at this address.",
    Code.METHOD_NOT_ALLOWED: "This method is not allowed here.",
}

CODE_OF_STATUS: dict[int, Code] = {
    400: Code.INVALID_INPUT,
    401: Code.UNAUTHORIZED,
    402: Code.INSUFFICIENT_CREDITS,
    403: Code.FORBIDDEN,
    404: Code.NOT_FOUND,
    405: Code.METHOD_NOT_ALLOWED,
    422: Code.CONTENT_REJECTED,
    429: Code.RATE_LIMITED,
    500: Code.FAILED,
    502: Code.FAILED,
    503: Code.PROVIDER_UNAVAILABLE,
    504: Code.TIMEOUT,
}

# The documentation keeps one code whose legacy `error` differs from `code`.
_LEGACY = {Code.INSUFFICIENT_CREDITS: "INSUFFICIENT_CREDITS"}


class Refusal(Exception):
    """A request that is answered with an HTTP error and the three-field error body."""

    def __init__(self, status: int, code: Code, message: str = "", headers: dict[str, str] | None = None) -> None:
        super().__init__(message or MEANING[code])
        self.status = status
        self.code = code
        self.headers = headers or {}

    @property
    def body(self) -> dict[str, str]:
        """The documented error body. `error` is the legacy field and can differ from `code`."""
        return {"error": _LEGACY.get(self.code, self.code), "code": self.code, "message": str(self)}


class InvalidInput(Refusal):
    """A request that breaks a rule of the reference page; `field` is the one it is about.

    Whether the service answers 400 or 422 to a value out of range is not documented, so the server can be told.
    """

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(400, Code.INVALID_INPUT, f"{field}: {problem}")
        self.field = field
