"""The routes of the service, and what each does with a request.

POST /api/v1/generation/{provider}/{model}      submit, JSON or multipart; answers at once
POST /api/v1/generation/sse/{provider}/{model}  submit, JSON; answers with the event stream
GET  /api/v1/generation/{id}                    state and result
GET  /api/v1/credits                            balance; its shape is not documented by the service
GET  /files/{token}/{name}                      a result, or an upload that `input` names; no key is asked for

Source: skills.video documentation, pages "Quickstart", "SSE", "Get generation result" and "HTTP status". Requests
from a web page are refused: an `Origin`, or a `Host` that is not this server's, gets 403.
"""

from __future__ import annotations

import hmac
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from rushes.rehearsal import files, stream
from rushes.rehearsal.answers import CODE_OF_STATUS, Code, InvalidInput, Refusal, Status
from rushes.rehearsal.connection import Connection
from rushes.rehearsal.faults import HEADER, KEY, NO_FAULTS, Faults, UnknownFault
from rushes.rehearsal.fields import values
from rushes.rehearsal.received import Received, receive
from rushes.rehearsal.request import check
from rushes.rehearsal.shelf import PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterator
    from socket import socket
    from socketserver import BaseServer

    from rushes.rehearsal.engine import Engine
    from rushes.rehearsal.job import Job

API: Final = "/api/v1"
_GENERATION: Final = f"{API}/generation/"
_TEST: Final = "/_test/"


@dataclass(frozen=True, slots=True)
class Site:
    """What all connections share: the engine, the key, and the names under which this server may be called.

    `invalid_status` is the HTTP status of an invalid input: the documentation leaves open whether 400 or 422.
    """

    engine: Engine
    key: str
    hosts: frozenset[str]
    invalid_status: int = 400


