"""Recipes as plain data, for the database, the drafts and scripts. Version 1.

Reading is strict about the shape, since what it reads was written by `to_json`, and lenient about what a later version
may have added: unknown keys are ignored.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Final, TypeVar

from rushes.core.errors import LibraryError
from rushes.core.media import MediaFacts, MediaKind, Role
from rushes.core.messages import msg
from rushes.core.parameters import AspectRatio, Parameters, Resolution
from rushes.core.recipe import Recipe, Reference, ReferenceId, Workflow

VERSION: Final = 1

T = TypeVar("T")


class UnreadableRecipe(LibraryError):
    """A stored recipe does not have the expected shape."""

    title = msg("A stored recipe cannot be read")


def to_json(recipe: Recipe) -> dict[str, object]:
    """Return `recipe` as data that `json.dumps` takes."""
    return {
        "version": VERSION,
        "workflow": recipe.workflow.value,
        "prompt": recipe.prompt,
        "parameters": asdict(recipe.parameters),
        "references": [_reference_to_json(reference) for reference in recipe.references],
        "extra": dict(recipe.extra),
    }


def from_json(data: object) -> Recipe:
    """Return the recipe that `to_json` wrote. Raises `UnreadableRecipe`."""
    try:
        fields = _expect(data, dict)
        parameters = _expect(fields["parameters"], dict)
        return Recipe(
            workflow=Workflow(fields["workflow"]),
            prompt=_expect(fields["prompt"], str),
            parameters=Parameters(
                aspect_ratio=AspectRatio(parameters["aspect_ratio"]),
                resolution=Resolution(parameters["resolution"]),
                duration=_expect(parameters["duration"], int),
                generate_audio=_expect(parameters["generate_audio"], bool),
                seed=_optional(parameters.get("seed"), int),
                end_user_id=_optional(parameters.get("end_user_id"), str),
            ),
            references=tuple(_reference_from_json(item) for item in _expect(fields["references"], list)),
            extra=_expect(fields.get("extra", {}), dict),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableRecipe(msg("The recipe is not what Rushes writes: {why}", why=str(error))) from error


def _reference_to_json(reference: Reference) -> dict[str, object]:
    data: dict[str, object] = {
        "id": reference.id,
        "kind": reference.kind.value,
        "role": reference.role.value,
        "name": reference.name,
    }
    if reference.url is not None:
        data["url"] = reference.url
    if reference.path is not None:
        data["path"] = str(reference.path)
    if reference.sha256 is not None:
        data["sha256"] = reference.sha256
    if reference.facts is not None:
        data["facts"] = {name: value for name, value in asdict(reference.facts).items() if value is not None}
    return data


def _reference_from_json(data: object) -> Reference:
    fields = _expect(data, dict)
    path = _optional(fields.get("path"), str)
    facts = _optional(fields.get("facts"), dict)
    return Reference(
        id=ReferenceId(_expect(fields["id"], str)),
        kind=MediaKind(fields["kind"]),
        role=Role(fields["role"]),
        name=_expect(fields["name"], str),
        url=_optional(fields.get("url"), str),
        path=Path(path) if path is not None else None,
        sha256=_optional(fields.get("sha256"), str),
        facts=_facts_from_json(facts) if facts is not None else None,
    )


def _facts_from_json(fields: dict[str, object]) -> MediaFacts:
    known = {name: fields[name] for name in MediaFacts.__dataclass_fields__ if name in fields}
    known["kind"] = MediaKind(_expect(known["kind"], str))
    return MediaFacts(**known)  # type: ignore[arg-type]  # written by asdict above


def _expect(value: object, kind: type[T]) -> T:
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise TypeError(f"{kind.__name__} expected, {type(value).__name__} found")
    return value


def _optional(value: object, kind: type[T]) -> T | None:
    return None if value is None else _expect(value, kind)
