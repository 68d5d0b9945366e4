"""Names are taken apart, written, sorted and judged as the sources say; no name loses a letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmaker.notation.names import (
    Gender,
    first_surname,
    full_name,
    is_person,
    name_advice,
    parse_name,
    salutation_surname,
    sorting_name,
    usual_name,
)

# Councillors and aldermen in minutes of Haarlem (docplayer.nl), and the names of the five letters:
# written name, behind "mevrouw" or "de heer", as a list sorts it.
REAL_NAMES = [
    ("J.K.N. van Spijk", "Van Spijk", "Spijk, J.K.N. van"),
    ("C.Y. Sikkema", "Sikkema", "Sikkema, C.Y."),
    ("ir. F.H. Reeskamp", "Reeskamp", "Reeskamp, F.H."),
    ("drs. L.C. van Zetten", "Van Zetten", "Zetten, L.C. van"),
    ("mr. P.J. Bosma-Piek", "Bosma-Piek", "Bosma-Piek, P.J."),
    ("F. de Leeuw-de Kleuver", "De Leeuw-de Kleuver", "Leeuw-de Kleuver, F. de"),
    ("S. Özogul-Özen", "Özogul-Özen", "Özogul-Özen, S."),
    ("S. Özoğul", "Özoğul", "Özoğul, S."),
    ("A.P.D. van den Raadt", "Van den Raadt", "Raadt, A.P.D. van den"),
    ("H.A. van der Smagt", "Van der Smagt", "Smagt, H.A. van der"),
    ("J. van de Manakker", "Van de Manakker", "Manakker, J. van de"),
    ("M.J.A.E. Rijssenbeek", "Rijssenbeek", "Rijssenbeek, M.J.A.E."),
    ("R.G.J. de Jong", "De Jong", "Jong, R.G.J. de"),
    ("E. de Iongh", "De Iongh", "Iongh, E. de"),
    ("mr. Charlotte van der Meij", "Van der Meij", "Meij, Charlotte van der"),
    ("Hilde van der Molen", "Van der Molen", "Molen, Hilde van der"),
    ("A.R. Leenman", "Leenman", "Leenman, A.R."),
    ("Marianne Schuurmans-Wijdeven", "Schuurmans-Wijdeven", "Schuurmans-Wijdeven, Marianne"),
]


@pytest.mark.parametrize(("written", "greeted", "sorted_as"), REAL_NAMES)
def test_a_real_name_is_written_as_it_was_greeted_and_sorted_by_the_rules(
    written: str, greeted: str, sorted_as: str
) -> None:
    name = parse_name(written)
    assert full_name(name) == written
    assert salutation_surname(name) == greeted
    assert sorting_name(name) == sorted_as
    assert not list(name_advice(name))


def test_a_name_that_is_registered_with_a_capital_keeps_it() -> None:
    # Seed 004; the switch "schrijfwijze vast" (onzetaal.nl/taalloket/hoofdletters-namen-nederland).
    written = "Charif El Idrissi, MSc"
    name = parse_name(written, fixed=True)
    assert full_name(name) == full_name(usual_name(name)) == written
    assert sorting_name(name) == "Idrissi, Charif El"
    assert not list(name_advice(name))
    (advice,) = name_advice(parse_name(written))
    assert advice.better == "Charif el Idrissi, MSc"


def test_a_belgian_name_is_greeted_as_it_is_registered() -> None:
    # taaladvies.net/j-van-den-berg
    assert salutation_surname(parse_name("J. van den Broeck", fixed=True)) == "van den Broeck"


SPELLINGS = [
    # onzetaal.nl/taalloket/hoofdletters-namen-nederland, taaladvies.net/mevrouw-van-der-ven-van-dijk
    ("N.C. van der Sluis", "Van der Sluis"),
    ("mevrouw Van der Sluis", "Van der Sluis"),
    ("mevrouw Jongsma-van der Sluis", "Jongsma-van der Sluis"),
    ("N. Jongsma-van der Sluis", "Jongsma-van der Sluis"),
    ("mevrouw Van der Ven-van Dijk", "Van der Ven-van Dijk"),
    ("Mounir el Hamdaoui", "El Hamdaoui"),
    ("de heer El Hamdaoui", "El Hamdaoui"),
    # 't and d' are always small
    ("M. 't Hart", "'t Hart"),
    ("mevrouw d'Ancona", "d'Ancona"),
    ("H. d’Ancona", "d’Ancona"),
    ("J.H. van 't Hoff", "Van 't Hoff"),
    # of our own
    ("Ben Jansen", "Jansen"),
    ("Jan-Willem in 't Veld", "In 't Veld"),
    ("A. Al-Dilaimi", "Al-Dilaimi"),
    ("G. García Márquez", "García Márquez"),
    ("IJ. ten IJssel", "Ten IJssel"),
    ("Jansen", "Jansen"),
]


@pytest.mark.parametrize(("written", "greeted"), SPELLINGS)
def test_a_tussenvoegsel_has_a_capital_where_nothing_of_the_name_stands_before_it(
    written: str, greeted: str
) -> None:
    name = parse_name(written)
    assert full_name(name) == written
    assert salutation_surname(name) == greeted
    assert not list(name_advice(name))


@pytest.mark.parametrize(
    ("typed", "better"),
    [
        # taaladvies.net/j-van-den-berg
        ("N.C. Van der Sluis", "N.C. van der Sluis"),
        ("mevrouw van der Sluis", "mevrouw Van der Sluis"),
        # onzetaal.nl/taalloket/titulatuur-drs-a-jansen-mba
        ("drs A. Jansen", "drs. A. Jansen"),
        ("A. Jansen, M.Sc.", "A. Jansen, MSc"),
        ("A. Jansen msc", "A. Jansen, MSc"),
        # taaladvies.net/volgorde-titels-en-graden
        ("drs. prof. A. Jansen", "prof. drs. A. Jansen"),
        ("ir. mr. A. Jansen", "mr. ir. A. Jansen"),
        ("dr. drs. A. Jansen", "dr. A. Jansen"),
        ("ir. ing. A. Jansen", "ir. A. Jansen"),
        ("mr. mr. A. Jansen", "mr. A. Jansen"),
    ],
)
def test_what_is_unusual_comes_with_the_usual_way(typed: str, better: str) -> None:
    advised = list(name_advice(parse_name(typed)))
    assert advised
    assert all(advice.better == better for advice in advised)
    assert not list(name_advice(parse_name(better)))


@pytest.mark.parametrize("typed", ["drs. A. Jansen, MBA", "ing. A. Jansen, BSc", "mr. A. Jansen LLM"])
def test_old_and_new_titles_are_not_combined_and_the_choice_is_the_writer_s(typed: str) -> None:
    # onzetaal.nl/taalloket/titulatuur-drs-a-jansen-mba
    assert [(advice.rule, advice.better) for advice in name_advice(parse_name(typed))] == [
        ("title.combined", "")
    ]


def test_a_bachelor_s_degree_lapses_with_a_master_s() -> None:
    # WHW art. 7.19a, 7.20
    assert [advice.rule for advice in name_advice(parse_name("A. Jansen, BSc MSc"))] == ["title.lapsed"]


@pytest.mark.parametrize(
    "written",
    [
        "prof. mr. dr. ir. A. Jansen",
        "prof. dr. mr. A. Jansen",  # both orders: taaladvies.net/dr-mr-of-mr-dr
        "prof. mr. dr. A. Jansen",
        "Drs. A. Jansen",  # the capital of a line's first word
        "de heer mr. F. van Dijk",
        "A. Jansen, RA",
        "drs. A. Jansen, RA",  # a registration is no degree
        "prof. A. Jansen, PhD",
    ],
)
def test_usual_titles_are_left_alone(written: str) -> None:
    assert not list(name_advice(parse_name(written)))
    assert full_name(parse_name(written)) == written


@pytest.mark.parametrize(
    ("written", "gender"),
    [
        ("de heer J. Jansen", Gender.MAN),
        ("Dhr. J. Jansen", Gender.MAN),
        ("meneer Jansen", Gender.MAN),
        ("mevrouw J. Jansen", Gender.WOMAN),
        ("Mw. Jansen", Gender.WOMAN),
        ("mevr. Jansen", Gender.WOMAN),
        ("Jan Jansen", Gender.UNKNOWN),
        ("Mevlana Jansen", Gender.UNKNOWN),
    ],
)
def test_the_gender_is_what_the_address_says_and_never_guessed(written: str, gender: Gender) -> None:
    # taaladvies.net/taal-en-gender-brieven-en-e-mails-algemeen
    assert parse_name(written).gender is gender


@pytest.mark.parametrize(
    ("surname", "first"),
    [
        ("Jansen-de Graaf", "Jansen"),
        ("Özogul-Özen", "Özogul"),
        ("Leeuw-de Kleuver", "Leeuw"),
        ("Jansen - De Graaf", "Jansen"),
        ("Al-Dilaimi", "Al-Dilaimi"),
        ("Jansen", "Jansen"),
    ],
)
def test_the_first_of_a_double_surname(surname: str, first: str) -> None:
    # onzetaal.nl/taalloket/geachte-mevrouw-jansen-de-jong-jansen
    assert first_surname(surname) == first


@pytest.mark.parametrize("written", ["Molen, van der", "Molen, H. van der", "Jansen, A.", "Ancona, H. d'"])
def test_a_name_as_a_list_sorts_it_is_read_back(written: str) -> None:
    assert sorting_name(parse_name(written)) == written


@pytest.mark.parametrize("text", ["J. Jansen", "J.K.N. van Spijk", "drs Jansen", "mevrouw Jansen", "mr. X"])
def test_a_title_initials_or_a_form_of_address_show_a_person(text: str) -> None:
    assert is_person(text)


@pytest.mark.parametrize(
    "text", ["Jansen", "Stichting Zonnehoek", "t.a.v. de griffie", "Postbus 511", "", "J."]
)
def test_a_bare_name_may_be_anybody_s(text: str) -> None:
    assert not is_person(text)


def test_what_stands_behind_a_name_stays_there() -> None:
    for written in ("J. Jansen, wethouder", "de heer J. Jansen (PvdA)", "J. Jansen, lid van de raad, D66"):
        name = parse_name(written)
        assert name.surname == "Jansen"
        assert full_name(name) == written


TITLES = st.sampled_from(["prof.", "dr.", "mr.", "ir.", "drs.", "ing."])
NAMES = st.builds(
    lambda titles, given, prefix, surname, after: (
        " ".join(part for part in (*titles, given, prefix, surname) if part) + (f", {after}" if after else "")
    ),
    st.lists(TITLES, max_size=2),
    st.sampled_from(["A.", "J.K.N.", "Hilde", "Jan-Willem", "Anna Maria", "Ch.F.", "Ö."]),
    st.sampled_from(["", "van", "van der", "de", "'t", "van 't", "op de", "el", "El", "Van den"]),
    st.sampled_from(["Berg", "Özen", "Bosma-Piek", "Leeuw-de Kleuver", "IJzer", "Al-Dilaimi"]),
    st.sampled_from(["", "MSc", "PhD", "LLM RA", "wethouder"]),
)


@given(NAMES)
def test_a_name_taken_apart_and_written_is_the_same_name(written: str) -> None:
    name = parse_name(written)
    assert full_name(name) == written
    assert parse_name(full_name(name)) == name


@given(NAMES)
def test_the_usual_way_of_a_name_is_not_advised_again(written: str) -> None:
    usual = usual_name(parse_name(written))
    assert {advice.rule for advice in name_advice(usual)} <= {"title.combined"}
    assert usual_name(usual) == usual


def letters(text: str) -> str:
    return "".join(sorted(character for character in text if character.isalnum()))


@given(st.text(max_size=120))
def test_no_text_makes_reading_a_name_fail_or_lose_a_letter(text: str) -> None:
    name = parse_name(text)
    assert letters(full_name(name)) == letters(text)
    salutation_surname(name, first_only=True)
    sorting_name(name)
    list(name_advice(name))


def test_no_name_stands_in_a_repr() -> None:
    assert "Molen" not in repr(parse_name("mevrouw mr. Hilde van der Molen, MSc"))
