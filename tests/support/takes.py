"""Rows of a library at any stage, with real files, for the tests of what shows them."""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING, Any

from rushes.core.answers import Usage
from rushes.core.generation import TakeFile
from rushes.core.recipe import Recipe
from rushes.core.stages import Engine, Stage
from rushes.media.probe import probe
from support.store import TO

if TYPE_CHECKING:
    from pathlib import Path

    from rushes.core.generation import Generation
    from rushes.store import Library


def at_stage(
    library: Library,
    stage: Stage,
    recipe: Recipe | None = None,
    *,
    engine: Engine = Engine.SKILLS_VIDEO,
    **facts: Any,
) -> Generation:
    """Add a row and lead it to `stage`, with facts recorded there."""
    row = library.generations.add(recipe or Recipe(prompt="A fox"), engine, origin="here")
    for to in TO[stage]:
        row = library.generations.advance(row.id, seen=row.stage, to=to)
    return library.generations.record(row.id, **facts) if facts else row


def add_take(
    library: Library,
    clip: Path,
    recipe: Recipe | None = None,
    *,
    engine: Engine = Engine.SKILLS_VIDEO,
    gone: bool = False,
    **facts: Any,
) -> Generation:
    """Add a finished take whose file is a copy of `clip`; `gone` leaves the file out."""
    row = at_stage(library, Stage.FETCHING, recipe, engine=engine)
    staged = library.files.staging_path(row.id)
    shutil.copyfile(clip, staged)
    media = probe(staged)
    digest = hashlib.sha256(staged.read_bytes()).hexdigest()
    path = library.files.place_take(row, staged)
    file = TakeFile(
        path,
        digest,
        media.size,
        media.width or 0,
        media.height or 0,
        media.duration or 0.0,
        media.frames or 0,
        media.frame_rate or 0.0,
        media.audio_codec is not None,
    )
    facts.setdefault("remote_id", f"gen_{row.id}")
    if engine is Engine.SKILLS_VIDEO:
        facts.setdefault("usage", Usage(20, 20, 0))
    row = library.generations.advance(row.id, seen=row.stage, to=Stage.READY, file=file, **facts)
    if gone:
        (library.folder / path).unlink()
    return row
