"""The lines above the text of a letter, and which of them already are in a field."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefmaker.content.pipe_tables import cells_of, is_delimiter_row, is_table_row
from briefmaker.content.runs import unmarked
from briefmaker.content.source_lines import Line

__all__ = ["HeadLines"]

_LONGEST_LINE = 120


class HeadLines:
    """Lines that are taken one by one. The lines that draw a table are taken from the start."""

    def __init__(self, lines: Sequence[Line], *, markdown: bool) -> None:
        self.lines = list(lines)
        self._markdown = markdown
        self.taken = [_draws_a_table(line.text) for line in self.lines]

    def text(self, index: int) -> str:
        """A line without marks."""
        text = self.lines[index].text
        if not self._markdown:
            return text.strip()
        if is_table_row(text):
            return " ".join(unmarked(cell) for cell in cells_of(text)).strip()
        return unmarked(text.strip().removesuffix("\\").lstrip("# "))

    def take(self, indices: Iterable[int]) -> None:
        """Mark lines as being in a field."""
        for index in indices:
            self.taken[index] = True

    def free(self) -> list[int]:
        """The lines that are in no field."""
        return [index for index, taken in enumerate(self.taken) if not taken]

    def left(self) -> list[Line]:
        """The same, as lines."""
        return [self.lines[index] for index in self.free()]

    def group(self, indices: Sequence[int]) -> list[int]:
        """The first of the lines and those that follow it without a blank line."""
        group = list(indices[:1])
        for index in indices[1:]:
            if index != group[-1] + 1 or self.lines[index].opens:
                break
            group.append(index)
        return group

    def are_short(self, indices: Sequence[int], *, most: int = 6) -> bool:
        """Whether the lines are few and short enough for a name or an address."""
        return len(indices) <= most and all(len(self.lines[index].text) <= _LONGEST_LINE for index in indices)


def _draws_a_table(text: str) -> bool:
    return "|" in text and (is_delimiter_row(text) or not any(cells_of(text)))
