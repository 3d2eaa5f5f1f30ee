"""The composition root: builds the services from their parts.

The window imports this after its first paint: the services and the library are half of all that there is to import.
"""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from rushes.app import tools
from rushes.core.api_errors import ApiError, KeyRejected, NotAllowed
from rushes.core.cancel import CancelToken
from rushes.core.events import Events
from rushes.core.stages import Engine
from rushes.services.account import Account
from rushes.services.drafts import Drafts
from rushes.services.engines import Engines
from rushes.services.generations import Generations
from rushes.services.history import History
from rushes.services.intake import Intake
from rushes.services.pictures import Pictures
from rushes.services.policy import Patience
from rushes.services.rehearsal_process import RehearsalProcess
from rushes.services.samples import load_sample
from rushes.services.studio import Studio
from rushes.services.workbench import Workbench
from rushes.settings.secrets import child_environment, clean_key, origin_of
from rushes.store.library import Library

if TYPE_CHECKING:
    from rushes.api.client import Client
    from rushes.app.setting import Setting


def rehearsal_command() -> list[str]:
    """Return the command that starts the rehearsal engine as a child of this program."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "serve", "--parent-pipe"]
    return [sys.executable, "-m", "rushes", "serve", "--parent-pipe"]


def open_studio(start: Setting, *, patience: Patience | None = None) -> Studio:
    """Open the library and build the services on it. Blocks. Raises `LibraryError`."""
    library = Library.open(start.library_folder)
    events = Events()
    origin = origin_of(start.api_url)
    # it paints without a window, whatever platform this one was told to use
    environment = {**child_environment(start.environ), "QT_QPA_PLATFORM": "offscreen"}
    rehearsal = RehearsalProcess(rehearsal_command(), environment)

    def key() -> str | None:
        secret = start.keys.get(origin)
        return secret.reveal() if secret is not None else None

    def proxy() -> str | None:
        return start.preferences.current.proxy or None

    def client_with(text: str) -> Client:
        return tools.connect(start.api_url, clean_key(text).reveal, proxy=proxy())

    engines = Engines(api_url=start.api_url, key=key, proxy=proxy, connect=tools.connect, rehearsal=rehearsal)
    account = Account(
        start.keys,
        events,
        origin=origin,
        client=lambda: engines.client(Engine.SKILLS_VIDEO),
        try_key=client_with,
    )
    bench = Workbench(
        library,
        events,
        engines,
        tools.request_builder(lambda: start.preferences.current),
        tools.check_take,
        patience or Patience(),
    )
    generations = Generations(bench, account, probe=tools.probe, slots=lambda: start.preferences.current.slots)
    pictures = Pictures(library, start.places.cache, tools.MediaTools())
    intake = Intake(
        probe=tools.probe,
        guess_kind=tools.guess_kind,
        keep_bytes=lambda data, suffix: library.files.keep_bytes(data, suffix).path,
        take_of=pictures.take_of,
        last_frame_of=pictures.last_frame,
    )
    return Studio(
        library=library,
        events=events,
        engines=engines,
        account=account,
        generations=generations,
        history=History(library, events),
        intake=intake,
        drafts=Drafts(library),
        pictures=pictures,
        sample=partial(load_sample, probe=tools.probe),
    )


def check_key(start: Setting, text: str) -> ApiError | None:
    """Ask for the credits with a key before it is kept; returns why it could not be checked, if so.

    Raises `InvalidRequest` for what cannot be a key, `KeyRejected` and `NotAllowed` when the service does not take it.
    """
    key = clean_key(text)
    client = tools.connect(start.api_url, key.reveal, proxy=start.preferences.current.proxy or None)
    try:
        client.credits(cancel=CancelToken())
    except (KeyRejected, NotAllowed):
        raise
    except ApiError as error:
        return error
    finally:
        client.close()
    return None
