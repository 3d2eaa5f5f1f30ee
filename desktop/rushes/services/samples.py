"""The samples that ship with the program: complete recipes to rehearse at one click."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rushes.core.media import MediaKind, Role
from rushes.core.messages import Message, msg
from rushes.core.parameters import Parameters
from rushes.core.recipe import Recipe, Reference, ReferenceId, Workflow
from rushes.locate import resource

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rushes.core.media import MediaFacts


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample to offer: its name, its title, and a picture for it."""

    name: str
    title: Message
    picture: Path


_SAMPLES: Final = (
    ("cafe", msg("Café, dolly in"), "coffee.jpg"),
    ("launch", msg("Launch, first & last frame"), "pad.jpg"),
    ("cat", msg("Cat, three references"), "cat.jpg"),
)


def samples() -> tuple[Sample, ...]:
    """Return the samples, in the order to offer them."""
    return tuple(Sample(name, title, resource("samples", name, picture)) for name, title, picture in _SAMPLES)


def load_sample(name: str, probe: Callable[[Path], MediaFacts]) -> Recipe:
    """Return a sample's recipe, with what `probe` says of its files. Blocks. Raises `MediaError`."""
    folder = resource("samples", name)
    data = json.loads((folder / "sample.json").read_text(encoding="utf-8"))
    references = []
    for item in data["references"]:
        path = folder / item["file"]
        references.append(
            Reference(
                ReferenceId(secrets.token_hex(4)),
                MediaKind(item["kind"]),
                Role(item["role"]),
                path.name,
                path=path,
                facts=probe(path),
            )
        )
    return Recipe(Workflow(data["workflow"]), data["prompt"], Parameters(duration=data["duration"]), tuple(references))
