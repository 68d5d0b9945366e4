"""Amounts and percentages, as RVO Stijl has them.

"€ 1.200" with a space that doesn't break, no ",00" on round sums, "€ 500 miljard"; "80%" without a space.
"""

from __future__ import annotations

import re
from decimal import Decimal

__all__ = ["read_amount", "written_amount", "written_percentage"]

_NUMBER = r"(?P<whole>\d{1,3}(?:\.\d{3})+|\d{1,15})(?:,(?P<part>\d{1,2}|-{1,2}|–)|\.(?P<pointed>\d{1,2}))?"
_AMOUNT = re.compile(
    rf"(?P<minus>[-−]\s?)?(?:€|eur|euro)?\s*(?P<minus2>[-−]\s?)?{_NUMBER}\s*(?P<unit>duizend|miljoen|miljard|mln\.?|mld\.?)?"
    r"\s*(?:€|eur|euro)?",
    re.IGNORECASE,
)
_UNITS = {"mln": "miljoen", "mld": "miljard"}
_PERCENTAGE = re.compile(r"(?P<number>[-−]?\d{1,15}(?:,\d{1,10})?)\s*(?:%|procent|pct\.?)", re.IGNORECASE)


def read_amount(text: str) -> tuple[Decimal, str] | None:
    """The number in an amount and the word behind it ("miljoen" or ""): "1200", "€ 1.200,-",
    "EUR 1.200,50", "1,2 mln". None when it is no amount.
    """
    match = _AMOUNT.fullmatch(" ".join(text.split())) if len(text) < 60 else None
    if match is None:
        return None
    part = match["pointed"] or (match["part"] or "").strip("-–")
    number = Decimal(f"{match['whole'].replace('.', '')}.{part or 0}")
    unit = (match["unit"] or "").lower().rstrip(".")
    return -number if match["minus"] or match["minus2"] else number, _UNITS.get(unit, unit)


def written_amount(text: str) -> str:
    """An amount as letters write it; exactly as it was typed when it is none."""
    read = read_amount(text)
    if read is None:
        return text
    from babel.numbers import format_decimal

    number, unit = read
    pattern = "#,##0.##" if unit or number == number.to_integral_value() else "#,##0.00"
    sum_ = format_decimal(abs(number), pattern, locale="nl_NL")
    return f"{'-' if number < 0 else ''}€\N{NO-BREAK SPACE}{sum_}{f' {unit}' if unit else ''}"


def written_percentage(text: str) -> str:
    """ "80 procent" as "80%"; what is no percentage as it was typed."""
    match = _PERCENTAGE.fullmatch(" ".join(text.split())) if len(text) < 60 else None
    return text if match is None else f"{match['number']}%"
