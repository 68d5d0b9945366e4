"""Values found in a letter, as the answers of its fields."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from briefmaker.content.entries import entries_of_lines
from briefmaker.content.report import Found, Remark, Remarks
from briefmaker.i18n import _
from briefmaker.letter.answers import Answer, Enclosure
from briefmaker.letter.document_type import DocumentType, FieldKind, FieldRole, LetterField
from briefmaker.notation.dates import named_weekday, read_date

__all__ = ["FieldValues"]

_SOME_YEARS = datetime.timedelta(days=3 * 365)
_LONGEST_EXCERPT = 300
_NOT_FROM_LINES = (FieldKind.BODY, FieldKind.LANGUAGE, FieldKind.HOUSE_STYLE)
_NUMBERED = re.compile(r"\A(?:(?:bijlage\s+)?[0-9]{1,2}[.:)]\s+|[-–•]\s+)", re.IGNORECASE)


class FieldValues:
    """Gathers answers; a field that has one keeps it, unless it takes several lines."""

    def __init__(self, document_type: DocumentType, remarks: Remarks, today: datetime.date) -> None:
        self._document_type = document_type
        self._remarks = remarks
        self._today = today
        self.answers: dict[str, Answer] = {}
        self.labels: dict[str, str] = {}

    def field(self, role: FieldRole) -> LetterField | None:
        """The field with this role that still has no answer."""
        field = self._document_type.field_with_role(role)
        return field if field is not None and field.id not in self.answers else None

    def has_role(self, role: FieldRole) -> bool:
        """Whether there is a field with this role, answered or not."""
        return self._document_type.field_with_role(role) is not None

    def date_field(self) -> LetterField | None:
        """The first date that still has no answer."""
        dates = (field for field in self._document_type.fields.values() if field.kind is FieldKind.DATE)
        return next((field for field in dates if field.id not in self.answers), None)

    def put_role(self, role: FieldRole, lines: Sequence[str], number: int) -> bool:
        """Answer the field with this role, if there is one without an answer; say whether."""
        field = self.field(role)
        return field is not None and self.put(field, lines, number)

    def takes(self, field: LetterField) -> bool:
        """Whether `field` can be answered, or takes another line."""
        if field.kind in _NOT_FROM_LINES:
            return False
        return field.id not in self.answers or field.kind is FieldKind.LINES

    def put_labelled(self, field: LetterField, label: str, lines: Sequence[str], number: int) -> bool:
        """Answer `field`, found under `label`; say whether it could be. Without a value nothing is
        answered, which is dealt with too."""
        if not any(line.strip() for line in lines):
            self._remarks.dropped.append(Remark(label, number, _("A label without a value.")))
            return True
        again = field.id in self.labels
        if not self.put(field, lines, number, sure=True):
            return False
        if again:
            why = _("This label stood there twice; it is printed once.")
            self._remarks.dropped.append(Remark(label, number, why))
        else:
            self.labels[field.id] = label
        return True

    def put(self, field: LetterField, lines: Sequence[str], number: int, *, sure: bool = False) -> bool:
        """Answer `field` with what stands on `lines`, the first of which is line `number`; say whether
        it could be answered. sure: whether it was found by its label."""
        texts = [text for line in lines if (text := line.strip())]
        if not texts or not self.takes(field):
            return False
        answer = self._answer(field, texts, number)
        if answer is None:
            return False
        self.answers[field.id] = answer
        self.note(field.id, " ".join(texts), number, number + len(texts) - 1, sure=sure)
        return True

    def note(self, path: str, text: str, line: int, last_line: int, *, sure: bool) -> None:
        """Remember where the answer of a field came from."""
        self._remarks.found.append(Found(path, text[:_LONGEST_EXCERPT], line, last_line, sure=sure))

    def _answer(self, field: LetterField, texts: list[str], number: int) -> Answer | None:
        before = self.answers.get(field.id)
        if isinstance(before, str):
            texts = [before, *texts]
        if field.kind is FieldKind.GROUP:
            return entries_of_lines(field, texts) or None
        if field.kind is FieldKind.ENCLOSURES:
            return tuple(Enclosure(title=_NUMBERED.sub("", text, count=1)) for text in texts)
        if field.kind is FieldKind.LINES:
            return "\n".join(texts)
        if field.kind is FieldKind.DATE:
            return self._day(" ".join(texts), number)
        return " ".join(texts)

    def _day(self, typed: str, number: int) -> str:
        day = read_date(typed, self._today)
        if day is None:
            why = _("This date can't be read. It stands in the form as it was typed.")
            self._remarks.uncertain.append(Remark(typed, number, why))
            return typed
        if weekday := named_weekday(typed):
            why = _("The date is printed without the day of the week.")
            self._remarks.dropped.append(Remark(weekday, number, why))
        if read_date(typed, self._today - _SOME_YEARS) != day:  # seen from then it is another year's
            why = _("The year was not given; {year} is assumed.").format(year=day.year)
            self._remarks.uncertain.append(Remark(typed, number, why))
        return day.isoformat()
