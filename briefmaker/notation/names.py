"""Names of people: taken apart, and written in full, in an address, in a salutation and to sort by.

A tussenvoegsel is small behind a first name, initials or another part of a name, and has a capital
otherwise: "N.C. van der Sluis", "mevrouw Van der Sluis", "mevrouw Jongsma-van der Sluis"; 't and d' are
always small; foreign names do the same. A capital that the register fixes stays
(onzetaal.nl/taalloket/hoofdletters-namen-nederland, taaladvies.net/j-van-den-berg,
taaladvies.net/mevrouw-van-der-ven-van-dijk); Belgian names are as the register has them, always. Sorted is
on the main word: "Molen, van der".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from briefmaker.i18n import _
from briefmaker.notation.advice import Advice
from briefmaker.notation.titles import in_order, title_advice, title_after, title_before

__all__ = [
    "Gender",
    "PersonName",
    "first_surname",
    "full_name",
    "is_person",
    "name_advice",
    "parse_name",
    "salutation_surname",
    "sorting_name",
    "usual_name",
    "with_capital",
]

_LONGEST = 300

_PREFIX_WORDS = frozenset((
    "aan", "af", "al", "auf", "bij", "bin", "d'", "da", "dal", "das", "de", "degli", "del", "della",
    "den", "der", "des", "di", "do", "dos", "du", "el", "ibn", "im", "in", "la", "las", "le", "les", "lo",
    "los", "met", "of", "onder", "op", "over", "'s", "'t", "te", "ten", "ter", "thoe", "tho", "thor",
    "toe", "tot", "uijt", "uit", "van", "ver", "vom", "von", "voor", "zu", "zum", "zur",
))  # fmt: skip
_RARELY_FIRST = frozenset({"af", "al", "bin", "da", "do", "in", "la", "le", "lo", "met", "of", "ver"})
"""Words that, with a capital and in front, are as well a first name or no name at all."""
_ALWAYS_SMALL = frozenset({"'t", "'s"})
_FORM = re.compile(r"(?:de\s+heer|dhr\.?|meneer|mijnheer|mevrouw|mevr\.?|mw\.?)(?=\s)", re.IGNORECASE)
_WITH_INITIALS = re.compile(r"(?:[^\W\d_a-z][^\W\d_]?\.-?\s?){1,8}(?:\S+\s){0,4}[^\W\d_]{2,}")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,3}\.-?)+")
_ELIDED = re.compile(r"([dD]['’])(\w.*)")
_HYPHENS = "-‐‑"


class Gender(StrEnum):
    """How someone wants to be addressed, as the form of address before the name says; never guessed."""

    UNKNOWN = ""
    MAN = "heer"
    WOMAN = "mevrouw"


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in parts, each as typed; nothing in it is lost.

    form: "De heer", "mw." or ""; titles: before the name; given: first names or initials; prefix: the
    tussenvoegsel; surname: all that follows it, also of a double surname; after: titles behind the name;
    rest: what stands behind the name and is no title, with the comma or bracket before it; fixed: capitals
    and all are registered so.
    """

    form: str = field(default="", repr=False)
    titles: tuple[str, ...] = field(default=(), repr=False)
    given: str = field(default="", repr=False)
    prefix: str = field(default="", repr=False)
    surname: str = field(default="", repr=False)
    after: tuple[str, ...] = field(default=(), repr=False)
    rest: str = field(default="", repr=False)
    fixed: bool = False

    @property
    def gender(self) -> Gender:
        """As the form of address says."""
        if not self.form:
            return Gender.UNKNOWN
        return Gender.WOMAN if self.form.casefold().startswith(("mev", "mw")) else Gender.MAN


def is_person(text: str) -> bool:
    """Whether a text shows by a form of address, a title or initials that it names a person."""
    line = text.strip()[:_LONGEST]
    opens = line.split(maxsplit=1)
    return bool(_FORM.match(line) or _WITH_INITIALS.match(line) or (opens and title_before(opens[0])))


