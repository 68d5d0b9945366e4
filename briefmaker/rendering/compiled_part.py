"""One part of a document that holds placeholders, compiled."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from jinja2.runtime import Context
from lxml import etree

from briefmaker.rendering.dialect import with_bodies, with_body_texts
from briefmaker.rendering.guard import check_reads_back
from briefmaker.rendering.origins import PrintedParagraph, printed_paragraphs
from briefmaker.rendering.template_reader import Kind, Program, Shape, TemplateReader
from briefmaker.rendering.word_text import strictly_parsed
from briefmaker.rendering.word_zip import ZipEntry, deflated

__all__ = ["CompiledPart"]


class CompiledPart:
    """A part of the document that holds placeholders, with its programs."""

    def __init__(self, name: str, reader: TemplateReader, *, is_document: bool, needs_tree: bool) -> None:
        self.name: Final = name
        self.is_document: Final = is_document
        own = name.rsplit("/", 1)[-1]
        self.is_header: Final = not is_document and not any(word in own for word in ("foot", "endnote"))
        self._needs_tree = needs_tree
        self._reader = reader
        self._xml = reader.xml_program()
        self._text = reader.text_program()
        self._plain = reader.plain and not needs_tree
        self._names = tuple(reader.shapes)
        self._holds_bodies = any(_holds_body(shape) for shape in reader.shapes.values())
        self._last: tuple[tuple[bool, list[object]], ZipEntry] | None = None

    @cached_property
    def _placed(self) -> Program:
        return self._reader.text_program(places=True)

    def xml(self, context: Context, bodies: Sequence[bytes]) -> bytes:
        """The part's XML for this context, with `bodies` where the context has marks for them."""
        xml = with_bodies(self._xml.output(context), bodies)
        return _repaired(xml) if self._needs_tree else xml

    def line_of(self, error: BaseException) -> int:
        """The line of the source on which `xml` or `text` failed with an error, 0 when no line did."""
        return self._xml.line_of(error) or self._text.line_of(error)

    def text(self, context: Context, texts: Sequence[str]) -> str:
        """The text that `xml` must hold, with `texts` where the context has marks for them."""
        return with_body_texts(self._text.output(context), texts)

    def paragraphs(self, context: Context, texts: Sequence[str]) -> tuple[PrintedParagraph, ...]:
        """The part's paragraphs and where their text came from."""
        return printed_paragraphs(with_body_texts(self._placed.output(context), texts))

    def entry(
        self, context: Context, bodies: Sequence[bytes], text: str | None, *, pictures: bool = False
    ) -> ZipEntry:
        """The member, checked against `text` unless that is None; `pictures` tells that `bodies` have any."""
        xml = self.xml(context, bodies)
        if text is not None:
            check_reads_back(xml, text, plain=self._plain and not pictures)
        return deflated(self.name, xml)

    def seldom_changing_entry(
        self, context: Context, bodies: Sequence[bytes], texts: Sequence[str] | None
    ) -> ZipEntry:
        """The member, checked against its text unless `texts` is None. Page headers seldom change from
        letter to letter, so the last one is kept for the next letter of equal values."""
        if self._holds_bodies:
            return self.entry(context, bodies, None if texts is None else self.text(context, texts))
        given = (texts is None, [context.parent.get(name) for name in self._names])
        last = self._last
        if last is not None and last[0] == given:
            return last[1]
        entry = self.entry(context, bodies, None if texts is None else self.text(context, texts))
        self._last = (given, entry)
        return entry


def _holds_body(shape: Shape) -> bool:
    return shape.kind is Kind.BODY or Kind.BODY in shape.attributes.values()


def _repaired(xml: bytes) -> bytes:
    """What docxtpl does after jinja2: columns of tables, and ids of pictures, that loops multiplied."""
    from docxtpl import DocxTemplate

    strictly_parsed(xml)  # docxtpl's own parser leaves out in silence what it can't read
    docxtpl = DocxTemplate("")
    docxtpl.docx_ids_index = 1000
    tree = docxtpl.fix_tables(xml)
    docxtpl.fix_docpr_ids(tree)
    return etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=True)
