"""Bodies of every shape, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from briefmaker.letter.body import (
    Body,
    Cell,
    Footnote,
    Heading,
    Image,
    LineBreak,
    ListBlock,
    ListItem,
    PageBreak,
    Paragraph,
    Quote,
    Row,
    Table,
    Text,
    joined_inlines,
)

# Hostile on purpose: what a text document takes for something else, astral signs, marks, controls.
CHARACTERS = st.one_of(
    st.sampled_from("aeinrst .,-ëé€"),
    st.sampled_from(
        "\u2028\u2029\ufffc\ufdd0\ufdd1\x00\x07\x0b\r\n\t\ud800\udfff\ufffe\uffff\u25a1\u00a0\u00ad😀\u0301\u200f"
    ),
    st.characters(),
)
TEXTS = st.text(CHARACTERS, min_size=1, max_size=12)
RUNS = st.builds(
    Text,
    text=TEXTS,
    strong=st.booleans(),
    emphasis=st.booleans(),
    link=st.sampled_from(["", "", "", "https://example.nl/?a=1&b=2"]),
)
NOTES = st.builds(
    Footnote, note=st.lists(st.one_of(RUNS, st.just(LineBreak())), max_size=3).map(joined_inlines)
)
INLINES = st.lists(st.one_of(RUNS, RUNS, RUNS, st.just(LineBreak()), NOTES), max_size=4).map(joined_inlines)
PARAGRAPHS = st.builds(Paragraph, inlines=INLINES)
HEADINGS = st.builds(Heading, level=st.integers(1, 3), inlines=INLINES)
CELLS = st.builds(Cell, blocks=st.lists(PARAGRAPHS, max_size=2).map(tuple), span=st.integers(1, 2))
RAGGED_TABLES = st.builds(
    Table,
    header_rows=st.integers(0, 1),
    rows=st.lists(st.builds(Row, cells=st.lists(CELLS, max_size=3).map(tuple)), max_size=3).map(tuple),
)
"""Whose cells fill no rectangle, mostly."""
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c636800000082008177cd72b60000000049454e44ae426082"
)
PICTURES = st.builds(Image, data=st.sampled_from([PNG, PNG, b""]), alt=st.one_of(st.just(""), TEXTS))
PAGE_BREAKS = st.builds(PageBreak)


@st.composite
def tables(draw, inside):
    """Tables that fill a rectangle, with cells over several columns and rows; `inside`: what is in cells."""
    rows, columns = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    taken: set[tuple[int, int]] = set()
    made = []
    for row in range(rows):
        cells = []
        for column in range(columns):
            if (row, column) in taken:
                continue
            span = row_span = 1
            while (
                column + span < columns and (row, column + span) not in taken and draw(st.integers(0, 3)) == 0
            ):
                span += 1
            while row + row_span < rows and draw(st.integers(0, 3)) == 0:
                row_span += 1
            taken |= {(row + down, column + right) for down in range(row_span) for right in range(span)}
            blocks = tuple(draw(st.lists(inside, max_size=2)))
            cells.append(Cell(blocks=blocks, span=span, row_span=row_span))
        made.append(Row(cells=tuple(cells)))
    return Table(header_rows=draw(st.integers(0, 2)), header_column=draw(st.booleans()), rows=tuple(made))


LEAVES = st.one_of(
    PARAGRAPHS, PARAGRAPHS, PARAGRAPHS, PARAGRAPHS, HEADINGS, RAGGED_TABLES, PAGE_BREAKS, PICTURES
)


def _lists(inside):
    items = st.builds(ListItem, blocks=st.lists(inside, min_size=1, max_size=3).map(tuple))
    return st.one_of(
        st.builds(
            ListBlock,
            kind=st.sampled_from(["bullet", "numbered"]),
            start=st.integers(0, 12),
            numerals=st.sampled_from(["decimal", "decimal", "letter", "roman"]),
            continues=st.booleans(),
            items=st.lists(items, min_size=1, max_size=4).map(tuple),
        ),
        st.builds(Quote, blocks=st.lists(inside, min_size=1, max_size=3).map(tuple)),
    )


ONE_LIST = _lists(PARAGRAPHS)
TWO_LISTS = _lists(ONE_LIST)
IN_CELLS = st.one_of(PARAGRAPHS, PARAGRAPHS, LEAVES, ONE_LIST, TWO_LISTS)


@st.composite
def in_cells(draw):
    """As `IN_CELLS`; a function, so that hypothesis has less to print."""
    return draw(IN_CELLS)


TABLES = tables(in_cells())
BLOCKS = st.recursive(st.one_of(LEAVES, LEAVES, LEAVES, TABLES), _lists, max_leaves=8)
BODIES = st.lists(BLOCKS, max_size=6).map(lambda blocks: Body(blocks=tuple(blocks)).with_ids())
"""Whatever the editor shows, every id there and unique, inlines in their canonical form."""


@st.composite
def pairs_of_bodies(draw):
    """A body and another that shares blocks with it, as an earlier and a later state of a text do."""
    first = draw(BODIES)
    blocks = list(first.blocks)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(blocks)))
        new = Body(blocks=(draw(BLOCKS),)).with_ids(taken=[f"b{n}" for n in range(1, 200)]).blocks[0]
        change = draw(st.sampled_from(["insert", "delete", "replace", "move"]))
        if change == "insert" or at == len(blocks):
            blocks.insert(at, new)
        elif change == "delete":
            del blocks[at]
        elif change == "replace":
            if isinstance(blocks[at], Paragraph) and isinstance(new, Paragraph):
                new = new.model_copy(update={"id": blocks[at].id})
            blocks[at] = new
        else:
            blocks.insert(draw(st.integers(0, len(blocks) - 1)), blocks.pop(at))
    return first, Body(blocks=tuple(blocks)).with_ids()


def all_ids(body: Body) -> list[str]:
    """Every id in a body, repeated as often as it stands there."""
    ids: list[str] = []

    def walk(blocks):
        for block in blocks:
            ids.append(block.id)
            if isinstance(block, ListBlock):
                for item in block.items:
                    ids.append(item.id)
                    walk(item.blocks)
            elif isinstance(block, Table):
                for row in block.rows:
                    for cell in row.cells:
                        walk(cell.blocks)
            elif isinstance(block, Quote):
                walk(block.blocks)

    walk(body.blocks)
    return ids
