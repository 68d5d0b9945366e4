"""Counting words."""

from __future__ import annotations

from briefmaker.content.excerpt import word_count
from briefmaker.content.plain_text import body_from_plain_text
from briefmaker.letter.body import Body


def test_words_are_counted_in_paragraphs_and_lists_without_marks() -> None:
    assert word_count(body_from_plain_text("Geachte leden - welkom.\n\n1. een punt\n2. nog een punt")) == 8


def test_an_empty_text_has_no_words() -> None:
    assert word_count(Body()) == 0
