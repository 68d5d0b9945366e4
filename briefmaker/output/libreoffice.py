"""LibreOffice as a layout engine: the second opinion, and the choice of who wants Word's neighbour."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from briefmaker.output.click_map import Paragraph
from briefmaker.output.engine import SCREEN_SCALE, time_limit
from briefmaker.output.failures import Failure, LayoutProblem, error_of
from briefmaker.output.office import Office, find_soffice
from briefmaker.output.pdf_metadata import DocumentFacts
from briefmaker.output.preview import Preview
from briefmaker.output.workshop import OverWorkshop, PageWorkshop, page_numbers, text_size
from briefmaker.places import resources_folder

__all__ = ["LibreOfficeEngine"]

_FILTER = {
    "SelectPdfVersion": 2,  # PDF/A-2b
    "PDFUACompliance": True,
    "UseTaggedPDF": True,
    "DisplayPDFDocumentTitle": True,
    "ExportBookmarks": True,
    "ExportFormFields": False,
}


class LibreOfficeEngine(OverWorkshop):
    """The `LayoutEngine` that asks a LibreOffice installed on this computer.

    workshop: the child process that copies, checks, finishes and draws; may be shared with the embedded
    engine. resident False: start LibreOffice anew for every letter (about a second each).
    time_limit: seconds for one letter, instead of a limit by its size.
    """

    name = "libreoffice"

    def __init__(
        self,
        workshop: PageWorkshop | None = None,
        *,
        soffice: Path | None = None,
        resident: bool = True,
        limit: float | None = None,
    ) -> None:
        super().__init__(workshop)
        self._soffice = soffice
        self._resident = resident
        self._limit = limit
        self._lock = threading.RLock()
        self._office: Office | None = None

    @staticmethod
    def is_installed() -> bool:
        """Whether a LibreOffice is found on this computer."""
        return find_soffice() is not None

    def prewarm(self) -> None:
        def start() -> None:
            try:
                with self._lock:
                    self._running().start()
            except (LayoutProblem, OSError):
                return  # whoever asks for a page is told

        threading.Thread(target=start, name="office prewarm", daemon=True).start()

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
        limit = time_limit(text_size(docx))
        laid_out, missing = self._laid_out(docx)
        if missing:
            raise error_of(LayoutProblem(Failure.MISSING_GLYPHS, missing))
        pdf: bytes = self._workshop.ask("finish", limit, pdf=laid_out, docx=docx, facts=facts)
        return pdf

    def preview(
        self,
        docx: bytes,
        paragraphs: Sequence[Paragraph] = (),
        *,
        scale: float = SCREEN_SCALE,
        pages: Sequence[int] | None = None,
    ) -> Preview:
        laid_out, missing = self._laid_out(docx)
        limit = time_limit(text_size(docx))
        return self._workshop.preview(
            "preview_of_pdf",
            limit,
            paragraphs,
            pdf=laid_out,
            missing=missing,
            docx=docx,
            scale=scale,
            pages=page_numbers(pages),
        )

    def close(self) -> None:
        office = self._office
        if office is not None:
            office.abandon()
        with self._lock:
            self._office = None
        if office is not None:
            office.close()
        self._workshop.child.close()

    def _running(self) -> Office:
        if self._office is None:
            soffice = self._soffice or find_soffice()
            if soffice is None:
                raise LayoutProblem(Failure.OFFICE_MISSING)
            self._office = Office(soffice, resources_folder() / "fonts", resident=self._resident)
        return self._office

    def _laid_out(self, docx: bytes) -> tuple[bytes, tuple[str, ...]]:
        """LibreOffice's own PDF, and the characters for which it got a stand-in."""
        size = text_size(docx)
        copy, missing = self._workshop.ask("copy_for_office", time_limit(size), docx=docx)
        limit = self._limit or 60.0 + size / 50_000
        with self._lock:
            pdf = _twice(lambda: self._running().convert(copy, _FILTER, limit))
        return pdf, missing


def _twice(convert: Callable[[], bytes]) -> bytes:
    """The result of a conversion; tried once more, with a new process and profile, when it broke off."""
    for last in (False, True):
        try:
            pdf = convert()
        except TimeoutError:
            raise error_of(LayoutProblem(Failure.TOO_SLOW)) from None
        except LayoutProblem as problem:
            raise error_of(problem) from problem
        except OSError as error:
            if last:
                raise error_of(LayoutProblem(Failure.OFFICE_FAILED)) from error
            continue
        if pdf.startswith(b"%PDF-"):
            return pdf
        raise error_of(LayoutProblem(Failure.OFFICE_FAILED))
    raise AssertionError
