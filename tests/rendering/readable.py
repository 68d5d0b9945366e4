"""Trees for the body reader: what Word can say, in the one way that it is read."""

from __future__ import annotations

import struct
import zlib

from hypothesis import strategies as st

from briefmaker.letter.body import (
    Block,
    Body,
    Cell,
    Heading,
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
from briefmaker.rendering.links import link_target
from tests.rendering.letters import legal_text


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
        else:
            found.append(run)
    return joined_inlines(found)


# --- Hypothesis: only what the canonical form allows -------------------------------------------------

_links = st.sampled_from(
    ["", "", "https://example.nl/?a=1&b=2", "mailto:a@example.nl", "http://a b", "javascript:x"]
)
_text = st.builds(Text, text=legal_text, strong=st.booleans(), emphasis=st.booleans(), link=_links)
_runs = st.lists(_text | st.just(LineBreak()), max_size=4).map(lambda found: canonical_runs(tuple(found)))
_paragraph = st.builds(Paragraph, inlines=_runs)
_full_paragraph = _paragraph.filter(lambda block: bool(block.inlines))
_heading = st.builds(Heading, level=st.integers(1, 3), inlines=_runs)
_quote = st.builds(Quote, blocks=st.lists(_paragraph, min_size=1, max_size=3).map(tuple))


def _lists(depth: int) -> st.SearchStrategy[Block]:
    """Lists with as many levels as `depth`."""
    further: st.SearchStrategy[Block] = _paragraph
    if depth > 1:
        further = further | _lists(depth - 1)
    item = st.builds(
        lambda first, rest: ListItem(blocks=_apart((first, *rest))),
        _paragraph,
        st.lists(further, max_size=3),
    )
    many = st.lists(item, min_size=1, max_size=3).map(tuple)
    numbered = st.builds(
        ListBlock, kind=st.just("numbered"), start=st.integers(0, 32767) | st.integers(0, 3), items=many
    )
    return st.builds(ListBlock, items=many) | numbered


def _apart(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The same without what can't follow directly: a bullet list after one, a quote after one, and an empty
    paragraph between two tables."""
    kept: list[Block] = []
    for block in blocks:
        last = kept[-1] if kept else None
        if isinstance(block, Quote) and isinstance(last, Quote):
            continue
        if _is_bullets(block) and last is not None and _is_bullets(last):
            continue
        if (
            isinstance(block, Table)
            and len(kept) > 1
            and isinstance(kept[-2], Table)
            and kept[-1] == Paragraph()
        ):
            kept.pop()
        kept.append(block)
    return tuple(kept)


def _is_bullets(block: Block) -> bool:
    return isinstance(block, ListBlock) and block.kind == "bullet"


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 4))
    inside = _paragraph | _heading | _quote | _lists(2)
    cell_blocks = st.lists(inside, min_size=1, max_size=3).map(lambda found: _apart(tuple(found)))
    rows = []
    for _row in range(draw(st.integers(1, 4))):
        free, cells = columns, []
        while free:
            span = draw(st.integers(1, free))
            cells.append(Cell(blocks=draw(cell_blocks), span=span))
            free -= span
        rows.append(Row(cells=tuple(cells)))
    return Table(
        header_rows=draw(st.integers(0, len(rows))), header_column=draw(st.booleans()), rows=tuple(rows)
    )


_blocks = _full_paragraph | _paragraph | _heading | _quote | _lists(3) | _tables() | st.just(PageBreak())


def _no_double_breaks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    kept: list[Block] = []
    for block in blocks:
        if not (isinstance(block, PageBreak) and kept and isinstance(kept[-1], PageBreak)):
            kept.append(block)
    return tuple(kept)


readable_bodies = st.lists(_blocks, max_size=6).map(
    lambda found: Body(blocks=_no_double_breaks(_apart(tuple(found)))).with_ids()
)
"""Bodies in the canonical form of `briefmaker.rendering.body_reader`."""


def without_ids(body: Body, *aside: str) -> object:
    """A body as plain values, ids and the fields in `aside` left out."""
    return _without(body.model_dump(), {"id", *aside})


def _without(value: object, aside: set[str]) -> object:
    if isinstance(value, dict):
        return {name: _without(inner, aside) for name, inner in value.items() if name not in aside}
    if isinstance(value, list | tuple):
        return [_without(inner, aside) for inner in value]
    return value


def png(width: int = 4, height: int = 3, shade: int = 0x80) -> bytes:
    """A small PNG file."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + bytes([shade]) * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
