"""The salutation that follows from the addressee.

The surname where it is known, without initials and titles, and a comma behind it: "Geachte mevrouw Jansen,";
a tussenvoegsel has a capital there; "Geachte heer of mevrouw," to an unknown reader
(taaladvies.net/taal/advies/vraag/304; the comma: NEN 3162 as shown by taaladvies.net/geachte-mevrouw). Two
people are each named, two men of one name are "heren", two women never "mevrouwen"
(taaladvies.net/adressering-aan-twee-vrouwen-of-twee-mannen). The gender is what the address says and never
guessed from a first name; "Geachte" alone is advised against
(taaladvies.net/taal-en-gender-brieven-en-e-mails-algemeen). Groups as in letters of Haarlem. The traditional
forms are going out of use and name nobody: see `briefmaker.notation.titulary`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefmaker.i18n import _
from briefmaker.letter.notation import (
    DoubleSurname,
    GroupSalutation,
    Notation,
    SalutationWord,
    Titulary,
    UnknownGender,
    UnknownReader,
)
from briefmaker.notation.addressees import (
    Addressee,
    Group,
    Household,
    Office,
    Persons,
    read_addressee,
)
from briefmaker.notation.advice import Advice
from briefmaker.notation.names import (
    Gender,
    PersonName,
    full_name,
    parse_name,
    salutation_surname,
    with_capital,
)
from briefmaker.notation.titulary import predicate

__all__ = ["salutation", "salutation_advice", "salutation_to"]

_LONGEST = 150
_NEUTER = ("college", "bestuur", "presidium", "platform")
_UNKNOWN = {
    UnknownReader.HEER_OF_MEVROUW: "heer of mevrouw",
    UnknownReader.HEER_MEVROUW: "heer, mevrouw",
    UnknownReader.MEVROUW_HEER: "mevrouw, heer",
    UnknownReader.LEZER: "lezer",
}


def salutation_to(lines: Sequence[str], notation: Notation) -> str:
    """The salutation of a letter with these address lines, as this house writes it."""
    return salutation(read_addressee(lines), notation)


def salutation(addressee: Addressee, notation: Notation) -> str:
    """The salutation to this addressee: "Geachte leden,"."""
    words = _traditional(addressee, notation) or _modern(addressee, notation)
    return f"{words}," if notation.salutation_comma else words


_TO_ONE = re.compile(
    r"(?P<word>geachte|beste)\s+(?P<form>de\s+heer|dhr\.?|heer|meneer|mevrouw|mevr\.?|mw\.?)\s+(?P<name>[^,;:!]+)(?P<end>.?)",
    re.IGNORECASE,
)


def salutation_advice(text: str, notation: Notation) -> Iterator[Advice]:
    """What is unusual in a salutation as typed: titles, initials, a small tussenvoegsel, no comma."""
    bare = text.strip()
    if len(bare) > _LONGEST:
        return
    if (match := _TO_ONE.fullmatch(bare)) and not re.search(r"(?:^|\s)(?:en|of)\s|/", match["name"]):
        name = parse_name(
            f"{'de ' if match['form'].lower() == 'heer' else ''}{match['form']} {match['name']}"
        )
        usual = f"{with_capital(match['word'])} {name.gender} {salutation_surname(name)}{match['end'] or ','}"
        wanted = usual if name.surname and not name.rest else bare
        if wanted.rstrip(",") != bare.rstrip(","):
            what = _(
                "A salutation names the surname, without initials and titles, a tussenvoegsel with a capital."
            )
            yield Advice("salutation.name", what, wanted)
            return
    if notation.salutation_comma and bare[-1:].isalpha():
        yield Advice("salutation.comma", _("A comma follows the salutation."), f"{bare},")


def _modern(addressee: Addressee, notation: Notation) -> str:
    if isinstance(addressee, Persons) and addressee.names:
        return _persons(addressee.names, notation)
    if isinstance(addressee, Household):
        first_only = addressee.called == "heren" or notation.double_surname is DoubleSurname.FIRST
        surname = salutation_surname(addressee.surname, first_only=first_only)
        return f"{_word(notation)} {addressee.called} {surname}"
    if isinstance(addressee, Office):
        name = _surname(addressee.name, notation) if addressee.name.surname else ""
        return f"{_word(notation)} {addressee.office} {name}".rstrip()
    if isinstance(addressee, Group):
        of = f" {addressee.of}" if addressee.of and notation.group_salutation is GroupSalutation.FULL else ""
        neuter = addressee.noun.endswith(_NEUTER) and " " not in addressee.noun
        return f"{_word(notation, neuter=neuter)} {addressee.noun}{of}"
    return f"{_word(notation)} {_UNKNOWN[notation.unknown_reader]}"


def _persons(names: Sequence[PersonName], notation: Notation) -> str:
    greeted = [_person(name, notation) for name in names]
    rest = [f"{one[:1].lower()}{one[1:]}" for one in greeted[1:]]
    return ", ".join([greeted[0], *rest])


def _person(name: PersonName, notation: Notation) -> str:
    if name.gender is not Gender.UNKNOWN:
        company = name.rest if name.rest.startswith(" en ") else ""
        return f"{_word(notation)} {name.gender} {_surname(name, notation)}{company}"
    if notation.unknown_gender is UnknownGender.BOTH or not name.given:
        return f"{_word(notation)} heer of mevrouw {_surname(name, notation)}"
    bare = PersonName(given=name.given, prefix=name.prefix, surname=name.surname, fixed=name.fixed)
    return f"{_word(notation)} {full_name(bare)}"


def _surname(name: PersonName, notation: Notation) -> str:
    return salutation_surname(name, first_only=notation.double_surname is DoubleSurname.FIRST)


def _word(notation: Notation, *, neuter: bool = False) -> str:
    if notation.salutation is SalutationWord.BESTE:
        return "Beste"
    return "Geacht" if neuter else "Geachte"


def _traditional(addressee: Addressee, notation: Notation) -> str:
    """ "Weledelgestrenge heer" where the traditional titulary has a word for it; a surname never follows."""
    if notation.titulary is not Titulary.TRADITIONAL:
        return ""
    if isinstance(addressee, Office):
        word = predicate((), addressee.office, notation.offices)
        return f"{word} heer of vrouwe" if word else ""
    if not isinstance(addressee, Persons) or len(addressee.names) != 1:
        return ""
    (name,) = addressee.names
    office = name.rest.strip(" ,()").casefold()
    word = predicate((*name.titles, *name.after), office, notation.offices)
    called = {Gender.MAN: "heer", Gender.WOMAN: "vrouwe"}.get(name.gender, "heer of vrouwe")
    return f"{word} {called}" if word else ""
