"""What a run of the program starts from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rushes.app.setting import DEFAULT_API_URL, setting
from rushes.core.errors import InvalidRequest
from rushes.settings.paths import places

if TYPE_CHECKING:
    from pathlib import Path


def test_the_address_of_the_api_is_the_service_unless_said_otherwise(tmp_path: Path) -> None:
    where = places(tmp_path, {})
    assert setting(where, None, {}).api_url == DEFAULT_API_URL
    assert setting(where, None, {"RUSHES_API_URL": " "}).api_url == DEFAULT_API_URL
    assert setting(where, None, {"RUSHES_API_URL": " http://127.0.0.1:1/v1 "}).api_url == "http://127.0.0.1:1/v1"


@pytest.mark.parametrize(
    "url",
    [
        "https://user:hunter2@open.skills.video/api/v1",
        "https://hunter2@open.skills.video/api/v1",
        "https://user:hun/ter2@open.skills.video/api/v1",
        "ftp://user:hunter2@example.org",
        "user:hunter2@example.org/api",
    ],
)
def test_an_address_with_a_password_is_refused_and_not_repeated(tmp_path: Path, url: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        setting(places(tmp_path, {}), None, {"RUSHES_API_URL": url})
    said = f"{caught.value.message.source()} {caught.value.next_step.source()} {caught.value!r}"
    assert "RUSHES_API_URL" in said
    assert "ter2" not in said
    assert "user:" not in said
