"""Words are counted as people count them."""

from __future__ import annotations

import pytest

from briefmaker.content.excerpt import reading_minutes, words_in


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Geachte leden - welkom.", 3),
        ("een punt\nnog een punt", 5),
        ("’s-Gravenhage, 5 november (2026)", 4),
        (" – … ", 0),
        ("", 0),
    ],
)
def test_what_holds_a_letter_or_digit_is_a_word(text: str, words: int) -> None:
    assert words_in(text) == words


def test_reading_takes_a_minute_for_any_text_and_grows_with_it() -> None:
    assert [reading_minutes(words) for words in (0, 1, 238, 480, 2_380)] == [0, 1, 1, 2, 10]
