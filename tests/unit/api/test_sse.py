from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.api.sse import MAX_EVENT, Decoder, Event, StreamTooLong


def decode(*blocks: bytes) -> list[Event]:
    decoder = Decoder()
    return [event for block in blocks for event in decoder.feed(block)]


@pytest.mark.parametrize(
    ("stream", "events"),
    [
        (b"data: a\n\n", [Event("a")]),
        (b"data:a\n\n", [Event("a")]),
        (b"data:  a\n\n", [Event(" a")]),
        (b"data: a\ndata: b\n\n", [Event("a\nb")]),
        (b"data\n\n", [Event("")]),
        (b"data: a\r\n\r\ndata: b\r\r", [Event("a"), Event("b")]),
        (b": heartbeat\n\n:\ndata: a\n\n", [Event("a")]),
        (b"event: completed\nid: 7\nretry: 10\ndata: a\n\ndata: b\n\n", [Event("a", "completed"), Event("b")]),
        (b"event: lonely\n\ndata: a\n\n", [Event("a")]),
        (b"\xef\xbb\xbfdata: a\n\n", [Event("a")]),
        (b"\n\n\ndata: a\n\n\n\n", [Event("a")]),
        (b"unknown: x\nDATA: y\ndata: a\n\n", [Event("a")]),
        ("data: héllo 你好\n\n".encode(), [Event("héllo 你好")]),
        (b"data: \xff\n\n", [Event("\ufffd")]),
        (b"data: cut", []),
        (b"", []),
    ],
)
def test_streams_decode_by_the_specification(stream: bytes, events: list[Event]) -> None:
    assert decode(stream) == events


def test_an_event_is_there_as_soon_as_its_last_line_end_is() -> None:
    decoder = Decoder()
    assert decoder.feed(b"data: a\r\n\r") == [Event("a")]
    assert decoder.feed(b"\ndata: b\n") == []
    assert decoder.feed(b"\n") == [Event("b")]


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n"])
def test_what_the_end_cuts_off_is_handed_out_on_close(end: bytes) -> None:
    decoder = Decoder()
    decoder.feed(b'data: {"id": "gen_1"' + end)
    assert decoder.close() == Event('{"id": "gen_1"')
    assert decoder.close() is None


def test_close_after_whole_events_has_nothing() -> None:
    decoder = Decoder()
    decoder.feed(b"data: a\n\nevent: x\n")
    assert decoder.close() is None


@pytest.mark.parametrize("line", [b"x" * (1 << 20), b"data: " + b"x" * (1 << 20) + b"\n"])
def test_a_line_or_an_event_without_end_is_refused(line: bytes) -> None:
    with pytest.raises(StreamTooLong):
        decode(*[line] * (MAX_EVENT // len(line) + 2))


_lines = st.lists(
    st.sampled_from([b"data: one", b"data: {\xc3\xa9}", b"data", b"event: e", b": note", b"", b"", b"id: 1", b"junk"]),
    max_size=12,
)


@given(lines=_lines, ends=st.lists(st.sampled_from([b"\n", b"\r", b"\r\n"]), min_size=12, max_size=12), data=st.data())
def test_where_the_blocks_are_cut_and_how_lines_end_changes_nothing(
    lines: list[bytes], ends: list[bytes], data: st.DataObject
) -> None:
    plain = b"".join(line + b"\n" for line in lines)
    pairs = list(zip(lines, ends, strict=False))
    # a CR before a line that is empty and ends with LF would be one CRLF
    stream = b""
    for line, end in pairs:
        stream += line + (b"\r\n" if stream.endswith(b"\r") and not line and end == b"\n" else end)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=8)))
    blocks = [stream[a:b] for a, b in zip([0, *cuts], [*cuts, len(stream)], strict=True)]
    assert decode(*blocks) == decode(plain)


@given(st.binary(max_size=300))
def test_any_bytes_decode_without_an_error(stream: bytes) -> None:
    whole = Decoder()
    apart = Decoder()
    events = whole.feed(stream)
    assert [event for byte in stream for event in apart.feed(bytes([byte]))] == events
    assert whole.close() == apart.close()
