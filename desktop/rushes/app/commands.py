"""What each command does."""

from __future__ import annotations

import os
import sys
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from rushes.app import printing
from rushes.app.exits import Exit, exit_of_generation
from rushes.app.making import make
from rushes.app.waiting import Work
from rushes.core.api_errors import KeyMissing
from rushes.core.cancel import CancelToken
from rushes.core.errors import InvalidRequest, KeyringMissing, RushesError, StaleStage
from rushes.core.messages import msg
from rushes.core.stages import TERMINAL, Engine, Stage
from rushes.settings.secrets import Kept, KeyState, origin_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping

    from rushes.app.setting import Setting
    from rushes.core.generation import Generation, GenerationId
    from rushes.services.studio import Studio


def generate(options: argparse.Namespace, studio: Studio) -> int:
    """Make a take at skills.video."""
    if studio.account.key() is None:
        raise KeyMissing(msg("Nothing was sent."), next_step=msg("Keep one with `rushes key set`."))
    return _make(options, studio, Engine.SKILLS_VIDEO)


def rehearse(options: argparse.Namespace, studio: Studio) -> int:
    """Draw an animatic here."""
    return _make(options, studio, Engine.REHEARSAL)


def _make(options: argparse.Namespace, studio: Studio, engine: Engine) -> int:
    generation = make(options, studio, engine)
    if generation is None:
        return Exit.INTERRUPTED
    if options.json:
        printing.json_line(printing.as_json(generation, studio.library.folder))
    elif generation.file is not None:
        printing.line(str(options.output or studio.library.folder / generation.file.path))
    if generation.stage is not Stage.READY:
        printing.progress(f"rushes: {printing.said(generation)}\n        {generation.next_step}")
    return exit_of_generation(generation)


def history(options: argparse.Namespace, studio: Studio) -> int:
    """List or search the takes."""
    found = studio.history.newest(" ".join(options.words), max(0, options.limit))
    if options.json:
        printing.json_line([printing.as_json(generation, studio.library.folder) for generation in found])
    else:
        printing.table(found)
    return Exit.READY


def show(options: argparse.Namespace, studio: Studio) -> int:
    """Show one take."""
    generation = studio.history.find(options.id)
    if options.json:
        printing.json_line(printing.as_json(generation, studio.library.folder))
    else:
        printing.details(generation, studio.library.folder)
    return Exit.READY


def resume(options: argparse.Namespace, studio: Studio) -> int:
    """Follow and fetch what is in work; waiting and unconfirmed rows are told, never sent."""
    concerned = studio.history.in_work()
    token = CancelToken()
    works = [
        Work(partial(_drive, studio, generation_id, token), f"drive-{generation_id}")
        for generation_id in studio.generations.start()
    ]
    interrupted = False
    try:
        for work in works:
            work.wait()
    except KeyboardInterrupt:
        interrupted = True
        token.cancel()
        for work in works:
            work.wait_out()
    ended = [studio.library.generations.get(generation_id) for generation_id in concerned]
    for generation in ended:
        _hint(generation)
    if options.json:
        printing.json_line([printing.as_json(generation, studio.library.folder) for generation in ended])
    else:
        printing.table(ended)
    if interrupted:
        return Exit.UNREACHABLE
    return max((_exit_of_resumed(generation) for generation in ended), default=Exit.READY)


def _hint(generation: Generation) -> None:
    """Say how to be rid of a row that only a person can decide about."""
    if generation.stage is Stage.UNCONFIRMED:
        printing.progress(f"{generation.id}: {printing.said(generation)} `rushes forget {generation.id}` gives it up.")
    elif generation.held:
        printing.progress(f"{generation.id}: waits and was not sent. `rushes forget {generation.id}` drops it.")


def forget(options: argparse.Namespace, studio: Studio) -> int:
    """Give up a take that was sent without an answer, or drop one that was held back unsent."""
    generation = studio.history.find(options.id)
    if generation.stage is Stage.UNCONFIRMED:
        studio.generations.forget(generation.id)
    elif generation.stage is Stage.WAITING and generation.held:
        studio.generations.cancel(generation.id)
    else:
        raise InvalidRequest(
            msg("{id} is {stage}: there is nothing to forget.", id=generation.id, stage=generation.stage.value),
            field="id",
            next_step=msg(
                "Only what was sent without an answer, or waits unsent since Rushes ended, can be forgotten."
            ),
        )
    forgotten = studio.history.get(generation.id)
    if forgotten.stage is not Stage.CANCELED:
        raise StaleStage(msg("{id} is {stage} by now.", id=forgotten.id, stage=forgotten.stage.value))
    if options.json:
        printing.json_line(printing.as_json(forgotten, studio.library.folder))
    else:
        printing.line(f"{forgotten.id}: {printing.said(forgotten)}")
    return Exit.READY


