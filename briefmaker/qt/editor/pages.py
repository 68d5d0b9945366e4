"""Lines into a `QTextDocument` and back: one line is one text block.

What a block is (its way down, its id, its kind) stands beside the document, under a number that the
block's format carries; formats stay with their paragraph through Qt's own edits.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from PySide6.QtGui import (
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from briefmaker.letter.body import Block, Heading, Inline, Paragraph
from briefmaker.qt.editor.cards import card_text
from briefmaker.qt.editor.cells import GAP, CellStep, Gap
from briefmaker.qt.editor.lines import Line, Step, is_text
from briefmaker.qt.editor.looks import KEY, Looks, marks_of
from briefmaker.qt.editor.runs import Marks
from briefmaker.qt.editor.signs import Run, from_runs, to_runs, utf16_length
from briefmaker.qt.editor.spans import cell_of
from briefmaker.qt.editor.table_looks import restyle_tables

__all__ = ["Pages"]

_KEEP = QTextCursor.MoveMode.KeepAnchor
_MATCHED_AT_MOST = 2000
_GAP_LEVEL = -2
_OF_CELLS = (
    QTextFormat.Property.TableCellRowSpan,
    QTextFormat.Property.TableCellColumnSpan,
    QTextFormat.Property.BackgroundBrush,
)


class _Kind(NamedTuple):
    """What a block is apart from its text. `level`: 0 paragraph, 1-3 heading, -1 a card that shows
    `whole`, -2 a gap."""

    path: tuple[Step, ...]
    id: str
    level: int
    whole: Block | None


def _kind_of(line: Line) -> _Kind:
    block = line.block
    if isinstance(block, Gap):
        return _Kind(line.path, "", _GAP_LEVEL, None)
    if is_text(block):
        return _Kind(line.path, block.id, block.level if isinstance(block, Heading) else 0, None)
    return _Kind(line.path, block.id, -1, block)


class Pages:
    """Reads and writes the lines of one document."""

    def __init__(self, document: QTextDocument, looks: Looks) -> None:
        self.document = document
        self.looks = looks
        self._kinds: dict[int, _Kind] = {}
        self._next = 1
        self._marks: dict[int, Marks] = {}

    # -- reading -----------------------------------------------------------------------------

    def line(self, number: int) -> Line:
        """The line that a block shows."""
        return self.line_of(self.document.findBlockByNumber(number))

    def lines(self) -> list[Line]:
        """All lines, read anew."""
        return [self.line(number) for number in range(self.document.blockCount())]

    def lines_of_block(self, number: int) -> list[Line]:
        """As `line`, but a card whose text was changed in spite of all stays whole, and what its block
        shows now is a paragraph below it: nothing is lost to an edit that we did not foresee."""
        block = self.document.findBlockByNumber(number)
        line = self.line_of(block)
        kind = self._kinds.get(block.blockFormat().intProperty(KEY))
        if kind is None or kind.whole is None or line.block is kind.whole or not block.text():
            return [line]
        return [Line(kind.path, kind.whole), line]

    def line_of(self, block: QTextBlock) -> Line:
        """As `line`. A card whose text was changed in spite of all is read as a paragraph."""
        kind = self._kinds.get(block.blockFormat().intProperty(KEY))
        if kind is None:
            return Line((), Paragraph(id="", inlines=self._inlines(block)))
        if kind.whole is not None:
            if block.text() == card_text(kind.whole):
                return Line(kind.path, kind.whole)
            return Line(kind.path, Paragraph(id="", inlines=self._inlines(block)))
        if kind.level == _GAP_LEVEL:
            inlines = self._inlines(block)
            return Line(kind.path, Paragraph(id="", inlines=inlines) if inlines else GAP)
        if kind.level:
            made: Block = Heading(id=kind.id, level=kind.level, inlines=self._inlines(block))
        else:
            made = Paragraph(id=kind.id, inlines=self._inlines(block))
        return Line(kind.path, made)

    def cell(self, number: int) -> CellStep | None:
        """The cell in which a block stands, if any."""
        block = self.document.findBlockByNumber(number)
        kind = self._kinds.get(block.blockFormat().intProperty(KEY))
        return kind.path[0] if kind is not None and kind.path and isinstance(kind.path[0], CellStep) else None

    def _inlines(self, block: QTextBlock) -> tuple[Inline, ...]:
        runs = []
        at = block.begin()
        while not at.atEnd():
            piece = at.fragment()
            index = piece.charFormatIndex()
            marks = self._marks.get(index)
            if marks is None:
                marks = self._marks[index] = marks_of(piece.charFormat())
            runs.append((piece.text(), marks))
            at += 1
        return from_runs(runs)

    def card_at(self, position: int) -> Block | None:
        """The block whose card stands at a position in the document, if there is one."""
        block = self.document.findBlock(position)
        kind = self._kinds.get(block.blockFormat().intProperty(KEY))
        return kind.whole if kind is not None else None

    # -- writing -----------------------------------------------------------------------------

    def restyle(self, lines: Sequence[Line]) -> None:
        """Give everything the present looks; the document shows these lines already."""
        shown, self._kinds = self._kinds, {}
        cursor = QTextCursor(self.document)
        cursor.beginEditBlock()
        block = self.document.begin()
        for line in lines:
            kind = shown.get(block.blockFormat().intProperty(KEY))
            if kind is not None and kind.level != _kind_of(line).level:
                self._replace_text(block, line)
            cursor.setPosition(block.position())
            self._dress(cursor, line)
            at = block.position()
            for text, marks in _runs(line):
                cursor.setPosition(at)
                at += utf16_length(text)
                cursor.setPosition(at, _KEEP)
                cursor.setCharFormat(self.looks.char_format(line, marks))
            block = block.next()
        restyle_tables(self.document, lines, self.looks)
        cursor.endEditBlock()

    def write(self, first: int, old: Sequence[Line], new: Sequence[Line]) -> None:
        """Turn the lines from `first`, which show `old`, into `new`; what is the same is not touched.
        All of them stand outside tables, or all in the same cell."""
        cursor = QTextCursor(self.document)
        cursor.beginEditBlock()
        for tag, a, b, c, d in reversed(_matches(old, new)):
            both = min(b - a, d - c) if tag != "equal" else b - a
            if b - a > both:
                self._delete(cursor, first + a + both, first + b)
            for number in range(d - 1, c + both - 1, -1):
                self._insert_line(cursor, first + a + both, new[number])
            for number in range(both):
                self.rewrite(first + a + number, old[a + number], new[c + number])
        cursor.endEditBlock()
        self.forget_unused()

    def forget_unused(self) -> None:
        """Now and then drop what no block refers to any more."""
        if len(self._kinds) > 4 * self.document.blockCount() + 1000:
            used = {}
            block = self.document.begin()
            while block.isValid():
                key = block.blockFormat().intProperty(KEY)
                if key in self._kinds:
                    used[key] = self._kinds[key]
                block = block.next()
            self._kinds = used

    def rewrite(self, number: int, old: Line, new: Line) -> None:
        """Turn one line into another, touching only the characters that differ."""
        if old is new or old == new:
            return
        block = self.document.findBlockByNumber(number)
        cursor = QTextCursor(block)
        before, after = _kind_of(old), _kind_of(new)
        if before != after:
            self._dress(cursor, new)
        if before.level != after.level or before.whole != after.whole:
            self._replace_text(block, new)
            return
        if after.whole is not None:
            return
        self._change(block.position(), _runs(old), _runs(new), new)

    def _change(self, start: int, old: list[Run], new: list[Run], line: Line) -> None:
        head, head_positions = _common_head(old, new)
        old, new = _without(old, head), _without(new, head)
        tail, _ = _common_head(_turned(old), _turned(new))
        old, new = _turned(_without(_turned(old), tail)), _turned(_without(_turned(new), tail))
        cursor = QTextCursor(self.document)
        cursor.setPosition(start + head_positions)
        cursor.setPosition(start + head_positions + sum(utf16_length(text) for text, _ in old), _KEEP)
        cursor.removeSelectedText()
        for text, marks in new:
            cursor.insertText(text, self.looks.char_format(line, marks))

    def _replace_text(self, block: QTextBlock, line: Line) -> None:
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, _KEEP)
        cursor.removeSelectedText()
        self._set_char_format(cursor, self.looks.char_format(line))
        self._insert(cursor, line)

    def _insert(self, cursor: QTextCursor, line: Line) -> None:
        for text, marks in _runs(line):
            cursor.insertText(text, self.looks.char_format(line, marks))

    def _dress(self, cursor: QTextCursor, line: Line) -> None:
        cursor.setBlockFormat(self._format(line))
        self._set_char_format(cursor, self.looks.char_format(line))

    def _set_char_format(self, cursor: QTextCursor, format_: QTextCharFormat) -> None:
        """Of a block; the first one of a cell also carries how far the cell reaches, and its ground."""
        cell = cursor.blockCharFormat()
        kept = [each for each in _OF_CELLS if cell.hasProperty(each)]
        if kept:
            format_ = QTextCharFormat(format_)
            for each in kept:
                format_.setProperty(each, cell.property(each))
        cursor.setBlockCharFormat(format_)

    def _format(self, line: Line) -> QTextBlockFormat:
        key = self._next
        self._next += 1
        self._kinds[key] = _kind_of(line)
        return self.looks.block_format(line, key)

    def _insert_line(self, cursor: QTextCursor, number: int, line: Line) -> None:
        """A new line before line `number`, or after the last."""
        if number and self.cell(number - 1) == cell_of(line):
            block = self.document.findBlockByNumber(number - 1)
            cursor.setPosition(block.position() + block.length() - 1)
            cursor.insertBlock(self._format(line), self.looks.char_format(line))
        else:
            block = self.document.findBlockByNumber(number)
            start = block.position()
            cursor.setPosition(start)
            cursor.insertBlock(block.blockFormat(), block.charFormat())
            cursor.setPosition(start)
            self._dress(cursor, line)
        self._insert(cursor, line)

    def fill_cell(self, number: int, lines: Sequence[Line]) -> None:
        """Write the lines of a cell, whose only block is empty and has this number."""
        cursor = QTextCursor(self.document.findBlockByNumber(number))
        for at, line in enumerate(lines):
            if at:
                cursor.insertBlock(self._format(line), self.looks.char_format(line))
            else:
                self._dress(cursor, line)
            self._insert(cursor, line)

    def _delete(self, cursor: QTextCursor, first: int, end: int) -> None:
        """Take lines away. Qt gives the block that remains one of two formats: put back its own."""
        after_another = first > 0 and self.cell(first - 1) == self.cell(first)
        stays = self.document.findBlockByNumber(first - 1 if after_another else end)
        formats = stays.blockFormat(), stays.charFormat()
        if after_another:
            last = self.document.findBlockByNumber(end - 1)
            cursor.setPosition(stays.position() + stays.length() - 1)
            cursor.setPosition(last.position() + last.length() - 1, _KEEP)
        else:
            cursor.setPosition(self.document.findBlockByNumber(first).position())
            cursor.setPosition(stays.position(), _KEEP)
        cursor.removeSelectedText()
        cursor.setBlockFormat(formats[0])
        self._set_char_format(cursor, formats[1])


def _runs(line: Line) -> list[Run]:
    block = line.block
    if is_text(block):
        return to_runs(block.inlines)
    return [(card_text(block), Marks())]


def _matches(old: Sequence[Line], new: Sequence[Line]) -> list[tuple[str, int, int, int, int]]:
    if len(old) == len(new) == 1 or len(old) + len(new) > _MATCHED_AT_MOST:
        return [("replace", 0, len(old), 0, len(new))]
    ids = [line.id for line in old], [line.id for line in new]
    return list(SequenceMatcher(None, *ids, autojunk=False).get_opcodes())


def _common_head(old: list[Run], new: list[Run]) -> tuple[int, int]:
    """How many characters are the same at the start, and how many positions they take."""
    characters = positions = 0
    a, b = list(reversed(old)), list(reversed(new))
    while a and b and a[-1][1] == b[-1][1]:
        (one, marks), (other, _) = a.pop(), b.pop()
        same = one[: _same_start(one, other)]
        characters += len(same)
        positions += utf16_length(same)
        if len(same) < len(one) and len(same) < len(other):
            break
        if len(same) < len(one):
            a.append((one[len(same) :], marks))
        elif len(same) < len(other):
            b.append((other[len(same) :], marks))
    return characters, positions


def _same_start(one: str, other: str) -> int:
    """How many characters two texts share at their start; halves instead of looking at each."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one.startswith(other[low:middle], low):
            low = middle
        else:
            high = middle - 1
    return low


def _without(runs: list[Run], count: int) -> list[Run]:
    """The runs without their first `count` characters."""
    left = []
    for text, marks in runs:
        if count >= len(text):
            count -= len(text)
            continue
        left.append((text[count:], marks))
        count = 0
    return left


def _turned(runs: list[Run]) -> list[Run]:
    return [(text[::-1], marks) for text, marks in reversed(runs)]
