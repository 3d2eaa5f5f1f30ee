"""The right pane: every take there is, searched and filtered."""
