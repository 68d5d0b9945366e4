"""Trees for the body reader: what Word can say, in the one way that it is read."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import strategies as st

from briefmaker.letter.body import (
    Block,
    Body,
    Cell,
    Footnote,
    Heading,
    Image,
    Inline,
    LineBreak,
    ListBlock,
    ListItem,
    PageBreak,
    Paragraph,
    Quote,
    Row,
    Table,
    Text,
    inlines,
    joined_inlines,
)
from briefmaker.letter.document_type import BodyStyles
from briefmaker.letter.table_grid import placed_rows
from briefmaker.rendering.links import link_target
from tests.rendering.letters import legal_text, png


def canonical_runs(runs: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Inlines as the reader gives them."""
    found: list[Inline] = []
    for run in runs:
        if isinstance(run, Text):
            marks = {"strong": run.strong, "emphasis": run.emphasis, "link": link_target(run.link)}
            text = run.text.replace("\r\n", "\n").replace("\r", "\n")
            found += [
                piece.model_copy(update=marks) if isinstance(piece, Text) else piece
                for piece in inlines(text)
            ]
        elif isinstance(run, Footnote):
            found.append(Footnote(note=canonical_runs(run.note)))
        else:
            found.append(run)
    return joined_inlines(found)


def canonical_table(table: Table) -> Table:
    """A table whose rows cover all columns, without more header rows than rows."""
    rows = tuple(
        Row(
            cells=tuple(
                Cell(blocks=place.cell.blocks or (Paragraph(),), span=place.span, row_span=place.rows)
                for place in places
                if place.begins
            )
        )
        for places in placed_rows(table.rows)
    )
    return table.model_copy(update={"rows": rows, "header_rows": min(table.header_rows, len(rows))})


def canonical_siblings(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Blocks beside each other without what Word wants between tables; a list continues only where there is
    one to continue."""
    kept: list[Block] = []
    counted: set[str] = set()
    for block in blocks:
        last = kept[-1] if kept else None
        if isinstance(block, ListBlock) and block.kind == "numbered":
            continues = block.continues and block.numerals in counted
            counted.add(block.numerals)
            start = 1 if continues else block.start
            block = block.model_copy(update={"continues": continues, "start": start})
        elif isinstance(block, PageBreak) and isinstance(last, PageBreak):
            continue
        if last == Paragraph() and _begins_with_table(block) and _ends_with_table(kept[-2:][0]):
            kept.pop()
        kept.append(block)
    return tuple(kept)


def canonical_cell(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """What stands in a cell, without the empty paragraph that Word wants after a table."""
    found = canonical_siblings(blocks)
    while len(found) > 1 and found[-1] == Paragraph() and _ends_with_table(found[-2]):
        found = found[:-1]
    return found


def _ends_with_table(block: Block) -> bool:
    if isinstance(block, ListBlock):
        return _ends_with_table(block.items[-1].blocks[-1])
    return isinstance(block, Table) or (isinstance(block, Quote) and _ends_with_table(block.blocks[-1]))


def _begins_with_table(block: Block) -> bool:
    return isinstance(block, Table) or (isinstance(block, Quote) and _begins_with_table(block.blocks[0]))


# --- Hypothesis: only what the canonical form allows -------------------------------------------------

_links = st.sampled_from(
    ["", "", "https://example.nl/?a=1&b=2", "mailto:a@example.nl", "http://a b", "javascript:x"]
)
_text = st.builds(Text, text=legal_text, strong=st.booleans(), emphasis=st.booleans(), link=_links)
_in_note = _text | st.just(LineBreak())
_note = st.builds(Footnote, note=st.lists(_in_note, max_size=3).map(tuple))
_runs = st.lists(_in_note | _in_note | _note, max_size=4).map(lambda found: canonical_runs(tuple(found)))
_paragraph = st.builds(Paragraph, inlines=_runs)
_heading = st.builds(Heading, level=st.integers(1, 3), inlines=_runs)
_alternative = legal_text.map(lambda text: text.replace("\r\n", "\n").replace("\r", "\n"))
_image = st.builds(Image, data=st.sampled_from([png(), png(30, 50, 72)]), alt=_alternative)
_leaf = _paragraph | _paragraph | _image | _heading


def _quotes(inside: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    blocks = st.lists(inside, min_size=1, max_size=3).map(canonical_siblings)
    return st.builds(Quote, blocks=blocks)


def _lists(numerals: tuple[str, ...], inside: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    blocks = st.lists(inside, min_size=1, max_size=3).map(canonical_siblings)
    many = st.lists(st.builds(ListItem, blocks=blocks), min_size=1, max_size=3).map(tuple)
    numbered = st.builds(
        ListBlock,
        kind=st.just("numbered"),
        start=st.integers(0, 32767) | st.integers(0, 3),
        numerals=st.sampled_from(numerals),
        continues=st.booleans(),
        items=many,
    )
    return st.builds(ListBlock, items=many) | numbered


def _tables(inside: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    blocks = st.lists(inside, min_size=1, max_size=3).map(canonical_cell)
    cell = st.builds(Cell, blocks=blocks, span=st.integers(1, 3), row_span=st.integers(1, 3))
    row = st.builds(Row, cells=st.lists(cell, max_size=3).map(tuple))
    return st.builds(
        Table,
        header_rows=st.integers(0, 4),
        header_column=st.booleans(),
        rows=st.lists(row, min_size=1, max_size=4).map(tuple),
    ).map(canonical_table)


def readable_bodies(styles: BodyStyles) -> st.SearchStrategy[Body]:
    """Bodies in the canonical form of `rendering.body_reader`, of all roles that these styles map."""
    numerals = ("decimal", *(["letter"] if styles.letters else []), *(["roman"] if styles.romans else []))
    in_cells = st.recursive(_leaf, lambda inner: _lists(numerals, inner) | _quotes(inner), max_leaves=6)
    table = _tables(in_cells)
    nested = st.recursive(_leaf | table, lambda inner: _lists(numerals, inner) | _quotes(inner), max_leaves=8)
    blocks = nested | nested | st.just(PageBreak()) | _tables(_paragraph | table)
    return st.lists(blocks, max_size=5).map(lambda found: Body(blocks=canonical_siblings(found)).with_ids())


def without_ids(body: Body, *aside: str) -> object:
    """A body as plain values, ids and the fields in `aside` left out."""
    return _without(body.model_dump(), {"id", *aside})


def _without(value: object, aside: set[str]) -> object:
    if isinstance(value, dict):
        return {name: _without(inner, aside) for name, inner in value.items() if name not in aside}
    if isinstance(value, list | tuple):
        return [_without(inner, aside) for inner in value]
    return value
