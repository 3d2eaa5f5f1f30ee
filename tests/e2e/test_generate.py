"""`rushes generate` and `rushes rehearse`: what they send, what they print, and what their exit status says."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support import clips
from support.program import SMALL, Program, fault, frames_of, jobs_of

if TYPE_CHECKING:
    from support.rehearsal import RehearsalProcess

FIELDS = {"id", "remote_id", "engine", "stage", "file", "usage", "code", "message"}


def test_a_take_is_made_kept_and_printed(program: Program, engine: RehearsalProcess) -> None:
    done = program.run("generate", "a take to keep", *SMALL, "--json")
    assert done.status == 0, done.err
    made = done.json
    assert set(made) == FIELDS
    assert (made["stage"], made["engine"], made["code"], made["message"]) == ("ready", "skills.video", None, None)
    assert made["file"].startswith(str(program.library / "Takes"))
    assert frames_of(made["file"]) == 97
    (job,) = jobs_of(engine, "a take to keep")
    assert (job["id"], job["charges"]) == (made["remote_id"], 1)
    assert made["usage"] == {"total": job["charged"], "subscription": job["charged"], "permanent": 0}
    assert program.history() == [made]


def test_progress_goes_to_standard_error_and_the_path_to_standard_output(program: Program) -> None:
    done = program.run("rehearse", "a paper boat", *SMALL)
    assert done.status == 0, done.err
    assert frames_of(done.out.strip()) == 97
    stages = [line.split(": ", 1)[1] for line in done.err.splitlines() if ": " in line]
    assert [word for word in stages if word in {"submitting", "queued", "rendering", "fetching", "ready"}] == [
        "submitting",
        "queued",
        "rendering",
        "fetching",
        "ready",
    ]


def test_a_rehearsal_needs_no_key_and_no_network_and_costs_nothing(program: Program, engine: RehearsalProcess) -> None:
    program.key, program.url = None, "https://open.skills.video.invalid/api/v1"
    before = engine.report()["submits"]
    done = program.run("rehearse", "a free shot", *SMALL, "--json")
    assert done.status == 0, done.err
    assert (done.json["engine"], done.json["stage"], done.json["usage"]["total"]) == ("rehearsal", "ready", 0)
    assert engine.report()["submits"] == before


@pytest.mark.parametrize(
    ("what", "with_file", "status", "stage", "code", "submits"),
    [
        ("status=400", False, 3, "failed", "VIDEO_GENERATION_INVALID_INPUT", 1),
        ("status=400, code=UNSUPPORTED_MODEL", False, 3, "failed", "VIDEO_GENERATION_UNSUPPORTED_MODEL", 1),
        ("status=401, error-body=empty", True, 3, "failed", "HTTP_401", 1),
        ("status=402", True, 3, "failed", "VIDEO_GENERATION_INSUFFICIENT_CREDITS", 1),
        ("status=403, error-body=message", False, 3, "failed", "HTTP_403", 1),
        ("status=404, error-body=message", False, 3, "failed", "HTTP_404", 1),
        ("status=422", True, 3, "failed", "VIDEO_GENERATION_CONTENT_REJECTED", 1),
        ("status=429, retry-after=0", False, 3, "failed", "VIDEO_GENERATION_RATE_LIMITED", 3),
        ("status=502", False, 4, "failed", "VIDEO_GENERATION_FAILED", 1),
        ("status=503", True, 4, "failed", "VIDEO_GENERATION_PROVIDER_UNAVAILABLE", 1),
        ("status=500", False, 5, "unconfirmed", None, 1),
        ("status=502, error-body=html", True, 5, "unconfirmed", None, 1),
        ("status=503, error-body=garbage", False, 5, "unconfirmed", None, 1),
        ("status=504", True, 5, "unconfirmed", None, 1),
        ("status=429, error-body=html", False, 5, "unconfirmed", None, 1),
        ("drop=after-body", True, 5, "unconfirmed", None, 1),
        ("drop=after-accept", False, 5, "unconfirmed", None, 1),
        ("drop=after-accept, reset", True, 5, "unconfirmed", None, 1),
        ("answer=noid", True, 5, "unconfirmed", None, 1),
        ("answer=garbage", True, 5, "unconfirmed", None, 1),
        ("answer=empty", True, 5, "unconfirmed", None, 1),
        ("fail=CONTENT_REJECTED", False, 4, "failed", "VIDEO_GENERATION_CONTENT_REJECTED", 1),
        ("fail=SOMETHING_NEW", True, 4, "failed", "VIDEO_GENERATION_SOMETHING_NEW", 1),
        ("cancel", False, 4, "canceled", None, 1),
        ("data=none", False, 5, "fetching", None, 1),
    ],
)
def test_every_outcome_has_its_stage_and_exit_status(
    program: Program,
    engine: RehearsalProcess,
    tmp_path: Path,
    what: str,
    with_file: bool,
    status: int,
    stage: str,
    code: str | None,
    submits: int,
) -> None:
    image = ("--image", str(clips.png(tmp_path / "start.png", 320, 320))) if with_file else ()
    before = engine.report()["submits"]
    done = program.run("generate", "an outcome", *SMALL, *image, *fault(what), "--json")
    assert (done.status, done.json["stage"], done.json["code"]) == (status, stage, code), done.err
    assert engine.report()["submits"] - before == submits
    assert done.json["message"]
    assert done.err.splitlines()[-1].startswith("        "), "the last line is the next step"
    assert done.json["file"] is None


def test_half_an_answer_with_an_id_is_enough(program: Program, tmp_path: Path) -> None:
    image = str(clips.png(tmp_path / "start.png", 320, 320))
    done = program.run("generate", "half an answer", *SMALL, "--image", image, *fault("drop=half-answer"), "--json")
    assert (done.status, done.json["stage"]) == (0, "ready"), done.err


def test_429_is_sent_again_and_succeeds(program: Program, engine: RehearsalProcess) -> None:
    before = engine.report()["submits"]
    done = program.run("generate", "patience", *SMALL, *fault("status=429, retry-after=1, times=2"), "--json")
    assert (done.status, done.json["stage"]) == (0, "ready"), done.err
    assert engine.report()["submits"] - before == 3
    assert len(jobs_of(engine, "patience")) == 1


def test_an_address_where_nobody_listens_is_exit_5_and_the_row_is_held(program: Program) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        program.url = f"http://127.0.0.1:{closed.getsockname()[1]}/api/v1"
        done = program.run("generate", "nobody home", *SMALL, "--json")
    assert (done.status, done.json["stage"]) == (5, "waiting"), done.err
    assert "cannot be reached" in done.json["message"]


def test_without_a_key_nothing_is_sent(program: Program, engine: RehearsalProcess) -> None:
    program.key = None
    before = engine.report()["submits"]
    done = program.run("generate", "no key", *SMALL, "--json")
    assert (done.status, done.out) == (2, "")
    assert "key" in done.err
    assert "rushes key set" in done.err
    assert engine.report()["submits"] == before
    assert program.history() == []


def test_a_wrong_key_is_exit_3(program: Program) -> None:
    program.key = "sk-wrong"
    done = program.run("generate", "wrong key", *SMALL, "--json")
    assert (done.status, done.json["stage"]) == (3, "failed"), done.err


def test_what_may_be_refused_is_noted_and_sent(program: Program) -> None:
    done = program.run("generate", "@Image2 runs", *SMALL, *fault("fail"))
    assert done.status == 4
    assert done.err.startswith("note: The prompt mentions @Image2")


# --- output ---


def test_output_is_a_copy_and_an_existing_file_needs_force(program: Program, tmp_path: Path) -> None:
    target = tmp_path / "my take.mp4"
    done = program.run("rehearse", "a copy", *SMALL, "--output", str(target))
    assert done.status == 0, done.err
    assert done.out.strip() == str(target)
    (row,) = program.history()
    first = target.read_bytes()
    assert first == Path(row["file"]).read_bytes()

    done = program.run("rehearse", "another copy", *SMALL, "--output", str(target))
    assert done.status == 2
    assert "--force" in done.err
    assert len(program.history()) == 1, "nothing was made"
    assert target.read_bytes() == first

    done = program.run("rehearse", "another copy", *SMALL, "--output", str(target), "--force")
    assert done.status == 0, done.err
    assert target.read_bytes() != first


@pytest.mark.parametrize("where", ["no such folder/take.mp4", "."])
def test_an_output_that_cannot_be_written_is_refused_before_anything_is_made(program: Program, where: str) -> None:
    done = program.run("rehearse", "a copy", *SMALL, "--output", where, "--force")
    assert done.status == 2, done.err
    assert program.history() == []


# --- what is sent ---


def test_all_parameters_and_extra_keys_are_sent(program: Program, engine: RehearsalProcess) -> None:
    options = ("--aspect-ratio", "9:16", "--seed", "-7", "--end-user-id", "user 1", "--param", 'camera={"fixed": true}')
    done = program.run("generate", "-", *SMALL, *options, "--param", 'style="noir"', stdin="a prompt from\na pipe\n")
    assert done.status == 0, done.err
    (job,) = jobs_of(engine, "a prompt from\na pipe\n")
    assert job["fields"] == {
        "prompt": "a prompt from\na pipe\n",
        "feature": "text-image-to-video",
        "aspect_ratio": "9:16",
        "resolution": "480p",
        "duration": 4,
        "generate_audio": False,
        "seed": -7,
        "end_user_id": "user 1",
        "camera": {"fixed": True},
        "style": "noir",
    }


@pytest.mark.parametrize(
    ("media", "sent"),
    [
        (("--image",), {"image_url": 1}),
        (("--image", "--image"), {"image_urls": 2}),
        (("--image", "--video"), {"image_urls": 1, "video_urls": 1}),
        (("--video", "--audio"), {"video_urls": 1, "audio_urls": 1}),
        (("--first-frame",), {"first_frame_url": 1}),
        (("--first-frame", "--last-frame"), {"first_frame_url": 1, "end_frame_url": 1}),
        (("--workflow=references", "--image"), {"image_urls": 1}),
    ],
)
def test_the_workflow_is_inferred_and_decides_the_fields(
    program: Program, engine: RehearsalProcess, tmp_path: Path, media: tuple[str, ...], sent: dict[str, int]
) -> None:
    files = {
        "--image": clips.png(tmp_path / "i.png", 320, 320),
        "--first-frame": clips.png(tmp_path / "f.png", 320, 320, clips.RED),
        "--last-frame": clips.png(tmp_path / "l.png", 320, 320, clips.BLUE),
        "--video": clips.video(tmp_path / "v.mp4", 320, 240, frames=50, audio=False),
        "--audio": clips.wav(tmp_path / "a.wav", 2.0),
    }
    options = [text for name in media for text in ((name, str(files[name])) if name in files else (name,))]
    prompt = f"inferred from {' '.join(media)}"
    done = program.run("generate", prompt, *SMALL, *options, *fault("fail"))
    assert done.status == 4, done.err
    (job,) = jobs_of(engine, prompt)
    assert {name: len(values) for name, values in job["fields"].items() if name.endswith(("_url", "_urls"))} == sent
    assert ("feature" in job["fields"]) == ("image_url" in sent)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--first-frame", "{i}", "--image", "{i}"), "do not go together"),
        (("--workflow", "frames", "--image", "{i}"), "first and a last frame only"),
        (("--workflow", "text", "--image", "{i}", "--image", "{i}"), "one image at most"),
        (("--workflow", "text", "--video", "{v}"), "one image at most"),
        (("--workflow", "references", "--first-frame", "{i}"), "do not go together"),
        (("--last-frame", "{i}"), "first frame"),
        (("--workflow", "references"), "Add an image"),
        (("--audio", "{a}"), "Sound cannot stand alone"),
        (("--image", "{v}"), "--video"),
        (("--video", "{a}"), "--audio"),
        (("--param", 'prompt="x"'), "field of its own"),
        (("--param", "image_urls=[]"), "field of its own"),
        (("--param", "style=noir"), "not JSON"),
        (("--param", "style"), "not KEY=JSON"),
        (("--param", '="x"'), "not KEY=JSON"),
    ],
)
def test_a_mix_that_no_workflow_allows_is_exit_2(
    program: Program, engine: RehearsalProcess, tmp_path: Path, options: tuple[str, ...], words: str
) -> None:
    files = {
        "i": clips.png(tmp_path / "i.png", 320, 320),
        "v": clips.video(tmp_path / "v.mp4", 320, 240, frames=50),
        "a": clips.wav(tmp_path / "a.wav", 2.0),
    }
    before = engine.report()["submits"]
    done = program.run("generate", "a mix", *SMALL, *(option.format(**files) for option in options), "--json")
    assert (done.status, done.out) == (2, ""), done.err
    assert words in done.err
    assert engine.report()["submits"] == before
    assert program.history() == []


@pytest.mark.parametrize("arguments", [("generate",), ("generate", "x", "--aspect-ratio", "2:1"), ("paint", "x")])
def test_a_mistake_in_the_arguments_is_exit_2_before_anything_is_touched(
    program: Program, arguments: tuple[str, ...]
) -> None:
    done = program.run(*arguments)
    assert (done.status, done.out) == (2, "")
    assert "usage:" in done.err
    assert not program.home.exists()


def test_json_is_one_line_of_unicode(program: Program) -> None:
    done = program.run("rehearse", "Ein Kühlturm 在夜里", *SMALL, "--json")
    assert done.status == 0, done.err
    assert json.loads(done.out)["stage"] == "ready"
    assert done.out.count("\n") == 1
