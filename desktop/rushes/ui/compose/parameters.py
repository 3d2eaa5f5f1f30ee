"""Aspect, resolution, length, sound, seed, and what they make of the picture."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from rushes.core.messages import Message, msg, verbatim
from rushes.core.parameters import DURATION_MAX, DURATION_MIN, FRAME_RATE, AspectRatio, Parameters, Resolution
from rushes.core.recipe import Recipe
from rushes.core.rules import Field
from rushes.ui import fonts, theme
from rushes.ui.compose.extras import LABEL_WIDTH, Extras
from rushes.ui.compose.seed import SeedField
from rushes.ui.widgets.buttons import LinkButton
from rushes.ui.widgets.chips import ToggleChip
from rushes.ui.widgets.labels import ElidedLabel, Label
from rushes.ui.widgets.layouts import FlowLayout
from rushes.ui.widgets.segments import Segment, SegmentedControl
from rushes.ui.widgets.slider import Slider
from rushes.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable

LINE: Final = 24
"""The height of the switch and of the seed's field."""

OUTLINES: Final = {
    AspectRatio.R21_9: (19, 8),
    AspectRatio.R16_9: (18, 10),
    AspectRatio.R4_3: (15, 11),
    AspectRatio.R1_1: (12, 12),
    AspectRatio.R3_4: (11, 15),
    AspectRatio.R9_16: (10, 18),
}
"""How the ratios are drawn, in logical pixels."""


