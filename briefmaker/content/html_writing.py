"""Blocks as HTML that other programs take well: structure without looks, lists and footnotes in the form
that Word itself puts on the clipboard."""

from __future__ import annotations

import base64
import html
from collections.abc import Iterable, Sequence

from briefmaker.letter.body import (
    Block,
    Cell,
    Footnote,
    Heading,
    Image,
    Inline,
    LineBreak,
    ListBlock,
    Paragraph,
    Quote,
    Table,
)

__all__ = ["html_of"]

_TYPES = {"decimal": "1", "letter": "a", "roman": "i"}
_PAGE_BREAK = '<br clear="all" style="mso-special-character:line-break;page-break-before:always">'


def html_of(blocks: Iterable[Block]) -> str:
    """A piece of HTML; footnotes stand at its end, tied to their signs."""
    writing = _Writing()
    return writing.blocks(tuple(blocks)) + writing.notes()


class _Writing:
    def __init__(self) -> None:
        self._notes: list[Footnote] = []

    def blocks(self, blocks: Sequence[Block]) -> str:
        made = []
        counted: dict[str, int] = {}
        for block in blocks:
            if isinstance(block, ListBlock):
                start = counted.get(block.numerals, 1) if block.continues else block.start
                counted[block.numerals] = start + len(block.items)
                made.append(self._list(block, start))
            else:
                made.append(self._block(block))
        return "".join(made)

    def _block(self, block: Block) -> str:
        if isinstance(block, Heading):
            return f"<h{block.level}>{self._runs(block.inlines)}</h{block.level}>"
        if isinstance(block, Paragraph):
            return f"<p>{self._runs(block.inlines)}</p>"
        if isinstance(block, Quote):
            return f"<blockquote>{self.blocks(block.blocks)}</blockquote>"
        if isinstance(block, Table):
            return self._table(block)
        if isinstance(block, Image):
            return f"<p>{_image(block)}</p>"
        return _PAGE_BREAK

    def _list(self, block: ListBlock, start: int) -> str:
        items = "".join(f"<li>{self._inside(item.blocks)}</li>" for item in block.items)
        if block.kind == "bullet":
            return f"<ul>{items}</ul>"
        said = f' start="{start}"' if start != 1 else ""
        said += f' type="{_TYPES[block.numerals]}"' if block.numerals != "decimal" else ""
        said += ' class="continues"' if block.continues else ""
        return f"<ol{said}>{items}</ol>"

    def _table(self, table: Table) -> str:
        head = "".join(self._row(row.cells, table, header=True) for row in table.rows[: table.header_rows])
        rest = "".join(self._row(row.cells, table, header=False) for row in table.rows[table.header_rows :])
        head = f"<thead>{head}</thead>" if head else ""
        return f'<table border="1" cellspacing="0">{head}<tbody>{rest}</tbody></table>'

    def _row(self, cells: Sequence[Cell], table: Table, *, header: bool) -> str:
        made = []
        for number, cell in enumerate(cells):
            heads_row = table.header_column and not number and not header
            tag = "th" if header or heads_row else "td"
            said = ' scope="row"' if heads_row else ""
            said += f' colspan="{cell.span}"' if cell.span > 1 else ""
            said += f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
            made.append(f"<{tag}{said}>{self._inside(cell.blocks)}</{tag}>")
        return f"<tr>{''.join(made)}</tr>"

    def _inside(self, blocks: Sequence[Block]) -> str:
        """What stands in an item or a cell: a first paragraph as mere text, as others write it."""
        if blocks and isinstance(blocks[0], Paragraph):
            return self._runs(blocks[0].inlines) + self.blocks(blocks[1:])
        return self.blocks(blocks)

    def _runs(self, inlines: Iterable[Inline]) -> str:
        made = []
        for run in inlines:
            if isinstance(run, LineBreak):
                made.append("<br>")
                continue
            if isinstance(run, Footnote):
                self._notes.append(run)
                made.append(_sign(len(self._notes), "", "ref"))
                continue
            text = html.escape(run.text).replace("\u00a0", "&nbsp;")
            text = f"<em>{text}</em>" if run.emphasis else text
            text = f"<strong>{text}</strong>" if run.strong else text
            made.append(f'<a href="{html.escape(run.link)}">{text}</a>' if run.link else text)
        return "".join(made)

    def notes(self) -> str:
        """The texts of the footnotes whose signs were written."""
        if not self._notes:
            return ""
        made = [
            f'<div style="mso-element:footnote" id="ftn{number}"><p class="MsoFootnoteText">'
            f"{_sign(number, 'ref', '')} {self._runs(note.note)}</p></div>"
            for number, note in enumerate(tuple(self._notes), 1)
        ]
        rule = '<br clear="all"><hr align="left" size="1" width="33%">'
        return f'<div style="mso-element:footnote-list">{rule}{"".join(made)}</div>'


def _sign(number: int, to: str, own: str) -> str:
    """A footnote's number, tied to the other place where it stands."""
    return (
        f'<a style="mso-footnote-id:ftn{number}" href="#_ftn{to}{number}" name="_ftn{own}{number}">'
        f'<sup style="mso-special-character:footnote">[{number}]</sup></a>'
    )


def _image(image: Image) -> str:
    kind = "png" if image.data.startswith(b"\x89PNG") else "jpeg"
    data = base64.b64encode(image.data).decode("ascii")
    return f'<img alt="{html.escape(image.alt)}" src="data:image/{kind};base64,{data}">'
