"""What an expression in a manifest can make of a value: `datum | jaar`, `geadresseerde | aanhef`.

Each filter takes a text or a list of texts and gives a text. None ever fails: what can't be read is given
back as it was. What is given back is never longer than a bound that depends on what was given alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from briefmaker.notation.dates import full_date, long_date, short_date, sortable_date
from briefmaker.notation.enumerations import enumerated

__all__ = ["FILTERS", "Filter"]

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
    """ "van den berg" as "Van den berg"; the ij is one letter: "IJmuiden"."""
    text = _text(value)
    if text[:2].lower() == "ij":
        return "IJ" + text[2:]
    return text[:1].upper() + text[1:]


def _met_kleine_letter(value: object) -> str:
    """ "Wethouder" as "wethouder", "IJzer" as "ijzer"."""
    text = _text(value)
    if text[:2] == "IJ":
        return "ij" + text[2:]
    return text[:1].lower() + text[1:]


FILTERS: Mapping[str, Filter] = {
    "datum": _datum,
    "datum_kort": _datum_kort,
    "datum_sorteerbaar": _datum_sorteerbaar,
    "jaar": _jaar,
    "opsomming": _opsomming,
    "met_hoofdletter": _met_hoofdletter,
    "met_kleine_letter": _met_kleine_letter,
}
