"""`make bench`: measure the budgets, each beside its floor, and print one table.

Names as arguments select: `make bench ARGS="start memory"`. Nothing here fails because a limit is exceeded; the exit
status is 1 when something could not be measured at all.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, Final

from bench import lists, live, pictures, startup, transfers, typing_keys
from bench.measure import SideFailed
from bench.table import Row, Verdict, not_measured, written

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MEASUREMENTS: Final[dict[str, Callable[[], list[Row]]]] = {
    "start": startup.cold_start,
    "memory": startup.memory,
    "history": lists.history,
    "prompt": typing_keys.prompt,
    "stall": live.stall,
    "events": live.events,
    "decoding": pictures.decoding,
    "animatic": pictures.animatic,
    "transfers": transfers.transfers,
}


def main(names: Sequence[str]) -> int:
    """Measure what was named, or everything."""
    unknown = [name for name in names if name not in MEASUREMENTS]
    if unknown:
        sys.stderr.write(f"No measurement {', '.join(unknown)}; there are: {', '.join(MEASUREMENTS)}\n")
        return 2
    begun = time.monotonic()
    rows: list[Row] = []
    for name in names or MEASUREMENTS:
        sys.stderr.write(f"measuring {name} …\n")
        try:
            rows += MEASUREMENTS[name]()
        except SideFailed as error:
            rows.append(not_measured(name, str(error)))
    where = f"display {os.environ['DISPLAY']}" if os.environ.get("DISPLAY") else "no display (offscreen)"
    load = os.getloadavg()[0]
    sys.stdout.write(f"{written(rows)}\n\n{time.monotonic() - begun:.0f} s; {where}; {os.cpu_count()} cores, ")
    sys.stdout.write(f"load {load:.1f}. Medians unless a percentile is named; sides in turn, after a warm-up.\n")
    return 1 if any(row.verdict is Verdict.MISSING for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
