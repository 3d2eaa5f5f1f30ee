"""A reader of multipart bodies by the letter of RFC 7578, sharing nothing with the writer."""

from __future__ import annotations

import re
from typing import NamedTuple


class Part(NamedTuple):
    """One part: the field's name and the file's name as they stand in the header (still percent-encoded)."""

    name: str
    content: bytes
    filename: str | None = None
    content_type: str | None = None


def read_form(content_type: str, body: bytes) -> list[Part]:
    """Return the parts in order; fail on anything that is not well formed."""
    found = re.fullmatch(r"multipart/form-data; boundary=([\w'()+,./:=? -]{1,70})", content_type)
    assert found is not None, content_type
    boundary = b"--" + found[1].encode()
    assert body.startswith(boundary + b"\r\n")
    assert body.endswith(b"\r\n" + boundary + b"--\r\n")
    inner = b"\r\n" + body.removesuffix(boundary + b"--\r\n")
    parts = inner.split(b"\r\n" + boundary + b"\r\n")
    assert parts[0] == b""
    assert parts[-1].endswith(b"\r\n")
    parts[-1] = parts[-1].removesuffix(b"\r\n")
    return [_part(part) for part in parts[1:]]


def _part(part: bytes) -> Part:
    head, empty, content = part.partition(b"\r\n\r\n")
    assert empty
    disposition, *more = head.decode().split("\r\n")
    found = re.fullmatch(
        r'Content-Disposition: form-data; name="([^"\r\n]*)"(?:; filename="([^"\r\n]*)")?', disposition
    )
    assert found is not None, disposition
    assert len(more) <= 1
    return Part(found[1], content, found[2], more[0].removeprefix("Content-Type: ") if more else None)
