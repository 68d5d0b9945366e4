"""The salutation follows from the addressee, and closings from the house, as the sources say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmaker.letter.notation import Closing, Notation
from briefmaker.notation.closings import CLOSINGS
from briefmaker.notation.greetings import closing_parts, is_salutation
from briefmaker.notation.salutations import salutation_to

PERSONS = [
    # taaladvies.net/taal/advies/vraag/304: surname, no initials, no titles
    ("mevrouw Jansen", "Geachte mevrouw Jansen,"),
    ("De heer J. Vermeulen", "Geachte heer Vermeulen,"),
    ("De heer mr. F. van Dijk\nGrote Markt 2\n2011 RD  HAARLEM", "Geachte heer Van Dijk,"),
    ("Aan: mw. dr. K. 't Hart", "Geachte mevrouw 't Hart,"),
    ("mevrouw C. Özogul-Özen, MSc", "Geachte mevrouw Özogul-Özen,"),
    # no gender said: in full, as Houten and Onze Taal do
    ("J. Jansen", "Geachte J. Jansen,"),
    ("drs. L.C. van Zetten", "Geachte L.C. van Zetten,"),
    # a reader within an organisation
    ("Stichting Zonnehoek\nt.a.v. mevrouw P. de Wit\nPostbus 1\n2003 PB  HAARLEM", "Geachte mevrouw De Wit,"),
    # an office (calliope.be)
    ("De burgemeester van Haarlem", "Geachte burgemeester,"),
    ("burgemeester Van der Sluis", "Geachte burgemeester Van der Sluis,"),
    ("de raadsgriffier", "Geachte raadsgriffier,"),
]
PAIRS = [
    # taaladvies.net/adressering-aan-een-koppel-of-gezin, …/adressering-aan-twee-vrouwen-of-twee-mannen
    ("De heer A. de Vries en mevrouw E. de Boer", "Geachte heer De Vries, geachte mevrouw De Boer,"),
    ("De heer C. Lucassen en de heer A. Bos", "Geachte heer Lucassen, geachte heer Bos,"),
    ("Mevrouw N. Peeters\nmevrouw M. Ferencz", "Geachte mevrouw Peeters, geachte mevrouw Ferencz,"),
    ("De heren Lucassen-Bos", "Geachte heren Lucassen,"),
    ("De heer en mevrouw Jansen", "Geachte heer en mevrouw Jansen,"),
    ("Familie Jansen", "Geachte familie Jansen,"),
    ("De heer W. Jansen en partner", "Geachte heer Jansen en partner,"),
]
GROUPS = [
    # the letters of Haarlem, seeds 000-002; short form, then the full one
    (
        "Aan de leden van de commissie Samenleving",
        "Geachte leden,",
        "Geachte leden van de commissie Samenleving,",
    ),
    ("Commissie Samenleving", "Geachte leden,", "Geachte leden van de commissie Samenleving,"),
    ("De gemeenteraad", "Geachte leden,", "Geachte leden van de gemeenteraad,"),
    # forms seen in letters of Dutch municipalities
    (
        "Het college van burgemeester en wethouders",
        "Geacht college,",
        "Geacht college van burgemeester en wethouders,",
    ),
    ("Burgemeester en wethouders van Haarlem", "Geacht college,", "Geacht college van Haarlem,"),
    ("Het bestuur van de wijkraad", "Geacht bestuur,", "Geacht bestuur van de wijkraad,"),
    ("Wijkplatforms van Haarlem", "Geachte wijkplatforms,", "Geachte wijkplatforms van Haarlem,"),
    ("Aan de bewoners van de Grote Markt", "Geachte bewoners,", "Geachte bewoners van de Grote Markt,"),
    ("De bewoners en ondernemers", "Geachte bewoners en ondernemers,", "Geachte bewoners en ondernemers,"),
    ("De bewoner(s) van dit adres", "Geachte bewoner(s),", "Geachte bewoner(s) van dit adres,"),
    ("Betrokkene bij het besluit", "Geachte betrokkene,", "Geachte betrokkene bij het besluit,"),
    ("Raad van bestuur", "Geachte raad van bestuur,", "Geachte raad van bestuur,"),
]
UNKNOWN = ["", "Stichting Zonnehoek\nPostbus 1", "Charlotte van der Meij", "Afdeling Vergunningen", "?!"]


@pytest.mark.parametrize(("addressee", "salutation"), [*PERSONS, *PAIRS])
def test_people_are_greeted_by_their_surnames(addressee: str, salutation: str) -> None:
    assert salutation_to(addressee.split("\n"), Notation()) == salutation


@pytest.mark.parametrize(("addressee", "short", "full"), GROUPS)
def test_groups_are_greeted_as_the_house_does(addressee: str, short: str, full: str) -> None:
    assert salutation_to([addressee], Notation()) == short
    assert salutation_to([addressee], Notation.model_validate({"group_salutation": "full"})) == full


@pytest.mark.parametrize("addressee", UNKNOWN)
def test_an_unknown_reader_is_greeted_without_a_guess(addressee: str) -> None:
    # taaladvies.net/taal/advies/vraag/304; "Geachte" alone is advised against
    assert salutation_to(addressee.split("\n"), Notation()) == "Geachte heer of mevrouw,"


@pytest.mark.parametrize(
    ("choice", "addressee", "salutation"),
    [
        ({"unknown_reader": "mevrouw_heer"}, "", "Geachte mevrouw, heer,"),  # Waalwijk
        ({"unknown_reader": "heer_mevrouw"}, "", "Geachte heer, mevrouw,"),
        ({"unknown_reader": "lezer"}, "", "Geachte lezer,"),  # vlaanderen.be/taaladvies
        ({"unknown_gender": "both"}, "J. van der Aa", "Geachte heer of mevrouw Van der Aa,"),
        ({"double_surname": "first"}, "mevrouw A. Jansen-de Graaf", "Geachte mevrouw Jansen,"),  # Onze Taal
        ({"salutation": "beste"}, "Wijkplatforms van Haarlem", "Beste wijkplatforms,"),
        ({"salutation": "beste"}, "College van B en W", "Beste college,"),
        # seed 002 has no comma
        ({"salutation_comma": False}, "Commissie Beheer", "Geachte leden"),
    ],
)
def test_where_sources_differ_the_pack_chooses(
    choice: dict[str, object], addressee: str, salutation: str
) -> None:
    assert salutation_to([addressee], Notation.model_validate(choice)) == salutation


@pytest.mark.parametrize(
    ("addressee", "salutation"),
    [
        # onzetaal.nl/taaladvies/titulatuur-de-weledelgeleerde-heer-ir-a-jansen
        ("de heer prof. dr. A. Jansen", "Hooggeleerde heer,"),
        ("mevrouw dr. mr. A. Jansen", "Weledelzeergeleerde vrouwe,"),
        ("de heer mr. A. Jansen", "Weledelgestrenge heer,"),
        ("de heer A. Jansen, MSc", "Weledelgestrenge heer,"),
        ("drs. A. Jansen", "Weledelgeleerde heer of vrouwe,"),
        ("de heer ing. A. Jansen", "Geachte heer Jansen,"),
        ("mevrouw A. Jansen, wethouder", "Edelachtbare vrouwe,"),
        # groups and pairs stay as they are
        ("Het college van B&W", "Geacht college,"),
        ("De heer mr. A. Jansen en mevrouw B. Bos", "Geachte heer Jansen, geachte mevrouw Bos,"),
    ],
)
def test_the_traditional_titulary_names_nobody(addressee: str, salutation: str) -> None:
    traditional = Notation.model_validate({"titulary": "traditional"})
    assert salutation_to([addressee], traditional) == salutation


def test_the_predicate_of_an_office_is_the_house_s() -> None:
    # taaladvies.net/titulatuur-en-titels-in-nederland-voorrangsregels: capitals of provinces hoogedelachtbaar
    house = Notation.model_validate(
        {"titulary": "traditional", "offices": {"burgemeester": "hoogedelachtbare"}}
    )
    assert salutation_to(["De burgemeester"], house) == "Hoogedelachtbare heer of vrouwe,"


@pytest.mark.parametrize("addressee", [row[0] for row in (*PERSONS, *PAIRS, *GROUPS)])
@pytest.mark.parametrize("titulary", ["modern", "traditional"])
def test_every_salutation_is_recognised_as_one(addressee: str, titulary: str) -> None:
    made = salutation_to(addressee.split("\n"), Notation.model_validate({"titulary": titulary}))
    assert is_salutation(made, lone=True)


@pytest.mark.parametrize("closing", Closing)
def test_every_closing_ends_with_a_comma_and_is_recognised(closing: Closing) -> None:
    # NEN 3162, as taaladvies.net/geachte-mevrouw shows it; groet and groeten: seeds 000-002
    assert CLOSINGS[closing].endswith(",")
    assert closing_parts(CLOSINGS[closing]) == (CLOSINGS[closing], "")


@given(st.lists(st.text(max_size=80), max_size=8))
def test_anybody_is_greeted(lines: list[str]) -> None:
    made = salutation_to(lines, Notation())
    assert made.startswith("Geacht")
    assert made.endswith(",")
