"""The exit status of every error and of every row."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from rushes.app.exits import Exit, exit_of, exit_of_generation
from rushes.core import api_errors, errors
from rushes.core.generation import Generation, GenerationId
from rushes.core.messages import msg
from rushes.core.recipe import Recipe
from rushes.core.stages import Engine, Stage
from rushes.services.workbench import HTTP_STATUS, LOCAL_TROUBLE

EXPECTED = [
    (errors.InvalidRequest, Exit.INVALID),
    (errors.MediaError, Exit.INVALID),
    (errors.UnknownGeneration, Exit.INVALID),
    (api_errors.KeyMissing, Exit.INVALID),
    (api_errors.InsecureUrl, Exit.INVALID),
    (api_errors.KeyRejected, Exit.REFUSED),
    (api_errors.NotAllowed, Exit.REFUSED),
    (api_errors.NotFound, Exit.REFUSED),
    (api_errors.InvalidInput, Exit.REFUSED),
    (api_errors.ContentRejected, Exit.REFUSED),
    (api_errors.InsufficientCredits, Exit.REFUSED),
    (api_errors.RateLimited, Exit.REFUSED),
    (api_errors.GenerationFailed, Exit.FAILED),
    (api_errors.ProviderUnavailable, Exit.FAILED),
    (api_errors.GenerationCanceled, Exit.FAILED),
    (api_errors.NotSent, Exit.UNREACHABLE),
    (api_errors.OutcomeUnknown, Exit.UNREACHABLE),
    (api_errors.Unreachable, Exit.UNREACHABLE),
    (api_errors.UnreadableAnswer, Exit.UNREACHABLE),
    (errors.KeyringLocked, Exit.LOCAL),
    (errors.KeyringMissing, Exit.LOCAL),
    (errors.LibraryFull, Exit.LOCAL),
    (errors.LibraryUnwritable, Exit.LOCAL),
    (errors.LibraryDamaged, Exit.LOCAL),
    (errors.LibraryTooNew, Exit.LOCAL),
    (errors.SettingsError, Exit.LOCAL),
]


@pytest.mark.parametrize(("kind", "status"), EXPECTED)
def test_an_error_has_its_status(kind: type[errors.RushesError], status: Exit) -> None:
    assert exit_of(kind(msg("x"))) is status


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 422, 429])
@pytest.mark.parametrize("code", ["VIDEO_GENERATION_FAILED", "VIDEO_GENERATION_TIMEOUT", "SOMETHING_NEW"])
def test_a_refusal_is_known_by_its_http_status_whatever_its_code(status: int, code: str) -> None:
    row = replace(_row(Stage.FAILED, code, None), answer={HTTP_STATUS: status})
    assert exit_of_generation(row) is Exit.REFUSED
    assert exit_of_generation(replace(row, remote_id="gen_1")) is Exit.FAILED
    assert exit_of(api_errors.GenerationFailed(msg("x"), code=code, http_status=status)) is Exit.REFUSED


def test_a_failure_upstream_is_no_refusal() -> None:
    row = replace(_row(Stage.FAILED, "VIDEO_GENERATION_FAILED", None), answer={HTTP_STATUS: 502})
    assert exit_of_generation(row) is Exit.FAILED


@pytest.mark.parametrize(
    ("stage", "code", "remote_id", "status"),
    [
        (Stage.READY, "", "gen_1", Exit.READY),
        (Stage.CANCELED, "", "gen_1", Exit.FAILED),
        (Stage.UNCONFIRMED, "", None, Exit.UNREACHABLE),
        (Stage.WAITING, "", None, Exit.UNREACHABLE),
        (Stage.WAITING, LOCAL_TROUBLE, None, Exit.LOCAL),
        (Stage.QUEUED, "", "gen_1", Exit.UNREACHABLE),
        (Stage.FETCHING, "", "gen_1", Exit.UNREACHABLE),
        (Stage.FETCHING, LOCAL_TROUBLE, "gen_1", Exit.LOCAL),
        (Stage.FAILED, "VIDEO_GENERATION_CONTENT_REJECTED", None, Exit.REFUSED),
        (Stage.FAILED, "VIDEO_GENERATION_CONTENT_REJECTED", "gen_1", Exit.FAILED),
        (Stage.FAILED, "VIDEO_GENERATION_UNAUTHORIZED", None, Exit.REFUSED),
        (Stage.FAILED, "HTTP_403", None, Exit.REFUSED),
        (Stage.FAILED, "HTTP_502", None, Exit.FAILED),
        (Stage.FAILED, "VIDEO_GENERATION_PROVIDER_UNAVAILABLE", None, Exit.FAILED),
        (Stage.FAILED, LOCAL_TROUBLE, None, Exit.LOCAL),
        (Stage.FAILED, "", None, Exit.INVALID),
    ],
)
def test_a_row_has_its_status(stage: Stage, code: str, remote_id: str | None, status: Exit) -> None:
    assert exit_of_generation(_row(stage, code, remote_id)) is status


def _row(stage: Stage, code: str, remote_id: str | None) -> Generation:
    return Generation(
        GenerationId("a"),
        1,
        Engine.SKILLS_VIDEO,
        stage,
        Recipe(),
        datetime(2026, 11, 22, tzinfo=UTC),
        remote_id=remote_id,
        code=code,
    )
