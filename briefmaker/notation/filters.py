"""What an expression in a manifest can make of a value: `datum | jaar`, `geadresseerde | aanhef`.

Each filter takes a text or a list of texts and gives a text. None ever fails: what can't be read is given
back as it was. What is given back is never longer than a bound that depends on what was given alone. What
the house chooses comes from its `Notation`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from briefmaker.letter.notation import Notation
from briefmaker.notation.addresses import address_line, written_postcode, written_return_line
from briefmaker.notation.amounts import written_amount, written_percentage
from briefmaker.notation.closings import closing_words
from briefmaker.notation.dates import full_date, long_date, short_date, sortable_date
from briefmaker.notation.enumerations import enumerated
from briefmaker.notation.names import (
    PersonName,
    full_name,
    parse_name,
    salutation_surname,
    sorting_name,
    with_capital,
)
from briefmaker.notation.numbers import number_in_text
from briefmaker.notation.phones import written_phone
from briefmaker.notation.quotations import quoted
from briefmaker.notation.references import written_reference
from briefmaker.notation.salutations import salutation_to
from briefmaker.notation.times import written_time

__all__ = ["FILTERS", "Filter", "filters_of"]

Filter = Callable[..., str]

_LONGEST = 20_000
"""Characters of a text, and of the items of a list together, that a filter looks at; longer ones are cut."""
_MOST_ITEMS = 1_000


def _items(value: object) -> list[str]:
    if isinstance(value, str):
        return [value[:_LONGEST]]
    if not isinstance(value, Sequence):
        return []
    return [item[: _LONGEST // 10] for item in value[:_MOST_ITEMS] if isinstance(item, str)]


def _text(value: object) -> str:
    return "\n".join(_items(value))[:_LONGEST]


def _datum(value: object, language: object = "nl-NL") -> str:
    """ "2015-08-18" as "18 augustus 2015"."""
    text = _text(value)
    day = full_date(text)
    return text if day is None else long_date(day, _text(language)[:40])


def _datum_kort(value: object) -> str:
    """ "2015-08-18" as "18-08-2015"."""
    text = _text(value)
    day = full_date(text)
    return text if day is None else short_date(day)


def _datum_sorteerbaar(value: object) -> str:
    """ "18 augustus 2015" as "2015-08-18"."""
    text = _text(value)
    day = full_date(text)
    return text if day is None else sortable_date(day)


def _jaar(value: object) -> str:
    """ "2015-08-18" as "2015"; "" when it is no date."""
    day = full_date(_text(value))
    return "" if day is None else str(day.year)


def _opsomming(value: object, word: object = "en") -> str:
    """["a", "b", "c"] as "a, b en c"."""
    items = [line for item in _items(value) for line in item.split("\n")]
    return enumerated(items, _text(word)[:20].strip() or "en")


def _met_hoofdletter(value: object) -> str:
    """ "van den Berg" as "Van den Berg", "ijsbaan" as "IJsbaan"."""
    return with_capital(_text(value))


def _met_kleine_letter(value: object) -> str:
    """ "Wethouder" as "wethouder", "IJzer" as "ijzer"."""
    text = _text(value)
    if text[:2] == "IJ":
        return "ij" + text[2:]
    return text[:1].lower() + text[1:]


def _achternaam(value: object) -> str:
    """ "mr. Charlotte van der Meij" as "Van der Meij", as behind "mevrouw"."""
    return salutation_surname(parse_name(_text(value)))


def _zonder_titels(value: object) -> str:
    """ "mr. Charlotte van der Meij, MSc" as "Charlotte van der Meij"."""
    return full_name(replace(parse_name(_text(value)), titles=(), after=()))


def _op_achternaam(value: object) -> str:
    """ "Hilde van der Molen" as "Molen, Hilde van der"."""
    return sorting_name(parse_name(_text(value)))


def _voorletters_en_achternaam(value: object) -> str:
    """ "mevrouw drs. H. van der Molen (GroenLinks)" as "H. van der Molen"."""
    name = parse_name(_text(value))
    return full_name(PersonName(given=name.given, prefix=name.prefix, surname=name.surname))


def _adres(value: object) -> str:
    """The lines of an address, with postcode and place as on an envelope."""
    return "\n".join(address_line(line) for line in _text(value).split("\n"))


def filters_of(notation: Notation) -> Mapping[str, Filter]:
    """The filters by name, as a house with this notation writes."""

    def _aanhef(value: object) -> str:
        """Lines of an addressee as "Geachte leden,"; "" as long as there is none."""
        lines = [line for item in _items(value) for line in item.split("\n")]
        return salutation_to(lines, notation) if any(line.strip() for line in lines) else ""

    def _slotgroet(_value: object = "") -> str:
        """The closing of this house, whatever it is given."""
        return closing_words(notation.closing)

    def _telefoon(value: object) -> str:
        return written_phone(_text(value), notation.phone, notation.phone_sign)

    def _tijd(value: object) -> str:
        return written_time(_text(value), notation.time)

    def _getal(value: object) -> str:
        text = _text(value)
        whole = text.strip()
        return number_in_text(int(whole), notation.numbers) if whole.isdecimal() and len(whole) < 10 else text

    def _kenmerk(value: object) -> str:
        return written_reference(_text(value), notation.reference_spacing)

    def _aangehaald(value: object) -> str:
        return quoted(_text(value), notation.quotes)

    def _retouradres(value: object) -> str:
        return written_return_line(_text(value), notation.return_line)

    return {
        "datum": _datum,
        "datum_kort": _datum_kort,
        "datum_sorteerbaar": _datum_sorteerbaar,
        "jaar": _jaar,
        "tijd": _tijd,
        "opsomming": _opsomming,
        "met_hoofdletter": _met_hoofdletter,
        "met_kleine_letter": _met_kleine_letter,
        "aangehaald": _aangehaald,
        "achternaam": _achternaam,
        "zonder_titels": _zonder_titels,
        "op_achternaam": _op_achternaam,
        "naam": _voorletters_en_achternaam,
        "aanhef": _aanhef,
        "slotgroet": _slotgroet,
        "telefoon": _telefoon,
        "postcode": lambda value: written_postcode(_text(value)),
        "adres": _adres,
        "retouradres": _retouradres,
        "bedrag": lambda value: written_amount(_text(value)),
        "procent": lambda value: written_percentage(_text(value)),
        "getal": _getal,
        "kenmerk": _kenmerk,
    }


FILTERS: Mapping[str, Filter] = filters_of(Notation())
"""The filters of a house that has made no choices of its own; the names are those of every house."""
