"""Reading what stands below the text of a letter: closing, signatory, function, enclosures."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from briefmaker.content.field_values import FieldValues
from briefmaker.content.folding import folded
from briefmaker.content.joining import heading_like
from briefmaker.content.label_rows import Labels
from briefmaker.content.pipe_tables import is_table_row
from briefmaker.content.runs import unmarked
from briefmaker.content.source_lines import Line
from briefmaker.content.typed_lists import list_mark
from briefmaker.letter.document_type import FieldRole

__all__ = ["DraftEnclosure", "Tail"]

_LONGEST_NAME = 90
_ATX = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.*\S)\1:?")
_FUNCTION = re.compile(
    r"(?:(?:de|uw|loco-?)\s*)?(?:wethouder|burgemeester|gemeentesecretaris|secretaris|griffier|voorzitter"
    r"|directeur|afdelingshoofd|teamleider|hoofd|gedeputeerde|adviseur|projectleider|programmamanager)",
    re.IGNORECASE,
)
_ENCLOSURE_TITLE = re.compile(r"bijlage\s*(?:[0-9]+|[A-Z]\b|[IVX]+\b)", re.IGNORECASE)


_ITEM = re.compile(r"\A\s*(?:[0-9]{1,3}[.)]|[-–•*])\s+")


@dataclass(frozen=True, slots=True)
class DraftEnclosure:
    """An enclosure before its text is read."""

    title: str = field(repr=False)
    lines: Sequence[Line] = field(repr=False)


class Tail:
    """Takes what follows the closing apart. `left` is what fitted nowhere. titles: of enclosures that were
    listed before, folded."""

    def __init__(
        self,
        lines: Sequence[Line],
        values: FieldValues,
        labels: Labels,
        titles: Collection[str] = (),
        *,
        markdown: bool,
    ) -> None:
        self._titles = titles
        self._lines = list(lines)
        self._values = values
        self._labels = labels
        self._markdown = markdown
        self.enclosures: list[DraftEnclosure] = []
        self.left: list[Line] = []

    def read(self) -> None:
        """Answer the fields below the closing."""
        rest = self._after_signatory()
        rest = self._after_labels(rest)
        self._enclose(rest)

    def _bare(self, line: Line) -> str:
        text = line.text.strip()
        if not self._markdown:
            return text
        return unmarked(text.removesuffix("\\").strip())

    def _group(self, lines: Sequence[Line]) -> int:
        """How many lines stand together at the start."""
        end = min(len(lines), 1)
        while end < len(lines) and not lines[end].opens:
            end += 1
        return end

    def _after_signatory(self) -> list[Line]:
        lines = self._lines
        if not lines or not self._is_name(lines[0]):
            return lines
        if not self._values.put_role(FieldRole.SIGNATORY, [self._bare(lines[0])], lines[0].number):
            return lines
        end = self._group(lines)
        function = lines[1:end]
        if not function and end < len(lines) and _FUNCTION.match(self._bare(lines[end])):
            below = self._group(lines[end:])
            function = lines[end : end + below]
            end += below
        if all(len(line.text) <= _LONGEST_NAME for line in function):
            texts = [self._bare(line) for line in function]
            first = function[0].number if function else 0
            if not texts or self._values.put_role(FieldRole.SIGNATORY_FUNCTION, texts, first):
                return lines[end:]
        return lines[1:]

    def _is_name(self, line: Line) -> bool:
        text = line.text.strip()
        if len(text) > _LONGEST_NAME or is_table_row(text) or list_mark(text) or _ATX.match(text):
            return False
        bare = self._bare(line)
        row = self._labels.row(line.text)
        if row is not None and row.certain:
            return False
        return bare[:1].isalpha() and not bare.endswith((".", "!", "?", ":", ";")) and len(bare.split()) <= 12

    def _after_labels(self, lines: Sequence[Line]) -> list[Line]:
        """Label rows below the letter, such as "Kopie aan:", up to the first enclosure."""
        rest: list[Line] = []
        index = 0
        while index < len(lines):
            line = lines[index]
            if line.page and self._title(lines, index) is not None:
                break
            rows = self._labels.rows(line.text)
            row = rows[0] if len(rows) == 1 else None
            if row is None or not row.certain:
                if self._title(lines, index) is not None:
                    break
                rest.append(line)
                index += 1
                continue
            end = index + self._group(lines[index:])
            values = [row.value] if row.value else []
            for each in lines[index + 1 : end]:
                if self._labels.row(each.text) is not None:
                    break
                values.append(self._bare(each))
            if not values and index + 1 < len(lines):
                values = [_ITEM.sub("", self._bare(each), count=1) for each in _items(lines[index + 1 :])]
            taken = 1 + len(values) - bool(row.value)
            if values and self._values.put_labelled(row.field, row.label, values, line.number):
                index += taken
            else:
                rest.append(line)
                index += 1
        return [*rest, *lines[index:]]

    def _title(self, lines: Sequence[Line], index: int) -> tuple[str, int] | None:
        """The title on a line, and its Markdown level (0 when it has none)."""
        line = lines[index]
        if not line.opens:
            return None
        text = line.text.strip()
        if self._markdown and (match := _ATX.fullmatch(text)) and match[2].strip():
            return unmarked(match[2]), len(match[1])
        lone = index + 1 >= len(lines) or lines[index + 1].opens
        if not lone or list_mark(text) or is_table_row(text):
            return None
        if self._markdown and (match := _BOLD.fullmatch(text)) and len(match[2]) <= _LONGEST_NAME:
            return match[2], 0
        return (self._bare(line), 0) if heading_like(text) else None

    def _begins_another(self, line: Line, title: tuple[str, int], level: int) -> bool:
        if self._titles:
            return folded(title[0]) in self._titles
        begins_page = line.whole is not None and line.whole.new_page
        return (level > 0 and title[1] == level) or bool(_ENCLOSURE_TITLE.match(title[0])) or begins_page

    def _enclose(self, lines: Sequence[Line]) -> None:
        """What follows under a title is an enclosure, and so on; what stands before the first title,
        or under none, is left."""
        first: int | None = None
        level = 0
        starts: list[tuple[int, str]] = []
        for index, line in enumerate(lines):
            title = self._title(lines, index) if line.opens else None
            if title is None:
                continue
            if first is None:
                # A title has something under it.
                if index + 1 < len(lines):
                    first, level = index, title[1]
                    starts.append((index, title[0]))
            elif self._begins_another(line, title, level):
                starts.append((index, title[0]))
        if first is None or not self._values.has_role(FieldRole.ENCLOSURES):
            self.left = list(lines)
            return
        self.left = list(lines[:first])
        ends = [*(start for start, _title in starts[1:]), len(lines)]
        for (start, name), end in zip(starts, ends, strict=True):
            self.enclosures.append(DraftEnclosure(name, lines[start + 1 : end]))


def _items(lines: Sequence[Line]) -> list[Line]:
    """The items of one list at the start."""
    end = 0
    while end < len(lines) and list_mark(lines[end].text) is not None and not (end and lines[end].page):
        end += 1
    return list(lines[:end])
