"""Every placeholder that a template of a document type may use: the one list.

What a template is filled with, its check, the list to insert from, the help and the example template all
come from these values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from briefmaker.i18n import _
from briefmaker.letter.document_type import DocumentType, FieldKind, LetterField
from briefmaker.letter.printed_names import (
    ENCLOSURE_KIND,
    ENCLOSURE_NUMBER,
    ENCLOSURE_TEXT,
    ENCLOSURE_TITLE,
    LIST_SUFFIX,
    OF_FILE,
    OF_TEXT,
    ORGANISATION,
    PAGE_NUMBER,
    STATUS,
    WORDMARK,
)

__all__ = ["Placeholder", "PlaceholderKind", "house_style_placeholders", "placeholders_of"]

_NAME = re.compile(r"[a-z][a-z0-9_]*")


class PlaceholderKind(StrEnum):
    """What a placeholder prints, and so where it can stand."""

    TEXT = "text"
    """A text in a line."""
    LINES = "lines"
    """A text of several lines, also to loop over line by line."""
    BODY = "body"
    """A whole text, in a paragraph of its own."""
    GROUP = "group"
    """The entries of a group: as a whole text, or to loop over."""
    ENCLOSURES = "enclosures"
    """The enclosures: their titles, or to loop over."""
    HOUSE_STYLE = "house_style"
    """A text that the house style or the program gives."""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A name that a template may use.

    name: e.g. "onderwerp"; what an entry of a group or an enclosure has is "besluiten.tekst". tag: the tag
    that prints it, ready to be copied. meaning: a sentence or a few words; example: a value of it.
    item: of what can be looped over, the name that a ready loop gives an entry ("besluit").
    """

    name: str
    tag: str
    meaning: str
    example: str
    kind: PlaceholderKind
    item: str = ""

    @property
    def of(self) -> str:
        """The group or enclosures whose entries have this, "" for what stands by itself."""
        return self.name.rpartition(".")[0]

    @property
    def condition(self) -> tuple[str, str]:
        """The tags around paragraphs that are left out when there is nothing to print."""
        asked = self.tag.removeprefix("{{p").strip("{} ") if self.of else self.name
        return f"{{%p if {asked} %}}", "{%p endif %}"

    @property
    def loop(self) -> tuple[str, str] | None:
        """The tags around paragraphs that are repeated for each entry or line; None for what has none."""
        if not self.item or self.of:
            return None
        return f"{{%p for {self.item} in {self.name} %}}", "{%p endfor %}"


def placeholders_of(document_type: DocumentType) -> tuple[Placeholder, ...]:
    """Every placeholder that templates of this type may use, in the order of the form; what the house style
    gives comes last."""
    return (*_of_fields(document_type), *house_style_placeholders(document_type))


def house_style_placeholders(document_type: DocumentType | None = None) -> tuple[Placeholder, ...]:
    """What the house style and the program give: all that a house style's own Word file may use.

    document_type: gives the examples; without one they are invented.
    """
    organisation = None if document_type is None else document_type.pack.organisation
    name = organisation.name if organisation is not None else "Voorbeeldstad"
    word = (organisation.wordmark if organisation is not None else "") or name
    return tuple(
        Placeholder(own, f"{{{{ {own} }}}}", meaning, example, PlaceholderKind.HOUSE_STYLE)
        for own, meaning, example in (
            (WORDMARK, _("The word beside the mark of the organisation."), word),
            (ORGANISATION, _("The name of the organisation."), name),
            (STATUS, _("“Concept” on a letter that isn't finished yet, else nothing."), "Concept"),
            (PAGE_NUMBER, _("The word before the number of a page, in a page header."), "Pagina"),
        )
    )


def _of_fields(document_type: DocumentType) -> Iterator[Placeholder]:
    for field in document_type.fields.values():
        if field.kind is FieldKind.GROUP:
            yield from _of_group(document_type, field)
        elif field.kind is FieldKind.ENCLOSURES:
            yield from _of_enclosures(document_type, field)
        else:
            yield _of_field(document_type, field)


