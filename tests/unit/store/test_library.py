from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from rushes.core.errors import (
    LibraryDamaged,
    LibraryError,
    LibraryFull,
    LibraryTooNew,
    LibraryUnwritable,
)
from rushes.core.stages import Stage
from rushes.store import Library, is_library
from rushes.store.database import LibraryClosed
from rushes.store.library import DATABASE
from support.store import add, add_at, kill, out, run, start


def test_a_library_is_made_where_there_is_none(folder: Path) -> None:
    assert not is_library(folder)
    with Library.open(folder) as library:
        assert library.generations.in_work() == []
        assert library.check() == []
    assert is_library(folder)
    names = {path.name for path in folder.iterdir()}
    assert names == {DATABASE, "Takes", "References", "Staging", "Thumbnails", "Backups", "Owners"}


def test_what_was_written_is_there_after_it_was_opened_again(folder: Path) -> None:
    with Library.open(folder) as library:
        made = add(library)
    with Library.open(folder) as library:
        assert library.generations.get(made.id) == made


def test_closing_twice_does_no_harm_and_a_closed_library_says_so(folder: Path) -> None:
    library = Library.open(folder)
    library.close()
    library.close()
    with pytest.raises(LibraryClosed):
        add(library)
    with pytest.raises(LibraryClosed):
        library.history.query()


def test_closing_works_when_the_folder_has_gone(folder: Path) -> None:
    library = Library.open(folder)
    shutil.rmtree(folder)
    library.close()
    assert not library.folder.exists()


def refused(folder: Path) -> LibraryError:
    """Return the error that opening a library ends with; it names the folder and the next step, and changes nothing."""
    database = folder / DATABASE
    before = database.read_bytes() if database.is_file() else None
    with pytest.raises(LibraryError) as caught:
        Library.open(folder)
    assert str(folder) in caught.value.message.source()
    assert caught.value.next_step.source()
    assert before == (database.read_bytes() if database.is_file() else None)
    return caught.value


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"precious")
    assert isinstance(refused(path), LibraryUnwritable)
    assert isinstance(refused(path / "below"), LibraryUnwritable)
    assert path.read_bytes() == b"precious"


def test_a_folder_that_cannot_be_made_is_refused() -> None:
    assert isinstance(refused(Path("/proc/self/rushes")), LibraryUnwritable)


READ_ONLY = """
import os, sys
from pathlib import Path
from rushes.core.errors import LibraryUnwritable
from rushes.store import Library
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
for name in sys.argv[1:]:
    try:
        Library.open(Path(name)).close()
    except LibraryUnwritable as error:
        print(name in error.message.source())
"""


def test_a_folder_or_database_that_may_only_be_read_is_refused(tmp_path: Path, folder: Path) -> None:
    # the superuser may write anywhere, so another user tries, in a process of its own
    for parent in (tmp_path, *tmp_path.parents[:2]):
        parent.chmod(0o755)
    Library.open(folder).close()
    bare = tmp_path / "bare"
    bare.mkdir()
    half = tmp_path / "half"
    Library.open(half).close()
    for path in half.iterdir():
        path.chmod(0o777 if path.is_dir() else 0o444)
    half.chmod(0o777)
    for path in (bare, folder, folder / "Owners"):
        path.chmod(0o555)
    (folder / DATABASE).chmod(0o444)
    try:
        assert run(READ_ONLY, bare, folder, half).split() == ["True"] * 3
    finally:
        for path in (bare, folder, folder / "Owners"):
            path.chmod(0o755)


@pytest.mark.parametrize("content", [b"garbage " * 1000, b"SQLite format 3\0" + b"\xff" * 5000, b"x"])
def test_a_file_that_is_no_database_is_refused_and_left_alone(folder: Path, content: bytes) -> None:
    folder.mkdir(parents=True)
    (folder / DATABASE).write_bytes(content)
    assert isinstance(refused(folder), LibraryDamaged)


