"""The port: what turns a Word document into pages, whichever engine does it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from briefmaker.output.click_map import Paragraph
from briefmaker.output.joined_parts import BookmarkedText, Joined, Part, PartFacts
from briefmaker.output.page_differences import Comparison
from briefmaker.output.page_images import PageImage
from briefmaker.output.preview import Preview
from briefmaker.output.validation import PROFILES, Finding

__all__ = ["SCREEN_SCALE", "LayoutEngine", "time_limit"]

SCREEN_SCALE = 96 / 72
"""Pixels per point of an ordinary screen at 100 %."""


class LayoutEngine(Protocol):
    """Lays out Word documents. Safe to call from any thread; calls wait for each other.

    Every method raises `LayoutFailed` (or `EngineUnavailable`) with a sentence for the user.
    """

    @property
    def name(self) -> str:
        """ "embedded" or "libreoffice"."""
        ...

    def prewarm(self) -> None:
        """Start what takes time to start; returns at once."""
        ...

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
        """A PDF/A-2 and PDF/UA-1 whose text is that of the document; same input, same bytes.

        conformance: "B", or "A" to claim level A where it holds.
        Raises RefusedExport with a problem when characters have no glyph in any font at hand.
        """
        ...

    def preview(
        self,
        docx: bytes,
        paragraphs: Sequence[Paragraph] = (),
        *,
        scale: float = SCREEN_SCALE,
        pages: Sequence[int] | None = None,
    ) -> Preview:
        """Images of the pages asked for (None: all) and a click map, in one go. Never refuses characters."""
        ...

    def page_images(
        self, pdf: bytes, *, scale: float, pages: Sequence[int] | None = None
    ) -> tuple[PageImage, ...]:
        """Pages of a PDF as images; for printing ask for one at a time at 300/72."""
        ...

    def validate(self, pdf: bytes, profiles: tuple[str, ...] = PROFILES) -> tuple[Finding, ...]:
        """What a PDF breaks of these profiles; empty when it keeps to all."""
        ...

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
        """A letter's PDF with its enclosures behind it: one PDF, which claims of PDF/A-2 and PDF/UA-1 what
        holds for all of it. texts: the enclosures that are printed in the letter.

        Raises LayoutFailed, which names the part that can't be joined.
        """
        ...

    def look_at(self, pdf: bytes) -> PartFacts:
        """What there is to know about somebody else's PDF before it is joined."""
        ...

    def compared(self, old: bytes, new: bytes) -> Comparison:
        """What differs between the pages of two PDFs; of equal ones nothing."""
        ...

    def close(self) -> None:
        """End its processes. A later call starts them again."""
        ...


def time_limit(size: int) -> float:
    """Seconds that laying out a document of this many bytes of XML may take: ample, and in proportion."""
    return 30.0 + size / 50_000
