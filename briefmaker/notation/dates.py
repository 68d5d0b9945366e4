"""Days: read from what people type, and written as letters do.

A letter writes the day as a figure, the month in full and small, the year in four figures (taaladvies.net,
datumnotatie); a table has room for dd-mm-jjjj, and what is sorted is written jjjj-mm-dd.

Day before month, always, as Dutch writes it. A day without a year lies in this year, unless that is more
than seven months away: then it is the nearest such day. On 20 December "3-1" is next year's 3 January, on 5
January "20-12" is last year's 20 December. A two-digit year lies between 79 years ago and 20 years ahead.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from functools import lru_cache

__all__ = ["full_date", "long_date", "named_weekday", "read_date", "short_date", "sortable_date"]

_LONGEST = 80
_ONE_TODAY, _OTHER_TODAY = datetime.date(1990, 3, 1), datetime.date(2175, 9, 5)
"""Days of which no text without a year, or with two figures of one, is read the same."""
_SEVEN_MONTHS = 214
_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_WEEKDAY_NUMBERS = {
    **{name: number for number, name in enumerate(_WEEKDAYS)},
    **{name[:2]: number for number, name in enumerate(_WEEKDAYS)},
}
_MONTHS = {
    **{
        name: number
        for number, names in enumerate(
            (
                ("januari", "jan"),
                ("februari", "febr", "feb"),
                ("maart", "mrt", "mar"),
                ("april", "apr"),
                ("mei",),
                ("juni", "jun"),
                ("juli", "jul"),
                ("augustus", "aug"),
                ("september", "sept", "sep"),
                ("oktober", "okt", "oct"),
                ("november", "nov"),
                ("december", "dec"),
            ),
            start=1,
        )
        for name in names
    }
}
_Reader = Callable[[re.Match[str], datetime.date], datetime.date | None]
_DAYS_FROM_TODAY = {"eergisteren": -2, "gisteren": -1, "vandaag": 0, "morgen": 1, "overmorgen": 2}
_NUMBER_WORDS = {"een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6}

_WEEKDAY = r"(?P<weekday>" + "|".join(_WEEKDAYS) + r"|ma|di|wo|do|vr|za|zo)\b\.?"
_YEAR = r"(?P<year>[0-9]{4}|'?[0-9]{2}|’[0-9]{2})"
_DAY_FIRST = re.compile(
    rf"(?:{_WEEKDAY}\s*,?\s*)?(?:(?:de\s+)?)(?P<day>[0-9]{{1,2}})"
    rf"(?:\s*(?P<sep>[-/.])\s*|\s+)(?P<month>[0-9]{{1,2}})"
    rf"(?:(?(sep)\s*(?P=sep)\s*|\s+){_YEAR}|\s*\.)?"
)
_MONTH_NAMED = re.compile(
    rf"(?:{_WEEKDAY}\s*,?\s*)?(?:de\s+)?(?P<day>[0-9]{{1,2}})(?:e|de|ste)?\s*[-/.]?\s*"
    rf"(?P<month>[a-z]+)\.?\s*[-/,]?\s*{_YEAR}?"
)
_YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})([-/.])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})")
_WEEKDAY_ALONE = re.compile(
    rf"(?P<before>(?:volgende|komende|vorige|afgelopen|deze)\s+week|komende|aanstaande|a\.?s\.?|afgelopen|vorige)?"
    rf"\s*{_WEEKDAY}\s*(?P<after>(?:volgende|komende|vorige|deze)\s+week|aanstaande|a\.?s\.?|jl\.?|j\.l\.)?"
)
_DISTANCE = re.compile(
    r"(?P<ahead>over\s+)?(?P<count>[0-9]{1,3}|" + "|".join(_NUMBER_WORDS) + r")\s+"
    r"(?P<unit>dag|dagen|week|weken)(?P<back>\s+geleden)?"
)


def read_date(text: str, today: datetime.date) -> datetime.date | None:
    """The day that `text` names, seen from `today`; None when it names none that exists.

    Understood are `18-8`, `18/8/15`, `18.8.2015`, `18 aug`, `dinsdag 18 augustus 2015`,
    `2015-08-18`, `vandaag`, `morgen`, `overmorgen`, `gisteren`, `vrijdag` (the first from today
    on), `komende vrijdag` (after today), `volgende week dinsdag`, `over 3 dagen`. A day of the week
    that does not belong to the date makes it unreadable: one of the two is a slip.
    """
    if len(text) > _LONGEST:
        return None
    typed = " ".join(text.lower().split())
    if typed in _DAYS_FROM_TODAY:
        return _shifted(today, _DAYS_FROM_TODAY[typed])
    readers: tuple[tuple[re.Pattern[str], _Reader], ...] = (
        (_YEAR_FIRST, _numbered),
        (_DAY_FIRST, _numbered),
        (_MONTH_NAMED, _month_named),
        (_WEEKDAY_ALONE, _weekday),
        (_DISTANCE, _distance),
    )
    for pattern, reader in readers:
        if match := pattern.fullmatch(typed):
            return reader(match, today)
    return None


def full_date(text: str) -> datetime.date | None:
    """The day that `text` names whatever day it is today; None when it needs a today to be read."""
    one, other = read_date(text, _ONE_TODAY), read_date(text, _OTHER_TODAY)
    return one if one == other else None


@lru_cache(maxsize=256)
def long_date(day: datetime.date, language: str = "nl-NL") -> str:
    """A day as a letter in this language (BCP 47) prints it: "18 augustus 2015"; Dutch if unknown."""
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    try:
        locale = Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        locale = Locale("nl", "NL")
    return format_date(day, "long", locale)


def short_date(day: datetime.date) -> str:
    """A day as a Dutch table writes it: "18-08-2015"."""
    return f"{day.day:02}-{day.month:02}-{day.year:04}"


def sortable_date(day: datetime.date) -> str:
    """A day as it sorts: "2015-08-18"."""
    return day.isoformat()


def named_weekday(text: str) -> str:
    """The day of the week at the start of a written date, as written, or "" when there is none."""
    match = re.match(rf"\s*{_WEEKDAY}(?=[\s,]+[0-9])", text, re.IGNORECASE)
    return match.group("weekday") if match else ""


def _numbered(match: re.Match[str], today: datetime.date) -> datetime.date | None:
    return _day(match, int(match["month"]), today)


def _month_named(match: re.Match[str], today: datetime.date) -> datetime.date | None:
    month = _MONTHS.get(match["month"])
    return None if month is None else _day(match, month, today)


def _day(match: re.Match[str], month: int, today: datetime.date) -> datetime.date | None:
    groups = match.groupdict()
    day, year, weekday = int(groups["day"]), groups.get("year"), groups.get("weekday")
    years = (today.year, today.year - 1, today.year + 1) if year is None else (_full_year(year, today),)
    candidates = [made for y in years if (made := _existing(y, month, day))]
    if weekday:
        candidates = [made for made in candidates if made.weekday() == _WEEKDAY_NUMBERS[weekday]]
    if candidates and abs((candidates[0] - today).days) <= _SEVEN_MONTHS:
        return candidates[0]
    return min(candidates, key=lambda made: abs((made - today).days), default=None)


def _full_year(typed: str, today: datetime.date) -> int:
    digits = typed.lstrip("'’")
    year = int(digits)
    if len(digits) == 4:
        return year
    century = today.year - today.year % 100
    year += century
    return year - 100 if year > today.year + 20 else year


def _existing(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _shifted(today: datetime.date, days: int) -> datetime.date | None:
    try:
        return today + datetime.timedelta(days=days)
    except OverflowError:
        return None


def _weekday(match: re.Match[str], today: datetime.date) -> datetime.date | None:
    wanted = _WEEKDAY_NUMBERS[match["weekday"]]
    said = {(match["before"] or "").replace(".", ""), (match["after"] or "").replace(".", "")} - {""}
    if len(said) > 1:
        return None
    word = said.pop() if said else ""
    ahead = (wanted - today.weekday()) % 7
    if word.endswith("week"):
        weeks = {"volgende": 7, "komende": 7, "vorige": -7, "afgelopen": -7, "deze": 0}[word.split()[0]]
        return _shifted(today, wanted - today.weekday() + weeks)
    if word in ("afgelopen", "vorige", "jl"):
        return _shifted(today, ahead - 7)
    if word:
        return _shifted(today, ahead or 7)
    return _shifted(today, ahead)


def _distance(match: re.Match[str], today: datetime.date) -> datetime.date | None:
    if bool(match["ahead"]) == bool(match["back"]):
        return None
    count = _NUMBER_WORDS.get(match["count"]) or int(match["count"])
    days = count * (7 if match["unit"].startswith("we") else 1)
    return _shifted(today, days if match["ahead"] else -days)
