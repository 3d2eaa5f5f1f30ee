"""What was measured, beside what it is measured against, as rows of one table."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HEAD: Final = ("what", "measured", "floor or peer", "ratio", "limit", "verdict")


class Verdict(Enum):
    """How a row stands."""

    OK = "ok"
    OVER = "OVER"
    TOLD = "–"
    MISSING = "NOT MEASURED"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A measured value with its unit."""

    value: float
    unit: str

    def __str__(self) -> str:
        digits = 0 if abs(self.value) >= 100 else 1 if abs(self.value) >= 10 else 2
        return f"{self.value:.{digits}f} {self.unit}"


@dataclass(frozen=True, slots=True)
class Row:
    """One budget.

    `floor` is measured in the same run, `beside` says what it is. `times` is the highest ratio allowed, `most` the
    highest value, in the unit of `measured`; a row with neither only tells. `notes` are printed below the row.
    """

    what: str
    measured: Quantity | None
    floor: Quantity | None = None
    beside: str = ""
    times: float | None = None
    most: float | None = None
    notes: tuple[str, ...] = ()

    @property
    def ratio(self) -> float | None:
        """How many times the floor."""
        if self.measured is None or self.floor is None or not self.floor.value:
            return None
        return self.measured.value / self.floor.value

    @property
    def verdict(self) -> Verdict:
        """Whether the limits are kept."""
        if self.measured is None or (self.times is not None and self.ratio is None):
            return Verdict.MISSING
        if self.times is None and self.most is None:
            return Verdict.TOLD
        over = self.times is not None and self.ratio is not None and self.ratio > self.times
        over = over or (self.most is not None and self.measured.value > self.most)
        return Verdict.OVER if over else Verdict.OK

    def cells(self) -> tuple[str, ...]:
        """Return the texts of the columns."""
        limits = [f"≤ {self.times:g} ×"] if self.times is not None else []
        if self.most is not None and self.measured is not None:
            limits.append(f"≤ {self.most:g} {self.measured.unit}")
        beside = " ".join(str(part) for part in (self.floor, self.beside) if part)
        ratio = f"{self.ratio:.2f} ×" if self.ratio is not None else ""
        measured = str(self.measured) if self.measured is not None else "–"
        return (self.what, measured, beside, ratio, " and ".join(limits), self.verdict.value)


def not_measured(what: str, why: str) -> Row:
    """Return a row that says why there is no number: nothing is left out silently."""
    return Row(what, None, notes=(why,))


def written(rows: Sequence[Row]) -> str:
    """Return the table."""
    table = [HEAD, *(row.cells() for row in rows)]
    widths = [max(_width(line[column]) for line in table) for column in range(len(HEAD))]
    lines = [_line(HEAD, widths), "  ".join("─" * width for width in widths)]
    for row, cells in zip(rows, table[1:], strict=True):
        lines.append(_line(cells, widths))
        lines += [f"    {note}" for note in row.notes]
    return "\n".join(lines) + "\n\n" + _summary(rows)


def _summary(rows: Sequence[Row]) -> str:
    over = [row.what for row in rows if row.verdict is Verdict.OVER]
    missing = [row.what for row in rows if row.verdict is Verdict.MISSING]
    limited = sum(row.verdict is not Verdict.TOLD for row in rows)
    text = f"{limited - len(over) - len(missing)} of {limited} within their limits."
    if over:
        text += f"\nOver: {'; '.join(over)}."
    if missing:
        text += f"\nNot measured: {'; '.join(missing)}."
    return text


def _line(cells: Iterable[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
