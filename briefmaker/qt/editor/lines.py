"""A body as flat lines: one per paragraph, heading or block that is not edited here, each with the
way down to it through lists and quotes.

A text document is flat and a body is a tree; these two functions go from one to the other without
loss, and every edit of structure is an edit of a list of lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple, TypeAlias, TypeGuard

from briefmaker.letter.body import (
    Block,
    Body,
    Footnote,
    Heading,
    ListBlock,
    ListItem,
    PageBreak,
    Paragraph,
    Quote,
    Table,
    Text,
    joined_inlines,
    plain_text,
)
from briefmaker.qt.editor.cells import GAP, CellStep, Gap, is_editable, rows_of, steps_of

__all__ = [
    "MAX_DEPTH",
    "Line",
    "ListStep",
    "QuoteStep",
    "Step",
    "blocks_of",
    "container_id",
    "ids_of",
    "inner_ids",
    "is_text",
    "is_too_long",
    "lines_of",
    "notes_in",
    "opens",
    "same_container",
    "with_own_ids",
]

MAX_DEPTH = 3
"""Deepest level of lists that can be made here; deeper ones are shown and kept."""


class ListStep(NamedTuple):
    """Into an item of a list."""

    list_id: str
    kind: Literal["bullet", "numbered"]
    start: int
    item_id: str
    numerals: Literal["decimal", "letter", "roman"] = "decimal"
    continues: bool = False


class QuoteStep(NamedTuple):
    """Into a quote; role: "motto" for a motto."""

    quote_id: str
    role: Literal["", "motto"] = ""


Step: TypeAlias = ListStep | QuoteStep | CellStep


class Line(NamedTuple):
    """A block without children, or one that is not edited here, and the way down to it."""

    path: tuple[Step, ...]
    block: Block

    @property
    def id(self) -> str:
        """Id of the block itself."""
        return self.block.id

    @property
    def depth(self) -> int:
        """In how many lists the line stands."""
        return sum(isinstance(step, ListStep) for step in self.path)


LONGEST_TEXT = 40_000
LONGEST_WORD = 8_000
"""Characters in a paragraph, and without a space, above which Qt takes too long over a keystroke: with a
word of a million characters half a minute (seen)."""


def is_text(block: Block) -> TypeGuard[Paragraph | Heading]:
    """Whether the block can be typed in; the others, and paragraphs of absurd length, are shown as a
    whole."""
    return isinstance(block, Paragraph | Heading) and not is_too_long(block)


def is_too_long(block: Paragraph | Heading) -> bool:
    """Whether the block has more text than can be typed in without waiting."""
    sizes = sum(len(run.text) for run in block.inlines if isinstance(run, Text))
    if sizes <= LONGEST_WORD:
        return False
    return sizes > LONGEST_TEXT or max(map(len, plain_text(block.inlines).split()), default=0) > LONGEST_WORD


def lines_of(blocks: Sequence[Block], path: tuple[Step, ...] = ()) -> Iterator[Line]:
    """The lines of blocks that have ids, inlines in their canonical form.

    An item without blocks gets an empty paragraph with the item's id and a quote mark, so that it
    can be typed in. A table among the blocks of the body is shown cell by cell, with a `Gap` in cells
    without blocks and where a table has no other line before or after it; tables deeper inside are
    shown as a whole.
    """
    in_table = True
    for block in blocks:
        if not path and is_editable(block) and isinstance(block, Table):
            if in_table:
                yield Line((), GAP)
            in_table = True
            yield from _lines_of_table(block)
            continue
        in_table = False
        if isinstance(block, ListBlock) and block.items:
            for item in block.items:
                step = ListStep(block.id, block.kind, block.start, item.id, block.numerals, block.continues)
                inside = item.blocks or (Paragraph(id=item.id + "'"),)
                yield from lines_of(inside, (*path, step))
        elif isinstance(block, Quote) and block.blocks:
            yield from lines_of(block.blocks, (*path, QuoteStep(block.id, block.role)))
        elif isinstance(block, Paragraph | Heading):
            joined = joined_inlines(block.inlines)
            same = joined == block.inlines
            yield Line(path, block if same else block.model_copy(update={"inlines": joined}))
        else:
            yield Line(path, block)
    if in_table and not path and blocks:
        yield Line((), GAP)


def _lines_of_table(table: Table) -> Iterator[Line]:
    for step, blocks in steps_of(table):
        if blocks:
            yield from lines_of(blocks, (step,))
        else:
            yield Line((step,), GAP)


def notes_in(block: Block) -> int:
    """How many footnotes stand in a block, in what is in it too."""
    leaves = (block,) if isinstance(block, Paragraph | Heading) else Body(blocks=(block,)).leaves()
    return sum(isinstance(run, Footnote) for leaf in leaves for run in leaf.inlines)


def same_container(one: Step, other: Step) -> bool:
    """Whether two steps at one depth lead into the same list, quote or table."""
    if isinstance(one, CellStep):
        return isinstance(other, CellStep) and one.table_id == other.table_id
    if isinstance(one, ListStep):
        return isinstance(other, ListStep) and one.list_id == other.list_id
    return isinstance(other, QuoteStep) and one.quote_id == other.quote_id


def container_id(step: Step) -> str:
    """Id of the list, quote or table into which a step leads."""
    if isinstance(step, CellStep):
        return step.table_id
    return step.list_id if isinstance(step, ListStep) else step.quote_id


def part_of(step: Step) -> object:
    """Into which part of its list or table a step leads: an item, a cell; a quote has one part."""
    if isinstance(step, CellStep):
        return step.place
    return step.item_id if isinstance(step, ListStep) else ""


def blocks_of(lines: Sequence[Line], depth: int = 0) -> list[Block]:
    """The blocks that these neighbouring lines make, gaps left out; the opposite of `lines_of`."""
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if len(line.path) <= depth:
            if not isinstance(line.block, Gap):
                blocks.append(line.block)
            at += 1
            continue
        step = line.path[depth]
        end = _run(lines, at, depth, step)
        inside = lines[at:end]
        if isinstance(step, QuoteStep):
            blocks.append(Quote(id=step.quote_id, role=step.role, blocks=tuple(blocks_of(inside, depth + 1))))
        elif isinstance(step, CellStep):
            blocks.append(
                Table(
                    id=step.table_id,
                    header_rows=step.header_rows,
                    header_column=step.header_column,
                    rows=rows_of(_cells(inside, depth)),
                )
            )
        else:
            items = tuple(_items(inside, depth))
            blocks.append(
                ListBlock(
                    id=step.list_id,
                    kind=step.kind,
                    start=step.start,
                    numerals=step.numerals,
                    continues=step.continues,
                    items=items,
                )
            )
        at = end
    return blocks


def _run(lines: Sequence[Line], at: int, depth: int, step: Step) -> int:
    end = at + 1
    while end < len(lines) and len(lines[end].path) > depth and same_container(lines[end].path[depth], step):
        end += 1
    return end


def _items(lines: Sequence[Line], depth: int) -> Iterator[ListItem]:
    for step, inside in _parts(lines, depth):
        if isinstance(step, ListStep):
            yield ListItem(id=step.item_id, blocks=tuple(blocks_of(inside, depth + 1)))


def _cells(lines: Sequence[Line], depth: int) -> Iterator[tuple[CellStep, tuple[Block, ...]]]:
    for step, inside in _parts(lines, depth):
        if isinstance(step, CellStep):
            yield step, tuple(blocks_of(inside, depth + 1))


def _parts(lines: Sequence[Line], depth: int) -> Iterator[tuple[Step, Sequence[Line]]]:
    at = 0
    while at < len(lines):
        step = lines[at].path[depth]
        part = part_of(step)
        end = at + 1
        while end < len(lines) and part_of(lines[end].path[depth]) == part:
            end += 1
        yield step, lines[at:end]
        at = end


def opens(line: Line, previous: Line | None) -> int:
    """The depth from which `line` is in other items or quotes than the line before it: every step
    from there on is a new item or quote. Equals `len(line.path)` for a further paragraph."""
    before = previous.path if previous is not None else ()
    depth = 0
    while depth < len(line.path) and depth < len(before) and line.path[depth] == before[depth]:
        depth += 1
    return depth


def inner_ids(block: Block) -> Iterator[str]:
    """The ids of a block and everything in it."""
    yield block.id
    if isinstance(block, Table):
        for row in block.rows:
            for cell in row.cells:
                for inside in cell.blocks:
                    yield from inner_ids(inside)
    elif isinstance(block, Quote):
        for inside in block.blocks:
            yield from inner_ids(inside)
    elif isinstance(block, ListBlock):
        for item in block.items:
            yield item.id
            for inside in item.blocks:
                yield from inner_ids(inside)


def with_own_ids(lines: Sequence[Line], used: Counter[str], fresh: Callable[[], str]) -> list[Line]:
    """The same lines in which every block, item, list and quote has an id of its own.

    lines: whole top-level blocks, so that no list is cut by the border. used: ids elsewhere in the
    text, with a count above zero. The first that has an id keeps it.
    """
    mine: set[str] = set()
    present = {id_ for line in lines for id_ in ids_of(line)}

    def own(wanted: str) -> str:
        if not wanted or wanted in mine or used.get(wanted, 0) > 0:
            wanted = fresh()
            while wanted in mine or wanted in present:
                wanted = fresh()
        mine.add(wanted)
        return wanted

    result: list[Line] = []
    before: tuple[Step, ...] = ()
    before_new: tuple[Step, ...] = ()
    for line in lines:
        path: list[Step] = []
        going_on = True
        for depth, step in enumerate(line.path):
            going_on = going_on and depth < len(before) and same_container(before[depth], step)
            new: Step = step
            if isinstance(step, QuoteStep):
                new = before_new[depth] if going_on else step._replace(quote_id=own(step.quote_id))
            elif isinstance(step, CellStep):
                last_new = before_new[depth] if going_on else None
                table = last_new.table_id if isinstance(last_new, CellStep) else own(step.table_id)
                going_on = going_on and part_of(before[depth]) == step.place
                new = step._replace(table_id=table)
            elif going_on:
                last_new = before_new[depth]
                if part_of(before[depth]) == step.item_id:
                    new = last_new
                else:
                    going_on = False
                    item = own(step.item_id)
                    new = last_new._replace(item_id=item) if isinstance(last_new, ListStep) else step
            else:
                new = step._replace(list_id=own(step.list_id), item_id=own(step.item_id))
            path.append(new)
        before, before_new = line.path, tuple(path)
        block = line.block
        if isinstance(block, Gap):
            result.append(Line(before_new, block))
            continue
        inside = set(inner_ids(block))
        if "" in inside or not mine.isdisjoint(inside) or any(used.get(id_, 0) > 0 for id_ in inside):
            others = (present - inside) | mine | {id_ for id_, count in used.items() if count > 0}
            block = _with_own_ids(block, others, own)
        mine.update(inner_ids(block))
        result.append(Line(before_new, block) if before_new != line.path or block is not line.block else line)
    return result


def _with_own_ids(block: Block, others: set[str], own: Callable[[str], str]) -> Block:
    wanted = own(block.id)
    if isinstance(block, Paragraph | Heading | PageBreak):
        return block.model_copy(update={"id": wanted})
    # `with_ids` names what has no name; what is its own and free it keeps.
    nameless = block.model_copy(update={"id": ""})
    inside = Body(blocks=(nameless,)).with_ids(taken=others | {wanted}).blocks[0]
    return inside.model_copy(update={"id": wanted})


def ids_of(line: Line) -> list[str]:
    """Every id that a line carries: of its block, of what is in it, and of the way down."""
    ids = [] if isinstance(line.block, Gap) else list(inner_ids(line.block))
    for step in line.path:
        if isinstance(step, ListStep):
            ids += (step.list_id, step.item_id)
        elif isinstance(step, CellStep):
            ids.append(step.table_id)
        else:
            ids.append(step.quote_id)
    return ids
