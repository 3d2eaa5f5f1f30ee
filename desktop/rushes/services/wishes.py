"""What a person's wish leaves on a row: not followed any more, or canceled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rushes.core.errors import StaleStage
from rushes.core.messages import msg
from rushes.core.stages import FOLLOWED, Stage
from rushes.services.workbench import words

if TYPE_CHECKING:
    from rushes.core.generation import Generation
    from rushes.services.workbench import Workbench

STOPPED_BY_USER: Final = "STOPPED_BY_USER"
"""The code of a row that is not followed because a person said so."""

NO_LONGER_FOLLOWED: Final = words(
    msg("No longer followed"),
    msg("It keeps running at skills.video and may be charged."),
    msg("Follow it again to get the take."),
)


def cancel_row(bench: Workbench, generation: Generation) -> None:
    """End a row that waits, and a rehearsal that is on its way, although it moves on meanwhile."""
    while generation.stage is Stage.WAITING or (generation.is_rehearsal and generation.stage in FOLLOWED):
        try:
            bench.advance(
                generation,
                Stage.CANCELED,
                **words(msg("Canceled"), msg("It was canceled here."), msg("Reuse the recipe to start it again.")),
            )
        except StaleStage:
            generation = bench.library.generations.get(generation.id)
        else:
            return
