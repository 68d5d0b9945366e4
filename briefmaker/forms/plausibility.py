"""Whether a short value looks like what it should be. Warnings only: it is printed as typed.

Phone numbers, by the Dutch numbering plan: ten digits; 0800 and 0900 numbers four or seven behind the
prefix; short ones such as 14 023 and 112. A foreign number begins with + or 00 (E.164: fifteen digits at
most). References: a year and a number, with department codes before them or not ("STZ/2015/12345"); see
`LetterField.pattern` for another house's own.
"""

from __future__ import annotations

import re

from briefmaker.i18n import _
from briefmaker.letter.document_type import FieldKind, LetterField
from briefmaker.problems import Place, Problem, Severity

__all__ = ["implausible"]

_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"]+\.[^\s@<>()\[\],;:.\"]{2,}")
_PHONE = re.compile(r"\+?[\d\s()\-–./]+")
_REFERENCE = re.compile(r"([A-Z&]{2,6}/){0,3}(19|20)\d\d ?/ ?\d{4,7}")
_SERVICE = ("0800", "0900", "0906", "0909")
_EMERGENCY = "112"


def implausible(field: LetterField, value: str, where: Place | None = None, label: str = "") -> list[Problem]:
    """What looks wrong in the value of a short field: a list of warnings, often empty.

    where: its place, and label: how a warning names it, when these aren't the field's own.
    """
    what = ""
    if field.pattern:
        if not _matches(field.pattern, value):
            what = _("“{value}” doesn't look like a usual value for “{field}”.")
    elif field.kind is FieldKind.EMAIL and not _EMAIL.fullmatch(value.strip()):
        what = _("“{value}” doesn't look like an e-mail address.")
    elif field.kind is FieldKind.PHONE and not _is_phone(value.strip()):
        what = _("“{value}” doesn't look like a phone number.")
    elif field.kind is FieldKind.REFERENCE and not _REFERENCE.fullmatch(value.strip()):
        what = _("“{value}” doesn't look like a reference such as 2026/123456.")
    if not what:
        return []
    shown = what.format(value=value.strip()[:60], field=label or field.label)
    return [
        Problem(f"{field.kind}.unusual", where or Place(field.id), shown, _("Check it."), Severity.WARNING)
    ]


def _matches(pattern: str, value: str) -> bool:
    try:
        return re.fullmatch(pattern, value.strip()) is not None
    except re.error:
        return True


def _is_phone(value: str) -> bool:
    if not _PHONE.fullmatch(value):
        return False
    digits = re.sub(r"\D", "", value)
    if value.startswith(("+", "00")):
        return 8 <= len(digits) <= 17
    if digits.startswith("14"):
        return 5 <= len(digits) <= 6
    if digits.startswith(_SERVICE):
        return len(digits) in (8, 11)
    return digits == _EMERGENCY or (len(digits) == 10 and digits.startswith("0"))
