"""From a Word document to pages and PDF, by a layout engine in a process of its own.

Knows documents and pages; no forms, no fields, no window.

    engine = engine_for("automatic")        nothing runs yet
    engine.prewarm()                        starts the child process, returns at once
    engine.preview(docx, paragraphs)        page images, sizes and a click map in one round trip
    engine.pdf(docx, title="...")           PDF/A-2 and PDF/UA-1 bytes, text read back
    engine.validate(pdf)                    findings; empty when both standards are kept
    engine.join(pdf, texts, parts, title="...")    one PDF with the enclosures behind it
    engine.page_images(pdf, scale=300 / 72, pages=[0])     for printing

Importing this loads none of the libraries that read or draw; the child process does. The functions
on bytes (`text_of_docx`, `text_of_pdf`, `words_of_pdf`, `missing_glyphs`) work in the caller's process
and load what they need.
"""

from __future__ import annotations

from briefmaker.output.choice import ENGINE_SETTINGS, engine_for
from briefmaker.output.click_map import ClickMap, Rectangle
from briefmaker.output.embedded import EmbeddedEngine
from briefmaker.output.engine import SCREEN_SCALE, LayoutEngine
from briefmaker.output.joined_parts import BookmarkedText, Joined, Part, PartFacts, Remark, RemarkKind
from briefmaker.output.libreoffice import LibreOfficeEngine
from briefmaker.output.page_differences import Change, Comparison, Matter, PageBox, PageDifference
from briefmaker.output.page_images import PageImage, PageSize
from briefmaker.output.page_words import PageWord
from briefmaker.output.preview import Preview
from briefmaker.output.reading import missing_glyphs, text_of_docx, text_of_pdf, words_of_pdf
from briefmaker.output.validation import PROFILES, Finding
from briefmaker.output.workshop import PageWorkshop

__all__ = [
    "ENGINE_SETTINGS",
    "PROFILES",
    "SCREEN_SCALE",
    "BookmarkedText",
    "Change",
    "ClickMap",
    "Comparison",
    "EmbeddedEngine",
    "Finding",
    "Joined",
    "LayoutEngine",
    "LibreOfficeEngine",
    "Matter",
    "PageBox",
    "PageDifference",
    "PageImage",
    "PageSize",
    "PageWord",
    "PageWorkshop",
    "Part",
    "PartFacts",
    "Preview",
    "Rectangle",
    "Remark",
    "RemarkKind",
    "engine_for",
    "missing_glyphs",
    "text_of_docx",
    "text_of_pdf",
    "words_of_pdf",
]
