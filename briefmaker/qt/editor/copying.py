"""What is copied: for ourselves the structure, for other programs HTML and plain text."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QStandardItem, QStandardItemModel

from briefmaker.letter.body import (
    Block,
    Body,
    Footnote,
    Heading,
    Inline,
    LineBreak,
    ListBlock,
    Paragraph,
    Quote,
    Table,
    plain_text,
)
from briefmaker.qt.editor.lines import Line, blocks_of
from briefmaker.qt.editor.pasting import BODY_MIME

__all__ = ["html_of", "mime_of", "text_of"]


def mime_of(lines: Sequence[Line]) -> QMimeData:
    """Lines for the clipboard."""
    blocks = blocks_of(lines)
    data = _foreign_mime_data()
    body = Body(blocks=tuple(blocks))
    try:
        data.setData(BODY_MIME, body.model_dump_json().encode())
        data.setHtml(html_of(blocks))
        data.setText(text_of(blocks))
    except ValueError:
        # A lone surrogate, kept from a damaged letter, fits in no clipboard.
        data.setText(text_of(blocks).encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    return data


def _foreign_mime_data() -> QMimeData:
    """Empty data that Qt made. The clipboard may keep it until after Python has ended, and an object
    that Python made can't be destroyed then: the program would crash at its exit (seen)."""
    model = QStandardItemModel()
    model.appendRow(QStandardItem())
    data = model.mimeData([model.index(0, 0)])
    data.clear()
    return data


def html_of(blocks: Iterable[Block]) -> str:
    """Blocks as plain HTML without looks."""
    return "".join(_html(block) for block in blocks)


def _html(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level}>{_runs(block.inlines)}</h{block.level}>"
    if isinstance(block, Paragraph):
        return f"<p>{_runs(block.inlines)}</p>"
    if isinstance(block, ListBlock):
        tag = "ul" if block.kind == "bullet" else f'ol start="{block.start}"' if block.start != 1 else "ol"
        items = "".join(f"<li>{_inside(item.blocks)}</li>" for item in block.items)
        return f"<{tag}>{items}</{tag.split(maxsplit=1)[0]}>"
    if isinstance(block, Quote):
        return f"<blockquote>{html_of(block.blocks)}</blockquote>"
    if isinstance(block, Table):
        rows = []
        for number, row in enumerate(block.rows):
            tag = "th" if number < block.header_rows else "td"
            cells = (
                f'<{tag} colspan="{cell.span}">{_inside(cell.blocks)}</{tag}>'
                if cell.span > 1
                else f"<{tag}>{_inside(cell.blocks)}</{tag}>"
                for cell in row.cells
            )
            rows.append(f"<tr>{''.join(cells)}</tr>")
        return f"<table>{''.join(rows)}</table>"
    return "<hr>"


def _inside(blocks: Sequence[Block]) -> str:
    if blocks and isinstance(blocks[0], Paragraph):
        return _runs(blocks[0].inlines) + html_of(blocks[1:])
    return html_of(blocks)


def _runs(inlines: Iterable[Inline]) -> str:
    made = []
    for run in inlines:
        if isinstance(run, LineBreak):
            made.append("<br>")
            continue
        if isinstance(run, Footnote):
            continue
        text = html.escape(run.text)
        text = f"<em>{text}</em>" if run.emphasis else text
        text = f"<strong>{text}</strong>" if run.strong else text
        made.append(f'<a href="{html.escape(run.link)}">{text}</a>' if run.link else text)
    return "".join(made)


def text_of(blocks: Iterable[Block], indent: str = "") -> str:
    """Blocks as plain text: a line each, items with a dash or number."""
    return "\n".join(_lines(blocks, indent))


def _lines(blocks: Iterable[Block], indent: str) -> Iterable[str]:
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            yield indent + plain_text(block.inlines)
        elif isinstance(block, ListBlock):
            for number, item in enumerate(block.items, block.start):
                sign = "-" if block.kind == "bullet" else f"{number}."
                inside = list(_lines(item.blocks, indent + "  "))
                yield f"{indent}{sign} {inside[0][len(indent) + 2 :]}" if inside else f"{indent}{sign}"
                yield from inside[1:]
        elif isinstance(block, Quote):
            yield from _lines(block.blocks, indent)
        elif isinstance(block, Table):
            for row in block.rows:
                yield indent + "\t".join(" ".join(_lines(cell.blocks, "")) for cell in row.cells)
