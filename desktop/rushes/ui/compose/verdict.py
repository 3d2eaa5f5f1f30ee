"""What would become of something that is dragged, for one place: said before it is dropped."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from rushes.core.media import MediaKind, Role
from rushes.core.messages import Message, msg, plural, verbatim
from rushes.core.recipe import Recipe, Workflow, label
from rushes.media.sniff import guess_kind
from rushes.services.intake import PICTURE_ROLES, Found, LeftOut, Place, Placed, name_of_url, place

if TYPE_CHECKING:
    from rushes.core.recipe import Reference
    from rushes.ui.compose.offers import Offered


@dataclass(frozen=True, slots=True)
class Preview:
    """What is known of a drag: what each part is, as guessed by names or as read, and what cannot be used."""

    offered: Offered
    found: tuple[Found, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    read: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a place would take it, in words."""

    takes: bool
    title: Message
    detail: Message | None = None
    added: tuple[Reference, ...] = ()


def guessed(what: Offered) -> Preview:
    """Return what can be said from names alone, at once."""
    found: list[Found] = []
    for path in what.offer.paths:
        kind = guess_kind(path)
        if kind is not None:
            found.append(Found(kind, path.name, path=path))
    for url in what.offer.urls:
        kind = guess_kind(PurePosixPath(urlsplit(url).path)) or MediaKind.IMAGE
        found.append(Found(kind, name_of_url(url), url=url))
    pictures = len(what.offer.pictures) + len(what.data_urls) + int(what.picture_waiting or what.image is not None)
    found += [Found(MediaKind.IMAGE, msg("Picture").source())] * pictures
    return Preview(what, tuple(found))


def judge(recipe: Recipe, preview: Preview, where: Place) -> Verdict | None:
    """Return what would become of it at `where`; None while nothing can be said yet (a folder that is not read)."""
    if preview.offered.trouble is not None:
        return Verdict(takes=False, title=preview.offered.trouble)
    found = [*preview.found, *_takes(preview, where)]
    if not found:
        return _nothing(preview)
    placed = place(recipe, found, where)
    if not placed.added:
        refused = placed.left_out[0]
        return Verdict(takes=False, title=refused.why, detail=refused.next_step)
    return Verdict(True, _title(recipe, placed, where), _detail(placed, preview), placed.added)


def _takes(preview: Preview, where: Place) -> list[Found]:
    wants_picture = where.kind is MediaKind.IMAGE or where.role in PICTURE_ROLES
    if wants_picture:
        return [Found(MediaKind.IMAGE, msg("Last frame of the take").source()) for _ in preview.offered.offer.takes]
    return [Found(MediaKind.VIDEO, msg("Take").source()) for _ in preview.offered.offer.takes]


def _nothing(preview: Preview) -> Verdict | None:
    if preview.left_out:
        first = preview.left_out[0]
        title = msg("{name} cannot be used", name=first.name)
        return Verdict(takes=False, title=title, detail=first.why)
    if preview.read:
        return Verdict(takes=False, title=msg("There is nothing in it that can be used."))
    return None


def _title(recipe: Recipe, placed: Placed, where: Place) -> Message:
    added = placed.added
    last = added[-1]
    if len(added) == 1 and last.role in _BECOMES:
        return _BECOMES[last.role]
    if all(reference.role in PICTURE_ROLES for reference in added):
        return msg("Drop to use as first and last frame")
    switched = recipe.workflow is not Workflow.REFERENCES
    if len(added) == 1:
        if where.replaces is not None and recipe.find(where.replaces) is not None and not switched:
            return msg("Drop to replace {name}", name=label(placed.recipe, last))
        name = label(placed.recipe, last)
        return msg("Drop to refer to it as {name}", name=name) if switched else msg("Drop to add {name}", name=name)
    return plural("Drop to add {n} files", "Drop to add {n} file", len(added))


_BECOMES = {
    Role.START_IMAGE: msg("Drop to use as the start image"),
    Role.FIRST_FRAME: msg("Drop to use as the first frame"),
    Role.LAST_FRAME: msg("Drop to use as the last frame"),
}


def _detail(placed: Placed, preview: Preview) -> Message:
    left_out = len(placed.left_out) + len(preview.left_out)
    if left_out:
        return plural("{n} files cannot be used", "{n} file cannot be used", left_out)
    if len(placed.added) > 1:
        return verbatim(", ".join(reference.name for reference in placed.added))
    return about(placed.recipe, placed.added[0])


def about(recipe: Recipe, reference: Reference) -> Message:
    """Return a line about a picture for a frame: its name, its size, and what is cut off of it."""
    facts = reference.facts
    if facts is None or not facts.width or not facts.height:
        return verbatim(reference.name)
    values: dict[str, object] = {"name": reference.name, "width": facts.width, "height": facts.height}
    if reference.role in PICTURE_ROLES and is_cropped(recipe, facts.width, facts.height):
        across, down = recipe.parameters.frame_size
        return msg(
            "{name} · {width} × {height} · will be cropped to {across} × {down}", **values, across=across, down=down
        )
    return msg("{name} · {width} × {height}", **values)


def is_cropped(recipe: Recipe, width: int, height: int) -> bool:
    """Whether a picture of that size loses something when it fills the frame."""
    across, down = recipe.parameters.frame_size
    share = (width / height) / (across / down)
    return not 0.99 <= share <= 1.01
