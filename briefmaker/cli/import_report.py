"""What `briefmaker import` says about a document: what went where, what is uncertain, what was left out."""

from __future__ import annotations

from collections.abc import Sequence

from briefmaker.app.importing import ImportedLetter
from briefmaker.cli.printing import say
from briefmaker.content.report import Found, Remark
from briefmaker.i18n import _
from briefmaker.letter.document_type import DocumentType

__all__ = ["say_report"]

_LONGEST_QUOTE = 80


def say_report(imported: ImportedLetter, asked: DocumentType) -> None:
    """Tell people what was made of a document, and what they should look at."""
    say(_("Read as: {title} ({type})").format(title=asked.title, type=asked.id))
    if not imported.type_is_certain:
        others = ", ".join(imported.types[1:4])
        say(_("That is not certain; --type says otherwise. It may also be: {types}").format(types=others))
    say(_("Found:"))
    for found in imported.report.found:
        say(_found_line(found, asked))
    _say_remarks(_("Not placed; it stands in the text of the letter:"), imported.report.unplaced)
    _say_remarks(_("Read on a guess; check it:"), imported.report.uncertain)
    _say_remarks(_("Left out:"), imported.report.dropped)
    for sentence in imported.source.lost:
        say(sentence)


def _found_line(found: Found, asked: DocumentType) -> str:
    field = asked.field_at(found.field)
    label = found.field if field is None else field.label
    text = _shown(found.text)
    if found.sure:
        return _("  line {line}: {label}: {text}").format(line=found.line, label=label, text=text)
    return _("  line {line}: {label}: {text} (by its place; check it)").format(
        line=found.line, label=label, text=text
    )


def _say_remarks(heading: str, remarks: Sequence[Remark]) -> None:
    if not remarks:
        return
    say(heading)
    for remark in remarks:
        text = _shown(remark.text)
        say(_("  line {line}: {text} ({why})").format(line=remark.line, text=text, why=remark.why))


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"