def _of_field(
    document_type: DocumentType, field: LetterField, group: str = "", item: str = ""
) -> Placeholder:
    asked = f"{item}.{field.id}" if item else field.id
    kind = {FieldKind.LINES: PlaceholderKind.LINES, FieldKind.BODY: PlaceholderKind.BODY}.get(
        field.kind, PlaceholderKind.TEXT
    )
    return Placeholder(
        f"{group}.{field.id}" if group else field.id,
        _whole(asked) if kind is PlaceholderKind.BODY else f"{{{{ {asked} }}}}",
        _meaning(field),
        _example(document_type, field),
        kind,
        "regel" if kind is PlaceholderKind.LINES else "",
    )


def _of_group(document_type: DocumentType, field: LetterField) -> Iterator[Placeholder]:
    item = _item(document_type, field, "deel")
    example = _example(document_type, field.fields[0]) if field.fields else ""
    yield Placeholder(field.id, _whole(field.id), _meaning(field), example, PlaceholderKind.GROUP, item)
    for inside in field.fields:
        yield _of_field(document_type, inside, field.id, item)


def _of_enclosures(document_type: DocumentType, field: LetterField) -> Iterator[Placeholder]:
    item, kind = _item(document_type, field, "bijlage"), PlaceholderKind.TEXT
    title = _("Budget 2027")
    yield Placeholder(
        field.id, f"{{{{ {field.id} }}}}", _meaning(field), title, PlaceholderKind.ENCLOSURES, item
    )
    listed = field.id + LIST_SUFFIX
    yield Placeholder(
        listed,
        f"{{{{ {listed} }}}}",
        _("The numbered titles of the enclosures, as soon as one of them is a file; else nothing."),
        f"1. {title}",
        PlaceholderKind.LINES,
        "regel",
    )
    for own, meaning, example in (
        (ENCLOSURE_TITLE, _("The title of an enclosure."), title),
        (ENCLOSURE_NUMBER, _("The number of an enclosure, from 1."), "1"),
        (
            ENCLOSURE_KIND,
            _("The kind of an enclosure: “{text}” or “{file}”.").format(text=OF_TEXT, file=OF_FILE),
            OF_TEXT,
        ),
    ):
        yield Placeholder(f"{field.id}.{own}", f"{{{{ {item}.{own} }}}}", meaning, example, kind)
    yield Placeholder(
        f"{field.id}.{ENCLOSURE_TEXT}",
        _whole(f"{item}.{ENCLOSURE_TEXT}"),
        _("The text of an enclosure."),
        _("A text of several paragraphs."),
        PlaceholderKind.BODY,
    )


def _whole(asked: str) -> str:
    return f"{{{{p {asked} }}}}"


def _item(document_type: DocumentType, field: LetterField, usual: str) -> str:
    """The name that an entry has in a ready loop: that of the form, where a template can use it."""
    named = field.entry_label.casefold()
    if _NAME.fullmatch(named) and named not in document_type.fields:
        return named
    return usual if usual not in document_type.fields else f"{usual}_uit_{field.id}"


def _meaning(field: LetterField) -> str:
    if not field.help:
        return field.label
    return f"{field.label}{'' if field.label[-1:] in '.:?' else '.'} {field.help}"


def _example(document_type: DocumentType, field: LetterField) -> str:
    if field.example:
        return field.example
    if field.kind in {FieldKind.CHOICE, FieldKind.LANGUAGE}:
        return next(iter(document_type.choices_of(field)), "")
    if field.kind is FieldKind.HOUSE_STYLE:
        return next((style.id for style in document_type.pack.house_styles), "")
    usual = {
        FieldKind.DATE: "18 augustus 2026",
        FieldKind.PHONE: "023 511 00 00",
        FieldKind.EMAIL: "naam@voorbeeld.nl",
        FieldKind.REFERENCE: "2026/12345",
        FieldKind.BODY: _("A text of several paragraphs."),
    }
    return usual.get(field.kind, field.label)
