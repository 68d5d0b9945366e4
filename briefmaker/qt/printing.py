"""Printing: the system's dialog and preview; the pages of the PDF at the printer's resolution.

Pages are drawn one by one on a worker thread and painted as they come, so that a hundred pages at 600
dots an inch neither stop the window nor fill the memory. The preview, which asks for all pages at once,
gets them beforehand at a lower resolution.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QTransform
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QDialog, QWidget

from briefmaker.errors import BriefmakerError
from briefmaker.i18n import _, _n
from briefmaker.letter.letter import Letter
from briefmaker.qt.dialogs import Choice, Question
from briefmaker.qt.live_pages import PageMaker
from briefmaker.qt.page_images import Pages
from briefmaker.qt.services import Services
from briefmaker.qt.session import LetterSession

__all__ = ["Printing", "pages_to_print"]

_MOST_DOTS = 600
"""Dots an inch: finer adds nothing to text and quadruples the memory of a page."""
_PREVIEW_DOTS = 144


def pages_to_print(first: int, last: int, count: int) -> tuple[int, ...]:
    """The pages, from 0, that a print dialog's choice means; 0 to 0 is all of them."""
    if first <= 0:
        return tuple(range(count))
    return tuple(range(min(first, count) - 1, min(max(last, first), count)))


class Printing(QObject):
    """Prints one letter. said(sentence): how far it is."""

    said = Signal(object)

    def __init__(self, services: Services, session: LetterSession, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._session = session
        self._window = window
        self._printer: QPrinter | None = None
        self._painter: QPainter | None = None
        self._pages: Pages | None = None
        self._waiting: list[int] = []
        self._images: dict[int, QImage] = {}
        self._with_enclosures = False
        self._go_on: Callable[[], None] = self._choose_printer

    def print_letter(self) -> None:
        """Let a printer be chosen, then print."""
        if self._painter is not None:
            self.said.emit(_("The letter is being printed already."))
            return
        self._ask_about_enclosures(self._choose_printer)

    def _choose_printer(self) -> None:
        printer = self._new_printer()
        dialog = QPrintDialog(printer, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, on=True)
        self._printer = printer
        dialog.accepted.connect(self._begin)
        QDialog.open(dialog)  # QPrintDialog hides it behind one that wants a slot's name

    def preview_print(self) -> None:
        """Show how the letter will be printed."""
        self._ask_about_enclosures(self._make_preview)

    def _ask_about_enclosures(self, go_on: Callable[[], None]) -> None:
        """Ask whether enclosed files are printed too, where there are any; `go_on` then."""
        self._with_enclosures, self._go_on = False, go_on
        if count := self._session.answers.encloses_files:
            self._services.dialogs.ask(self._window, _question(count), self._take_enclosures)
        else:
            go_on()

    def _take_enclosures(self, choice: str) -> None:
        if choice != "back":
            self._with_enclosures = choice == "joined"
            self._go_on()

    def _maker(self) -> Callable[[Letter, float, tuple[int, ...]], Pages]:
        pages = self._services.pages
        return pages.pages_with_enclosures if self._with_enclosures else pages.pages_of

    def _make_preview(self) -> None:
        self.said.emit(_("Making the pages…"))
        scale = _PREVIEW_DOTS / 72
        letter = self._session.fill_now().letter
        work = partial(_all_pages, self._services.pages, self._maker(), letter, scale)
        self._services.tasks.start("printing", work, self._show_preview, self._fail)

    def _new_printer(self) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._window.windowTitle().partition("[*]")[0])
        printer.setFullPage(True)
        return printer

    def _show_preview(self, pages: Pages) -> None:
        self.said.emit("")
        self._images = dict(pages.images)
        printer = self._new_printer()
        dialog = QPrintPreviewDialog(printer, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(_("Print preview"))
        dialog.paintRequested.connect(self._paint_preview)
        dialog.finished.connect(self._forget_preview)
        self._preview_printer = printer
        dialog.resize(self._window.size() * 0.8)
        QDialog.open(dialog)

    def _paint_preview(self, printer: QPrinter) -> None:
        painter = QPainter(printer)
        for number, page in enumerate(sorted(self._images)):
            if number:
                printer.newPage()
            _paint(painter, printer, self._images[page])
        painter.end()

    def _forget_preview(self, _code: int) -> None:
        self._images = {}

    # -- printing page by page

    def _begin(self) -> None:
        self.said.emit(_("Making the pages…"))
        work = partial(self._maker(), self._session.fill_now().letter, 0.1, (0,))
        self._services.tasks.start("printing", work, self._begin_painting, self._fail)

    def _begin_painting(self, pages: Pages) -> None:
        printer = self._printer
        if printer is None:
            return
        self._pages = pages
        self._waiting = list(pages_to_print(printer.fromPage(), printer.toPage(), len(pages.sizes)))
        painter = QPainter()
        if not self._waiting or not painter.begin(printer):
            self._end(_("The printer could not be used. Choose another one, or look at its queue."))
            return
        self._painter = painter
        self._ask_page()

    def _ask_page(self) -> None:
        printer, pages = self._printer, self._pages
        if printer is None or pages is None:
            return
        page = self._waiting[0]
        self.said.emit(_("Printing page {page} of {count}…").format(page=page + 1, count=len(pages.sizes)))
        scale = min(printer.resolution(), _MOST_DOTS) / 72
        work = partial(self._services.pages.more_images, pages, scale, (page,))
        self._services.tasks.start("printing", work, self._paint_page, self._fail)

    def _paint_page(self, drawn: Pages) -> None:
        printer, painter = self._printer, self._painter
        if printer is None or painter is None:
            return
        page = self._waiting.pop(0)
        _paint(painter, printer, drawn.images[page])
        if self._waiting:
            printer.newPage()
            self._ask_page()
        else:
            self._end(_("The letter was sent to the printer."))

    def _end(self, sentence: str) -> None:
        if self._painter is not None:
            self._painter.end()
        self._painter = None
        self._printer = None
        self._pages = None
        self.said.emit(sentence)

    def _fail(self, error: Exception) -> None:
        if self._printer is not None and self._painter is not None:
            self._printer.abort()
        self._end("")
        if not isinstance(error, BriefmakerError):
            raise error
        self._services.dialogs.tell(self._window, str(error))


def _all_pages(
    maker: PageMaker[Letter],
    pages_of: Callable[[Letter, float, tuple[int, ...]], Pages],
    letter: Letter,
    scale: float,
) -> Pages:
    first = pages_of(letter, scale, (0,))
    return maker.more_images(first, scale, tuple(range(len(first.sizes))))


def _question(count: int) -> Question:
    """Whether the files of a letter are printed too."""
    return Question(
        _n(
            "One of the enclosures is a file. Should it be printed too?",
            "{count} of the enclosures are files. Should they be printed too?",
            count,
        ).format(count=count),
        "",
        (
            Choice("joined", _("Letter and &enclosures"), is_default=True),
            Choice("letter", _("Only the &letter")),
            Choice("back", _("Back to the letter"), is_escape=True),
        ),
    )


def _paint(painter: QPainter, printer: QPrinter, image: QImage) -> None:
    """The page at its real place on the paper: the image is the whole sheet, margins and all; a lying one is
    turned."""
    paper = printer.pageLayout().fullRectPixels(printer.resolution())
    if (image.width() > image.height()) != (paper.width() > paper.height()):
        image = image.transformed(QTransform().rotate(90))
    target = QRectF(image.rect())
    target.setSize(target.size().scaled(paper.size().toSizeF(), Qt.AspectRatioMode.KeepAspectRatio))
    painter.drawImage(target, image)
