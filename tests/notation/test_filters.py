"""What expressions in a manifest make of values, and that nothing makes them fail."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmaker.letter.notation import Notation
from briefmaker.notation.filters import FILTERS, filters_of

TABLE = [
    ("datum", "2015-08-18", "18 augustus 2015"),
    ("datum", "18-8-2015", "18 augustus 2015"),
    ("datum", "18 aug", "18 aug"),
    ("datum", "vandaag", "vandaag"),
    ("datum_kort", "2015-08-18", "18-08-2015"),
    ("datum_sorteerbaar", "18 augustus 2015", "2015-08-18"),
    ("jaar", "2015-08-18", "2015"),
    ("jaar", "binnenkort", ""),
    ("opsomming", ["wonen", "zorg", "werk"], "wonen, zorg en werk"),
    ("opsomming", ["wonen", " ", "zorg"], "wonen en zorg"),
    ("opsomming", "wonen\nzorg", "wonen en zorg"),
    ("opsomming", [], ""),
    ("aanhef", ["De heer mr. F. van Dijk", "Grote Markt 2", "2011 RD  HAARLEM"], "Geachte heer Van Dijk,"),
    ("aanhef", "Aan de leden van de raad", "Geachte leden,"),
    ("aanhef", ["", " "], ""),
    ("slotgroet", "", "Met vriendelijke groet,"),
    ("achternaam", "mr. Charlotte van der Meij", "Van der Meij"),
    ("zonder_titels", "mr. Charlotte van der Meij, LLM", "Charlotte van der Meij"),
    ("op_achternaam", "Hilde van der Molen", "Molen, Hilde van der"),
    ("naam", "mevrouw drs. H. van der Molen (GroenLinks)", "H. van der Molen"),
    ("telefoon", "023-5113939", "023 511 39 39"),
    ("postcode", "2003pb", "2003 PB"),
    ("adres", ["Postbus 511", "2003pb Haarlem"], "Postbus 511\n2003 PB  HAARLEM"),
    ("retouradres", "Postbus 511 2003PB Haarlem", "Retouradres: Postbus 511, 2003 PB Haarlem"),
    ("bedrag", "1200,50", "€\N{NO-BREAK SPACE}1.200,50"),
    ("procent", "80 procent", "80%"),
    ("getal", "12", "twaalf"),
    ("getal", "21", "21"),
    ("tijd", "14:30", "14.30 uur"),
    ("kenmerk", "2009 / 25177", "2009/25177"),
    ("aangehaald", "Kans", "“Kans”"),
    ("met_hoofdletter", "van den Berg", "Van den Berg"),
    ("met_hoofdletter", "ijsbaan", "IJsbaan"),
    ("met_kleine_letter", "Wethouder", "wethouder"),
    ("met_kleine_letter", "IJzer", "ijzer"),
]


@pytest.mark.parametrize(("name", "given_", "made"), TABLE)
def test_a_filter_makes(name: str, given_: object, made: str) -> None:
    assert FILTERS[name](given_) == made


def test_a_date_is_written_in_the_language_that_is_asked_for() -> None:
    assert FILTERS["datum"]("2015-08-18", "en-GB") == "18 August 2015"


def test_the_house_chooses_where_sources_differ() -> None:
    own = filters_of(
        Notation.model_validate(
            {"time": "colon", "numbers": "figures", "quotes": "single", "closing": "groeten", "phone": "7"}
        )
    )
    assert own.keys() == FILTERS.keys()
    assert own["tijd"]("14.30") == "14:30 uur"
    assert own["getal"]("12") == "12"
    assert own["aangehaald"]("Kans") == "‘Kans’"
    assert own["slotgroet"]() == "Met vriendelijke groeten,"
    assert own["telefoon"]("023 511 39 39") == "023 5113939"


def test_an_enumeration_takes_another_word() -> None:
    assert FILTERS["opsomming"](["a", "b"], "of") == "a of b"


ANYTHING = st.one_of(
    st.text(),
    st.lists(st.text()),
    st.none(),
    st.integers(),
    st.dictionaries(st.text(), st.text()),
    st.booleans(),
)


@pytest.mark.parametrize("name", FILTERS)
@given(value=ANYTHING)
def test_no_value_makes_a_filter_fail(name: str, value: object) -> None:
    assert isinstance(FILTERS[name](value), str)


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize("value", ["0" * 2_000_000, "a " * 500_000, ["Van 't " * 10] * 50_000, "(" * 100_000])
def test_a_huge_value_gives_a_bounded_text(name: str, value: object) -> None:
    assert len(FILTERS[name](value)) < 200_000
