"""From a prompt to beats: when each begins, what it says, which references it names, how its camera moves.

Understood are `[0–2s] …`, `[0-2s]`, `[2s-5s]`, `[00:02-00:05]`, `[2s]`, `【0-2秒】`, lines such as `0-3秒：…` or
`0–2s: …`, and `Shot 1: …` or `镜头1：…`, which share the time evenly. Pure text work: no media, no pixels.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rushes.rehearsal.animatic.words import Phases, phases
from rushes.rehearsal.shot import Kind

if TYPE_CHECKING:
    from collections.abc import Collection

FPS = 24
_READ = 20_000  # characters of a prompt that are looked at

_UNIT = r"(?:s(?:ec(?:onds?)?)?\b|秒)"
_DASH = r"(?:[-‐-―−~～〜]|至|到|\bto\b)"


def _time(name: str) -> str:
    clock = rf"(?P<{name}m>\d{{1,2}})[:：](?P<{name}ms>\d{{1,2}}(?:\.\d+)?)"
    return rf"第?\s*(?:{clock}|(?P<{name}s>\d{{1,3}}(?:\.\d+)?))\s*(?P<{name}u>{_UNIT})?"


_BRACKETED = re.compile(
    rf"(?P<open>[\[【(（〔])\s*{_time('a')}\s*(?:{_DASH}\s*{_time('b')}\s*)?[\]】)）〕]\s*[:：]?", re.IGNORECASE
)
_LINE = re.compile(
    rf"(?:^|(?<=[\s.。;；!！?？]))[ \t]*{_time('a')}\s*{_DASH}\s*{_time('b')}\s*[:：,，、]?", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"(?:^|(?<=[\n.。;；!！?？]))\s*(?:\[?(?:shot|scene)\s*\d{1,2}\]?|第?\s*(?:镜头|分镜)\s*[\d一二三四五六七八九十]{1,2}"
    r"|第\s*[\d一二三四五六七八九十]{1,2}\s*(?:个镜头|镜))\s*[:：.]",
    re.IGNORECASE,
)
MENTION = re.compile(
    r"(?<![A-Za-z])(?:@\s?|\[\s?|【\s?)?(?P<kind>image|video|audio|图片|图像|图|视频|音频)\s?(?P<number>\d{1,2})(?!\d)"
    r"(?:\s?\]|\s?】)?",
    re.IGNORECASE,
)
_KINDS = {
    **dict.fromkeys(("image", "图片", "图像", "图"), Kind.IMAGE),
    **dict.fromkeys(("video", "视频"), Kind.VIDEO),
    **dict.fromkeys(("audio", "音频"), Kind.AUDIO),
}
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|(?<=[。！？；])|\n+")

Name = tuple[Kind, int]
"""A reference as the prompt names it: its kind and its number from 1."""


@dataclass(frozen=True, slots=True)
class Beat:
    """One shot of the animatic: frames `start` (inclusive) to `end` (exclusive), its line and what it asks for."""

    index: int
    start: int
    end: int
    text: str
    names: tuple[Name, ...] = ()
    moves: Phases = ()

    @property
    def frames(self) -> int:
        """How many frames it lasts."""
        return self.end - self.start

    @property
    def seconds(self) -> float:
        """How long it lasts, in seconds."""
        return self.frames / FPS

    @property
    def pictures(self) -> tuple[Name, ...]:
        """The images and videos it names."""
        return tuple(name for name in self.names if name[0] is not Kind.AUDIO)


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of the prompt that begins at a frame; `fallback` is the text its camera falls back on."""

    start: int
    text: str
    fallback: str = ""


def parse(prompt: str, frames: int, known: Collection[Name] = ()) -> tuple[Beat, ...]:
    """Beats that cover `frames` without a gap, at least one. Only references in `known` count as mentions."""
    prompt = tidy(prompt)
    parts = _timed(prompt, frames) or _numbered(prompt, frames) or _by_picture(prompt, frames, known)
    parts = parts or [_Part(0, prompt)]
    beats = []
    for index, part in enumerate(parts):
        end = parts[index + 1].start if index + 1 < len(parts) else frames
        own = phases(part.text) or phases(part.fallback)
        beats.append(Beat(index, part.start, end, _line(part.text), names(part.text, known), own))
    return tuple(beats)


def tidy(prompt: str) -> str:
    """The prompt without long runs of blanks, and no longer than anybody reads; searching it takes bounded time."""
    lines = (" ".join(line.split()) for line in prompt[:_READ].splitlines())
    return "\n".join(line for line in lines if line)


