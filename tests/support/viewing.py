"""A viewer under test: what it shows, what it wished, and ways to wait for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from rushes.ui.viewer.pane import ViewerPane

PATIENCE = 20_000
"""Milliseconds."""


class Viewing:
    """A viewer on a library, and what it wished."""

    def __init__(self, qtbot: QtBot, pane: ViewerPane) -> None:
        self.qtbot, self.pane = qtbot, pane
        self.wishes: list[tuple[str, object]] = []
        for name in (
            "reuse",
            "show_in_folder",
            "delete",
            "send",
            "cancel",
            "stop_following",
            "follow_again",
            "forget",
            "send_again",
            "sample",
        ):
            signal = getattr(pane, f"{name}_requested")
            signal.connect(lambda carried, name=name: self.wishes.append((name, carried)))
        pane.key_requested.connect(lambda: self.wishes.append(("key", None)))

    def until(self, condition: Callable[[], object]) -> None:
        """Turn the event loop until a condition holds."""
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE)

    def show(self, generation_id: str) -> None:
        """Show a row, and wait until it has been read."""
        self.pane.show_generation(generation_id)
        self.until(lambda: self.pane.shown_id == generation_id)

    def play_ready(self, generation_id: str) -> None:
        """Show a take, and wait until its first frame is painted."""
        self.show(generation_id)
        playback = self.pane.playback
        self.until(lambda: playback.state is not None and self.frame_index() == 0)

    def frame_index(self) -> int | None:
        """The number of the frame on the canvas."""
        screen = self.pane.pages.screen_part
        frame = screen.canvas.frame if screen is not None else None
        return frame.index if frame is not None else None

    def until_frame(self, index: int) -> None:
        """Wait until this frame is on the canvas."""
        self.until(lambda: self.frame_index() == index)

    def painted_level(self) -> int:
        """The grey level in the middle of the painted picture."""
        assert self.pane.pages.screen_part is not None
        canvas = self.pane.pages.screen_part.canvas
        image = canvas.grab().toImage()
        return image.pixelColor(image.width() // 2, image.height() // 2).green()

    def words(self) -> list[str]:
        """What the card says, from top to bottom."""
        return self.pane.pages.card.words() if self.pane.pages.card is not None else []

    def buttons(self) -> dict[str, Callable[[], None]]:
        """The buttons of the card by their words."""
        assert self.pane.pages.card is not None
        return {button.text(): button.click for button in self.pane.pages.card.buttons}
