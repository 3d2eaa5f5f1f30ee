"""The window as a process: how it starts, ends, dies and comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QImage

from rushes.services.drafts import Drafts
from rushes.store.library import Library
from support.program import arm, jobs_of, stages, wait_until
from support.window import DragSource, Window, display, drag, windows_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rushes.core.recipe import Recipe
    from support.program import Program
    from support.rehearsal import RehearsalProcess

pytestmark = [pytest.mark.timeout(150), pytest.mark.xdist_group("screen")]

CLOSED_WITHIN = 2.0
"""Seconds in which a closed window's process ends, as the design promises it to people."""


@pytest.fixture
def window(program: Program) -> Iterator[Window]:
    with Window(program) as opened:
        yield opened.opened()


def kept_draft(program: Program) -> Recipe:
    """Return the draft that is in the library's database."""
    with Library.open(program.library) as library:
        return Drafts(library).load()


def test_an_idle_window_ends_soon_after_it_was_closed(window: Window) -> None:
    assert window.close() < 2 * CLOSED_WITHIN


def test_a_window_that_rehearses_ends_soon_and_the_rehearsal_is_made_by_the_next(
    window: Window, program: Program
) -> None:
    window.draft("A boat that is interrupted")
    window.ask("window.compose.rehearse()")
    window.until("window._desk.studio.engines._rehearsal.running")
    assert window.close() < 3 * CLOSED_WITHIN
    with Window(program) as again:
        again.opened()
        wait_until(lambda: stages(program.history()) == ["ready"], "the rehearsal is ready")
        again.close()


def test_what_was_typed_is_there_after_a_kill(window: Window, program: Program) -> None:
    window.draft("Typed a moment before the power went")
    window.until("not window.compose._keeper._timer.isActive() and not window._desk.tasks.pending()")
    window.process.kill()
    window.process.wait()
    with Window(program) as again:
        again.opened()
        assert again.ask("window.compose.recipe().prompt") == "Typed a moment before the power went"
        again.close()


def test_a_second_start_brings_the_first_window_forward(window: Window, program: Program) -> None:
    window.until("window.hide() is None")
    second = Window(program)
    assert second.end() == ""
    window.until("window.isVisible()")
    window.close()


def test_a_paid_request_gets_its_answer_after_the_window_has_gone(program: Program, engine: RehearsalProcess) -> None:
    program.prefer(send_delay=0)
    prompt = "Sent, and then the window was closed"
    extra = display()
    with Window(program, extra=extra) as window:
        window.opened()
        arm(engine, "submit", "slow=5")
        window.draft(prompt)
        window.ask("window.compose.generate()")
        wait_until(lambda: bool(jobs_of(engine, prompt)) or "submitting" in stages(program.history()), "it was sent")
        window.ask("window.close()")
        wait_until(lambda: windows_of(window.process.pid) == [], "the window is off the screen")
        assert window.process.poll() is None, "it waits for its answer"
        with Window(program) as joined:
            joined.opened()
            assert joined.ask("window.history._model.takes()") == 1
            window.end()
            assert [row["remote_id"] for row in program.history()] != [None]
            wait_until(lambda: stages(program.history()) == ["ready"], "the next window followed it")
            joined.close()
    assert len(jobs_of(engine, prompt)) == 1


def test_window_generate_and_two_resumes_end_with_the_same_counts(program: Program, engine: RehearsalProcess) -> None:
    program.prefer(send_delay=0)
    prompts = ["Everybody at once, by window", "Everybody at once, by command"]
    with Window(program) as window:
        window.opened()
        window.draft(prompts[0])
        window.ask("window.compose.generate()")
        command = program.start("generate", prompts[1], "--resolution", "480p", "--duration", "4", "--json")
        resumes = [program.start("resume", "--json") for _ in range(2)]
        assert command.end().status == 0
        assert [each.end().status for each in resumes] == [0, 0]
        wait_until(lambda: stages(program.history()) == ["ready", "ready"], "both are ready")
        window.until("window.history._model.takes() == 2")
        window.close()
    assert [len(jobs_of(engine, prompt)) for prompt in prompts] == [1, 1]


def test_a_file_dragged_onto_the_window_is_a_reference(program: Program, tmp_path: Path) -> None:
    screen = display()
    picture = tmp_path / "Kühlturm am Fluß 1.png"
    image = QImage(640, 360, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    assert image.save(str(picture))
    with Window(program, extra=screen) as window, DragSource(program, screen, picture) as source:
        window.opened()
        window.ask("window.setGeometry(0, 0, 1280, 800)")
        window.until("window.width() == 1280")
        drag(source.middle(), (700, 400))
        window.until("len(window.compose.recipe().references) == 1")
        window.until("not window.compose._keeper._timer.isActive() and not window._desk.tasks.pending()")
        assert source.outcome() == "CopyAction", "a move would have the source delete the file"
        window.close()
    draft = kept_draft(program)
    assert [(reference.name, reference.path) for reference in draft.references] == [(picture.name, picture)]
    assert picture.exists()
