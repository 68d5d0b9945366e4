"""The rows of a letter's label column: "Datum 18 augustus 2015", in every way they are written.

"Datum: 18-8-2015", "**Datum** 18-8-2015", "| Datum | 18-8-2015 |", tabs between label and value,
several pairs on one line, the value under its label, or all labels first and then all values.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from briefmaker.content.pipe_tables import cells_of, is_table_row
from briefmaker.content.runs import unmarked
from briefmaker.content.spoken import spoken_fields
from briefmaker.letter.document_type import DocumentType, FieldKind, FieldRole, LetterField
from briefmaker.notation.dates import read_date

__all__ = ["LabelRow", "Labels", "is_plausible"]

_LONGEST_LABEL_LINE = 2000
_SEGMENTS = re.compile(r"\t+| {2,}")
_BETWEEN = r"(?P<between>[*_]*\s*[:|]\s*[*_]*\s*|[*_]*\s*$|[*_]+\s+|\s+)"
_NO_LABELS = (FieldKind.BODY, FieldKind.LANGUAGE, FieldKind.HOUSE_STYLE)
_NO_LABELLED_ROLES = (FieldRole.RETURN_LINE, FieldRole.SIGNATORY_FUNCTION)


class LabelRow(NamedTuple):
    """A label and what stands behind it on its line.

    certain: whether more than a space parts the two, so that it can't be a sentence that happens to
    begin with the label's word.
    """

    field: LetterField
    label: str
    value: str
    certain: bool


class Labels:
    """Finds the labels of a document type in lines of text."""

    def __init__(self, document_type: DocumentType, *, markdown: bool) -> None:
        self._markdown = markdown
        self._fields: dict[str, LetterField] = {}
        spoken = {field.id for field in spoken_fields(document_type).values()}
        for field in document_type.fields.values():
            if field.id in spoken:
                continue
            for spelling in (each.rstrip(" :") for each in _spellings(field)):
                self._fields.setdefault(_folded(spelling), field)
        longest_first = sorted(self._fields, key=len, reverse=True)
        either = "|".join(re.escape(spelling).replace(r"\ ", r"\s+") for spelling in longest_first)
        self._pattern = re.compile(
            rf"\s*(?:[-*•]\s+)?[*_]*(?P<label>{either or '(?!)'})(?!\w){_BETWEEN}", re.IGNORECASE
        )

    def rows(self, line: str) -> list[LabelRow]:
        """The label rows on a line; none when it does not begin with a label."""
        if len(line) > _LONGEST_LABEL_LINE:
            return []
        if is_table_row(line):
            return self._of_cells([cell for cell in cells_of(line) if cell])
        segments = [segment for segment in _SEGMENTS.split(line.strip()) if segment]
        if self._markdown and segments:
            segments[-1] = segments[-1].removesuffix("\\")
        rows = self._of_cells(segments, columns="\t" in line.strip())
        if rows and len(segments) == 1:
            return rows
        return [row._replace(certain=True) for row in rows] if rows else []

    def row(self, line: str) -> LabelRow | None:
        """The first label row on a line."""
        rows = self.rows(line)
        return rows[0] if rows else None

    def _of_cells(self, cells: Sequence[str], *, columns: bool = False) -> list[LabelRow]:
        rows: list[LabelRow] = []
        for cell in cells:
            row = self._of_text(cell, columns=columns)
            if row is not None and (not rows or row.certain):
                rows.append(row)
            elif not rows:
                return []
            else:
                last = rows[-1]
                rows[-1] = last._replace(value=f"{last.value} {self._bare(cell)}".strip())
        return rows

    def _of_text(self, text: str, *, columns: bool) -> LabelRow | None:
        match = self._pattern.match(text)
        if match is None:
            return None
        field = self._fields.get(_folded(match["label"]))
        if field is None:  # dotted and dotless i, alike for the pattern only
            return None
        between = match["between"]
        certain = any(sign in between for sign in ":|*") or match.end() == len(text)
        if not certain and (field.role is not FieldRole.NONE or not match["label"][0].isupper()):
            return None
        alone = columns and match.end() == len(text)
        if certain and field.role is not FieldRole.NONE and ":" not in between and not alone:
            return None
        return LabelRow(field, match["label"], self._bare(text[match.end() :]), certain)

    def _bare(self, text: str) -> str:
        return unmarked(text) if self._markdown else text.strip()


def is_plausible(field: LetterField, value: str, today: datetime.date) -> bool:
    """Whether a value that stands away from its label can be that field's."""
    if field.kind is FieldKind.DATE:
        return read_date(value, today) is not None
    if field.kind is FieldKind.EMAIL:
        return "@" in value
    if field.kind in (FieldKind.PHONE, FieldKind.REFERENCE):
        return any(character.isdigit() for character in value)
    return len(value) <= _LONGEST_LABEL_LINE


def _spellings(field: LetterField) -> Iterable[str]:
    """Under which words a field's value is found. A field with a role is known by that, and by its
    label only where the document type says so; the return line is a line of its own."""
    if field.kind in _NO_LABELS or field.role in _NO_LABELLED_ROLES:
        return ()
    return (*field.labels, field.label) if _is_known_by_name(field) else field.labels


def _is_known_by_name(field: LetterField) -> bool:
    return field.role is FieldRole.NONE and field.kind is not FieldKind.ENCLOSURES


def _folded(spelling: str) -> str:
    return " ".join(spelling.casefold().split())
