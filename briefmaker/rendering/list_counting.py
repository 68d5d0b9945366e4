"""Which list a paragraph belongs to, and which number Word prints before it (ISO/IEC 29500-1, 17.9)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from lxml import etree

from briefmaker.rendering.style_roles import Role, StyleRoles
from briefmaker.rendering.styles import W

__all__ = ["ListPlace", "NumberedParagraphs"]

_LEVELS: Final = 9
_LARGEST: Final = 32_767
_NUMERALS: Final[dict[str, Literal["letter", "roman"]]] = {
    "lowerLetter": "letter",
    "upperLetter": "letter",
    "lowerRoman": "roman",
    "upperRoman": "roman",
}


@dataclass(frozen=True, slots=True)
class ListPlace:
    """A paragraph with a bullet or number: its level from 0, the number printed before it (0 for a bullet),
    and a key that is equal for all items that count together, or have bullets of one kind."""

    level: int
    kind: Literal["bullet", "numbered"]
    numerals: Literal["decimal", "letter", "roman"]
    key: object
    number: int = 0


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    start: int
    restarts: bool
    """Whether the number itself says where to start: else it counts on after others of its definition."""


class _Count:
    """The last number of paragraphs that count together."""

    __slots__ = ("number",)

    def __init__(self, number: int) -> None:
        self.number = number


class _LevelCounts:
    """The counts that go on at one level of a definition: of each number, and the last."""

    __slots__ = ("last", "of_number")

    def __init__(self) -> None:
        self.of_number: dict[str, _Count] = {}
        self.last: _Count | None = None


class NumberedParagraphs:
    """Counts the numbered paragraphs of a document, which must be given in their order."""

    def __init__(self, numbering_xml: etree._Element | None, roles: StyleRoles) -> None:
        self._roles = roles
        self._numbers: dict[str, etree._Element] = {}
        self._abstracts: dict[str, etree._Element] = {}
        self._levels: dict[tuple[str, int], _Level | None] = {}
        self._defined_levels: dict[tuple[str, str], dict[int, etree._Element]] = {}
        self._resolved: dict[str, str] = {}
        self._series: dict[str, list[_LevelCounts]] = {}
        if numbering_xml is not None:
            for number in numbering_xml.iterfind(f"{W}num"):
                self._numbers[number.get(f"{W}numId", "")] = number
            for abstract in numbering_xml.iterfind(f"{W}abstractNum"):
                self._abstracts[abstract.get(f"{W}abstractNumId", "")] = abstract

    def place(self, style_id: str, direct: etree._Element | None, role: Role) -> ListPlace | None:
        """The place of the next paragraph; `direct` is its own w:numPr. None when it has no number."""
        given, given_level = _values(direct)
        styled, styled_level, owner = self._roles.numbering(style_id)
        own_level = (
            min(_integer(styled_level), _LEVELS - 1) if styled_level else self._linked_level(styled, owner)
        )
        number = given or styled
        is_list = role.kind in {"bullet", "numbered"}
        if number == "0" or (not number and not is_list):
            return None
        level = min(_integer(given_level), _LEVELS - 1) if given_level else own_level
        found = self._level(number, level)
        if found is None:
            if not is_list:
                return None
            if role.kind == "bullet":
                return ListPlace(role.level, "bullet", "decimal", number)
            return self._counted_on(number, role.level, _Level("", 1, restarts=False), role.level, role)
        usual = self._level(styled, own_level)
        if is_list and (usual is None or usual.format == found.format or not found.format):
            as_styled = role
        elif found.format == "bullet":
            as_styled = Role("bullet")
        else:
            as_styled = Role("numbered", 0, _NUMERALS.get(found.format, "decimal"))
        depth = role.level + level - own_level if is_list else level
        depth = min(max(depth, 0), _LEVELS - 1)
        if as_styled.kind == "bullet":
            return ListPlace(depth, "bullet", "decimal", number)
        return self._counted_on(number, level, found, depth, as_styled)

    def _counted_on(self, number: str, level: int, found: _Level, depth: int, role: Role) -> ListPlace:
        """The place of a numbered paragraph: all numbers of a definition count together, and each that says
        where to start does so where it is used first."""
        definition = self._abstract_of(number)
        levels = self._series.get(definition)
        if levels is None:
            levels = self._series[definition] = [_LevelCounts() for _level in range(_LEVELS)]
        here = levels[level]
        own = here.of_number.get(number)
        count = own if own is not None or found.restarts else here.last
        if count is None:
            count = _Count(found.start - 1)
        count.number += 1
        for deeper in levels[level + 1 :]:
            deeper.of_number, deeper.last = {}, None
        here.of_number[number] = here.last = count
        return ListPlace(depth, "numbered", role.numerals, count, count.number)

    def _abstract_of(self, number: str) -> str:
        if number not in self._resolved:
            self._resolved[number] = self._found_abstract(number)
        return self._resolved[number]

    def _found_abstract(self, number: str) -> str:
        found = self._numbers.get(number)
        link = None if found is None else found.find(f"{W}abstractNumId")
        abstract = "" if link is None else link.get(f"{W}val", "")
        definition = self._abstracts.get(abstract)
        styled = None if definition is None else definition.find(f"{W}numStyleLink")
        if styled is None:
            return abstract
        other, _level, _owner = self._roles.numbering(styled.get(f"{W}val", ""))
        found = self._numbers.get(other)
        link = None if found is None else found.find(f"{W}abstractNumId")
        return abstract if link is None else link.get(f"{W}val", "")

    def _linked_level(self, number: str, style_id: str) -> int:
        """The level that a definition gives to a style."""
        for level, element in self._defined(self._abstracts, self._abstract_of(number), "lvl").items():
            linked = element.find(f"{W}pStyle")
            if linked is not None and linked.get(f"{W}val") == style_id:
                return level
        return 0

    def _defined(
        self, elements: dict[str, etree._Element], own_id: str, name: str
    ) -> dict[int, etree._Element]:
        """The first nine levels of a definition ("lvl") or of a number ("lvlOverride")."""
        if (name, own_id) not in self._defined_levels:
            found: dict[int, etree._Element] = {}
            for element in elements[own_id].iterfind(f"{W}{name}") if own_id in elements else ():
                found.setdefault(min(_integer(element.get(f"{W}ilvl", "")), _LEVELS - 1), element)
            self._defined_levels[name, own_id] = found
        return self._defined_levels[name, own_id]

    def _level(self, number: str, level: int) -> _Level | None:
        if (number, level) not in self._levels:
            self._levels[number, level] = self._found_level(number, level)
        return self._levels[number, level]

    def _found_level(self, number: str, level: int) -> _Level | None:
        definition = self._abstract_of(number)
        if number not in self._numbers or definition not in self._abstracts:
            return None
        described = self._defined(self._abstracts, definition, "lvl").get(level)
        override = self._defined(self._numbers, number, "lvlOverride").get(level)
        start: int | None = None
        if override is not None:
            given = override.find(f"{W}startOverride")
            start = None if given is None else _integer(given.get(f"{W}val", ""))
            own = override.find(f"{W}lvl")
            described = described if own is None else own
        restarts = start is not None
        format_ = begin = None
        if described is not None:
            format_, begin = described.find(f"{W}numFmt"), described.find(f"{W}start")
        if start is None:
            start = 1 if begin is None else _integer(begin.get(f"{W}val", ""))
        return _Level("decimal" if format_ is None else format_.get(f"{W}val", ""), start, restarts)


def _values(direct: etree._Element | None) -> tuple[str, str]:
    if direct is None:
        return "", ""
    number, level = direct.find(f"{W}numId"), direct.find(f"{W}ilvl")
    return (
        "" if number is None else number.get(f"{W}val", ""),
        "" if level is None else level.get(f"{W}val", ""),
    )


def _integer(text: str) -> int:
    """A number as XML Schema writes it, within the bounds of a list; 0 for anything else."""
    try:
        return min(max(int(text[:12]), 0), _LARGEST)
    except ValueError:
        return 0
