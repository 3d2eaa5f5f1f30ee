"""The tables of version 1.

What the list shows is in `generation`, one narrow row each; what only an opened take needs is in `detail`, so that a
scan for the list does not read it. `words` holds the texts to search, folded (see `store.search`), with a trigram index
over it. `totals` is kept by triggers, since counting 100,000 rows takes longer than the status bar may wait.
"""

from __future__ import annotations

from typing import Final

TROUBLE: Final = "stage IN ('unconfirmed', 'failed', 'canceled')"
"""The condition of the partial index `trouble`."""

LIVE: Final = "stage IN ('waiting', 'submitting', 'unconfirmed', 'queued', 'rendering', 'fetching')"
"""The condition of the partial index `live`; a query that repeats it word for word uses that index."""

_GENERATION: Final = """
CREATE TABLE generation (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    engine TEXT NOT NULL,
    stage TEXT NOT NULL,
    owner TEXT,
    held INTEGER NOT NULL DEFAULT 0,
    stopped INTEGER NOT NULL DEFAULT 0,
    origin TEXT NOT NULL DEFAULT '',
    remote_id TEXT,
    status_word TEXT NOT NULL DEFAULT '',
    excerpt TEXT NOT NULL,
    workflow TEXT NOT NULL,
    aspect_ratio TEXT NOT NULL,
    resolution TEXT NOT NULL,
    duration INTEGER NOT NULL,
    created_ms INTEGER NOT NULL,
    submitted_ms INTEGER,
    accepted_ms INTEGER,
    rendering_ms INTEGER,
    finished_ms INTEGER,
    ready_ms INTEGER,
    deleted_ms INTEGER,
    credits_before REAL,
    credits_after REAL,
    usage_total REAL,
    usage_subscription REAL,
    usage_permanent REAL,
    code TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    message TEXT NOT NULL DEFAULT '',
    next_step TEXT NOT NULL DEFAULT '',
    result_url TEXT,
    take_path TEXT,
    take_sha256 TEXT,
    take_size INTEGER,
    take_width INTEGER,
    take_height INTEGER,
    take_duration REAL,
    take_frames INTEGER,
    take_frame_rate REAL,
    take_sound INTEGER
)"""

_DETAIL: Final = """
CREATE TABLE detail (
    row INTEGER PRIMARY KEY REFERENCES generation (row) ON DELETE CASCADE,
    recipe TEXT NOT NULL,
    used_input TEXT NOT NULL DEFAULT '{}',
    answer TEXT NOT NULL DEFAULT '{}'
)"""

_WORDS: Final = """
CREATE TABLE words (
    row INTEGER PRIMARY KEY REFERENCES generation (row) ON DELETE CASCADE,
    prompt TEXT NOT NULL,
    other TEXT NOT NULL DEFAULT '',
    ids TEXT NOT NULL DEFAULT ''
)"""

_REFERENCE: Final = """
CREATE TABLE reference_use (
    row INTEGER NOT NULL REFERENCES generation (row) ON DELETE CASCADE,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (row, sha256)
) WITHOUT ROWID"""

_TOTALS: Final = """
CREATE TABLE totals (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    entries INTEGER NOT NULL DEFAULT 0,
    takes INTEGER NOT NULL DEFAULT 0,
    bytes INTEGER NOT NULL DEFAULT 0,
    bin_entries INTEGER NOT NULL DEFAULT 0,
    bin_bytes INTEGER NOT NULL DEFAULT 0
)"""


def _count(sign: str, side: str) -> str:
    """Say what one row adds to the totals (`+`, `new`) or takes from them (`-`, `old`)."""
    kept, binned = f"({side}.deleted_ms IS NULL)", f"({side}.deleted_ms IS NOT NULL)"
    size = f"ifnull({side}.take_size, 0)"
    return (
        f"UPDATE totals SET entries = entries {sign} {kept}, "
        f"takes = takes {sign} ({side}.stage = 'ready' AND {kept}), "
        f"bytes = bytes {sign} {kept} * {size}, "
        f"bin_entries = bin_entries {sign} {binned}, "
        f"bin_bytes = bin_bytes {sign} {binned} * {size};"
    )


_PUT: Final = "INSERT INTO words_fts (rowid, prompt, other, ids) VALUES (new.row, new.prompt, new.other, new.ids);"
_TAKE: Final = (
    "INSERT INTO words_fts (words_fts, rowid, prompt, other, ids)"
    " VALUES ('delete', old.row, old.prompt, old.other, old.ids);"
)

VERSION_1: Final = (
    _GENERATION,
    _DETAIL,
    _WORDS,
    _REFERENCE,
    "CREATE INDEX reference_use_sha256 ON reference_use (sha256)",
    _TOTALS,
    "INSERT INTO totals (one) VALUES (1)",
    "CREATE TABLE draft (name TEXT PRIMARY KEY, text TEXT NOT NULL, saved_ms INTEGER NOT NULL)",
    # the whole history in the order of the list, with what its filters ask for, without reading the wide rows
    "CREATE INDEX listed ON generation (row DESC, created_ms, stage, engine) WHERE deleted_ms IS NULL",
    "CREATE INDEX binned ON generation (row DESC, created_ms, stage) WHERE deleted_ms IS NOT NULL",
    f"CREATE INDEX live ON generation (row, stage, engine, owner, held, stopped) WHERE {LIVE}",
    f"CREATE INDEX trouble ON generation (row DESC, created_ms, stage) WHERE {TROUBLE} AND deleted_ms IS NULL",
    "CREATE INDEX made_in ON generation (engine, resolution, duration, row, submitted_ms, finished_ms)"
    " WHERE stage = 'ready'",
    "CREATE VIRTUAL TABLE words_fts USING fts5"
    " (prompt, other, ids, content = 'words', content_rowid = 'row', tokenize = 'trigram case_sensitive 1')",
    # the trigrams themselves: how words of one or two characters are found
    "CREATE VIRTUAL TABLE words_terms USING fts5vocab (words_fts, 'col')",
    f"CREATE TRIGGER words_put AFTER INSERT ON words BEGIN {_PUT} END",
    f"CREATE TRIGGER words_take AFTER DELETE ON words BEGIN {_TAKE} END",
    f"CREATE TRIGGER words_change AFTER UPDATE ON words BEGIN {_TAKE} {_PUT} END",
    f"CREATE TRIGGER totals_put AFTER INSERT ON generation BEGIN {_count('+', 'new')} END",
    f"CREATE TRIGGER totals_take AFTER DELETE ON generation BEGIN {_count('-', 'old')} END",
    "CREATE TRIGGER totals_change AFTER UPDATE OF stage, deleted_ms, take_size ON generation"
    f" BEGIN {_count('-', 'old')} {_count('+', 'new')} END",
)
