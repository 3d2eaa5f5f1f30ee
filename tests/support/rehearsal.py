"""The rehearsal engine as a process of its own, for tests, and a bare way to speak to it.

Nothing of the client is used: `http.client` and hand-made bodies only.
"""

from __future__ import annotations

import http.client
import json
import os
import secrets
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import rushes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MODEL = "bytedance/seedance-2.0"
SMALL = {"prompt": "a paper boat", "resolution": "480p", "duration": 4, "generate_audio": False}
TERMINAL = frozenset({"COMPLETED", "FAILED", "CANCELED"})


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer, read whole."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Caller:
    """Speaks to an engine at `url` (with `/api/v1`) with `key`; one connection per request."""

    url: str
    key: str

    @property
    def address(self) -> tuple[str, int]:
        """Host and port."""
        parts = urlsplit(self.url)
        return parts.hostname or "", parts.port or 0

    def call(
        self, method: str, target: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Send a request. `target` is below the API, or a whole path when it begins with `/_` or `/files`, or a URL."""
        parts = urlsplit(target if "://" in target else self.url)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        if "://" not in target:
            path = target if target.startswith(("/_", "/files")) else parts.path + target
        authorization = {} if "/files" in path else {"Authorization": f"Bearer {self.key}"}
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
        try:
            connection.request(method, path, body, {**authorization, **(headers or {})})
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def post(self, target: str, value: object, headers: Mapping[str, str] | None = None) -> Answer:
        """Send JSON."""
        typed = {"Content-Type": "application/json", **(headers or {})}
        return self.call("POST", target, json.dumps(value).encode(), typed)

    def submit(self, value: Mapping[str, object], fault: str = "", model: str = MODEL) -> Answer:
        """Send a generation as JSON."""
        extra = {"rehearsal_fault": fault} if fault else {}
        return self.post(f"/generation/{model}", {**value, **extra})

    def stream(self, value: Mapping[str, object], fault: str = "") -> Answer:
        """Send a generation to the event stream and read it to its end."""
        extra = {"rehearsal_fault": fault} if fault else {}
        return self.post(f"/generation/sse/{MODEL}", {**value, **extra}, {"Accept": "text/event-stream"})

    def form(self, parts: Iterable[tuple[str, str | Path]], fault: str = "") -> Answer:
        """Send a generation as multipart, in this order."""
        boundary = secrets.token_hex(12)
        body = multipart([*parts, *([("rehearsal_fault", fault)] if fault else [])], boundary)
        kind = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        return self.call("POST", f"/generation/{MODEL}", body, kind)

    def poll(self, job_id: str) -> Any:
        """Return the envelope of a job."""
        return self.call("GET", f"/generation/{job_id}").json

    def finish(self, job_id: str) -> Any:
        """Ask until the job is at its end and return the envelope. The suite's time limit bounds it."""
        while (envelope := self.poll(job_id))["status"] not in TERMINAL:
            time.sleep(0.02)
        return envelope

    def report(self) -> Any:
        """Return what the engine counted; it must have been started with faults."""
        return self.call("GET", "/_test/jobs").json


def multipart(parts: Iterable[tuple[str, str | Path]], boundary: str) -> bytes:
    """Return a multipart body by the letter of RFC 7578."""
    lines: list[bytes] = []
    for name, value in parts:
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"'
        if isinstance(value, Path):
            head += f'; filename="{value.name}"\r\nContent-Type: application/octet-stream'
        content = value.read_bytes() if isinstance(value, Path) else value.encode()
        lines += [head.encode(), b"\r\n\r\n", content, b"\r\n"]
    return b"".join([*lines, f"--{boundary}--\r\n".encode()])


class RehearsalProcess(Caller):
    """The engine in a process of its own. Use it as a context manager; it checks that nothing was complained about."""

    __slots__ = ("process",)
    process: subprocess.Popen[str]

    @classmethod
    def start(
        cls, *arguments: str, env: Mapping[str, str] | None = None, work_dir: Path | None = None
    ) -> RehearsalProcess:
        """Start it and wait for its first line."""
        folder = [] if work_dir is None else ["--work-dir", str(work_dir)]
        source = str(Path(rushes.__file__).parents[1])
        process = subprocess.Popen(
            [sys.executable, "-m", "rushes.rehearsal.serve", *arguments, *folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": source, **(env or {})},
        )
        assert process.stdout is not None
        first = json.loads(process.stdout.readline())
        started = cls(first["url"], first["key"])
        object.__setattr__(started, "process", process)
        return started

    def stop(self) -> tuple[str, str]:
        """End it as a person would and return what is left on (standard output, standard error)."""
        self.process.terminate()
        return self.process.communicate(timeout=20)

    def __enter__(self) -> RehearsalProcess:
        return self

    def __exit__(self, *_: object) -> None:
        out, err = self.stop()
        assert (out, err) == ("", ""), f"the engine printed {out!r} and {err!r}"
        assert self.process.returncode == 0, f"the engine ended with {self.process.returncode}"
