"""Reading Markdown as a body: CommonMark with tables, by markdown-it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefmaker.content.cells import blocks_of_html, has_block_tags
from briefmaker.content.drafted import body_of
from briefmaker.content.plain_text import body_from_plain_text
from briefmaker.content.runs import plain_runs, runs_of_tokens
from briefmaker.letter.body import (
    Block,
    Body,
    Cell,
    Heading,
    Inline,
    ListBlock,
    ListItem,
    PageBreak,
    Paragraph,
    Quote,
    Row,
    Table,
    plain_text,
)
from briefmaker.letter.characters import normalised_line_ends

__all__ = ["PAGE_BREAK", "body_from_markdown"]

PAGE_BREAK = '<div style="page-break-after: always"></div>'

_PAGE_BREAK = re.compile(r'<div\s+style="page-break-(?:after|before):\s*always;?"\s*>\s*</div>')
_LARGEST_START = 32767
_NESTING = 100
# Deeper than markdown-it looks: what stands there would be lost, so the text is read as plain text.
_TOO_DEEP = re.compile(r"^[ \t]{90,}\S|^(?:[ \t]*(?:>|[-+*]|[0-9]{1,9}[.)])[ \t]*){40,}", re.MULTILINE)


def body_from_markdown(source: str) -> Body:
    """The body that `source` says, with an id for every block. Never fails, loses no text: what
    isn't known (images, references, HTML) stands as it was typed."""
    text = normalised_line_ends(source)
    if _TOO_DEEP.search(text):
        return body_from_plain_text(source)
    tokens = _reader().parse(text)
    return Body(blocks=_Blocks(tokens).read()).with_ids()


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"maxNesting": _NESTING})
    reader.enable("table").disable(["image", "reference", "html_block", "code"])
    reader.normalizeLink = lambda url: url  # type: ignore[method-assign]
    reader.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    return reader


class _Blocks:
    """Walks the tokens of a document."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._at = 0

    def read(self, until: str = "") -> tuple[Block, ...]:
        """The blocks up to the token of kind `until`, which is passed."""
        blocks: list[Block] = []
        while self._at < len(self._tokens):
            token = self._next()
            if token.type == until:
                break
            if (block := self._block(token)) is not None:
                blocks.append(block)
        return tuple(blocks)

    def _next(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _block(self, token: Token) -> Block | None:
        kind = token.type
        if kind == "paragraph_open":
            return self._paragraph()
        if kind == "heading_open":
            inlines = self._inlines("heading_close")
            return Heading(level=min(int(token.tag[1:]), 3), inlines=inlines) if inlines else None
        if kind in ("bullet_list_open", "ordered_list_open"):
            return self._list(token)
        if kind == "blockquote_open":
            blocks = self.read("blockquote_close")
            return Quote(blocks=blocks) if blocks else None
        if kind == "table_open":
            return self._table()
        if kind in ("fence", "code_block") and token.content.strip():
            return Paragraph(inlines=plain_runs(token.content.rstrip("\n")))
        return None

    def _inlines(self, until: str) -> tuple[Inline, ...]:
        runs: tuple[Inline, ...] = ()
        while (token := self._next()).type != until:
            runs += runs_of_tokens(token.children or ())
        return runs

    def _paragraph(self) -> Block | None:
        content = self._tokens[self._at].content
        inlines = self._inlines("paragraph_close")
        if _PAGE_BREAK.fullmatch(content.strip()):
            return PageBreak()
        return Paragraph(inlines=inlines) if inlines else None

    def _list(self, token: Token) -> ListBlock:
        numbered = token.type == "ordered_list_open"
        close = token.type.replace("open", "close")
        items: list[ListItem] = []
        while self._next().type != close:
            items.append(ListItem(blocks=self.read("list_item_close")))
        if not numbered:
            return ListBlock(items=tuple(items))
        start = int(token.attrs.get("start", 1))
        return ListBlock(kind="numbered", start=min(start, _LARGEST_START), items=tuple(items))

    def _table(self) -> Table:
        rows: list[Row] = []
        cells: list[Cell] = []
        header_rows = 0
        in_header = True
        while (token := self._next()).type != "table_close":
            if token.type in ("th_open", "td_open"):
                cells.append(self._cell(token.type.replace("open", "close")))
            elif token.type == "tr_close":
                if not in_header or any(cell.blocks for cell in cells):
                    rows.append(Row(cells=tuple(cells)))
                cells = []
            elif token.type == "thead_close":
                header_rows, in_header = len(rows), False
        return Table(header_rows=header_rows, rows=tuple(rows))

    def _cell(self, until: str) -> Cell:
        content = self._tokens[self._at].content
        inlines = self._inlines(until)
        if has_block_tags(content):
            return Cell(blocks=body_of(blocks_of_html(content), markdown=True).blocks)
        if not plain_text(inlines):
            return Cell()
        return Cell(blocks=(Paragraph(inlines=inlines),))
