from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from support import clips
from support.takes import add_take

if TYPE_CHECKING:
    from pathlib import Path

    from rushes.services.studio import Studio
    from support.viewing import Viewing

pytestmark = pytest.mark.timeout(90)

NEAR = 8
"""How far a grey level may be off after encoding: neighbours differ by 17."""


def _always(colour: clips.Colour, _index: int) -> clips.Colour:
    return colour


def test_a_take_shows_its_first_frame_paused_with_its_length(viewing: Viewing, studio: Studio, clip: Path) -> None:
    viewing.play_ready(add_take(studio.library, clip).id)
    assert abs(viewing.painted_level() - clips.grey_level(0)) <= NEAR
    assert not viewing.pane.playback.playing
    assert viewing.pane.pages.screen_part is not None
    assert viewing.pane.pages.screen_part.transport.timecode.text() == "00:00:00:00 / 00:00:02:01"


def test_keys_step_and_jump_to_the_very_frame(viewing: Viewing, studio: Studio, clip: Path) -> None:
    viewing.play_ready(add_take(studio.library, clip).id)
    screen = viewing.pane.pages.screen_part
    assert screen is not None
    shift = Qt.KeyboardModifier.ShiftModifier
    none = Qt.KeyboardModifier.NoModifier
    for key, modifiers, index in (
        (Qt.Key.Key_Right, none, 1),
        (Qt.Key.Key_Right, none, 2),
        (Qt.Key.Key_Right, shift, 12),
        (Qt.Key.Key_Left, none, 11),
        (Qt.Key.Key_Left, shift, 1),
        (Qt.Key.Key_End, none, 48),
        (Qt.Key.Key_Left, none, 47),
        (Qt.Key.Key_Home, none, 0),
    ):
        QTest.keyClick(viewing.pane, key, modifiers)
        viewing.until_frame(index)
        assert abs(viewing.painted_level() - clips.grey_level(index)) <= NEAR
        assert screen.transport.timecode.text().startswith(f"00:00:0{index // 24}:{index % 24:02}")
        assert screen.transport.scrub.value() == index


def test_dragging_the_playhead_ends_at_the_frame_under_the_pointer(
    viewing: Viewing, studio: Studio, clip: Path
) -> None:
    viewing.play_ready(add_take(studio.library, clip).id)
    assert viewing.pane.pages.screen_part is not None
    scrub = viewing.pane.pages.screen_part.transport.scrub
    viewing.until(lambda: scrub.maximum() == 48)
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(scrub, left, pos=QPoint(round(scrub.x_of(3.5)), 12))
    for frame in range(4, 38):
        QTest.mouseMove(scrub, QPoint(round(scrub.x_of(frame + 0.5)), 12))
    QTest.mouseRelease(scrub, left, pos=QPoint(round(scrub.x_of(37.5)), 12))
    viewing.until(lambda: viewing.frame_index() == 37)
    assert abs(viewing.painted_level() - clips.grey_level(37)) <= NEAR


def test_a_click_on_the_picture_plays_to_the_end_and_another_plays_again(
    viewing: Viewing, studio: Studio, clip: Path
) -> None:
    viewing.play_ready(add_take(studio.library, clip).id)
    screen = viewing.pane.pages.screen_part
    assert screen is not None
    QTest.mouseClick(screen.canvas, Qt.MouseButton.LeftButton)
    viewing.until(lambda: viewing.pane.playback.playing)
    assert screen.transport.play.accessibleName() == "Pause"
    viewing.until(lambda: not viewing.pane.playback.playing)
    assert viewing.frame_index() == 48
    QTest.mouseClick(screen.canvas, Qt.MouseButton.LeftButton)
    viewing.until(lambda: viewing.pane.playback.playing)
    QTest.mouseClick(screen.canvas, Qt.MouseButton.LeftButton)
    viewing.until(lambda: not viewing.pane.playback.playing)


def test_j_k_and_l_play_back_stop_and_play_faster(viewing: Viewing, studio: Studio, clip: Path) -> None:
    viewing.play_ready(add_take(studio.library, clip).id)
    playback, screen = viewing.pane.playback, viewing.pane.pages.screen_part
    assert screen is not None
    QTest.keyClick(viewing.pane, Qt.Key.Key_End)
    viewing.until(lambda: viewing.frame_index() == 48)
    QTest.keyClick(viewing.pane, Qt.Key.Key_J)
    viewing.until(lambda: playback.playing and (viewing.frame_index() or 0) < 48)
    assert screen.transport.speed.text() == "−1×"
    QTest.keyClick(viewing.pane, Qt.Key.Key_K)
    viewing.until(lambda: not playback.playing)
    QTest.keyClick(viewing.pane, Qt.Key.Key_Home)
    viewing.until(lambda: viewing.frame_index() == 0)
    QTest.keyClick(viewing.pane, Qt.Key.Key_L)
    viewing.until(lambda: playback.playing)
    QTest.keyClick(viewing.pane, Qt.Key.Key_L)
    assert playback.rate == 2.0
    QTest.keyClick(viewing.pane, Qt.Key.Key_K)
    viewing.until(lambda: not playback.playing)


def test_speed_loop_and_sound_are_kept_for_the_next_take(viewing: Viewing, studio: Studio, clip: Path) -> None:
    first, second = (add_take(studio.library, clip) for _ in range(2))
    viewing.play_ready(first.id)
    playback, screen = viewing.pane.playback, viewing.pane.pages.screen_part
    assert screen is not None
    screen.transport.loop.click()
    screen.transport.speed.click()
    QTest.keyClick(viewing.pane, Qt.Key.Key_M)
    viewing.play_ready(second.id)
    viewing.until(lambda: playback.state is not None and playback.state.muted)
    assert playback.state is not None
    assert (playback.state.rate, playback.state.looping) == (2.0, True)


