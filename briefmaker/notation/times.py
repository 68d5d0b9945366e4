"""Times of the day: "14.30 uur" (dutch-style-guide, Wassenaar) or "14:30 uur" (RVO Stijl, Amsterdam)."""

from __future__ import annotations

import re

from briefmaker.letter.notation import TimeSign

__all__ = ["written_time"]

_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:\s?[.:uh]\s?(?P<minute>\d{2}))?\s*(?P<unit>uur|u\.?|h\.?)?", re.IGNORECASE
)


def written_time(text: str, sign: TimeSign = TimeSign.POINT) -> str:
    """A time as this house writes it; exactly as it was typed when it is none ("half drie", "25.00")."""
    match = _TIME.fullmatch(text.strip()) if len(text) < 20 else None
    if match is None or not (match["minute"] or match["unit"]):
        return text
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return text
    return f"{hour}{'.' if sign is TimeSign.POINT else ':'}{minute:02} uur"
