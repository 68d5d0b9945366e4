"""The embedded engine: needs no office suite. Works in a child process (see `worker`)."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Hashable, Sequence
from datetime import datetime
from typing import Any

from briefmaker.output.child import Child
from briefmaker.output.click_map import ClickMap, Paragraph
from briefmaker.output.engine import SCREEN_SCALE, time_limit
from briefmaker.output.failures import LayoutProblem, error_of
from briefmaker.output.joined_parts import BookmarkedText, Joined, Part, PartFacts
from briefmaker.output.joining import joined, looked_at
from briefmaker.output.page_images import PageImage
from briefmaker.output.pdf_metadata import DocumentFacts
from briefmaker.output.preview import Preview, RawPreview
from briefmaker.output.validation import PROFILES, Finding

__all__ = ["EmbeddedEngine", "PageWorkshop", "page_numbers", "text_size"]


class PageWorkshop:
    """The child process as both engines use it: answers as values, failures as errors for the user."""

    def __init__(self) -> None:
        self.child = Child()

    def ask(self, name: str, limit: float, **arguments: Any) -> Any:
        """The result of a worker's task; raises a BriefmakerError."""
        try:
            return self.child.ask(name, limit, **arguments)
        except LayoutProblem as problem:
            raise error_of(problem) from problem

    def preview(self, name: str, limit: float, paragraphs: Sequence[Paragraph], **arguments: Any) -> Preview:
        """A preview by the worker's task of this name."""
        origins: dict[Hashable, int] = {}
        plain = [
            (
                paragraph.text,
                [(s.start, s.end, origins.setdefault(s.place, len(origins))) for s in paragraph.spans],
            )
            for paragraph in paragraphs
        ]
        raw: RawPreview = self.ask(name, limit, paragraphs=plain, **arguments)
        click_map = ClickMap(raw.stretches, origins)
        return Preview(raw.pdf, raw.page_sizes, raw.images, click_map, raw.missing)

    def page_images(self, pdf: bytes, scale: float, pages: Sequence[int] | None) -> tuple[PageImage, ...]:
        """Pages of a PDF as images."""
        images: tuple[PageImage, ...] = self.ask(
            "images", time_limit(len(pdf)), pdf=pdf, scale=scale, pages=page_numbers(pages)
        )[1]
        return images

    def validate(self, pdf: bytes, profiles: tuple[str, ...]) -> tuple[Finding, ...]:
        """What a PDF breaks of these profiles."""
        findings: tuple[Finding, ...] = self.ask("validate", time_limit(len(pdf)), pdf=pdf, profiles=profiles)
        return findings

    def join(
        self, letter: bytes, texts: Sequence[BookmarkedText], parts: Sequence[Part], facts: DocumentFacts
    ) -> Joined:
        """A letter's PDF with its enclosures behind it."""
        return joined(self.child, letter, texts, parts, facts)

    def look_at(self, pdf: bytes) -> PartFacts:
        """What there is to know about a PDF before it is joined."""
        return looked_at(self.child, pdf)


class EmbeddedEngine:
    """The `LayoutEngine` that Briefmaker brings along."""

    name = "embedded"

    def __init__(self, workshop: PageWorkshop | None = None) -> None:
        self._workshop = workshop or PageWorkshop()

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

    def page_images(
        self, pdf: bytes, *, scale: float, pages: Sequence[int] | None = None
    ) -> tuple[PageImage, ...]:
        return self._workshop.page_images(pdf, scale, pages)

    def validate(self, pdf: bytes, profiles: tuple[str, ...] = PROFILES) -> tuple[Finding, ...]:
        return self._workshop.validate(pdf, profiles)

    def join(
        self,
        letter: bytes,
        texts: Sequence[BookmarkedText],
        parts: Sequence[Part],
        *,
        title: str,
        language: str = "nl-NL",
        author: str = "",
    ) -> Joined:
        return self._workshop.join(letter, texts, parts, DocumentFacts(title, language, author))

    def look_at(self, pdf: bytes) -> PartFacts:
        return self._workshop.look_at(pdf)

    def close(self) -> None:
        self._workshop.child.close()


def text_size(docx: bytes) -> int:
    """The bytes of XML in a .docx, as its directory says; its own size if it has none."""
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as package:
            return sum(info.file_size for info in package.infolist() if info.filename.endswith(".xml"))
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        return len(docx)


def page_numbers(pages: Sequence[int] | None) -> list[int] | None:
    """Page numbers as they go to the child process."""
    return None if pages is None else list(pages)


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
