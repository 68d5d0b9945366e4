"""What is pasted, as lines of ours: structure and emphasis stay, looks don't.

HTML is read by Qt into a document that is never shown and loads nothing from anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
    QTextFrame,
    QTextList,
    QTextListFormat,
    QTextTable,
)

from briefmaker.letter.body import (
    Body,
    Cell,
    Heading,
    Inline,
    LineBreak,
    Paragraph,
    Row,
    Table,
    Text,
    joined_inlines,
)
from briefmaker.letter.characters import illegal_characters, normalised_line_ends
from briefmaker.qt.editor.lines import MAX_DEPTH, Line, ListStep, blocks_of, lines_of

__all__ = ["BODY_MIME", "Pasted", "lines_from_html", "lines_from_text", "pasted_lines", "without_bad"]

BODY_MIME = "application/x-briefmaker-body+json"
_EMPTY_ELEMENTS = re.compile(r"(?i)<(?:link|base|meta)\b[^>]*>")
_HTML_AT_MOST = 4_000_000
_BULLET = re.compile(r"^\s*[-*\u2022\u00b7\u25cf\u25aa\uf0b7\u2013]\s+(?=\S)")
_NUMBER = re.compile(r"^\s*(\d{1,3})[.)]\s+(?=\S)")
_NUMBERED = {
    QTextListFormat.Style.ListDecimal,
    QTextListFormat.Style.ListLowerAlpha,
    QTextListFormat.Style.ListUpperAlpha,
    QTextListFormat.Style.ListLowerRoman,
    QTextListFormat.Style.ListUpperRoman,
}


class Pasted(NamedTuple):
    """Lines to insert, ids still empty, and the characters left out because no letter can hold them."""

    lines: list[Line]
    left_out: tuple[str, ...]


class _Deaf(QTextDocument):
    """A document that fetches nothing: no pictures, no style sheets, from no address."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return None


def pasted_lines(source: QMimeData) -> Pasted:
    """What the clipboard or a drop holds, from the richest form that is understood."""
    if source.hasFormat(BODY_MIME):
        try:
            body = Body.model_validate_json(bytes(source.data(BODY_MIME).data()))
        except ValueError:
            pass
        else:
            return without_bad(list(lines_of(body.with_ids().blocks)))
    if source.hasHtml():
        html = source.html()
        if html and len(html) <= _HTML_AT_MOST:
            lines = lines_from_html(html)
            if lines and _has_the_text(lines, source.text()):
                return without_bad(lines)
    return without_bad(lines_from_text(source.text()))


def _has_the_text(lines: list[Line], text: str) -> bool:
    """Whether the lines hold most of what the other program gives as plain text; else its HTML was not
    understood, and plain text loses less."""
    found = sum(len("".join(words.split())) for words in Body(blocks=tuple(blocks_of(lines))).texts())
    return found * 2 >= len("".join(text.split()))


def lines_from_text(text: str) -> list[Line]:
    """Plain text: every line a paragraph, lines with a dash or number items of a list. A vertical tab
    is Word's line break within a paragraph, a form feed its page break."""
    text = normalised_line_ends(text).replace("\f", "\n")
    if "\n" not in text:
        return [Line((), Paragraph(inlines=_inlines(text)))] if text else []
    lines: list[Line] = []
    list_number = item_number = 0
    previous = ""
    for row in text.split("\n"):
        if not row.strip():
            previous = ""
            continue
        bullet, number = _BULLET.match(row), _NUMBER.match(row)
        kind = "bullet" if bullet else "numbered" if number else ""
        found = bullet or number
        if found is None:
            lines.append(Line((), Paragraph(inlines=_inlines(row.strip(" ")))))
        else:
            if kind != previous:
                list_number += 1
            item_number += 1
            start = int(number.group(1)) if number and kind != previous else 1
            if kind == previous and isinstance(step := lines[-1].path[-1], ListStep):
                start = step.start
            new = ListStep(
                f"list{list_number}", "bullet" if bullet else "numbered", start, f"item{item_number}"
            )
            lines.append(Line((new,), Paragraph(inlines=_inlines(row[found.end() :].rstrip(" ")))))
        previous = kind
    return lines


def _inlines(text: str) -> tuple[Inline, ...]:
    runs: list[Inline] = []
    for number, part in enumerate(re.split("[\v\u2028]", text)):
        if number:
            runs.append(LineBreak())
        if part:
            runs.append(Text(text=part))
    return tuple(runs)


def lines_from_html(html: str) -> list[Line]:
    """HTML: paragraphs, headings, lists, tables, strong, emphasis and links; nothing else."""
    document = _Deaf()
    document.setUndoRedoEnabled(False)
    # Qt takes these for elements with content, and swallows the text after them.
    document.setHtml(_EMPTY_ELEMENTS.sub("", html))
    return list(_Reading().frame(document.rootFrame()))


