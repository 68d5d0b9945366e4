"""What people type for a date, and which day it is."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmaker.notation.dates import (
    full_date,
    long_date,
    named_weekday,
    read_date,
    short_date,
    sortable_date,
)

TODAY = datetime.date(2026, 11, 23)  # a Monday

DAYS = {
    "18-8": "2026-08-18",
    "18 - 8": "2026-08-18",
    "18/8/15": "2015-08-18",
    "18.8.2015": "2015-08-18",
    "18.8.": "2026-08-18",
    "18 8 2015": "2015-08-18",
    "18 aug": "2026-08-18",
    "18 aug. 2015": "2015-08-18",
    "18 aug '15": "2015-08-18",
    "18aug2015": "2015-08-18",
    "1e mei 2024": "2024-05-01",
    "18 augustus 2015": "2015-08-18",
    " 18  Augustus 2015 ": "2015-08-18",
    "dinsdag 18 augustus 2015": "2015-08-18",
    "di. 18-8-2015": "2015-08-18",
    "dinsdag, 18 augustus 2015": "2015-08-18",
    "2015-08-18": "2015-08-18",
    "29-2-2024": "2024-02-29",
    "18-8-98": "1998-08-18",
    "1-1-46": "2046-01-01",
    "1-1-47": "1947-01-01",
    "vandaag": "2026-11-23",
    "Morgen": "2026-11-24",
    "overmorgen": "2026-11-25",
    "gisteren": "2026-11-22",
    "eergisteren": "2026-11-21",
    "maandag": "2026-11-23",
    "vrijdag": "2026-11-27",
    "vr": "2026-11-27",
    "komende maandag": "2026-11-30",
    "vrijdag a.s.": "2026-11-27",
    "volgende week dinsdag": "2026-12-01",
    "dinsdag volgende week": "2026-12-01",
    "vorige week dinsdag": "2026-11-17",
    "afgelopen vrijdag": "2026-11-20",
    "over 3 dagen": "2026-11-26",
    "over een week": "2026-11-30",
    "twee weken geleden": "2026-11-09",
}

MONTHS = (
    "",
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)

NO_DAYS = [
    "",
    "31-2",
    "29-2-2023",
    "31-4-2024",
    "0-1",
    "1-0",
    "13-13-2024",
    "99-99-9999",
    "18-8/2015",
    "18",
    "augustus",
    "18 foo 2015",
    "vrijdag 18 augustus 2015",
    "over 3 dagen geleden",
    "zo snel mogelijk",
    "023 5114907",
    "2016/450610",
    "x" * 1000,
]


@pytest.mark.parametrize(("typed", "day"), DAYS.items())
def test_a_typed_date_is_that_day(typed: str, day: str) -> None:
    assert read_date(typed, TODAY) == datetime.date.fromisoformat(day)


@pytest.mark.parametrize("typed", NO_DAYS)
def test_what_is_no_date_is_no_day(typed: str) -> None:
    assert read_date(typed, TODAY) is None


@pytest.mark.parametrize(
    ("today", "typed", "day"),
    [
        ("2026-12-20", "3-1", "2027-01-03"),
        ("2027-01-05", "20-12", "2026-12-20"),
        ("2026-07-01", "31-12", "2026-12-31"),
        ("2026-11-23", "10-5", "2026-05-10"),
        ("2026-11-23", "woensdag 24-11", "2027-11-24"),
    ],
)
def test_a_day_without_a_year_is_this_year_s_unless_that_is_far_away(
    today: str, typed: str, day: str
) -> None:
    assert read_date(typed, datetime.date.fromisoformat(today)) == datetime.date.fromisoformat(day)


@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2099, 12, 31)))
def test_every_day_can_be_typed_with_its_year(day: datetime.date) -> None:
    for typed in (
        f"{day.day}-{day.month}-{day.year}",
        day.isoformat(),
        f"{day.day} {MONTHS[day.month]} {day.year}",
    ):
        assert read_date(typed, TODAY) == day


@given(st.text(max_size=90), st.dates())
def test_nothing_makes_reading_a_date_fail(typed: str, today: datetime.date) -> None:
    read_date(typed, today)


@pytest.mark.parametrize(
    "word", ["gisteren", "over 99 weken", "99 weken geleden", "vorige week maandag", "1-1"]
)
@pytest.mark.parametrize("today", [datetime.date.min, datetime.date.max])
def test_the_ends_of_the_calendar_are_no_failure(word: str, today: datetime.date) -> None:
    read_date(word, today)


def test_the_day_of_the_week_before_a_date_is_known() -> None:
    assert named_weekday("Dinsdag 18 augustus 2015") == "Dinsdag"
    assert named_weekday("18 augustus 2015") == ""


# taaladvies.net/datumnotatie: day as a figure, month in full and small, year in four figures; short in
# tables; the year first to sort by
WRITTEN = [
    ("2011-04-14", "14 april 2011", "14-04-2011"),
    ("2015-08-18", "18 augustus 2015", "18-08-2015"),
    ("2024-03-01", "1 maart 2024", "01-03-2024"),
    ("2026-12-31", "31 december 2026", "31-12-2026"),
]


@pytest.mark.parametrize(("iso", "long", "short"), WRITTEN)
def test_a_day_is_written_in_full_in_a_letter_and_short_in_a_table(iso: str, long: str, short: str) -> None:
    day = datetime.date.fromisoformat(iso)
    assert (long_date(day), short_date(day), sortable_date(day)) == (long, short, iso)
    assert full_date(long) == full_date(short) == full_date(iso) == day


def test_a_day_is_written_in_the_language_of_the_letter_and_in_dutch_when_that_is_unknown() -> None:
    day = datetime.date(2015, 8, 18)
    assert long_date(day, "en-GB") == "18 August 2015"
    assert long_date(day, "xx-XX") == long_date(day, "") == "18 augustus 2015"


@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2099, 12, 31)))
def test_a_day_written_is_read_as_the_same(day: datetime.date) -> None:
    assert full_date(long_date(day)) == full_date(short_date(day)) == full_date(sortable_date(day)) == day


@pytest.mark.parametrize("text", ["18 augustus", "18-8-15", "vandaag", "vrijdag", "over 3 dagen", ""])
def test_a_text_that_needs_a_today_is_no_full_date(text: str) -> None:
    assert full_date(text) is None
