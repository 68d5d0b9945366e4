"""Moments, folders and holders of letters, as people say them."""

from __future__ import annotations

import datetime
from pathlib import Path

from PySide6.QtCore import QDate, QLocale

from briefmaker.drafts.locks import HeldBy
from briefmaker.i18n import _, _n, language

__all__ = [
    "day_and_time_in_words",
    "folder_in_words",
    "held_in_words",
    "moment_in_words",
    "recovered_in_words",
]


def held_in_words(held: HeldBy) -> str:
    """Who has a letter open, and what one can do all the same."""
    since = moment_in_words(held.since)
    if held.is_here:
        return _("This letter is open in another window. You can read it here, or go on in a copy.")
    if not held.user:
        return _("Somebody else has this letter open. You can read it, or go on in a copy.")
    return _(
        "{user} has this letter open at {host} since {moment}. You can read it, or go on in a copy."
    ).format(user=held.user, host=held.host, moment=since or "?")


def moment_in_words(iso: str) -> str:
    """A moment as people say it: the time of today, else the day."""
    try:
        moment = datetime.datetime.fromisoformat(iso).astimezone()
    except ValueError:
        return ""
    now = datetime.datetime.now(datetime.UTC).astimezone()
    if moment.date() == now.date():
        return _("today {time}").format(time=f"{moment:%H:%M}")
    if (now.date() - moment.date()).days == 1:
        return _("yesterday {time}").format(time=f"{moment:%H:%M}")
    return QLocale(language()).toString(QDate(moment.year, moment.month, moment.day), "d MMMM yyyy")


def day_and_time_in_words(moment: datetime.datetime) -> str:
    """A moment in the midst of a sentence, as the clock here had it: "maandag 23 november, 14:05"."""
    here = moment.astimezone()
    day = QLocale(language()).toString(QDate(here.year, here.month, here.day), "dddd d MMMM")
    return _("{day}, {time}").format(day=day, time=f"{here:%H:%M}")


def folder_in_words(path: str) -> str:
    """The folder of a file, from the home folder on where it lies there."""
    folder = str(Path(path).parent)
    home = str(Path.home())
    return "~" + folder[len(home) :] if folder.startswith(home) else folder


def recovered_in_words(count: int) -> str:
    """How many letters were kept when the program ended unexpectedly, "" for none."""
    if not count:
        return ""
    return _n(
        "Briefmaker ended unexpectedly. {count} letter was kept; it is listed first.",
        "Briefmaker ended unexpectedly. {count} letters were kept; they are listed first.",
        count,
    ).format(count=count)
