from __future__ import annotations

import hashlib
import os
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from rushes.core.cancel import Cancelled, CancelToken
from rushes.core.errors import LibraryFull, LibraryUnwritable, MediaError
from rushes.core.stages import Engine, Stage
from rushes.store.names import prompt_slug, safe_suffix
from support.store import Clock, add, add_at, recipe, take_file

if TYPE_CHECKING:
    from pathlib import Path

    from rushes.store import Library

DAYS = 2 * 24 * 3600


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "Kühlturm.PNG"
    path.write_bytes(os.urandom(3_000_000))
    return path


def files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_reference_is_kept_by_its_content_and_once(library: Library, source: Path) -> None:
    steps: list[tuple[int, int]] = []
    kept = library.files.keep(source, progress=lambda done, total: steps.append((done, total)))
    sha256 = hashlib.sha256(source.read_bytes()).hexdigest()
    assert kept.sha256 == sha256
    assert kept.size == 3_000_000
    assert kept.path == library.folder / "References" / sha256[:2] / f"{sha256}.png"
    assert kept.path.read_bytes() == source.read_bytes()
    assert steps[-1] == (3_000_000, 3_000_000)
    assert len(steps) > 1
    same = source.rename(source.with_name("other.jpg"))
    assert library.files.keep(same) == kept
    assert library.files.keep_bytes(same.read_bytes(), ".webp") == kept
    assert library.files.reference_path(sha256) == kept.path
    assert files_in(library.folder / "References") == [kept.path]
    assert files_in(library.folder / "Staging") == []


def test_bytes_from_the_clipboard_are_kept(library: Library) -> None:
    kept = library.files.keep_bytes(b"picture", ".png")
    assert kept.path.read_bytes() == b"picture"
    assert kept.path.suffix == ".png"
    assert files_in(library.folder / "Staging") == []


@pytest.mark.parametrize("sha256", ["", "..", "ab", "AB" * 32, "ab" * 32, "../../etc/passwd", "*" * 64])
def test_no_copy_is_found_for_what_is_not_there(library: Library, sha256: str) -> None:
    library.files.keep_bytes(b"picture", ".png")
    assert library.files.reference_path(sha256) is None


def test_a_copy_that_lost_bytes_is_made_again(library: Library, source: Path) -> None:
    kept = library.files.keep(source)
    kept.path.write_bytes(b"half")
    assert library.files.keep(source) == kept
    assert kept.path.read_bytes() == source.read_bytes()


def test_a_file_that_is_gone_or_no_file_is_said_so_by_name(library: Library, source: Path, tmp_path: Path) -> None:
    gone = tmp_path / "gone.png"
    for path in (gone, tmp_path, source / "below"):
        with pytest.raises(MediaError) as caught:
            library.files.keep(path)
        assert path.name in caught.value.message.source()
        assert caught.value.name == path.name
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path / "a\0b"):
        with pytest.raises(MediaError):
            library.files.keep(path)
    assert files_in(library.folder / "Staging") == []
    assert files_in(library.folder / "References") == []


def test_a_file_that_changes_while_it_is_copied_is_refused(library: Library, source: Path) -> None:
    def append(done: int, total: int) -> None:
        if done < total:
            with source.open("ab") as file:
                file.write(b"more")

    with pytest.raises(MediaError, match="changed while"):
        library.files.keep(source, progress=append)
    assert files_in(library.folder / "References") == []
    assert files_in(library.folder / "Staging") == []


def test_copying_can_be_cancelled_and_leaves_nothing(library: Library, source: Path) -> None:
    token = CancelToken()
    with pytest.raises(Cancelled):
        library.files.keep(source, cancel=token, progress=lambda done, total: token.cancel())
    assert files_in(library.folder / "References") == []
    assert files_in(library.folder / "Staging") == []


def test_what_does_not_fit_is_refused_before_it_is_copied(library: Library, tmp_path: Path) -> None:
    huge = tmp_path / "huge.mov"
    with huge.open("wb") as file:
        file.truncate(library.files.free_bytes() + 10_000_000_000)
    with pytest.raises(LibraryFull, match=r"\d+\.\d GB are needed"):
        library.files.keep(huge)
    assert files_in(library.folder / "Staging") == []


