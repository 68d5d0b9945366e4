"""The words that are right in a letter besides the dictionary's."""

import datetime

from briefmaker.app.installed import installed_packs
from briefmaker.app.letters import new_letter
from briefmaker.app.spelling import (
    keep_word,
    names_among,
    personal_words,
    texts_with_names,
    words_of_pack,
)

PACKS = installed_packs()
TYPE = PACKS.types["haarlem/wethoudersbrief"].type


def test_a_word_that_is_kept_is_right_from_then_on() -> None:
    assert "Spaarneduin" not in personal_words()
    keep_word("Spaarneduin")
    assert "Spaarneduin" in personal_words()


def test_the_organisation_knows_its_places_and_its_people() -> None:
    words = words_of_pack(TYPE)
    for word in ("raadsmarkt", "Raadsmarkt", "Sinnevelt", "Cocensus", "IJmond", "Kloosterhuis", "Aydın-Bos"):
        assert word in words, word
    assert "portefuille" not in words


def test_the_names_in_a_letter_are_right_in_its_text_and_a_mistake_elsewhere_is_not() -> None:
    answers = new_letter(PACKS, TYPE.id, datetime.date(2026, 11, 23)).answers.with_answers(
        {"geadresseerde": "mevrouw S. Özoğul-Langedijk\nZwaluwhoek 3", "onderwerp": "Antwoordt Vergaderring"}
    )
    names = names_among(texts_with_names(TYPE, answers))
    assert "Özoğul-Langedijk" in names
    assert "Zwaluwhoek" in names
    assert "Vergaderring" not in names
    assert "mevrouw" not in names
