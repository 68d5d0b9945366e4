"""What other programs get, and that our own HTML comes back as the tree it was made of."""

from __future__ import annotations

import base64

from hypothesis import given, settings
from hypothesis import strategies as st

from briefmaker.content.foreign.items import grouped
from briefmaker.content.foreign.reading import blocks_from_html
from briefmaker.content.html_writing import html_of
from briefmaker.content.text_writing import numeral, text_of
from briefmaker.letter.body import (
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
    inlines,
    joined_inlines,
)

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
# What HTML can say: no white space at the ends of a paragraph or twice in a row, no control characters.
WORDS = st.text(st.sampled_from("aeéÿß&<>\"'-.;:[]{}/\\#0123😀\u0301\u200f\u00adÅ"), min_size=1, max_size=6)


def _marked(draw) -> dict:
    link = draw(st.sampled_from(["", "", "", "https://www.voorbeeld.nl/?a=1&b=2#c", "mailto:a@b.nl"]))
    return {"strong": draw(st.booleans()), "emphasis": draw(st.booleans()), "link": link}


@st.composite
def runs(draw, notes: bool = True, marks: bool = True):
    made = []
    for number in range(draw(st.integers(1, 4))):
        said = _marked(draw) if marks else {}
        if number:
            between = draw(st.sampled_from([" ", "\u00a0", "|", ""]))
            made.append(LineBreak() if between == "|" else Text(text=between, **said))
        made.append(Text(text=draw(WORDS), **said))
        if notes and draw(st.integers(0, 9)) == 0:
            note = draw(runs(notes=False))
            made.append(Footnote(note=note))
    return joined_inlines(made)


PARAGRAPHS = st.builds(Paragraph, inlines=runs())
HEADINGS = st.builds(
    Heading,
    level=st.integers(1, 3),
    inlines=st.builds(lambda first, rest: joined_inlines((Text(text=first), *rest)), WORDS, runs()),
)


def lists(inside, deeper: int):
    blocks = st.lists(inside if deeper else PARAGRAPHS, max_size=2)
    items = st.builds(
        lambda first, rest: ListItem(blocks=(first, *rest)),
        PARAGRAPHS,
        st.one_of(blocks, st.lists(lists(inside, deeper - 1), max_size=2)) if deeper else blocks,
    )
    several = st.lists(items, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(ListBlock, items=several),
        st.builds(
            ListBlock,
            kind=st.just("numbered"),
            start=st.sampled_from([1, 1, 2, 3, 9]),
            numerals=st.sampled_from(["decimal", "letter", "roman"]),
            items=several,
        ),
    )


LISTS = lists(PARAGRAPHS, 2)
QUOTES = st.builds(
    Quote, blocks=st.lists(st.one_of(PARAGRAPHS, HEADINGS, LISTS), min_size=1, max_size=3).map(tuple)
)
PLAIN = st.builds(Paragraph, inlines=runs(marks=False))


@st.composite
def tables(draw):
    columns, height = draw(st.integers(3, 4)), draw(st.integers(3, 4))
    header = draw(st.integers(0, 1))
    cells = st.builds(
        Cell, blocks=st.one_of(st.lists(PLAIN, max_size=2), st.lists(LISTS, max_size=1)).map(tuple)
    )
    grid = [[draw(cells) for _ in range(columns)] for _ in range(height)]
    grid[0][0] = Cell(blocks=(draw(PLAIN),))
    grid[-1][-1] = Cell(blocks=(draw(PLAIN),))
    spans = draw(st.sampled_from(["", "columns", "rows"]))
    if spans == "columns":
        grid[1][0] = grid[1][0].model_copy(update={"span": 2})
        del grid[1][1]
    elif spans == "rows":
        grid[1][1] = grid[1][1].model_copy(update={"row_span": 2})
        del grid[2][1]
    rows = tuple(Row(cells=tuple(row)) for row in grid)
    return Table(header_rows=header, header_column=draw(st.booleans()), rows=rows)


