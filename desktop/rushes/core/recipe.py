"""All that makes a request, so that every history entry can be run again from it alone."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NewType

from rushes.core.media import MediaFacts, MediaKind, Role
from rushes.core.parameters import Parameters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

ReferenceId = NewType("ReferenceId", str)


class Workflow(StrEnum):
    """The three bodies a request can have; the value is the word of the command line."""

    TEXT = "text"
    FRAMES = "frames"
    REFERENCES = "references"


ROLES: Final[Mapping[Workflow, frozenset[Role]]] = MappingProxyType(
    {
        Workflow.TEXT: frozenset({Role.START_IMAGE}),
        Workflow.FRAMES: frozenset({Role.FIRST_FRAME, Role.LAST_FRAME}),
        Workflow.REFERENCES: frozenset({Role.REFERENCE}),
    }
)
"""The roles a reference can have in each workflow."""

LIMITS: Final[Mapping[MediaKind, int]] = MappingProxyType({MediaKind.IMAGE: 9, MediaKind.VIDEO: 3, MediaKind.AUDIO: 3})
"""How many references of each kind one request can have (reference page of the model)."""


@dataclass(frozen=True, slots=True)
class Reference:
    """An image, video or sound with a role.

    It is either a public URL, or a local file: `path` while the draft is edited, and `sha256` (hexadecimal) with the
    copy in the library once the recipe is sent. `name` is what the artist knows it by. `id` never changes while the
    reference lives, whatever its place in the list.
    """

    id: ReferenceId
    kind: MediaKind
    role: Role
    name: str
    url: str | None = None
    path: Path | None = None
    sha256: str | None = None
    facts: MediaFacts | None = None

    @property
    def is_local(self) -> bool:
        """Whether its bytes travel with the request."""
        return self.url is None


@dataclass(frozen=True, slots=True)
class Recipe:
    """Workflow, prompt, parameters, references in order, and extra keys. Immutable once sent.

    A draft may hold references of all roles, so that switching the workflow loses nothing; `used()` gives those that
    the workflow sends.
    """

    workflow: Workflow = Workflow.TEXT
    prompt: str = ""
    parameters: Parameters = field(default_factory=Parameters)
    references: tuple[Reference, ...] = ()
    extra: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}), hash=False)

    def used(self) -> tuple[Reference, ...]:
        """Return the references that this workflow sends, in order."""
        roles = ROLES[self.workflow]
        return tuple(reference for reference in self.references if reference.role in roles)

    def of(self, role: Role, kind: MediaKind | None = None) -> tuple[Reference, ...]:
        """Return the references of one role, and of one kind if given, in order."""
        return tuple(r for r in self.references if r.role is role and (kind is None or r.kind is kind))

    def find(self, reference_id: str) -> Reference | None:
        """Return the reference with this id."""
        return next((r for r in self.references if r.id == reference_id), None)

    def with_references(self, references: Iterable[Reference]) -> Recipe:
        """Return a copy with other references."""
        return replace(self, references=tuple(references))

    def without(self, reference_id: str) -> Recipe:
        """Return a copy without one reference."""
        return self.with_references(r for r in self.references if r.id != reference_id)

    def as_sent(self) -> Recipe:
        """Return a copy with only what the workflow sends."""
        return self.with_references(self.used())


def label(recipe: Recipe, reference: Reference) -> str:
    """Return the name a prompt mentions a reference by, such as `@Image2`: counted from 1 per kind, in order."""
    same = recipe.of(Role.REFERENCE, reference.kind)
    return f"@{reference.kind.value.capitalize()}{same.index(reference) + 1}"


def mentionable(recipe: Recipe) -> dict[MediaKind, int]:
    """Return how many references of each kind a prompt can name. A mention beyond that names nothing."""
    used = recipe.workflow is Workflow.REFERENCES
    return {kind: len(recipe.of(Role.REFERENCE, kind)) if used else 0 for kind in MediaKind}


def infer_workflow(roles: Iterable[Role], images: int, others: int) -> Workflow:
    """Say which workflow a set of media means when nobody named one.

    A frame means frames; video, audio or two images or more mean references; else text.
    """
    if any(role in ROLES[Workflow.FRAMES] for role in roles):
        return Workflow.FRAMES
    if others or images > 1:
        return Workflow.REFERENCES
    return Workflow.TEXT
