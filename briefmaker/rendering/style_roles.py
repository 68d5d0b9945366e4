"""What the styles of a Word file mean in a text: the way back from `briefmaker.rendering.styles`.

A style is known by its name, or by that of a style it is based on: ids are localised, and people make
styles of their own on top of the given ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from lxml import etree

from briefmaker.letter.document_type import BodyStyles
from briefmaker.rendering.cell_styles import names_in_cells
from briefmaker.rendering.styles import LIST_CONTINUE, W

__all__ = ["Marks", "Role", "StyleRoles", "is_on"]

Kind = Literal["paragraph", "heading", "bullet", "numbered", "continued", "quote"]
Numerals = Literal["decimal", "letter", "roman"]

_LONGEST_LINEAGE: Final = 30
_LONGEST_ALIASES: Final = 2_000
_OF_WORD: Final = re.compile(r"(heading|list bullet|list number|list continue)(?: ([1-9]))?")
_DEEPEST: Final = 3


@dataclass(frozen=True, slots=True)
class Role:
    """What a paragraph is by its style. level: from 0, of headings and lists."""

    kind: Kind = "paragraph"
    level: int = 0
    numerals: Numerals = "decimal"
    is_table_heading: bool = False
    is_motto: bool = False


@dataclass(frozen=True, slots=True)
class Marks:
    """What a run is by its character style."""

    strong: bool = False
    emphasis: bool = False


class StyleRoles:
    """Gives the meaning of styles by their ids; `styles_xml` is None for a file without styles."""

    def __init__(self, styles_xml: etree._Element | None, styles: BodyStyles) -> None:
        self._given = _given_roles(styles)
        self._marks = {
            "strong": Marks(strong=True),
            "emphasis": Marks(emphasis=True),
            "hyperlink": Marks(),
            styles.strong.casefold(): Marks(strong=True),
            styles.emphasis.casefold(): Marks(emphasis=True),
            styles.link.casefold(): Marks(),
            styles.footnote_reference.casefold(): Marks(),
        }
        self._table_style = styles.table.casefold()
        self._by_id: dict[str, etree._Element] = {}
        self._default = ""
        self._roles: dict[str, Role] = {}
        self._run_marks: dict[str, Marks] = {}
        self._numberings: dict[str, tuple[str, str, str]] = {}
        for style in () if styles_xml is None else styles_xml.iterfind(f"{W}style"):
            own = style.get(f"{W}styleId", "")
            self._by_id[own] = style
            if style.get(f"{W}type") == "paragraph" and is_on(style.get(f"{W}default", "0")):
                self._default = own

    def role(self, style_id: str) -> Role:
        """What paragraphs of a style are; "" is the style of paragraphs that name none."""
        if style_id not in self._roles:
            self._roles[style_id] = self._found_role(style_id or self._default)
        return self._roles[style_id]

    def marks(self, style_id: str) -> Marks:
        """What runs of a character style are."""
        if style_id not in self._run_marks:
            self._run_marks[style_id] = self._found_marks(style_id)
        return self._run_marks[style_id]

    def is_our_table(self, style_id: str) -> bool:
        """Whether a table style is the one that the house style has for texts, or based on it."""
        names = (name for style in self._lineage(style_id) for name in _names(style))
        return any(name == self._table_style for name in names)

    def numbering(self, style_id: str) -> tuple[str, str, str]:
        """(w:numId, w:ilvl, id of the style that says so) of a style's numbering; "" what isn't said."""
        if style_id not in self._numberings:
            self._numberings[style_id] = self._found_numbering(style_id)
        return self._numberings[style_id]

    def _found_numbering(self, style_id: str) -> tuple[str, str, str]:
        number = level = owner = ""
        for style in self._lineage(style_id or self._default):
            found = style.find(f"{W}pPr/{W}numPr")
            if found is None:
                continue
            given = found.find(f"{W}ilvl")
            if given is not None and not level:
                level = given.get(f"{W}val", "")
            given = found.find(f"{W}numId")
            if given is not None:
                number, owner = given.get(f"{W}val", ""), style.get(f"{W}styleId", "")
                break
        return number, level, owner

    def _found_role(self, style_id: str) -> Role:
        outline = ""
        for style in self._lineage(style_id):
            for name in _names(style):
                if (role := self._given.get(name) or _role_of_word(name)) is not None:
                    return role
            given = style.find(f"{W}pPr/{W}outlineLvl")
            if given is not None and not outline:
                outline = given.get(f"{W}val", "")
        if outline.isdigit() and int(outline) < 9:
            return Role("heading", min(int(outline), _DEEPEST - 1))
        return Role()

    def _found_marks(self, style_id: str) -> Marks:
        strong: bool | None = None
        emphasis: bool | None = None
        for style in self._lineage(style_id):
            for name in _names(style):
                if name in self._marks:
                    return self._marks[name]
            bold, italic = style.find(f"{W}rPr/{W}b"), style.find(f"{W}rPr/{W}i")
            if bold is not None and strong is None:
                strong = is_on(bold.get(f"{W}val", "1"))
            if italic is not None and emphasis is None:
                emphasis = is_on(italic.get(f"{W}val", "1"))
        return Marks(bool(strong), bool(emphasis))

    def _lineage(self, style_id: str) -> Iterator[etree._Element]:
        for _step in range(_LONGEST_LINEAGE):
            style = self._by_id.get(style_id)
            if style is None:
                return
            yield style
            based = style.find(f"{W}basedOn")
            style_id = "" if based is None else based.get(f"{W}val", "")


def is_on(value: str) -> bool:
    """Whether a switch is on (ISO/IEC 29500-1, 17.17.4 and annex A, ST_OnOff)."""
    return value not in {"0", "false", "off"}


def _given_roles(styles: BodyStyles) -> dict[str, Role]:
    roles: dict[str, Role] = {}

    def give(name: str, role: Role) -> None:
        roles.setdefault(name.casefold(), role)

    def give_in_cells(name: str, role: Role) -> None:
        for own in names_in_cells(name):
            give(own, role)

    for level, name in enumerate(styles.headings):
        give(name, Role("heading", level))
        give_in_cells(name, Role("heading", level))
    lists: tuple[tuple[Kind, Numerals, tuple[str, ...]], ...] = (
        ("bullet", "decimal", styles.bullets),
        ("numbered", "decimal", styles.numbers),
        ("numbered", "letter", styles.letters),
        ("numbered", "roman", styles.romans),
    )
    for kind, numerals, names in lists:
        for level, name in enumerate(names):
            give(name, Role(kind, level, numerals))
            give_in_cells(name, Role(kind, level, numerals))
    for level in range(_DEEPEST):
        give_in_cells(f"{LIST_CONTINUE} {level + 1}" if level else LIST_CONTINUE, Role("continued", level))
    give(styles.quote, Role("quote"))
    give(styles.motto, Role("quote", is_motto=True))
    give_in_cells(styles.quote, Role("quote"))
    for name in (styles.paragraph, styles.image, styles.table_text):
        give(name, Role())
    give(styles.table_heading, Role(is_table_heading=True))
    return roles


def _role_of_word(name: str) -> Role | None:
    """The role of a style that Word has by itself."""
    if name in {"quote", "intense quote"}:
        return Role("quote")
    if name in {"title", "subtitle"}:
        return Role("heading", int(name == "subtitle"))
    found = _OF_WORD.fullmatch(name.removeprefix("table "))
    if found is None:
        return None
    level = min(int(found[2] or 1), _DEEPEST) - 1
    kinds: dict[str, Kind] = {
        "heading": "heading",
        "list bullet": "bullet",
        "list number": "numbered",
        "list continue": "continued",
    }
    return Role(kinds[found[1]], level)


def _names(style: etree._Element) -> Iterator[str]:
    name, aliases = style.find(f"{W}name"), style.find(f"{W}aliases")
    if name is not None:
        yield name.get(f"{W}val", "").strip().casefold()
    if aliases is not None:
        written = aliases.get(f"{W}val", "")[:_LONGEST_ALIASES]
        yield from (alias.strip().casefold() for alias in written.split(","))
