"""Titles before and after a name: which there are, how they are spelled, in which order, which go together.

Dutch titles stand before the name, small, with a full stop; international ones behind it, preferably behind
a comma, with capitals and without stops; the two are not combined
(onzetaal.nl/taalloket/titulatuur-drs-a-jansen-mba). The order is prof., dr., mr., ir., drs., ing.; a doctor
of law is mr. dr., a jurist with a doctorate in another field dr. mr.; drs. lapses with dr., ing. with ir., a
bachelor's degree with a master's; a title is named once (taaladvies.net/volgorde-titels-en-graden,
taaladvies.net/dr-mr-of-mr-dr; WHW art. 7.19a, 7.20).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefmaker.i18n import _
from briefmaker.notation.advice import Advice

__all__ = ["in_order", "title_advice", "title_after", "title_before"]

_RANKS = {"prof.": 0, "dr.": 1, "mr.": 1, "ir.": 2, "drs.": 3, "ing.": 4}
_UNRANKED = ("bc.", "ds.", "em.", "jhr.", "jkvr.", "lic.")
_LAPSES_WITH = {"drs.": "dr.", "ing.": "ir."}
_DEGREES = frozenset(_RANKS) - {"prof."}

_BACHELORS = (
    "BA", "BSc", "BASc", "BBA", "BCom", "BEd", "BEng", "BFA", "BHealth", "BICT", "BMus", "BN", "BSW", "LLB",
)  # fmt: skip
_MASTERS = (
    "MA", "MSc", "MASc", "MBA", "MBI", "MCM", "MEd", "MEng", "MFA", "MHBA", "MMus", "MPA", "MPH", "MPhil",
    "MPM", "MUP", "LLM", "EMBA", "EMPA",
)  # fmt: skip
_DOCTORS = ("PhD", "DBA", "EdD", "PDEng")
_REGISTRATIONS = ("AA", "CIA", "CISA", "CPA", "RA", "RB", "RC", "RE", "RO", "RV")

_BEFORE = {title.rstrip("."): title for title in (*_RANKS, *_UNRANKED)} | {
    "professor": "prof.",
    "doctor": "dr.",
}
_AFTER = {title.casefold(): title for title in (*_BACHELORS, *_MASTERS, *_DOCTORS, *_REGISTRATIONS)}
_LIKE_A_TITLE = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Z][A-Za-z]{1,5}")


def title_before(word: str) -> str:
    """The usual spelling ("drs.") of a title that stands before a name, however typed; "" of another word."""
    return _BEFORE.get(word.rstrip(".").casefold(), "") if len(word) < 12 else ""


def title_after(word: str, *, behind_comma: bool) -> str:
    """The usual spelling ("MSc") of a title that stands behind a name, however typed; "" for another word.

    behind_comma: then an unknown one is recognised by its capitals too. Without a comma a short word
    with one capital, "Ma", is a surname.
    """
    if len(word) > 12:
        return ""
    bare = word.replace(".", "")
    known = _AFTER.get(bare.casefold(), "")
    if known and (behind_comma or len(bare) > 2 or bare == known):
        return known
    return bare if behind_comma and _LIKE_A_TITLE.fullmatch(bare) else ""


def in_order(titles: Sequence[str]) -> tuple[str, ...]:
    """Titles before a name, in usual spelling, once each and in their order; what lapses is left out."""
    known = list(dict.fromkeys(title_before(title) or title for title in titles))
    kept = [title for title in known if _LAPSES_WITH.get(title) not in known]
    if not all(title in _RANKS for title in kept):
        return tuple(kept)
    return tuple(sorted(kept, key=_RANKS.__getitem__))


def title_advice(before: Sequence[str], after: Sequence[str], *, opens_line: bool) -> Iterator[Advice]:
    """What is unusual about the titles of one name, as typed; `better` is left to whoever knows the name.

    opens_line: the first title may have the capital of a line's first word.
    """
    yield from _spelling(before, after, opens_line)
    known = [title_before(title) or title for title in before]
    doubles = {title for title in known if known.count(title) > 1}
    if doubles:
        yield Advice("title.double", _("A title is named once."))
    for title, higher in _LAPSES_WITH.items():
        if title in known and higher in known:
            yield Advice(
                "title.lapsed", _("“{title}” lapses with “{higher}”.").format(title=title, higher=higher)
            )
    ranks = [_RANKS[title] for title in known if title in _RANKS]
    if ranks != sorted(ranks):
        yield Advice("title.order", _("The usual order is prof., dr. or mr., ir., drs., ing."))
    degrees = [title_after(title, behind_comma=True) or title for title in after]
    if any(title in _MASTERS for title in degrees) and any(title in _BACHELORS for title in degrees):
        yield Advice("title.lapsed", _("A bachelor's degree lapses with a master's."))
    new = [title for title in degrees if title in (*_BACHELORS, *_MASTERS, *_DOCTORS)]
    old = [title for title in known if title in _DEGREES]
    if old and new:
        sentence = _("“{old}” before the name and “{new}” behind it are not combined: choose one of the two.")
        yield Advice("title.combined", sentence.format(old=old[0], new=new[0]))


def _spelling(before: Sequence[str], after: Sequence[str], opens_line: bool) -> Iterator[Advice]:
    for index, title in enumerate(before):
        usual = title_before(title)
        capital_is_fine = opens_line and index == 0
        if usual and title != usual and not (capital_is_fine and title == usual.capitalize()):
            yield Advice("title.spelling", _("The usual spelling is “{title}”.").format(title=usual))
    for title in after:
        usual = title_after(title, behind_comma=True)
        if usual and title != usual:
            yield Advice("title.spelling", _("The usual spelling is “{title}”.").format(title=usual))
