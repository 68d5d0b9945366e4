"""Letters for the tests, and what hypothesis makes of them."""

from __future__ import annotations

import datetime
import struct
import zlib

from hypothesis import strategies as st

from briefmaker.letter.answers import Enclosure
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
)
from briefmaker.letter.letter import BodyPart, DatePart, EnclosuresPart, Letter, LinesPart, Part, TextPart


def png(width: int = 2, height: int = 1, dpi: int = 0) -> bytes:
    """A grey picture of this many pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    resolution = chunk(b"pHYs", struct.pack(">IIB", *[round(dpi / 0.0254)] * 2, 1)) if dpi else b""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress((b"\0" + b"\x99" * width) * height))
    return b"\x89PNG\r\n\x1a\n" + head + resolution + pixels + chunk(b"IEND", b"")


HOSTILE = "R&D <BV> {{ x }} {% raw %} \\ \" ' € 😀"


def par(text: str, block_id: str = "") -> Paragraph:
    """A paragraph of plain text."""
    return Paragraph(id=block_id, inlines=inlines(text))


def items(*texts: str, kind: str = "bullet", start: int = 1) -> ListBlock:
    """A list of one-paragraph items."""
    return ListBlock(kind=kind, start=start, items=tuple(ListItem(blocks=(par(text),)) for text in texts))


def body(*blocks: Block) -> Body:
    """A body with ids."""
    return Body(blocks=blocks).with_ids()


def letter(**parts: Part | str | list[str] | Body | datetime.date) -> Letter:
    """A letter of these fields, each given as its plain value."""
    return Letter(
        document_type="proef/brief",
        language="nl-NL",
        title="Titel",
        author="A. Bee",
        parts={name: _part(value) for name, value in parts.items()},
    )


def _part(value: Part | str | list[str] | Body | datetime.date) -> Part:
    if isinstance(value, str):
        return TextPart(value=value)
    if isinstance(value, list):
        return LinesPart(lines=tuple(value))
    if isinstance(value, Body):
        return BodyPart(body=value)
    if isinstance(value, datetime.date):
        return DatePart(day=value)
    return value


# --- Hypothesis -------------------------------------------------------------------------------------

NASTY = (
    "&", "<", ">", '"', "'", "]]>", "<![CDATA[", "<!--", "-->", "<?pi?>", "&amp;", "&#0;",
    "</w:t></w:r></w:p><w:p>",
    "{{ x }}", "{% raw %}", "{%", "%}", "{{", "}}", "{#", "#}", "{_{", "}_}", "{_%", "%_}", "{%p if x %}",
    "{{p x }}",
    "\t", "\n", "\r\n", "\r", "  ", " ", "\u00a0", "\u2028", "\u202e", "\u200d", "e\u0301", "€", "😀",
    "👨‍👩‍👧", "عربي",
    "\\", "\\n", "%s", "\x85", "ﬁ", "\u00ad", "\ufeff", "\ufdd0", "\U0010ffff", "x" * 300,
)  # fmt: skip
ILLEGAL = (
    "\x00",
    "\x01",
    "\x02",
    "\x03",
    "\x07",
    "\x08",
    "\x0b",
    "\x0c",
    "\x1c",
    "\x1d",
    "\x1f",
    "\ud800",
    "\udfff",
    "\ufffe",
    "\uffff",
)

_pieces = st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
legal_text = st.lists(_pieces, max_size=5).map("".join).filter(lambda text: not set(text) & set(ILLEGAL))
"""Anything that a Word document can carry."""

any_text = st.lists(_pieces | st.sampled_from(ILLEGAL), max_size=5).map("".join)
"""Anything at all, about half of it legal."""


def runs(texts: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[Inline, ...]]:
    """Runs with marks, links, line breaks and footnotes."""
    links = st.just("") | st.sampled_from(
        ["https://example.nl/?a=1&b=2", "mailto:a@example.nl", "javascript:x", "http://a b"]
    )
    text = st.builds(Text, text=texts, strong=st.booleans(), emphasis=st.booleans(), link=links)
    in_note = text | st.just(LineBreak())
    note = st.builds(Footnote, note=st.lists(in_note, max_size=3).map(tuple))
    return st.lists(in_note | note, max_size=4).map(tuple)


def bodies(texts: st.SearchStrategy[str], *, nested_tables: bool = False) -> st.SearchStrategy[Body]:
    """Bodies of every kind of block, nested."""
    leaf = (
        st.builds(Paragraph, inlines=runs(texts))
        | st.builds(Heading, level=st.integers(1, 3), inlines=runs(texts))
        | st.just(PageBreak())
        | st.builds(Image, data=st.sampled_from([png(), png(300, 500, 30)]), alt=texts)
    )

    def lists(blocks: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
        inner = st.lists(blocks, max_size=3).map(tuple)
        item = st.builds(ListItem, blocks=inner)
        many = st.lists(item, max_size=3).map(tuple)
        return st.builds(
            ListBlock,
            kind=st.sampled_from(["bullet", "numbered"]),
            start=st.integers(0, 9),
            numerals=st.sampled_from(["decimal", "letter", "roman"]),
            continues=st.booleans(),
            items=many,
        ) | st.builds(Quote, blocks=inner)

    def tables(blocks: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
        cell = st.builds(
            Cell,
            blocks=st.lists(blocks, max_size=2).map(tuple),
            span=st.integers(1, 3),
            row_span=st.integers(1, 3),
        )
        row = st.builds(Row, cells=st.lists(cell, max_size=3).map(tuple))
        return st.builds(
            Table,
            header_rows=st.integers(0, 2),
            header_column=st.booleans(),
            rows=st.lists(row, max_size=3).map(tuple),
        )

    flat = st.recursive(leaf, lists, max_leaves=5)
    blocks = flat | tables(flat)
    if nested_tables:
        blocks = st.recursive(leaf, lambda inner: lists(inner) | tables(inner), max_leaves=6)
    return st.lists(blocks, max_size=4).map(lambda found: Body(blocks=tuple(found)).with_ids())


def enclosures(texts: st.SearchStrategy[str]) -> st.SearchStrategy[EnclosuresPart]:
    """Up to two enclosures."""
    one = st.builds(Enclosure, title=texts, body=bodies(texts))
    return st.lists(one, max_size=2).map(lambda found: EnclosuresPart(enclosures=tuple(found)))
