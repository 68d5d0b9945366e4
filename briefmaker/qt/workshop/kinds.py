"""The kinds of field in plain words: what each is called, what it is for, an example."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefmaker.i18n import N_, _
from briefmaker.letter.document_type import FieldKind, FieldRole, Presence, PrintedAs

__all__ = ["KINDS", "KINDS_IN_GROUPS", "PRESENCES", "PRINTED_AS", "ROLES", "KindWords", "name_of_kind"]


@dataclass(frozen=True, slots=True)
class KindWords:
    """A kind's name, what it is for, and an example of what is filled in; to be translated."""

    name: str
    meaning: str
    example: str = ""

    @property
    def sentence(self) -> str:
        """The meaning with the example, translated."""
        if not self.example:
            return _(self.meaning)
        return _("{meaning} For example: {example}").format(meaning=_(self.meaning), example=_(self.example))


KINDS: Mapping[FieldKind, KindWords] = {
    FieldKind.TEXT: KindWords(N_("Line of text"), N_("One line."), N_("Reorganising the harbour")),
    FieldKind.LINES: KindWords(
        N_("Several lines"), N_("A few short lines below each other."), N_("a name and an address")
    ),
    FieldKind.DATE: KindWords(
        N_("Date"), N_("A day; may be typed short, is printed in full."), N_("18-8 becomes 18 augustus 2026")
    ),
    FieldKind.CHOICE: KindWords(
        N_("Choice"), N_("One of a few fixed values; nothing else can be filled in."), N_("public or secret")
    ),
    FieldKind.PHONE: KindWords(
        N_("Telephone number"), N_("Is written as the house style wants it."), N_("023 511 00 00")
    ),
    FieldKind.EMAIL: KindWords(
        N_("E-mail address"), N_("Is checked for slips of the pen."), N_("name@town.example")
    ),
    FieldKind.REFERENCE: KindWords(
        N_("Reference"), N_("A number of your registration of documents."), N_("2026/123456")
    ),
    FieldKind.BODY: KindWords(
        N_("Formatted text"), N_("A text with headings, lists, tables, pictures."), N_("the letter itself")
    ),
    FieldKind.GROUP: KindWords(
        N_("Group"),
        N_("Something there can be several of, each with fields of its own."),
        N_("decisions, or signatories"),
    ),
    FieldKind.ENCLOSURES: KindWords(N_("Enclosures"), N_("Texts and files that go with the document.")),
    FieldKind.LANGUAGE: KindWords(
        N_("Language"), N_("The language of the letter: dates, spelling, reading aloud.")
    ),
    FieldKind.HOUSE_STYLE: KindWords(N_("House style"), N_("Which house style of the pack the letter has.")),
}

KINDS_IN_GROUPS = tuple(
    kind
    for kind in KINDS
    if kind not in (FieldKind.GROUP, FieldKind.ENCLOSURES, FieldKind.LANGUAGE, FieldKind.HOUSE_STYLE)
)

PRESENCES: Mapping[Presence, str] = {
    Presence.FIXED: N_("Always there"),
    Presence.OPTIONAL: N_("The writer may switch it on and off"),
    Presence.FREE: N_("The writer adds parts, with a title and a text each"),
}

PRINTED_AS: Mapping[PrintedAs, str] = {
    PrintedAs.ROWS: N_("Paragraphs"),
    PrintedAs.NUMBERS: N_("A numbered list"),
    PrintedAs.LETTERS: N_("A list with letters"),
    PrintedAs.BULLETS: N_("A list with bullets"),
}

ROLES: Mapping[FieldRole, str] = {
    FieldRole.NONE: N_("Nothing special"),
    FieldRole.SENDER_ORGANISATION: N_("Organisation that sends it"),
    FieldRole.SENDER_NAME: N_("Name of the sender"),
    FieldRole.SENDER_PORTFOLIO: N_("Portfolio of the sender"),
    FieldRole.RETURN_LINE: N_("Return address"),
    FieldRole.ADDRESSEE: N_("Addressee"),
    FieldRole.SALUTATION: N_("Salutation"),
    FieldRole.BODY: N_("Text of the letter"),
    FieldRole.CLOSING: N_("Closing"),
    FieldRole.ON_BEHALF_OF: N_("On behalf of whom"),
    FieldRole.SIGNATORY: N_("Signatory"),
    FieldRole.SIGNATORY_FUNCTION: N_("Function of the signatory"),
    FieldRole.ENCLOSURES: N_("Enclosures"),
}


def name_of_kind(kind: str) -> str:
    """What a kind is called, as it is written in a manifest; one that isn't known as it is."""
    found = next((words for each, words in KINDS.items() if each.value == kind), None)
    return kind if found is None else _(found.name)
