"""Texts for people, as data."""

from __future__ import annotations

from rushes.core.messages import Message, msg, plural, verbatim


def test_values_are_filled_in() -> None:
    assert msg("{a} and {b}", a="x", b=2).source() == "x and 2"
    assert str(msg("plain {braces}")) == "plain {braces}"


def test_one_and_many() -> None:
    assert plural("{n} takes", "{n} take", 1).source() == "1 take"
    assert plural("{n} takes", "{n} take", 0).source() == "0 takes"
    assert plural("{n} of {all}", "one of {all}", 1, all=9).source() == "one of 9"


def test_a_message_in_a_message_is_shown_by_whoever_shows_the_whole() -> None:
    outer = msg("Said: {inner}", inner=msg("hello {name}", name="Ann"))
    assert outer.source() == "Said: hello Ann"

    def shout(message: Message) -> str:
        return message.source().upper()

    assert outer.fill("Gesagt: {inner}", shout) == "Gesagt: HELLO ANN"


def test_a_faulty_translation_does_not_break_an_error() -> None:
    message = msg("{a}", a=1)
    for template in ("{b}", "{", "{0}", "{a.missing"):
        assert message.fill(template, str) == template


def test_text_that_is_not_ours_is_shown_as_it_is() -> None:
    assert verbatim("50 % {off} }{").source() == "50 % {off} }{"
    assert msg("“{name}”", name="{weird}").source() == "“{weird}”"
