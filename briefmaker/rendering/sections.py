"""The sections of a template in its house style: paper, margins, headers and footers of the house style."""

from __future__ import annotations

import copy
from typing import Final

from lxml import etree

__all__ = ["dress_sections"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_REFERENCES: Final = ("headerReference", "footerReference")
_ORDER: Final = (
    *_REFERENCES, "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType",
    "pgNumType", "cols", "formProt", "vAlign", "noEndnote", "titlePg", "textDirection", "bidi", "rtlGutter",
    "docGrid",
)  # fmt: skip
"""The order of a section's properties (17.6.17, 17.6.18)."""
_OF_TEMPLATE: Final = ("type", "pgNumType", "cols")


def dress_sections(document: etree._Element, house: etree._Element) -> bool:
    """Give every section of the template's document the properties of the house style's last; say whether
    the template has footers of its own, which then take the place of the house style's.

    A section of the template stays landscape, of several columns or continuous, and goes on counting pages as
    it did. Headers and footers are named once, in the first; the others go on with them (17.10.1).
    """
    own_footers = next(document.iter(f"{_W}footerReference"), None) is not None
    own = next(reversed(house.findall(f".//{_W}sectPr")), None)
    body = document.find(f"{_W}body")
    if body is None:
        return own_footers
    if body.find(f"{_W}sectPr") is None:
        etree.SubElement(body, f"{_W}sectPr")
    for number, section in enumerate(document.findall(f".//{_W}sectPr")):
        _dress(section, own, is_first=number == 0, own_footers=own_footers)
    return own_footers


def _dress(
    section: etree._Element, house: etree._Element | None, *, is_first: bool, own_footers: bool
) -> None:
    given = {_local(each): each for each in section if str(each.tag).startswith(_W)}
    footers = section.findall(f"{_W}footerReference")
    for each in [*section]:
        section.remove(each)
    for name in list(section.attrib):
        del section.attrib[name]
    kept = [each for each in house if str(each.tag).startswith(_W)] if house is not None else []
    made = [
        copy.deepcopy(each)
        for each in kept
        if _local(each) in _ORDER
        and (is_first or _local(each) not in (*_REFERENCES, "titlePg"))
        and not (own_footers and _local(each) == "footerReference")
    ]
    made += footers
    for name in _OF_TEMPLATE if kept else _ORDER[len(_REFERENCES) :]:
        if name in given and not (name == "cols" and given[name].get(f"{_W}num", "1") == "1" and kept):
            made = [each for each in made if _local(each) != name]
            made.append(given[name])
    size, asked = next((each for each in made if _local(each) == "pgSz"), None), given.get("pgSz")
    if kept and size is not None and asked is not None and _is_landscape(asked) != _is_landscape(size):
        _turn(size, landscape=_is_landscape(asked))
    for each in made:
        for name in list(each.attrib):
            if not str(name).startswith((_W, _R)):
                del each.attrib[name]
    section.extend(sorted(made, key=lambda each: _ORDER.index(_local(each))))


def _local(element: etree._Element) -> str:
    return str(element.tag).rsplit("}", 1)[-1]


def _is_landscape(size: etree._Element) -> bool:
    return float(size.get(f"{_W}w", "0")) > float(size.get(f"{_W}h", "0"))


def _turn(size: etree._Element, *, landscape: bool) -> None:
    wide, high = size.get(f"{_W}w", ""), size.get(f"{_W}h", "")
    size.set(f"{_W}w", high)
    size.set(f"{_W}h", wide)
    size.attrib.pop(f"{_W}orient", "")
    if landscape:
        size.set(f"{_W}orient", "landscape")
