"""Opens the composer filled with something, to be looked at.

`python tests/ui/compose_demo.py [dark|light] [filled|empty|drag|refused|wrong|frames|start|chinese|long|sending|more]
[width] [height] [media folder]`
"""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMimeData, QTimer, QUrl
from PySide6.QtWidgets import QApplication

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "desktop"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from rushes.app.build import open_studio
from rushes.app.setting import setting
from rushes.core.media import Role
from rushes.core.parameters import Parameters
from rushes.core.recipe import Recipe, Workflow
from rushes.services.intake import Offer, Place
from rushes.settings.paths import places
from rushes.ui.compose.pane import ComposePane
from rushes.ui.events import EventBridge
from rushes.ui.tasks import Tasks
from rushes.ui.theme import ThemeChoice, ThemeManager
from support import clips

PROMPT = (
    "[0–2s] Slow dolly in on @Image1 at a café window, steam rising from @Image2, warm tungsten light.\n"
    "[2–5s] Whip pan to the street as @Image3 roars past; keep the rhythm of @Audio1."
)
CHINESE = (
    "[0–2秒] 镜头缓慢推进，咖啡馆窗边的 @图片1，@Image2 升起蒸汽，温暖的钨丝灯光。\n"
    "[2–5秒] 快速横摇到街道，@Image3 呼啸而过；跟随 @Audio1 的节奏。"
)
HOME = Path(tempfile.mkdtemp())


def files(media: Path) -> list[Path]:
    """Return three pictures, a video and a sound: real ones if there are some."""
    names = ["chelsea.png", "coffee.png", "rocket.jpg", "bigbuckbunny.mp4"]
    found = [media / name for name in names if (media / name).exists()]
    if len(found) < len(names):
        found = [clips.png(HOME / f"{n}.png", 640, 480, colour) for n, colour in enumerate((clips.RED, clips.BLUE))]
    return [*found, clips.wav(HOME / "rhythm of the street.wav", 8.0)]


def fill(pane: ComposePane, kind: str, pictures: list[Path]) -> None:
    """Put a recipe on the desk."""
    workflow = {"frames": Workflow.FRAMES, "start": Workflow.TEXT}.get(kind, Workflow.REFERENCES)
    text = CHINESE if kind == "chinese" else PROMPT * (6 if kind == "long" else 1)
    pane.set_recipe(Recipe(workflow, text, Parameters()))
    notes = HOME / "notes.txt"
    notes.write_text("not a picture")
    if kind == "frames":
        pane.offer(Offer(paths=tuple(pictures[:2])), Place(Role.FIRST_FRAME))
    elif kind == "start":
        pane.offer(Offer(paths=tuple(pictures[:1])), Place(Role.START_IMAGE))
    else:
        urls = ("https://media.example.com/long/way/boat.png",) if kind in {"long", "wrong"} else ()
        extra = (notes,) if kind == "wrong" else ()
        pane.offer(Offer(paths=(*pictures, *extra), urls=urls), Place())


def go_on(pane: ComposePane, kind: str, dragged: Path) -> None:
    """Do what is only possible with everything read."""
    recipe = pane.recipe()
    if kind == "wrong":
        lost = replace(recipe.references[0], path=HOME / "gone.png")
        wrong = replace(recipe, prompt=recipe.prompt + " @Image7")
        pane.set_recipe(wrong.with_references([lost, *recipe.references[1:]]))
    elif kind == "sending":
        pane.generate()
    elif kind == "more":
        pane.set_recipe(replace(recipe, extra={"watermark": False}))
    elif kind in {"drag", "refused", "lists"}:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(dragged))])
        pane.drag_entered(mime)


def main() -> None:
    """Open it."""
    argv = dict(enumerate(sys.argv))
    kind = argv.get(2, "filled")
    app = QApplication(sys.argv[:1])
    manager = ThemeManager(app, ThemeChoice(argv.get(1, "dark")))
    tasks = Tasks()
    studio = open_studio(setting(places(HOME, {}), None, {}))
    pane = ComposePane(tasks)
    pane.resize(int(argv.get(3, "392")), int(argv.get(4, "800")))
    pane.show()
    pane.attach(studio, EventBridge(studio.events))
    empty = kind in {"empty", "drag", "refused"}
    pane.set_key_known(not empty)
    pictures = files(Path(argv.get(5, "media")))
    if not empty:
        fill(pane, kind, pictures)
    (HOME / "notes.txt").write_text("not a picture")
    dragged = HOME / "notes.txt" if kind == "refused" else pictures[0]
    QTimer.singleShot(1500, lambda: go_on(pane, kind, dragged))
    status = app.exec()
    manager.close()
    os._exit(status)


if __name__ == "__main__":
    main()
