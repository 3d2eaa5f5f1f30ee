"""Every error has its words, and every documented code and status has its error."""

from __future__ import annotations

import pytest

from rushes.core import api_errors
from rushes.core.api_errors import ApiError, Refused, error_class
from rushes.core.errors import RushesError
from rushes.core.messages import msg


def all_errors() -> list[type[RushesError]]:
    found, fresh = set[type[RushesError]](), {RushesError}
    while fresh:
        found |= fresh
        fresh = {sub for one in fresh for sub in one.__subclasses__()} - found
    return sorted((one for one in found if one.__module__.startswith("rushes.core")), key=lambda one: one.__name__)


@pytest.mark.parametrize("kind", all_errors())
def test_every_error_has_a_title_and_a_next_step_in_plain_words(kind: type[RushesError]) -> None:
    title, step = (
        kind.title.source(),
        RushesError.next_step.source() if kind is RushesError else kind.next_step.source(),
    )
    assert title
    assert title[0].isupper() or title.startswith("skills.video")
    assert not title.endswith((".", "!"))
    assert step.endswith(".")
    assert "!" not in step
    error = kind(msg("What happened."))
    assert str(error) == "What happened."
    assert kind(msg("x"), next_step=msg("Do this.")).next_step.source() == "Do this."


@pytest.mark.parametrize(
    ("sub_code", "kind"),
    [
        ("FAILED", api_errors.GenerationFailed),
        ("TIMEOUT", api_errors.GenerationTimedOut),
        ("RATE_LIMITED", api_errors.RateLimited),
        ("PROVIDER_UNAVAILABLE", api_errors.ProviderUnavailable),
        ("UNSUPPORTED_MODEL", api_errors.UnsupportedModel),
        ("INVALID_INPUT", api_errors.InvalidInput),
        ("INSUFFICIENT_CREDITS", api_errors.InsufficientCredits),
        ("CONTENT_REJECTED", api_errors.ContentRejected),
    ],
)
@pytest.mark.parametrize("family", ["VIDEO_GENERATION_", "IMAGE_GENERATION_", "TTS_GENERATION_", ""])
def test_every_documented_code_in_every_family_and_case(sub_code: str, kind: type[ApiError], family: str) -> None:
    assert error_class(family + sub_code) is kind
    assert error_class((family + sub_code).lower(), 418) is kind


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, api_errors.InvalidInput),
        (401, api_errors.KeyRejected),
        (402, api_errors.InsufficientCredits),
        (403, api_errors.NotAllowed),
        (404, api_errors.NotFound),
        (422, api_errors.ContentRejected),
        (429, api_errors.RateLimited),
        (500, api_errors.GenerationFailed),
        (502, api_errors.GenerationFailed),
        (503, api_errors.ProviderUnavailable),
        (504, api_errors.GenerationTimedOut),
        (418, Refused),
        (599, ApiError),
        (None, ApiError),
    ],
)
def test_without_a_known_code_the_status_decides(status: int | None, kind: type[ApiError]) -> None:
    assert error_class("", status) is kind
    assert error_class("VIDEO_GENERATION_SOMETHING_NEW", status) is kind
