"""Camera words: which moves of the camera a piece of a prompt asks for.

A table of patterns in English and Chinese, and nothing else: how a move looks is `camera.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_LY = r"(?:\s+(?:\w+ly|in\s+fast|in\s+slow))?"
_SIDE = r"\s+(?:to\s+the\s+|towards?\s+the\s+)?(?P<way>left|right)\b"
_CAMERA = r"(?:镜头|摄影机|摄像机|相机|画面)"
_ADVERB = r"(?:缓缓|慢慢|缓慢|快速|迅速|逐渐|轻轻)?地?"


class Motion(StrEnum):
    """One way of moving the camera. Left, right, up and down are the camera's, so the picture goes the other way."""

    PUSH_IN = "push in"
    PULL_BACK = "pull back"
    PAN_LEFT = "pan left"
    PAN_RIGHT = "pan right"
    TILT_UP = "tilt up"
    TILT_DOWN = "tilt down"
    CRANE_UP = "crane up"
    CRANE_DOWN = "crane down"
    TRUCK_LEFT = "truck left"
    TRUCK_RIGHT = "truck right"
    ORBIT_LEFT = "orbit left"
    ORBIT_RIGHT = "orbit right"
    WHIP_LEFT = "whip left"
    WHIP_RIGHT = "whip right"
    HANDHELD = "handheld"
    STATIC = "static"


@dataclass(frozen=True, slots=True)
class Move:
    """One motion and how strongly it is asked for: 1 as usual, less when slow, more when fast."""

    motion: Motion
    strength: float = 1.0


Phases = tuple[tuple[Move, ...], ...]
"""Moves of one beat: the phases follow one another, the moves inside one happen together."""

M = Motion
_Ways = dict[str | None, Motion]
_IN_OUT: _Ways = {
    None: M.PUSH_IN,
    **dict.fromkeys(("in", "into", "forward", "forwards", "closer", "toward", "towards"), M.PUSH_IN),
    **dict.fromkeys(("out", "back", "backward", "backwards", "away"), M.PULL_BACK),
}
_PAN: _Ways = {"left": M.PAN_LEFT, "right": M.PAN_RIGHT, "up": M.TILT_UP, "down": M.TILT_DOWN, None: M.PAN_RIGHT}
_FROM: _Ways = {"left": M.PAN_RIGHT, "right": M.PAN_LEFT}
_TILT = {"up": M.TILT_UP, "down": M.TILT_DOWN, None: M.TILT_UP}
_TRUCK = {"left": M.TRUCK_LEFT, "right": M.TRUCK_RIGHT, None: M.TRUCK_RIGHT}
_ORBIT = {
    "left": M.ORBIT_LEFT,
    "right": M.ORBIT_RIGHT,
    "counter": M.ORBIT_RIGHT,
    "clock": M.ORBIT_LEFT,
    None: M.ORBIT_RIGHT,
}
_WHIP = {"left": M.WHIP_LEFT, "right": M.WHIP_RIGHT, None: M.WHIP_RIGHT}
_RISE: _Ways = {
    None: M.CRANE_UP,
    **dict.fromkeys(("up", "ris", "asc", "lif", "cli"), M.CRANE_UP),
    **dict.fromkeys(("dow", "des", "low", "sin"), M.CRANE_DOWN),
}
_ZH_PAN: _Ways = {"左": M.PAN_LEFT, "右": M.PAN_RIGHT, "上": M.TILT_UP, "下": M.TILT_DOWN}
_ZH_TRUCK = {"左": M.TRUCK_LEFT, "右": M.TRUCK_RIGHT, None: M.TRUCK_RIGHT}
_ZH_WHIP = {"左": M.WHIP_LEFT, "右": M.WHIP_RIGHT, None: M.WHIP_RIGHT}

