"""The composition root: builds the objects for the window and for the command line."""