def names(text: str, known: Collection[Name]) -> tuple[Name, ...]:
    """The references that `text` names, each once, in the order of their first mention."""
    found = ((_KINDS[match["kind"].lower()], int(match["number"])) for match in MENTION.finditer(text))
    return tuple(dict.fromkeys(name for name in found if name in known))


def preamble(prompt: str) -> str:
    """What a prompt with beats says before the first of them; empty for one without."""
    marks = _marks(prompt) or list(_NUMBERED.finditer(prompt))
    return prompt[: marks[0].start()].strip() if marks else ""


def _marks(prompt: str) -> list[re.Match[str]]:
    found = [match for match in _BRACKETED.finditer(prompt) if _is_time(match)]
    taken = [(match.start(), match.end()) for match in found]
    for match in _LINE.finditer(prompt):
        inside = any(start <= match.start("a" + _which(match, "a")) < end for start, end in taken)
        if (
            not inside
            and (match["bu"] or match["bm"])
            and (_opens(prompt, match.start()) or match.group()[-1] in ":：")
        ):
            found.append(match)
    return sorted(found, key=lambda match: match.start())


def _opens(prompt: str, start: int) -> bool:
    """Whether a line or sentence begins at `start`."""
    before = prompt[:start].rstrip(" \t")
    return not before or before[-1] in "\n.。;；!！?？"


def _which(match: re.Match[str], name: str) -> str:
    return "m" if match[name + "m"] else "s"


def _is_time(match: re.Match[str]) -> bool:
    """A number in brackets is a time when it has a unit, a clock's colon, or is a range in square brackets."""
    if any(match[group] for group in ("au", "bu", "am", "bm")):
        return True
    return match["open"] in "[【" and match["bs"] is not None


def _seconds(match: re.Match[str], name: str) -> float:
    if match[name + "m"]:
        return int(match[name + "m"]) * 60 + float(match[name + "ms"])
    return float(match[name + "s"])


def _timed(prompt: str, frames: int) -> list[_Part]:
    """Beats by their times: sorted; one that begins later cuts in, a gap is held by the shot before it."""
    marks = _marks(prompt)
    if not marks:
        return []
    before = prompt[: marks[0].start()].strip()
    found: dict[int, str] = {}
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        text = prompt[mark.end() : following.start() if following else len(prompt)].strip()
        start = round(_seconds(mark, "a") * FPS)
        if start < frames - 1:
            found[start] = f"{found[start]} {text}" if start in found else text
    if not found:
        return [_Part(0, prompt)]
    if min(found) > 0:
        if before:
            found[0] = before
        else:
            found[0] = found.pop(min(found))
    return [_Part(start, found[start], before) for start in sorted(found)]


def _numbered(prompt: str, frames: int) -> list[_Part]:
    marks = list(_NUMBERED.finditer(prompt))
    if not marks:
        return []
    ends = [*(mark.start() for mark in marks[1:]), len(prompt)]
    texts = [prompt[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True)]
    return _shared(texts, frames, prompt[: marks[0].start()])


def _by_picture(prompt: str, frames: int, known: Collection[Name]) -> list[_Part]:
    """Without beats, a prompt that names several pictures shows one after the other for equal times."""
    pictures = [name for name in names(prompt, known) if name[0] is not Kind.AUDIO]
    if len(pictures) < 2:
        return []
    sentences = [part for part in _SENTENCE_END.split(prompt) if part and part.strip()]
    texts = [next(part for part in sentences if name in names(part, [name])) for name in pictures]
    parts = _shared(texts, frames, prompt)
    return [
        _Part(part.start, _around(part.text, name, pictures), part.fallback)
        for part, name in zip(parts, pictures, strict=True)
    ]


def _around(sentence: str, name: Name, pictures: list[Name]) -> str:
    """The piece of the sentence about one picture: from its clause up to the clause that names another picture."""
    kept: list[str] = []
    current: tuple[Name, ...] = ()
    for clause in re.split(r"(?<=[,，、])|(?=\bthen\b)|(?=然后)", sentence):
        current = names(clause, pictures) or current
        if name in current:
            kept.append(clause)
    return "".join(kept).strip(" ,，、") or sentence


def _shared(texts: list[str], frames: int, fallback: str) -> list[_Part]:
    texts = texts[: max(1, frames - 1)]
    return [_Part((frames - 1) * index // len(texts), text, fallback) for index, text in enumerate(texts)]


def _line(text: str) -> str:
    """The text as one line for the slate."""
    return " ".join(text.split()).strip(" -–—,;，；")
