"""An existing document into the form: read, its kind recognised, taken apart."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from briefmaker.app.letters import letter_file_of
from briefmaker.app.reading_documents import ReadDocument, read_document
from briefmaker.content.importing import import_source
from briefmaker.content.recognising import Candidate, recognised
from briefmaker.content.report import Imported
from briefmaker.content.source import Source
from briefmaker.drafts.letter_file import LetterFile
from briefmaker.errors import UnusableInput
from briefmaker.forms.filling import fill
from briefmaker.i18n import _
from briefmaker.letter.answers import Answers
from briefmaker.letter.document_type import DocumentType
from briefmaker.packs.installed import InstalledPacks
from briefmaker.packs.reading import InstalledType

__all__ = ["ImportedLetter", "import_letter", "understood"]


@dataclass(frozen=True, slots=True)
class ImportedLetter:
    """A letter read from a document, and what the importer has to say about it.

    source: the document as it was read, whose lines the report names by number. type_is_certain: whether
    there is no doubt about the kind of document; types: all that it may be, the likeliest first (only the
    one that was asked for, if one was).
    """

    letter: LetterFile
    report: Imported
    source: Source
    type_is_certain: bool = True
    types: tuple[str, ...] = ()


def import_letter(
    packs: InstalledPacks, source: Path, document_type: str, today: datetime.date
) -> ImportedLetter:
    """The letter in a .docx, .pdf, .txt or .md file as answers of `document_type`; "" recognises the type.
    Raises UnusableInput."""
    asked = packs.type(document_type).type.id if document_type else ""
    return understood(packs, read_document(source), asked, today)


def understood(
    packs: InstalledPacks, read: ReadDocument, document_type: str, today: datetime.date
) -> ImportedLetter:
    """A document that was read, as answers of `document_type`; "" recognises the type. The same document can
    be understood again as another type without being read again. Raises UnusableInput."""
    types: tuple[str, ...] = (document_type,)
    certain = True
    if document_type:
        installed = packs.type(document_type)
    else:
        candidates = [Candidate(each.type, _fixed_texts(each)) for each in packs.types.values()]
        if not candidates:
            raise UnusableInput(_("No document types are installed."))
        found = recognised(read.source, candidates)
        installed, certain = packs.type(found.type.id), found.is_certain
        types = tuple(name for name, _weight in found.weights)
    asked = installed.type
    source = read.with_styles(asked.styles)
    report = import_source(source, asked, fixed=_fixed_texts(installed), today=today)
    answers = _without_derived(asked, report.answers, today)
    return ImportedLetter(letter_file_of(asked, answers), report, source, certain, types)


def _without_derived(asked: DocumentType, answers: Answers, today: datetime.date) -> Answers:
    """The answers without those that follow from the others anyway, and so go on following them."""
    for name, field in asked.fields.items():
        if not (field.derived and name in answers):
            continue
        without = answers.without(name)
        if fill(asked, without, today).derived.get(name) == answers[name]:
            answers = without
    return answers


def _fixed_texts(installed: InstalledType) -> frozenset[str]:
    from briefmaker.rendering.fixed_texts import fixed_texts

    return fixed_texts(installed.template)