def test_many_threads_keep_the_same_file_once(library: Library, source: Path) -> None:
    kept: list[object] = []
    threads = [threading.Thread(target=lambda: kept.append(library.files.keep(source))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(kept) == 4
    assert len(set(map(repr, kept))) == 1
    assert len(files_in(library.folder / "References")) == 1


def test_what_dead_processes_left_half_done_is_removed(library: Library) -> None:
    followed, over = add_at(library, Stage.FETCHING), add_at(library, Stage.FAILED)
    staging = library.folder / "Staging"
    names = (f"{followed.id}.part", f"{over.id}.part", "copy-1.part", "copy-2.part")
    for name in names:
        (staging / name).write_bytes(b"12345")
    for name in names[:3]:
        os.utime(staging / name, (0, 0))
    assert library.tidy() == 10
    assert {path.name for path in staging.iterdir()} == {names[0], names[3]}


def test_a_take_is_named_after_its_time_and_words(library: Library, clock: Clock) -> None:
    made = add(library, "[0–2s] Slow dolly in on @Image1 at a café window: steam rising")
    staged = library.files.staging_path(made.id)
    staged.write_bytes(b"video")
    relative = library.files.place_take(made, staged)
    local = clock.now.astimezone()
    assert relative == (
        f"Takes/{local:%Y-%m}/{local:%Y-%m-%d %H.%M.%S} slow-dolly-in-on-at-a-café-window {made.id}.mp4"
    )
    assert (library.folder / relative).read_bytes() == b"video"
    assert not staged.exists()
    assert library.files.take_path(made) is None
    placed = library.generations.record(made.id, file=replace(take_file(), path=relative))
    assert library.files.take_path(placed) == library.folder / relative


def test_placing_again_after_a_crash_makes_no_second_file(
    library: Library, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = add(library, "雪地里的狐狸")
    assert library.files.placed(made) is None
    staged = library.files.staging_path(made.id)
    staged.write_bytes(b"first")
    relative = library.files.place_take(made, staged)
    assert library.files.placed(made) == library.folder / relative
    # the crash came before this was recorded; the clock on the wall has changed its zone since
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    assert library.files.place_take(made, staged) == relative
    staged.write_bytes(b"fetched again")
    assert library.files.place_take(made, staged) == relative
    assert files_in(library.folder / "Takes") == [library.folder / relative]
    assert (library.folder / relative).read_bytes() == b"fetched again"


def test_placing_what_was_never_fetched_fails(library: Library) -> None:
    made = add(library)
    with pytest.raises(LibraryUnwritable):
        library.files.place_take(made, library.files.staging_path(made.id))


@pytest.mark.parametrize(
    ("prompt", "slug"),
    [
        ("", ""),
        ('...///\\\\:*?"<>|\0\n', ""),
        ("CON", "con"),
        ("A/B\\C:D", "a-b-c-d"),
        ("雪地里的狐狸，镜头缓慢推进", "雪地里的狐狸-镜头缓慢推进"),
        ("雪" * 200, "雪" * 36),
        ("x" * 500, "x" * 36),
        ("e\u0301te\u0301", "été"),
        ("नमस्ते दुनिया", "नमस्ते-दुनिया"),
        ("\udcff@Image2 [3-5s]", ""),
        ("🦊 fox", "fox"),
    ],
)
def test_file_names_are_safe_and_keep_every_script(prompt: str, slug: str) -> None:
    assert prompt_slug(prompt) == slug
    assert len(prompt_slug(prompt).encode()) <= 108


@pytest.mark.parametrize(
    ("name", "suffix"), [("a.PNG", ".png"), ("a", ""), (".hidden", ""), ("a.tar.gz", ".gz"), ("a.p/g", ""), ("a.", "")]
)
def test_only_plain_suffixes_are_kept(name: str, suffix: str) -> None:
    assert safe_suffix(name) == suffix


@pytest.mark.parametrize("gid", ["", "../x", "a/b", "a" * 65, "\0"])
def test_no_path_is_made_from_what_is_no_id(library: Library, gid: str) -> None:
    with pytest.raises(LibraryUnwritable):
        library.files.staging_path(gid)
    with pytest.raises(LibraryUnwritable):
        library.files.thumbnail_path(gid)


@pytest.mark.parametrize("path", ["../outside.mp4", "/etc/passwd", "Takes/../../x"])
def test_no_recorded_path_leads_out_of_the_library(library: Library, path: str) -> None:
    with pytest.raises(LibraryUnwritable):
        library.files.inside(path)


def placed_take(library: Library, content: bytes, *hashes: str) -> str:
    """Add a finished generation with a take, a thumbnail and references, and return its id."""
    made = library.generations.add(recipe("A fox", *hashes), Engine.REHEARSAL, origin="")
    for to in (Stage.SUBMITTING, Stage.FETCHING):
        made = library.generations.advance(made.id, seen=made.stage, to=to)
    staged = library.files.staging_path(made.id)
    staged.write_bytes(content)
    file = replace(take_file(), path=library.files.place_take(made, staged), size=len(content))
    library.files.thumbnail_path(made.id).write_bytes(b"poster")
    library.generations.advance(made.id, seen=Stage.FETCHING, to=Stage.READY, file=file)
    return made.id


def test_deleting_hides_and_restoring_shows_again(library: Library) -> None:
    gid = placed_take(library, b"video")
    assert library.bin.delete([gid, "unknown", gid]) == (gid,)
    assert library.bin.delete([gid]) == ()
    assert library.bin.bin_ids() == [gid]
    generation = library.generations.get(gid)
    path = library.files.take_path(generation)
    assert generation.deleted_at is not None
    assert path is not None
    assert path.read_bytes() == b"video"
    assert library.bin.restore([gid, "unknown"]) == (gid,)
    assert library.bin.restore([gid]) == ()
    assert library.bin.bin_ids() == []
    assert library.generations.get(gid).deleted_at is None


def test_emptying_deletes_takes_and_only_references_nobody_uses(library: Library) -> None:
    shared, alone, drafted, young = (library.files.keep_bytes(word, ".png") for word in (b"1", b"22", b"333", b"4444"))
    for kept in (shared, alone, drafted):
        os.utime(kept.path, (kept.path.stat().st_atime, kept.path.stat().st_mtime - DAYS))
    library.drafts.save("main", f'{{"sha256": "{drafted.sha256}"}}')
    gone = placed_take(library, b"video", shared.sha256, alone.sha256, drafted.sha256, young.sha256)
    stays = placed_take(library, b"other", shared.sha256)
    library.bin.delete([gone])
    emptied = library.bin.empty_bin()
    assert emptied.gone == (gone,)
    assert emptied.freed == len(b"video") + len(b"poster") + alone.size
    assert emptied.stayed == 0
    assert [kept.path.exists() for kept in (shared, alone, drafted, young)] == [True, False, True, True]
    assert [generation.id for generation in map(library.generations.get, [stays])] == [stays]
    assert len(files_in(library.folder / "Takes")) == 1
    assert len(files_in(library.folder / "Thumbnails")) == 1
    assert library.bin.bin_ids() == []
    assert library.check() == []


def test_what_is_in_work_stays_in_the_bin_and_is_still_followed(library: Library) -> None:
    made = add_at(library, Stage.RENDERING)
    library.bin.delete([made.id])
    emptied = library.bin.empty_bin()
    assert (emptied.gone, emptied.stayed) == ((), 1)
    assert [generation.id for generation in library.generations.in_work()] == [made.id]
    fetched = library.generations.advance(made.id, seen=Stage.RENDERING, to=Stage.FETCHING)
    assert fetched.deleted_at is not None
    assert library.bin.restore([made.id]) == (made.id,)


def test_what_only_waits_is_not_sent_from_the_bin(library: Library) -> None:
    made = add_at(library, Stage.WAITING)
    library.bin.delete([made.id])
    assert library.generations.take_slot(made.id, limit=4) is None
    library.bin.restore([made.id])
    assert library.generations.get(made.id).held
    library.bin.delete([made.id])
    emptied = library.bin.empty_bin()
    assert (emptied.gone, emptied.stayed) == ((made.id,), 0)
    assert library.check() == []


def test_what_a_broken_download_left_goes_with_its_row(library: Library) -> None:
    made = add_at(library, Stage.FAILED)
    part = library.files.staging_path(made.id)
    beside = part.with_name(part.name + ".from")
    for path in (part, beside):
        path.write_bytes(b"some")
    library.bin.delete([made.id])
    assert library.bin.empty_bin().freed == 8
    assert list(part.parent.iterdir()) == []


def test_an_emptying_that_was_interrupted_is_finished_by_the_next(library: Library) -> None:
    gid = placed_take(library, b"video")
    blocked = placed_take(library, b"other")
    generation = library.generations.get(blocked)
    library.bin.delete([gid, blocked])
    path = library.files.take_path(generation)
    assert path is not None
    path.unlink()
    (path / "in the way").mkdir(parents=True)
    with pytest.raises(LibraryUnwritable):
        library.bin.empty_bin()
    assert library.bin.restore([gid, blocked]) == ()
    assert library.bin.bin_ids() == []
    (path / "in the way").rmdir()
    path.rmdir()
    assert set(library.bin.empty_bin().gone) == {gid, blocked}
    assert library.check() == []
