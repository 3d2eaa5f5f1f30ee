"""The left pane: where a recipe is written. Other panes are unknown here."""
