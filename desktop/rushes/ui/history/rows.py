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
        lines = cls(result.rows[:], result.starts[:], result.days[:])
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

    def _place_headings(self) -> None:
        self.headings = array("q", (start + index for index, start in enumerate(self.starts)))
