"""The window: PySide6 widgets that emit wishes and are told facts. Only this package and `app` know Qt."""
