"""What `briefmaker import` says about a document: what went where, what is uncertain, what was left out."""

from __future__ import annotations

from collections.abc import Sequence

from briefmaker.app.importing import ImportedLetter
from briefmaker.cli.printing import say
from briefmaker.content.report import Found, Remark
from briefmaker.content.source import Source
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
        say(_found_line(found, asked, _place(imported.source, found.line, found.page)))
    for heading, remarks in (
        (_("Not placed; it stands in the text of the letter:"), imported.report.unplaced),
        (_("Read on a guess; check it:"), imported.report.uncertain),
        (_("Left out:"), imported.report.dropped),
    ):
        _say_remarks(heading, remarks, imported.source)
    for sentence in imported.source.lost:
        say(sentence)


def _place(source: Source, line: int, page: int) -> str:
    """Where something stands, as people look it up in such a document."""
    if not line:
        return _("edge of the page")
    if page:
        return _("page {page}").format(page=page)
    if source.kind == "word":
        return _("paragraph {number}").format(number=line)
    return _("line {line}").format(line=line)


def _found_line(found: Found, asked: DocumentType, place: str) -> str:
    field = asked.field_at(found.field)
    label = found.field if field is None else field.label
    text = _shown(found.text)
    if found.sure:
        return f"  {place}: {label}: {text}"
    return _("  {place}: {label}: {text} (by its place; check it)").format(
        place=place, label=label, text=text
    )


def _say_remarks(heading: str, remarks: Sequence[Remark], source: Source) -> None:
    if not remarks:
        return
    say(heading)
    for remark in remarks:
        place = _place(source, remark.line, remark.page)
        say(f"  {place}: {_shown(remark.text)} ({remark.why})")


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"