class ParameterRows(QWidget):
    """The rows of the parameters.

    Signals:
        edited: other parameters (`Parameters`), and the kind of edit, so that a slide is one step back.
        extra_edited: other extra keys (a dict).
        marked: something typed here is wrong now, or is right again.
    """

    edited = Signal(object, str)
    extra_edited = Signal(object)
    marked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recipe = Recipe()
        self._extras: Extras | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.MARGIN, 14, theme.MARGIN, 10)
        self._column.setSpacing(10)
        self._make_choices()
        self._make_length()
        self._make_sound_and_seed()
        self._make_output()
        self._show(Parameters())

    @property
    def parameters(self) -> Parameters:
        """The parameters that are shown."""
        return self._recipe.parameters

    # --- made ---

    def _make_choices(self) -> None:
        self.aspect = SegmentedControl(
            [Segment(ratio, verbatim(ratio.value), outline=outline) for ratio, outline in OUTLINES.items()],
            name=msg("Aspect ratio"),
            height=26,
        )
        self.aspect.changed.connect(lambda ratio: self._edit(replace(self.parameters, aspect_ratio=ratio)))
        self._row(msg("Aspect"), self.aspect)
        self.resolution = SegmentedControl(
            [Segment(tier, verbatim(tier.value)) for tier in Resolution], name=msg("Resolution"), height=26
        )
        self.resolution.changed.connect(lambda tier: self._edit(replace(self.parameters, resolution=tier)))
        self._row(msg("Resolution"), self.resolution)

    def _make_length(self) -> None:
        self.length = Slider(DURATION_MIN, DURATION_MAX, name=msg("Length in seconds"))
        self.length.setPageStep(5)
        say(self.length.setToolTip, msg("Length: {low} to {high} seconds", low=DURATION_MIN, high=DURATION_MAX))
        self.length.valueChanged.connect(self._length_edited)
        self.seconds = Label(bold=True)
        self.seconds.setMinimumWidth(34)
        self.seconds.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._row(msg("Length"), self.length, self.seconds)

    def _make_sound_and_seed(self) -> None:
        self.sound = ToggleChip(msg("Generate sound"))
        self.sound.setAccessibleDescription("")
        say(self.sound.setToolTip, msg("Let the model make sound for the shot"))
        self.sound.toggled.connect(lambda on: self._edit(replace(self.parameters, generate_audio=on)))
        self.seed = SeedField()
        self.seed.changed.connect(lambda seed: self._edit(replace(self.parameters, seed=seed), "seed"))
        self.seed.marked.connect(lambda _trouble: self.marked.emit())
        seed = QWidget()
        beside = QHBoxLayout(seed)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(theme.GRID)
        beside.addWidget(Label(msg("Seed"), tone="muted", pixels=fonts.SMALL_PX))
        beside.addWidget(self.seed)
        # In a narrow pane the seed goes into a line of its own, before any words are cut.
        both = FlowLayout(spacing=theme.GRID, last_at_end=True)
        both.addWidget(self.sound)
        both.addWidget(seed)
        self._row(msg("Audio"), both)

    def _make_output(self) -> None:
        title = Label(msg("Output"), tone="faint", pixels=fonts.META_PX)
        title.setFixedWidth(LABEL_WIDTH)
        self.output = ElidedLabel(tone="faint", pixels=fonts.META_PX, line_height=18)
        self.more = LinkButton(msg("More"), quiet=True, menu=True)
        self.more.setCheckable(True)
        say(self.more.setToolTip, msg("End-user id and extra keys"))
        self.more.toggled.connect(self._show_more)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(title)
        row.addWidget(self.output, 1)
        row.addWidget(self.more)
        self._column.addLayout(row)

    def _row(self, title: Message, *parts: QWidget | QLayout) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        label = Label(title, tone="muted", pixels=fonts.SMALL_PX)
        label.setFixedWidth(LABEL_WIDTH)
        row.addWidget(label)
        for number, part in enumerate(parts):
            stretch = 1 if number == 0 else 0
            if isinstance(part, QLayout):
                label.setFixedHeight(LINE)
                row.setAlignment(label, Qt.AlignmentFlag.AlignTop)
                row.addLayout(part, stretch)
            else:
                row.addWidget(part, stretch)
        self._column.addLayout(row)

    @Slot(bool)
    def _show_more(self, shown: bool) -> None:
        if shown and self._extras is None:
            self._extras = Extras()
            self._extras.end_user_changed.connect(
                lambda text: self._edit(replace(self.parameters, end_user_id=text), "end_user_id")
            )
            self._extras.extra_changed.connect(self.extra_edited)
            self._extras.marked.connect(self.marked)
            self._extras.show_values(self.parameters.end_user_id, self._recipe.extra)
            self._column.addWidget(self._extras)
        if self._extras is not None:
            self._extras.setVisible(shown)
        say(self.more.setText, msg("Less") if shown else msg("More"))
        self.more.updateGeometry()

    def extras(self) -> Extras | None:
        """Return the part behind *More*, if it was opened."""
        return self._extras

    # --- told ---

    def show_recipe(self, recipe: Recipe) -> None:
        """Show the parameters of a recipe."""
        if recipe.parameters == self._recipe.parameters and recipe.extra == self._recipe.extra:
            self._recipe = recipe
            return
        self._recipe = recipe
        self._show(recipe.parameters)
        if (recipe.parameters.end_user_id or recipe.extra) and not self.more.isChecked():
            self.more.setChecked(True)
        elif self._extras is not None:
            self._extras.show_values(recipe.parameters.end_user_id, recipe.extra)

    def _show(self, parameters: Parameters) -> None:
        self.aspect.set_value(parameters.aspect_ratio)
        self.resolution.set_value(parameters.resolution)
        for control in (self.length, self.sound):
            control.blockSignals(True)
        self.length.setValue(parameters.duration)
        self.sound.setChecked(parameters.generate_audio)
        for control in (self.length, self.sound):
            control.blockSignals(False)
        self.seed.show_seed(parameters.seed)
        say(self.seconds.setText, msg("{seconds} s", seconds=parameters.duration))
        width, height = parameters.frame_size
        say(
            self.output.setText,
            msg(
                "{width} × {height} · {frames} frames · {rate} fps",
                width=width,
                height=height,
                frames=parameters.frame_count,
                rate=FRAME_RATE,
            ),
        )

    def show_wrong(self, fields: Iterable[Field]) -> None:
        """Mark the fields that something is wrong with."""
        wrong = set(fields)
        self.seed.set_wrong(Field.SEED in wrong or self.seed.trouble() is not None)
        self.seconds.set_tone("bad" if Field.DURATION in wrong else "text")
        if self._extras is not None:
            self._extras.set_end_user_wrong(Field.END_USER_ID in wrong)

    def trouble(self) -> Message | None:
        """Return why something typed here cannot be sent, or None: it is not in the recipe."""
        if self.seed.trouble() is not None:
            return self.seed.trouble()
        if self._extras is not None and self._extras.wrong():
            return msg("An extra key is not right yet.")
        return None

    # --- edited ---

    @Slot(int)
    def _length_edited(self, seconds: int) -> None:
        self._edit(replace(self.parameters, duration=seconds), "duration")

    def _edit(self, parameters: Parameters, kind: str = "") -> None:
        if parameters != self.parameters:
            self.edited.emit(parameters, kind)
