"""A document type as data: what is asked, in which order, and what the answers are for.

Filled from a pack's files by `briefmaker.packs`; the form, the schema, the checks, the importer, the
command line and the help all come from these values.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from briefmaker.letter.notation import Notation
from briefmaker.letter.renames import Dropped, Renamed

__all__ = [
    "FILE_TITLE",
    "OFF",
    "ON",
    "BodyStyles",
    "DocumentType",
    "FieldKind",
    "FieldRole",
    "HouseStyle",
    "LetterField",
    "Metadata",
    "Organisation",
    "PackInfo",
    "PackList",
    "Presence",
    "PrintedAs",
    "Section",
]

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))


class FieldKind(StrEnum):
    """What kind of value a field holds, and so how it is asked, read and printed."""

    TEXT = "text"
    LINES = "lines"
    DATE = "date"
    PHONE = "phone"
    EMAIL = "email"
    REFERENCE = "reference"
    CHOICE = "choice"
    LANGUAGE = "language"
    BODY = "body"
    ENCLOSURES = "enclosures"
    GROUP = "group"
    HOUSE_STYLE = "house_style"


class PrintedAs(StrEnum):
    """What the entries of a group become where a template prints it as a whole text."""

    ROWS = "rows"
    NUMBERS = "numbers"
    BULLETS = "bullets"
    LETTERS = "letters"


class Presence(StrEnum):
    """Whether a section is always there, can be switched on and off, or holds parts that the user adds."""

    FIXED = "fixed"
    OPTIONAL = "optional"
    FREE = "free"


class FieldRole(StrEnum):
    """What a field is in a letter; the importer recognises parts by it. Most fields have none: they
    are found by the label printed before them."""

    NONE = ""
    SENDER_ORGANISATION = "sender_organisation"
    SENDER_NAME = "sender_name"
    SENDER_PORTFOLIO = "sender_portfolio"
    RETURN_LINE = "return_line"
    ADDRESSEE = "addressee"
    SALUTATION = "salutation"
    BODY = "body"
    CLOSING = "closing"
    ON_BEHALF_OF = "on_behalf_of"
    SIGNATORY = "signatory"
    SIGNATORY_FUNCTION = "signatory_function"
    ENCLOSURES = "enclosures"


class LetterField(_Frozen):
    """One thing that is asked.

    default: text to start with; `{name}` takes a standard text of the pack, "vandaag" in a date the
    day itself. completes_from: id of a pack list whose entries complete what is typed; `fills` says
    which other fields a chosen entry fills, and from which column. labels: the spellings under which
    an existing letter prints this field. cleared_on_copy: empty in "new from this letter". A language
    has tags (BCP 47) as its choices; without an answer it is the document type's.

    shown_if, required_if, derived: expressions (`briefmaker.forms.expressions`). A field that isn't shown is
    not asked and prints as empty; a derived value holds as long as the user typed none. choices_from: id of
    a pack list whose `column` (or what it shows) gives the choices. A group has entries, each with an answer
    to every one of `fields`: at least `at_least`, at most `at_most` of them (0: any number), named
    `entry_label` to users, the first of `fields` telling them apart. titles_suffice: an enclosure needs
    neither text nor file, since the document only lists it.
    """

    id: Identifier
    kind: FieldKind = FieldKind.TEXT
    label: str = Field(min_length=1)
    help: str = ""
    example: str = ""
    required: bool = False
    default: str = ""
    choices: tuple[str, ...] = ()
    completes_from: str = ""
    column: str = ""
    fills: Mapping[str, str] = Field(default_factory=dict)
    labels: tuple[str, ...] = ()
    role: FieldRole = FieldRole.NONE
    pattern: str = ""
    cleared_on_copy: bool = False
    shown_if: str = ""
    required_if: str = ""
    derived: str = ""
    choices_from: str = ""
    entry_label: str = ""
    at_least: int = Field(default=0, ge=0, le=1000)
    at_most: int = Field(default=0, ge=0, le=1000)
    printed_as: PrintedAs = PrintedAs.ROWS
    titles_suffice: bool = False
    fields: tuple[LetterField, ...] = Field(default=(), alias="field")

    model_config = ConfigDict(populate_by_name=True)

    def sub_field(self, id: str) -> LetterField | None:
        """The field of this id in each entry of a group, None when it has none such."""
        return next((field for field in self.fields if field.id == id), None)


ON, OFF = "ja", "nee"
"""The answers by which the user switches an optional section on and off."""


class Section(_Frozen):
    """A part of the form: fields that belong together.

    What an optional section that is switched off holds is kept, but neither asked nor printed; default_on:
    how it is before the user switches it. A free section has one group, of parts with a title and a text.
    """

    id: Identifier
    label: str = Field(min_length=1)
    help: str = ""
    presence: Presence = Presence.FIXED
    default_on: bool = True
    shown_if: str = ""
    fields: tuple[LetterField, ...] = Field(default=(), alias="field")

    model_config = ConfigDict(populate_by_name=True)

    @property
    def switch(self) -> str:
        """The name of the answer by which an optional section is switched on ("ja") and off ("nee")."""
        return f"met_{self.id}" if self.presence is Presence.OPTIONAL else ""


class BodyStyles(_Frozen):
    """The Word style (by name, as Word shows it in English) for each role of a text.

    Of the tuples the first is the outermost level; deeper levels than there are take the last. A house
    style without letters or roman numerals counts with its numbers, one without a motto sets it as a quote.
    """

    paragraph: str = "Body Text"
    headings: tuple[str, str, str] = ("heading 1", "heading 2", "heading 3")
    bullets: tuple[str, ...] = ("List Bullet", "List Bullet 2", "List Bullet 3")
    numbers: tuple[str, ...] = ("List Number", "List Number 2", "List Number 3")
    letters: tuple[str, ...] = ()
    romans: tuple[str, ...] = ()
    quote: str = "Quote"
    motto: str = "Motto"
    table: str = "Huisstijl Tabel"
    table_text: str = "Table Text"
    table_heading: str = "Table Heading"
    strong: str = "Strong"
    emphasis: str = "Emphasis"
    link: str = "Hyperlink"
    image: str = "Body Text"
    footnote_text: str = "footnote text"
    footnote_reference: str = "footnote reference"


FILE_TITLE = "title"
"""The name in `Metadata.file_name` that stands for the letter's title."""


