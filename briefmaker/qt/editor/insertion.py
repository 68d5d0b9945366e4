"""Putting lines in at a place: what pasting, dropping and inserting do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefmaker.letter.body import Paragraph, Table, joined_inlines
from briefmaker.qt.editor.cells import CellStep, Gap, is_editable, regular
from briefmaker.qt.editor.gaps import EMPTY
from briefmaker.qt.editor.lines import Line, ListStep, Step, is_text, lines_of, same_container
from briefmaker.qt.editor.runs import cut, length
from briefmaker.qt.editor.spans import Edit, Place, Span, cell_of
from briefmaker.qt.editor.structure import Fresh, item_step, text_of_line, with_text, without_items

__all__ = ["insert"]


def insert(lines: Sequence[Line], place: Place, pasted: Sequence[Line], fresh: Fresh) -> Edit | None:
    """Paste: text of one paragraph goes into the line; more than that stands between both halves of
    it, the first and last paragraph joined to them where they are plain."""
    if not pasted:
        return None
    line = lines[place.line]
    result = list(lines)
    if cell_of(line) is not None:
        pasted = list(_without_tables(pasted))
        if not pasted:
            return None
    else:
        pasted = list(_with_cells(pasted))
        if cell_of(pasted[-1]) is not None:
            pasted.append(EMPTY)
    pasted = _renamed(pasted, fresh)
    if line.path and any(cell_of(piece) is not None for piece in pasted):
        # A table stands in no list or quote: it comes below.
        at = _end_of_container(lines, place.line)
        result[at:at] = pasted
        return Edit(result, _end(pasted, at + len(pasted) - 1))
    if not is_text(line.block):
        result[place.line + 1 : place.line + 1] = pasted
        return Edit(result, _end(pasted, place.line + len(pasted)))
    runs = line.block.inlines
    before, after = cut(runs, 0, place.offset), cut(runs, place.offset)
    new = [_under(piece, line, fresh) for piece in pasted]
    if before or (len(new) == 1 and _is_plain(pasted[0])):
        if _is_plain(pasted[0]):
            new[0] = with_text(line, inlines=(*before, *text_of_line(pasted[0])))
        else:
            new.insert(0, with_text(line, inlines=before))
    caret = _end(new, place.line + len(new) - 1)
    if after:
        tail = new[-1].block
        if is_text(tail):
            new[-1] = with_text(new[-1], inlines=(*tail.inlines, *after))
        else:
            new.append(with_text(line, id=fresh(), inlines=after))
    result[place.line : place.line + 1] = new
    return Edit(_joined(result, place.line, place.line + len(new)), caret)


def _with_cells(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines in which tables are there cell by cell, made rectangular where they weren't."""
    for line in lines:
        table = regular(line.block) if isinstance(line.block, Table) and not line.path else line.block
        if is_editable(table):
            yield from lines_of((table,))
        else:
            yield line


def _without_tables(lines: Sequence[Line]) -> Iterator[Line]:
    """What stands in tables as lines by themselves: a cell holds no table."""
    for line in lines:
        path = line.path[1:] if cell_of(line) is not None else line.path
        if isinstance(line.block, Table):
            cells = [cell for row in line.block.rows for cell in row.cells]
            inside = [each for cell in cells for each in lines_of(cell.blocks, path)]
            yield from _without_tables(inside)
        elif not isinstance(line.block, Gap):
            yield line._replace(path=path)


def _end_of_container(lines: Sequence[Line], at: int) -> int:
    top = lines[at].path[0]
    while at < len(lines) and lines[at].path and same_container(lines[at].path[0], top):
        at += 1
    return at


def _at(line: int, offset: int) -> Span:
    return Span(Place(line, offset), Place(line, offset))


def _is_plain(line: Line) -> bool:
    return not line.path and isinstance(line.block, Paragraph) and is_text(line.block)


def _renamed(lines: Sequence[Line], fresh: Fresh) -> list[Line]:
    """Lines whose lists, items and quotes have new names, so that none is taken for one that is there."""
    names: dict[str, str] = {}

    def new(name: str) -> str:
        if name not in names:
            names[name] = fresh()
        return names[name]

    def renamed(step: Step) -> Step:
        if isinstance(step, CellStep):
            return step._replace(table_id=new(step.table_id))
        if isinstance(step, ListStep):
            return step._replace(list_id=new(step.list_id), item_id=new(step.item_id))
        return step._replace(quote_id=new(step.quote_id))

    return [line._replace(path=tuple(map(renamed, line.path))) for line in lines]


def _joined(lines: list[Line], first: int, last: int) -> list[Line]:
    for number in range(first, last):
        block = lines[number].block
        if is_text(block) and not isinstance(block, Gap):
            lines[number] = with_text(lines[number], inlines=joined_inlines(block.inlines))
    return lines


def _end(lines: Sequence[Line], number: int) -> Span:
    block = lines[-1].block
    return _at(number, length(block.inlines) if is_text(block) else 0)


def _under(piece: Line, line: Line, fresh: Fresh) -> Line:
    """A pasted line in the list or quote in which it is pasted: plain paragraphs become items."""
    step = item_step(line)
    if step is None or piece.path or not isinstance(piece.block, Paragraph):
        quotes = without_items(line.path)
        return piece._replace(path=quotes + piece.path)
    return piece._replace(path=(*line.path[:-1], step._replace(item_id=fresh())))
