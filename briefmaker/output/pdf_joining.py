"""A letter and its enclosures made one PDF, which says no more of itself than is true.

Runs in the child process (`worker`): the parts come from anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from briefmaker.output.failures import Failure, LayoutProblem
from briefmaker.output.joined_outline import (
    Bookmark,
    bookmarks_of,
    label_pages,
    with_texts,
    write_bookmarks,
)
from briefmaker.output.joined_parts import (
    LARGEST_JOINED,
    MOST_PAGES,
    BookmarkedText,
    Joined,
    Part,
    PartFacts,
    Remark,
    RemarkKind,
)
from briefmaker.output.joined_structure import JoinedStructure
from briefmaker.output.part_cleaning import clean, named_damage, opened_part
from briefmaker.output.pdf_file import opened, written
from briefmaker.output.pdf_metadata import DocumentFacts, write_metadata
from briefmaker.output.picture_pages import picture_page
from briefmaker.output.validation import validate

__all__ = ["join", "look_at"]

_SAYS_ACCESSIBLE = re.compile(rb"pdfuaid:part\s*(?:>|=\s*[\"'])\s*1\b")
_LARGEST_METADATA = 5_000_000


def look_at(data: bytes, letter: bytes | None = None) -> PartFacts:
    """What there is to know about a PDF before it is joined: pages, standards, what would be taken out.

    letter: a PDF whose colours it would share; without one archivability is judged by its own.
    Raises LayoutProblem as `opened_part` and `clean`.
    """
    with opened_part(data) as file, named_damage():
        pages = len(file.pages)
        says_accessible = _says_accessible(file)
        taken = clean(file)
        if letter is not None:
            with opened(letter) as shared:
                _share_colours(file, shared)
        write_metadata(file, DocumentFacts("-", is_accessible=False))
        is_archivable = not _findings(written(file), "PDF/A-2b")
    keeps_accessible = RemarkKind.FORM_FLATTENED not in taken and not _findings(data, "PDF/UA-1")
    kinds = sorted(taken)
    if not (says_accessible and keeps_accessible):
        kinds.append(RemarkKind.FALSELY_ACCESSIBLE if says_accessible else RemarkKind.NOT_ACCESSIBLE)
    if not is_archivable:
        kinds.append(RemarkKind.NOT_ARCHIVABLE)
    return PartFacts(pages, says_accessible and keeps_accessible, is_archivable, tuple(kinds))


def join(
    letter: bytes, texts: Sequence[BookmarkedText], parts: Sequence[Part], facts: DocumentFacts
) -> Joined:
    """The letter with its parts behind it, in their order. texts: the enclosures printed in the letter.

    PDF/UA-1 and PDF/A-2b are claimed only if the letter and every part keep to them and the result does.
    Raises LayoutProblem: of a part with its number (from 0) as the detail.
    """
    if len(letter) + sum(len(part.data) for part in parts) > LARGEST_JOINED:
        raise LayoutProblem(Failure.PART_TOO_LONG)
    seen: list[PartFacts] = []
    with opened(letter) as pdf:
        structure = JoinedStructure(pdf, facts.title)
        own, enclosed = with_texts(bookmarks_of(pdf), texts)
        bookmarks: list[tuple[int, list[Bookmark]]] = [(0, [Bookmark(facts.title, 0, below=own), *enclosed])]
        labels = [(0, "")]
        colours = _colours(pdf)
        for number, part in enumerate(parts):
            try:
                data = _as_pdf(part, facts, colours)
                seen.append(look_at(data, letter))
                first = len(pdf.pages)
                below = _append(pdf, structure, data, number, part)
            except LayoutProblem as problem:
                raise LayoutProblem(problem.failure, (str(number),)) from problem
            except MemoryError as error:
                raise LayoutProblem(Failure.PART_TOO_LONG, (str(number),)) from error
            bookmarks.append((first, [Bookmark(part.bookmark, 0, below=below)]))
            labels.append((first, f"{part.label} – "))
            if len(pdf.pages) > MOST_PAGES:
                raise LayoutProblem(Failure.PART_TOO_LONG, (str(number),))
        with named_damage():
            structure.write()
            write_bookmarks(pdf, bookmarks)
            label_pages(pdf, labels)
            return _finished(pdf, facts, letter, seen)


def _finished(pdf: Any, facts: DocumentFacts, letter: bytes, seen: Sequence[PartFacts]) -> Joined:
    """The joined PDF with claims that hold."""
    remarks = [Remark(number, kind) for number, part in enumerate(seen) for kind in part.kinds]
    accessible = all(part.is_accessible for part in seen) and not _findings(letter, "PDF/UA-1")
    archivable = all(part.is_archivable for part in seen) and not _findings(letter, "PDF/A-2b")
    while True:
        claimed = replace(facts, is_accessible=accessible, is_archivable=archivable)
        write_metadata(pdf, claimed)
        result = written(pdf)
        if archivable and _findings(result, "PDF/A-2b"):
            archivable = False
            remarks.append(Remark(-1, RemarkKind.NOT_ARCHIVABLE_TOGETHER))
        elif accessible and _findings(result, "PDF/UA-1"):
            accessible = False
            remarks.append(Remark(-1, RemarkKind.NOT_ACCESSIBLE_TOGETHER))
        else:
            return Joined(result, len(pdf.pages), accessible, archivable, tuple(remarks))


def _as_pdf(part: Part, facts: DocumentFacts, colours: Any) -> bytes:
    if not part.is_picture:
        return part.data
    about = replace(facts, title=part.bookmark, is_accessible=bool(part.alt.strip()), is_archivable=True)
    return picture_page(part.data, part.alt, about, colours)


def _append(pdf: Any, structure: JoinedStructure, data: bytes, number: int, part: Part) -> list[Bookmark]:
    """Put the pages of a part behind the others, with its tree; its own bookmarks."""
    with opened_part(data) as source, named_damage():
        clean(source)
        below = bookmarks_of(source)
        is_tagged = structure.prepare(source, number + 1)
        first = len(pdf.pages)
        pdf.add_pages_from(source, forms="strip")
        _take_layers(pdf, source)
        structure.take(source, list(pdf.pages)[first:], part.bookmark, is_tagged=is_tagged)
    return below


def _take_layers(pdf: Any, source: Any) -> None:
    """Have the layers of a part (ISO 32000-1, 8.11) shown and hidden as they were."""
    import pikepdf

    theirs = source.Root.get("/OCProperties")
    if not isinstance(theirs, pikepdf.Dictionary) or "/OCGs" not in theirs:
        return
    if not theirs.is_indirect:
        theirs = source.make_indirect(theirs)
    copied = pdf.copy_foreign(theirs)
    mine = pdf.Root.get("/OCProperties")
    if mine is None:
        pdf.Root.OCProperties = copied
        return
    for group in copied.OCGs:
        mine.OCGs.append(group)
    default = copied.get("/D", pikepdf.Dictionary())
    hidden = default.get("/OFF", pikepdf.Array())
    if default.get("/BaseState") == "/OFF":
        shown = {each.objgen for each in default.get("/ON", pikepdf.Array())}
        hidden = [group for group in copied.OCGs if group.objgen not in shown]
    off = mine.D.get("/OFF", pikepdf.Array())
    for group in hidden:
        off.append(group)
    mine.D.OFF = off


def _share_colours(file: Any, letter: Any) -> None:
    import pikepdf

    shared = _colours(letter)
    if shared is not None:
        file.Root.OutputIntents = file.copy_foreign(shared)
    elif "/OutputIntents" in file.Root:
        file.Root.OutputIntents = pikepdf.Array()


def _colours(letter: Any) -> Any:
    """What the colours of a letter mean (ISO 19005-2, 6.2.3), fit to be copied; None when it doesn't say."""
    found = letter.Root.get("/OutputIntents")
    return found if found is None or found.is_indirect else letter.make_indirect(found)


def _says_accessible(file: Any) -> bool:
    import pikepdf

    packet = file.Root.get("/Metadata")
    if not isinstance(packet, pikepdf.Stream):
        return False
    try:
        return _SAYS_ACCESSIBLE.search(packet.read_bytes()[:_LARGEST_METADATA]) is not None
    except pikepdf.PdfError:
        return False


def _findings(pdf: bytes, profile: str) -> bool:
    """Whether a PDF breaks a profile; one that the checker can't read does."""
    try:
        return bool(validate(pdf, (profile,)))
    except LayoutProblem:
        return True
