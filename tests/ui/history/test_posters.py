"""Pictures of the list: decoded elsewhere, bounded in bytes."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QColor, QImage

from rushes.core.errors import MediaError
from rushes.core.generation import GenerationId
from rushes.core.history import HistoryRow
from rushes.core.messages import msg
from rushes.core.stages import Engine, Stage
from rushes.ui.history import posters
from rushes.ui.history.posters import AT_ONCE, Posters

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot

    from rushes.services.pictures import Pictures
    from rushes.ui.tasks import Tasks
    from rushes.ui.theme import ThemeManager

SIZE = QSize(96, 54)


class Drawn:
    """Draws a poster for each take, and notes in which thread."""

    def __init__(self) -> None:
        self.threads: list[int] = []
        self.asked: list[str] = []

    def poster(self, generation_id: str, _cancel: object = None) -> bytes | None:
        self.threads.append(threading.get_ident())
        self.asked.append(generation_id)
        if generation_id == "damaged":
            raise MediaError(msg("It cannot be read."))
        image = QImage(384, 216, QImage.Format.Format_RGB32)
        image.fill(QColor("teal"))
        array = QByteArray()
        buffer = QBuffer(array)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "JPEG")  # type: ignore[call-overload]
        return bytes(array.data())


def row(number: int, gid: str = "") -> HistoryRow:
    made = datetime(2026, 11, 22, tzinfo=UTC)
    gid = gid or f"g{number}"
    return HistoryRow(number, GenerationId(gid), Engine.REHEARSAL, Stage.READY, "A fox", made, "720p", 5, has_file=True)


def made(tasks: Tasks, ratio: float = 1.0) -> tuple[Posters, Drawn]:
    drawn = Drawn()
    found = Posters(tasks, SIZE)
    found.attach(cast("Pictures", drawn), ratio)
    return found, drawn


def test_a_picture_arrives_from_another_thread_and_fits_its_place(
    qtbot: QtBot, tasks: Tasks, themed: ThemeManager
) -> None:
    found, drawn = made(tasks, 2.0)
    with qtbot.waitSignal(found.arrived) as arrived:
        assert found.of(row(7)) is None
    assert arrived.args == [7]
    picture = found.of(row(7))
    assert picture is not None
    assert picture.size() == SIZE * 2
    assert picture.deviceIndependentSize().toSize() == SIZE
    assert threading.get_ident() not in drawn.threads


def test_the_cache_stays_below_its_bytes_and_drops_what_was_not_looked_at(
    qtbot: QtBot, tasks: Tasks, themed: ThemeManager, monkeypatch: pytest.MonkeyPatch
) -> None:
    each = 96 * 54 * 4
    monkeypatch.setattr(posters, "CACHE_BYTES", 5 * each)
    found, drawn = made(tasks)
    for number in range(20):
        found.of(row(number))
        qtbot.waitUntil(lambda number=number: found.of(row(number)) is not None)  # type: ignore[misc]
        assert found._bytes <= 5 * each
        assert found.of(row(0)) is not None, "it was looked at all the time"
    assert len(found._cache) == 5
    assert drawn.asked.count("g0") == 1


def test_no_more_are_read_at_once_than_fit_the_screen_and_the_last_wished_for_comes_first(
    qtbot: QtBot, tasks: Tasks, themed: ThemeManager
) -> None:
    found, drawn = made(tasks)
    for number in range(3 * AT_ONCE):
        found.of(row(number))
    assert len(found._asked) == AT_ONCE
    qtbot.waitUntil(lambda: len(drawn.asked) == 3 * AT_ONCE and not tasks.pending())
    assert drawn.asked.index(f"g{3 * AT_ONCE - 1}") < drawn.asked.index(f"g{AT_ONCE + 1}")


def test_a_picture_that_cannot_be_had_is_asked_for_once(qtbot: QtBot, tasks: Tasks, themed: ThemeManager) -> None:
    found, drawn = made(tasks)
    found.of(row(1, "damaged"))
    qtbot.waitUntil(lambda: not tasks.pending())
    assert found.of(row(1, "damaged")) is None
    assert found.of(row(2)) is None
    qtbot.waitUntil(lambda: found.of(row(2)) is not None)
    assert drawn.asked == ["damaged", "g2"]


def test_a_changed_row_is_read_anew(qtbot: QtBot, tasks: Tasks, themed: ThemeManager) -> None:
    found, drawn = made(tasks)
    found.of(row(1))
    qtbot.waitUntil(lambda: found.of(row(1)) is not None)
    found.forget(1)
    assert found._bytes == 0
    found.of(row(1))
    qtbot.waitUntil(lambda: found.of(row(1)) is not None)
    assert len(drawn.asked) == 2


def test_pictures_of_a_library_that_was_closed_are_dropped(qtbot: QtBot, tasks: Tasks, themed: ThemeManager) -> None:
    found, _ = made(tasks)
    found.of(row(1))
    found.attach(None)
    qtbot.waitUntil(lambda: not tasks.pending())
    assert found._cache == {}


def test_pictures_are_read_anew_for_a_screen_of_another_pixel_ratio(tasks: Tasks, qtbot: QtBot) -> None:
    posters, drawn = made(tasks)
    with qtbot.waitSignal(posters.arrived):
        assert posters.of(row(1)) is None
    posters.set_ratio(1.0)
    assert posters.of(row(1)) is not None
    posters.set_ratio(2.0)
    with qtbot.waitSignal(posters.arrived):
        assert posters.of(row(1)) is None
    picture = posters.of(row(1))
    assert picture is not None
    assert (picture.size(), picture.devicePixelRatio()) == (SIZE * 2, 2.0)
    assert drawn.asked == ["g1", "g1"]
