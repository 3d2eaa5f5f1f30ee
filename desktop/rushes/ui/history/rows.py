"""Where things stand in the list: rows of takes, with a heading row before each day. Pure arithmetic, no Qt."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rushes.core.history import HistoryResult


def _none() -> array[int]:
    return array("q")


@dataclass(slots=True)
class Lines:
    """The lines of the list: `numbers` are row numbers of the library, newest first; days begin at `starts` of them.

    8 bytes a take. A line is what the view calls a row: a heading, or a take.
    """

    numbers: array[int] = field(default_factory=_none)
    starts: array[int] = field(default_factory=_none)
    days: array[int] = field(default_factory=_none)
    headings: array[int] = field(default_factory=_none)

    @classmethod
    def of(cls, result: HistoryResult) -> Lines:
        """Return the lines of what a query found."""
        return cls.made_of(result.rows[:], result.starts[:], result.days[:])

    @classmethod
    def made_of(cls, numbers: array[int], starts: array[int], days: array[int]) -> Lines:
        """Return lines with their headings in place."""
        lines = cls(numbers, starts, days)
        lines._place_headings()
        return lines

    def __len__(self) -> int:
        return len(self.numbers) + len(self.starts)

    def day_at(self, line: int) -> date | None:
        """Return the day whose heading this line is, or None for a take."""
        index = bisect_right(self.headings, line) - 1
        if index >= 0 and self.headings[index] == line:
            return date.fromordinal(self.days[index])
        return None

    def place_at(self, line: int) -> int | None:
        """Return the place in `numbers` of a line, or None for a heading."""
        index = bisect_right(self.headings, line) - 1
        if index >= 0 and self.headings[index] == line:
            return None
        return line - index - 1

    def line_of_place(self, place: int) -> int:
        """Return the line of a place in `numbers`."""
        return place + bisect_right(self.starts, place)

    def place_of(self, number: int) -> int | None:
        """Return the place of a row number, or None when the query did not find it. Numbers fall from first to last."""
        place = bisect_left(self.numbers, -number, key=lambda each: -each)
        return place if place < len(self.numbers) and self.numbers[place] == number else None

    def line_of(self, number: int) -> int | None:
        """Return the line of a row number, or None."""
        place = self.place_of(number)
        return None if place is None else self.line_of_place(place)

    def add_first(self, number: int, day: date) -> int:
        """Put a row before all others; returns how many lines that made at the top, 2 with a new heading."""
        new_day = not self.days or self.days[0] != day.toordinal()
        self.numbers.insert(0, number)
        for index in range(len(self.starts)):
            self.starts[index] += 1
        if new_day:
            self.starts.insert(0, 0)
            self.days.insert(0, day.toordinal())
        else:
            self.starts[0] = 0
        self._place_headings()
        return 2 if new_day else 1

    def lines_of_removal(self, number: int) -> tuple[int, int] | None:
        """Return the first and last line that go when a row goes (its heading too, if it was alone), or None."""
        place = self.place_of(number)
        if place is None:
            return None
        line = self.line_of_place(place)
        group = bisect_right(self.starts, place) - 1
        end = self.starts[group + 1] if group + 1 < len(self.starts) else len(self.numbers)
        alone = end - self.starts[group] == 1
        return (line - 1 if alone else line, line)

    def remove(self, number: int) -> None:
        """Take a row out, and its day's heading if nothing is left below it."""
        place = self.place_of(number)
        if place is None:
            return
        group = bisect_right(self.starts, place) - 1
        del self.numbers[place]
        for index in range(group + 1, len(self.starts)):
            self.starts[index] -= 1
        end = self.starts[group + 1] if group + 1 < len(self.starts) else len(self.numbers)
        if end == self.starts[group]:
            del self.starts[group]
            del self.days[group]
        self._place_headings()

    def numbers_in(self, first: int, last: int) -> array[int]:
        """Return the row numbers of the takes on the lines from `first` to `last`, headings left out."""
        return self.numbers[first - bisect_left(self.headings, first) : last + 1 - bisect_right(self.headings, last)]

    def _place_headings(self) -> None:
        self.headings = array("q", (start + index for index, start in enumerate(self.starts)))


@dataclass(frozen=True, slots=True)
class Difference:
    """How one list of lines becomes another: `gone` lines from line `start` on go, then `come` lines come there.

    `between` is what is left when they are gone.
    """

    start: int
    gone: int
    come: int
    between: Lines


def difference(before: Lines, after: Lines) -> Difference:
    """Return what has to go and to come, leaving alone what both begin and end with."""
    old, new = _keys(before), _keys(after)
    start = _same(old, new, min(len(old), len(new)), from_end=False)
    end = _same(old, new, min(len(old), len(new)) - start, from_end=True)
    head, tail = bisect_left(before.headings, start), bisect_left(after.headings, len(after) - end)
    first, last = start - head, len(after.numbers) - (end - (len(after.headings) - tail))
    starts = before.starts[:head]
    starts.extend(each - last + first for each in after.starts[tail:])
    numbers, days = before.numbers[:first] + after.numbers[last:], before.days[:head] + after.days[tail:]
    between = Lines.made_of(numbers, starts, days)
    return Difference(start, len(old) - start - end, len(new) - start - end, between)


def _keys(lines: Lines) -> array[int]:
    """Return one number for each line: a take's row number, or a day below nought for its heading."""
    keys = _none()
    for start, end, day in zip(lines.starts, [*lines.starts[1:], len(lines.numbers)], lines.days, strict=False):
        keys.append(-day)
        keys.extend(lines.numbers[start:end])
    return keys


def _same(old: array[int], new: array[int], most: int, *, from_end: bool) -> int:
    """Return how many lines are the same at one end. Halved again and again, because comparing arrays is fast."""
    least = 0
    while least < most:
        middle = (least + most + 1) // 2
        same = old[-middle:] == new[-middle:] if from_end else old[:middle] == new[:middle]
        least, most = (middle, most) if same else (least, middle - 1)
    return least
