"""What can go wrong between us and the service, in words for a person.

The codes are those of the service's HTTP status page (`VIDEO_GENERATION_` and a sub-code). Each class says three things
that decide what happens next: whether anything may have been accepted, whether it helps to try again, and what to do.
"""

from __future__ import annotations

from typing import ClassVar, Final

from rushes.core.errors import RushesError
from rushes.core.messages import Message, msg


class ApiError(RushesError):
    """The service, or the way to it. `code` is the service's code and `http_status` its status, where there is one."""

    title: ClassVar[Message] = msg("skills.video could not do this")

    def __init__(
        self,
        message: Message,
        *,
        code: str = "",
        http_status: int | None = None,
        retry_after: float | None = None,
        next_step: Message | None = None,
        documented_body: bool = False,
    ) -> None:
        super().__init__(message, next_step=next_step)
        self.code = code
        self.http_status = http_status
        self.retry_after = retry_after
        """Seconds the service asked to wait, where it did."""
        self.documented_body = documented_body
        """Whether the answer had one of the three documented error bodies."""


class NotSent(ApiError):
    """No connection was made, so nothing can have been accepted: it can be sent again."""

    title = msg("skills.video cannot be reached")
    next_step = msg("Check the connection and the proxy in Preferences, then send it again. Nothing was charged.")
    retryable = True


class OutcomeUnknown(ApiError):
    """The request may have arrived and may be charged: never send it again unasked."""

    title = msg("Sent, but no answer came back")
    next_step = msg("It may be running and may be charged. Compare the credits, then send again or forget it.")


class Unreachable(ApiError):
    """A question could not be asked, or its answer not be read. Asking again is safe."""

    title = msg("skills.video cannot be reached")
    next_step = msg("Check the connection. Rushes keeps asking.")
    retryable = True


class UnreadableAnswer(ApiError):
    """An answer that is not what the service documents."""

    title = msg("The answer could not be read")
    next_step = msg("Try again. If it happens again, copy the diagnostics and ask skills.video.")
    retryable = True


class ResultUnavailable(ApiError):
    """The finished file could not be had from where the service said it is."""

    title = msg("The finished file could not be fetched")
    next_step = msg("Get the file again.")
    retryable = True


class ResultExpired(ResultUnavailable):
    """The address of the file no longer works; the service can be asked for another."""

    title = msg("The address of the finished file has expired")


class InsecureUrl(ApiError):
    """The API's address is neither https nor on this computer, so the key is not sent there."""

    title = msg("The key is not sent over an open connection")
    next_step = msg("Use an address that begins with https://.")


class Refused(ApiError):
    """The service said no. Nothing runs and nothing is charged."""

    title = msg("skills.video refused the request")
    next_step = msg("Change the request and send it again.")


class KeyMissing(Refused):
    """There is no key to send; nothing was sent."""

    title = msg("There is no key for skills.video")
    next_step = msg("Add your key, then send it again.")


class KeyRejected(Refused):
    """401: the key is not valid."""

    title = msg("skills.video does not accept the key")
    next_step = msg("Check the key, or make a new one at skills.video/dashboard/developer.")


class NotAllowed(Refused):
    """403: the key is valid but may not do this."""

    title = msg("This key is not allowed to do that")
    next_step = msg("Check the plan of your skills.video workspace: the API needs the Starter plan or higher.")


class NotFound(Refused):
    """404: there is no such job or address."""

    title = msg("skills.video does not know this")
    next_step = msg("It may have been removed there. Check the dashboard of skills.video.")


class InvalidInput(Refused):
    """400: the body breaks a rule."""

    title = msg("skills.video refused an input")
    next_step = msg("Check the prompt, the parameters and the references, then send it again.")


class UnsupportedModel(Refused):
    """400: there is no such model."""

    title = msg("skills.video does not offer this model")
    next_step = msg("Update Rushes, or check the API address.")


class InsufficientCredits(Refused):
    """402: the workspace is out of credits."""

    title = msg("Not enough credits")
    next_step = msg("Top up at skills.video, or choose a shorter or smaller clip.")


class ContentRejected(Refused):
    """422: the prompt or an input was refused by moderation. The service does not say which."""

    title = msg("The content was refused")
    next_step = msg(
        "skills.video does not say which input. Photographs of real people are often refused: "
        "change the prompt or a reference."
    )


class RateLimited(Refused):
    """429: too many requests."""

    title = msg("Too many requests at once")
    next_step = msg("Wait a minute, then send it again.")
    retryable = True


class GenerationFailed(ApiError):
    """The job was accepted and failed, or the service failed before it was accepted (502)."""

    title = msg("The generation failed")
    next_step = msg("Reuse the recipe to try once more.")
    retryable = True


class GenerationTimedOut(GenerationFailed):
    """504, or a job that ran over its time."""

    title = msg("The generation took too long at skills.video")


class ProviderUnavailable(GenerationFailed):
    """503: the model's provider is down."""

    title = msg("The model is not available right now")
    next_step = msg("Wait a few minutes, then reuse the recipe.")


class GenerationCanceled(ApiError):
    """The job was canceled at the service."""

    title = msg("Canceled at skills.video")
    next_step = msg("Reuse the recipe to send it again.")


BY_SUB_CODE: Final[dict[str, type[ApiError]]] = {
    "FAILED": GenerationFailed,
    "TIMEOUT": GenerationTimedOut,
    "RATE_LIMITED": RateLimited,
    "PROVIDER_UNAVAILABLE": ProviderUnavailable,
    "UNSUPPORTED_MODEL": UnsupportedModel,
    "INVALID_INPUT": InvalidInput,
    "INSUFFICIENT_CREDITS": InsufficientCredits,
    "CONTENT_REJECTED": ContentRejected,
}

BY_HTTP_STATUS: Final[dict[int, type[ApiError]]] = {
    400: InvalidInput,
    401: KeyRejected,
    402: InsufficientCredits,
    403: NotAllowed,
    404: NotFound,
    422: ContentRejected,
    429: RateLimited,
    500: GenerationFailed,
    502: GenerationFailed,
    503: ProviderUnavailable,
    504: GenerationTimedOut,
}

FAMILIES: Final = ("VIDEO_GENERATION_", "IMAGE_GENERATION_", "TTS_GENERATION_")


def error_class(code: str, http_status: int | None = None) -> type[ApiError]:
    """Return the class for a code, else for an HTTP status, else the general one.

    The legacy form without a family (`INSUFFICIENT_CREDITS`) is understood; upper and lower case are alike.
    """
    word = code.upper()
    for family in FAMILIES:
        word = word.removeprefix(family)
    if word in BY_SUB_CODE:
        return BY_SUB_CODE[word]
    if http_status is not None and http_status in BY_HTTP_STATUS:
        return BY_HTTP_STATUS[http_status]
    return ApiError if http_status is None or http_status >= 500 else Refused
