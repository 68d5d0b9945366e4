"""The kinds of things that are left out of what is pasted, and the sentence that says so."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from briefmaker.i18n import N_, _

__all__ = ["Dropped", "sentence_of"]


class Dropped(Enum):
    """Something that has no place in a letter, by how it is called in a sentence."""

    COLOURS = N_("colours")
    FONTS = N_("fonts and sizes")
    UNDERLINES = N_("underlining")
    STRIKES = N_("strikethrough")
    PICTURES = N_("pictures from elsewhere")
    TEXT_BOXES = N_("text boxes")
    COMMENTS = N_("comments")
    HIDDEN = N_("hidden text")
    CHANGES = N_("deleted text of tracked changes")
    NOTES = N_("footnotes without text")
    TABLES = N_("tables that are too wide or stand in another")
    FORMULAS = N_("formulas")
    FORMS = N_("form fields")
    OBJECTS = N_("embedded objects")
    SOUNDS = N_("sound and video")


def sentence_of(dropped: Iterable[Dropped]) -> str:
    """One line for the user, "" when nothing was left out."""
    wanted = set(dropped)
    names = [_(kind.value) for kind in Dropped if kind in wanted]
    if not names:
        return ""
    if len(names) == 1:
        return _("Left out: {what}.").format(what=names[0])
    listed = _("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])
    return _("Left out: {what}.").format(what=listed)
