"""Reading what stands above the text of a letter: sender, return line, addressee, label rows.

Recognised by what the parts say and by their order: sender, return line, addressee, labels. What is
none of these is given back, to stand in the text.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from briefmaker.content.field_values import FieldValues
from briefmaker.content.head_lines import HeadLines
from briefmaker.content.label_block import LabelBlock
from briefmaker.content.label_rows import Labels
from briefmaker.content.report import Remark, Remarks
from briefmaker.content.source_lines import Line
from briefmaker.i18n import _
from briefmaker.letter.document_type import DocumentType, FieldRole
from briefmaker.notation.addresses import postcodes_in
from briefmaker.notation.dates import read_date

__all__ = ["Head"]

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
_LONGEST_LINE = 120
_MOST_ADDRESS_LINES = 8


class Head:
    """Takes the parts of a letter's head out of its lines."""

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
        self._head = HeadLines(lines, markdown=markdown)
        self._type = document_type
        self._values = values
        self._remarks = remarks
        self._today = today
        self._greeted = greeted
        self._labels = Labels(document_type, markdown=markdown)
        self._return_line: int | None = None
        self._first_label: int | None = None

    def read(self) -> list[Line]:
        """Answer the fields of the head; the lines that fitted none."""
        self._take_return_line()
        found = self._return_line is not None
        block = LabelBlock(self._head, self._labels, self._values, self._today, below_return_line=found)
        block.read()
        self._first_label = block.first
        self._take_lone_date()
        self._take_sender()
        self._take_addressee()
        return self._head.left()

    # Return line

    def _take_return_line(self) -> None:
        field = self._values.field(FieldRole.RETURN_LINE)
        if field is None:
            return
        spellings = [re.escape(spelling) for spelling in (*field.labels, "Retouradres", "Retour adres")]
        begins = re.compile(rf"(?:{'|'.join(spellings)})(?!\w)", re.IGNORECASE)
        for index in range(len(self._head.lines)):
            if self._head.taken[index] or not begins.match(self._head.text(index)):
                continue
            end = self._end_of_return_line(index)
            texts = [self._head.text(at) for at in range(index, end)]
            if self._values.put(field, texts, self._head.lines[index].number):
                self._return_line = index
                self._head.take(range(index, end))
            return

    def _end_of_return_line(self, start: int) -> int:
        """An address goes on until its postcode, never past a blank line or a label."""
        end = start + 1
        while (
            end < len(self._head.lines)
            and end - start < 4
            and not postcodes_in(self._head.text(end - 1))
            and not self._head.lines[end].opens
            and self._labels.row(self._head.lines[end].text) is None
        ):
            end += 1
        found = any(postcodes_in(self._head.text(at)) for at in range(start, end))
        return end if found else start + 1

    # A date without a label

    def _take_lone_date(self) -> None:
        for index in self._head.free():
            field = self._values.date_field()
            text = self._head.text(index)
            if field is None or len(text) > _LONGEST_LINE or not any(mark.isdigit() for mark in text):
                continue
            place = ""
            if read_date(text, self._today) is None:
                match = _PLACE_AND_DATE.fullmatch(text)
                if match is None or read_date(match["date"], self._today) is None:
                    continue
                place, text = match["place"], match["date"]
            self._values.put(field, [text], self._head.lines[index].number)
            self._head.taken[index] = True
            if place:
                why = _("The date is printed without the place.")
                self._remarks.dropped.append(Remark(place, self._head.lines[index].number, why))

    # Sender

    def _take_sender(self) -> None:
        limit = self._return_line if self._return_line is not None else self._first_label
        free = [index for index in self._head.free() if limit is None or index < limit]
        organisation = next((index for index in free[:4] if self._is_organisation(index)), None)
        if organisation is not None:
            self._put(FieldRole.SENDER_ORGANISATION, [organisation])
            free = [index for index in free if index > organisation]
        portfolio = next((index for index in free if _PORTFOLIO.match(self._head.text(index))), None)
        if portfolio is None:
            named = organisation is not None or len(free) == 1
            if self._return_line is not None and free and named and self._head.are_short(free):
                self._put(FieldRole.SENDER_NAME, free[:1])
                self._put(FieldRole.SENDER_PORTFOLIO, free[1:])
            return
        before = [index for index in free if index < portfolio]
        behind = [index for index in free if index >= portfolio]
        if self._return_line is None:
            behind = self._head.group(behind)
        if self._head.are_short(before[-1:]):
            self._put(FieldRole.SENDER_NAME, before[-1:])
        if self._head.are_short(behind):
            self._put(FieldRole.SENDER_PORTFOLIO, behind)

    def _is_organisation(self, index: int) -> bool:
        text = self._head.text(index).casefold()
        name = self._type.pack.organisation.name.casefold()
        return text == name or (text.startswith("gemeente ") and len(text) <= 60 and not text.endswith("."))

    def _put(self, role: FieldRole, indices: Sequence[int]) -> bool:
        if not indices:
            return False
        texts = [self._head.text(index) for index in indices]
        done = self._values.put_role(role, texts, self._head.lines[indices[0]].number)
        if done:
            self._head.take(indices)
        return done

    # Addressee

    def _take_addressee(self) -> None:
        """The lines between the return line and the labels; else what is left, if it can be one."""
        free = self._head.free()
        start = self._return_line if self._return_line is not None else -1
        label = self._first_label if self._first_label is not None else len(self._head.lines)
        between = [index for index in free if start < index < label]
        behind = [index for index in free if index > max(start, label)]
        before = [index for index in free if index < start]
        for candidates in (between, behind, before):
            if candidates and self._is_address(candidates) and self._put(FieldRole.ADDRESSEE, candidates):
                return

    def _is_address(self, indices: Sequence[int]) -> bool:
        if not self._head.are_short(indices, most=_MOST_ADDRESS_LINES):
            return False
        texts = [self._head.text(index) for index in indices]
        if any(len(text) > 60 and text.endswith(".") for text in texts):
            return False
        sure = self._greeted or self._return_line is not None
        return sure or any(_ADDRESS.match(text) or postcodes_in(text) for text in texts)
