"""The animatic: what the rehearsal engine draws instead of a generated video.

A shot goes in (`rushes.rehearsal.shot.Shot`), an mp4 comes out. `script` reads the prompt, `plan` decides who is seen
and heard when, `camera` moves, `sources` and `plates` bring the given media in, `stage` draws where nothing was
given, `scenes`, `strip` and `slate` paint, `sound` mixes, `encode` writes and `render` drives it all.
"""

from rushes.rehearsal.animatic.errors import Cancelled, Unreadable
from rushes.rehearsal.animatic.fonts import prepare
from rushes.rehearsal.animatic.render import check, render

__all__ = ["Cancelled", "Unreadable", "check", "prepare", "render"]
