"""Reading what stands above the text of a letter: sender, return line, addressee, label rows.

Recognised by what the parts say and by their order: sender, return line, addressee, labels. What is
none of these is given back, to stand in the text.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence

from briefmaker.content.dates import read_date
from briefmaker.content.field_values import FieldValues
from briefmaker.content.label_rows import LabelRow, Labels, is_plausible
from briefmaker.content.pipe_tables import cells_of, is_delimiter_row, is_table_row
from briefmaker.content.report import Remark, Remarks
from briefmaker.content.runs import unmarked
from briefmaker.content.source_lines import Line
from briefmaker.i18n import _
from briefmaker.letter.document_type import DocumentType, FieldKind, FieldRole

__all__ = ["Head"]

_POSTCODE = re.compile(r"\b[1-9][0-9]{3}\s?[A-Z]{2}\b")
_PLACE_AND_DATE = re.compile(r"(?P<place>[^\W\d_][\w .'’-]{1,40}),\s*(?P<date>.{3,60})")
_PORTFOLIO = re.compile(
    r"(?:loco-?)?(?:wethouder|burgemeester|gemeentesecretaris|portefeuille|gedeputeerde|raadslid|griffier"
    r"|directeur|afdelingshoofd)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:aan|t\.?a\.?v\.?|de heer|de heren|mevrouw|dhr\.?|mw\.?|mevr\.?|(?:de )?leden|commissie|gemeenteraad"
    r"|(?:de )?raad|college|(?:de )?bewoners?|postbus)(?!\w)",
    re.IGNORECASE,
)
_SINGLE_VALUES = (FieldKind.DATE, FieldKind.PHONE, FieldKind.EMAIL, FieldKind.REFERENCE)
_LONGEST_LINE = 120
_MOST_ADDRESS_LINES = 8


class Head:
    """Takes the parts of a letter's head out of its lines, which `left` then lacks."""

    def __init__(
        self,
        lines: Sequence[Line],
        document_type: DocumentType,
        values: FieldValues,
        remarks: Remarks,
        today: datetime.date,
        *,
        markdown: bool,
        greeted: bool,
    ) -> None:
        self._lines = list(lines)
        self._type = document_type
        self._values = values
        self._remarks = remarks
        self._today = today
        self._markdown = markdown
        self._greeted = greeted
        self._labels = Labels(document_type, markdown=markdown)
        self._rows = [self._labels.rows(line.text) for line in lines]
        self._taken = [False] * len(self._lines)
        self._return_line: int | None = None
        self._first_label: int | None = None

    def read(self) -> list[Line]:
        """Answer the fields of the head; the lines that fitted none."""
        self._take_empty_table_rows()
        self._take_return_line()
        self._take_label_rows()
        self._take_lone_date()
        self._take_sender()
        self._take_addressee()
        return [line for line, taken in zip(self._lines, self._taken, strict=True) if not taken]

    def _text(self, index: int) -> str:
        text = self._lines[index].text
        if not self._markdown:
            return text.strip()
        if is_table_row(text):
            return " ".join(unmarked(cell) for cell in cells_of(text)).strip()
        return unmarked(text.strip().removesuffix("\\").lstrip("# "))

    def _take(self, indices: Iterable[int]) -> None:
        for index in indices:
            self._taken[index] = True

    def _take_empty_table_rows(self) -> None:
        for index, line in enumerate(self._lines):
            if "|" in line.text and (is_delimiter_row(line.text) or not any(cells_of(line.text))):
                self._taken[index] = True

    # Return line

    def _take_return_line(self) -> None:
        field = self._values.field(FieldRole.RETURN_LINE)
        if field is None:
            return
        spellings = [re.escape(spelling) for spelling in (*field.labels, "Retouradres", "Retour adres")]
        begins = re.compile(rf"(?:{'|'.join(spellings)})(?!\w)", re.IGNORECASE)
        for index in range(len(self._lines)):
            if self._taken[index] or not begins.match(self._text(index)):
                continue
            end = self._end_of_return_line(index)
            texts = [self._text(at) for at in range(index, end)]
            if self._values.put(field, texts, self._lines[index].number):
                self._return_line = index
                self._take(range(index, end))
            return

    def _end_of_return_line(self, start: int) -> int:
        """An address goes on until its postcode, never past a blank line or a label."""
        end = start + 1
        while (
            end < len(self._lines)
            and end - start < 4
            and not _POSTCODE.search(self._text(end - 1))
            and not self._lines[end].opens
            and not self._rows[end]
        ):
            end += 1
        found = any(_POSTCODE.search(self._text(at)) for at in range(start, end))
        return end if found else start + 1

    # Label rows

    def _take_label_rows(self) -> None:
        index = 0
        while index < len(self._lines):
            rows = self._rows[index]
            if self._taken[index] or not rows:
                index += 1
                continue
            if self._first_label is None:
                self._first_label = index
            stacked = self._stacked(index)
            index = stacked if stacked else self._take_row(index, rows)

    def _take_row(self, index: int, rows: Sequence[LabelRow]) -> int:
        """Answer the fields of one line and what goes on below it; the index of the next line."""
        line = self._lines[index]
        if not self._can_answer(rows) or not self._values.takes(rows[-1].field):
            return index + 1
        for row in rows[:-1]:
            self._answer(row, [row.value], line)
        last = rows[-1]
        end = index + 1
        values = [last.value] if last.value else []
        if not (values and last.field.kind in _SINGLE_VALUES):
            while end < len(self._lines) and self._continues(end):
                values.append(self._text(end))
                end += 1
                if last.field.kind in _SINGLE_VALUES:
                    break
        if not values and self._value_below(end, last):
            values.append(self._text(end))
            end += 1
        self._answer(last, values, line)
        self._take(range(index, end))
        return end

    def _continues(self, index: int) -> bool:
        free = not self._taken[index] and not self._rows[index]
        return free and not self._lines[index].opens and len(self._lines[index].text) <= _LONGEST_LINE * 2

    def _value_below(self, index: int, row: LabelRow) -> bool:
        """Whether a value stands below its label with a blank line between."""
        if index >= len(self._lines) or self._taken[index] or self._rows[index]:
            return False
        if self._lines[index].blanks > 1 or self._lines[index].page:
            return False
        if not is_plausible(row.field, self._text(index), self._today):
            return False
        if row.field.kind in _SINGLE_VALUES:
            return True
        after = index + 1
        return self._return_line is not None and (after == len(self._lines) or bool(self._rows[after]))

    def _stacked(self, index: int) -> int:
        """Answer a run of bare labels with the equally long run of values behind it; the index after
        them, or 0 when it is no such run."""
        end = index
        while end < len(self._lines) and self._is_bare_label(end) and (end == index or not self._taken[end]):
            end += 1
        count = end - index
        last = end + count
        if count < 2 or last > len(self._lines):
            return 0
        values = range(end, last)
        if any(self._taken[at] or self._rows[at] for at in values):
            return 0
        labels = [self._rows[at][0] for at in range(index, end)]
        pairs = zip(labels, values, strict=True)
        if not all(is_plausible(row.field, self._text(at), self._today) for row, at in pairs):
            return 0
        wraps = labels[-1].field.kind not in _SINGLE_VALUES
        while wraps and last < len(self._lines) and self._continues(last):
            last += 1
        if not all(self._values.takes(row.field) for row in labels):
            return 0
        if len({row.field.id for row in labels}) < count:
            return 0
        for offset, row in enumerate(labels):
            texts = [self._text(end + offset)]
            if offset == count - 1:
                texts += [self._text(at) for at in range(end + count, last)]
            self._answer(row, texts, self._lines[index + offset])
        self._take(range(index, last))
        return last

    def _is_bare_label(self, index: int) -> bool:
        rows = self._rows[index]
        return len(rows) == 1 and not rows[0].value

    def _answer(self, row: LabelRow, values: Sequence[str], line: Line) -> bool:
        return self._values.put_labelled(row.field, row.label, values, line.number)

    def _can_answer(self, rows: Sequence[LabelRow]) -> bool:
        """Whether every value of the rows finds its field free: a line is taken whole or not at all."""
        filled = [row.field for row in rows if row.value]
        return all(map(self._values.takes, filled)) and len({field.id for field in filled}) == len(filled)

    # A date without a label

    def _take_lone_date(self) -> None:
        for index in self._free():
            field = self._values.date_field()
            text = self._text(index)
            if field is None or len(text) > _LONGEST_LINE or not any(mark.isdigit() for mark in text):
                continue
            place = ""
            if read_date(text, self._today) is None:
                match = _PLACE_AND_DATE.fullmatch(text)
                if match is None or read_date(match["date"], self._today) is None:
                    continue
                place, text = match["place"], match["date"]
            self._values.put(field, [text], self._lines[index].number)
            self._taken[index] = True
            if place:
                why = _("The date is printed without the place.")
                self._remarks.dropped.append(Remark(place, self._lines[index].number, why))

    def _free(self) -> list[int]:
        return [index for index, taken in enumerate(self._taken) if not taken]

    # Sender

    def _take_sender(self) -> None:
        limit = self._return_line if self._return_line is not None else self._first_label
        free = [index for index in self._free() if limit is None or index < limit]
        organisation = next((index for index in free[:4] if self._is_organisation(index)), None)
        if organisation is not None:
            self._put(FieldRole.SENDER_ORGANISATION, [organisation])
            free = [index for index in free if index > organisation]
        portfolio = next((index for index in free if _PORTFOLIO.match(self._text(index))), None)
        if portfolio is None:
            named = organisation is not None or len(free) == 1
            if self._return_line is not None and free and named and self._short(free):
                self._put(FieldRole.SENDER_NAME, free[:1])
                self._put(FieldRole.SENDER_PORTFOLIO, free[1:])
            return
        before = [index for index in free if index < portfolio]
        behind = [index for index in free if index >= portfolio]
        if self._return_line is None:
            behind = self._group(behind)
        if self._short(before[-1:]):
            self._put(FieldRole.SENDER_NAME, before[-1:])
        if self._short(behind):
            self._put(FieldRole.SENDER_PORTFOLIO, behind)

    def _is_organisation(self, index: int) -> bool:
        text = self._text(index).casefold()
        name = self._type.pack.organisation.name.casefold()
        return text == name or (text.startswith("gemeente ") and len(text) <= 60 and not text.endswith("."))

    def _group(self, indices: Sequence[int]) -> list[int]:
        """The first of the lines and those that follow it without a blank line."""
        group = list(indices[:1])
        for index in indices[1:]:
            if index != group[-1] + 1 or self._lines[index].opens:
                break
            group.append(index)
        return group

    def _short(self, indices: Sequence[int]) -> bool:
        return all(len(self._lines[index].text) <= _LONGEST_LINE for index in indices) and len(indices) <= 6

    def _put(self, role: FieldRole, indices: Sequence[int]) -> bool:
        if not indices:
            return False
        texts = [self._text(index) for index in indices]
        done = self._values.put_role(role, texts, self._lines[indices[0]].number)
        if done:
            self._take(indices)
        return done

    # Addressee

    def _take_addressee(self) -> None:
        """The lines between the return line and the labels; else what is left, if it can be one."""
        free = self._free()
        start = self._return_line if self._return_line is not None else -1
        label = self._first_label if self._first_label is not None else len(self._lines)
        between = [index for index in free if start < index < label]
        behind = [index for index in free if index > max(start, label)]
        before = [index for index in free if index < start]
        for candidates in (between, behind, before):
            if candidates and self._is_address(candidates) and self._put(FieldRole.ADDRESSEE, candidates):
                return

    def _is_address(self, indices: Sequence[int]) -> bool:
        if len(indices) > _MOST_ADDRESS_LINES or not self._short(indices[:6]):
            return False
        texts = [self._text(index) for index in indices]
        if any(len(text) > 60 and text.endswith(".") for text in texts):
            return False
        sure = self._greeted or self._return_line is not None
        return sure or any(_ADDRESS.match(text) or _POSTCODE.search(text) for text in texts)