_TABLE: tuple[tuple[str, _Ways], ...] = (
    # English
    (rf"\b(?:whip|swish|snap)[- ]?pan(?:s|ning|ned)?\b(?:{_SIDE})?", _WHIP),
    (rf"\bwhips?{_SIDE}", _WHIP),
    (
        rf"\b(?:doll(?:y|ies|ying)|push(?:es|ing)?|zoom(?:s|ing)?|track(?:s|ing)?|creep(?:s|ing)?|camera\s+mov(?:es?|ing))"
        rf"{_LY}[- ](?:the\s+camera\s+)?(?P<way>into|in|out|backwards?|back|forwards?|closer|towards?|away)\b",
        _IN_OUT,
    ),
    (r"\b(?:doll(?:y|ies|ying)|zoom(?:s|ing)?|push[- ]?in)(?:\s+shot)?\b", _IN_OUT),
    (rf"\bpull(?:s|ing|ed)?{_LY}(?:\s+the\s+camera)?[- ]?\s*(?P<way>back|out|away)\b", _IN_OUT),
    (rf"\bpan(?:s|ning|ned)?{_LY}(?:[- ]shot)?[- ]\s*(?:to\s+the\s+)?(?P<way>left|right|up|down)\b", _PAN),
    (r"\bpan(?:s|ning|ned)?\s+from\s+(?:the\s+)?(?P<way>left|right)\b", _FROM),
    (r"\b(?P<way>left|right)(?:ward)?\s+pan\b", _PAN),
    (r"\b(?:camera|slow|slowly|quick|gentle|smooth|lateral)\s+pan(?:s|ning)?\b", _PAN),
    (r"\bpan(?:s|ning)?\s+(?:across|over|along|to|shot|around)\b", _PAN),
    (rf"\btilt(?:s|ing|ed)?{_LY}(?:[- ]shot)?[- ]\s*(?P<way>up|down)(?:wards?)?\b", _TILT),
    (r"\bcamera\s+tilts?\b|\btilt\s+shot\b", _TILT),
    (
        rf"\b(?:crane|jib|boom|pedestal|drone|camera|aerial)(?:s|ing)?(?:\s+shot)?{_LY}"
        r"[- ](?P<way>up|down|ris(?=e|ing)|ascend|descend|lower|lift|climb|sink)\w*",
        _RISE,
    ),
    (r"\bcraning\s+(?P<way>up|down)\b", _RISE),
    (r"\b(?:crane|jib)\s+shot\b", _RISE),
    (
        rf"\b(?:truck|track|slid|doll|push)(?:s|es?|y|ies|ing|ying)?(?:\s+shot)?{_LY}{_SIDE}",
        _TRUCK,
    ),
    (rf"\bcamera\s+(?:mov|glid|drift|slid)(?:es?|s|ing){_LY}{_SIDE}", _TRUCK),
    (r"\btracking(?:\s+shot)?\b|\btracks?\s+(?:with|alongside|along|past)\b|\bfollow(?:ing)?\s+shot\b", _TRUCK),
    (
        r"(?<!in )(?<!into )\borbit(?:s|ing|al)?\b(?:\s+(?:shot\s+)?"
        r"(?:to\s+the\s+)?(?P<way>left|right|counter|clock))?",
        _ORBIT,
    ),
    (r"\barc(?:s|ing)?\s+(?:shot|around)\b|\bcircl(?:es?|ing)\s+around\b|\bcamera\s+circles\b", _ORBIT),
    (r"\bhand[- ]?held\b|\bshaky\b|\bshaking\s+camera\b", {None: M.HANDHELD}),
    (
        r"\bstatic\b|\block(?:ed)?[- ](?:off|down)\b"
        r"|\b(?:locked|fixed|stationary|motionless|still)\s+(?:camera|shot|frame|framing)\b"
        r"|\bcamera\s+(?:(?:is|stays|remains|holds)\s+)?(?:still|fixed|locked|motionless)\b|\btripod\b"
        r"|\bno\s+camera\s+mov\w+\b",
        {None: M.STATIC},
    ),
    # Chinese
    (r"甩镜头?|甩(?:向|到|至)(?P<way>左|右)?|快速摇", _ZH_WHIP),
    (rf"推近|推进|推镜|推入|前推|缓推|拉近|{_CAMERA}{_ADVERB}(?:向前)?推", {None: M.PUSH_IN}),
    (rf"拉远|拉出|拉镜|(?<![然随最])后拉|拉开|拉升?后退|{_CAMERA}{_ADVERB}(?:向后)?拉(?!近)", {None: M.PULL_BACK}),
    (r"(?P<way>左|右|上|下)摇", _ZH_PAN),
    (r"摇(?:向|到|至|往)(?P<way>左|右|上|下)", _ZH_PAN),
    (rf"{_CAMERA}{_ADVERB}(?:向|往)?(?P<way>上|下)(?:仰|俯)", _ZH_PAN),
    (rf"升镜|摇臂上升|{_CAMERA}{_ADVERB}(?:上升|升起|升高)", {None: M.CRANE_UP}),
    (rf"降镜|摇臂下降|{_CAMERA}{_ADVERB}(?:下降|降低|降落)", {None: M.CRANE_DOWN}),
    (rf"(?:向|往|{_CAMERA})(?P<way>左|右)(?:侧)?(?:平)?移", _ZH_TRUCK),
    (r"(?P<way>左|右)移|横移|跟拍|跟镜", _ZH_TRUCK),
    (r"环绕|绕拍|旋转镜头", {None: M.ORBIT_RIGHT}),
    (r"手持|晃动镜头|镜头晃动", {None: M.HANDHELD}),
    (rf"固定(?:镜头|机位|镜位)|静止镜头|定镜|{_CAMERA}(?:固定|静止|不动)", {None: M.STATIC}),
)
_WORDS = tuple((re.compile(pattern, re.IGNORECASE), ways) for pattern, ways in _TABLE)

