"""What can go wrong between a Word document and its pages, and the sentence a user reads about it.

The work is done in a child process that knows no interface language. It raises a `LayoutProblem` with
a code; the parent turns the code into a `BriefmakerError`. Whatever else a child raises is a bug.
"""

from __future__ import annotations

from enum import StrEnum

from briefmaker.errors import BriefmakerError, EngineUnavailable, LayoutFailed, RefusedExport
from briefmaker.i18n import _
from briefmaker.letter.characters import character_name
from briefmaker.problems import Place, Problem

__all__ = ["Failure", "LayoutProblem", "error_of", "missing_glyphs_problem"]


class Failure(StrEnum):
    """Everything that can go wrong here, by its cause."""

    UNREADABLE_DOCUMENT = "unreadable-document"
    UNREADABLE_PDF = "unreadable-pdf"
    ENGINE_REFUSED = "engine-refused"
    MISSING_GLYPHS = "missing-glyphs"
    TEXT_DIFFERS = "text-differs"
    OFF_PAGE = "off-page"
    NOTE_APART = "note-apart"
    PICTURE_LOST = "picture-lost"
    CRASHED = "crashed"
    TOO_SLOW = "too-slow"
    NOT_STARTED = "not-started"
    OFFICE_MISSING = "office-missing"
    OFFICE_FAILED = "office-failed"
    PART_ENCRYPTED = "part-encrypted"
    PART_DAMAGED = "part-damaged"
    PART_IS_XFA = "part-is-xfa"
    PART_TOO_LONG = "part-too-long"


class LayoutProblem(Exception):
    """A failure with what is needed to say it: the characters, or the number of the page."""

    def __init__(self, failure: Failure, detail: tuple[str, ...] = ()) -> None:
        super().__init__(failure, detail)
        self.failure = failure
        self.detail = detail


def missing_glyphs_problem(characters: tuple[str, ...], where: Place | None = None) -> Problem:
    """The finding that no bundled font can print these characters."""
    names = ", ".join(character_name(character) for character in characters)
    return Problem(
        rule="pdf.missing-glyph",
        where=where or Place(),
        what=_("A PDF can't contain these characters, because no font here has them: {characters}.").format(
            characters=names
        ),
        remedy=_("Replace or remove them, or send the letter as a Word document."),
    )


def error_of(problem: LayoutProblem) -> BriefmakerError:
    """The error for the user, in the interface language."""
    failure, detail = problem.failure, problem.detail
    if failure is Failure.MISSING_GLYPHS:
        finding = missing_glyphs_problem(detail)
        return RefusedExport(finding.sentence, (finding,))
    if failure is Failure.NOT_STARTED:
        return EngineUnavailable(
            _("The program part that makes the pages does not start. Restart Briefmaker.")
        )
    if failure is Failure.OFFICE_MISSING:
        return EngineUnavailable(
            _("LibreOffice was not found. Install it, or choose the embedded engine in the settings.")
        )
    return LayoutFailed(_sentence(failure, detail))


def _sentence(failure: Failure, detail: tuple[str, ...]) -> str:
    match failure:
        case Failure.UNREADABLE_DOCUMENT:
            return _("The pages can't be made: this is no Word document that can be read.")
        case Failure.UNREADABLE_PDF:
            return _("The PDF can't be read.")
        case Failure.TEXT_DIFFERS:
            return _(
                "The PDF was not made: on page {page} its text would differ from that of the Word document. "
                "Save the letter as a Word document, or choose another engine in the settings."
            ).format(page=detail[0] if detail else "?")
        case Failure.OFF_PAGE:
            return _(
                "The PDF was not made: on page {page} text runs off the paper. "
                "Shorten the words or the table there, choose another engine in the settings, "
                "or send the letter as a Word document."
            ).format(page=detail[0] if detail else "?")
        case Failure.NOTE_APART:
            return _(
                "The PDF was not made: footnote {number} would be printed on another page than its sign, "
                "because the sign is in a table that goes on over the page. Choose LibreOffice as the engine "
                "in the settings, send the letter as a Word document, or put the note outside the table."
            ).format(number=detail[0] if detail else "?")
        case Failure.PICTURE_LOST:
            return _(
                "The PDF was not made: a picture of the letter would be missing in it. Choose another engine "
                "in the settings, or send the letter as a Word document."
            )
        case Failure.CRASHED:
            return _("Making the pages broke off. Try again; if it happens again, save the letter as Word.")
        case Failure.TOO_SLOW:
            return _("Making the pages took too long and was stopped. Make the letter shorter, or try again.")
        case Failure.OFFICE_FAILED:
            return _(
                "LibreOffice made no usable PDF of this letter. Try again, or choose the embedded engine."
            )
        case _ if failure.value.startswith("part-"):
            return _part_sentence(failure)
        case _:
            return _("The pages can't be made: the Word document holds something the engine can't lay out.")


def _part_sentence(failure: Failure) -> str:
    """Why a file can't be joined with the letter."""
    match failure:
        case Failure.PART_ENCRYPTED:
            return _(
                "The PDF is protected with a password or with restrictions. "
                "Ask for a copy without protection."
            )
        case Failure.PART_DAMAGED:
            return _("The file is damaged. Ask for it again, or take another copy.")
        case Failure.PART_IS_XFA:
            return _(
                "The PDF is a form that only Adobe's own programs can show (XFA). "
                "Print it to a new PDF, and add that."
            )
        case _:
            return _("It is larger than can be joined. Send it another way, or divide it.")
