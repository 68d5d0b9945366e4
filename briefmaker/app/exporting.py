"""A letter leaves: as a Word document, as a PDF, or as pages for the printer."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from briefmaker.app.enclosing import Enclosed, enclose, has_files
from briefmaker.app.typesetting import Typesetter
from briefmaker.drafts.letter_file import LetterFile
from briefmaker.drafts.saving import save_or_beside
from briefmaker.errors import RefusedExport, UnusableInput
from briefmaker.forms.filling import Filled, fill
from briefmaker.i18n import _, _n
from briefmaker.output.engine import LayoutEngine
from briefmaker.output.validation import Finding
from briefmaker.problems import Problem

__all__ = ["ENDINGS", "Exported", "export_letter", "pdf_of_letter", "word_of_letter"]

ENDINGS = (".docx", ".pdf")


@dataclass(frozen=True, slots=True)
class Exported:
    """What left: the files written, what is odd about the letter, and what a PDF breaks of PDF/UA-1 and
    PDF/A-2 (nothing, for a letter of a sound template). enclosed: what there is to say of a PDF with its
    enclosures in it."""

    paths: tuple[Path, ...]
    problems: tuple[Problem, ...] = ()
    findings: tuple[Finding, ...] = ()
    enclosed: Enclosed | None = None


def export_letter(
    typesetter: Typesetter,
    engine: LayoutEngine,
    letter: LetterFile,
    paths: Sequence[Path],
    *,
    today: datetime.date,
    as_concept: bool = False,
    with_enclosures: bool = False,
) -> Exported:
    """Write the letter to each of `paths`, `.docx` or `.pdf` by their ending; to a name beside it where Word
    has the file open.

    with_enclosures: put the enclosed files into the PDF, behind the letter.
    Each file is there whole or not at all, and none before all are made; when one can't be written, those
    before it are there. Raises RefusedExport with the problems of a letter that is not
    finished (unless `as_concept`), UnusableInput for another ending, RenderingFailed, LayoutFailed, NotSaved.
    """
    for path in paths:
        if path.suffix.lower() not in ENDINGS:
            raise UnusableInput(
                _("“{name}” can't be made. Give a name that ends in .docx or .pdf.").format(name=path.name)
            )
    filled = _filled(typesetter, letter, today, as_concept=as_concept)
    word = typesetter.typeset(filled.letter, letter.answers, as_concept=as_concept).docx
    contents: dict[str, bytes] = {".docx": word}
    findings: tuple[Finding, ...] = ()
    enclosed: Enclosed | None = None
    if any(path.suffix.lower() == ".pdf" for path in paths):
        contents[".pdf"] = _pdf(engine, filled, word)
        findings = engine.validate(contents[".pdf"])
        if with_enclosures and has_files(filled.letter):
            enclosed = enclose(engine, filled.letter, contents[".pdf"])
            contents[".pdf"] = enclosed.pdf
    written: list[Path] = []
    for path in paths:
        written.append(save_or_beside(path, contents[path.suffix.lower()]))
    return Exported(tuple(written), filled.problems, findings, enclosed)


def word_of_letter(
    typesetter: Typesetter, letter: LetterFile, today: datetime.date, *, as_concept: bool = False
) -> bytes:
    """The letter as a Word document that remembers its form; raises as `export_letter` does."""
    filled = _filled(typesetter, letter, today, as_concept=as_concept)
    return typesetter.typeset(filled.letter, letter.answers, as_concept=as_concept).docx


def pdf_of_letter(
    typesetter: Typesetter,
    engine: LayoutEngine,
    letter: LetterFile,
    today: datetime.date,
    *,
    as_concept: bool = False,
) -> bytes:
    """The letter as a finished PDF; raises as `export_letter` does."""
    filled = _filled(typesetter, letter, today, as_concept=as_concept)
    return _pdf(engine, filled, typesetter.typeset(filled.letter, letter.answers, as_concept=as_concept).docx)


def _filled(typesetter: Typesetter, letter: LetterFile, today: datetime.date, *, as_concept: bool) -> Filled:
    filled = fill(typesetter.packs.type(letter.document_type).type, letter.answers, today)
    blocking = [problem for problem in filled.problems if problem.blocks_export]
    if blocking and not as_concept:
        sentence = _n(
            "This letter can't leave yet: one thing has to be mended first.",
            "This letter can't leave yet: {count} things have to be mended first.",
            len(blocking),
        )
        raise RefusedExport(sentence.format(count=len(blocking)), blocking)
    return filled


def _pdf(engine: LayoutEngine, filled: Filled, word: bytes) -> bytes:
    letter = filled.letter
    return engine.pdf(word, title=letter.title, language=letter.language, author=letter.author)
