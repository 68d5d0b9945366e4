"""Right, wrong, or to be asked."""

from briefmaker.spelling.judging import WordSet, forms_of, verdict
from briefmaker.spelling.words import words_of


def judged(text: str, known: dict[str, bool] | None = None, *lists: WordSet) -> dict[str, bool | None]:
    return {word.spelling: verdict(word, known or {}, lists) for word in words_of(text)}


def asked(text: str) -> set[str]:
    return {answer for word in words_of(text) for form in forms_of(word) for answer in form}


def test_a_word_is_what_the_dictionary_says() -> None:
    assert judged("De brief", {"De": True, "brief": False}) == {"De": True, "brief": False}


def test_a_word_nobody_was_asked_about_is_neither() -> None:
    assert judged("brief") == {"brief": None}


def test_abbreviations_in_capitals_and_single_letters_are_not_asked_about() -> None:
    assert asked("De WMO, het IHP, de VvE, B&W, artikel iii en WMO’s: a") == {
        "De", "het", "de", "artikel", "en", "B&W",
    }  # fmt: skip
    assert judged("WMO VvE B&W iii") == {"WMO": True, "VvE": True, "B&W": True, "iii": True}


def test_a_long_word_in_capitals_is_asked_about() -> None:
    assert asked("HAARLEM") == {"HAARLEM"}


def test_a_double_name_is_right_when_its_parts_are() -> None:
    assert judged("Berg-de", {"Berg-de": False, "Berg": True, "de": True}) == {"Berg-de": True}
    assert judged("Berg-dee", {"Berg-dee": False, "Berg": True, "dee": False}) == {"Berg-dee": False}


def test_what_ends_with_a_full_stop_may_be_an_abbreviation() -> None:
    assert asked("nr. 3") == {"nr."}


def test_half_a_compound_is_right_with_its_hyphen() -> None:
    assert judged("raads- en", {"raads": False, "raads-": True, "en": True})["raads"] is True


def test_a_listed_word_is_right_whatever_the_dictionary_says() -> None:
    words = WordSet(["raadsmarkt", "Cocensus", "Pré Wonen"])
    text = "raadsmarkt Raadsmarkt RAADSMARKT Cocensus COCENSUS Cocensus-brief Pré Wonen"
    known = dict.fromkeys(asked(text), False) | {"brief": True}
    assert all(judged(text, known, words).values())
    assert judged("cocensus", {"cocensus": False}, words) == {"cocensus": False}


def test_the_lists_count_together() -> None:
    both = WordSet(["Cocensus"]), WordSet(["Ymere"])
    assert judged("Cocensus-Ymere", {}, *both) == {"Cocensus-Ymere": True}
