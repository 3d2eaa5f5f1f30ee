"""Texts for people, as data.

The layers below the window have no Qt, so they cannot translate. They name a text in its source language, marked for
extraction by `msg` or `plural`, with the values that go into it; whoever shows it translates at that moment, so that
a change of language is live. The command line prints the source.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


_NO_VALUES: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Message:
    """One text for a person: its source, the values for its `{names}`, and the number that decides its plural.

    `text` is the source text (the form for many, when `count` is set) and `singular` its form for one. A value may be
    a `Message` itself.
    """

    text: str
    values: Mapping[str, object] = field(default_factory=lambda: _NO_VALUES, hash=False)
    singular: str = ""
    count: int | None = None

    def source(self) -> str:
        """Return the text in the source language with its values filled in."""
        template = self.singular if self.count == 1 and self.singular else self.text
        return self.fill(template, str)

    def fill(self, template: str, show: Callable[[Message], str]) -> str:
        """Put the values into `template`, which may be a translation; `show` turns a nested message into text.

        A template that does not fit the values is given back as it is: a faulty translation must not break an error.
        """
        values = {name: show(value) if isinstance(value, Message) else value for name, value in self.values.items()}
        if self.count is not None:
            values.setdefault("n", self.count)
        if not values:
            return template
        try:
            return template.format(**values)
        except (KeyError, IndexError, ValueError):
            return template

    def __str__(self) -> str:
        return self.source()


def msg(text: str, /, **values: object) -> Message:
    """Mark `text` for translation and bind the values of its `{names}`."""
    return Message(text, MappingProxyType(values) if values else _NO_VALUES)


def plural(many: str, one: str, n: int, /, **values: object) -> Message:
    """Mark a text that depends on a number: `plural("{n} takes", "{n} take", n)`."""
    return Message(many, MappingProxyType(values) if values else _NO_VALUES, singular=one, count=n)


def verbatim(text: str) -> Message:
    """Wrap text that is not ours (a file name, the service's own words), which is never translated."""
    return Message("{text}", MappingProxyType({"text": text}))