class Routes(Connection):
    """Answers the requests of one connection."""

    def __init__(self, site: Site, request: socket, client: tuple[str, int], server: BaseServer) -> None:
        self.site = site
        self.engine = site.engine
        super().__init__(request, client, server)

    def pause(self, seconds: float) -> None:
        """Wait, unless the server ends."""
        self.engine.stopping.wait(seconds)

    def serve_request(self) -> None:
        """Find the route. Raises Refusal."""
        self._check_neighbour()
        path = urlsplit(self.path).path
        if path.startswith(PREFIX):
            self._allow("GET", "HEAD")
            self._file(path)
            return
        self._check_key()
        if path.startswith(_TEST) and self.engine.allows_faults:
            self._test(path.removeprefix(_TEST))
        elif path == f"{API}/credits":
            self._allow("GET")
            self._credits()
        elif path.startswith(_GENERATION):
            self._generation([unquote(piece) for piece in path.removeprefix(_GENERATION).split("/")])
        else:
            raise Refusal(404, Code.NOT_FOUND)

    def _generation(self, pieces: list[str]) -> None:
        if self.command == "GET" and len(pieces) == 1:
            self._poll(pieces[0])
            return
        self._allow(*(["GET", "POST"] if len(pieces) == 1 else ["POST"]))
        if pieces[0] == "sse":
            self._submit("/".join(pieces[1:]), as_stream=True)
        else:
            self._submit("/".join(pieces), as_stream=False)

    def _check_neighbour(self) -> None:
        """Refuse what a web page in a browser could send here."""
        host = self.headers.get("Host", "")
        if host.lower() not in self.site.hosts:
            raise Refusal(403, Code.FORBIDDEN, "This host name is not served here.")
        origin = self.headers.get("Origin")
        if origin is not None and origin.lower() != f"http://{host.lower()}":
            raise Refusal(403, Code.FORBIDDEN, "Requests from other origins are refused.")

    def _check_key(self) -> None:
        scheme, _, key = self.headers.get("Authorization", "").partition(" ")
        given = key.strip().encode("utf-8", "surrogateescape")
        if scheme.lower() != "bearer" or not hmac.compare_digest(given, self.site.key.encode()):
            raise Refusal(401, Code.UNAUTHORIZED)

    def _allow(self, *methods: str) -> None:
        if self.command not in methods:
            raise Refusal(405, Code.METHOD_NOT_ALLOWED, headers={"Allow": ", ".join(methods)})

    # Submitting

    def _submit(self, model: str, *, as_stream: bool) -> None:
        self.engine.bench.note_submit()
        faults = self._faults("submit")
        if faults.text("drop") == "before-body":
            self.drop(faults)
        try:
            job = self._accept(model, faults, as_stream=as_stream)
        except UnknownFault as error:
            raise InvalidInput(KEY, str(error)) from error
        if job is None:
            return
        if job.faults.text("drop") == "after-accept":
            self.drop(job.faults)
        if as_stream:
            self._stream(job)
        else:
            self._answer_submit(job)

    def _accept(self, model: str, faults: Faults, *, as_stream: bool) -> Job | None:
        """Read and check the body and make the job; None when a fault has answered already."""
        assert self.body is not None  # set for every request
        folder, job = self.engine.new_folder(), None
        try:
            received = receive(self.headers, self.body, folder, forms=not as_stream)
            if self.engine.allows_faults:
                faults |= Faults.parse(_fault_in(received))
            if faults.text("drop") == "after-body":
                self.drop(faults)
            given = values(received)
            if not self._meets_fault(faults, str(given.get("prompt"))):
                job = self.engine.submit(check(model, given), received, faults, stream=as_stream)
        except InvalidInput as refusal:
            refusal.status = faults.count("invalid", self.site.invalid_status)
            raise
        finally:
            if job is None:
                shutil.rmtree(folder, ignore_errors=True)
        return job

    def _answer_submit(self, job: Job) -> None:
        body = job.envelope(Status.IN_QUEUE)
        del body["data"]
        faults = job.faults
        status = faults.count("http", 200)
        if faults.text("drop") == "half-answer":
            self.cut_answer(status, body, faults)
        match faults.text("answer"):
            case "noid":
                del body["id"]
                self.answer(status, body)
            case "garbage":
                self.answer_bytes(status, b'{"id": "gen_', {"Content-Type": "application/json"})
            case "empty":
                self.answer_bytes(status, b"", {"Content-Type": "application/json"})
            case _:
                self.answer(status, body)

    def _stream(self, job: Job) -> None:
        try:
            self.send_events(self._pieces(job))
        except stream.Cut as cut:
            self.wfile.write(b"%x\r\n%b\r\n" % (len(cut.rest), cut.rest))
            self.drop(job.faults)

    def _pieces(self, job: Job) -> Iterator[bytes]:
        for event in stream.events(job, self.engine):
            yield from stream.pieces(job, event)

    # Asking

    def _poll(self, job_id: str) -> None:
        if self._meets_fault(self._faults("poll"), job_id):
            return
        job = self.engine.jobs.get(job_id)
        if job is None:
            raise Refusal(404, Code.NOT_FOUND, "There is no generation with this id.")
        job.polls += 1
        faults = job.faults
        if "poll" in faults and job.polls <= faults.count("poll-times", 1 << 30):
            status = faults.count("poll", 503)
            self.refuse(Refusal(status, CODE_OF_STATUS.get(status, Code.FAILED)), faults)
            return
        if job.polls <= faults.count("poll-drop"):
            self.drop(faults)
        if job.polls <= faults.count("poll-garbage"):
            self.answer_bytes(200, b'{"id": "gen_', {"Content-Type": "application/json"})
            return
        self.engine.renew(job)
        self.answer(200, job.envelope(job.status))

    def _credits(self) -> None:
        if not self._meets_fault(self._faults("credits"), "credits"):
            self.answer(200, self.engine.ledger.balance().as_json())

    def _file(self, path: str) -> None:
        has_key = "Authorization" in self.headers
        self.engine.bench.note_file(path, key=has_key, byte_range=self.headers.get("Range", ""))
        if self._meets_fault(self._faults("file"), path):
            return
        shared = self.engine.shelf.find(path)
        if shared is None:
            raise Refusal(404, Code.NOT_FOUND)
        fault = shared.next_fault()
        if fault == "redirect" and "moved=1" not in self.path:
            self.answer_bytes(302, b"", {"Location": f"{path}?moved=1"})
        elif fault == "garbage":
            self.answer_bytes(200, b"<html><body>Please log in.</body></html>", {"Content-Type": "text/html"})
        else:
            self.send_part(shared, files.plan(shared, self.headers, fault))

    # Faults

    def _faults(self, route: str) -> Faults:
        """Return the faults that this request is to meet by its header or by what was armed ahead."""
        if not self.engine.allows_faults:
            return NO_FAULTS
        try:
            return self.engine.bench.next(route) | Faults.parse(self.headers.get(HEADER, ""))
        except UnknownFault as error:
            raise InvalidInput(HEADER, str(error)) from error

    def _meets_fault(self, faults: Faults, subject: str) -> bool:
        """Do what the faults of any request ask for. Return whether the request is answered by that."""
        self.pause(faults.number("slow"))
        if "drop" in faults and faults.text("drop") not in {"after-accept", "half-answer"}:
            self.drop(faults)
        if "status" not in faults:
            return False
        limit = faults.count("times")
        if limit and self.engine.strike(f"{self.command} {subject} {faults}") > limit:
            return False
        status = faults.count("status")
        code = Code.__members__.get(faults.text("code").upper(), CODE_OF_STATUS.get(status, Code.FAILED))
        self.refuse(Refusal(status, code), faults)
        return True

    def _test(self, name: str) -> None:
        engine = self.engine
        if name == "jobs" and self.command == "GET":
            self.answer(200, engine.bench.report(list(engine.jobs.values()), engine.shelf, engine.ledger.balance()))
            return
        self._allow("POST")
        assert self.body is not None  # set for every request
        given = receive(self.headers, self.body, engine.new_folder(), forms=False).json or {}
        if name == "release":
            for job in list(engine.jobs.values()):
                if given.get("id", job.id) == job.id:
                    job.released.set()
        elif name == "faults":
            self._arm(given)
        elif name == "credits":
            engine.ledger.set(int(str(given.get("total", 0))))
        else:
            raise Refusal(404, Code.NOT_FOUND)
        self.answer(200, {})

    def _arm(self, given: dict[str, object]) -> None:
        try:
            faults = Faults.parse(str(given.get("fault", "")))
        except UnknownFault as error:
            raise InvalidInput("fault", str(error)) from error
        self.engine.bench.arm(str(given.get("on", "")), faults, int(str(given.get("times", 1))))


def _fault_in(received: Received) -> str:
    """Return the faults written in a body's extra key."""
    if received.json is not None:
        return str(received.json.get(KEY, ""))
    return ", ".join(value for name, value in received.parts if name == KEY and isinstance(value, str))
