"""The dialogs: opened by a wish of the person at the window, and by a bug of ours alone."""
