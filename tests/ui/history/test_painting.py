"""Lines are painted once and copied after that, and nobody can see it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from rushes.core.stages import Engine, Stage
from rushes.ui import theme
from rushes.ui.history.delegate import HEIGHT, HistoryDelegate
from rushes.ui.history.model import Role
from rushes.ui.history.row_images import CACHE_BYTES
from rushes.ui.theme import ThemeChoice, ThemeManager
from ui.history.conftest import add_many

if TYPE_CHECKING:
    from collections.abc import Callable

    from rushes.core.generation import Generation
    from rushes.core.history import HistoryRow
    from rushes.services.studio import Studio
    from rushes.ui.history.pane import HistoryPane

WIDTH = 336


@pytest.fixture
def pane(
    studio: Studio, add: Callable[..., Generation], attach: Callable[[], HistoryPane], settle: Callable[[], None]
) -> HistoryPane:
    """A pane with thirty finished takes."""
    add("A fox runs across fresh snow in 雪地里奔跑 at golden hour, slow dolly, close-up")
    add_many(studio, 30)
    with studio.library._database.write() as connection:
        connection.execute(f"UPDATE generation SET stage = '{Stage.READY.value}'")
    shown = attach()
    settle()
    shown.grab()
    return shown


def delegate_of(pane: HistoryPane) -> HistoryDelegate:
    delegate = pane._view.itemDelegate()
    assert isinstance(delegate, HistoryDelegate)
    return delegate


def row_on(pane: HistoryPane, line: int) -> HistoryRow:
    row: HistoryRow = pane._model.index(line, 0).data(Role.ROW)
    return row


def test_what_was_on_the_screen_is_copied_when_it_is_scrolled_back_to(pane: HistoryPane) -> None:
    images, bar = delegate_of(pane).images, pane._view.verticalScrollBar()
    bar.setValue(200)
    pane.grab()
    made = images.made
    for place in (0, 35, 200):
        bar.setValue(place)
        pane.grab()
    assert made > 0
    assert images.made == made


def test_a_change_of_one_take_lays_out_one_line(pane: HistoryPane) -> None:
    images = delegate_of(pane).images
    made = images.made
    pane._model.put_rows([replace(row_on(pane, 2), excerpt="Another prompt")])
    pane.grab()
    assert images.made == made + 1


def test_a_row_that_is_read_again_and_is_the_same_lays_out_nothing(pane: HistoryPane) -> None:
    images = delegate_of(pane).images
    made = images.made
    pane._model.put_rows([replace(row_on(pane, 2))])
    pane.grab()
    assert images.made == made


def test_another_theme_and_another_language_paint_anew(pane: HistoryPane, themed: ThemeManager) -> None:
    images = delegate_of(pane).images
    made = images.made
    themed.choose(ThemeChoice.LIGHT if themed.theme.dark else ThemeChoice.DARK)
    pane.grab()
    after_theme = images.made
    QApplication.sendEvent(pane._view, QEvent(QEvent.Type.LanguageChange))
    pane.grab()
    assert made < after_theme < images.made


@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("engine", list(Engine))
@pytest.mark.parametrize("state", [0, 0x8000, 0x2000], ids=["plain", "chosen", "under the pointer"])
def test_an_image_is_pixel_by_pixel_what_painting_gives(
    pane: HistoryPane, ratio: float, direction: Qt.LayoutDirection, engine: Engine, state: int
) -> None:
    poster = QPixmap(96, 54)
    poster.fill(QColor(200, 40, 40, 120))
    pictures: list[QPixmap | None] = [None]
    row = replace(row_on(pane, 2), engine=engine, has_file=True)
    delegate = HistoryDelegate(lambda _row: pictures[0], lambda _row: None)
    delegate.begin(QRect(0, 0, WIDTH, HEIGHT), WIDTH, ratio, direction)
    before = delegate.image_of(row, state, WIDTH).toImage()
    pictures[0] = poster
    with_poster = delegate.image_of(row, state, WIDTH).toImage()
    assert delegate.images.made == 1
    assert with_poster == _painted(delegate, row, state, ratio, direction)
    assert before != with_poster


def _painted(
    delegate: HistoryDelegate, row: HistoryRow, state: int, ratio: float, direction: Qt.LayoutDirection
) -> object:
    ground = QPixmap(QSize(WIDTH, HEIGHT) * ratio)
    ground.setDevicePixelRatio(ratio)
    ground.fill(theme.current().panel)
    painter = QPainter(ground)
    painter.setLayoutDirection(direction)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    delegate._paint_take(painter, QRect(0, 0, WIDTH, HEIGHT), row, state)
    painter.end()
    return ground.toImage()


def test_a_ratio_between_whole_numbers_is_painted_without_images(pane: HistoryPane) -> None:
    delegate = HistoryDelegate(lambda _row: None, lambda _row: None)
    delegate.begin(QRect(0, 0, WIDTH, HEIGHT), WIDTH, 1.25, Qt.LayoutDirection.LeftToRight)
    assert not delegate.images.useful


def test_images_are_bounded_in_bytes(pane: HistoryPane) -> None:
    delegate = HistoryDelegate(lambda _row: None, lambda _row: None)
    delegate.begin(QRect(0, 0, WIDTH, HEIGHT), WIDTH, 2.0, Qt.LayoutDirection.LeftToRight)
    for number in range(100):
        delegate.image_of(replace(row_on(pane, 2), row=number), 0, WIDTH)
    assert 0 < len(delegate.images) * WIDTH * HEIGHT * 4 * 4 <= CACHE_BYTES
