"""`history`, `show`, `key`, `credits`, `doctor` and `serve`."""

from __future__ import annotations

import http.client
import json
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from support.keyring_service import Service, keyring_service
from support.program import SMALL, Program, arm, fault

if TYPE_CHECKING:
    from pathlib import Path

    from support.rehearsal import RehearsalProcess


def test_history_lists_and_searches_newest_first(program: Program) -> None:
    for prompt in ("a red fox 狐狸", "a grey owl", "a red boat"):
        assert program.run("generate", prompt, *SMALL, *fault("fail")).status == 4
    rows = program.history()
    lines = program.run("history").out.splitlines()
    assert [line.split("  ")[0] for line in lines] == [row["id"] for row in rows]
    assert [line.rsplit("  ", 1)[1] for line in lines] == ["a red boat", "a grey owl", "a red fox 狐狸"]
    assert all("failed" in line for line in lines)
    for words, count in ((("red",), 2), (("red", "fox"), 1), (("狐狸",), 1), (("狐",), 1), (("wolf",), 0)):
        assert len(program.run("history", *words, "--json").json) == count, words
    assert len(program.run("history", "--limit", "1", "--json").json) == 1
    assert program.run("history", "--limit", "0", "--json").json == []


def test_show_finds_by_either_id(program: Program) -> None:
    made = program.run("rehearse", "a fox at dawn", *SMALL, "--seed", "7", "--json").json
    shown = program.run("show", made["id"])
    assert shown.status == 0
    for words in (made["id"], made["remote_id"], made["file"], "a fox at dawn", "864 × 496, 4 s, no sound", "free"):
        assert words in shown.out
    assert program.run("show", made["remote_id"], "--json").json == made
    gone = program.run("show", "nothing0here")
    assert (gone.status, gone.out) == (2, "")
    assert "nothing0here" in gone.err


def test_credits(program: Program, engine: RehearsalProcess) -> None:
    total = engine.report()["credits"]["total"]
    assert program.run("credits").out == f"{total:g} credits\n"
    assert program.run("credits", "--json").json == engine.report()["credits"]
    arm(engine, "credits", "status=401")
    refused = program.run("credits", "--json")
    assert (refused.status, refused.out) == (3, "")
    arm(engine, "credits", "drop=before-body", times=2)
    assert program.run("credits").status == 5
    program.key = None
    assert program.run("credits").status == 2


def test_a_key_is_kept_used_and_forgotten(program: Program, engine: RehearsalProcess, tmp_path: Path) -> None:
    program.key = None
    folder = tmp_path / "session"
    folder.mkdir()
    with keyring_service(folder, Service.UNLOCKED) as bus:
        program.extra = bus.session()
        assert program.run("key", "status").status == 2
        wrong = program.run("key", "set", stdin="sk-wrong\n")
        assert (wrong.status, wrong.out) == (3, ""), wrong.err
        assert program.run("key", "status").status == 2, "a rejected key is not kept"
        assert program.run("key", "set", stdin=" \n").status == 2
        kept = program.run("key", "set", stdin=f"  {engine.key}\n")
        assert kept.status == 0, kept.err
        assert engine.key not in kept.out + kept.err
        assert "system keyring" in program.run("key", "status").out
        assert program.run("credits").status == 0
        # it is kept for this address and used for no other
        ours, program.url = program.url, "http://127.0.0.1:9/api/v1"
        assert program.run("key", "status").status == 2
        program.url = ours
        assert program.run("key", "forget").status == 0
        assert program.run("key", "status").status == 2
        arm(engine, "credits", "status=503")
        unchecked = program.run("key", "set", stdin=engine.key)
        assert unchecked.status == 0
        assert "could not be checked" in unchecked.err


def test_a_key_is_not_kept_where_there_is_no_keyring(program: Program, engine: RehearsalProcess) -> None:
    key, program.key = engine.key, None
    done = program.run("key", "set", stdin=key)
    assert (done.status, done.out) == (6, "")
    assert "SKILLS_VIDEO_API_KEY" in done.err
    assert key not in done.err


def test_doctor_prints_a_page_without_secrets(program: Program) -> None:
    assert program.run("generate", "a secret plan", *SMALL, *fault("status=402")).status == 3
    page = program.run("doctor")
    assert page.status == 0, page.err
    assert page.err == ""
    for words in ("Rushes:", "Python:", "PySide6", "library check: good", "keyring:", "display:", program.url):
        assert words in page.out
    assert program.key is not None
    assert program.key not in page.out
    assert "a secret plan" not in page.out


def test_help_and_version(program: Program) -> None:
    assert program.run("--version").out.startswith("Rushes ")
    told = program.run("--help")
    assert told.status == 0
    for words in ("generate", "rehearse", "resume", "doctor", "RUSHES_HOME", "exit status"):
        assert words in told.out
    assert not program.home.exists()


def test_home_and_library_can_be_named(program: Program, tmp_path: Path) -> None:
    home, library = tmp_path / "other home", tmp_path / "films"
    assert program.run("--home", str(home), "--library", str(library), "history").status == 0
    assert (library / "rushes.sqlite3").exists()
    assert home.is_dir()
    assert not program.home.exists()


def test_serve_is_the_engine_alone(program: Program) -> None:
    run = program.start("serve")
    assert run.process.stdout is not None
    said = json.loads(run.process.stdout.readline())
    parts = urlsplit(said["url"])
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
    connection.request("GET", f"{parts.path}/credits", headers={"Authorization": f"Bearer {said['key']}"})
    assert connection.getresponse().read()
    connection.close()
    run.process.terminate()
    assert run.end().status == 0
