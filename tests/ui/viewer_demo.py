"""Shows the viewer to be looked at: `python tests/ui/viewer_demo.py STATE [dark|light] [WIDTHxHEIGHT] [long|chinese]`.

STATE is one of the names below, or `all` to step through them with Page Up and Page Down. The library is made in a
temporary folder; its takes are rehearsals of the samples that ship.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "desktop"))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from rushes.app.build import open_studio
from rushes.app.setting import setting
from rushes.core.answers import Usage
from rushes.core.cancel import CancelToken
from rushes.core.events import Transfer
from rushes.core.messages import msg
from rushes.core.recipe import Recipe
from rushes.core.stages import Engine, Stage
from rushes.settings.paths import places
from rushes.ui.events import EventBridge
from rushes.ui.tasks import Tasks
from rushes.ui.theme import ThemeChoice, ThemeManager
from rushes.ui.viewer.pane import ViewerPane
from support.takes import add_take, at_stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from rushes.core.generation import Generation
    from rushes.services.studio import Studio

LONG = "Slow dolly in on @Image1 at a café window, steam rising from @Image2, warm tungsten light. " * 30
CHINESE = "[0–2s] 镜头缓慢推进,@Image1 坐在咖啡馆窗边,@Image2 冒着热气,暖色钨丝灯光。[2–5s] 甩镜到街上。"


def rehearsed(studio: Studio, sample: str) -> Generation:
    """Rehearse a sample, once per folder."""
    made = studio.generations.create(studio.sample(sample), Engine.REHEARSAL)
    return studio.generations.drive(made.id, CancelToken())


def states(studio: Studio, recipe: Recipe, clip: Path) -> dict[str, Callable[[], Generation]]:
    """Return how to make a row for each state."""
    sky, used = Engine.SKILLS_VIDEO, {"prompt": recipe.prompt, "duration": 4, "seed": 81172, "resolution": "480p"}

    def at(stage: Stage, **facts: Any) -> Callable[[], Generation]:
        return lambda: at_stage(studio.library, stage, recipe, **facts)

    return {
        "ready": lambda: add_take(studio.library, clip, recipe, engine=sky, used_input={"seed": 81172}),
        "used": lambda: add_take(
            studio.library, clip, recipe, engine=sky, used_input=used, answer={"id": "gen_9f2c", "status": "COMPLETED"}
        ),
        "waiting": at(Stage.WAITING),
        "held": at(Stage.WAITING, held=True),
        "sending": at(Stage.SUBMITTING),
        "unconfirmed": at(Stage.UNCONFIRMED, credits_before=480.0, credits_after=460.0),
        "queued": at(Stage.QUEUED),
        "rendering": at(Stage.RENDERING),
        "fetching": at(Stage.FETCHING),
        "stopped": at(Stage.RENDERING, stopped=True),
        "unfetched": at(
            Stage.FETCHING,
            stopped=True,
            title="The finished file could not be fetched",
            message="The connection was cut.",
            next_step="Get the file again.",
        ),
        "failed": at(
            Stage.FAILED,
            code="HTTP_422",
            title="The content was refused",
            message="Input image may contain a real person.",
            next_step="skills.video does not say which input. Photographs of real people are often refused: "
            "change the prompt or a reference.",
        ),
        "key": at(
            Stage.FAILED,
            code="HTTP_401",
            title="skills.video does not accept the key",
            message="Invalid API key",
            next_step="Check the key, or make a new one at skills.video/dashboard/developer.",
        ),
        "canceled": at(Stage.CANCELED),
        "missing": lambda: add_take(studio.library, clip, recipe, engine=sky, gone=True, usage=Usage(20, 20, 0)),
    }


def main() -> None:
    """Show a state."""
    words = [*sys.argv[1:], "ready"][0]
    theme = ThemeChoice.LIGHT if "light" in sys.argv else ThemeChoice.DARK
    size = next((part for part in sys.argv if part[:1].isdigit() and "x" in part), "712x830")
    home = Path(os.environ.get("VIEWER_DEMO") or tempfile.mkdtemp(prefix="viewer-demo-"))
    app = QApplication(sys.argv[:1])
    manager = ThemeManager(app, theme)
    studio = open_studio(setting(places(home, {}), None, {}))
    tasks = Tasks()
    bridge = EventBridge(studio.events)
    pane = ViewerPane(tasks, null_sound=True)
    pane.resize(*(int(part) for part in size.split("x")))
    pane.show()
    pane.attach(studio, bridge)
    bridge.transfer.connect(pane.transfer)
    if words == "trouble":
        from rushes.core.errors import LibraryDamaged

        pane.detach()
        pane.show_trouble(LibraryDamaged(msg("The disk image is malformed.")), msg("Choose another folder…"), app.quit)
    elif words == "rehearsal":
        pane.show_generation(rehearsed(studio, "cat").id)
    elif words != "first":
        show(pane, studio, words, [*sys.argv, ""])
    app.exec()
    pane.stop()
    tasks.shutdown()
    studio.close()
    manager.close()


def show(pane: ViewerPane, studio: Studio, words: str, given: list[str]) -> None:
    """Show a state, or all in turn."""
    sample = studio.sample("cat")
    kept = studio.generations.create(sample, Engine.REHEARSAL)
    clip = next((studio.library.folder / "Takes").rglob("*.mp4"), None)
    if clip is None:
        path = studio.pictures.video_of(studio.generations.drive(kept.id, CancelToken()))
        assert path is not None
        clip = path
    prompt = LONG if "long" in given else CHINESE if "chinese" in given else kept.recipe.prompt
    recipe = Recipe(kept.recipe.workflow, prompt, kept.recipe.parameters, kept.recipe.references)
    makers = states(studio, recipe, clip)
    if words == "all":
        rows = [make().id for make in makers.values()]
        place = 0

        def step(by: int) -> None:
            nonlocal place
            place = (place + by) % len(rows)
            pane.show_generation(rows[place])

        for key, by in (("PgDown", 1), ("PgUp", -1)):
            QShortcut(QKeySequence(key), pane).activated.connect(lambda by=by: step(by))
        step(0)
        return
    row = makers[words]()
    pane.show_generation(row.id)
    if words in {"sending", "fetching"}:
        studio.events.publish(Transfer(row.id, words == "sending", 5_400_000, 14_200_000))
    if "details" in given:
        from PySide6.QtCore import QTimer

        QTimer.singleShot(1500, lambda: pane.inspector.open_details() if pane.inspector else None)


if __name__ == "__main__":
    main()
