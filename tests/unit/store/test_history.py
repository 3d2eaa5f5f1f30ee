from __future__ import annotations

import time
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rushes.core.cancel import Cancelled, CancelToken
from rushes.core.history import HistoryFilter
from rushes.core.stages import Engine, Stage
from rushes.store.search import fold
from support.store import Clock, add, add_at, recipe, take_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rushes.store import Library


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The user's clock stands in Berlin, which has summer time."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def found(library: Library, words: str, filter: HistoryFilter = HistoryFilter.ALL) -> list[int]:
    """Return what a query finds, having checked that all ways of asking agree."""
    rows = list(library.history.query(words, filter=filter).rows)
    assert list(library.history.first_page(3, words, filter=filter).rows) == rows[:3]
    assert [row for row in library.history.query().rows if library.history.shows(row, words)] == list(
        library.history.query(words).rows
    )
    return rows


def test_an_empty_library_has_an_empty_history(library: Library) -> None:
    result = library.history.query()
    assert len(result) == 0
    assert list(result.headings()) == []
    assert result.complete
    assert library.history.rows([]) == []


def test_newest_come_first_and_pages_say_whether_there_is_more(library: Library) -> None:
    rows = [add(library).row for _ in range(5)]
    assert list(library.history.query().rows) == rows[::-1]
    page = library.history.first_page(2)
    assert list(page.rows) == rows[:-3:-1]
    assert not page.complete
    assert library.history.first_page(6).complete


@pytest.mark.usefixtures("berlin")
def test_days_are_those_of_the_users_clock_through_summer_time(library: Library, clock: Clock) -> None:
    moments = [
        datetime(2026, 3, 28, 22, 59, 59, tzinfo=UTC),  # 23:59:59 on the 28th
        datetime(2026, 3, 28, 23, 0, tzinfo=UTC),  # midnight; this day has 23 hours
        datetime(2026, 3, 29, 21, 59, 59, tzinfo=UTC),  # 23:59:59 on the 29th
        datetime(2026, 3, 29, 22, 0, tzinfo=UTC),  # midnight on the 30th
        datetime(2026, 10, 24, 22, 0, tzinfo=UTC),  # midnight on the 25th; this day has 25 hours
        datetime(2026, 10, 25, 22, 59, 59, tzinfo=UTC),  # 23:59:59 on the 25th
        datetime(2026, 10, 25, 23, 0, tzinfo=UTC),  # midnight on the 26th
    ]
    for moment in moments:
        clock.now = moment
        add(library)
    assert list(library.history.query().headings()) == [
        (0, date(2026, 10, 26)),
        (1, date(2026, 10, 25)),
        (3, date(2026, 3, 30)),
        (4, date(2026, 3, 29)),
        (6, date(2026, 3, 28)),
    ]


@pytest.mark.usefixtures("berlin")
def test_a_clock_set_back_makes_no_heading_twice(library: Library, clock: Clock) -> None:
    for day in (22, 23, 22, 23, 24):
        clock.now = datetime(2026, 11, day, 12, tzinfo=UTC)
        add(library)
    assert [day.day for _, day in library.history.query().headings()] == [24, 23, 22]


def test_filters_show_their_part(library: Library) -> None:
    made = {stage: add_at(library, stage).row for stage in Stage}
    rehearsal = add_at(library, Stage.READY, engine=Engine.REHEARSAL).row
    gone = add_at(library, Stage.FAILED)
    library.bin.delete([gone.id])

    def rows(filter: HistoryFilter) -> set[int]:
        return set(found(library, "", filter))

    assert rows(HistoryFilter.ALL) == {*made.values(), rehearsal}
    assert rows(HistoryFilter.RUNNING) == {
        made[s] for s in (Stage.WAITING, Stage.SUBMITTING, Stage.QUEUED, Stage.RENDERING, Stage.FETCHING)
    }
    assert rows(HistoryFilter.READY) == {made[Stage.READY], rehearsal}
    assert rows(HistoryFilter.FAILED) == {made[Stage.FAILED], made[Stage.CANCELED]}
    assert rows(HistoryFilter.ATTENTION) == {made[Stage.FAILED], made[Stage.UNCONFIRMED]}
    assert rows(HistoryFilter.REHEARSALS) == {rehearsal}
    assert rows(HistoryFilter.PAID) == set(made.values())
    assert rows(HistoryFilter.BIN) == {gone.row}
    assert set(found(library, "fox", HistoryFilter.BIN)) == {gone.row}
    assert set(found(library, "fox", HistoryFilter.FAILED)) == rows(HistoryFilter.FAILED)


