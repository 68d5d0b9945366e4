"""An existing PDF as a source for the importer: by its tags where it has them, else by its layout."""

from __future__ import annotations

import struct
import zlib
from typing import Any

from briefmaker.content.source import Source, SourceBlock, lines_of_blocks
from briefmaker.content.typed_structure import with_typed_structure
from briefmaker.errors import UnusableInput
from briefmaker.i18n import _
from briefmaker.output.pdf_lines import lines_of_pages
from briefmaker.output.pdf_text import PageText, read_pages
from briefmaker.output.pdf_tree import TaggedText

__all__ = ["pdf_as_source"]

_MOST_PAGES = 1_000
_LARGEST_PAGE = 20_000_000
_LARGEST_DOCUMENT = 120_000_000
_BROKEN = (
    AttributeError, IndexError, KeyError, OverflowError, RecursionError, TypeError, ValueError,
    struct.error, zlib.error,
)  # fmt: skip
"""What reading a file that contradicts itself may raise."""


def pdf_as_source(pdf: bytes) -> Source:
    """What a PDF says. Raises UnusableInput, with a sentence that says what to do, for a file that is no
    PDF, damaged, protected, too large, or that only holds pictures of pages."""
    import pikepdf
    import pypdfium2

    try:
        tagged = _tagged(pdf)
        if tagged is not None:
            return tagged
        lines = lines_of_pages(pdf)
    except pikepdf.PasswordError:
        raise UnusableInput(
            _("This PDF is protected with a password. Save a copy without one and try again.")
        ) from None
    except (pikepdf.PdfError, pypdfium2.PdfiumError, *_BROKEN):
        raise UnusableInput(_("This PDF can't be read. Choose another file, or copy its text.")) from None
    if not lines:
        raise UnusableInput(
            _("There is no text in this PDF, only pictures of pages. Have its text recognised (OCR) first.")
        )
    return Source("pdf", tuple(lines), lost=(_layout_only(),))


def _layout_only() -> str:
    return _("This PDF has no tags: bold and italic letters, pictures and the cells of tables are not read.")


def _tagged(pdf: bytes) -> Source | None:
    """The text by the structure tree; None when there is none, or it does not know all that is shown."""
    import pikepdf

    from briefmaker.output.failures import LayoutProblem
    from briefmaker.output.pdf_file import opened

    try:
        document = opened(pdf)
    except LayoutProblem as problem:
        if isinstance(problem.__cause__, pikepdf.PasswordError):
            raise problem.__cause__ from None
        raise ValueError("no PDF") from None
    with document:
        _check_size(document)
        if document.Root.get("/StructTreeRoot") is None:
            return None
        try:
            pages = read_pages(document)
            text = TaggedText(document, pages)
            blocks = text.blocks()
        except _BROKEN:
            return None  # its layout may still be read
        if not blocks or not text.is_whole or not _all_said(pages, pdf):
            return None
        margins = tuple(dict.fromkeys(_margins(pages)))
        lost = (_("Pictures in a PDF are not taken over."),) if "picture" in text.lost else ()
        typed = with_typed_structure([each.block for each in blocks])
        found = {id(each.block): each.page for each in blocks}
        placed, page = [], 1
        for block in typed:
            page = found.get(id(block), page)
            placed.append(SourceBlock(block, page))
        return Source("pdf", tuple(lines_of_blocks(placed)), margins, lost)


def _check_size(document: Any) -> None:
    """Refuse what would unpack to more than a text can be."""
    if len(document.pages) > _MOST_PAGES:
        raise UnusableInput(_("This PDF is too large to be imported. Divide it and try again."))
    whole = 0
    for page in document.pages:
        contents = page.obj.get("/Contents")
        streams = (
            [] if contents is None else [contents] if hasattr(contents, "read_raw_bytes") else list(contents)
        )
        here = sum(_unpacked(stream) for stream in streams)
        whole += here
        if here > _LARGEST_PAGE or whole > _LARGEST_DOCUMENT:
            raise UnusableInput(_("This PDF is too large to be imported. Divide it and try again."))


def _unpacked(stream: Any) -> int:
    """How many bytes a stream unpacks to, as far as it matters."""
    raw = stream.read_raw_bytes()
    if str(stream.get("/Filter", "")) != "/FlateDecode":
        return len(raw)
    try:
        return len(zlib.decompressobj().decompress(raw, _LARGEST_PAGE + 1))
    except zlib.error:
        return len(raw)


def _all_said(pages: list[PageText], pdf: bytes) -> bool:
    """Whether the strings of the pages are all the letters that a reader of PDFs finds, none unknown."""
    texts = [shown.text for page in pages for shown in page.shown]
    if any("\ufffd" in text for text in texts):
        return False
    own = sum(map(_letters, texts))
    others = sum(_letters(line.text) for line in lines_of_pages(pdf))
    return others <= own * 1.02 + 5


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _margins(pages: list[PageText]) -> list[str]:
    """What headers and footers say, line by line."""
    found: list[str] = []
    for page in pages:
        line, baseline = "", 0.0
        for shown in page.shown:
            if not shown.artifact:
                continue
            if line and abs(shown.baseline - baseline) > 2:
                found.append(line.strip())
                line = ""
            line, baseline = line + shown.text, shown.baseline
        found.append(line.strip())
    return [text for text in found if text][:200]
