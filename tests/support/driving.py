"""Generations driven in a thread of the test, and ways to wait for where they are."""

from __future__ import annotations

import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from rushes.core.cancel import Cancelled, CancelToken
from rushes.core.stages import Engine, Stage
from support.program import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rushes.core.generation import GenerationId
    from rushes.core.recipe import Recipe
    from rushes.services.studio import Studio


@contextmanager
def driving(studio: Studio, generation_id: GenerationId) -> Iterator[CancelToken]:
    """Drive in a thread; at the end of the block wait for it."""
    token = CancelToken()

    def work() -> None:
        with suppress(Cancelled):
            studio.generations.drive(generation_id, token)

    thread = threading.Thread(target=work, name="drive")
    thread.start()
    try:
        yield token
    finally:
        thread.join(30)
        assert not thread.is_alive()


def at(studio: Studio, generation_id: GenerationId, stage: Stage) -> None:
    """Wait until a generation is at a stage."""
    wait_until(lambda: studio.library.generations.get(generation_id).stage is stage, f"it is {stage}")


def sent(studio: Studio, recipe: Recipe, engine: Engine = Engine.SKILLS_VIDEO) -> GenerationId:
    """Write a generation down, and return its id."""
    return studio.generations.create(recipe, engine).id
