"""A letter leaves with its enclosures in one PDF, and with the truth about what that PDF keeps to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from briefmaker.app.engines import layout_engine
from briefmaker.errors import BriefmakerError, LayoutFailed, RefusedExport
from briefmaker.i18n import N_, _
from briefmaker.letter.answers import Enclosure
from briefmaker.letter.enclosed_files import FileKind
from briefmaker.letter.letter import EnclosuresPart, Letter
from briefmaker.output import (
    BookmarkedText,
    Joined,
    LayoutEngine,
    LibreOfficeEngine,
    Part,
    Remark,
    RemarkKind,
)

__all__ = ["Enclosed", "enclose", "has_files"]

_CALLED = {"nl": "Bijlage", "en": "Enclosure"}
"""What an enclosure is called in the bookmarks, by the language of the letter."""

_REMARKS = {
    RemarkKind.NOT_ACCESSIBLE: N_(
        "{enclosure} is not accessible (no PDF/UA). "
        "Ask its maker for an accessible PDF, or enclose it as .docx."
    ),
    RemarkKind.FALSELY_ACCESSIBLE: N_(
        "{enclosure} says that it is accessible (PDF/UA), but according to the check it isn't."
    ),
    RemarkKind.NOT_ARCHIVABLE: N_("{enclosure} is not fit to be archived (no PDF/A)."),
    RemarkKind.ACTIONS_REMOVED: N_(
        "Out of {enclosure} scripts and actions that start something were left out."
    ),
    RemarkKind.FILES_REMOVED: N_("Out of {enclosure} the files, sounds and films inside it were left out."),
    RemarkKind.FORM_FLATTENED: N_("In {enclosure} the form is printed as it was filled in."),
    RemarkKind.SIGNATURE_LOST: N_(
        "The digital signature of {enclosure} doesn't hold for the joined PDF. Send the file itself too."
    ),
    RemarkKind.NOT_ACCESSIBLE_TOGETHER: N_(
        "Each part is accessible, but together they don't keep to PDF/UA."
    ),
    RemarkKind.NOT_ARCHIVABLE_TOGETHER: N_(
        "Each part is fit to be archived, but together they don't keep to PDF/A."
    ),
}


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A letter and its enclosures as one PDF. is_accessible, is_archivable: whether it keeps to PDF/UA-1 and
    PDF/A-2b. sentences: that, and everything else there is to say, of the whole first."""

    pdf: bytes = field(repr=False)
    pages: int
    is_accessible: bool
    is_archivable: bool
    sentences: tuple[str, ...]


def has_files(letter: Letter) -> bool:
    """Whether a file goes along with this letter."""
    return any(enclosure.file is not None for _number, enclosure in _numbered(letter))


def enclose(engine: LayoutEngine, letter: Letter, pdf: bytes) -> Enclosed:
    """The letter's finished PDF with its enclosed files behind it, in their order.

    Word documents become PDFs by LibreOffice where it is installed, else by the embedded engine. Raises
    LayoutFailed, which names the enclosure that can't be joined.
    """
    word = _CALLED.get(letter.language.partition("-")[0], _CALLED["nl"])
    texts: list[BookmarkedText] = []
    parts: list[Part] = []
    for number, enclosure in _numbered(letter):
        label = f"{word} {number}"
        bookmark = f"{label}: {enclosure.title}"
        if enclosure.file is None:
            texts.append(BookmarkedText(enclosure.title, bookmark))
            continue
        file = enclosure.file
        data = file.data
        if file.kind is FileKind.WORD:
            data = _pdf_of_word(engine, data, enclosure.title, letter.language, label)
        parts.append(Part(data, bookmark, label, file.kind.is_picture, " ".join(file.alt.split())))
    joined = engine.join(
        pdf, texts, parts, title=letter.title, language=letter.language, author=letter.author
    )
    labels = [part.label for part in parts]
    sentences = [_verdict(joined), *(_sentence(remark, labels) for remark in joined.remarks)]
    if _texts_come_first(letter):
        sentences.append(
            _("Enclosures with a text stand behind the letter, before the files; numbers are as listed.")
        )
    return Enclosed(joined.pdf, joined.pages, joined.is_accessible, joined.is_archivable, tuple(sentences))


def _texts_come_first(letter: Letter) -> bool:
    """Whether a text stands before a file that is listed before it."""
    kinds = [enclosure.file is not None for _number, enclosure in _numbered(letter)]
    return kinds != sorted(kinds)


def _numbered(letter: Letter) -> Iterator[tuple[int, Enclosure]]:
    """The enclosures with their numbers, as the letter lists them."""
    for part in letter.parts.values():
        if isinstance(part, EnclosuresPart):
            yield from enumerate(part.enclosures, 1)


def _pdf_of_word(engine: LayoutEngine, docx: bytes, title: str, language: str, label: str) -> bytes:
    reason: BriefmakerError | None = None
    for name in ("libreoffice", "embedded"):
        if name == "libreoffice" and not LibreOfficeEngine.is_installed():
            continue
        candidate = engine if engine.name == name else layout_engine(name)
        try:
            return candidate.pdf(docx, title=title, language=language)
        except (LayoutFailed, RefusedExport) as error:
            reason = error
        finally:
            if candidate is not engine:
                candidate.close()
    raise LayoutFailed(
        _("{enclosure} can't be made a PDF here. Save it as PDF in Word, and enclose that.").format(
            enclosure=label
        )
    ) from reason


def _verdict(joined: Joined) -> str:
    if joined.is_accessible and joined.is_archivable:
        return _("The joined PDF is accessible (PDF/UA-1) and fit to be archived (PDF/A-2b).")
    if joined.is_accessible:
        return _("The joined PDF is accessible (PDF/UA-1), but not fit to be archived (no PDF/A).")
    if joined.is_archivable:
        return _("The joined PDF is fit to be archived (PDF/A-2b), but not accessible (no PDF/UA).")
    return _("The joined PDF is not accessible (no PDF/UA) and not fit to be archived (no PDF/A).")


def _sentence(remark: Remark, labels: list[str]) -> str:
    return _(_REMARKS[remark.kind]).format(enclosure=labels[remark.part] if remark.part >= 0 else "")
