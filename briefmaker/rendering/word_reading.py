"""An existing Word document, ours or not, as a source for the importer."""

from __future__ import annotations

from collections.abc import Iterable

from briefmaker.content.source import Source, SourceBlock, lines_of_blocks
from briefmaker.content.typed_structure import with_typed_structure
from briefmaker.i18n import _
from briefmaker.letter.body import Heading
from briefmaker.letter.document_type import BodyStyles
from briefmaker.rendering.body_reader import WordBody

__all__ = ["word_as_source"]


def word_as_source(docx: bytes, styles: BodyStyles) -> Source:
    """What a .docx says, with text boxes, footnotes and tables; headers and footers apart.

    styles: the names that the document's styles may have besides Word's own. Raises UnusableInput for a file
    that is no Word document, damaged, protected or too large.
    """
    read = WordBody(docx, styles, boxes=True)
    body = read.body()
    headings = [block.id for block in body.blocks if isinstance(block, Heading)]
    numbered = {heading for heading, has_number in zip(headings, read.numbered, strict=False) if has_number}
    lines = lines_of_blocks(
        SourceBlock(block, numbered=block.id in numbered) for block in with_typed_structure(body.blocks)
    )
    return Source("word", tuple(lines), read.margins, tuple(_sentences(read.lost)))


def _sentences(lost: Iterable[str]) -> Iterable[str]:
    said = {
        "picture": _("A picture that is no PNG or JPEG is left out."),
        "object": _("An embedded object, such as a sheet or a drawing, is left out."),
        "text_box": _("A text box in a text box is left out."),
    }
    return [said[kind] for kind in sorted(lost) if kind in said]
