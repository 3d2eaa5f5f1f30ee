from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from rushes.core.stages import Stage
from rushes.store import Library
from rushes.store.library import DATABASE
from rushes.store.migrations import MIGRATIONS, Migration, Version, migrate, version_of
from support.store import kill, out, start

OLD = Path(__file__).parents[2] / "data" / "old"
NEXT = (
    *MIGRATIONS,
    Migration(Version(1, 1), ("ALTER TABLE generation ADD COLUMN mark", "CREATE INDEX r ON generation (mark)")),
    Migration(Version(2), ("CREATE TABLE reel (a)", "INSERT INTO reel VALUES (1)")),
)


def make_old(folder: Path, version: str) -> None:
    """Make the library that an older Rushes left."""
    folder.mkdir(parents=True)
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        connection.executescript((OLD / f"{version}.sql").read_text())


def schema(connection: sqlite3.Connection) -> set[tuple[str, ...]]:
    return set(connection.execute("SELECT type, name, tbl_name, ifnull(sql, '') FROM sqlite_master"))


@pytest.mark.parametrize("version", sorted(path.stem for path in OLD.glob("*.sql")))
def test_every_older_library_opens_and_becomes_like_a_new_one(tmp_path: Path, version: str) -> None:
    make_old(tmp_path / "old", version)
    with Library.open(tmp_path / "old") as old, Library.open(tmp_path / "new") as new:
        with old._database.read() as one, new._database.read() as two:
            assert schema(one) == schema(two)
            assert version_of(one) == version_of(two)
        assert old.check() == []
        (found,) = old.history.query("雪地里").rows
        (row,) = old.history.rows([found])
        generation = old.generations.get(row.id)
        assert generation.stage is Stage.READY
        assert generation.usage is not None
        assert generation.usage.total == 20
        assert generation.recipe.prompt.startswith("一只狐狸")
        assert old.drafts.load("main") == "{}"


def test_there_is_a_fixture_of_every_version_of_the_schema() -> None:
    assert {f"v{m.to.major}.{m.to.minor}" for m in MIGRATIONS} <= {path.stem for path in OLD.glob("*.sql")}


def test_steps_run_in_order_and_the_file_is_copied_once_before_the_first(tmp_path: Path) -> None:
    make_old(tmp_path / "a", "v1.0")
    copied: list[Version] = []
    with closing(sqlite3.connect(tmp_path / "a" / DATABASE, isolation_level=None)) as connection:
        assert migrate(connection, copy=copied.append, migrations=NEXT) == Version(2)
        assert connection.execute("SELECT a FROM reel").fetchall() == [(1,)]
        assert migrate(connection, copy=copied.append, migrations=NEXT) == Version(2)
    assert copied == [Version(1)]


@pytest.mark.parametrize("broken", [1, 2])
def test_a_step_that_fails_leaves_the_version_before_it(tmp_path: Path, broken: int) -> None:
    make_old(tmp_path / "a", "v1.0")
    steps = list(NEXT)
    steps[broken] = Migration(steps[broken].to, (*steps[broken].statements, "SELECT nonsense"))
    with closing(sqlite3.connect(tmp_path / "a" / DATABASE, isolation_level=None)) as connection:
        with pytest.raises(sqlite3.OperationalError):
            migrate(connection, copy=lambda _: None, migrations=steps)
        assert version_of(connection) == steps[broken - 1].to
        names = {row[1] for row in schema(connection)}
        assert ("r" in names) == (broken == 2)
        assert "reel" not in names
        assert migrate(connection, copy=lambda _: None, migrations=NEXT) == Version(2)


DIE = """
import sqlite3, sys, time
from rushes.store.migrations import MIGRATIONS, Migration, Version, migrate
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.create_function("wait_here", 0, lambda: (print("inside", flush=True), time.sleep(600))[1])
migrate(connection, copy=lambda _: None, migrations=(
    *MIGRATIONS,
    Migration(Version(1, 1), ("ALTER TABLE generation ADD COLUMN rating", "DROP TABLE draft", "SELECT wait_here()")),
))
"""


def test_a_step_that_is_killed_leaves_the_version_before_it(tmp_path: Path) -> None:
    make_old(tmp_path / "a", "v1.0")
    process = start(DIE, tmp_path / "a" / DATABASE)
    assert out(process).readline() == "inside\n"
    kill(process)
    with Library.open(tmp_path / "a") as library:
        assert library.drafts.load("main") == "{}"
        assert library.check() == []
        with library._database.read() as connection:
            assert version_of(connection) == Version(1)


def test_versions_are_packed_in_order() -> None:
    assert Version.unpack(Version(3, 7).pack()) == Version(3, 7)
    assert Version(1, 9).pack() < Version(2).pack()
    assert tuple(sorted(MIGRATIONS, key=lambda migration: migration.to)) == MIGRATIONS
