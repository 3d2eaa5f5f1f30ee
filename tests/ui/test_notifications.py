"""System notifications: a real session bus, a service that shows them, a real window and a real library."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from rushes.app.build import open_studio
from rushes.app.setting import setting
from rushes.core.events import GenerationChanged
from rushes.core.stages import Engine, Stage
from rushes.settings.paths import places
from rushes.settings.preferences import Preferences
from rushes.settings.secrets import KeyStore
from rushes.settings.window import WindowState
from rushes.ui import notifications
from rushes.ui.desk import Desk
from rushes.ui.main_window import MainWindow
from rushes.ui.notifications import Notifications
from support.keyring_backend import Keyring
from support.notification_server import Desktop, notification_service, session_bus
from support.store import add_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from rushes.core.generation import Generation
    from rushes.services.studio import Studio
    from rushes.ui.tasks import Tasks


@pytest.fixture(scope="module")
def service() -> Iterator[Desktop]:
    with notification_service() as desktop:
        yield desktop


@pytest.fixture
def desktop(service: Desktop, monkeypatch: pytest.MonkeyPatch) -> Desktop:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", service.address)
    while not service.lines.empty():
        service.lines.get()
    return service


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    start = setting(places(tmp_path / "home", {}), None, {})
    # The bus is for notifications: a keyring would be looked for on it, too.
    keys = KeyStore({}, environment_origin=start.api_url, load_backend=Keyring)
    opened = open_studio(replace(start, keys=keys))
    yield opened
    opened.close()


@pytest.fixture
def desk(qtbot: QtBot, tasks: Tasks, studio: Studio) -> Iterator[Desk]:
    made = Desk(tasks, lambda: studio)
    yield made
    qtbot.waitUntil(lambda: not tasks.pending())
    made.close()
    made.deleteLater()


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, tmp_path: Path, themed: object) -> Iterator[MainWindow]:
    """The window with its library open, away: nothing of this program is in front."""
    made = MainWindow(desk, WindowState(tmp_path / "window.json"), Preferences())
    qtbot.addWidget(made)
    desk.open()
    qtbot.waitUntil(lambda: desk.studio is not None and not desk.tasks.pending())
    yield made
    qtbot.waitUntil(lambda: not desk.tasks.pending())
    made.close()


@pytest.fixture
def told(
    window: MainWindow, desk: Desk, tasks: Tasks, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Notifications]:
    # The tests say when the wait for more is over.
    monkeypatch.setattr(notifications, "TOGETHER_MS", 600_000)
    made = Notifications(window, tasks)
    assert desk.studio is not None
    made.attach(desk.studio, desk.bridge)
    qtbot.waitUntil(lambda: not tasks.pending())
    yield made
    qtbot.waitUntil(lambda: not tasks.pending())
    made.close()


@pytest.fixture
def goes(desk: Desk, studio: Studio, tasks: Tasks, qtbot: QtBot, told: Notifications) -> Callable[..., None]:
    """Lead generations on, telling the window of each step."""

    def lead(*steps: tuple[Generation, Stage, Stage]) -> None:
        for generation, seen, to in steps:
            studio.library.generations.advance(generation.id, seen=seen, to=to)
            studio.events.publish(GenerationChanged(generation.id))
        settle(qtbot, tasks)
        if not quiet(told):
            told.findChildren(QTimer)[0].stop()
            told._tell()
            settle(qtbot, tasks)

    return lead


def settle(qtbot: QtBot, tasks: Tasks) -> None:
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not tasks.pending())


def at_work(
    studio: Studio, qtbot: QtBot, tasks: Tasks, prompt: str, engine: Engine = Engine.SKILLS_VIDEO
) -> Generation:
    made = add_at(studio.library, Stage.FETCHING, prompt, engine)
    studio.events.publish(GenerationChanged(made.id, added=True))
    settle(qtbot, tasks)
    return made


def arrived(qtbot: QtBot, desktop: Desktop, count: int = 1) -> list[dict[str, Any]]:
    qtbot.waitUntil(lambda: len(desktop.shown) >= count)
    return desktop.shown


def quiet(told: Notifications) -> bool:
    """Whether nothing is going to be told any more."""
    return not told.findChildren(QTimer)[0].isActive()


def test_a_take_that_becomes_ready_is_told_with_its_prompt(
    desktop: Desktop, studio: Studio, goes: Callable[..., None], qtbot: QtBot, tasks: Tasks
) -> None:
    made = at_work(studio, qtbot, tasks, "A fox <b>& a hen")
    goes((made, Stage.FETCHING, Stage.READY))
    (shown,) = arrived(qtbot, desktop)
    assert (shown["app"], shown["title"]) == ("Rushes", "Take ready")
    assert shown["body"] == "A fox &lt;b&gt;&amp; a hen"
    assert shown["actions"] == ["default", "Show"]
    assert shown["hints"] == {"desktop-entry": "io.github.rushes.Rushes"}


def test_several_are_told_as_one(
    desktop: Desktop, studio: Studio, goes: Callable[..., None], qtbot: QtBot, tasks: Tasks, told: Notifications
) -> None:
    ready = [at_work(studio, qtbot, tasks, f"Shot {n}") for n in range(3)]
    broken = at_work(studio, qtbot, tasks, "Shot 9")
    goes(*((made, Stage.FETCHING, Stage.READY) for made in ready), (broken, Stage.FETCHING, Stage.FAILED))
    (shown,) = arrived(qtbot, desktop)
    assert shown["title"] == "3 takes are ready · 1 take failed"
    assert shown["body"].count("\n") == 2
    assert quiet(told)
    assert len(desktop.shown) == 1


def test_a_failed_rehearsal_is_called_one(
    desktop: Desktop, studio: Studio, goes: Callable[..., None], qtbot: QtBot, tasks: Tasks
) -> None:
    made = at_work(studio, qtbot, tasks, "A fox", Engine.REHEARSAL)
    goes((made, Stage.FETCHING, Stage.FAILED))
    (shown,) = arrived(qtbot, desktop)
    assert shown["title"] == "Rehearsal failed"


def test_what_was_sent_without_an_answer_is_told(
    desktop: Desktop, studio: Studio, goes: Callable[..., None], qtbot: QtBot, tasks: Tasks
) -> None:
    made = add_at(studio.library, Stage.WAITING, "A fox")
    goes((made, Stage.WAITING, Stage.SUBMITTING))
    goes((made, Stage.SUBMITTING, Stage.UNCONFIRMED))
    (shown,) = arrived(qtbot, desktop)
    assert shown["title"] == "Sent, but no answer came back"
    assert shown["body"].startswith("It may be running and may be charged.")


def test_a_click_raises_the_window_and_chooses_the_take(
    desktop: Desktop,
    studio: Studio,
    goes: Callable[..., None],
    window: MainWindow,
    qtbot: QtBot,
    tasks: Tasks,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "")
    made = at_work(studio, qtbot, tasks, "A fox")
    at_work(studio, qtbot, tasks, "A later one")
    goes((made, Stage.FETCHING, Stage.READY))
    (shown,) = arrived(qtbot, desktop)
    desktop.do("token", shown["id"], "a-token")
    desktop.do("click", shown["id"])

    def chosen() -> bool:
        row = window.history._view.current_row()
        return row is not None and row.id == made.id

    qtbot.waitUntil(chosen)
    assert window.isVisible()
    window.hide()


def test_one_that_was_left_at_work_by_an_earlier_run_is_told_when_it_ends(
    desktop: Desktop,
    studio: Studio,
    desk: Desk,
    window: MainWindow,
    tasks: Tasks,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = add_at(studio.library, Stage.FETCHING, "From yesterday")
    monkeypatch.setattr(notifications, "TOGETHER_MS", 0)
    told = Notifications(window, tasks)
    told.attach(studio, desk.bridge)
    settle(qtbot, tasks)
    studio.library.generations.advance(made.id, seen=Stage.FETCHING, to=Stage.READY)
    studio.events.publish(GenerationChanged(made.id))
    (shown,) = arrived(qtbot, desktop)
    assert shown["body"] == "From yesterday"
    told.close()


def test_opening_a_library_tells_nothing(
    desktop: Desktop, studio: Studio, told: Notifications, qtbot: QtBot, tasks: Tasks
) -> None:
    for stage in (Stage.READY, Stage.FAILED, Stage.UNCONFIRMED):
        made = add_at(studio.library, stage)
        studio.events.publish(GenerationChanged(made.id, added=True))
    settle(qtbot, tasks)
    assert quiet(told)
    assert desktop.shown == []


def test_one_end_is_told_once(
    desktop: Desktop, studio: Studio, goes: Callable[..., None], told: Notifications, qtbot: QtBot, tasks: Tasks
) -> None:
    made = at_work(studio, qtbot, tasks, "A fox")
    goes((made, Stage.FETCHING, Stage.READY))
    arrived(qtbot, desktop)
    studio.events.publish(GenerationChanged(made.id))
    settle(qtbot, tasks)
    assert quiet(told)


def test_nothing_is_told_while_the_window_is_in_front_or_nobody_wants_it(
    desktop: Desktop,
    studio: Studio,
    goes: Callable[..., None],
    window: MainWindow,
    told: Notifications,
    qtbot: QtBot,
    tasks: Tasks,
) -> None:
    told.set_wanted(False)
    made = at_work(studio, qtbot, tasks, "A fox")
    goes((made, Stage.FETCHING, Stage.READY))
    told.set_wanted(True)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    made = at_work(studio, qtbot, tasks, "A fox")
    goes((made, Stage.FETCHING, Stage.READY))
    settle(qtbot, tasks)
    window.hide()
    made = at_work(studio, qtbot, tasks, "The last")
    goes((made, Stage.FETCHING, Stage.READY))
    assert [shown["body"] for shown in arrived(qtbot, desktop)] == ["The last"]


@pytest.mark.parametrize("address", ["", "unix:path=/nowhere/at/all", "nonsense"])
def test_without_a_bus_nothing_happens(
    studio: Studio,
    goes: Callable[..., None],
    told: Notifications,
    qtbot: QtBot,
    tasks: Tasks,
    monkeypatch: pytest.MonkeyPatch,
    address: str,
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    made = at_work(studio, qtbot, tasks, "A fox")
    goes((made, Stage.FETCHING, Stage.READY))
    settle(qtbot, tasks)


@pytest.mark.parametrize("shown_before", [False, True], ids=["nobody showed them there", "its service goes"])
def test_when_the_bus_changes_the_next_notification_goes_to_the_new_one(
    studio: Studio,
    goes: Callable[..., None],
    told: Notifications,
    desktop: Desktop,
    qtbot: QtBot,
    tasks: Tasks,
    monkeypatch: pytest.MonkeyPatch,
    shown_before: bool,
) -> None:
    with notification_service() if shown_before else session_bus() as first:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", first.address)
        made = at_work(studio, qtbot, tasks, "A fox")
        goes((made, Stage.FETCHING, Stage.READY))
        if shown_before:
            arrived(qtbot, first)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", desktop.address)
    made = at_work(studio, qtbot, tasks, "Another")
    goes((made, Stage.FETCHING, Stage.READY))
    assert [shown["body"] for shown in arrived(qtbot, desktop)] == ["Another"]
