"""Phones, times, addresses, amounts, numbers, references, quotations and lists: each rule with its source."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmaker.letter.notation import (
    NumberWords,
    PhoneGroups,
    PhoneSign,
    QuoteMarks,
    ReferenceForm,
    ReferenceSpacing,
    ReturnLine,
    TimeSign,
)
from briefmaker.notation.addresses import (
    address_advice,
    address_line,
    opens_return_line,
    postcodes_in,
    written_postcode,
    written_return_line,
)
from briefmaker.notation.amounts import read_amount, written_amount, written_percentage
from briefmaker.notation.numbers import number_in_text
from briefmaker.notation.passages import (
    ListManner,
    list_advice,
    list_manner,
    opening_advice,
    vague_days,
)
from briefmaker.notation.phones import is_phone, written_phone
from briefmaker.notation.quotations import quoted
from briefmaker.notation.references import (
    is_reference,
    is_short_reference,
    reference_advice,
    written_reference,
)
from briefmaker.notation.times import written_time

# --- Phone numbers ------------------------------------------------------------------------------------

PHONES = [
    # RVO Stijl: no brackets, 3-2-2
    ("0206454429", "020 645 44 29"),
    ("06-23445567", "06 23 44 55 67"),
    ("+31 (0)70 3798000", "+31 70 379 80 00"),
    ("0031703798000", "+31 70 379 80 00"),
    ("(010) 456 78 90", "010 456 78 90"),  # the older form of the PTT: beeldbuijs.nl
    # the letters of Haarlem
    ("023 5114907", "023 511 49 07"),
    ("023 – 5113555", "023 511 35 55"),
    ("023-5113939", "023 511 39 39"),
    # the numbering plan, as phonenumbers knows it
    ("0115612345", "0115 612 345"),
    ("088-1234567", "088 123 45 67"),
    ("14023", "14 023"),
    ("0800-1351", "0800 1351"),
    ("0900 8844", "0900 8844"),
    ("112", "112"),
    ("0032 2 123 45 67", "+32 2 123 45 67"),
    # what stands with it stays
    ("023 5113939 (toestel 12)", "023 511 39 39 (toestel 12)"),
    ("023-5114907 of 06-23445567", "023 511 49 07 of 06 23 44 55 67"),
]


@pytest.mark.parametrize(("typed", "written"), PHONES)
def test_a_phone_number_is_written_in_groups(typed: str, written: str) -> None:
    assert written_phone(typed) == written
    assert written_phone(written) == written
    assert is_phone(typed)
    assert is_phone(written)


@pytest.mark.parametrize(
    ("groups", "sign", "written"),
    [
        (PhoneGroups.NONE, PhoneSign.SPACE, "023 5114907"),  # seed 000
        (PhoneGroups.NONE, PhoneSign.DASH, "023 – 5114907"),  # seed 001
        (PhoneGroups.NONE, PhoneSign.HYPHEN, "023-5114907"),  # Haarlem, 2021
        (PhoneGroups.PAIRS, PhoneSign.DASH, "023 – 511 49 07"),
        (PhoneGroups.FOUR, PhoneSign.SPACE, "023 511 4907"),
    ],
)
def test_the_grouping_is_the_house_s(groups: PhoneGroups, sign: PhoneSign, written: str) -> None:
    assert written_phone("(023) 511 49 07", groups, sign) == written
    assert written_phone(written, groups, sign) == written
    assert written_phone(written) == "023 511 49 07"


@pytest.mark.parametrize(
    "typed", ["511 51 15", "bel maar", "0800 12345", "+31", "", "023 511 51 1", "x" * 500]
)
def test_what_is_no_phone_number_stays_as_it_was_typed(typed: str) -> None:
    assert written_phone(typed) == typed
    assert not is_phone(typed)


@given(
    st.text(alphabet="0123456789+() -–/.", max_size=20),
    st.sampled_from(PhoneGroups),
    st.sampled_from(PhoneSign),
)
def test_a_number_keeps_its_digits(typed: str, groups: PhoneGroups, sign: PhoneSign) -> None:
    digits = re.sub(r"\D", "", typed)
    kept = re.sub(r"\D", "", written_phone(typed, groups, sign))
    assert kept.endswith(digits[-7:]) if len(digits) >= 9 else kept == digits or not kept
    assert written_phone(written_phone(typed, groups, sign)) == written_phone(typed)


# --- Times --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "point", "colon"),
    [
        ("19.30 uur", "19.30 uur", "19:30 uur"),  # Wassenaar; RVO Stijl, Amsterdam
        ("13:00", "13.00 uur", "13:00 uur"),
        ("9 uur", "9.00 uur", "9:00 uur"),
        ("14u30", "14.30 uur", "14:30 uur"),
        ("half drie", "half drie", "half drie"),
        ("25.00", "25.00", "25.00"),
        ("14.75", "14.75", "14.75"),
        ("14", "14", "14"),
    ],
)
def test_a_time_has_the_sign_of_the_house(typed: str, point: str, colon: str) -> None:
    assert written_time(typed, TimeSign.POINT) == point
    assert written_time(typed, TimeSign.COLON) == colon


# --- Addresses ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        # postnl.nl, addressing tips: one space inside, two before the place, place in capitals
        ("2003pb Haarlem", "2003 PB  HAARLEM"),
        ("2003 PB, Haarlem", "2003 PB  HAARLEM"),
        ("2011 RD  HAARLEM", "2011 RD  HAARLEM"),
        ("2132 tz hoofddorp", "2132 TZ  HOOFDDORP"),
        ("2511 BT 's-Gravenhage", "2511 BT  'S-GRAVENHAGE"),
        ("1970 AA IJmuiden", "1970 AA  IJMUIDEN"),
        ("Postbus 511", "Postbus 511"),
        ("0123 AB Haarlem", "0123 AB Haarlem"),
        ("2003 SS Haarlem", "2003 SS Haarlem"),
        ("2003 huizen", "2003 huizen"),
    ],
)
def test_an_address_has_its_place_as_postnl_asks(typed: str, written: str) -> None:
    assert address_line(typed) == written
    assert address_line(written) == written


@pytest.mark.parametrize(
    ("typed", "written"), [("2003pb", "2003 PB"), ("2003  PB", "2003 PB"), ("2003", "2003")]
)
def test_a_postcode_has_one_space(typed: str, written: str) -> None:
    assert written_postcode(typed) == written


def test_postcodes_are_found_in_running_text() -> None:
    text = "Postbus 511 2003PB Haarlem, 2130 AG Hoofddorp, 2022 SS, 12345 AB, in 2016 of 2017"
    assert postcodes_in(text) == ["2003 PB", "2130 AG"]


@pytest.mark.parametrize("line", ["Retouradres: Postbus 511", "retour adres Postbus 511"])
def test_a_return_line_says_so(line: str) -> None:
    assert opens_return_line(line)
    assert not opens_return_line(f"Het {line}")


def test_an_address_has_at_most_six_lines() -> None:
    # postnl.nl, addressing tips
    lines = [
        "Stichting Zonnehoek",
        "Afdeling Zorg",
        "t.a.v. mevrouw P. de Wit",
        "Gebouw A",
        "Postbus 1",
        "2003 PB  HAARLEM",
    ]
    assert list(address_advice(lines)) == []
    assert [advice.rule for advice in address_advice(["Kamer 2", *lines])] == ["address.long"]
    (advice,) = address_advice([*lines[:5], "2003 PB Haarlem"])
    assert advice.better == "2003 PB  HAARLEM"
    assert list(address_advice(["Aan de leden van de commissie Beheer"])) == []


@pytest.mark.parametrize(
    ("style", "written"),
    [
        (ReturnLine.COLON_COMMA, "Retouradres: Postbus 511, 2003 PB Haarlem"),  # seed 000
        (ReturnLine.COLON, "Retouradres: Postbus 511 2003 PB Haarlem"),  # as seed 001
        (ReturnLine.PLAIN, "Retouradres Postbus 511 2003 PB Haarlem"),  # seed 002
    ],
)
def test_the_return_line_is_spelled_as_the_house_does(style: ReturnLine, written: str) -> None:
    for typed in ("Retouradres: Postbus 511, 2003 PB Haarlem", "Postbus 511 2003pb Haarlem", written):
        assert written_return_line(typed, style) == written
    assert written_return_line("Retouradres: zie site", style) == "Retouradres: zie site"


def test_the_first_part_of_a_return_line_keeps_its_comma() -> None:
    typed = "Retouradres: Stadhuis, Postbus 511 2003 PB Haarlem"  # seed 001
    assert written_return_line(typed, ReturnLine.COLON) == typed


# --- Amounts and numbers ------------------------------------------------------------------------------

SPACE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        # RVO Stijl
        ("1200", f"€{SPACE}1.200"),
        ("€ 1.200,00", f"€{SPACE}1.200"),
        ("€1.200,-", f"€{SPACE}1.200"),
        ("EUR 1200,50", f"€{SPACE}1.200,50"),
        ("1200,5 euro", f"€{SPACE}1.200,50"),
        ("500 miljard", f"€{SPACE}500 miljard"),
        ("€ 1,2 mln", f"€{SPACE}1,2 miljoen"),
        ("-3", f"-€{SPACE}3"),
        ("1.234.567", f"€{SPACE}1.234.567"),
        ("veel", "veel"),
        ("1250.5", f"€{SPACE}1.250,50"),
        ("1.2.3", "1.2.3"),
        ("12-3-2026", "12-3-2026"),
    ],
)
def test_an_amount_has_no_decimals_when_it_is_round(typed: str, written: str) -> None:
    assert written_amount(typed) == written


@given(st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False))
def test_an_amount_written_is_read_as_the_same(amount: Decimal) -> None:
    assert read_amount(written_amount(f"{amount:.2f}".replace(".", ","))) == (amount, "")


@pytest.mark.parametrize(
    ("typed", "written"), [("80 %", "80%"), ("80 procent", "80%"), ("7,5%", "7,5%"), ("80", "80")]
)
def test_a_percentage_has_no_space(typed: str, written: str) -> None:
    assert written_percentage(typed) == written  # RVO Stijl; seed 003 has "80 procent"


@pytest.mark.parametrize(
    ("number", "words"), [(0, "nul"), (1, "één"), (12, "twaalf"), (20, "twintig"), (21, "21")]
)
def test_numbers_are_words_to_twenty_or_figures_always(number: int, words: str) -> None:
    assert number_in_text(number, NumberWords.TO_TWENTY) == words  # jagerneyndorff.nl, notadokter.nl
    assert number_in_text(number, NumberWords.FIGURES) == str(number)  # RVO Stijl


# --- References ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "form"),
    [
        # letters and decisions of Haarlem
        ("2009 / 25177", ReferenceForm.SLASH),
        ("2016/450610", ReferenceForm.SLASH),
        ("STZ/WWGZ/2012/172892", ReferenceForm.SLASH),
        ("2021/87667", ReferenceForm.SLASH),
        ("2023/1894457", ReferenceForm.SLASH),
        ("BG062", ReferenceForm.SLASH),
        # proposals of Haarlemmermeer
        ("7532520", ReferenceForm.POINT),
        ("10178584", ReferenceForm.POINT),
        ("2022.0000058", ReferenceForm.POINT),
        ("2024.10309432", ReferenceForm.POINT),
    ],
)
def test_a_reference_is_one_of_its_house(written: str, form: ReferenceForm) -> None:
    other = ReferenceForm.POINT if form is ReferenceForm.SLASH else ReferenceForm.SLASH
    assert is_reference(written, form)
    assert is_reference(written, ReferenceForm.ANY)
    assert not is_reference(written, other)


def test_a_reference_that_lacks_a_digit_is_named() -> None:
    # seed 004
    assert is_short_reference("2022.000375", ReferenceForm.POINT)
    assert not is_reference("2022.000375")
    assert not is_short_reference("2022.0000375", ReferenceForm.POINT)
    assert not is_short_reference("2022.000375", ReferenceForm.SLASH)


@pytest.mark.parametrize(
    ("typed", "tight", "spaced"),
    [
        ("2009 / 25177", "2009/25177", "2009 / 25177"),  # seed 001
        ("STZ/WWGZ/2012/172892", "STZ/WWGZ/2012/172892", "STZ/WWGZ/2012 / 172892"),
        ("2022.0000058", "2022.0000058", "2022.0000058"),
        ("uw mail van 3 mei", "uw mail van 3 mei", "uw mail van 3 mei"),
    ],
)
def test_the_spaces_in_a_reference_are_the_house_s(typed: str, tight: str, spaced: str) -> None:
    assert written_reference(typed, ReferenceSpacing.TIGHT) == tight
    assert written_reference(typed, ReferenceSpacing.SPACED) == spaced


# --- Quotations and running text ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marks", "written"),
    [
        (QuoteMarks.DOUBLE, "“Kans”"),  # seed 000
        (QuoteMarks.SINGLE, "‘Kans’"),  # seed 000
        (QuoteMarks.DOUBLE_STRAIGHT, '"Kans"'),  # RVO Stijl
        (QuoteMarks.SINGLE_STRAIGHT, "'Kans'"),
    ],
)
def test_quotation_marks_are_the_house_s(marks: QuoteMarks, written: str) -> None:
    for typed in ("Kans", "“Kans”", "'Kans'", written):
        assert quoted(typed, marks) == written


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # RVO Stijl: write the date; seed 001 has jl.
        ("op 5 februari jl. besloot", "jl."),
        ("op 5 februari j.l. besloot", "j.l."),
        ("op 5 maart a.s. komt", "a.s."),
        ("Vorig jaar is besloten", "Vorig jaar"),
        ("volgende week", "volgende week"),
        ("op 5 februari 2009 besloot", ""),
        ("de asla.s. en jlo", ""),
    ],
)
def test_a_day_that_only_today_s_reader_knows_is_found(text: str, found: str) -> None:
    assert vague_days(text) == found


@pytest.mark.parametrize(
    ("items", "manner"),
    [
        # RVO Opbouw
        (["wonen", "zorg en welzijn"], ListManner.FRAGMENT),
        (["Schalkwijk", "Haarlem-Noord"], ListManner.FRAGMENT),
        (["de raad te informeren;", "het plan vast te stellen."], ListManner.CONTINUED),
        (["De raad is geïnformeerd.", "Het plan is vastgesteld."], ListManner.SENTENCE),
        (["‘Samen op weg’ begint in mei.", "Wij bellen terug."], ListManner.SENTENCE),
        (["‘de wijk’ uitnodigen;", "‘de school’ bellen."], ListManner.CONTINUED),
        (["Een plan te maken;", "de raad te informeren."], ListManner.MIXED),  # seed 002
        (["wonen;", "zorg"], ListManner.MIXED),
        ([], ListManner.FRAGMENT),
    ],
)
def test_the_items_of_a_list_are_written_alike(items: list[str], manner: ListManner) -> None:
    assert list_manner(items) is manner
    assert [advice.rule for advice in list_advice(items)] == (
        ["list.mixed"] if manner is ListManner.MIXED else []
    )


def test_a_list_has_at_most_seven_items() -> None:
    assert list(list_advice(["wonen"] * 7)) == []
    assert [advice.rule for advice in list_advice(["wonen"] * 8)] == ["list.long"]


def test_the_first_word_below_a_salutation_has_a_capital() -> None:
    # onzetaal.nl/taalloket/kleine-letter-na-aanhef
    assert [advice.better for advice in opening_advice("hierbij stuur ik u")] == ["Hierbij"]
    assert list(opening_advice("Hierbij stuur ik u")) == []
    assert list(opening_advice("'s Avonds")) == []
    assert list(opening_advice("")) == []


@given(st.text(max_size=60))
def test_no_text_makes_any_of_this_fail(text: str) -> None:
    for write in (
        written_phone, written_time, address_line, written_postcode, written_return_line, written_amount,
        written_percentage, written_reference, quoted, vague_days,
    ):  # fmt: skip
        assert isinstance(write(text), str)
    list(opening_advice(text))
    list(list_advice(text.split()))
    list(address_advice(text.split("\n")))
    list(reference_advice(text, ReferenceForm.ANY, ReferenceSpacing.TIGHT))
    is_phone(text)
