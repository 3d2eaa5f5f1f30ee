"""What the commands print."""

from __future__ import annotations

import contextlib
import json
import sys
from typing import TYPE_CHECKING

from rushes.core.answers import Usage

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from rushes.core.generation import Generation


def line(text: str = "") -> None:
    """Print a line of the result."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def progress(text: str) -> None:
    """Print a line for whoever watches, on standard error.

    Nobody may be watching any more (`2>&1 | head`): that must not break what is under way, such as a paid request.
    """
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(text + "\n")
        sys.stderr.flush()


def json_line(value: object) -> None:
    """Print a value as one line of JSON."""
    line(json.dumps(value, ensure_ascii=False))


def as_json(generation: Generation, folder: Path) -> dict[str, object]:
    """Return a generation as scripts read it. `file` is the absolute path of the finished video, or null."""
    usage = generation.usage or Usage()
    return {
        "id": generation.id,
        "remote_id": generation.remote_id,
        "engine": generation.engine.value,
        "stage": generation.stage.value,
        "file": str(folder / generation.file.path) if generation.file is not None else None,
        "usage": {"total": usage.total, "subscription": usage.subscription, "permanent": usage.permanent},
        "code": generation.code or None,
        "message": said(generation) or None,
    }


def said(generation: Generation) -> str:
    """Return what is to be said about a generation, in one line."""
    parts = [part for part in (generation.title, generation.message) if part]
    return ". ".join(dict.fromkeys(part.rstrip(".") for part in parts)) + ("." if parts else "")


def table(generations: Iterable[Generation]) -> None:
    """Print generations for a person, one line each."""
    for generation in generations:
        when = generation.created_at.astimezone().strftime("%Y-%m-%d %H:%M")
        cost = "free" if generation.is_rehearsal else _cost(generation)
        words = " ".join(generation.recipe.prompt.split())
        line(f"{generation.id}  {when}  {generation.stage.value:<11}  {cost:>8}  {words[:60]}")


def _cost(generation: Generation) -> str:
    return f"{generation.usage.total:g} cr" if generation.usage is not None else "-"


def details(generation: Generation, folder: Path) -> None:
    """Print everything about one generation."""
    recipe, parameters = generation.recipe, generation.recipe.parameters
    width, height = parameters.frame_size
    sound = "with sound" if parameters.generate_audio else "no sound"
    rows = {
        "id": generation.id,
        "engine": generation.engine.value,
        "id there": generation.remote_id or "-",
        "stage": generation.stage.value,
        "said": said(generation),
        "next step": generation.next_step,
        "file": str(folder / generation.file.path) if generation.file is not None else "",
        "workflow": recipe.workflow.value,
        "prompt": recipe.prompt,
        "output": f"{width} × {height}, {parameters.duration} s, {sound}",
        "seed": "" if parameters.seed is None else str(parameters.seed),
        "references": ", ".join(f"{r.role.value}: {r.url or r.name}" for r in recipe.references),
        "cost": "free" if generation.is_rehearsal else _cost(generation),
        "made": generation.created_at.astimezone().strftime("%Y-%m-%d %H:%M:%S"),
    }
    for name, value in rows.items():
        if value:
            line(f"{name:<11} {value}")
