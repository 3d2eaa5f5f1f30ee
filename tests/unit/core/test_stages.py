"""The table of stages and what a restart makes of each."""

from __future__ import annotations

import pytest

from rushes.core.stages import (
    BUSY,
    FOLLOWED,
    IN_WORK,
    NEXT,
    RESTART,
    TERMINAL,
    Engine,
    Restart,
    Stage,
    restart_rule,
)


def test_every_stage_says_what_may_follow_and_what_a_restart_does() -> None:
    assert set(NEXT) == set(RESTART) == set(Stage)
    assert all(NEXT[stage] == frozenset() for stage in TERMINAL)
    assert all(NEXT[stage] for stage in set(Stage) - TERMINAL)


def test_every_stage_can_be_reached_and_left_but_the_last() -> None:
    reached = {Stage.WAITING}
    while more := {after for stage in reached for after in NEXT[stage]} - reached:
        reached |= more
    assert reached == set(Stage)
    for stage in Stage:
        ends, seen = {stage}, {stage}
        while ends := {after for one in ends for after in NEXT[one]} - seen:
            seen |= ends
        assert seen & TERMINAL


def test_nothing_that_may_have_been_sent_can_be_sent_again_in_its_row() -> None:
    before_submitting = [stage for stage in Stage if Stage.SUBMITTING in NEXT[stage]]
    assert before_submitting == [Stage.WAITING]
    assert [stage for stage in Stage if Stage.WAITING in NEXT[stage]] == [Stage.SUBMITTING]
    assert NEXT[Stage.UNCONFIRMED] == {Stage.CANCELED}


@pytest.mark.parametrize(
    ("stage", "rule"),
    [
        (Stage.WAITING, Restart.HOLD),
        (Stage.SUBMITTING, Restart.MAKE_UNCONFIRMED),
        (Stage.UNCONFIRMED, Restart.LEAVE),
        (Stage.QUEUED, Restart.FOLLOW),
        (Stage.RENDERING, Restart.FOLLOW),
        (Stage.FETCHING, Restart.FOLLOW),
        (Stage.READY, Restart.LEAVE),
        (Stage.FAILED, Restart.LEAVE),
        (Stage.CANCELED, Restart.LEAVE),
    ],
)
def test_a_restart_spends_nothing(stage: Stage, rule: Restart) -> None:
    assert restart_rule(stage, Engine.SKILLS_VIDEO) is rule
    expected = Restart.LEAVE if stage in TERMINAL else Restart.RENDER_AGAIN
    assert restart_rule(stage, Engine.REHEARSAL) is expected


def test_the_sets_agree() -> None:
    assert not IN_WORK & TERMINAL
    assert FOLLOWED < IN_WORK
    assert BUSY < IN_WORK
    assert set(Stage) == IN_WORK | TERMINAL | {Stage.UNCONFIRMED}
