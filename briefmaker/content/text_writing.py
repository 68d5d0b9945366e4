"""Blocks as plain text for other programs: a line each, items with their bullet or number, indented."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefmaker.letter.body import (
    Block,
    Footnote,
    Heading,
    Inline,
    LineBreak,
    ListBlock,
    NoteInline,
    Paragraph,
    Quote,
    Table,
    Text,
)

__all__ = ["numeral", "text_of"]

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def text_of(blocks: Iterable[Block]) -> str:
    """A line for every paragraph; a footnote is "[1]", its text at the end."""
    writing = _Writing()
    lines = writing.lines(tuple(blocks), "")
    return "\n".join(lines + writing.notes())


def numeral(number: int, numerals: str) -> str:
    """A number as a list prints it: "3", "c" or "iii"."""
    if number < 1 or numerals == "decimal":
        return str(number)
    if numerals == "letter":
        return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    made = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        made += sign * count
    return made


class _Writing:
    def __init__(self) -> None:
        self._notes: list[Footnote] = []

    def lines(self, blocks: Sequence[Block], indent: str) -> list[str]:
        made: list[str] = []
        counted: dict[str, int] = {}
        for block in blocks:
            if isinstance(block, Paragraph | Heading):
                made.append(indent + self._text(block.inlines))
            elif isinstance(block, ListBlock):
                start = counted.get(block.numerals, 1) if block.continues else block.start
                counted[block.numerals] = start + len(block.items)
                made += self._items(block, start, indent)
            elif isinstance(block, Quote):
                made += self.lines(block.blocks, indent)
            elif isinstance(block, Table):
                for row in block.rows:
                    cells = (" ".join(self.lines(cell.blocks, "")) for cell in row.cells)
                    made.append(indent + "\t".join(cell.replace("\n", " ") for cell in cells))
        return made

    def _items(self, block: ListBlock, start: int, indent: str) -> list[str]:
        made: list[str] = []
        for number, item in enumerate(block.items, start):
            sign = "-" if block.kind == "bullet" else f"{numeral(number, block.numerals)}."
            inside = self.lines(item.blocks, indent + "  ")
            first = inside[0][len(indent) + 2 :] if inside else ""
            made.append(f"{indent}{sign} {first}".rstrip(" "))
            made += inside[1:]
        return made

    def _text(self, inlines: Iterable[Inline | NoteInline]) -> str:
        made = []
        for run in inlines:
            if isinstance(run, Text):
                made.append(run.text)
            elif isinstance(run, LineBreak):
                made.append("\n")
            else:
                self._notes.append(run)
                made.append(f"[{len(self._notes)}]")
        return "".join(made)

    def notes(self) -> list[str]:
        """A line for every footnote."""
        notes = tuple(self._notes)
        return [f"[{number}] {self._text(note.note)}" for number, note in enumerate(notes, 1)]