class _Reading:
    """Walks through a foreign document, giving lists and items names in passing."""

    def __init__(self) -> None:
        self._items = 0
        self._stack: list[tuple[int, ListStep]] = []

    def frame(self, frame: QTextFrame) -> Iterator[Line]:
        at = frame.begin()
        while not at.atEnd():
            yield from self._piece(at)
            at += 1

    def _piece(self, at: QTextFrame.iterator) -> Iterator[Line]:
        # The stubs don't say that there may be no frame.
        inner: QTextFrame | None = at.currentFrame()
        if isinstance(inner, QTextTable):
            self._stack = []
            yield from self._table(inner)
        elif inner is not None:
            yield from self.frame(inner)
        elif at.currentBlock().isValid():
            yield from self._block(at.currentBlock())

    def _table(self, table: QTextTable) -> Iterator[Line]:
        if table.columns() == 1 or table.rows() * table.columns() > 5_000:
            for row in range(table.rows()):
                for column in range(table.columns()):
                    yield from _Reading().cell(table, row, column)
            return
        rows = []
        for row in range(table.rows()):
            cells = []
            column = 0
            while column < table.columns():
                cell = table.cellAt(row, column)
                span = max(cell.columnSpan(), 1)
                mine = cell.row() == row and cell.column() == column
                inside = list(_Reading().cell(table, row, column)) if mine else []
                cells.append(Cell(blocks=tuple(blocks_of(inside)), span=span if mine else 1))
                column += span if mine else 1
            rows.append(Row(cells=tuple(cells)))
        yield Line((), Table(header_rows=min(table.format().headerRowCount(), len(rows)), rows=tuple(rows)))

    def cell(self, table: QTextTable, row: int, column: int) -> Iterator[Line]:
        at = table.cellAt(row, column).begin()
        while not at.atEnd():
            yield from self._piece(at)
            at += 1

    def _block(self, block: QTextBlock) -> Iterator[Line]:
        level = block.blockFormat().headingLevel()
        runs = _runs_of(block, heading=level > 0)
        path = self._path(block)
        if not any(isinstance(run, Text) and run.text.strip() for run in runs):
            return
        if level > 0:
            yield Line((), Heading(level=min(level, 3), inlines=runs))
        else:
            yield Line(path, Paragraph(inlines=runs))

    def _path(self, block: QTextBlock) -> tuple[ListStep, ...]:
        found: QTextList | None = block.textList()
        if found is None:
            self._stack = []
            return ()
        depth = min(max(found.format().indent(), 1), MAX_DEPTH)
        number = found.objectIndex()
        del self._stack[depth:]
        self._items += 1
        item = f"item{self._items}"
        kind = "numbered" if found.format().style() in _NUMBERED else "bullet"
        if len(self._stack) == depth and self._stack[-1][0] == number:
            step = self._stack.pop()[1]._replace(item_id=item)
        else:
            del self._stack[depth - 1 :]
            start = max(found.format().start(), 0) if kind == "numbered" else 1
            step = ListStep(f"list{self._items}", "numbered" if kind == "numbered" else "bullet", start, item)
        self._stack.append((number, step))
        return tuple(step for _, step in self._stack)


def _runs_of(block: QTextBlock, heading: bool) -> tuple[Inline, ...]:
    runs: list[Inline] = []
    at = block.begin()
    while not at.atEnd():
        piece = at.fragment()
        format_ = piece.charFormat()
        text = piece.text().replace("\ufffc", "")
        strong = not heading and format_.fontWeight() >= QFont.Weight.DemiBold.value
        link = _link(format_)
        for number, part in enumerate(text.split("\u2028")):
            if number:
                runs.append(LineBreak())
            if part:
                runs.append(Text(text=part, strong=strong, emphasis=format_.fontItalic(), link=link))
        at += 1
    return _trimmed(joined_inlines(runs))


def _link(format_: QTextCharFormat) -> str:
    address = format_.anchorHref() if format_.isAnchor() else ""
    return address if re.match(r"(?i)(https?://|mailto:|tel:)", address) else ""


def _trimmed(runs: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Without white space and line breaks at both ends: they are how the page was written."""
    kept = list(runs)
    while kept and isinstance(kept[-1], LineBreak):
        kept.pop()
    while kept and isinstance(kept[0], LineBreak):
        kept.pop(0)
    if kept and isinstance(kept[-1], Text):
        kept[-1] = kept[-1].model_copy(update={"text": kept[-1].text.rstrip(" \n")})
    return joined_inlines(kept)


def without_bad(lines: list[Line]) -> Pasted:
    """Lines without ids of their own (lists and items keep names to be told apart by) and without
    characters that no letter can hold."""
    left_out: dict[str, None] = {}
    result = []
    for line in lines:
        block = line.block
        if isinstance(block, Paragraph | Heading):
            runs: list[Inline] = []
            for run in block.inlines:
                bad = illegal_characters(run.text) if isinstance(run, Text) else ()
                if not bad or not isinstance(run, Text):
                    runs.append(run)
                    continue
                left_out.update(dict.fromkeys(bad))
                kept = run.text.translate({ord(sign): None for sign in bad})
                runs.append(run.model_copy(update={"text": kept}))
            block = block.model_copy(update={"id": "", "inlines": joined_inlines(runs)})
        else:
            block = block.model_copy(update={"id": ""})
        result.append(line._replace(block=block))
    return Pasted(result, tuple(left_out))
