"""Markdown in, Markdown out: what can be said in it comes back as it was."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from briefmaker.content.markdown import body_from_markdown, markdown_from_body
from briefmaker.letter.body import (
    Block,
    Body,
    Cell,
    Heading,
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
from tests.content.reading import letters

# What makes Markdown hard: its own marks, white space at edges, letters against marks.
CHARACTERS = st.sampled_from("abcdeé \u00a0\u2003\t*_`[]()<>&#;!|\\-+=~.:/1290'\"“”€😀")
TEXTS = st.text(
    CHARACTERS | st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), min_size=1, max_size=12
)
LINKS = st.sampled_from(
    ["", "", "", "", "https://example.nl/a_b?c=1&d=(2)", "mailto:a@example.nl", "x<y>\\z"]
)
RUNS = st.builds(Text, text=TEXTS, strong=st.booleans(), emphasis=st.booleans(), link=LINKS)
INLINES = st.lists(RUNS | st.just(LineBreak()), min_size=1, max_size=5).map(joined_inlines)
PARAGRAPHS = st.builds(Paragraph, inlines=INLINES)
HEADINGS = st.builds(Heading, level=st.integers(1, 3), inlines=INLINES)
WORDS = st.builds(
    Paragraph, inlines=st.builds(lambda text: (Text(text=text),), st.text("abc<>&*", min_size=1))
)


def lists(items: st.SearchStrategy[Block], *, most: int = 3) -> st.SearchStrategy[ListBlock]:
    blocks = st.lists(items, min_size=1, max_size=most).map(tuple)
    item_lists = st.lists(st.builds(ListItem, blocks=blocks), min_size=1, max_size=3).map(tuple)
    return st.builds(ListBlock, items=item_lists) | st.builds(
        ListBlock, kind=st.just("numbered"), start=st.integers(0, 32767), items=item_lists
    )


CELLS = (
    st.builds(Cell, blocks=st.just(()))
    | st.builds(Cell, blocks=PARAGRAPHS.map(lambda block: (block,)))
    | st.builds(Cell, blocks=st.tuples(WORDS, lists(WORDS, most=1), WORDS))
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 3))
    count = draw(st.integers(1, 3))
    rows = [Row(cells=tuple(draw(CELLS) for _ in range(columns))) for _ in range(count)]
    header = bool(draw(st.booleans()) and any(cell.blocks for cell in rows[0].cells))
    return Table(header_rows=int(header), rows=tuple(rows))


LEAVES = PARAGRAPHS | HEADINGS | tables() | st.just(PageBreak())
BLOCKS = st.recursive(
    LEAVES,
    lambda inner: lists(inner) | st.builds(Quote, blocks=st.lists(inner, min_size=1, max_size=3).map(tuple)),
    max_leaves=8,
)
BODIES = st.lists(BLOCKS, max_size=5).map(lambda blocks: Body(blocks=tuple(blocks)))


def without_ids(body: Body) -> object:
    def strip(value: object) -> object:
        if isinstance(value, dict):
            return {key: strip(item) for key, item in value.items() if key != "id"}
        return [strip(item) for item in value] if isinstance(value, list) else value

    return strip(body.model_dump(mode="json"))


@given(BODIES)
@settings(max_examples=150, deadline=None)
def test_a_body_written_as_markdown_reads_back_as_the_same_body(body: Body) -> None:
    written = markdown_from_body(body)
    assert without_ids(body_from_markdown(written)) == without_ids(body), written


@given(st.text(CHARACTERS | st.sampled_from("\n\n\r\f"), max_size=200))
@settings(max_examples=300, deadline=None)
def test_reading_any_text_as_markdown_never_fails_and_settles(source: str) -> None:
    once = body_from_markdown(source)
    again = body_from_markdown(markdown_from_body(once))
    assert [letters(text) for text in again.texts()] == [letters(text) for text in once.texts()]
