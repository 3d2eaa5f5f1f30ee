"""No network: the take that could not be sent says so and what to do, so does the balance, and nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rushes.app.setting import API_URL_VARIABLE, setting
from rushes.core.recipe import Recipe
from rushes.core.stages import Stage
from rushes.services.policy import Patience
from rushes.settings.paths import places
from rushes.settings.secrets import KEY_VARIABLE
from rushes.ui.dialogs.key import KeyDialog
from support.offline import NO_ROUTE, NO_SUCH_NAME, refusing
from support.reading import seen
from ui.window.conftest import SMALL

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from rushes.app.setting import Setting
    from ui.window.conftest import Rushes

PROMPT = "A fox on a night without a network"
CANNOT = "skills.video cannot be reached"


@pytest.fixture(
    params=[
        pytest.param((refusing, "did not accept"), id="refused"),
        pytest.param((lambda: NO_SUCH_NAME, "name of the server"), id="no such name"),
        pytest.param((lambda: NO_ROUTE, "connection"), id="no route"),
    ]
)
def reason(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Setting, str]:
    """A start with a key and an address that cannot be reached, and a word of the reason."""
    address, word = request.param
    environ = {KEY_VARIABLE: "sk-nobody-hears-it", API_URL_VARIABLE: address()}
    return setting(places(tmp_path / "home", {}), None, environ), word


@pytest.fixture
def start(reason: tuple[Setting, str]) -> Setting:
    return reason[0]


@pytest.fixture
def patience() -> Patience:
    return Patience(connect_tries=2, connect_wait=0.01)


def test_a_take_that_could_not_be_sent_says_why_and_what_to_do(
    rushes: Rushes, reason: tuple[Setting, str], qtbot: QtBot
) -> None:
    window, recipe = rushes.window, Recipe(prompt=PROMPT, parameters=SMALL)
    window.compose.set_recipe(recipe)
    window.compose.set_send_delay(0)
    window.compose.generate()
    qtbot.waitUntil(lambda: rushes.calm() and rushes.library.history.counts().entries == 1, timeout=20_000)
    (generation,) = (rushes.library.history.get(row) for row in rushes.library.history.in_work())
    assert (generation.stage, generation.held, generation.remote_id) == (Stage.WAITING, True, None)
    assert reason[1] in generation.message
    qtbot.waitUntil(lambda: CANNOT in card(rushes))
    assert generation.message in card(rushes)
    assert "Check the connection" in card(rushes)
    assert "Nothing was charged" in card(rushes)
    assert window.viewer.pages.card is not None
    assert [button.text() for button in window.viewer.pages.card.buttons] == ["Send", "Drop"]
    model = window.history._model
    qtbot.waitUntil(lambda: CANNOT in str(model.index(1, 0).data()))
    assert window.compose.recipe() == recipe


def test_a_balance_that_cannot_be_asked_says_why_and_what_to_do(
    rushes: Rushes, reason: tuple[Setting, str], qtbot: QtBot
) -> None:
    assert rushes.window.status._connection.text() == "Offline"
    told = rushes.window.top._account.toolTip()
    assert CANNOT in told
    assert "Check the connection and the proxy" in told
    dialog = KeyDialog(rushes.desk, open_page=lambda: None, parent=rushes.window)
    dialog.open()
    qtbot.waitUntil(rushes.calm)
    dialog.standing.refresh.click()
    qtbot.waitUntil(lambda: rushes.calm() and dialog.standing.problem.isVisible())
    said = seen(dialog.standing.problem)
    assert CANNOT in said
    assert reason[1] in said
    assert "then ask again" in said, "nobody keeps asking for a balance"
    dialog.close()


def card(rushes: Rushes) -> str:
    """Return what stands in the place of the picture."""
    return "\n".join(rushes.window.viewer.pages.card.words()) if rushes.window.viewer.pages.card is not None else ""
