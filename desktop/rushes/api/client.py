"""The skills.video client: submit, follow, ask, credits, download.

What a paid request's outcome means is settled here and nowhere else. It is sent once. It failed for certain where no
byte of it left (`NotSent`), where it was stopped before its last byte (`Cancelled`, `MediaError`), or where the service
refused it in a way that is documented. In every other case without an id it is `OutcomeUnknown`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from rushes.api.download import MAX_SIZE, Download, Downloaded
from rushes.api.events import Accepted
from rushes.api.failures import CANCELLED, Broken
from rushes.api.lenient import parse_object
from rushes.api.refusals import post_error, question_error
from rushes.api.wire import decode_answer, decode_credits
from rushes.core.api_errors import NotFound, NotSent, OutcomeUnknown, Unreachable, UnreadableAnswer
from rushes.core.cancel import Cancelled
from rushes.core.messages import msg, verbatim

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rushes.api.multipart import Body
    from rushes.api.request import GenerationRequest
    from rushes.api.transport import Reply, Transport
    from rushes.core.answers import Answer, Credits
    from rushes.core.cancel import CancelToken

MODEL: Final = "bytedance/seedance-2.0"


class Client:
    """The service, as a service of ours sees it. Its methods block, and may be called from several threads at once."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def close(self) -> None:
        """Close the connections that are kept."""
        self._transport.close()

    def submit(
        self,
        request: GenerationRequest,
        *,
        cancel: CancelToken,
        on_answer: Callable[[Answer], None],
        on_upload: Callable[[int, int], None] | None = None,
    ) -> Answer:
        """Send a paid request, as JSON or with its files, and return the first answer.

        `on_answer` gets it first, so that its id is safe before anything else happens. `on_upload` gets bytes handed
        over and bytes in all.

        Raises:
            NotSent: no connection was made.
            Cancelled: it was stopped before the body was complete, so nothing can have been accepted.
            MediaError: a file is gone or changed; the body stayed incomplete.
            Refused, GenerationFailed: the service said no.
            OutcomeUnknown: it may have been accepted.
        """
        answer = self._submit(f"/generation/{MODEL}", request, "application/json", cancel, on_answer, on_upload)
        if answer is None:
            raise OutcomeUnknown(msg("The service took the request but named no id."))
        return answer

    def submit_and_follow(
        self,
        request: GenerationRequest,
        *,
        cancel: CancelToken,
        on_answer: Callable[[Answer], None],
        on_upload: Callable[[int, int], None] | None = None,
    ) -> Answer | None:
        """Send a paid request without files and follow its events.

        `on_answer` gets every event as soon as it is read. Returns the terminal answer, or None when the stream ended
        before it: the job is then known by its id and can be asked about. It raises what `submit` raises; a cancel
        after the id is known returns None too, because the job runs on.
        """
        accept, wait = "text/event-stream", self._transport.timeouts.stream
        path = f"/generation/sse/{MODEL}"
        answer = self._submit(path, request, accept, cancel, on_answer, on_upload, wait=wait)
        return answer if answer is not None and answer.status.is_terminal else None

    def ask(self, remote_id: str, *, cancel: CancelToken) -> Answer:
        """Ask how a job stands.

        Raises:
            NotFound: the service does not know the id.
            Refused: it does not let us ask, such as `KeyRejected`.
            Unreachable, UnreadableAnswer: asking again can help; `retry_after` may say when.
        """
        if remote_id in {"", ".", ".."}:
            raise NotFound(msg("“{id}” is not the id of a job.", id=remote_id))
        return decode_answer(self._ask(f"/generation/{quote(remote_id, safe='')}", cancel), remote_id=remote_id)

    def credits(self, *, cancel: CancelToken) -> Credits:
        """Ask for the balance. Only `KeyRejected` (401) and `NotAllowed` (403) say anything about the key.

        Raises what `ask` raises.
        """
        return decode_credits(self._ask("/credits", cancel))

    def download(
        self,
        url: str,
        part: Path,
        *,
        cancel: CancelToken,
        progress: Callable[[int, int | None], None] | None = None,
        max_size: int = MAX_SIZE,
    ) -> Downloaded:
        """Fetch a result into `part` without the key; see `Download.run` for what it raises."""
        return Download(self._transport, part, cancel=cancel, progress=progress, max_size=max_size).run(url)

    def _submit(
        self,
        path: str,
        request: GenerationRequest,
        accept: str,
        cancel: CancelToken,
        on_answer: Callable[[Answer], None],
        on_upload: Callable[[int, int], None] | None,
        *,
        wait: float | None = None,
    ) -> Answer | None:
        body, content_type = request.body(cancel=cancel, progress=on_upload)
        wait = self._transport.timeouts.submit if wait is None else wait
        try:
            reply = self._transport.post(path, body, content_type=content_type, accept=accept, wait=wait, cancel=cancel)
        except Broken as error:
            raise _lost(error, body, cancel) from error
        finally:
            body.close()
        with reply:
            return _accepted(reply, on_answer)

    def _ask(self, path: str, cancel: CancelToken) -> dict[str, object]:
        try:
            with self._transport.ask(path, cancel=cancel) as reply:
                received = reply.rest()
        except Broken as error:
            raise Cancelled if cancel.cancelled else Unreachable(error.reason) from error
        if not 200 <= reply.status < 300:
            raise question_error(reply.status, reply.headers, received.data)
        if received.broken is not None:
            raise Cancelled if cancel.cancelled else Unreachable(received.broken.reason)
        document = parse_object(received.data)
        if document is None:
            raise UnreadableAnswer(msg("The answer is not what the service documents."), http_status=reply.status)
        return document


def _accepted(reply: Reply, on_answer: Callable[[Answer], None]) -> Answer | None:
    """Read the answer to a paid request that has left in full."""
    if not 200 <= reply.status < 300:
        received = reply.rest()
        raise post_error(reply.status, reply.headers, received.data)
    accepted = Accepted(reply, on_answer)
    answer = accepted.read()
    if answer is None:
        reason = msg("The answer names no id.") if accepted.broken is None else accepted.broken.reason
        words = verbatim(accepted.message) if accepted.message else reason
        raise OutcomeUnknown(words, http_status=reply.status)
    return answer


def _lost(error: Broken, body: Body, cancel: CancelToken) -> Exception:
    """Say what it means that no answer came."""
    if cancel.cancelled and not body.complete:
        return Cancelled()
    if not body.started:
        return NotSent(error.reason)
    if error.reason is CANCELLED:
        return OutcomeUnknown(msg("It was stopped while the answer was awaited."))
    return OutcomeUnknown(error.reason)
