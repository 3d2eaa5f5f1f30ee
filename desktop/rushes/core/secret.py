"""A text that must not be printed by accident."""

from __future__ import annotations

from typing import NoReturn


class Secret:
    """Holds a key so that no log line, traceback, `repr` or pickle can carry it; `reveal` is the one way out."""

    __slots__ = ("_text",)

    SHOWN = "•••"

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Return the text itself, for the one place that sends it."""
        return self._text

    def __repr__(self) -> str:
        return f"Secret({self.SHOWN})"

    def __str__(self) -> str:
        return self.SHOWN

    def __format__(self, spec: str) -> str:
        return format(self.SHOWN, spec)

    def __bool__(self) -> bool:
        return bool(self._text)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return self._text == other._text

    def __hash__(self) -> int:
        return hash((Secret, self._text))

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not written down")
