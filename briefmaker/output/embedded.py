"""The embedded engine: needs no office suite. Works in a child process (see `worker`)."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Sequence
from datetime import datetime

from briefmaker.output.click_map import Paragraph
from briefmaker.output.engine import SCREEN_SCALE, time_limit
from briefmaker.output.failures import LayoutProblem
from briefmaker.output.pdf_metadata import DocumentFacts
from briefmaker.output.preview import Preview
from briefmaker.output.workshop import OverWorkshop, PageWorkshop, page_numbers, text_size

__all__ = ["EmbeddedEngine"]


class EmbeddedEngine(OverWorkshop):
    """The `LayoutEngine` that Briefmaker brings along."""

    name = "embedded"

    def __init__(self, workshop: PageWorkshop | None = None) -> None:
        super().__init__(workshop)

    @property
    def process_id(self) -> int | None:
        """The number of the child process, None when none runs."""
        return self._workshop.child.process_id

    def prewarm(self) -> None:
        """Start the child and have it load what a letter needs, while the caller goes on."""

        def warm() -> None:
            try:
                self._workshop.child.ask("warm", 60.0, docx=_smallest_docx())
            except LayoutProblem:
                return  # whoever asks for a page is told

        threading.Thread(target=warm, name="layout prewarm", daemon=True).start()

    def pdf(
        self,
        docx: bytes,
        *,
        title: str,
        language: str = "nl-NL",
        author: str = "",
        created: datetime | None = None,
        conformance: str = "B",
    ) -> bytes:
        facts = DocumentFacts(title, language, author, created, conformance)
        pdf: bytes = self._workshop.ask("pdf", time_limit(text_size(docx)), docx=docx, facts=facts)
        return pdf

    def preview(
        self,
        docx: bytes,
        paragraphs: Sequence[Paragraph] = (),
        *,
        scale: float = SCREEN_SCALE,
        pages: Sequence[int] | None = None,
    ) -> Preview:
        limit = time_limit(text_size(docx))
        return self._workshop.preview(
            "preview", limit, paragraphs, docx=docx, scale=scale, pages=page_numbers(pages)
        )

    def close(self) -> None:
        self._workshop.child.close()


def _smallest_docx() -> bytes:
    """One word, to warm up on."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Target="word/document.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>'
        "</Relationships>",
        "word/document.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:body><w:p><w:r><w:rPr><w:rFonts w:ascii="Arial"/></w:rPr><w:t>\u2192 Briefmaker</w:t></w:r></w:p>'
        "</w:body></w:document>",
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return stream.getvalue()
