"""The lists of a template in its house style: lists of a style that it has count as that style does."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

from briefmaker.rendering.style_merging import without_foreign_words

__all__ = ["ListMerge", "empty_numbering"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = f"{_W}val"
_ABSTRACT, _NUM = f"{_W}abstractNum", f"{_W}num"
_ABSTRACT_ID, _NUM_ID, _LEVEL = f"{_W}abstractNumId", f"{_W}numId", f"{_W}ilvl"
_BEFORE_NUMBERS: Final = (f"{_W}numPicBullet", _ABSTRACT)


def empty_numbering() -> etree._Element:
    """A numbering part without lists."""
    return etree.Element(f"{_W}numbering", nsmap={"w": _W[1:-1]})


class ListMerge:
    """Gives for a number of a template (w:numId) the one that takes its place in the house style.

    Every list of the template begins anew. `numbering` is the house style's part, to which they are added;
    house_style_id and own_style_id: give for a paragraph style of the template that of the house style, and
    that which only the template has; each None for the others.
    """

    def __init__(
        self,
        template: etree._Element | None,
        numbering: etree._Element,
        house_style_id: Callable[[str], str | None],
        own_style_id: Callable[[str], str | None],
    ) -> None:
        self._abstracts, self._nums = _read(template)
        self._numbering = numbering
        self._house_style_id = house_style_id
        self._own_style_id = own_style_id
        abstracts, nums = _read(numbering)
        self._next_abstract = max(map(_number, abstracts), default=-1) + 1
        self._next_num = max(map(_number, nums), default=0) + 1
        self._of_style = {
            linked: (own, level)
            for own, abstract in abstracts.items()
            for level, linked in _linked_styles(abstract)
        }
        self._copied: dict[str, str] = {}
        self._known: dict[str, str] = {}

    @property
    def changed(self) -> bool:
        """Whether lists were added."""
        return bool(self._known)

    def replace_in(self, root: etree._Element) -> None:
        """Name the house style's numbers in a part of the template."""
        for element in root.iter(f"{_W}numId"):
            element.set(_VAL, self.number(element.get(_VAL, "")))

    def number(self, old: str) -> str:
        """The w:numId in the house style; "0" (no list) stays, and so does what the template doesn't have."""
        num = self._nums.get(old)
        if num is None:
            return "0"
        link = num.find(_ABSTRACT_ID)
        name = "" if link is None else link.get(_VAL, "")
        if name not in self._abstracts:
            return "0"
        if old not in self._known:
            self._known[old] = str(self._next_num)
            self._next_num += 1
            self._add(self._known[old], num, name)
        return self._known[old]

    def _add(self, own: str, num: etree._Element, name: str) -> None:
        abstract = self._abstracts[name]
        made = etree.Element(_NUM, {_NUM_ID: own})
        made_link = etree.SubElement(made, _ABSTRACT_ID)
        house = self._same_list(abstract)
        made_link.set(_VAL, self._copy(name, abstract) if house is None else house)
        restarted = {_number(each.get(_LEVEL, "")) for each in num.iterfind(f"{_W}lvlOverride")}
        for each in num.iterfind(f"{_W}lvlOverride"):
            made.append(_plain_copy(each))
        if house is not None and 0 not in restarted:
            anew = etree.Element(f"{_W}lvlOverride", {_LEVEL: "0"})
            etree.SubElement(anew, f"{_W}startOverride", {_VAL: "1"})
            made.insert(1, anew)
        self._insert(made, (*_BEFORE_NUMBERS, _NUM))

    def _same_list(self, abstract: etree._Element) -> str | None:
        """The house style's definition whose levels have the styles that the template's have."""
        found = set()
        for level, style in _linked_styles(abstract):
            own = self._house_style_id(style)
            if own is None or own not in self._of_style or self._of_style[own][1] != level:
                return None
            found.add(self._of_style[own][0])
        return found.pop() if len(found) == 1 else None

    def _copy(self, name: str, abstract: etree._Element) -> str:
        if name not in self._copied:
            made = _plain_copy(abstract)
            own = self._copied[name] = str(self._next_abstract)
            made.set(_ABSTRACT_ID, own)
            self._next_abstract += 1
            for tag in ("nsid", "tmpl", "styleLink", "numStyleLink"):
                for each in made.findall(f"{_W}{tag}"):
                    made.remove(each)
            for level in made.iterfind(f"{_W}lvl"):
                for each in level.findall(f"{_W}pStyle"):
                    style = self._own_style_id(each.get(_VAL, ""))
                    if style is None:
                        level.remove(each)
                    else:
                        each.set(_VAL, style)
                for each in level.findall(f"{_W}lvlPicBulletId"):
                    level.remove(each)
            self._insert(made, _BEFORE_NUMBERS)
        return self._copied[name]

    def _insert(self, element: etree._Element, after: tuple[str, ...]) -> None:
        """Put `element` behind the last of the elements `after`, which come first in the part (17.9.17)."""
        at = sum(1 for each in self._numbering if each.tag in after)
        self._numbering.insert(at, element)


def _read(
    numbering: etree._Element | None,
) -> tuple[dict[str, etree._Element], dict[str, etree._Element]]:
    """The definitions and the numbers of a part, by id; a definition that only names a list style is
    replaced by the one that carries that style (17.9.21, 17.9.27)."""
    if numbering is None:
        return {}, {}
    abstracts = {each.get(_ABSTRACT_ID, ""): each for each in numbering.iterfind(_ABSTRACT)}
    carriers = {
        link.get(_VAL, ""): each
        for each in abstracts.values()
        if (link := each.find(f"{_W}styleLink")) is not None
    }
    for own, each in abstracts.items():
        link = each.find(f"{_W}numStyleLink")
        if link is not None:
            abstracts[own] = carriers.get(link.get(_VAL, ""), each)
    return abstracts, {each.get(_NUM_ID, ""): each for each in numbering.iterfind(_NUM)}


def _linked_styles(abstract: etree._Element) -> Iterator[tuple[int, str]]:
    for level in abstract.iterfind(f"{_W}lvl"):
        style = level.find(f"{_W}pStyle")
        if style is not None:
            yield _number(level.get(_LEVEL, "")), style.get(_VAL, "")


def _plain_copy(element: etree._Element) -> etree._Element:
    made = copy.deepcopy(element)
    without_foreign_words(made)
    return made


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0
