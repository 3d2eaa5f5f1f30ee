"""The history at 100,000 takes: scrolling, one row that changes, and searching."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

from bench import material
from bench.measure import median, percentile, settle, side
from bench.table import Quantity, Row

if TYPE_CHECKING:
    from collections.abc import Mapping


def history() -> list[Row]:
    """Run the pane and the bare cells in one process, in turn, since both paint with the same thread."""
    library = material.library()
    with tempfile.TemporaryDirectory(prefix="rushes-bench-") as home:
        settle()
        found = side("history_pane", home, library)
    bare_query = Quantity(percentile(found["query"], 0.95), "ms")
    return [
        Row(
            f"scroll frame of the history, p99, at {found['rows']:,}",
            Quantity(percentile(found["scroll"], 0.99), "ms"),
            Quantity(percentile(found["cells"], 0.99), "ms"),
            "as many cells, nothing behind them",
            times=1.3,
            most=8,
            notes=(f"median {median(found['scroll']):.2f} ms beside {median(found['cells']):.2f} ms",),
        ),
        Row(
            "one row changes, to its paint",
            Quantity(median(found["change"]), "ms"),
            Quantity(median(found["list_view"]), "ms"),
            "QListView",
            most=0.5,
            notes=(f"p95 {percentile(found['change'], 0.95):.2f} ms",),
        ),
        _search("key in search to painted rows, p95", found["search"]["long"], 16, bare_query),
        _search("… one or two characters, p95", found["search"]["short"], 60, bare_query),
    ]


def _search(what: str, by_words: Mapping[str, list[float]], most: float, bare: Quantity) -> Row:
    every = [took for times in by_words.values() for took in times]
    slowest = max(by_words, key=lambda words: median(by_words[words]))
    note = f"median {median(every):.1f} ms; slowest word “{slowest}”, {median(by_words[slowest]):.1f} ms"
    return Row(what, Quantity(percentile(every, 0.95), "ms"), bare, "bare SQL, p95", most=most, notes=(note,))
