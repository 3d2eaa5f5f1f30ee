"""`rushes generate` and `rushes rehearse`: from arguments to a finished file."""

from __future__ import annotations

import json
import secrets
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from rushes.app import printing, tools
from rushes.app.waiting import Work
from rushes.core.cancel import CancelToken
from rushes.core.errors import InvalidRequest, LibraryUnwritable
from rushes.core.events import GenerationChanged, Transfer
from rushes.core.media import MediaKind, Role
from rushes.core.messages import msg
from rushes.core.parameters import AspectRatio, Parameters, Resolution
from rushes.core.recipe import Recipe, Reference, ReferenceId, Workflow, infer_workflow
from rushes.core.rules import KNOWN_FIELDS, problems
from rushes.core.stages import FOLLOWED, Engine, Stage
from rushes.services.intake import name_of_url

if TYPE_CHECKING:
    import argparse

    from rushes.core.events import Event
    from rushes.core.generation import Generation, GenerationId
    from rushes.services.studio import Studio

PROGRESS_INTERVAL = 5.0
"""Seconds between two lines that say nothing new."""


def recipe_from(options: argparse.Namespace) -> Recipe:
    """Return the recipe that the arguments describe. Raises `InvalidRequest` and `MediaError`."""
    kinds = ((MediaKind.IMAGE, options.image), (MediaKind.VIDEO, options.video), (MediaKind.AUDIO, options.audio))
    given = [(kind, text) for kind, texts in kinds for text in texts]
    frames = [
        (role, text)
        for role, text in ((Role.FIRST_FRAME, options.first_frame), (Role.LAST_FRAME, options.last_frame))
        if text is not None
    ]
    workflow = _workflow(options, given, [role for role, _ in frames])
    role = Role.START_IMAGE if workflow is Workflow.TEXT else Role.REFERENCE
    references = [_reference(text, kind, role) for kind, text in given]
    references += [_reference(text, MediaKind.IMAGE, frame) for frame, text in frames]
    return Recipe(
        workflow=workflow,
        prompt=sys.stdin.read() if options.prompt == "-" else options.prompt,
        parameters=Parameters(
            aspect_ratio=AspectRatio(options.aspect_ratio),
            resolution=Resolution(options.resolution),
            duration=options.duration,
            generate_audio=not options.no_audio,
            seed=options.seed,
            end_user_id=options.end_user_id,
        ),
        references=tuple(references),
        extra=dict(_extra(text) for text in options.param),
    )


def _workflow(options: argparse.Namespace, given: list[tuple[MediaKind, str]], frames: list[Role]) -> Workflow:
    images = sum(kind is MediaKind.IMAGE for kind, _ in given)
    chosen = Workflow(options.workflow) if options.workflow else infer_workflow(frames, images, len(given) - images)
    if frames and (given or chosen is not Workflow.FRAMES):
        raise InvalidRequest(
            msg("First and last frame do not go together with references."),
            field="workflow",
            next_step=msg("Use --first-frame and --last-frame alone, or --image, --video and --audio."),
        )
    if chosen is Workflow.FRAMES and given:
        raise InvalidRequest(
            msg("The workflow “frames” takes a first and a last frame only."),
            field="workflow",
            next_step=msg("Use --first-frame and --last-frame."),
        )
    if chosen is Workflow.TEXT and (images > 1 or images != len(given)):
        raise InvalidRequest(
            msg("The workflow “text” takes one image at most."),
            field="workflow",
            next_step=msg("Use --workflow references."),
        )
    return chosen


def _reference(text: str, kind: MediaKind, role: Role) -> Reference:
    reference_id = ReferenceId(secrets.token_hex(4))
    if "://" in text:
        return Reference(reference_id, kind, role, name_of_url(text), url=text)
    path = Path(text).expanduser().absolute()
    facts = tools.probe(path)
    if facts.kind is not kind:
        raise InvalidRequest(
            msg("“{name}” is of the kind {found}, not {wanted}.", name=path.name, found=facts.kind, wanted=kind),
            field=kind.value,
            next_step=msg("Use --{found} for it.", found=facts.kind.value),
        )
    return Reference(reference_id, kind, role, path.name, path=path, facts=facts)


