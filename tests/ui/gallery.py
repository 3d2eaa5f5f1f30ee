"""Shows every widget in its states, to be looked at: `python tests/ui/gallery.py [dark|light] [long|chinese]`."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "desktop"))

from rushes.core.messages import Message, verbatim
from rushes.ui import fonts
from rushes.ui.theme import ThemeChoice, ThemeManager
from rushes.ui.widgets.banner import Banner, Tone, UndoBar
from rushes.ui.widgets.buttons import ActionButton, IconButton, LinkButton, ToolButton
from rushes.ui.widgets.chips import Chip, ToggleChip
from rushes.ui.widgets.containers import Badge, EmptyState, Pane, QuietScroll, set_wrong
from rushes.ui.widgets.drop import DropZone, ThumbLabel
from rushes.ui.widgets.fields import CheckBox, NumberField, SearchField, Select
from rushes.ui.widgets.labels import ElidedLabel, KeyValueGrid, Label, Line, Section, SectionHeader
from rushes.ui.widgets.layouts import FlowLayout
from rushes.ui.widgets.segments import Segment, SegmentedControl
from rushes.ui.widgets.slider import Slider
from rushes.ui.widgets.spinner import Spinner

OUTLINES = ((19, 8), (18, 10), (15, 11), (12, 12), (11, 15), (10, 18))
EMPTY = (
    "Rehearse a shot for free: Rushes draws an animatic of your prompt and references at the exact frame size "
    "and length, on this computer."
)
PROMPT = "Slow dolly in on @Image1 at a café window, steam rising from @Image2, warm tungsten light, and then some"
KIND = sys.argv[2] if len(sys.argv) > 2 else ""


def words(short: str) -> Message:
    """Return a text, or a long or Chinese one in its place."""
    if KIND == "chinese":
        return verbatim("镜头缓慢推进 " + short[:4])
    return verbatim(short + (" and a good deal more than there is room for" if KIND == "long" else ""))


def picture(first: str, second: str) -> QImage:
    """Return something colourful."""
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    ramp = QLinearGradient(0, 0, 400, 300)
    ramp.setColorAt(0, QColor(first))
    ramp.setColorAt(1, QColor(second))
    painter.fillRect(image.rect(), ramp)
    painter.end()
    return image


def row(*widgets: QWidget, stretch: bool = True) -> QHBoxLayout:
    """Return widgets side by side."""
    made = QHBoxLayout()
    made.setSpacing(12)
    for widget in widgets:
        made.addWidget(widget)
    if stretch:
        made.addStretch(1)
    return made


def named(label: str, *widgets: QWidget, stretch: bool = False) -> QHBoxLayout:
    """Return a row with a name of 76 px."""
    name = ElidedLabel(words(label), tone="muted", pixels=fonts.SMALL_PX)
    name.setFixedWidth(76)
    return row(name, *widgets, stretch=stretch)


def references() -> Section:
    section = Section(words("Images"), words("3 of 9"))
    flow = FlowLayout()
    for n, (a, b) in enumerate((("orange", "brown"), ("teal", "navy"), ("pink", "purple")), 1):
        thumb = ThumbLabel(QSize(83, 64))
        thumb.set_image(picture(a, b))
        thumb.set_tag(f"@Image{n}")
        flow.addWidget(thumb)
    flow.addWidget(DropZone(words("Drop, paste or browse"), size=QSize(83, 64)))
    section.body.addLayout(flow)
    return section


def parameters() -> Section:
    section = Section()
    aspects = [Segment(n, words(str(n)), outline=o) for n, o in enumerate(OUTLINES)]
    aspect = SegmentedControl(aspects, name=words("Aspect"), height=24)
    aspect.set_value(1)
    section.body.addLayout(named("Aspect", aspect))
    names = ("480p", "720p", "1080p")
    resolution = SegmentedControl([Segment(n, verbatim(n)) for n in names], name=words("Resolution"), height=24)
    resolution.set_value("720p")
    section.body.addLayout(named("Resolution", resolution))
    slider = Slider(4, 15, name=words("Length"))
    slider.setValue(5)
    section.body.addLayout(named("Length", slider, Label(verbatim("5 s"), bold=True)))
    seed = Chip(words("Random"), height=24, radius=6)
    seed.set_trailing_icon("refresh-cw")
    section.body.addLayout(named("Audio", ToggleChip(words("Generate sound"), on=True), ToggleChip(words("Off")), seed))
    note = LinkButton(words("More"), quiet=True, menu=True)
    facts = ElidedLabel(words("1280 × 720 · 121 frames · 24 fps"), tone="faint", pixels=fonts.META_PX)
    section.body.addLayout(named("Output", facts, note))
    return section


def composer() -> Pane:
    pane = Pane()
    pane.setFixedWidth(392)
    column = QVBoxLayout(pane)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    inner = QWidget()
    body = QVBoxLayout(inner)
    body.setContentsMargins(0, 0, 0, 0)
    body.setSpacing(0)
    flows = [Segment(n, words(n)) for n in ("Text or image", "First & last frame", "References")]
    top = Section()
    top.body.addWidget(SegmentedControl(flows, name=words("Workflow")))
    prompt = Section(words("Prompt"), words("@ mention   / camera move   [0–2s] beat"))
    edit = QPlainTextEdit()
    edit.setPlaceholderText("Describe the shot: who, where, what the camera does…")
    edit.setFixedHeight(104)
    prompt.body.addWidget(edit)
    body.addWidget(top)
    for part in (references(), prompt, parameters(), banners()):
        body.addWidget(Line())
        body.addWidget(part)
    body.addStretch(1)
    column.addWidget(QuietScroll(inner), 1)
    column.addWidget(Line())
    column.addLayout(actions())
    return pane


def banners() -> Section:
    section = Section()
    warn = Banner()
    warn.show_message(
        words("@Video1 is 25 fps, 5.3 s. Input seconds are usually billed too."), actions=[(words("Trim to 2 s"), list)]
    )
    bad = Banner(Tone.ERROR, closable=True)
    bad.show_message(
        words("No connection was made, so nothing was sent."),
        title=words("skills.video cannot be reached"),
        actions=[(words("Try again"), list), (words("Details"), list)],
    )
    section.body.addWidget(warn)
    section.body.addWidget(bad)
    return section


def actions() -> QHBoxLayout:
    rehearse, generate = ActionButton(words("Rehearse")), ActionButton(words("Generate"))
    rehearse.say_second(words("free, on this computer"))
    generate.say_second(words("about 20 credits · usually 2–4 min"))
    generate.set_main(True)
    rehearse.setFixedWidth(132)
    line = row(rehearse, generate, stretch=False)
    line.setSpacing(8)
    line.setContentsMargins(16, 12, 16, 12)
    return line


def centre() -> Pane:
    pane = Pane("canvas")
    column = QVBoxLayout(pane)
    column.addWidget(
        EmptyState(
            words(EMPTY),
            title=words("Make your first take"),
        )
    )
    lit, refused, idle = (DropZone(words("Drop an image here")) for _ in range(3))
    lit.light(
        words("Drop to use as the start image"), words("harbour.jpg · 2400 × 1600 · will be cropped to 1280 × 720")
    )
    refused.refuse(words("notes.txt is not a picture"), words("PNG, JPEG and WebP can be used here"))
    for zone in (lit, refused, idle):
        column.addWidget(zone)
    disabled = ActionButton(words("Generate"))
    disabled.say_second(words("write a prompt and add your key first"))
    disabled.setEnabled(False)
    plain = ActionButton(words("Rehearse"))
    plain.set_main(True)
    column.addLayout(row(disabled, plain, stretch=False))
    spinner = Spinner()
    play = IconButton("play-filled", filled=True, side=30, size=14)
    column.addLayout(
        row(
            play,
            *(
                IconButton(n)
                for n in ("skip-back", "step-back", "step-forward", "skip-forward", "repeat", "volume-2", "maximize")
            ),
            spinner,
            Badge(words("Pick"), tone="good"),
            Badge(words("Rehearsal"), tone="rehearsal"),
        )
    )
    column.addLayout(
        row(
            ToolButton(words("Reuse recipe")),
            ToolButton(words("Export"), menu=True),
            ToolButton(words("Show in folder"), icon="folder-open"),
            off(ToolButton(words("Vary"))),
        )
    )
    tabs = QTabWidget()
    tabs.addTab(standard(), "General")
    tabs.addTab(QWidget(), "Network")
    column.addWidget(tabs)
    bar = UndoBar(pane)
    bar.offer(words("Deleted 1 take"))
    pane.undo_bar = bar  # type: ignore[attr-defined]
    return pane


def off(widget: QWidget) -> QWidget:
    """Return a widget, disabled."""
    widget.setEnabled(False)
    return widget


def standard() -> QWidget:
    inner = QWidget()
    grid = QGridLayout(inner)
    line, bad = QLineEdit("a field"), QLineEdit("http:/no")
    set_wrong(bad, True)
    main = QPushButton("Save key")
    main.setProperty("main", True)
    spin = NumberField(1, 20, name=words("Slots"))
    checked = CheckBox(words("Tell me when a take is ready"))
    checked.setChecked(True)
    choice = Select([(1, words("Follow the system")), (2, words("Dark"))], name=words("Appearance"))
    for n, widget in enumerate(
        (
            line,
            bad,
            spin,
            choice,
            checked,
            CheckBox(words("Reduce motion")),
            main,
            QPushButton("Cancel"),
            off(QPushButton("Cancel")),
        )
    ):
        grid.addWidget(widget, n // 3, n % 3)
    return inner


def history() -> Pane:
    pane = Pane()
    pane.setFixedWidth(336)
    column = QVBoxLayout(pane)
    column.setContentsMargins(16, 10, 16, 10)
    column.addWidget(SearchField(words("Search prompts, notes, ids")))
    filters = FlowLayout(spacing=6)
    for n, name in enumerate(("All", "Running 2", "Picks", "Failed")):
        chip = Chip(words(name), height=22)
        chip.setCheckable(True)
        chip.setChecked(n == 0)
        filters.addWidget(chip)
    column.addLayout(filters)
    column.addWidget(SectionHeader(words("Video"), words("1 of 3 · 5.3 s")))
    facts = KeyValueGrid()
    for key, value in (("Workflow", "References"), ("Output", "1280 × 720, 5.04 s"), ("Cost", "20 cr, quoted 20")):
        facts.show_row(key, words(key), words(value))
    column.addWidget(facts)
    column.addWidget(
        ElidedLabel(
            words(PROMPT),
            lines=2,
            pixels=12,
            line_height=16,
        )
    )
    column.addStretch(1)
    return pane


def toolbar() -> Pane:
    pane = Pane()
    pane.setFixedHeight(44)
    running = Chip(words("running"), strong_first=True)
    running.set_strong("2")
    running.set_busy(True)
    balance = Chip(verbatim("skills.video"))
    balance.set_strong("480 credits")
    balance.set_dot("good")
    library = Chip(words("Library"), framed=False, menu=True)
    library.set_strong("Harbour film")
    line = row(Label(verbatim("Rushes"), bold=True), library)
    line.setContentsMargins(12, 0, 12, 0)
    for widget in (running, balance, IconButton("sliders-horizontal")):
        line.addWidget(widget)
    pane.setLayout(line)
    return pane


def main() -> None:
    """Show it all."""
    app = QApplication(sys.argv[:1])
    ThemeManager(app, ThemeChoice(sys.argv[1] if len(sys.argv) > 1 else "dark"))
    window = QMainWindow()
    ground = Pane()
    column = QVBoxLayout(ground)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(toolbar())
    column.addWidget(Line())
    panes = row(composer(), Line(vertical=True), centre(), Line(vertical=True), history(), stretch=False)
    panes.setSpacing(0)
    panes.setStretch(2, 1)
    column.addLayout(panes, 1)
    window.setCentralWidget(ground)
    window.resize(1440, 900)
    window.show()
    app.exec()


if __name__ == "__main__":
    main()
