"""Recipes and clients for tests of what goes over the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rushes.api.client import Client
from rushes.api.request import GenerationRequest, build_request
from rushes.api.transport import Timeouts, Transport
from rushes.core.media import MediaKind, Role
from rushes.core.recipe import Recipe, Reference, ReferenceId, Workflow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

KEY = "sk-test-0123456789-secret"


def reference(kind: MediaKind, role: Role, where: str | Path, name: str = "") -> Reference:
    """Return a reference to an address or to a file."""
    if isinstance(where, str):
        return Reference(ReferenceId(where), kind, role, name or where, url=where)
    return Reference(ReferenceId(str(where)), kind, role, name or where.name, path=where)


def request_of(recipe: Recipe) -> GenerationRequest:
    """Build the request of a recipe whose files lie where its references say."""

    def file_of(reference: Reference) -> Path:
        assert reference.path is not None
        return reference.path

    return build_request(recipe, file_of=file_of)


def request_with(files: Iterable[Path]) -> GenerationRequest:
    """Build a request with these images as references."""
    images = tuple(reference(MediaKind.IMAGE, Role.REFERENCE, path) for path in files)
    return request_of(Recipe(Workflow.REFERENCES, "a boat", references=images))


def client_for(
    url: str, *, key: str | None = KEY, proxy: str | None = None, ca: Path | None = None, wait: float = 20
) -> Client:
    """Return a client whose every time limit is `wait` seconds."""
    timeouts = Timeouts(connect=wait, answer=wait, submit=wait, stream=wait)
    return Client(Transport(url, lambda: key, proxy=proxy, timeouts=timeouts, ca_bundle=ca))