def parse_name(text: str, *, fixed: bool = False) -> PersonName:
    """A name taken apart, however it is written: "mevrouw mr. C. van der Meij", "Charif El Idrissi, MSc",
    "Van der Molen", "Molen, H. van der". Any text gives some name; of a long one only the start is read.

    fixed: the name is registered just so ("schrijfwijze vast").
    """
    left = " ".join(text[:_LONGEST].split())
    form = ""
    if match := _FORM.match(left):
        form, left = match[0], left[match.end() :].lstrip()
    named, comma, behind = _cut(left)
    words = named.split()
    titles = []
    while len(words) > 1 and title_before(words[0]):
        titles.append(words.pop(0))
    after, rest = _titles_behind(words, comma, behind)
    parts = _glued(words)
    if rest.startswith(",") and (turned := _turned(parts, rest[1:].split())) is not None:
        parts, rest = turned, ""
    given, prefix, surname = _parts(parts)
    return PersonName(form, tuple(titles), given, prefix, surname, after, rest, fixed)


def _cut(text: str) -> tuple[str, str, str]:
    """What stands before the first comma or bracket, that sign, and what stands behind it."""
    match = re.search(r"[,(;]", text)
    if match is None:
        return text, "", ""
    return text[: match.start()].rstrip(), match[0], text[match.end() :].strip()


def _titles_behind(words: list[str], comma: str, behind: str) -> tuple[tuple[str, ...], str]:
    """The titles behind a name (taken off `words` too), and what is no title with its sign."""
    after: list[str] = []
    while len(words) > 1 and title_after(words[-1], behind_comma=False):
        after.insert(0, words.pop())
    if comma != ",":
        space = " " if comma == "(" else ""
        return tuple(after), f"{space}{comma}{' ' if comma == ';' else ''}{behind}" if comma else ""
    listed = behind.replace(",", " ").split()
    if listed and all(title_after(word, behind_comma=True) for word in listed):
        return (*after, *listed), ""
    return tuple(after), f", {behind}"


def _glued(words: list[str]) -> list[str]:
    """The words of a name, with "Jongsma-van der Sluis" and "Bosma - Piek" as one."""
    glued: list[str] = []
    open_end = False
    for word in words:
        lone = word in _HYPHENS
        if glued and (open_end or lone):
            glued[-1] += f" {word}"
        else:
            glued.append(word)
        second = word.rpartition("-")[2] if not lone and "-" in word[1:] else ""
        goes_on = second.casefold() in _PREFIX_WORDS or (open_end and _is_prefix(word))
        open_end = lone or word.endswith("-") or goes_on
    return glued


def _turned(parts: list[str], behind: list[str]) -> list[str] | None:
    """The parts of "Molen, H. van der" in the order of speaking; None when that is not what it is."""
    count = 0
    while count < len(behind) and _is_prefix(behind[-1 - count]):
        count += 1
    given = behind[: len(behind) - count]
    if not behind or not parts or not (count or all(_INITIALS.fullmatch(word) for word in given)):
        return None
    return [*given, *behind[len(behind) - count :], *parts] if len(given) < 4 else None


def _is_prefix(word: str) -> bool:
    return word.replace("’", "'").casefold() in _PREFIX_WORDS


def _parts(words: list[str]) -> tuple[str, str, str]:
    """Given names, prefix and surname."""
    for index, word in enumerate(words):
        opens = _is_prefix(word) and (index > 0 or word[:1].islower() or not _is_given_too(word))
        if opens and index < len(words) - 1:
            end = index + 1
            while end < len(words) - 1 and _is_prefix(words[end]):
                end += 1
            return " ".join(words[:index]), " ".join(words[index:end]), " ".join(words[end:])
        if (elided := _ELIDED.fullmatch(word)) and (index or len(words) == 1):
            return " ".join(words[:index]), elided[1], " ".join([elided[2], *words[index + 1 :]])
    count = 0
    while count < len(words) - 1 and _INITIALS.fullmatch(words[count]):
        count += 1
    count = count or max(len(words) - 1, 0)
    return " ".join(words[:count]), "", " ".join(words[count:])


