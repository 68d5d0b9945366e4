"""Markdown in, Markdown out: what can be said in it comes back as it was."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from briefmaker.content.markdown import body_from_markdown, markdown_from_body
from briefmaker.letter.body import (
    Block,
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
    plain_text,
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
NOTES = st.lists(RUNS | st.just(LineBreak()), max_size=4).map(
    lambda runs: Footnote(note=joined_inlines(runs))
)
INLINES = st.lists(RUNS | st.just(LineBreak()) | NOTES, max_size=5).map(joined_inlines)
PARAGRAPHS = st.builds(Paragraph, inlines=INLINES)
HEADINGS = st.builds(Heading, level=st.integers(1, 3), inlines=INLINES)
PICTURES = st.builds(
    Image,
    data=st.builds(
        bytes.__add__, st.sampled_from([b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"]), st.binary(max_size=9)
    ),
    alt=st.text(CHARACTERS | st.just("\n"), max_size=12),
)


def lists(items: st.SearchStrategy[Block]) -> st.SearchStrategy[ListBlock]:
    blocks = st.lists(items, max_size=3).map(tuple)
    item_lists = st.lists(st.builds(ListItem, blocks=blocks), min_size=1, max_size=3).map(tuple)
    return st.builds(ListBlock, items=item_lists) | st.builds(
        ListBlock,
        kind=st.just("numbered"),
        start=st.integers(0, 32767),
        numerals=st.sampled_from(["decimal", "letter", "roman"]),
        continues=st.booleans(),
        items=item_lists,
    )


@st.composite
def tables(draw: st.DrawFn, inner: st.SearchStrategy[Block]) -> Table:
    """Plain ones that fit between "|", and such as only HTML can say."""
    columns = draw(st.integers(1, 3))
    count = draw(st.integers(1, 3))
    plain = draw(st.booleans())
    spans = st.just(1) if plain else st.integers(1, 3)
    blocks = (PARAGRAPHS if plain else inner) | st.none()
    rows = tuple(
        Row(
            cells=tuple(
                Cell(
                    blocks=tuple(draw(st.lists(blocks.filter(bool), max_size=1 if plain else 2))),
                    span=draw(spans),
                    row_span=draw(spans),
                )
                for _ in range(columns if plain else draw(st.integers(0, 3)))
            )
        )
        for _ in range(count)
    )
    header = draw(st.integers(0, count))
    return Table(header_rows=header, header_column=not plain and draw(st.booleans()), rows=rows)


LEAVES = PARAGRAPHS | HEADINGS | PICTURES | st.just(PageBreak())
BLOCKS = st.recursive(
    LEAVES,
    lambda inner: (
        lists(inner)
        | tables(inner)
        | st.builds(Quote, blocks=st.lists(inner, min_size=1, max_size=3).map(tuple))
    ),
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
@settings(max_examples=250, deadline=None)
def test_a_body_written_as_markdown_reads_back_as_the_same_body(body: Body) -> None:
    written = markdown_from_body(body)
    assert without_ids(body_from_markdown(written)) == without_ids(body), written


@given(st.text(CHARACTERS | st.sampled_from("\n\n\r\f"), max_size=200))
@settings(max_examples=250, deadline=None)
def test_reading_any_text_as_markdown_never_fails_and_settles(source: str) -> None:
    once = body_from_markdown(source)
    again = body_from_markdown(markdown_from_body(once))
    assert [letters(text) for text in again.texts()] == [letters(text) for text in once.texts()]


WORDS = [f"woord{letter}" for letter in "abcdefghijkl"]
BETWEEN = st.text(st.sampled_from("*_[]()^:|-#>1.! \n\n\\~{}&"), min_size=1, max_size=6)


def everything(value: object) -> str:
    """All strings of a body, wherever they stand."""
    if isinstance(value, dict):
        return " ".join(everything(item) for item in value.values())
    return " ".join(map(everything, value)) if isinstance(value, list) else str(value)


@given(st.lists(BETWEEN, min_size=len(WORDS), max_size=len(WORDS)))
@settings(max_examples=250, deadline=None)
def test_no_word_of_any_markdown_is_lost(between: list[str]) -> None:
    source = "".join(mark + word for mark, word in zip(between, WORDS, strict=True))
    found = everything(body_from_markdown(source).model_dump(mode="json"))
    assert [word for word in WORDS if word not in found] == [], source


def test_a_word_behind_a_fence_is_kept() -> None:
    assert "".join(body_from_markdown("~~~woord\ntekst\n~~~").texts()).split() == ["woord", "tekst"]


def test_what_markdown_has_no_sign_for_stays_readable_in_it() -> None:
    body = Body(
        blocks=(
            ListBlock(kind="numbered", items=(item("een"), item("twee"))),
            Paragraph(inlines=(Text(text="Tussendoor"), Footnote(note=(Text(text="Een noot."),)))),
            ListBlock(kind="numbered", continues=True, items=(item("drie"),)),
            ListBlock(kind="numbered", numerals="letter", items=(item("a"),)),
        )
    )
    assert markdown_from_body(body) == (
        "1. een\n2. twee\n\nTussendoor[^1]\n\n<!-- lijst: vervolg -->\n\n3. drie\n\n"
        "<!-- lijst: letters -->\n\n1) a\n\n[^1]: Een noot.\n"
    )


def item(text: str) -> ListItem:
    return ListItem(blocks=(Paragraph(inlines=(Text(text=text),)),))


def test_a_footnote_may_be_written_in_the_line_or_below_and_unused_ones_stay() -> None:
    body = body_from_markdown("Tekst^[kort] en[^a].\n\n[^a]: Lang\\\n    en breed\n\n[^b]: Ongebruikt")
    first, second = body.blocks
    assert isinstance(first, Paragraph)
    assert [run for run in first.inlines if isinstance(run, Footnote)] == [
        Footnote(note=(Text(text="kort"),)),
        Footnote(note=(Text(text="Lang"), LineBreak(), Text(text="en breed"))),
    ]
    assert isinstance(second, Paragraph)
    assert plain_text(second.inlines) == "[^b]: Ongebruikt"


def test_pictures_are_read_from_their_address_and_never_from_elsewhere() -> None:
    png = b"\x89PNG\r\n\x1a\n..."
    asked: list[str] = []

    def pictures(name: str) -> bytes | None:
        asked.append(name)
        return png if name == "kaart.png" else None

    body = body_from_markdown(
        "Zie ![de *kaart*](kaart.png) hier.\n\n![elders](https://example.nl/a.png)\n\n"
        "![stuk](data:image/png;base64,AAAA)",
        pictures,
    )
    assert [block.type for block in body.blocks] == [
        "paragraph",
        "image",
        "paragraph",
        "paragraph",
        "paragraph",
    ]
    picture = body.blocks[1]
    assert isinstance(picture, Image)
    assert (picture.data, picture.alt) == (png, "de kaart")
    assert list(body.texts())[2:] == [
        "![elders](https://example.nl/a.png)",
        "![stuk](data:image/png;base64,AAAA)",
    ]
    assert asked == ["kaart.png", "https://example.nl/a.png"]


def test_an_html_table_that_does_not_fit_together_stays_text() -> None:
    source = "<table>\n<tr>\n<td>\n\nwel\n\n</tr>\n\nniet"
    assert " ".join(body_from_markdown(source).texts()).split() == source.split()


def test_many_open_tables_are_read_in_no_time() -> None:
    source = "<table>\n<tr>\n<td>\n\n" * 3_000
    started = time.monotonic()
    assert len(body_from_markdown(source).blocks) == 3_000
    assert time.monotonic() - started < 10
