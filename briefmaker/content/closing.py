"""The line that closes a letter, and what stands below it before the name: on whose behalf, which body."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from briefmaker.content.field_values import FieldValues
from briefmaker.content.folding import folded
from briefmaker.content.source_lines import Line
from briefmaker.letter.document_type import FieldRole, LetterField
from briefmaker.notation.greetings import closing_parts

__all__ = ["Closing"]

_SHORT_LINE = 100
_MOST_LINES_OF_MANDATE = 4
_MANDATE = re.compile(r"\bnamens\s+(?:deze[nr]?|het college|burgemeester)\b", re.IGNORECASE)


class Closing:
    """Finds and takes the closing of a letter. bare: a line without marks."""

    def __init__(
        self, values: FieldValues, spoken: Mapping[str, LetterField], bare: Callable[[Line], str]
    ) -> None:
        self._values = values
        self._spoken = spoken
        self._bare = bare

    def place(self, lines: Sequence[Line]) -> int | None:
        """The line that closes the letter, if there is one."""
        if not self._values.has_role(FieldRole.CLOSING):
            return None
        for index, line in enumerate(lines):
            text = line.text
            candidate = line.opens or index == 0 or text.rstrip().endswith(",")
            if candidate and len(text) < _SHORT_LINE * 2 and closing_parts(self._bare(line)):
                return index
        return None

    def after(self, lines: Sequence[Line], closing: int) -> list[Line]:
        """The lines below the one that closes the letter, once its fields are answered."""
        parts = closing_parts(self._bare(lines[closing]))
        if parts is None:
            return []
        words, name = parts
        end = closing + 1
        texts = [words]
        while not name and end < len(lines) and not lines[end].opens:
            if not self._bare(lines[end]).casefold().startswith("namens "):
                break
            texts.append(self._bare(lines[end]))
            end += 1
        field = self._spoken.get(folded(words)) or self._values.field(FieldRole.CLOSING)
        if field is None or not self._values.put(field, texts, lines[closing].number):
            return list(lines[closing:])
        while not name and end < len(lines) and self._put_spoken(lines[end]):
            end += 1
        end = end if name else self._after_mandate(lines, end)
        signed = [lines[closing]._replace(text=name, blanks=1)] if name else []
        return [*signed, *lines[end:]]

    def _after_mandate(self, lines: Sequence[Line], start: int) -> int:
        """Where it goes on below the lines that say on whose behalf is signed."""
        below = lines[start : start + _MOST_LINES_OF_MANDATE]
        last = next((at for at, line in enumerate(below) if _MANDATE.search(line.text)), None)
        if last is None or any(len(line.text) > _SHORT_LINE for line in below[: last + 1]):
            return start
        texts = [self._bare(line) for line in below[: last + 1]]
        done = self._values.put_role(FieldRole.ON_BEHALF_OF, texts, lines[start].number)
        return start + last + 1 if done else start

    def _put_spoken(self, line: Line) -> bool:
        """Answer the field whose answer stands on this line by itself, such as who signs; say whether."""
        field = self._spoken.get(folded(self._bare(line))) if len(line.text) <= _SHORT_LINE else None
        return field is not None and self._values.put(field, [self._bare(line)], line.number, sure=True)
