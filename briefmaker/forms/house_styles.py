"""In which generation of the house style a letter is."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from briefmaker.i18n import _
from briefmaker.letter.answers import Answers
from briefmaker.letter.document_type import DocumentType
from briefmaker.letter.letter import DatePart, Part
from briefmaker.problems import Place, Problem, Severity

__all__ = ["house_style_of", "unknown_house_style"]


def house_style_of(document_type: DocumentType, answers: Answers, parts: Mapping[str, Part]) -> str:
    """The id of a letter's house style, "" for a pack that has none.

    The one that was chosen in the letter; else that of the user; else that of the letter's date, the first
    in the order of the form; else the newest.
    """
    pack = document_type.pack
    field = document_type.house_style_field
    chosen = None if field is None else pack.house_style_named(answers.text(field.id).strip())
    found = chosen or pack.usual_house_style(_date(document_type, parts))
    return "" if found is None else found.id


def unknown_house_style(document_type: DocumentType, value: str, path: str) -> list[Problem]:
    """What is wrong with an answer that names no house style of the pack: nothing that keeps the letter."""
    if not value or document_type.pack.house_style_named(value) is not None:
        return []
    return [
        Problem(
            "house_style.unknown",
            Place(path),
            _("There is no house style “{value}” here; the letter is in that of its date.").format(
                value=value[:60]
            ),
            _("Choose one from the list."),
            Severity.WARNING,
        )
    ]


def _date(document_type: DocumentType, parts: Mapping[str, Part]) -> datetime.date | None:
    dates = (parts.get(name) for name in document_type.fields)
    return next((part.day for part in dates if isinstance(part, DatePart)), None)
