"""Printing: the pages of the letter, all of them or those chosen, at the printer's resolution."""

from __future__ import annotations

import pypdfium2
import pytest
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog

from tests.qt.test_window import type_in


@pytest.fixture
def paper(window, tmp_path, monkeypatch):
    """A printer that prints into a file."""
    path = tmp_path / "papier.pdf"

    def new_printer():
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setFullPage(True)
        printer.setResolution(150)
        return printer

    monkeypatch.setattr(window.printing, "_new_printer", new_printer)
    return path


def printed(qtbot, window, *, first=0, last=0):
    """Print as if the dialog was accepted."""
    window.printing.print_letter()
    dialog = window.findChild(QPrintDialog)
    dialog.printer().setFromTo(first, last)
    dialog.accept()
    qtbot.waitUntil(
        lambda: window.message.text() == "Het document is naar de printer gestuurd.", timeout=30_000
    )


def test_a_letter_is_printed_page_by_page(qtbot, window, paper, pages_shown):
    type_in(qtbot, window, "onderwerp", "Zwembad")
    pages_shown(window)
    printed(qtbot, window)
    with pypdfium2.PdfDocument(paper) as made:
        assert len(made) == window.preview.view.page_count
        assert made.get_page_size(0) == (pytest.approx(595, abs=2), pytest.approx(842, abs=2))
        picture = made[0].render(scale=0.5).to_pil().convert("L")
        assert picture.getextrema()[0] < 100, "the page is empty"


def test_the_print_preview_shows_the_pages(qtbot, window, paper):
    window.printing.preview_print()
    qtbot.waitUntil(lambda: window.findChild(QPrintPreviewDialog) is not None, timeout=30_000)
    preview = window.findChild(QPrintPreviewDialog)
    qtbot.waitExposed(preview)
    assert window.printing._images
    preview.reject()
    assert window.printing._images == {}


def test_a_cancelled_print_prints_nothing(qtbot, window, paper):
    window.printing.print_letter()
    window.findChild(QPrintDialog).reject()
    assert not paper.exists()