def _exit_of_resumed(generation: Generation) -> Exit:
    """Return what one row means for the status: held rows and those that others drive are as they should be."""
    stuck = generation.stopped or generation.stage in {Stage.UNCONFIRMED, *TERMINAL}
    return exit_of_generation(generation) if stuck else Exit.READY


def _drive(studio: Studio, generation_id: GenerationId, token: CancelToken) -> None:
    try:
        generation = studio.generations.drive(generation_id, token)
    except RushesError as error:
        printing.progress(f"{generation_id}: {error.title}. {error.message}")
        return
    printing.progress(f"{generation_id}: {generation.stage.value}")


def credits_(options: argparse.Namespace, studio: Studio) -> int:
    """Ask for the balance."""
    if studio.account.key() is None:
        raise KeyMissing(
            msg("The balance cannot be asked without one."), next_step=msg("Keep one with `rushes key set`.")
        )
    balance = studio.account.refresh()
    if options.json:
        printing.json_line(
            {"total": balance.total, "subscription": balance.subscription, "permanent": balance.permanent}
        )
    else:
        printing.line("the service names no balance" if balance.total is None else f"{balance.total:g} credits")
    return Exit.READY


def key(options: argparse.Namespace, start: Setting) -> int:
    """Keep, tell of, or forget the key."""
    origin = origin_of(start.api_url)
    if options.action == "set":
        return _key_set(start, origin)
    if options.action == "forget":
        start.keys.forget(origin)
        printing.line(f"The key for {origin} is forgotten.")
        return Exit.READY
    state = start.keys.state(origin)
    printing.line(f"{_KEY_WORDS[state]} ({origin})")
    if state is KeyState.LOCKED:
        return Exit.LOCAL
    return Exit.READY if state in {KeyState.ENVIRONMENT, KeyState.STORED, KeyState.MEMORY} else Exit.INVALID


def _key_set(start: Setting, origin: str) -> int:
    from rushes.app.build import check_key  # deferred: it imports the client

    if sys.stdin.isatty():
        printing.progress("Paste the key and press Enter:")
    text = sys.stdin.readline()
    unchecked = check_key(start, text)
    if start.keys.set(origin, text) is not Kept.KEYRING:
        raise KeyringMissing(
            msg("There is no keyring to keep the key in."),
            next_step=msg("Set the variable SKILLS_VIDEO_API_KEY instead, or set up a keyring."),
        )
    printing.line(f"The key for {origin} is kept in the system keyring.")
    if unchecked is not None:
        printing.progress(f"It could not be checked: {unchecked.message}")
    return Exit.READY


_KEY_WORDS: Final[Mapping[KeyState, str]] = MappingProxyType(
    {
        KeyState.ENVIRONMENT: "The key is in SKILLS_VIDEO_API_KEY.",
        KeyState.STORED: "The key is in the system keyring.",
        KeyState.MEMORY: "The key is in memory until the program ends.",
        KeyState.NONE: "There is no key. Keep one with `rushes key set`.",
        KeyState.LOCKED: "The keyring is locked. Unlock it and try again.",
        KeyState.UNAVAILABLE: "There is no working keyring and no key. Set SKILLS_VIDEO_API_KEY.",
    }
)


def doctor(start: Setting) -> int:
    """Print what a bug report needs, without secrets."""
    from rushes.app.diagnostics import page  # deferred: it looks at everything there is

    printing.line(page(start))
    return Exit.READY


def environment() -> Mapping[str, str]:
    """Return the environment of this process."""
    return os.environ


RUN: Final[Mapping[str, Callable[[argparse.Namespace, Studio], int]]] = MappingProxyType(
    {
        "generate": generate,
        "rehearse": rehearse,
        "history": history,
        "show": show,
        "resume": resume,
        "forget": forget,
        "credits": credits_,
    }
)
