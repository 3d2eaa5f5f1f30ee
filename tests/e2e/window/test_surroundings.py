"""The window where something around it is missing: a keyring, the key to the keyring, the right to write the library.

The program runs as a process of its own, since a keyring is chosen once in a process and rights belong to one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.keyring_service import Service, keyring_service
from support.program import AS_ANYBODY
from support.window import Window

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from support.program import Program
    from support.rehearsal import RehearsalProcess

PROMPT = "A fox that nothing may happen to"
DIALOG = "dialog(window)"


@pytest.fixture
def submits(engine: RehearsalProcess) -> Iterator[None]:
    """See that nothing was sent."""
    before = engine.report()["submits"]
    yield
    assert engine.report()["submits"] == before


def all_read(window: Window, where: str = "window") -> str:
    """Return all words that can be read in a part of the window."""
    return str(window.ask(f"seen({where})"))


def generate(window: Window) -> None:
    """Wish for a take, as the draft is."""
    window.draft(PROMPT)
    window.ask("window.compose.set_send_delay(0)")
    window.ask("window.compose.generate()")


def assert_nothing_lost(window: Window) -> None:
    """The draft is on the desk, and no take was written down."""
    window.until("not window._desk.tasks.pending()")
    assert window.ask("window.compose.recipe().prompt") == PROMPT
    assert window.ask("window.history._model.takes()") == 0


# --- keyring ---


@pytest.mark.parametrize("service", [Service.NO_BUS, Service.DEAD_BUS], ids=["no bus", "dead bus"])
@pytest.mark.usefixtures("submits")
def test_without_a_keyring_the_key_dialog_says_so_and_keeps_a_key_in_memory(
    program: Program, tmp_path: Path, service: Service
) -> None:
    key, program.key = program.key, None
    with keyring_service(session(tmp_path), service) as bus, Window(program, extra=bus.session()) as window:
        window.opened()
        window.until("'Add key' in window.top._account.accessibleName()")
        generate(window)
        window.until(f"{DIALOG} is not None and 'There is no working keyring' in seen({DIALOG}.standing)")
        assert "A key is kept in memory until you close Rushes." in all_read(window, f"{DIALOG}.standing")
        assert_nothing_lost(window)
        window.ask(f"{DIALOG}.field.setText({key!r})")
        window.ask(f"{DIALOG}.keep.click()")
        window.until(f"{DIALOG}.outcome.isVisible()")
        assert "skills.video accepts the key" in all_read(window, DIALOG)
        assert "set up a keyring and add the key again" in all_read(window, DIALOG)
        window.close()


@pytest.mark.usefixtures("submits")
def test_a_locked_keyring_is_said_at_the_account_and_in_the_key_dialog_with_both_ways_on(
    program: Program, tmp_path: Path
) -> None:
    key, program.key = program.key, None
    with keyring_service(session(tmp_path), Service.LOCKED) as bus, Window(program, extra=bus.session()) as window:
        window.opened()
        window.until("window.top._account.accessibleName() == 'The keyring is locked'")
        generate(window)
        window.until(
            f"{DIALOG} is not None and 'Rushes cannot read it until you unlock the keyring.' in seen({DIALOG}.standing)"
        )
        assert window.ask(f"{DIALOG}.standing.look_again.isVisible()"), "it can be asked again"
        assert_nothing_lost(window)
        window.ask(f"{DIALOG}.field.setText({key!r})")
        window.ask(f"{DIALOG}.keep.click()")
        window.until(f"'Unlock the keyring and try again.' in seen({DIALOG}.problem)")
        assert window.ask(f"{DIALOG}.field.text()") == key, "what was typed stays"
        offered = window.ask(f"[link.text() for link in {DIALOG}.problem._links]")
        assert offered == ["Try again", "Keep until I close Rushes"]
        window.ask(f"{DIALOG}.problem._links[1].click()")
        window.until(f"{DIALOG}.outcome.isVisible()")
        assert "To keep it longer, unlock the keyring and add it again." in all_read(window, DIALOG)
        window.close()


def session(folder: Path) -> Path:
    """Make the folder of a session."""
    made = folder / "session"
    made.mkdir()
    return made


# --- the library ---


@pytest.mark.usefixtures("submits")
def test_a_library_folder_that_may_not_be_written_to_is_named_with_the_way_to_another(program: Program) -> None:
    program.library.mkdir(parents=True)
    program.library.chmod(0o500)
    with Window(program, prefix=AS_ANYBODY) as window:
        window.until("window.viewer.pages.card is not None")
        assert_said_and_kept(window, program)
        assert list(program.library.iterdir()) == []


@pytest.mark.usefixtures("submits")
def test_a_library_database_that_may_not_be_written_to_is_named_too(program: Program) -> None:
    assert program.run("history").status == 0
    database = program.library / "rushes.sqlite3"
    for path in program.library.glob("rushes.sqlite3*"):
        path.chmod(0o400)
    before = database.read_bytes()
    with Window(program, prefix=AS_ANYBODY) as window:
        window.until("window.viewer.pages.card is not None")
        assert_said_and_kept(window, program)
    assert database.read_bytes() == before


@pytest.mark.usefixtures("submits")
def test_a_library_that_may_no_longer_be_written_to_is_said_before_a_take_is_sent(program: Program) -> None:
    with Window(program, prefix=AS_ANYBODY) as window:
        window.opened()
        folders = [path for path in program.library.iterdir() if path.is_dir()]
        for path in (*folders, program.library):
            path.chmod(0o500)
        generate(window)
        window.until("window._shelf.isVisible()")
        said = all_read(window, "window._shelf")
        assert "The library folder cannot be written to" in said
        assert "Preferences" in said
        assert_nothing_lost(window)
        for path in (program.library, *folders):
            path.chmod(0o700)
        window.close()


def assert_said_and_kept(window: Window, program: Program) -> None:
    """What is wrong stands in the place of the picture; a wish is refused in words; the draft stays; it closes."""
    said = " ".join(window.ask("window.viewer.pages.card.words()"))
    assert str(program.library) in said
    assert window.ask("[button.text() for button in window.viewer.pages.card.buttons]") == ["Choose another folder…"]
    window.draft(PROMPT)
    window.ask("window.compose.rehearse()")
    window.until("'not open' in seen(window._shelf)")
    assert_nothing_lost(window)
    window.close()