def _extra(text: str) -> tuple[str, object]:
    key, equals, value = text.partition("=")
    if not key or not equals:
        raise InvalidRequest(msg("“{text}” is not KEY=JSON.", text=text), field="extra")
    if key in KNOWN_FIELDS:
        raise InvalidRequest(
            msg("“{key}” is a field of its own.", key=key), field="extra", next_step=msg("Use its own option.")
        )
    try:
        return key, json.loads(value)
    except ValueError as error:
        raise InvalidRequest(
            msg("The value of “{key}” is not JSON.", key=key),
            field="extra",
            next_step=msg('Put text in double quotes, as in {key}="text".', key=key),
        ) from error


def make(options: argparse.Namespace, studio: Studio, engine: Engine) -> Generation | None:
    """Send what the arguments describe, wait for the end, copy the file; None when interrupted before it left."""
    recipe = recipe_from(options)
    _check_output(options)
    found = problems(recipe)
    if not any(problem.blocks for problem in found):
        for problem in found:
            printing.progress(f"note: {problem.message}")
        if engine is Engine.SKILLS_VIDEO:
            studio.account.try_refresh()
    generation = studio.generations.create(recipe, engine)
    try:
        ended = _watched(studio, generation)
    except KeyboardInterrupt:
        # pressed before anybody waited
        studio.generations.cancel(generation.id)
        raise
    if ended is not None and ended.stage is Stage.READY:
        _copy_output(options, studio, ended)
    return ended


def _watched(studio: Studio, generation: Generation) -> Generation | None:
    """Drive a generation and print what happens to it."""
    printing.progress(f"{generation.id}: {'rehearsing here' if generation.is_rehearsal else 'sending to skills.video'}")
    teller = _Teller(studio, generation.id)
    unsubscribe = studio.events.subscribe(teller.hear)
    try:
        return _drive(studio, generation.id)
    finally:
        unsubscribe()


def _drive(studio: Studio, generation_id: GenerationId) -> Generation | None:
    """Drive to the end; Ctrl-C cancels what has not left yet, and stops following what has."""
    token = CancelToken()
    work = Work(lambda: studio.generations.drive(generation_id, token), "drive")
    try:
        work.wait()
    except KeyboardInterrupt:
        printing.progress("stopping …")
        studio.generations.cancel(generation_id)
        token.cancel()
        work.wait_out()
        ended = studio.library.generations.get(generation_id)
        if ended.stage in FOLLOWED:
            printing.progress("It keeps running there. `rushes resume` gets the take.")
        unsent = ended.remote_id is None and ended.stage in {Stage.CANCELED, Stage.WAITING}
        return None if unsent else ended
    return studio.library.generations.get(generation_id)


class _Teller:
    """Prints what happens to one generation, each news once."""

    def __init__(self, studio: Studio, generation_id: GenerationId) -> None:
        self._studio = studio
        self._id = generation_id
        self._last = ""
        self._told_at = 0.0

    def hear(self, event: Event) -> None:
        """Print an event, if it is about our generation and says something new."""
        if isinstance(event, GenerationChanged) and event.id == self._id:
            generation = self._studio.library.generations.get(self._id)
            self._tell(f"{generation.stage.value}{': ' + printing.said(generation) if generation.title else ''}")
        elif isinstance(event, Transfer) and event.id == self._id and event.total:
            verb = "uploading" if event.upload else "fetching"
            if event.done == event.total or time.monotonic() - self._told_at > PROGRESS_INTERVAL:
                self._tell(f"{verb} {100 * event.done // event.total} %")

    def _tell(self, text: str) -> None:
        if text != self._last:
            self._last = text
            self._told_at = time.monotonic()
            printing.progress(f"{self._id}: {text}")


def _check_output(options: argparse.Namespace) -> None:
    output: Path | None = options.output
    if output is None:
        return
    if output.is_dir() or (output.exists() and not options.force):
        raise InvalidRequest(
            msg("{path} exists already.", path=str(output)),
            field="output",
            next_step=msg("Name another file, or add --force to overwrite it."),
        )
    if not output.absolute().parent.is_dir():
        raise InvalidRequest(
            msg("The folder {path} does not exist.", path=str(output.absolute().parent)),
            field="output",
            next_step=msg("Make the folder first, or name another one."),
        )


def _copy_output(options: argparse.Namespace, studio: Studio, generation: Generation) -> None:
    if options.output is None or generation.file is None:
        return
    output = options.output.absolute()
    part = output.with_name(f".{output.name}.{generation.id}.part")
    try:
        shutil.copyfile(studio.library.folder / generation.file.path, part)
        part.replace(output)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise LibraryUnwritable(
            msg("The copy could not be written to {path}: {why}", path=str(output), why=error.strerror or ""),
            next_step=msg("The take itself is safe in the library: {path}", path=generation.file.path),
        ) from error
