"""Reading Markdown as a body: CommonMark with tables, by markdown-it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from briefmaker.content.cells import blocks_of_html, has_block_tags
from briefmaker.content.drafted import body_of
from briefmaker.content.footnotes import CLOSE, OPEN, Footnotes
from briefmaker.content.html_tables import TableTags, tables_in, tags_of
from briefmaker.content.pictures import Pictures, picture_of
from briefmaker.content.pipe_tables import cells_of
from briefmaker.content.plain_text import body_from_plain_text
from briefmaker.content.runs import NOTHING, RunReader, markdown_reader, plain_runs
from briefmaker.letter.body import (
    Block,
    Body,
    Cell,
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
    joined_inlines,
)
from briefmaker.letter.characters import normalised_line_ends

__all__ = ["EMPTY_ITEM", "LIST_WORDS", "MOTTO", "PAGE_BREAK", "body_from_markdown"]

PAGE_BREAK = '<div style="page-break-after: always"></div>'
EMPTY_ITEM = "<!-- leeg -->"
"""Stands in an item of a list that holds nothing, not even a paragraph."""
MOTTO = "<!-- motto -->"
"""Above a quotation that is a motto."""
LIST_WORDS = {"letter": "letters", "roman": "romeins"}
"""What a numbered list counts with, in the comment above it: `<!-- lijst: letters, vervolg, begin=3 -->`."""

_PAGE_BREAK = re.compile(r'<div\s+style="page-break-(?:after|before):\s*always;?"\s*>\s*</div>')
_QUOTE, _QUOTE_END = "blockquote_open", "blockquote_close"
_LIST_COMMENT = re.compile(r"<!--\s*lijst:((?:[ ,]*(?:letters|romeins|vervolg|begin=[0-9]{1,5}))+)\s*-->")
_LARGEST_START = 32767
_NESTING = 100
# Deeper than markdown-it looks: what stands there would be lost, so the text is read as plain text.
_TOO_DEEP = re.compile(
    r"^[ \t]{90,}\S|^(?:[ \t]*(?:>|[-+*]|[0-9]{1,9}[.)]|\[\^[^\]\s]+\]:)[ \t]*){40,}", re.MULTILINE
)


def body_from_markdown(source: str, pictures: Pictures | None = None) -> Body:
    """The body that `source` says, with an id for every block. Never fails, loses no text: what isn't known
    (references, HTML, pictures from elsewhere) stands as it was typed.

    pictures: gives the PNG or JPEG file of a relative name; nothing is ever fetched.
    """
    text = normalised_line_ends(source)
    if _TOO_DEEP.search(text):
        return body_from_plain_text(source)
    environment: dict[str, object] = {}
    tokens = _reader().parse(text, environment)
    notes = Footnotes(tokens, environment)
    return Body(blocks=_Blocks(tokens, text.split("\n"), notes, pictures).read()).with_ids()


@cache
def _reader() -> MarkdownIt:
    reader = markdown_reader({"maxNesting": _NESTING})
    reader.enable("table").disable(["html_block", "code"])
    return reader.use(footnote_plugin, move_to_end=False)


class _Blocks:
    """Walks the tokens of a document, or of a footnote in it."""

    def __init__(
        self,
        tokens: Sequence[Token],
        lines: Sequence[str],
        notes: Footnotes,
        pictures: Pictures | None,
        *,
        in_note: bool = False,
    ) -> None:
        self._tokens = tokens
        self._lines = lines
        self._notes = notes
        self._pictures = pictures
        self._in_note = in_note
        self._at = 0

    def read(self, until: str = "") -> tuple[Block, ...]:
        """The blocks up to the token of kind `until`, which is passed."""
        pieces: list[Block | TableTags] = []
        while self._at < len(self._tokens):
            token = self._next()
            if token.type == until:
                break
            pieces += self._pieces(token)
        return tables_in(pieces)

    def _next(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _pieces(self, token: Token) -> Sequence[Block | TableTags]:
        kind = token.type
        if kind == "paragraph_open":
            return self._paragraph()
        if kind == "heading_open":
            return self._heading(min(int(token.tag[1:]), 3))
        if kind in ("bullet_list_open", "ordered_list_open"):
            return (self._list(token, {}),)
        if kind == _QUOTE:
            blocks = self.read(_QUOTE_END)
            return (Quote(blocks=blocks),) if blocks else ()
        if kind == "table_open":
            return (self._table(),)
        if kind in ("fence", "code_block"):
            # Behind an opening fence stands the language of the code; here it may be a word of the text.
            code = "\n".join(
                part for part in (token.info.strip(), token.content.rstrip("\n")) if part.strip()
            )
            return (Paragraph(inlines=plain_runs(code)),) if code else ()
        if kind == OPEN:
            return self._definition(token)
        return ()

    def _leaf(self) -> tuple[str, list[tuple[Inline, ...] | Image]]:
        """The source of the inline token that is next, and what it says: runs, and the pictures between
        them."""
        inline = self._next()
        self._at += 1
        reader = RunReader(note=self._note)
        parts: list[tuple[Inline, ...] | Image] = []
        waiting: list[Token] = []
        for child in inline.children or ():
            if child.type == "image" and (data := self._picture(child)) is not None:
                parts.append(reader.read(waiting))
                alt = RunReader(note=self._notes.sign_as_text).read(child.children or ())
                parts.append(Image(data=data, alt="".join(_text_of(run) for run in alt)))
                waiting = []
            else:
                waiting.append(child)
        parts.append(reader.read(waiting))
        if len(parts) > 1:
            parts = [part if isinstance(part, Image) else _trimmed(part) for part in parts]
        return inline.content.strip(), [part for part in parts if part]

    def _picture(self, token: Token) -> bytes | None:
        return None if self._in_note else picture_of(str(token.attrs.get("src", "")), self._pictures)

    def _note(self, sign: Token) -> Inline:
        return self._notes.sign_as_text(sign) if self._in_note else self._notes.note(sign, self._note_blocks)

    def _note_blocks(self, tokens: Sequence[Token]) -> Sequence[Block]:
        return _Blocks(tokens, self._lines, self._notes, None, in_note=True).read()

    def _paragraph(self) -> Sequence[Block | TableTags]:
        source, parts = self._leaf()
        if _PAGE_BREAK.fullmatch(source):
            return (PageBreak(),)
        if source == NOTHING:
            return (Paragraph(),)
        if source == EMPTY_ITEM:
            return ()
        if source == MOTTO and self._at < len(self._tokens) and self._tokens[self._at].type == _QUOTE:
            self._at += 1
            quoted = self.read(_QUOTE_END)
            return (Quote(role="motto", blocks=quoted),) if quoted else ()
        if (about := _LIST_COMMENT.fullmatch(source)) and self._at < len(self._tokens):
            following = self._tokens[self._at]
            if following.type == "ordered_list_open":
                self._at += 1
                return (self._list(following, _list_values(about[1])),)
        blocks = [part if isinstance(part, Image) else Paragraph(inlines=part) for part in parts]
        if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
            tags = tags_of(source, blocks[0], self._between_tags)
            return blocks if tags is None else (tags,)
        return blocks

    def _between_tags(self, source: str) -> tuple[Block, ...]:
        if not source.strip():
            return ()
        runs = RunReader().read(_reader().parseInline(source.strip(), {})[0].children or ())
        return (Paragraph(inlines=runs),) if runs else ()

    def _heading(self, level: int) -> Sequence[Block]:
        source, parts = self._leaf()
        if source == NOTHING:
            return (Heading(level=level),)
        return [part if isinstance(part, Image) else Heading(level=level, inlines=part) for part in parts]

    def _definition(self, token: Token) -> Sequence[Block]:
        blocks = self.read(CLOSE)
        if self._notes.is_called_for(token):
            return ()
        sign = Text(text=f"[^{token.meta['label']}]: ")
        if blocks and isinstance(blocks[0], Paragraph):
            joined = blocks[0].model_copy(update={"inlines": joined_inlines((sign, *blocks[0].inlines))})
            return (joined, *blocks[1:])
        return (Paragraph(inlines=(sign,)), *blocks)

    def _list(self, token: Token, values: Mapping[str, object]) -> ListBlock:
        numbered = token.type == "ordered_list_open"
        close = token.type.replace("open", "close")
        items: list[ListItem] = []
        while self._next().type != close:
            items.append(ListItem(blocks=self.read("list_item_close")))
        if not numbered:
            return ListBlock(items=tuple(items))
        start = 1 if values.get("continues") else min(int(token.attrs.get("start", 1)), _LARGEST_START)
        return ListBlock.model_validate({"kind": "numbered", "start": start, **values, "items": tuple(items)})

    def _table(self) -> Table:
        rows: list[Row] = []
        cells: list[Cell] = []
        header_rows = 0
        line, in_header = 0, True
        while (token := self._next()).type != "table_close":
            if token.type == "tr_open":
                line = token.map[0] if token.map else line
            elif token.type in ("th_open", "td_open"):
                cells.append(self._cell())
            elif token.type == "tr_close":
                cells += [] if in_header else self._cells_beyond(line, len(cells))
                if not in_header or any(cell.blocks for cell in cells):
                    rows.append(Row(cells=tuple(cells)))
                cells = []
            elif token.type == "thead_close":
                header_rows, in_header = len(rows), False
        return Table(header_rows=header_rows, rows=tuple(rows))

    def _cells_beyond(self, line: int, columns: int) -> list[Cell]:
        """The cells that a row has more than the table's header. GFM drops them, and with them their text."""
        return [
            Cell(blocks=self._between_tags(text))
            for text in cells_of(self._lines[line].lstrip(" \t>"))[columns:]
            if text
        ]

    def _cell(self) -> Cell:
        content, parts = self._leaf()
        if has_block_tags(content):
            return Cell(blocks=body_of(blocks_of_html(content), markdown=True).blocks)
        return Cell(blocks=tuple(p if isinstance(p, Image) else Paragraph(inlines=p) for p in parts))


def _text_of(run: Inline) -> str:
    return run.text if isinstance(run, Text) else "\n"


def _trimmed(runs: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Without the white space that stood beside a picture."""
    kept = list(runs)
    for edge, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while kept:
            run = kept[edge]
            if isinstance(run, Text) and (text := strip(run.text)):
                kept[edge] = run.model_copy(update={"text": text})
                break
            if not isinstance(run, Text | LineBreak):
                break
            del kept[edge]
    return tuple(kept)


def _list_values(words: str) -> Mapping[str, object]:
    values: dict[str, object] = {}
    for word in re.split(r"[ ,]+", words.strip(" ,")):
        if word == "vervolg":
            values["continues"] = True
        elif word.startswith("begin="):
            values["start"] = min(int(word.removeprefix("begin=")), _LARGEST_START)
        else:
            values["numerals"] = next(kind for kind, name in LIST_WORDS.items() if name == word)
    return values
