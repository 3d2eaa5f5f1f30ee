"""Reading JSON from a server we do not control: what is odd becomes plain, what is cut off gives what arrived."""

from __future__ import annotations

import json
import math
from typing import Final

_MAX_DEPTH: Final = 64
_MAX_DIGITS: Final = 400


def parse(data: bytes) -> object:
    """Return a JSON document that any database and any encoder can take again.

    Numbers that are none (NaN, infinite, of thousands of digits) become None, broken surrogates the replacement
    character, and what is nested deeper than 64 levels None. Raises ValueError where it is no JSON.
    """
    text = data.decode("utf-8-sig", "replace")
    try:
        return _clean(_DECODER.decode(text), _MAX_DEPTH)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def parse_object(data: bytes) -> dict[str, object] | None:
    """Return a JSON object, or None where it is anything else."""
    try:
        document = parse(data)
    except ValueError:
        return None
    return document if isinstance(document, dict) else None


def parse_beginning(data: bytes) -> dict[str, object]:
    """Return the members of an object that are whole, although its end is missing or garbled.

    The id of a paid job may be in there, and it is all that is needed to find the job again.
    """
    text = data.decode("utf-8-sig", "replace")
    members: dict[str, object] = {}
    at = _skip(text, 0)
    if text[at : at + 1] != "{":
        return members
    at += 1
    try:
        while True:
            name, at = _DECODER.raw_decode(text, _skip(text, at))
            at = _skip(text, at)
            if not isinstance(name, str) or text[at : at + 1] != ":":
                return members
            value, at = _DECODER.raw_decode(text, _skip(text, at + 1))
            at = _skip(text, at)
            if text[at : at + 1] not in {",", "}"}:
                # a number may have been cut in two
                return members
            members[str(_clean(name, 1))] = _clean(value, _MAX_DEPTH)
            if text[at] == "}":
                return members
            at += 1
    except (ValueError, RecursionError):
        return members


def text_of(value: object, limit: int = 2000) -> str:
    """Return a string without the characters that no sentence has, shortened to `limit`; empty for anything else."""
    if not isinstance(value, str):
        return ""
    printable = "".join(each if each.isprintable() else " " for each in value[: limit * 2])
    return " ".join(printable.split())[:limit]


def number_of(value: object) -> float | None:
    """Return a finite number, also from a string that holds one; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    if not math.isfinite(number):
        return None
    return int(number) if number.is_integer() else number


def _integer(digits: str) -> int | None:
    return int(digits) if len(digits) <= _MAX_DIGITS else None


def _real(digits: str) -> float | None:
    number = float(digits)
    return number if math.isfinite(number) else None


_DECODER: Final = json.JSONDecoder(parse_int=_integer, parse_float=_real, parse_constant=lambda _: None)


def _clean(value: object, depth: int) -> object:
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode()
    if depth == 0:
        return None
    if isinstance(value, dict):
        return {str(_clean(name, 1)): _clean(member, depth - 1) for name, member in value.items()}
    if isinstance(value, list):
        return [_clean(member, depth - 1) for member in value]
    return value


def _skip(text: str, at: int) -> int:
    while text[at : at + 1] in {" ", "\t", "\r", "\n"}:
        at += 1
    return at
