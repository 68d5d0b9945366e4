"""The child process that lays out, finishes, checks, joins and draws, as every engine uses it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Hashable, Sequence
from typing import Any

from briefmaker.output.child import Child
from briefmaker.output.click_map import ClickMap, Paragraph
from briefmaker.output.engine import time_limit
from briefmaker.output.failures import LayoutProblem, error_of
from briefmaker.output.joined_parts import BookmarkedText, Joined, Part, PartFacts
from briefmaker.output.joining import joined, looked_at
from briefmaker.output.page_differences import Comparison
from briefmaker.output.page_images import PageImage
from briefmaker.output.pdf_metadata import DocumentFacts
from briefmaker.output.preview import Preview, RawPreview
from briefmaker.output.validation import PROFILES, Finding

__all__ = ["OverWorkshop", "PageWorkshop", "page_numbers", "text_size"]


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

    def compared(self, old: bytes, new: bytes) -> Comparison:
        """What differs between the pages of two PDFs."""
        comparison: Comparison = self.ask("compared", time_limit(len(old) + len(new)), old=old, new=new)
        return comparison


class OverWorkshop:
    """What every engine does alike once it has a PDF: the part of the `LayoutEngine` for which it makes no
    difference who laid out the pages."""

    def __init__(self, workshop: PageWorkshop | None) -> None:
        self._workshop = workshop or PageWorkshop()

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

    def compared(self, old: bytes, new: bytes) -> Comparison:
        return self._workshop.compared(old, new)


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