@pytest.mark.parametrize("kept", [0, 100, 4096, 30_000])
def test_a_truncated_database_is_refused_and_left_alone(folder: Path, kept: int) -> None:
    with Library.open(folder) as library:
        add(library)
        (folder / "Takes" / "2026-11").mkdir()
    with (folder / DATABASE).open("rb+") as file:
        file.truncate(kept)
    assert isinstance(refused(folder), LibraryDamaged)


def test_damage_inside_is_said_when_it_is_met(folder: Path) -> None:
    with Library.open(folder) as library:
        for n in range(300):
            add(library, f"{n} " * 200)
        with library._database.read() as connection:
            (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'generation'").fetchone()
            (size,) = connection.execute("PRAGMA page_size").fetchone()
    with (folder / DATABASE).open("rb+") as file:
        file.seek((page - 1) * size)
        file.write(b"\xaa" * size)
    with Library.open(folder) as library:
        with pytest.raises(LibraryDamaged):
            library.history.rows(range(300))
        assert any("damaged" in line.source() for line in library.check())


def test_somebody_elses_database_is_refused_and_left_alone(folder: Path) -> None:
    folder.mkdir(parents=True)
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        connection.execute("CREATE TABLE theirs (a)")
    assert isinstance(refused(folder), LibraryDamaged)


def test_a_folder_in_place_of_the_database_is_refused(folder: Path) -> None:
    (folder / DATABASE).mkdir(parents=True)
    assert isinstance(refused(folder), LibraryUnwritable)


def set_version(folder: Path, major: int, minor: int) -> None:
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        connection.execute(f"PRAGMA user_version = {major << 16 | minor}")


def test_a_newer_major_version_is_refused_and_a_newer_minor_one_is_read(folder: Path) -> None:
    with Library.open(folder) as library:
        made = add(library)
    set_version(folder, 1, 9)
    with Library.open(folder) as library:
        assert library.generations.get(made.id) == made
    set_version(folder, 2, 0)
    error = refused(folder)
    assert isinstance(error, LibraryTooNew)
    assert "2" in error.message.source()


def test_a_full_disk_is_said_and_loses_nothing(library: Library) -> None:
    kept = add(library)
    with library._database.alone() as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(LibraryFull) as caught:
        add(library, "x" * 100_000)
    assert str(library.folder) in caught.value.message.source()
    assert library.generations.in_work() == [kept]
    with library._database.alone() as connection:
        connection.execute("PRAGMA max_page_count = 1000000")
    add(library, "x" * 100_000)
    assert library.check() == []


MANY = """
import sys
from pathlib import Path
from support.store import add
from rushes.store import Library
for _ in range(3):
    with Library.open(Path(sys.argv[1])) as library:
        add(library)
"""


def test_processes_that_open_a_new_library_together_all_succeed(folder: Path) -> None:
    processes = [start(MANY, folder) for _ in range(4)]
    for process in processes:
        process.communicate(timeout=60)
    assert [process.returncode for process in processes] == [0] * 4
    with Library.open(folder) as library:
        assert len(library.history.query()) == 12
        assert library.check() == []


WRITE_FOR_EVER = """
import sys
from pathlib import Path
from support.store import add
from rushes.core.stages import Stage
from rushes.store import Library
library = Library.open(Path(sys.argv[1]))
while True:
    made = add(library, "unicorn " * 20)
    print("waiting", made.id, flush=True)
    library.generations.take_slot(made.id, limit=9**9)
    print("submitting", made.id, flush=True)
    library.generations.advance(made.id, seen=Stage.SUBMITTING, to=Stage.QUEUED, remote_id="gen_1")
    print("queued", made.id, flush=True)
"""


@pytest.mark.parametrize("lines", [1, 2, 3, 7, 20])
def test_whatever_was_said_to_be_done_survives_kill_9(folder: Path, lines: int) -> None:
    process = start(WRITE_FOR_EVER, folder)
    said: dict[str, Stage] = {}
    for _ in range(lines):
        stage, gid = out(process).readline().split()
        said[gid] = Stage(stage)
    process.kill()
    for line in out(process):
        if line.endswith("\n"):
            stage, gid = line.split()
            said[gid] = Stage(stage)
    process.communicate()
    order = [Stage.WAITING, Stage.SUBMITTING, Stage.QUEUED]
    with Library.open(folder) as library:
        for gid, stage in said.items():
            generation = library.generations.get(gid)
            assert order.index(generation.stage) >= order.index(stage)
            assert (generation.remote_id == "gen_1") == (generation.stage is Stage.QUEUED)
        assert library.generations.counts().entries - len(said) in {0, 1}
        assert len(library.history.query("unicorn")) == library.generations.counts().entries
        assert library.check() == []


DIE_INSIDE = """
import sys, time
from pathlib import Path
from rushes.store import Library
library = Library.open(Path(sys.argv[1]))
with library._database.write(full=True) as connection:
    connection.execute("UPDATE generation SET stage = 'failed'")
    connection.execute("DELETE FROM words")
    print("inside", flush=True)
    time.sleep(600)
"""


def test_a_transaction_that_was_killed_has_not_happened(library: Library, folder: Path) -> None:
    made = add_at(library, Stage.QUEUED, "unicorn")
    process = start(DIE_INSIDE, folder)
    assert out(process).readline() == "inside\n"
    assert library.generations.get(made.id) == made
    kill(process)
    assert library.generations.advance(made.id, seen=Stage.QUEUED, to=Stage.RENDERING).stage is Stage.RENDERING
    assert len(library.history.query("unicorn")) == 1
    assert library.check() == []


def test_missing_takes_and_a_wrong_index_are_reported_and_mended(library: Library, tmp_path: Path) -> None:
    made = add_at(library, Stage.READY)
    staged = library.files.staging_path(made.id)
    staged.write_bytes(b"video")
    relative = library.files.place_take(made, staged)
    with library._database.write() as connection:
        connection.execute("UPDATE generation SET take_path = ?", (relative,))
    assert library.check() == []
    (library.folder / relative).unlink()
    assert [line.source() for line in library.check()] == ["1 take is no longer in its place."]
    with library._database.write() as connection:
        connection.execute("DELETE FROM generation")
        connection.execute("INSERT INTO words_fts (rowid, prompt, other) VALUES (77, 'ghost', '')")
    assert [line.source() for line in library.check()] == [
        "The search index does not fit the takes. It can be built anew."
    ]
    library.repair()
    assert library.check() == []


def test_copies_are_made_now_and_then_and_can_be_put_in_place(library: Library, folder: Path, tmp_path: Path) -> None:
    made = add(library)
    copy = library.back_up()
    assert copy is not None
    assert library.back_up() is None
    elsewhere = tmp_path / "restored"
    elsewhere.mkdir()
    shutil.copy(copy, elsewhere / DATABASE)
    with Library.open(elsewhere) as restored:
        assert restored.generations.get(made.id) == made
        assert restored.check() == []
    assert list((folder / "Staging").iterdir()) == []


def test_only_the_newest_copies_are_kept(library: Library, folder: Path) -> None:
    old = [folder / "Backups" / f"rushes 2026-0{n}-01 00.00.00.sqlite3" for n in range(1, 6)]
    before_migration = folder / "Backups" / "before version 1.0 was left.sqlite3"
    for path in (*old, before_migration):
        path.write_bytes(b"old")
        os.utime(path, (0, 0))
    made = library.back_up()
    assert made is not None
    assert set((folder / "Backups").iterdir()) == {*old[-2:], made, before_migration}


def test_drafts_are_replaced_as_a_whole_and_survive(library: Library, folder: Path) -> None:
    assert library.drafts.load("main") is None
    library.drafts.save("main", '{"prompt": "雪"}')
    library.drafts.save("main", '{"prompt": "\udcff"}')
    library.drafts.save("other", "x")
    with Library.open(folder) as again:
        assert again.drafts.load("main") == '{"prompt": "?"}'
    library.drafts.forget("main")
    assert library.drafts.load("main") is None
    assert library.drafts.load("other") == "x"
