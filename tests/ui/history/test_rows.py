"""The lines of the list against a list that is made the simple way."""

from __future__ import annotations

from array import array
from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from rushes.core.history import HistoryResult
from rushes.ui.history.rows import Lines, difference

if TYPE_CHECKING:
    from collections.abc import Sequence

TODAY = date(2026, 11, 22).toordinal()

Take = tuple[int, int]
"""A row number and the ordinal of its day."""

takes = st.lists(st.integers(0, 6), max_size=24).map(
    lambda gaps: [(3 * (len(gaps) - place) + gap % 3, TODAY - sum(gaps[:place]) // 4) for place, gap in enumerate(gaps)]
)
"""Takes from the newest on: numbers fall, days never rise."""


def naive(listed: Sequence[Take]) -> list[date | int]:
    """The lines as a plain list of headings and row numbers."""
    lines: list[date | int] = []
    for place, (number, day) in enumerate(listed):
        if place == 0 or listed[place - 1][1] != day:
            lines.append(date.fromordinal(day))
        lines.append(number)
    return lines


def result_of(listed: Sequence[Take]) -> HistoryResult:
    starts = [place for place, (_, day) in enumerate(listed) if place == 0 or listed[place - 1][1] != day]
    return HistoryResult(
        array("q", [number for number, _ in listed]), array("q", starts), array("q", [listed[s][1] for s in starts])
    )


def lines_of(listed: Sequence[Take]) -> Lines:
    return Lines.of(result_of(listed))


def spelled(lines: Lines) -> list[date | int]:
    found: list[date | int] = []
    for line in range(len(lines)):
        place, day = lines.place_at(line), lines.day_at(line)
        assert (place is None) is (day is not None)
        found.append(day if day is not None else lines.numbers[place or 0])
    return found


@given(takes)
def test_each_day_is_headed_once_above_its_takes(listed: list[Take]) -> None:
    lines = lines_of(listed)
    assert spelled(lines) == naive(listed)
    for line, what in enumerate(naive(listed)):
        if isinstance(what, int):
            assert lines.line_of(what) == line
    assert lines.line_of(-1) is None


@given(takes, st.integers(0, 2))
def test_a_new_take_comes_first_with_a_heading_if_its_day_has_none(listed: list[Take], later: int) -> None:
    lines = lines_of(listed)
    newest = (listed[0][0] if listed else 0) + 1
    day = (listed[0][1] if listed else TODAY) + later
    made = lines.add_first(newest, date.fromordinal(day))
    expected = naive([(newest, day), *listed])
    assert spelled(lines) == expected
    assert made == len(expected) - len(naive(listed))


@given(takes, st.data())
def test_a_take_goes_with_its_heading_if_it_was_alone(listed: list[Take], data: st.DataObject) -> None:
    lines = lines_of(listed)
    gone = data.draw(st.sampled_from(listed)) if listed else (7, TODAY)
    removal = lines.lines_of_removal(gone[0])
    before = spelled(lines)
    lines.remove(gone[0])
    assert spelled(lines) == naive([take for take in listed if take != gone])
    if removal is None:
        assert gone not in listed
    else:
        assert before[: removal[0]] + before[removal[1] + 1 :] == spelled(lines)


@given(takes, st.data())
def test_the_takes_between_two_lines_are_those_that_stand_there(listed: list[Take], data: st.DataObject) -> None:
    lines, plain = lines_of(listed), naive(listed)
    first = data.draw(st.integers(0, len(plain)))
    last = data.draw(st.integers(first - 1, max(first - 1, len(plain) - 1)))
    assert list(lines.numbers_in(first, last)) == [w for w in plain[first : last + 1] if isinstance(w, int)]


@given(takes, takes)
def test_one_list_becomes_another_by_one_removal_and_one_insertion(old: list[Take], new: list[Take]) -> None:
    before, after = lines_of(old), lines_of(new)
    change = difference(before, after)
    kept = naive(old)
    del kept[change.start : change.start + change.gone]
    assert spelled(change.between) == kept
    come = naive(new)[change.start : change.start + change.come]
    assert kept[: change.start] + come + kept[change.start :] == naive(new)


@given(takes, st.data())
def test_what_is_the_same_at_both_ends_stays(listed: list[Take], data: st.DataObject) -> None:
    fewer = [take for take in listed if data.draw(st.booleans())]
    whole, part = naive(listed), naive(fewer)
    change = difference(lines_of(listed), lines_of(fewer))
    start = next((n for n, (a, b) in enumerate(zip(whole, part, strict=False)) if a != b), min(len(whole), len(part)))
    assert change.start == start
    if change.gone and change.come:
        assert whole[change.start + change.gone - 1] != part[change.start + change.come - 1]
    assert difference(lines_of(listed), lines_of(listed)).gone == 0
