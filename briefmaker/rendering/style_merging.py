"""The styles of a template in its house style: found there by name, or taken along."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from itertools import count
from typing import Final

from lxml import etree

from briefmaker.rendering.style_names import StyleIndex, kind_of, names_of

__all__ = ["STYLE_REFERENCES", "StyleMerge", "without_foreign_words"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_VAL = f"{_W}val"
STYLE_REFERENCES: Final = {
    f"{_W}pStyle": "paragraph",
    f"{_W}rStyle": "character",
    f"{_W}tblStyle": "table",
}
"""The elements that name a style in text, and the kind they name."""


class StyleMerge:
    """Gives for a style of a template the one that takes its place in the house style.

    `styles` is the house style's sheet, to which is added what it lacks. list_number: gives for a number of
    the template (w:numId) the one in the house style.
    """

    def __init__(
        self, template: etree._Element | None, styles: etree._Element, list_number: Callable[[str], str]
    ) -> None:
        self._template = StyleIndex(template)
        self._house = StyleIndex(styles)
        self._sheet = styles
        self._list_number = list_number
        self._known: dict[tuple[str, str], str] = {}
        self._own: list[str] = []

    @property
    def own(self) -> tuple[str, ...]:
        """Names of the styles that the text uses and the house style doesn't have."""
        return tuple(dict.fromkeys(self._own))

    def replace_in(self, root: etree._Element) -> None:
        """Name the house style's styles in a part of the template."""
        for element in root.iter(*STYLE_REFERENCES):
            kind, old = STYLE_REFERENCES[str(element.tag)], element.get(_VAL, "")
            if self._of_house(kind, old) is None:
                self._own.append(self._name(old))
            element.set(_VAL, self.id(kind, old))

    def house_id(self, style_id: str) -> str | None:
        """The id of the house style's paragraph style for a template's, None when it has none."""
        return self._of_house("paragraph", style_id)

    def own_id(self, style_id: str) -> str | None:
        """The id of a paragraph style that only the template has, None when the house style has it."""
        if self._of_house("paragraph", style_id) is not None or style_id not in self._template.by_id:
            return None
        return self.id("paragraph", style_id)

    def id(self, kind: str, old: str) -> str:
        """The id in the house style of the template's style `old`, taken along when it isn't there."""
        if (kind, old) not in self._known:
            found = self._of_house(kind, old)
            if found is None:
                found = self._taken_along(kind, old)
            self._known[kind, old] = found
        return self._known[kind, old]

    def _name(self, style_id: str) -> str:
        style = self._template.by_id.get(style_id)
        return style_id if style is None else next(names_of(style), style_id)

    def _of_house(self, kind: str, old: str) -> str | None:
        style = self._template.by_id.get(old)
        if style is not None:
            ids = (self._house.named(kind, name) for name in names_of(style))
            return next((found for found in ids if found is not None), None)
        known = self._house.by_id.get(old)
        return old if known is not None and kind_of(known) == kind else self._house.named(kind, old)

    def _taken_along(self, kind: str, old: str) -> str:
        """Add a copy of the template's style to the house style's, with all that it is based on."""
        style = self._template.by_id.get(old)
        if style is None:
            self._known[kind, old] = old
            return old
        own = next(name for name in _numbered(old) if name not in self._house.by_id)
        self._known[kind, old] = own
        made = copy.deepcopy(style)
        without_foreign_words(made)
        self._house.by_id[own] = made
        made.set(f"{_W}styleId", own)
        made.attrib.pop(f"{_W}default", "")
        for element in [*made.iterfind(f"{_W}basedOn"), *made.iterfind(f"{_W}link")]:
            other = self._template.by_id.get(element.get(_VAL, ""))
            element.set(_VAL, self.id(kind if other is None else kind_of(other), element.get(_VAL, "")))
        for element in made.findall(f"{_W}next"):
            following = self._of_house("paragraph", element.get(_VAL, ""))
            if following is None:
                made.remove(element)
            else:
                element.set(_VAL, following)
        for element in made.iterfind(f"{_W}pPr/{_W}numPr/{_W}numId"):
            element.set(_VAL, self._list_number(element.get(_VAL, "")))
        self._sheet.append(made)
        return own


def without_foreign_words(element: etree._Element) -> None:
    """Leave out what isn't WordprocessingML: the part that `element` comes to may not declare it."""
    for each in [*element.iter(etree.Element)]:
        if not str(each.tag).startswith(_W):
            parent = each.getparent()
            if parent is not None and str(parent.tag).startswith((f"{_W}rPr", f"{_W}pPr", f"{_W}style")):
                parent.remove(each)
            continue
        for name in list(each.attrib):
            if not str(name).startswith((_W, _R, _XML)):
                del each.attrib[name]


def _numbered(name: str) -> Iterator[str]:
    """`name`, then with numbers behind it."""
    yield name
    yield from (f"{name}{number}" for number in count(2))
