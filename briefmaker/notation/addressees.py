"""Who a letter is for, read from the lines it is addressed to: persons, a group, or nobody knows.

Of several lines the one that names a reader counts, the "t.a.v." line before all others. A name in full
without a form of address, initials or a title may as well be an organisation's, and is not taken for a
person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from briefmaker.notation.names import Gender, PersonName, is_person, parse_name

__all__ = ["Addressee", "Group", "Household", "Office", "Persons", "Unknown", "read_addressee"]

_MOST_LINES, _LONGEST = 12, 200


@dataclass(frozen=True, slots=True)
class Persons:
    """One or more people, each with a name of their own."""

    names: tuple[PersonName, ...]


@dataclass(frozen=True, slots=True)
class Household:
    """People with one name: called is "heer en mevrouw", "heren" or "familie"."""

    called: str
    surname: PersonName = field(repr=False)


@dataclass(frozen=True, slots=True)
class Office:
    """Whoever holds an office: "burgemeester"; with a name when it stood there."""

    office: str
    name: PersonName = field(default_factory=PersonName, repr=False)


@dataclass(frozen=True, slots=True)
class Group:
    """Several readers at once. noun: "leden", "college"; of: the rest, "van de commissie Beheer" or ""."""

    noun: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody knows who reads it, or it could not be told."""


Addressee = Persons | Household | Office | Group | Unknown

_FORM = r"(?:de\s+heer|dhr\.?|mevrouw|mevr\.?|mw\.?)\s"
_AND_FORM = re.compile(rf"\s+(?:en|&)\s+(?={_FORM})", re.IGNORECASE)
_COMPANY = re.compile(r"(?P<one>.+?)\s+en\s+(?:partner|echtgeno(?:ot|te)|gezin|kinderen)", re.IGNORECASE)
_HAS_FORM = re.compile(_FORM, re.IGNORECASE)
_COUPLE = re.compile(r"(?:de\s+heer|dhr\.?)\s+en\s+(?:mevrouw|mevr\.?|mw\.?)\s+(?P<name>.+)", re.IGNORECASE)
_MEN = re.compile(r"de\s+heren\s+(?P<name>.+)", re.IGNORECASE)
_FAMILY = re.compile(r"(?:de\s+)?familie\s+(?P<name>.+)", re.IGNORECASE)
_ATTENTION = re.compile(r"(?:t\.\s?a\.\s?v\.?|ter attentie van)\s*:?\s*(?P<who>.+)", re.IGNORECASE)
_OFFICE = re.compile(
    r"(?:de\s+)?(?P<office>(?:loco-)?burgemeester|wethouder|(?:raads)?griffier|(?:gemeente)?secretaris|voorzitter"
    r"|directeur|commissaris van de koning|minister|staatssecretaris)(?:\s+(?P<more>.+))?",
    re.IGNORECASE,
)
_COLLEGE = re.compile(
    r"(?:het\s+)?(?:college|burgemeester en wethouders|b\s?(?:&|en)\s?w)(?![\w-])(?P<of>.*)", re.IGNORECASE
)
_NEUTER = re.compile(
    r"(?:het\s+)?(?P<noun>[\w-]{0,30}bestuur|presidium|platform)(?![\w-])(?P<of>.*)", re.IGNORECASE
)
_COMMITTEE = re.compile(
    r"(?:de\s+)?(?P<body>(?:raads)?commissie|gemeenteraad|raad(?!\s+van\s+(?:bestuur|toezicht|commissarissen))|fractie"
    r"|wijkraad|dorpsraad|provinciale staten)(?![\w-])(?P<of>.*)",
    re.IGNORECASE,
)
_PEOPLE = (
    r"[\w-]{0,30}(?:leden|bewoners?|inwoners?|omwonenden?|ondernemers?|ouders|verzorgers|betrokkenen?"
    r"|belanghebbenden?|collega['’]s|medewerkers?|eigenaren|eigenaar|huurders?|gebruikers?|bezoekers?|platforms|raden"
    r"|aanwezigen|genodigden?|partners|relaties|vrijwilligers?|deelnemers?|leerlingen|fracties|voorzitters"
    r"|besturen|organisaties|indieners?|aanvragers?|redactie|directie"
    r"|raad van (?:bestuur|toezicht|commissarissen))(?:\(s\))?"
)
_GROUP = re.compile(
    rf"(?:de\s+|alle\s+)?(?P<noun>{_PEOPLE}(?:(?:,|\s+en)\s+{_PEOPLE}){{0,4}})(?![\w(-])(?P<of>.*)",
    re.IGNORECASE,
)


def read_addressee(lines: Sequence[str]) -> Addressee:
    """The readers that these lines name; of a long text only the start is read."""
    short = [" ".join(line[:_LONGEST].split()) for line in lines[:_MOST_LINES]]
    named = [re.sub(r"^(?:aan|to)\s*:?\s+", "", line, flags=re.IGNORECASE) for line in short if line]
    attention = [match["who"] for line in named if (match := _ATTENTION.match(line))]
    for line in (*attention, *named):
        found = _reader(line)
        if isinstance(found, Persons) and line in named:
            return Persons(_with_the_lines_after(found, named[named.index(line) + 1 :]))
        if found is not None:
            return found
    return Unknown()


def _with_the_lines_after(found: Persons, lines: Sequence[str]) -> tuple[PersonName, ...]:
    """The people of one line and those on the lines straight below it, each with a form of address."""
    names = list(found.names)
    for line in lines:
        cleaned = re.sub(r"^(?:en|&)\s+", "", line, flags=re.IGNORECASE)
        if not _HAS_FORM.match(cleaned):
            break
        names.append(parse_name(cleaned))
    return tuple(names)


def _reader(line: str) -> Addressee | None:
    for pattern, called in ((_COUPLE, "heer en mevrouw"), (_MEN, "heren"), (_FAMILY, "familie")):
        if match := pattern.fullmatch(line):
            return _household(called, match["name"])
    if _HAS_FORM.match(line):
        if match := _COMPANY.fullmatch(line):
            return Persons((replace(parse_name(match["one"]), rest=line[match.end("one") :]),))
        return Persons(tuple(parse_name(part) for part in _AND_FORM.split(line)))
    if is_person(line):
        name = parse_name(line)
        return Persons((name,)) if name.surname else None
    return _group(line) or _office(line)


def _household(called: str, name: str) -> Addressee:
    if called == "heren" and (two := re.split(r"\s+en\s+", name)) and len(two) == 2:
        return Persons(tuple(parse_name(f"de heer {one}") for one in two))
    return Household(called, parse_name(name))


def _office(line: str) -> Addressee | None:
    match = _OFFICE.fullmatch(line)
    if match is None:
        return None
    office, more = match["office"].lower(), match["more"] or ""
    if not more or (
        more[:1].islower() and not re.match(rf"(?:{_FORM}|van der|van de|van den)", more, re.IGNORECASE)
    ):
        return Office(office)
    name = parse_name(more)
    return Office(office, name if name.gender is Gender.UNKNOWN and name.surname else PersonName())


def _group(line: str) -> Addressee | None:
    if match := _COLLEGE.fullmatch(line):
        return Group("college", match["of"].strip())
    if match := _NEUTER.fullmatch(line):
        return Group(match["noun"].lower(), match["of"].strip())
    if match := _GROUP.fullmatch(line):
        return Group(match["noun"][:1].lower() + match["noun"][1:], match["of"].strip())
    if match := _COMMITTEE.fullmatch(line):
        body = f"{match['body'][:1].lower()}{match['body'][1:]}"
        return Group("leden", f"van de {body}{match['of']}".strip())
    return None