class Metadata(_Frozen):
    """Which fields give the document's properties, and its proposed file name.

    title, author, subject: field ids; file_name: text with `{field}` in it, where `{title}` stands for the
    field that gives the title.
    """

    title: str = ""
    author: str = ""
    subject: str = ""
    file_name: str = "{title}"


class Organisation(_Frozen):
    """Whose letters these are."""

    name: str = Field(min_length=1)
    wordmark: str = ""
    """The word beside or under the mark, also printed on continuation pages."""


class PackList(_Frozen):
    """A list of a pack, e.g. of signatories: rows of named texts. `shows` is the column that names
    an entry."""

    id: Identifier
    shows: str
    entries: tuple[Mapping[str, str], ...] = Field(default=(), repr=False)


class HouseStyle(_Frozen):
    """A generation of an organisation's house style; its looks are a Word file of its own in the pack.

    since, until: the first and last day of the letters that it is for, None for no such day. organisation,
    texts, notation: those of the pack, with what this generation has otherwise.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=60)]
    title: str = Field(min_length=1)
    since: datetime.date | None = None
    until: datetime.date | None = None
    organisation: Organisation
    texts: Mapping[str, str] = Field(default_factory=dict)
    styles: BodyStyles = BodyStyles()
    notation: Notation = Notation()

    def is_for(self, day: datetime.date) -> bool:
        """Whether letters of this day are in this house style."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class PackInfo(_Frozen):
    """What all document types of a pack share.

    words: right in a text though no dictionary has them. order: the folders of the document types as they
    are to be shown; others come after them, by name. notation: how this house writes what sources disagree
    on. house_styles: the newest last. house_style: id of the one that the user wants for letters that don't
    say otherwise, "" for that of their date. renamed: folders of document types in earlier versions.
    """

    id: Identifier
    version: str
    title: str
    organisation: Organisation
    order: tuple[str, ...] = ()
    texts: Mapping[str, str] = Field(default_factory=dict)
    lists: Mapping[str, PackList] = Field(default_factory=dict)
    words: tuple[str, ...] = Field(default=(), repr=False)
    notation: Notation = Notation()
    house_styles: tuple[HouseStyle, ...] = ()
    house_style: str = ""
    renamed: tuple[Renamed, ...] = ()

    def house_style_named(self, id: str) -> HouseStyle | None:
        """The house style of this id, None when there is none such."""
        return next((each for each in self.house_styles if each.id == id), None)

    def organisation_in(self, house_style: str) -> Organisation:
        """Whose letters those in the house style of this id are."""
        return (self.house_style_named(house_style) or self).organisation

    def usual_house_style(self, day: datetime.date | None) -> HouseStyle | None:
        """The house style of a letter of this day that doesn't name one: the user's, else that of the day,
        else the newest. None for a pack without house styles."""
        asked = self.house_style_named(self.house_style)
        if asked is not None or not self.house_styles:
            return asked
        of_day = [each for each in self.house_styles if day is not None and each.is_for(day)]
        return (of_day or self.house_styles)[-1]


