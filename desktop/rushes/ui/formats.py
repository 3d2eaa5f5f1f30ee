"""Times, lengths, sizes and numbers as people of the chosen language write them.

Times of day are local and in 24 hours, as on a set. What contains words is a `Message`; what is only figures is text.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QTime

from rushes.core.messages import msg, verbatim

if TYPE_CHECKING:
    from decimal import Decimal

    from rushes.core.messages import Message

_MINUTE = 60
_HOUR = 3600
_SHORTEST = 10
"""Seconds: nothing is expected to be done sooner, as a person would say it."""

OVERDUE = 2
"""How many times as long as usual something may take before that is said of it."""


def number(value: float | Decimal, decimals: int = 0) -> str:
    """Return a number with the language's separators: 1284 as "1,284"."""
    locale = QLocale()
    return locale.toString(int(value)) if decimals == 0 else locale.toString(float(value), "f", decimals)


def amount(value: float | Decimal) -> str:
    """Return an amount of credits: whole ones without decimals, others with up to two."""
    rounded = round(float(value), 2)
    if rounded == int(rounded):
        return number(rounded)
    return number(rounded, 1 if round(rounded, 1) == rounded else 2)


def size(count: int) -> str:
    """Return a number of bytes: "6.2 GB", in powers of a thousand as disks are sold."""
    decimals = 0 if count < 1_000_000 else 1
    return QLocale().formattedDataSize(count, decimals, QLocale.DataSizeFormat.DataSizeSIFormat)


def time_of_day(moment: datetime) -> str:
    """Return the local time of day: "14:32"."""
    local = moment.astimezone()
    locale = QLocale()
    separator = "." if "." in locale.timeFormat(QLocale.FormatType.ShortFormat) else ":"
    return QTime(local.hour, local.minute).toString(f"HH{separator}mm")


def day(of: datetime | date, today: date | None = None) -> Message:
    """Return a day as a heading: "Today", "Yesterday", "Friday 14 March", and with the year when it is another one."""
    which = of.astimezone().date() if isinstance(of, datetime) else of
    now = today or datetime.now(UTC).astimezone().date()
    if which == now:
        return msg("Today")
    if which == now - timedelta(days=1):
        return msg("Yesterday")
    locale, shown = QLocale(), QDate(which.year, which.month, which.day)
    if which.year == now.year:
        return verbatim(locale.toString(shown, "dddd d MMMM"))
    return verbatim(locale.toString(shown, QLocale.FormatType.LongFormat))


def moment(of: datetime, today: date | None = None) -> Message:
    """Return a point in time, short: "14:32" today, "Yesterday 14:32", else "14 Mar 2026, 14:32"."""
    which, clock = of.astimezone().date(), time_of_day(of)
    now = today or datetime.now(UTC).astimezone().date()
    if which == now:
        return verbatim(clock)
    if which == now - timedelta(days=1):
        return msg("Yesterday {time}", time=clock)
    shown = QLocale().toString(QDate(which.year, which.month, which.day), "d MMM yyyy")
    return verbatim(f"{shown}, {clock}")


def seconds(value: float) -> Message:
    """Return a length in seconds, with a decimal where it is not whole: "5 s", "5.3 s"."""
    whole = abs(value - round(value)) < 0.05
    return msg("{seconds} s", seconds=number(round(value)) if whole else number(value, 1))


def stopwatch(value: float) -> str:
    """Return a time that runs: "0:20", "1:12", "1:02:03"."""
    total = max(0, int(value))
    hours, rest = divmod(total, _HOUR)
    minutes, left = divmod(rest, _MINUTE)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def duration(value: float) -> Message:
    """Return how long something took: "41 s", "2 min 41 s", "1 h 5 min"."""
    total = max(0, round(value))
    hours, rest = divmod(total, _HOUR)
    minutes, left = divmod(rest, _MINUTE)
    if hours:
        return msg("{hours} h {minutes} min", hours=hours, minutes=minutes)
    if minutes and left:
        return msg("{minutes} min {seconds} s", minutes=minutes, seconds=left)
    return msg("{minutes} min", minutes=minutes) if minutes else msg("{seconds} s", seconds=left)


def roughly(value: float) -> Message:
    """Return a length as one says it: to ten seconds below a minute and a half, else to minutes."""
    if value < 1.5 * _MINUTE:
        return msg("{seconds} s", seconds=max(_SHORTEST, round(value / 10) * 10))
    return msg("{minutes} min", minutes=round(value / _MINUTE))


def progress(elapsed: float, expected: float | None) -> Message:
    """Return how far something is that tells nothing but its time: "1:12 of about 3 min", or the time alone.

    Once it has taken `OVERDUE` times as long, what was expected is no longer worth naming: "9:40, longer than usual".
    """
    if expected is None:
        return verbatim(stopwatch(elapsed))
    if elapsed >= OVERDUE * max(_SHORTEST, expected):
        return msg("{elapsed}, longer than usual", elapsed=stopwatch(elapsed))
    return msg("{elapsed} of about {expected}", elapsed=stopwatch(elapsed), expected=roughly(expected))


def timecode(frame: int, rate: int = 24) -> str:
    """Return a frame's timecode, hours to frames: "00:00:02:11"."""
    whole, frames = divmod(max(0, frame), rate)
    hours, rest = divmod(whole, _HOUR)
    minutes, left = divmod(rest, _MINUTE)
    return f"{hours:02}:{minutes:02}:{left:02}:{frames:02}"
