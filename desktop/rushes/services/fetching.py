"""The step that brings the take home: download, check, move into place."""

from __future__ import annotations

import hashlib
import logging
from typing import TYPE_CHECKING

from rushes.core.api_errors import ApiError, ResultExpired
from rushes.core.errors import LibraryError, MediaError, RushesError
from rushes.core.generation import TakeFile
from rushes.core.messages import msg
from rushes.core.stages import Engine, Stage

if TYPE_CHECKING:
    from pathlib import Path

    from rushes.api.download import Downloaded
    from rushes.core.generation import Generation
    from rushes.media.check import TakeFacts
    from rushes.services.following import Follower
    from rushes.services.workbench import Active, Workbench

log = logging.getLogger(__name__)


class Fetcher:
    """Fetches the file of one generation. The library keeps the part that arrived, so that it goes on from there."""

    def __init__(self, bench: Workbench, active: Active, follower: Follower) -> None:
        self._bench = bench
        self._active = active
        self._follower = follower
        self._expired_times = 0

    def fetch(self, generation: Generation) -> Generation:
        """Bring a row at `fetching` to `ready`, or write down what stands in the way and mark it `stopped`.

        Raises `Cancelled` when asked to stop.
        """
        placed = self._placed(generation)
        if placed is not None:
            return placed
        if generation.result_url is None:
            generation = self._ask_again(generation)
            if generation.stage is not Stage.FETCHING or generation.result_url is None:
                return self._give_up(generation, None)
        try:
            staged, downloaded, facts = self._get(generation)
        except ResultExpired as error:
            return self._expired(generation, error)
        except (ApiError, LibraryError, MediaError) as error:
            return self._give_up(generation, error)
        try:
            path = self._bench.library.files.place_take(generation, staged)
        except LibraryError as error:
            return self._give_up(generation, error)
        return self._ready(generation, path, downloaded.sha256, downloaded.size, facts)

    def _placed(self, generation: Generation) -> Generation | None:
        """Record a take that was moved into place before a crash: its address may have expired since."""
        library = self._bench.library
        there = library.files.placed(generation)
        if there is None:
            return None
        try:
            facts = self._bench.check_take(there)
            with there.open("rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
                size = file.tell()
        except (MediaError, OSError) as error:
            log.info("%s: what is in its place cannot be used (%s); it is fetched anew", generation.id, error)
            return None
        return self._ready(generation, there.relative_to(library.folder).as_posix(), sha256, size, facts)

    def _ready(self, generation: Generation, path: str, sha256: str, size: int, facts: TakeFacts) -> Generation:
        video = facts.media
        take = TakeFile(
            path=path,
            sha256=sha256,
            size=size,
            width=video.width or 0,
            height=video.height or 0,
            duration=video.duration or 0.0,
            frames=facts.frames,
            frame_rate=video.frame_rate or 0.0,
            has_sound=video.audio_codec is not None,
        )
        return self._bench.advance(generation, Stage.READY, file=take, code="", title="", message="", next_step="")

    def _get(self, generation: Generation) -> tuple[Path, Downloaded, TakeFacts]:
        """Download and check; a file that does not play is fetched anew once."""
        staged, downloaded = self._download(generation)
        try:
            return staged, downloaded, self._bench.check_take(staged)
        except MediaError as error:
            log.info("%s: what came does not play (%s); once more", generation.id, error.message.source())
            staged.unlink(missing_ok=True)
        staged, downloaded = self._download(generation)
        return staged, downloaded, self._bench.check_take(staged)

    def _download(self, generation: Generation) -> tuple[Path, Downloaded]:
        """Download to staging; a cut connection goes on where it was."""
        patience = self._bench.patience
        staged = self._bench.library.files.staging_path(generation.id)
        client = self._bench.engines.client(generation.engine)
        report = self._bench.transfer(generation.id, upload=False)
        attempt = 0
        while True:
            try:
                return staged, client.download(
                    generation.result_url or "", staged, cancel=self._active.cancel, progress=report
                )
            except ResultExpired:
                raise
            except ApiError as error:
                attempt += 1
                if not error.retryable or attempt >= patience.fetch_tries:
                    raise
                log.info("%s: the download was cut (%s); going on", generation.id, error.message.source())
                self._active.cancel.wait(patience.backoff(attempt - 1, patience.fetch_wait))

    def _expired(self, generation: Generation, error: ResultExpired) -> Generation:
        """Ask for another address; one that is signed anew at every question may be refused each time."""
        self._expired_times += 1
        asked = self._ask_again(generation)
        if asked.stopped:
            # why nobody can be asked says more than that the address has expired
            return asked
        new = asked.stage is not Stage.FETCHING or asked.result_url not in {None, generation.result_url}
        if not new or self._expired_times >= self._bench.patience.fetch_tries:
            return self._give_up(asked, error)
        return asked

    def _ask_again(self, generation: Generation) -> Generation:
        return self._follower.ask(generation)

    def _give_up(self, generation: Generation, error: RushesError | None) -> Generation:
        """Leave the row at `fetching`, with the reason and nobody working on it; its file can be got again."""
        if generation.stage is not Stage.FETCHING:
            return generation
        if generation.engine is Engine.REHEARSAL and isinstance(error, ApiError):
            return self._bench.library.generations.reset_rehearsal(generation.id)
        if isinstance(error, MediaError):
            self._bench.library.files.staging_path(generation.id).unlink(missing_ok=True)
        noted = self._bench.note(generation, error) if error is not None else generation
        return self._bench.record(noted, stopped=True, next_step=noted.next_step or msg("Get the file again.").source())