class DocumentType(_Frozen):
    """A kind of document: `id` is "pack/type".

    styles: those of a text in the newest house style; own_styles: the roles for which the type names a
    style itself, so that no house style does. renamed, dropped: fields of earlier versions.
    """

    id: str
    title: str
    description: str = ""
    language: str = "nl-NL"
    sections: tuple[Section, ...]
    styles: BodyStyles = BodyStyles()
    own_styles: frozenset[str] = frozenset()
    renamed: tuple[Renamed, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    metadata: Metadata = Metadata()
    pack: PackInfo

    @cached_property
    def fields(self) -> Mapping[str, LetterField]:
        """All fields by id, in the order of the form."""
        return {field.id: field for section in self.sections for field in section.fields}

    @cached_property
    def switches(self) -> Mapping[str, Section]:
        """The optional sections by the name of the answer that switches them."""
        return {section.switch: section for section in self.sections if section.switch}

    def field_at(self, path: str) -> LetterField | None:
        """The field that a place names: "onderwerp", or "besluiten/0/tekst" for one of a group's; None when
        there is no such field. Parts of an enclosure are no fields of the type."""
        name, _slash, rest = path.partition("/")
        field = self.fields.get(name)
        if field is None or not rest:
            return field
        return field.sub_field(rest.partition("/")[2])

    def choices_of(self, field: LetterField) -> tuple[str, ...]:
        """What may be chosen in a field: its own choices, or those of the pack's list that it names."""
        found = self.pack.lists.get(field.choices_from)
        if found is None:
            return field.choices
        listed = (entry.get(field.column or found.shows, "").strip() for entry in found.entries)
        return (*field.choices, *dict.fromkeys(choice for choice in listed if choice))

    @cached_property
    def language_field(self) -> LetterField | None:
        """The field in which a letter's language is chosen, if there is one."""
        return next((field for field in self.fields.values() if field.kind is FieldKind.LANGUAGE), None)

    @cached_property
    def house_style_field(self) -> LetterField | None:
        """The field in which a letter's house style is chosen, if there is one."""
        return next((field for field in self.fields.values() if field.kind is FieldKind.HOUSE_STYLE), None)

    def styles_in(self, house_style: str) -> BodyStyles:
        """The styles of a text in the house style of this id."""
        found = self.pack.house_style_named(house_style)
        if found is None:
            return self.styles
        return found.styles.model_copy(update={role: getattr(self.styles, role) for role in self.own_styles})

    def field_with_role(self, role: FieldRole) -> LetterField | None:
        """The first field with this role, if there is one."""
        return next((field for field in self.fields.values() if field.role is role), None)
