"""Times, lengths, sizes and numbers as people write them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale

from rushes.ui import formats

if TYPE_CHECKING:
    from collections.abc import Iterator

TODAY = date(2026, 3, 14)
AT = datetime(2026, 3, 14, 14, 32).astimezone()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Write as in English, whatever the machine says."""
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [(AT, "14:32"), (AT - timedelta(days=1), "Yesterday 14:32"), (AT - timedelta(days=2), "12 Mar 2026, 14:32")],
)
def test_a_moment_is_as_short_as_it_can_be(moment: datetime, expected: str) -> None:
    assert formats.moment(moment, TODAY).source() == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (TODAY, "Today"),
        (date(2026, 3, 13), "Yesterday"),
        (date(2026, 3, 6), "Friday 6 March"),
        (date(2025, 12, 31), "Wednesday 31 December 2025"),
    ],
)
def test_a_day_is_named(day: date, expected: str) -> None:
    assert formats.day(day, TODAY).source().replace(",", "") == expected


def test_times_are_in_24_hours_wherever_one_is() -> None:
    for locale, expected in (("en_US", "14:32"), ("de", "14:32"), ("zh_CN", "14:32"), ("fi", "14.32")):
        QLocale.setDefault(QLocale(locale))
        assert formats.time_of_day(AT) == expected


@pytest.mark.parametrize(("value", "expected"), [(5, "5 s"), (5.3, "5.3 s"), (5.04, "5 s"), (14.96, "15 s")])
def test_seconds(value: float, expected: str) -> None:
    assert formats.seconds(value).source() == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(41, "41 s"), (120, "2 min"), (161, "2 min 41 s"), (3900, "1 h 5 min"), (0.2, "0 s")]
)
def test_how_long_it_took(value: float, expected: str) -> None:
    assert formats.duration(value).source() == expected


@pytest.mark.parametrize(
    ("elapsed", "expected", "words"),
    [
        (72.9, 170, "1:12 of about 3 min"),
        (20, None, "0:20"),
        (72, 44, "1:12 of about 40 s"),
        (3723, 44, "1:02:03, longer than usual"),
        (19, 3, "0:19 of about 10 s"),
    ],
)
def test_progress_is_a_time_and_a_guess(elapsed: float, expected: float | None, words: str) -> None:
    assert formats.progress(elapsed, expected).source() == words


def test_numbers_have_the_separators_of_the_language() -> None:
    assert formats.number(1284) == "1,284"
    assert [formats.amount(Decimal(v)) for v in ("20", "20.50", "0.125", "1284")] == ["20", "20.5", "0.12", "1,284"]
    QLocale.setDefault(QLocale("de"))
    assert formats.number(1284) == "1.284"
    assert formats.seconds(5.3).source() == "5,3 s"


@pytest.mark.parametrize(("count", "expected"), [(512, "512 bytes"), (61_000, "61 kB"), (6_200_000_000, "6.2 GB")])
def test_sizes(count: int, expected: str) -> None:
    assert formats.size(count) == expected


@pytest.mark.parametrize(
    ("frame", "expected"), [(0, "00:00:00:00"), (59, "00:00:02:11"), (121, "00:00:05:01"), (86400, "01:00:00:00")]
)
def test_timecodes_count_frames(frame: int, expected: str) -> None:
    assert formats.timecode(frame) == expected