def test_what_waits_for_somebody_is_listed_wherever_it_stands(library: Library) -> None:
    held = add_at(library, Stage.WAITING)
    library.generations.record(held.id, held=True)
    stopped = [add_at(library, stage) for stage in (Stage.QUEUED, Stage.RENDERING, Stage.FETCHING)]
    for row in stopped:
        library.generations.record(row.id, stopped=True)
    others = [add_at(library, stage) for stage in (Stage.WAITING, Stage.QUEUED, Stage.READY, Stage.CANCELED)]
    # it came to its end although nobody followed it: nothing is left to decide
    library.generations.record(others[2].id, stopped=True)
    unconfirmed = add_at(library, Stage.UNCONFIRMED)
    binned = add_at(library, Stage.QUEUED)
    library.generations.record(binned.id, stopped=True)
    library.bin.delete([binned.id])
    expected = [unconfirmed.row, *(row.row for row in reversed(stopped)), held.row]
    assert found(library, "", HistoryFilter.ATTENTION) == expected
    assert found(library, "fox", HistoryFilter.ATTENTION) == expected
    assert [
        row.row for row in (held, *stopped, *others) if library.history.shows(row.row, filter=HistoryFilter.ATTENTION)
    ] == [row.row for row in (held, *stopped)]


def test_rows_come_in_the_order_asked_for_and_say_what_the_list_shows(library: Library, clock: Clock) -> None:
    ready = add_at(library, Stage.FETCHING, "  Slow dolly\n\tin " + "on " * 200)
    library.generations.advance(ready.id, seen=Stage.FETCHING, to=Stage.READY, file=take_file())
    failed = add_at(library, Stage.FAILED)
    library.generations.record(failed.id, title="Refused", code="X", status_word="FAILED")
    rows = library.history.rows([failed.row, 999, ready.row])
    assert [row.row for row in rows] == [failed.row, ready.row]
    assert (rows[0].title, rows[0].code, rows[0].has_file, rows[0].poster) == ("Refused", "X", False, None)
    assert rows[1].excerpt.startswith("Slow dolly in on on")
    assert len(rows[1].excerpt) <= 200
    assert (rows[1].id, rows[1].created_at, rows[1].resolution, rows[1].duration) == (ready.id, clock.now, "720p", 5)
    assert (rows[1].has_file, rows[1].poster, rows[1].stage) == (True, ready.id, Stage.READY)
    assert library.history.row_of(ready.id) == rows[1]
    assert library.history.row_of("nobody") is None


def test_more_rows_than_one_window_holds_can_be_read(library: Library) -> None:
    for _ in range(5):
        add(library)
    numbers = list(library.history.query().rows) * 90
    assert [row.row for row in library.history.rows(numbers)] == numbers


PROMPTS = {
    "zh": "一只狐狸在雪地里奔跑，镜头缓慢推进",
    "accents": "Élan vital, GROẞE Straße, naïve café",
    "russian": "Медленный наезд на окно",
    "signs": '100% "quoted" it\'s a_b \\ back* (NEAR) AND -x:y ^',
    "wide": "ＦＵＬＬ ｗｉｄｔｈ",
    "nul": "before\0after",
}


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("狐", "zh"),
        ("狐狸", "zh"),
        ("推进", "zh"),
        ("进", "zh"),
        ("雪地里", "zh"),
        ("狐狸在雪地", "zh"),
        ("狐狸 镜头缓慢", "zh"),
        ("奔 跑 狐狸在", "zh"),
        ("élan", "accents"),
        ("ÉLAN", "accents"),
        ("É", "accents"),
        ("fé", "accents"),
        ("grosse", "accents"),
        ("strasse ÏV", "accents"),
        ("на", "russian"),
        ("НА ОКНО", "russian"),
        ("100%", "signs"),
        ("%", "signs"),
        ('"', "signs"),
        ('"quoted"', "signs"),
        ("'s", "signs"),
        ("a_b", "signs"),
        ("\\", "signs"),
        ("(near) and", "signs"),
        ("back*", "signs"),
        ("-x:y ^", "signs"),
        ("full WIDTH", "wide"),
        ("before after", "nul"),
        ("before\0after", "nul"),
    ],
)
def test_any_words_find_what_holds_them_all(library: Library, words: str, who: str) -> None:
    rows = {name: add(library, prompt).row for name, prompt in PROMPTS.items()}
    assert found(library, words) == [rows[who]]