_NEGATED = re.compile(
    r"(?:\bno|\bnot|\bwithout|\bnever|\bdon['’]?t|没有|不要|不|无)\s*(?:any\s+|a\s+)?$", re.IGNORECASE
)
_THEN = re.compile(r"\bthen\b|\bbefore\b|\bafter that\b|\bfinally\b|→|->|然后|接着|随后|再|最后", re.IGNORECASE)
_SLOW = re.compile(r"slow|gentl|subtl|gradual|slight|soft|缓|慢|轻", re.IGNORECASE)
_FAST = re.compile(r"fast|quick|rapid|crash|sudden|swift|dramatic|快|急|猛", re.IGNORECASE)
_CLAUSE = re.compile(r"[,.;:!?，。；：！？\n\]】]")

_OPPOSITE = {
    M.PUSH_IN: M.PULL_BACK,
    M.PAN_LEFT: M.PAN_RIGHT,
    M.TILT_UP: M.TILT_DOWN,
    M.CRANE_UP: M.CRANE_DOWN,
    M.TRUCK_LEFT: M.TRUCK_RIGHT,
    M.ORBIT_LEFT: M.ORBIT_RIGHT,
    M.WHIP_LEFT: M.WHIP_RIGHT,
}
_OPPOSITE |= {b: a for a, b in _OPPOSITE.items()}


@dataclass(frozen=True, slots=True)
class _Hit:
    """A camera word in a text; `exact` when it says which way, which wins over one that does not."""

    start: int
    end: int
    move: Move
    exact: bool


def phases(text: str) -> Phases:
    """The moves that `text` asks for, in its order. Empty when it names no camera move."""
    result: list[list[Move]] = []
    last_end = 0
    for hit in _hits(text):
        current = result[-1] if result else []
        motions = {move.motion for move in current}
        follows = bool(_THEN.search(text, last_end, hit.start))
        if not result or (follows and current) or _OPPOSITE.get(hit.move.motion) in motions:
            result.append([hit.move])
        elif hit.move.motion not in motions:
            current.append(hit.move)
        last_end = hit.end
    return tuple(_settled(phase) for phase in result)


def _settled(phase: list[Move]) -> tuple[Move, ...]:
    """A phase in which something moves is not static."""
    moving = tuple(move for move in phase if move.motion is not Motion.STATIC)
    return moving or tuple(phase[:1])


def _hits(text: str) -> list[_Hit]:
    found = []
    for pattern, ways in _WORDS:
        for match in pattern.finditer(text):
            if _NEGATED.search(text, max(0, match.start() - 16), match.start()):
                continue
            way = match.groupdict().get("way")
            motion = ways.get(way.lower() if way else None) or ways.get(way.lower()[:3] if way else None)
            if motion is not None:
                found.append(_Hit(match.start(), match.end(), Move(motion, _strength(text, match)), way is not None))
    found.sort(key=lambda hit: (hit.start, -hit.end))
    result: list[_Hit] = []
    for hit in found:
        if not result or hit.start >= result[-1].end:
            result.append(hit)
        elif (hit.exact, hit.end - hit.start) > (result[-1].exact, result[-1].end - result[-1].start):
            result[-1] = hit
    return result


def _strength(text: str, match: re.Match[str]) -> float:
    """Slow and fast, said inside the move's words, shortly before them or right after, in the same clause."""
    before = _CLAUSE.split(text[max(0, match.start() - 24) : match.start()])[-1]
    after = _CLAUSE.split(text[match.end() : match.end() + 12])[0]
    around = before + match.group() + after
    if _SLOW.search(around):
        return 0.75
    return 1.5 if _FAST.search(around) else 1.0
