"""`forget`: how somebody without a window is rid of what only a person can decide about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.program import SMALL, Program, fault, jobs_of, stages

if TYPE_CHECKING:
    from support.rehearsal import RehearsalProcess


def test_an_unconfirmed_row_is_given_up_and_resume_is_content_again(program: Program, engine: RehearsalProcess) -> None:
    made = program.run("generate", "no answer", *SMALL, *fault("drop=after-body"), "--json").json
    assert made["stage"] == "unconfirmed"
    stuck = program.run("resume", "--json")
    assert (stuck.status, stages(stuck.json)) == (5, ["unconfirmed"])
    assert f"rushes forget {made['id']}" in stuck.err
    submits = engine.report()["submits"]
    given_up = program.run("forget", made["id"], "--json")
    assert (given_up.status, given_up.json["id"], given_up.json["stage"]) == (0, made["id"], "canceled")
    assert program.run("resume", "--json").status == 0
    assert stages(program.history()) == ["canceled"]
    again = program.run("forget", made["id"])
    assert (again.status, again.out) == (2, "")
    assert "canceled" in again.err
    assert engine.report()["submits"] == submits


def test_a_row_that_was_held_back_is_dropped_unsent(program: Program, engine: RehearsalProcess) -> None:
    program.prefer(version=1, slots=1)
    first = program.start("generate", "has the slot", *SMALL, *fault("hold=queue, fail"))
    first.until("queued")
    second = program.start("generate", "killed while it waits", *SMALL)
    second.until("sending")
    second.kill()
    first.kill()
    waiting, queued = program.history()
    refused = program.run("forget", queued["id"])
    assert refused.status == 2, refused.err
    engine.post("/_test/release", {})
    held = program.run("resume")
    assert f"rushes forget {waiting['id']}" in held.err
    dropped = program.run("forget", waiting["id"])
    assert dropped.status == 0
    assert dropped.out.startswith(f"{waiting['id']}: ")
    assert jobs_of(engine, "killed while it waits") == []
    assert stages(program.history()) == ["canceled", "failed"]


def test_what_is_not_there_cannot_be_forgotten(program: Program) -> None:
    assert program.run("forget", "nothing0here").status == 2
    assert program.run("forget").status == 2
