"""The program as a person starts it: a process with a home of its own, against an engine that outlives it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av

import rushes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from support.rehearsal import Caller

PATIENCE = 60.0
"""Seconds that anything here may take on a busy machine."""

SMALL = ("--resolution", "480p", "--duration", "4", "--no-audio")
"""Options of the smallest take."""

AS_ANYBODY = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
"""What makes root a user like others, who may not read or write what is closed to him."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a run of the program came to."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one line of JSON on standard output."""
        lines = self.out.splitlines()
        assert len(lines) == 1, f"one line of JSON expected:\n{self.out}\n{self.err}"
        return json.loads(lines[0])


class Running:
    """A run that goes on. What it says on standard error is read as it comes."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.lines: list[str] = []

    def until(self, words: str) -> str:
        """Read its standard error up to the first line with these words, and return that; fail when it ends before."""
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.lines.append(line)
            if words in line:
                return line
        raise AssertionError(f"it ended without saying {words!r}:\n{''.join(self.lines)}")

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self.process.communicate(timeout=PATIENCE)

    def interrupt(self) -> None:
        """Press Ctrl-C."""
        self.process.send_signal(signal.SIGINT)

    def end(self) -> Done:
        """Wait for its end."""
        out, err = self.process.communicate(timeout=PATIENCE)
        return Done(self.process.returncode, out, "".join(self.lines) + err)


@dataclass
class Program:
    """One user with one home folder."""

    folder: Path
    url: str
    key: str | None
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def home(self) -> Path:
        """Where the program keeps everything."""
        return self.folder / "rushes home"

    @property
    def library(self) -> Path:
        """The default library."""
        return self.home / "Library"

    def environment(self) -> dict[str, str]:
        """Return the environment of the program: nothing of whoever runs the tests."""
        user = self.folder / "user"
        user.mkdir(exist_ok=True)
        key = {} if self.key is None else {"SKILLS_VIDEO_API_KEY": self.key}
        return {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "HOME": str(user),
            "XDG_RUNTIME_DIR": str(user),
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(Path(rushes.__file__).parents[1]),
            "RUSHES_HOME": str(self.home),
            "RUSHES_API_URL": self.url,
            **key,
            **self.extra,
        }

    def start(self, *arguments: str, stdin: int = subprocess.DEVNULL, prefix: tuple[str, ...] = ()) -> Running:
        """Start the program."""
        return Running(
            subprocess.Popen(
                [*prefix, sys.executable, "-m", "rushes", *arguments],
                stdin=stdin,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                env=self.environment(),
                cwd=self.folder,
            )
        )

    def run(self, *arguments: str, stdin: str = "", prefix: tuple[str, ...] = ()) -> Done:
        """Run the program to its end."""
        process = self.start(*arguments, stdin=subprocess.PIPE, prefix=prefix).process
        out, err = process.communicate(stdin, timeout=PATIENCE)
        return Done(process.returncode, out, err)

    def prefer(self, **preferences: object) -> None:
        """Write preferences."""
        path = self.home / "config" / "preferences.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(preferences), encoding="utf-8")

    def history(self) -> list[Any]:
        """Return what `rushes history --json` prints."""
        done = self.run("history", "--json", "--limit", "1000")
        assert done.status == 0, done.err
        found: list[Any] = done.json
        return found


def fault(text: str) -> tuple[str, str]:
    """Return the options that make the engine do something wrong to this job."""
    return ("--param", f"rehearsal_fault={json.dumps(text)}")


def jobs_of(engine: Caller, prompt: str) -> list[Any]:
    """Return what the engine knows of the jobs with a prompt."""
    return [job for job in engine.report()["jobs"] if job["input"]["prompt"] == prompt]


def wait_until(holds: Callable[[], bool], what: str) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, f"waited in vain for this: {what}"
        time.sleep(0.02)


def arm(engine: Caller, on: str, what: str, times: int = 1) -> None:
    """Let the next requests of a route meet a fault."""
    assert engine.post("/_test/faults", {"on": on, "fault": what, "times": times}).status == 200


def release(engine: Caller) -> None:
    """Let held jobs go on."""
    assert engine.post("/_test/release", {}).status == 200


def frames_of(path: str | Path) -> int:
    """Decode a video to its end and return its number of frames."""
    with av.open(str(path)) as container:
        return sum(1 for _ in container.decode(video=0))


def stages(rows: list[Mapping[str, Any]]) -> list[str]:
    """Return the stages of rows as printed."""
    return [str(row["stage"]) for row in rows]