@pytest.mark.parametrize(
    "words", ["狼", "狐狼", "狐狸狼", "狐狸 狼", "%%", "__", "q", "zq", "100_", '""', "elan", "NOT", "*"]
)
def test_words_that_occur_nowhere_find_nothing(library: Library, words: str) -> None:
    for prompt in ("一只狐狸", "Élan", "100%"):
        add(library, prompt)
    assert found(library, words) == []


@pytest.mark.parametrize("words", ["", " ", "\0", "\n\t", "　"])
def test_no_words_find_everything(library: Library, words: str) -> None:
    add(library)
    assert len(found(library, words)) == 1


def test_a_short_word_that_begins_many_trigrams_is_found_too(library: Library) -> None:
    everything = [chr(0x4E00 + n) for n in range(400)]
    many = add(library, " ".join(f"狐{character}" for character in everything)).row
    one = add(library, "一只狐").row
    add(library, "nothing of the kind")
    assert found(library, "狐") == [one, many]
    assert found(library, "狐 丁") == [many]
    assert found(library, "一只狐 狐") == [one]
    add(library, "".join(f"%{character}_" for character in everything))
    assert len(found(library, "%")) == len(found(library, "_")) == 1


def test_ids_names_and_errors_are_found_as_they_change(library: Library) -> None:
    made = library.generations.add(recipe("A fox", "ab" * 32), Engine.SKILLS_VIDEO, origin="")
    assert found(library, made.id[:6]) == [made.row]
    assert found(library, "kühlturm") == [made.row]
    assert found(library, "gen_9F2C") == []
    library.generations.advance(made.id, seen=Stage.WAITING, to=Stage.SUBMITTING)
    library.generations.advance(made.id, seen=Stage.SUBMITTING, to=Stage.QUEUED, remote_id="gen_9F2C")
    assert found(library, "GEN_9f2c fox") == [made.row]
    library.generations.advance(
        made.id, seen=Stage.QUEUED, to=Stage.FAILED, code="CONTENT_REJECTED", title="Inhalt abgelehnt"
    )
    assert found(library, "content_rejected ab") == [made.row]


def test_a_short_word_is_not_found_in_the_random_letters_of_an_id(library: Library) -> None:
    made = add(library, "雪")
    for letters in (1, 2, 3, 5):
        assert found(library, made.id[:letters]) == []
    assert found(library, made.id) == [made.row]


def test_what_was_deleted_for_good_is_not_found(library: Library) -> None:
    made = add_at(library, Stage.FAILED, "unicorn")
    library.bin.delete([made.id])
    assert found(library, "unicorn") == []
    library.bin.empty_bin()
    assert found(library, "unicorn", HistoryFilter.BIN) == []
    assert library.check() == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, database=None)
@given(prompt=st.text(max_size=40), start=st.integers(0, 40), length=st.integers(1, 6))
def test_every_part_of_every_prompt_finds_it(library: Library, prompt: str, start: int, length: int) -> None:
    row = add(library, prompt).row
    part = fold(prompt)[start : start + length]
    assert row in library.history.query(part).rows


def test_a_query_that_is_outdated_ends(library: Library) -> None:
    add(library)
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        library.history.query("fox", cancel=token)
    assert len(library.history.query("fox", cancel=CancelToken())) == 1
