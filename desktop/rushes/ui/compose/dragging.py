"""Showing what would become of a drag, at every place and for the window as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rushes.services.intake import Place
from rushes.ui.compose.places import PlaceZone
from rushes.ui.compose.verdict import Verdict, judge
from rushes.ui.widgets.banner import Banner, Tone

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from rushes.core.recipe import Recipe
    from rushes.ui.compose.references import References
    from rushes.ui.compose.verdict import Preview

WIDE: Final = 160
"""From this width on a place has room for why it cannot take something."""


class DragShow:
    """Lights the places that would take what is dragged; where none would, a card over the pane says why or where."""

    def __init__(self, pane: QWidget, references: References, above: QWidget) -> None:
        self._pane, self._references, self._above = pane, references, above
        self._card: Banner | None = None

    def show(self, recipe: Recipe, preview: Preview) -> None:
        """Say at every place what would become of it there."""
        said: set[str] = set()
        for widget, where in self._references.targets():
            verdict = judge(recipe, preview, where)
            if isinstance(widget, PlaceZone):
                verdict = self._own(verdict, where)
                widget.show_verdict(verdict)
                if verdict is not None and (verdict.takes or widget.width() > WIDE):
                    said.add(verdict.title.source())
            else:
                takes = verdict is not None and verdict.takes and self._own(verdict, where) is not None
                only_one = where.role is not None and len(preview.found) <= 1
                widget.set_lit(takes and only_one)
        anywhere = judge(recipe, preview, Place())
        self._show_card(None if anywhere is None or anywhere.title.source() in said else anywhere)

    def _own(self, verdict: Verdict | None, where: Place) -> Verdict | None:
        """Return None where what would be added does not belong to this list: a video says nothing to the images."""
        if verdict is None or where.kind is None or not verdict.takes:
            return verdict
        return verdict if any(reference.kind is where.kind for reference in verdict.added) else None

    def _show_card(self, verdict: Verdict | None) -> None:
        if verdict is None:
            if self._card is not None:
                self._card.hide()
            return
        if self._card is None:
            self._card = Banner(parent=self._pane)
        tone = Tone.INFO if verdict.takes else Tone.ERROR
        if verdict.detail is None:
            self._card.show_message(verdict.title, tone=tone)
        else:
            self._card.show_message(verdict.detail, title=verdict.title, tone=tone)
        width = self._pane.width() - 32
        self._card.setFixedWidth(width)
        height = self._card.heightForWidth(width)
        self._card.setGeometry(16, self._above.y() - height - 8, width, height)
        self._card.show()
        self._card.raise_()

    def said(self) -> Banner | None:
        """Return the card while it is shown."""
        return self._card if self._card is not None and not self._card.isHidden() else None

    def end(self) -> None:
        """Say nothing more."""
        for widget, _ in self._references.targets():
            if isinstance(widget, PlaceZone):
                widget.show_verdict(None)
            else:
                widget.set_lit(False)
        if self._card is not None:
            self._card.hide()
