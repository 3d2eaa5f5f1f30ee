"""What can be done with a take, as its stage allows."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from rushes.core.messages import Message, msg
from rushes.core.stages import Stage
from rushes.ui.history import texts

if TYPE_CHECKING:
    from rushes.core.history import HistoryRow


class Action(Enum):
    """What a row's menu offers besides deleting and bringing back."""

    REUSE = "reuse"
    SHOW = "show"
    SEND = "send"
    CANCEL = "cancel"
    SEND_AGAIN = "send again"
    FORGET = "forget"
    FOLLOW_AGAIN = "follow again"
    STOP_FOLLOWING = "stop following"


def actions_of(row: HistoryRow) -> list[tuple[Message, Action]]:
    """Return what a take's menu offers, in its order. There is no cancelling at the service, only not following."""
    actions = [(msg("Reuse recipe"), Action.REUSE)]
    if row.has_file:
        actions.append((msg("Show in folder"), Action.SHOW))
    if row.stage is Stage.WAITING and row.held:
        actions.append((msg("Send"), Action.SEND))
    if row.stage in {Stage.WAITING, Stage.SUBMITTING}:
        actions.append((msg("Cancel"), Action.CANCEL))
    if row.stage is Stage.UNCONFIRMED:
        actions += [(msg("Send again"), Action.SEND_AGAIN), (msg("Forget"), Action.FORGET)]
    if row.stage in {Stage.QUEUED, Stage.RENDERING, Stage.FETCHING}:
        actions += _of_followed(row)
    return actions


def _of_followed(row: HistoryRow) -> list[tuple[Message, Action]]:
    if row.stopped:
        words = msg("Get the file again") if row.stage is Stage.FETCHING else msg("Follow again")
        return [(words, Action.FOLLOW_AGAIN)]
    if not texts.is_running(row):
        return []
    if texts.is_rehearsal(row):
        return [(msg("Cancel"), Action.CANCEL)]
    return [(msg("Stop following"), Action.STOP_FOLLOWING)]