def test_the_volume_slider_changes_the_players_volume(viewing: Viewing, studio: Studio, clip: Path) -> None:
    viewing.play_ready(add_take(studio.library, clip).id)
    playback, screen = viewing.pane.playback, viewing.pane.pages.screen_part
    assert screen is not None
    viewing.until(lambda: screen.transport.sound.isVisible())
    screen.transport.sound.click()
    popover = screen.transport.sound_popover
    assert popover is not None
    popover.slider.setValue(30)
    viewing.until(lambda: playback.state is not None and playback.state.volume == pytest.approx(0.3))
    popover.close()


def test_a_take_without_sound_offers_none(viewing: Viewing, studio: Studio, tmp_path: Path) -> None:
    silent = clips.video(tmp_path / "silent.mp4", frames=5, audio=False)
    viewing.play_ready(add_take(studio.library, silent).id)
    assert viewing.pane.pages.screen_part is not None
    assert viewing.pane.pages.screen_part.transport.sound.isHidden()


def test_choosing_quickly_ends_at_the_last_and_leaves_one_thread(
    viewing: Viewing, studio: Studio, tmp_path: Path
) -> None:
    colours = (clips.RED, clips.GREEN, clips.BLUE)
    files = [
        clips.video(tmp_path / f"{n}.mp4", frames=5, colour_at=partial(_always, colour))
        for n, colour in enumerate(colours)
    ]
    rows = [add_take(studio.library, file) for file in files]
    viewing.play_ready(rows[0].id)
    for turn in range(60):
        viewing.pane.show_generation(rows[turn % 3].id)
    viewing.until(lambda: viewing.pane.shown_id == rows[2].id and viewing.pane.playback.state is not None)
    canvas = viewing.pane.pages.screen_part.canvas if viewing.pane.pages.screen_part is not None else None
    assert canvas is not None

    def is_blue() -> bool:
        image = canvas.grab().toImage()
        pixel = image.pixelColor(image.width() // 2, image.height() // 2)
        return pixel.blue() > 150 and pixel.red() < 100

    viewing.until(is_blue)
    assert sum(thread.name == "rushes-player" for thread in threading.enumerate()) == 1


def test_stopping_ends_the_player_and_showing_a_take_starts_another(
    viewing: Viewing, studio: Studio, clip: Path
) -> None:
    row = add_take(studio.library, clip)
    viewing.play_ready(row.id)
    viewing.pane.playback.play()
    viewing.until(lambda: viewing.pane.playback.playing)
    viewing.pane.stop()
    assert not any(thread.name == "rushes-player" for thread in threading.enumerate())


def test_stopping_while_the_player_is_being_made_leaves_none(viewing: Viewing, studio: Studio, clip: Path) -> None:
    row = add_take(studio.library, clip)
    viewing.show(row.id)
    viewing.pane.stop()
    viewing.until(lambda: not any(thread.name == "rushes-player" for thread in threading.enumerate()))


def test_full_screen_borrows_the_picture_and_escape_brings_it_back(
    viewing: Viewing, studio: Studio, clip: Path
) -> None:
    viewing.play_ready(add_take(studio.library, clip).id)
    screen = viewing.pane.pages.screen_part
    assert screen is not None
    viewing.pane.pages.toggle_full_screen()
    window = screen.window()
    assert window is not viewing.pane.window()
    assert window.isFullScreen()
    QTest.keyClick(window, Qt.Key.Key_Right)
    viewing.until(lambda: viewing.frame_index() == 1)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert screen.window() is viewing.pane.window()
    assert screen.isVisible()


def test_frames_are_made_for_the_pixels_of_the_screen(viewing: Viewing, studio: Studio, clip: Path) -> None:
    viewing.play_ready(add_take(studio.library, clip).id)
    screen = viewing.pane.pages.screen_part
    assert screen is not None
    viewing.until(lambda: screen.canvas.frame is not None and screen.canvas.frame.width == screen.canvas.width() - 32)
    viewing.pane.resize(560, 800)
    viewing.until(lambda: screen.canvas.frame is not None and screen.canvas.frame.width == 560 - 32)
    rect = screen.canvas.picture_rect()
    assert (rect.left(), rect.width()) == (16, 528)


def test_the_poster_stands_where_the_frames_will(viewing: Viewing, studio: Studio, clip: Path) -> None:
    row = add_take(studio.library, clip)
    studio.pictures.poster(row.id)
    viewing.show(row.id)
    canvas = viewing.pane.pages.screen_part.canvas if viewing.pane.pages.screen_part is not None else None
    assert canvas is not None
    viewing.until(lambda: not canvas.empty)
    first = canvas.picture_rect()
    viewing.until(lambda: canvas.frame is not None)
    assert canvas.picture_rect() == first


def test_a_damaged_file_says_so_and_offers_its_recipe(viewing: Viewing, studio: Studio, clip: Path) -> None:
    row = add_take(studio.library, clip)
    assert row.file is not None
    (studio.library.folder / row.file.path).write_bytes(b"not a video" * 100)
    viewing.show(row.id)
    viewing.until(lambda: viewing.words()[:1] == ["This take cannot be played"])
    viewing.buttons()["Reuse recipe"]()
    assert viewing.wishes == [("reuse", row.id)]
