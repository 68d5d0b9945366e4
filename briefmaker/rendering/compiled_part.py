"""One part of a document that holds placeholders, compiled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final

from lxml import etree

from briefmaker.rendering.dialect import with_bodies, with_body_texts
from briefmaker.rendering.guard import check_reads_back
from briefmaker.rendering.origins import PrintedParagraph, printed_paragraphs
from briefmaker.rendering.template_reader import Program, TemplateReader
from briefmaker.rendering.word_text import strictly_parsed
from briefmaker.rendering.word_zip import ZipEntry, deflated

__all__ = ["CompiledPart"]


class CompiledPart:
    """A part of the document that holds placeholders, with its programs."""

    def __init__(self, name: str, reader: TemplateReader, *, is_document: bool, needs_tree: bool) -> None:
        self.name: Final = name
        self.is_document: Final = is_document
        self.is_header: Final = not is_document and "foot" not in name.rsplit("/", 1)[-1]
        self._needs_tree = needs_tree
        self._reader = reader
        self._xml = reader.xml_program()
        self._text = reader.text_program()
        self._plain = reader.plain and not needs_tree
        self._last: tuple[bytes, str | None, ZipEntry] | None = None

    @cached_property
    def _placed(self) -> Program:
        return self._reader.text_program(places=True)

    def xml(self, context: Mapping[str, object], bodies: Sequence[bytes]) -> bytes:
        """The part's XML for this context, with `bodies` where the context has marks for them."""
        xml = with_bodies(self._xml.output(context), bodies)
        return _repaired(xml) if self._needs_tree else xml

    def text(self, context: Mapping[str, object], texts: Sequence[str]) -> str:
        """The text that `xml` must hold, with `texts` where the context has marks for them."""
        return with_body_texts(self._text.output(context), texts)

    def paragraphs(self, context: Mapping[str, object], texts: Sequence[str]) -> tuple[PrintedParagraph, ...]:
        """The part's paragraphs and where their text came from."""
        return printed_paragraphs(with_body_texts(self._placed.output(context), texts))

    def entry(self, xml: bytes, text: str | None) -> ZipEntry:
        """The member for this XML, checked against its text. Headers seldom change from letter to
        letter, so the last one is kept."""
        last = self._last
        if last is not None and last[0] == xml and last[1] == text:
            return last[2]
        if text is not None:
            check_reads_back(xml, text, plain=self._plain)
        entry = deflated(self.name, xml)
        if not self.is_document:
            self._last = (xml, text, entry)
        return entry


def _repaired(xml: bytes) -> bytes:
    """What docxtpl does after jinja2: columns of tables, and ids of pictures, that loops multiplied."""
    from docxtpl import DocxTemplate

    strictly_parsed(xml)  # docxtpl's own parser leaves out in silence what it can't read
    docxtpl = DocxTemplate("")
    docxtpl.docx_ids_index = 1000
    tree = docxtpl.fix_tables(xml)
    docxtpl.fix_docpr_ids(tree)
    return etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=True)
