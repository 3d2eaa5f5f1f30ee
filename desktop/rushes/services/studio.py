"""The services of one open library, as one object for the window and the command line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from rushes.core.events import Events
    from rushes.core.recipe import Recipe
    from rushes.services.account import Account
    from rushes.services.drafts import Drafts
    from rushes.services.engines import Engines
    from rushes.services.generations import Generations
    from rushes.services.history import History
    from rushes.services.intake import Intake
    from rushes.services.pictures import Pictures
    from rushes.store.library import Library


@dataclass(frozen=True, slots=True)
class Studio:
    """Everything the program can do with one library."""

    library: Library
    events: Events
    engines: Engines
    account: Account
    generations: Generations
    history: History
    intake: Intake
    drafts: Drafts
    pictures: Pictures
    sample: Callable[[str], Recipe]
    """Reads the sample of a name; blocks."""

    def close(self) -> None:
        """Stop the drives, end the rehearsal engine, close the library. Paid requests may finish their answer first."""
        self.generations.close()
        self.engines.close()
        self.library.close()