def _is_given_too(word: str) -> bool:
    return word.casefold() in _RARELY_FIRST


# --- Writing ----------------------------------------------------------------------------------------


def full_name(name: PersonName) -> str:
    """The name as it stands in an address or under a letter: "mr. F. van Dijk", "Charif El Idrissi, MSc"."""
    given = " ".join(part for part in (name.form, *name.titles, name.given) if part)
    titled = ", ".join(part for part in (_joined(given, _surname(name)), " ".join(name.after)) if part)
    return f"{titled}{name.rest}"


def salutation_surname(name: PersonName, *, first_only: bool = False) -> str:
    """The surname behind "mevrouw": "Van der Sluis"; no initials, no titles.

    first_only: of a double surname only the first.
    """
    whole = name if not first_only else replace(name, surname=first_surname(name.surname))
    return _surname(replace(whole, prefix=_capital_prefix(name)))


def sorting_name(name: PersonName) -> str:
    """The name as a list sorts it: "Molen, H. van der", "Molen, van der"."""
    behind = " ".join(part for part in (name.given, _small_prefix(name)) if part)
    return f"{name.surname}, {behind}" if behind and name.surname else name.surname or behind


def usual_name(name: PersonName) -> PersonName:
    """The name with its titles and its tussenvoegsel as they are usually written; never another name."""
    after = tuple(dict.fromkeys(title_after(title, behind_comma=True) or title for title in name.after))
    prefix = _small_prefix(name) if name.given else _capital_prefix(name)
    return replace(name, titles=in_order(name.titles), prefix=prefix, after=after)


def name_advice(name: PersonName) -> Iterator[Advice]:
    """What is unusual in how this name is written, with the usual way; nothing when it is registered so."""
    if name.fixed:
        return
    usual = full_name(usual_name(name))
    for advice in title_advice(name.titles, name.after, opens_line=not name.form):
        better = "" if advice.rule == "title.combined" else usual
        yield replace(advice, better=better)
    if name.given and name.prefix != _small_prefix(name):
        sentence = _(
            "“{prefix}” is small behind a first name or initials, unless it is registered with a capital."
        )
        yield Advice("name.prefix", sentence.format(prefix=_small_prefix(name)), usual)
    elif not name.given and (name.form or name.titles) and name.prefix != _capital_prefix(name):
        sentence = _("“{prefix}” has a capital where no first name or initials stand before it.")
        yield Advice("name.prefix", sentence.format(prefix=_capital_prefix(name)), usual)


def first_surname(surname: str) -> str:
    """The first of a double surname: "Jansen" of "Jansen-de Graaf"; "Al-Dilaimi" is one."""
    for match in re.finditer(rf"\s*[{_HYPHENS}]\s*(?=\w)", surname):
        if _is_prefix(surname[: match.start()]):
            continue
        second = surname[match.end() :]
        if second[:1].isupper() or _is_prefix(second.split()[0]):
            return surname[: match.start()]
    return surname


def with_capital(text: str) -> str:
    """The text with a capital; the ij is one letter: "IJmuiden"."""
    return "IJ" + text[2:] if text[:2].lower() == "ij" else text[:1].upper() + text[1:]


def _surname(name: PersonName) -> str:
    return _joined(name.prefix, name.surname)


def _joined(before: str, behind: str) -> str:
    apart = "" if before.endswith(("'", "’")) or not (before and behind) else " "
    return f"{before}{apart}{behind}"


def _small_prefix(name: PersonName) -> str:
    return name.prefix if name.fixed else name.prefix.lower()


def _capital_prefix(name: PersonName) -> str:
    if name.fixed:
        return name.prefix
    small = _small_prefix(name)
    if small.replace("’", "'") == "d'" or small.replace("’", "'")[:2] in _ALWAYS_SMALL:
        return small
    return with_capital(small)
