"""Opening and writing PDF files, with failures as `LayoutProblem`."""

from __future__ import annotations

import io
from typing import Any

from briefmaker.output.failures import Failure, LayoutProblem

__all__ = ["opened", "written"]


def opened(pdf: bytes) -> Any:
    """An open pikepdf.Pdf; raises LayoutProblem(UNREADABLE_PDF)."""
    import pikepdf

    if not pdf.lstrip()[:5].startswith(b"%PDF-"):
        raise LayoutProblem(Failure.UNREADABLE_PDF)
    try:
        document = pikepdf.open(io.BytesIO(pdf))
        if not len(document.pages):
            raise LayoutProblem(Failure.UNREADABLE_PDF)
    except (pikepdf.PdfError, ValueError) as error:
        raise LayoutProblem(Failure.UNREADABLE_PDF) from error
    return document


def written(document: Any) -> bytes:
    """The bytes of an open pikepdf.Pdf; the same document gives the same bytes."""
    stream = io.BytesIO()
    document.save(stream, deterministic_id=True, linearize=False, preserve_pdfa=True)
    return stream.getvalue()
