"""Taking the rows of the label column out of a letter's head, with the values that belong to them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from briefmaker.content.field_values import FieldValues
from briefmaker.content.head_lines import HeadLines
from briefmaker.content.label_rows import LabelRow, Labels, is_plausible
from briefmaker.content.source_lines import Line
from briefmaker.letter.document_type import FieldKind

__all__ = ["LabelBlock"]

_SINGLE_VALUES = (FieldKind.DATE, FieldKind.PHONE, FieldKind.EMAIL, FieldKind.REFERENCE)
_LONGEST_VALUE_LINE = 240


class LabelBlock:
    """The label rows of a head. `first` is the index of the first of them, once read."""

    def __init__(
        self,
        head: HeadLines,
        labels: Labels,
        values: FieldValues,
        today: datetime.date,
        *,
        below_return_line: bool,
    ) -> None:
        self._head = head
        self._values = values
        self._today = today
        self._below_return_line = below_return_line
        self._rows = [labels.rows(line.text) for line in head.lines]
        self.first: int | None = None

    def read(self) -> None:
        index = 0
        while index < len(self._head.lines):
            rows = self._rows[index]
            if self._head.taken[index] or not rows:
                index += 1
                continue
            if self.first is None:
                self.first = index
            stacked = self._stacked(index)
            index = stacked if stacked else self._take_row(index, rows)

    def _take_row(self, index: int, rows: Sequence[LabelRow]) -> int:
        """Answer the fields of one line and what goes on below it; the index of the next line."""
        line = self._head.lines[index]
        if not self._can_answer(rows) or not self._values.takes(rows[-1].field):
            return index + 1
        for row in rows[:-1]:
            self._answer(row, [row.value], line)
        last = rows[-1]
        end = index + 1
        values = [last.value] if last.value else []
        if not (values and last.field.kind in _SINGLE_VALUES):
            while end < len(self._head.lines) and self._continues(end):
                values.append(self._head.text(end))
                end += 1
                if last.field.kind in _SINGLE_VALUES:
                    break
        if not values and self._value_below(end, last):
            values.append(self._head.text(end))
            end += 1
        self._answer(last, values, line)
        self._head.take(range(index, end))
        return end

    def _continues(self, index: int) -> bool:
        line = self._head.lines[index]
        free = not self._head.taken[index] and not self._rows[index]
        return free and not line.opens and len(line.text) <= _LONGEST_VALUE_LINE

    def _value_below(self, index: int, row: LabelRow) -> bool:
        """Whether a value stands below its label with a blank line between."""
        if index >= len(self._head.lines) or self._head.taken[index] or self._rows[index]:
            return False
        if self._head.lines[index].blanks > 1 or self._head.lines[index].page:
            return False
        if not is_plausible(row.field, self._head.text(index), self._today):
            return False
        if row.field.kind in _SINGLE_VALUES:
            return True
        after = index + 1
        return self._below_return_line and (after == len(self._head.lines) or bool(self._rows[after]))

    def _stacked(self, index: int) -> int:
        """Answer a run of bare labels with the equally long run of values behind it; the index after
        them, or 0 when it is no such run."""
        end = index
        seen: set[str] = set()
        while end < len(self._head.lines) and self._is_bare_label(end) and not self._head.taken[end]:
            field = self._rows[end][0].field.id
            if field in seen:
                return 0
            seen.add(field)
            end += 1
        count = end - index
        last = end + count
        if count < 2 or last > len(self._head.lines):
            return 0
        values = range(end, last)
        if any(self._head.taken[at] or self._rows[at] for at in values):
            return 0
        labels = [self._rows[at][0] for at in range(index, end)]
        pairs = zip(labels, values, strict=True)
        if not all(is_plausible(row.field, self._head.text(at), self._today) for row, at in pairs):
            return 0
        wraps = labels[-1].field.kind not in _SINGLE_VALUES
        while wraps and last < len(self._head.lines) and self._continues(last):
            last += 1
        if not all(self._values.takes(row.field) for row in labels):
            return 0
        for offset, row in enumerate(labels):
            texts = [self._head.text(end + offset)]
            if offset == count - 1:
                texts += [self._head.text(at) for at in range(end + count, last)]
            self._answer(row, texts, self._head.lines[index + offset])
        self._head.take(range(index, last))
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
