"""Which words of a text are looked at, and where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmaker.spelling.words import words_of


def spelt(text: str) -> list[str]:
    return [word.spelling for word in words_of(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("De brief van 18 augustus.", ["De", "brief", "van", "augustus"]),
        ("mevrouw Van den Berg-de Vries", ["mevrouw", "Van", "den", "Berg-de", "Vries"]),
        ("foto’s en auto's", ["foto's", "en", "auto's"]),
        ("’s-Gravenhage, ’s avonds in 't dorp", ["'s-Gravenhage", "'s", "avonds", "in", "'t", "dorp"]),
        ("hij zei ‘nee’ en 'ja'", ["hij", "zei", "nee", "en", "ja"]),
        ("en/of (on)gevraagd", ["en", "of", "on", "gevraagd"]),
        ("B&W-nota", ["B&W-nota"]),
        ("raads\u00adbesluit", ["raadsbesluit"]),
        ("gei\u0308nd", ["geïnd"]),
        ("e\u2011mail", ["e-mail"]),
        ("regel\u2028volgende\u00a0regel", ["regel", "volgende", "regel"]),
    ],
)
def test_words_are_found_as_a_dictionary_has_them(text: str, words: list[str]) -> None:
    assert spelt(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "2016/BG062", "BBV-123", "A4", "14.30u", "1e", "65-jarige", "m²", "CO₂-arm", "Z/23/0042",
        "info@haarlem.example", "(j.smit@haarlem.example),", "https://www.haarlem.nl/vergunning",
        "www.voorbeeld.org", "haarlem.nl", "Bijlage.docx", "J.K.N.", "a.u.b.", "d.d.", "€ 1.234,50",
        "—", "…", "",
    ],
)  # fmt: skip
def test_references_addresses_and_initials_are_no_words(text: str) -> None:
    assert spelt(text) == []


def test_an_abbreviation_and_half_a_compound_say_what_follows_them() -> None:
    assert [(word.spelling, word.after) for word in words_of("nr. 3, raads- en commissiestukken.")] == [
        ("nr", "."), ("raads", "-"), ("en", ""), ("commissiestukken", "."),
    ]  # fmt: skip


@given(st.text(max_size=300))
def test_a_word_stands_where_it_says(text: str) -> None:
    end = 0
    for word in words_of(text):
        assert end <= word.start < word.end <= len(text)
        assert word.spelling
        assert not any(sign.isspace() or sign.isdecimal() for sign in text[word.start : word.end])
        end = word.end


@pytest.mark.parametrize("piece", ["a", "a-", "a.", "a'", "1", "a1", "@", "a&", "ä", "\u00ad"])
def test_a_line_without_end_takes_no_time(piece: str) -> None:
    import time

    start = time.perf_counter()
    list(words_of(piece * 100_000))
    assert time.perf_counter() - start < 5
