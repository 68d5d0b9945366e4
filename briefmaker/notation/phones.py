"""Phone numbers: whether a text is one, and how this house writes it.

No brackets, the digits in groups of 3-2-2: 020 645 44 29, 06 23 44 55 67, +31 70 379 80 00 (RVO Stijl);
Haarlem writes 023 5114907, 023-5113939 and 023 – 5113555. So the groups and the sign behind the area code
are the pack's. What else is known of numbers (area codes, service numbers, other countries) is known by
phonenumbers. That 0800 and 0900 have four or seven digits behind them is of the Dutch numbering plan; 14 023
is a number, and so is 112.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefmaker.i18n import _
from briefmaker.letter.notation import PhoneGroups, PhoneSign
from briefmaker.notation.advice import Advice

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

__all__ = ["is_phone", "phone_advice", "written_phone"]

_LONGEST = 120
_CHARACTERS = re.compile(r"\+?[\d\s()\-–./]+")
_EXTENSION = re.compile(r"[\s,;]*\(?\s*(?:toestel|tst\.?)\s*\d{1,5}\s*\)?$", re.IGNORECASE)
_BETWEEN = re.compile(r"(\s+/\s+|\s+of\s+|\s+en\s+|\s*[,;]\s*(?=[+(\d]))")
_EMERGENCY = "112"
_SERVICE = ("800", "900", "906", "909")
_HOME = 31
_SIGNS = {PhoneSign.SPACE: " ", PhoneSign.HYPHEN: "-", PhoneSign.DASH: " – "}


def is_phone(text: str) -> bool:
    """Whether this is a phone number, or several, with an extension or not; Dutch unless it has + or 00."""
    if len(text) > _LONGEST:
        return False
    numbers = _BETWEEN.split(text.strip())[::2]
    return all(_digits(number) == _EMERGENCY or _number(_without_extension(number)[0]) for number in numbers)


def written_phone(
    text: str, groups: PhoneGroups = PhoneGroups.PAIRS, sign: PhoneSign = PhoneSign.SPACE
) -> str:
    """The number as this house writes it; exactly as it was typed when it isn't recognised as one."""
    if len(text) > _LONGEST:
        return text
    pieces = _BETWEEN.split(text.strip())
    written = [piece if index % 2 else _written(piece, groups, sign) for index, piece in enumerate(pieces)]
    return "".join(written) if all(written) else text


def phone_advice(text: str, groups: PhoneGroups, sign: PhoneSign) -> Iterator[Advice]:
    """That a number is grouped otherwise than in this house."""
    if (written := written_phone(text, groups, sign)) != text.strip():
        yield Advice("phone.grouping", _("Phone numbers are grouped otherwise here."), written)


def _written(text: str, groups: PhoneGroups, sign: PhoneSign) -> str:
    """One number; "" when it isn't one."""
    bare, extension = _without_extension(text)
    if _digits(bare) == _EMERGENCY:
        return text
    number = _number(bare)
    if number is None:
        return ""
    from phonenumbers import PhoneNumberFormat, format_number

    abroad = bare.startswith(("+", "00"))
    if number.country_code != _HOME:
        return format_number(number, PhoneNumberFormat.INTERNATIONAL) + extension
    area, own = _area_and_own(number)
    if not area:
        style = PhoneNumberFormat.INTERNATIONAL if abroad else PhoneNumberFormat.NATIONAL
        return format_number(number, style) + extension
    grouped = _grouped(own, groups)
    return (f"+{_HOME} {area} {grouped}" if abroad else f"0{area}{_SIGNS[sign]}{grouped}") + extension


def _area_and_own(number: PhoneNumber) -> tuple[str, str]:
    """What stands behind the 0 up to the number itself, and that; "" for numbers that aren't so divided."""
    from phonenumbers import length_of_national_destination_code, national_significant_number

    digits = national_significant_number(number)
    area = length_of_national_destination_code(number)
    return (digits[:area], digits[area:]) if len(digits) == 9 else ("", digits)


def _grouped(own: str, groups: PhoneGroups) -> str:
    if groups is PhoneGroups.NONE:
        return own
    if len(own) == 7:
        sizes: tuple[int, ...] = (3, 2, 2) if groups is PhoneGroups.PAIRS else (3, 4)
    elif len(own) == 8 and groups is PhoneGroups.PAIRS:
        sizes = (2, 2, 2, 2)
    else:
        sizes = (3, 3) if len(own) == 6 else (len(own),)
    starts = [sum(sizes[:index]) for index in range(len(sizes))]
    return " ".join(own[start : start + size] for start, size in zip(starts, sizes, strict=True))


def _number(text: str) -> PhoneNumber | None:
    """The number that this text is; None when the text is something else, or no number there can be."""
    if not _CHARACTERS.fullmatch(text):
        return None
    from phonenumbers import NumberParseException, is_possible_number, is_valid_number, parse

    try:
        number = parse(text, "NL")
    except NumberParseException:
        return None
    if number.country_code != _HOME:
        return number if is_possible_number(number) else None
    digits = str(number.national_number)
    if digits.startswith(_SERVICE) and len(digits) not in (7, 10):
        return None
    return number if is_valid_number(number) else None


def _without_extension(text: str) -> tuple[str, str]:
    match = _EXTENSION.search(text)
    return (text[: match.start()], match[0]) if match else (text, "")


def _digits(text: str) -> str:
    return re.sub(r"\s", "", text)