BLOCKS = st.one_of(
    PARAGRAPHS,
    HEADINGS,
    LISTS,
    QUOTES,
    tables(),
    st.just(PageBreak()),
    st.builds(Image, data=st.just(PNG), alt=WORDS),
)


def normal(blocks):
    """A list whose start is the number after the last counts on: in HTML that is the same."""
    return grouped(_normal(block) for block in blocks)


def _normal(block):
    if isinstance(block, ListBlock):
        items = tuple(ListItem(blocks=tuple(normal(item.blocks))) for item in block.items)
        return block.model_copy(update={"items": items})
    if isinstance(block, Quote):
        return Quote(blocks=tuple(normal(block.blocks)))
    if isinstance(block, Table):
        rows = tuple(
            Row(
                cells=tuple(
                    cell.model_copy(update={"blocks": tuple(normal(cell.blocks))}) for cell in row.cells
                )
            )
            for row in block.rows
        )
        return block.model_copy(update={"rows": rows})
    return block


@settings(deadline=None)
@given(st.lists(BLOCKS, max_size=6))
def test_our_own_html_comes_back_as_the_same_tree(blocks) -> None:
    pasted = blocks_from_html(html_of(blocks))
    assert list(pasted.blocks) == normal(blocks)
    assert pasted.dropped == ()


def test_lists_and_tables_are_as_word_reads_them() -> None:
    deep = ListBlock(
        kind="numbered", numerals="letter", items=(ListItem(blocks=(Paragraph(inlines=inlines("a")),)),)
    )
    first = ListBlock(kind="numbered", items=(ListItem(blocks=(Paragraph(inlines=inlines("een")), deep)),))
    second = first.model_copy(update={"continues": True, "items": deep.items})
    assert html_of([first, Paragraph(inlines=inlines("x")), second]) == (
        '<ol><li>een<ol type="a"><li>a</li></ol></li></ol><p>x</p>'
        '<ol start="2" class="continues"><li>a</li></ol>'
    )
    cell = Cell(blocks=(Paragraph(inlines=inlines("k")),), span=2)
    low = Cell(blocks=(), row_span=2)
    table = Table(header_rows=1, rows=(Row(cells=(cell,)), Row(cells=(low, Cell())), Row(cells=(Cell(),))))
    assert html_of([table]) == (
        '<table border="1" cellspacing="0"><thead><tr><th colspan="2">k</th></tr></thead><tbody><tr>'
        '<td rowspan="2"></td><td></td></tr><tr><td></td></tr></tbody></table>'
    )


def test_footnotes_are_as_word_writes_them() -> None:
    note = Footnote(note=(Text(text="Zie "), Text(text="daar", emphasis=True)))
    html = html_of([Paragraph(inlines=(Text(text="tekst"), note))])
    assert 'href="#_ftn1" name="_ftnref1"><sup' in html
    assert '<div style="mso-element:footnote" id="ftn1"><p class="MsoFootnoteText"><a' in html
    assert html.endswith("Zie <em>daar</em></p></div></div>")


def test_plain_text_has_numbers_indents_and_footnotes() -> None:
    def item(text, *more):
        return ListItem(blocks=(Paragraph(inlines=inlines(text)), *more))

    deep = ListBlock(kind="numbered", numerals="roman", start=3, items=(item("c"), item("d")))
    top = ListBlock(kind="numbered", items=(item("a", deep), item("b")))
    more = ListBlock(kind="numbered", continues=True, items=(item("e"),))
    note = Paragraph(inlines=(Text(text="met noot"), Footnote(note=(Text(text="de noot"),))))
    table = Table(rows=(Row(cells=(Cell(blocks=(note,)), Cell(blocks=(note,)))),))
    assert text_of([top, note, more, table]).split("\n") == [
        "1. a", "  iii. c", "  iv. d", "2. b", "met noot[1]", "3. e", "met noot[2]\tmet noot[3]",
        "[1] de noot", "[2] de noot", "[3] de noot",
    ]  # fmt: skip
    assert [numeral(number, "letter") for number in (1, 26, 27)] == ["a", "z", "aa"]
