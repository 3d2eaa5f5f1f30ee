"""What can go wrong while an animatic is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rushes.rehearsal.shot import Input


class Unreadable(Exception):
    """A given medium cannot be decoded. `input` is the medium, `reason` one plain sentence without a full stop."""

    def __init__(self, given: Input, reason: str) -> None:
        super().__init__(f"{given.kind.value} {given.number} ({given.path.name}): {reason}")
        self.input = given
        self.reason = reason


class Cancelled(Exception):
    """The caller's `cancelled()` became true. Nothing is left behind."""
