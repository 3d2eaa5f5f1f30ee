"""What the inspector says of a generation, as names and values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rushes.core.messages import Message, msg, plural, verbatim
from rushes.core.parameters import FRAME_RATE
from rushes.core.recipe import Workflow
from rushes.core.stages import Engine, Stage
from rushes.ui import formats
from rushes.ui.viewer import used

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from rushes.core.generation import Generation

WORKFLOWS: Final[Mapping[Workflow, Message]] = {
    Workflow.TEXT: msg("Text or image"),
    Workflow.FRAMES: msg("First & last frame"),
    Workflow.REFERENCES: msg("References"),
}

_ID_SHOWN: Final = 8
"""Characters of an id that tell it from its neighbours."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the inspector: a key, its name, its value, the tone of the value, and more to say in its tooltip."""

    key: str
    name: Message
    value: Message
    tone: str = "text"
    hint: Message | None = None


def facts(generation: Generation) -> tuple[Fact, ...]:
    """Return what is known of a generation, in the order to show it. What is unknown is left out."""
    return tuple(_facts(generation))


def _facts(generation: Generation) -> Iterator[Fact]:
    yield Fact("workflow", msg("Workflow"), WORKFLOWS[generation.recipe.workflow])
    yield Fact("output", msg("Output"), output(generation))
    changed = used.differences(generation)
    if changed:
        yield Fact(
            "used",
            msg("Used"),
            lines(tuple(one.words() for one in changed)),
            "accent",
            msg("The service says that it used other values than were sent."),
        )
    seed = used.used_seed(generation)
    yield Fact("seed", msg("Seed"), verbatim(str(seed)) if seed is not None else msg("Random"))
    cost = price(generation)
    if cost is not None:
        yield Fact("cost", msg("Cost"), cost)
    if generation.ready_at is not None:
        since = generation.submitted_at or generation.created_at
        took = (generation.ready_at - since).total_seconds()
        yield Fact("made", msg("Made in"), formats.duration(max(1.0, took)))
    whole = id_of(generation)
    short = whole if len(whole) <= _ID_SHOWN + 2 else whole[:_ID_SHOWN] + "…"
    yield Fact("id", msg("Id"), verbatim(short), hint=verbatim(whole))


def lines(shown: tuple[Message, ...]) -> Message:
    """Return several messages as one, each on a line of its own."""
    if len(shown) == 1:
        return shown[0]
    values: dict[str, object] = {f"line{number}": line for number, line in enumerate(shown)}
    return Message("\n".join(f"{{{name}}}" for name in values), values)


def output(generation: Generation) -> Message:
    """Return size and length: measured on the finished take, else as asked for."""
    file = generation.file
    if file is not None:
        return msg(
            "{width} × {height}, {seconds} s",
            width=file.width,
            height=file.height,
            seconds=formats.number(file.duration, 2),
        )
    parameters = generation.recipe.parameters
    width, height = parameters.frame_size
    seconds = formats.number(parameters.frame_count / FRAME_RATE, 2)
    return msg("{width} × {height}, {seconds} s", width=width, height=height, seconds=seconds)


def price(generation: Generation) -> Message | None:
    """Return what it cost; None while that is not known."""
    if generation.engine is Engine.REHEARSAL:
        return msg("free")
    if generation.usage is None:
        return None
    total = generation.usage.total
    return plural("{amount} cr", "{amount} cr", round(total), amount=formats.amount(total))


def id_of(generation: Generation) -> str:
    """Return the id to give to the service's support: its own, or ours while it has given none."""
    return generation.remote_id or generation.id


def times(generation: Generation) -> tuple[tuple[str, Message, datetime], ...]:
    """Return the moments of a generation that have come, in order: a key, what happened, when."""
    moments = (
        ("created", msg("Written down"), generation.created_at),
        ("submitted", msg("Sent"), generation.submitted_at),
        ("accepted", msg("Accepted"), generation.accepted_at),
        ("rendering", msg("Rendering"), generation.rendering_at),
        ("finished", msg("Finished"), generation.finished_at),
        ("ready", msg("Ready"), generation.ready_at if generation.stage is Stage.READY else None),
        ("deleted", msg("Deleted"), generation.deleted_at),
    )
    return tuple((key, name, when) for key, name, when in moments if when is not None)
