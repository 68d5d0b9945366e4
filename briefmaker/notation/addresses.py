"""Postcodes, address lines and return lines.

In an address the postcode has one space inside and two behind it, and the place stands in capitals; an
address has three to six lines (postnl.nl, addressing tips). Four digits of which the first isn't 0, two
letters that aren't SA, SD or SS. In a running line one space follows and the place is written as usual:
"Postbus 511, 2003 PB Haarlem". The return line is spelled in three ways in letters of Haarlem; the pack
chooses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefmaker.i18n import _
from briefmaker.letter.notation import ReturnLine
from briefmaker.notation.advice import Advice

__all__ = [
    "address_advice",
    "address_line",
    "opens_return_line",
    "postcodes_in",
    "return_line_advice",
    "written_postcode",
    "written_return_line",
]

_LONGEST = 200
_POSTCODE = r"(?P<digits>[1-9]\d{3})\s{0,3}(?P<letters>(?!s[ads])[a-z]{2})"
_ALONE = re.compile(_POSTCODE, re.IGNORECASE)
_IN_TEXT = re.compile(r"(?<!\w)(?P<digits>[1-9]\d{3})\s?(?P<letters>(?!S[ADS])[A-Z]{2})(?!\w)")
_RETURN_WORD = re.compile(r"retour\s?adres(?!\w)", re.IGNORECASE)
_WITH_PLACE = re.compile(
    rf"{_POSTCODE}(?![^\W_])[\s,]*(?P<place>[^\W\d_'’][^\d]*|['’]s[^\d]*)", re.IGNORECASE
)
_RETURN = re.compile(
    rf"(?:retour(?:adres)?\s?:?\s+|afz(?:ender|\.)\s?:?\s+)?(?P<before>.*?)[\s,]*(?P<post>{_POSTCODE})[\s,]+(?P<place>\D+)",
    re.IGNORECASE,
)
_MOST_LINES = 6


def postcodes_in(text: str) -> list[str]:
    """The postcodes in a running text, each as it is usually written; their letters are capitals there."""
    return [f"{match['digits']} {match['letters']}" for match in _IN_TEXT.finditer(text)]


def opens_return_line(text: str) -> bool:
    """Whether a line says of itself that it is the return address."""
    return _RETURN_WORD.match(text) is not None


def written_postcode(text: str) -> str:
    """ "2003pb" as "2003 PB"; what is no postcode as it was typed."""
    match = _ALONE.fullmatch(text.strip()) if len(text) < 20 else None
    return text if match is None else f"{match['digits']} {match['letters'].upper()}"


def address_line(text: str) -> str:
    """The line with postcode and place as an envelope has it, "2003 PB  HAARLEM"; another as it was typed."""
    match = _WITH_PLACE.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if match is None:
        return text
    return f"{match['digits']} {match['letters'].upper()}  {match['place'].strip().upper()}"


def address_advice(lines: Sequence[str]) -> Iterator[Advice]:
    """What an address has otherwise than PostNL asks; nothing for lines without a postcode."""
    kept = [line for line in lines if line.strip()]
    written = [address_line(line) for line in kept]
    if not any(_WITH_PLACE.fullmatch(line.strip()) for line in kept if len(line) <= _LONGEST):
        return
    if written != kept:
        what = _("PostNL asks for two spaces behind the postcode and the place in capitals.")
        changed = next(new for new, old in zip(written, kept, strict=True) if new != old)
        yield Advice("address.place", what, changed)
    if len(kept) > _MOST_LINES:
        what = _("An address has at most {number} lines.").format(number=_MOST_LINES)
        yield Advice("address.long", what)


def written_return_line(text: str, style: ReturnLine = ReturnLine.COLON_COMMA) -> str:
    """A return address, however it was typed, as this house spells the line; without a postcode as typed."""
    match = _RETURN.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if match is None or not match["before"]:
        return text
    colon = "" if style is ReturnLine.PLAIN else ":"
    comma = "," if style is ReturnLine.COLON_COMMA else ""
    post = f"{match['digits']} {match['letters'].upper()} {match['place'].strip()}"
    return f"Retouradres{colon} {match['before'].strip()}{comma} {post}"


def return_line_advice(text: str, style: ReturnLine) -> Iterator[Advice]:
    """That a return line is spelled otherwise than in this house."""
    if (written := written_return_line(text, style)) != text.strip():
        yield Advice("return_line.spelling", _("The return line is spelled otherwise here."), written)
