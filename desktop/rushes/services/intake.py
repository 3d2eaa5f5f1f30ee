"""Turning what somebody dropped, pasted or chose into references of a recipe.

Two halves. `read` looks at files, folders, addresses, picture data and takes, and says what each is; it blocks. `place`
puts what was read where it belongs in a recipe, by the rules of the workflow and the place it was dropped on; it is
pure. What cannot be taken is named, with the reason; nothing is left out in silence.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from rushes.core.errors import MediaError, RushesError
from rushes.core.media import MediaKind, Role
from rushes.core.messages import Message, msg, plural
from rushes.core.recipe import LIMITS, Recipe, Reference, ReferenceId, Workflow
from rushes.core.rules import is_public_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path, PurePath

    from rushes.core.cancel import CancelToken
    from rushes.core.generation import GenerationId
    from rushes.core.media import MediaFacts

FOLDER_DEPTH: Final = 3
FOLDER_ENTRIES: Final = 2_000
"""How far a dropped folder is looked through."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What was dropped, pasted or chose: any mix, in order of the lists. `pictures` are image files as bytes."""

    paths: tuple[Path, ...] = ()
    urls: tuple[str, ...] = ()
    pictures: tuple[tuple[bytes, str], ...] = ()
    takes: tuple[GenerationId, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it."""
        return not (self.paths or self.urls or self.pictures or self.takes)


@dataclass(frozen=True, slots=True)
class Place:
    """Where it was dropped: on the slots of a role, and of a kind for references; `role` None is anywhere."""

    role: Role | None = None
    kind: MediaKind | None = None
    replaces: str | None = None
    """The id of the reference that was dropped on, which the first one takes the place of."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something that can become a reference."""

    kind: MediaKind
    name: str
    path: Path | None = None
    url: str | None = None
    facts: MediaFacts | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that cannot: its name, why, and what to do."""

    name: str
    why: Message
    next_step: Message | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """The recipe after a drop, the references that are new in it, and what was left out."""

    recipe: Recipe
    added: tuple[Reference, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


@dataclass(slots=True)
class _Reading:
    found: list[Found] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


class Intake:
    """Reads what was dropped. Calls block: use a worker thread."""

    def __init__(
        self,
        *,
        probe: Callable[[Path], MediaFacts],
        guess_kind: Callable[[PurePath], MediaKind | None],
        keep_bytes: Callable[[bytes, str], Path],
        take_of: Callable[[GenerationId], tuple[Path, str] | None],
        last_frame_of: Callable[[Path], Path],
    ) -> None:
        self._probe = probe
        self._guess_kind = guess_kind
        self._keep_bytes = keep_bytes
        self._take_of = take_of
        self._last_frame_of = last_frame_of

    def read(self, offer: Offer, place: Place, cancel: CancelToken) -> tuple[tuple[Found, ...], tuple[LeftOut, ...]]:
        """Say what each part of an offer is. Raises `Cancelled`."""
        reading = _Reading()
        for path in offer.paths:
            self._read_path(path, reading, cancel)
        for url in offer.urls:
            self._read_url(url, place, reading)
        for data, suffix in offer.pictures:
            self._guarded(msg("The pasted picture").source(), reading, partial(self._picture, data, suffix))
        for generation_id in offer.takes:
            self._read_take(generation_id, place, reading)
        return tuple(reading.found), tuple(reading.left_out)

    def _read_path(self, path: Path, reading: _Reading, cancel: CancelToken) -> None:
        cancel.raise_if_cancelled()
        if not path.is_dir():
            self._guarded(path.name, reading, lambda: self._file(path))
            return
        media = [entry for entry in _walk(path, FOLDER_DEPTH, FOLDER_ENTRIES) if self._guess_kind(entry) is not None]
        if not media:
            reading.left_out.append(
                LeftOut(
                    path.name, msg("There is no picture, video or sound in this folder."), msg("Choose another folder.")
                )
            )
        for entry in media:
            cancel.raise_if_cancelled()
            self._guarded(entry.name, reading, partial(self._file, entry))

    def _file(self, path: Path) -> Found:
        facts = self._probe(path)
        return Found(facts.kind, path.name, path=path.absolute(), facts=facts)

    def _picture(self, data: bytes, suffix: str) -> Found:
        path = self._keep_bytes(data, suffix)
        return replace(self._file(path), name=msg("Pasted picture").source())

    def _read_url(self, url: str, place: Place, reading: _Reading) -> None:
        text = url.strip()
        if not is_public_url(text):
            reading.left_out.append(
                LeftOut(text, msg("This is not a web address."), msg("A web address begins with https://."))
            )
            return
        reading.found.append(Found(self._kind_of_url(text, place), name_of_url(text), url=text))

    def _kind_of_url(self, url: str, place: Place) -> MediaKind:
        """Guess by the name's ending; an address without one is what the place it was dropped on takes."""

        guessed = self._guess_kind(PurePosixPath(urlsplit(url).path))
        return guessed or place.kind or MediaKind.IMAGE

    def _read_take(self, generation_id: GenerationId, place: Place, reading: _Reading) -> None:
        take = self._take_of(generation_id)
        if take is None:
            reading.left_out.append(
                LeftOut(
                    msg("Take").source(), msg("This take has no finished video yet."), msg("Wait until it is ready.")
                )
            )
            return
        path, name = take
        wants_picture = place.kind is MediaKind.IMAGE or place.role in PICTURE_ROLES
        if wants_picture:
            self._guarded(name, reading, lambda: self._last_frame(path, name))
        else:
            self._guarded(name, reading, lambda: replace(self._file(path), name=name))

    def _last_frame(self, path: Path, name: str) -> Found:
        found = self._file(self._last_frame_of(path))
        return replace(found, name=msg("Last frame of {take}", take=name).source())

    def _guarded(self, name: str, reading: _Reading, look: Callable[[], Found]) -> None:
        try:
            reading.found.append(look())
        except MediaError as error:
            reading.left_out.append(LeftOut(name, error.message, error.next_step))
        except RushesError as error:
            reading.left_out.append(LeftOut(name, error.message, error.next_step))


PICTURE_ROLES: Final = frozenset({Role.START_IMAGE, Role.FIRST_FRAME, Role.LAST_FRAME})


def name_of_url(url: str) -> str:
    """Return what a person would call an address: its last part, or its host."""
    parts = urlsplit(url)
    return unquote(parts.path.rstrip("/").rsplit("/", 1)[-1]) or parts.hostname or url


def _walk(folder: Path, depth: int, limit: int) -> Iterator[Path]:
    """Yield the files in a folder and those below, by name, hidden ones left out, at most `limit` of them."""
    budget = limit
    stack = [(folder, 0)]
    while stack and budget > 0:
        current, level = stack.pop()
        try:
            entries = sorted(entry for entry in current.iterdir() if not entry.name.startswith("."))
        except OSError:
            continue
        for entry in entries:
            if entry.is_file():
                budget -= 1
                yield entry
        if level + 1 < depth:
            stack.extend((entry, level + 1) for entry in reversed(entries) if entry.is_dir() and not entry.is_symlink())


# --- placing ---


def place(recipe: Recipe, found: Iterable[Found], where: Place) -> Placed:
    """Put what was read into a recipe. Dropped anywhere, it goes where the workflow can use it.

    In *text or image* one picture is the start image; anything else asks for *references*, and the workflow changes. In
    *first & last frame* pictures fill the free frames. A full slot of one is replaced, a full list takes no more.
    """
    items = list(found)
    if where.role is None:
        recipe, where = _where_it_fits(recipe, items, where)
    added: list[Reference] = []
    left_out: list[LeftOut] = []
    full = False
    for item in items:
        outcome = _no_room(item) if full else _place_one(recipe, item, where)
        if isinstance(outcome, LeftOut):
            left_out.append(outcome)
            continue
        recipe, reference = outcome
        added.append(reference)
        # What was just placed is not replaced by the next one of the same drop.
        full = where.role in {Role.START_IMAGE, Role.LAST_FRAME}
        role = Role.LAST_FRAME if where.role is Role.FIRST_FRAME else where.role
        where = replace(where, role=role, replaces=None)
    return Placed(recipe, tuple(added), tuple(left_out))


def _no_room(item: Found) -> LeftOut:
    return LeftOut(item.name, msg("Only one picture can go here."), msg("Drop several on the references instead."))


def _where_it_fits(recipe: Recipe, items: list[Found], where: Place) -> tuple[Recipe, Place]:
    pictures_only = all(item.kind is MediaKind.IMAGE for item in items)
    if recipe.workflow is Workflow.TEXT and pictures_only and len(items) == 1:
        return recipe, replace(where, role=Role.START_IMAGE)
    if recipe.workflow is Workflow.FRAMES and pictures_only:
        first_free = not recipe.of(Role.FIRST_FRAME)
        return recipe, replace(where, role=Role.FIRST_FRAME if first_free else Role.LAST_FRAME)
    return replace(recipe, workflow=Workflow.REFERENCES) if items else recipe, replace(where, role=Role.REFERENCE)


def _place_one(recipe: Recipe, item: Found, where: Place) -> tuple[Recipe, Reference] | LeftOut:
    role = where.role or Role.REFERENCE
    if role in PICTURE_ROLES:
        if item.kind is not MediaKind.IMAGE:
            return LeftOut(item.name, msg("Only a picture can go here."), msg("Drop it on the references instead."))
        return _fill(recipe, item, role)
    return _append(recipe, item, where)


def _fill(recipe: Recipe, item: Found, role: Role) -> tuple[Recipe, Reference]:
    reference = _reference(item, role)
    others = [known for known in recipe.references if known.role is not role]
    return recipe.with_references([*others, reference]), reference


def _append(recipe: Recipe, item: Found, where: Place) -> tuple[Recipe, Reference] | LeftOut:
    reference = _reference(item, Role.REFERENCE)
    replaced = recipe.find(where.replaces) if where.replaces is not None else None
    if replaced is not None and replaced.kind is item.kind:
        swapped = [reference if known.id == replaced.id else known for known in recipe.references]
        return recipe.with_references(swapped), reference
    limit = LIMITS[item.kind]
    if len(recipe.of(Role.REFERENCE, item.kind)) >= limit:
        return LeftOut(item.name, _full(item.kind, limit), msg("Remove one first."))
    return recipe.with_references([*recipe.references, reference]), reference


def _full(kind: MediaKind, limit: int) -> Message:
    if kind is MediaKind.IMAGE:
        return plural("There are {n} images already, the most one shot can have.", "There is an image already.", limit)
    if kind is MediaKind.VIDEO:
        return plural("There are {n} videos already, the most one shot can have.", "There is a video already.", limit)
    return plural("There are {n} sounds already, the most one shot can have.", "There is a sound already.", limit)


def _reference(item: Found, role: Role) -> Reference:
    return Reference(
        ReferenceId(os.urandom(4).hex()), item.kind, role, item.name, url=item.url, path=item.path, facts=item.facts
    )
