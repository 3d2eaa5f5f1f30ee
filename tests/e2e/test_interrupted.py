"""Ctrl-C: before the request has left nothing is sent, after it nothing is lost."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from support import clips
from support.program import SMALL, Program, arm, fault, jobs_of, release, stages
from support.socket_server import Exchange, SocketServer, answer

if TYPE_CHECKING:
    from pathlib import Path

    from support.rehearsal import RehearsalProcess


def test_while_it_waits_for_a_slot(program: Program, engine: RehearsalProcess) -> None:
    program.prefer(version=1, slots=1)
    first = program.start("generate", "has the slot", *SMALL, *fault("hold=queue, fail"))
    first.until("queued")
    second = program.start("generate", "waits and is interrupted", *SMALL, "--json")
    second.until("sending")
    second.interrupt()
    assert second.end().status == 130
    release(engine)
    assert first.end().status == 4
    assert jobs_of(engine, "waits and is interrupted") == []
    assert stages(program.history()) == ["canceled", "failed"]


def test_in_the_middle_of_an_upload(program: Program, tmp_path: Path) -> None:
    sound = clips.wav_of(tmp_path / "large.wav", b"\1\2" * 12_000_000)
    image = clips.png(tmp_path / "i.png", 320, 320)
    reading = threading.Event()

    def serve(exchange: Exchange) -> None:
        request = exchange.read_head()
        if request is not None and request.method == "GET":
            exchange.send(answer(200, {"total": 5}))
        elif request is not None:
            # no more of the body leaves than the sockets hold
            reading.set()
            server.stopping.wait(60)

    with SocketServer(serve) as server:
        program.url = server.url
        run = program.start("generate", "half sent", *SMALL, "--image", str(image), "--audio", str(sound), "--json")
        assert reading.wait(60)
        run.interrupt()
        done = run.end()
    assert done.status == 130, done.err
    assert [request.method for request in server.requests] == ["GET", "POST"]
    assert stages(program.history()) == ["canceled"]


def test_while_the_answer_is_awaited(program: Program, engine: RehearsalProcess) -> None:
    arm(engine, "submit", "slow=2, status=502")
    run = program.start("generate", "no answer yet", *SMALL, "--json")
    run.until("uploading 100")
    run.interrupt()
    done = run.end()
    assert (done.status, done.json["stage"]) == (5, "unconfirmed"), done.err
    assert program.run("resume", "--json").json[0]["stage"] == "unconfirmed"
    assert jobs_of(engine, "no answer yet") == []


def test_while_it_is_made(program: Program, engine: RehearsalProcess) -> None:
    run = program.start("generate", "being made", *SMALL, *fault("hold=progress"), "--json")
    run.until("rendering")
    run.interrupt()
    done = run.end()
    assert (done.status, done.json["stage"]) == (5, "rendering"), done.err
    assert "rushes resume" in done.err
    release(engine)
    resumed = program.run("resume", "--json")
    assert (resumed.status, stages(resumed.json)) == (0, ["ready"])
    (job,) = jobs_of(engine, "being made")
    assert job["charges"] == 1
