"""What formatting says, as plain values that can be compared: those of a w:rPr and of a w:pPr.

Only what people set to make text look otherwise: no language, no kerning, nothing for other scripts.
What says the same in two ways ("start" and "left", a switch that is on) has one value.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lxml import etree

from briefmaker.rendering.style_roles import is_on

__all__ = ["PARAGRAPH_USUAL", "RUN_USUAL", "Look", "W", "paragraph_look", "run_look", "whole_number"]

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Look = dict[str, str]
"""Values by "element.attribute", e.g. "sz.val" or "ind.left"."""

_SWITCHES: Final = frozenset(
    ("b", "i", "caps", "smallCaps", "strike", "dstrike", "vanish", "outline", "shadow", "emboss", "imprint")
)
_VALUES: Final = frozenset(("sz", "color", "u", "highlight", "spacing", "vertAlign", "position", "w"))
RUN_USUAL: Final[Look] = {
    **{f"{name}.val": "0" for name in _SWITCHES},
    "sz.val": "20",
    "color.val": "AUTO",
    "u.val": "none",
    "highlight.val": "none",
    "spacing.val": "0",
    "vertAlign.val": "baseline",
    "position.val": "0",
    "w.val": "100",
    "shd.fill": "AUTO",
    "bdr.val": "none",
}
"""What holds where nothing is said, by ISO/IEC 29500-1, 17.3.2."""
PARAGRAPH_USUAL: Final[Look] = {
    "spacing.before": "0",
    "spacing.after": "0",
    "spacing.line": "240",
    "spacing.lineRule": "auto",
    "ind.left": "0",
    "ind.right": "0",
    "ind.first": "0",
    "jc.val": "left",
    "shd.fill": "AUTO",
    "numPr.numId": "0",
    **{f"pBdr.{side}": "none" for side in ("top", "left", "bottom", "right", "between", "bar")},
}
"""The same of paragraphs, by 17.3.1."""
_SPACES: Final = ("before", "after", "line", "lineRule")
_SIDES: Final = {"start": "left", "end": "right"}


def run_look(properties: etree._Element | None, theme_fonts: Mapping[str, str]) -> dict[str, str]:
    """What a w:rPr says. theme_fonts: the fonts that the theme's names stand for."""
    found: dict[str, str] = {}
    for element in () if properties is None else properties:
        name = _local(element)
        value = element.get(f"{W}val", "")
        if name in _SWITCHES:
            found[f"{name}.val"] = "1" if is_on(value or "1") else "0"
        elif name == "rFonts":
            found |= _fonts(element, theme_fonts)
        elif name in _VALUES:
            found[f"{name}.val"] = value.upper() if name == "color" else value
        elif name == "shd":
            found["shd.fill"] = element.get(f"{W}fill", "auto").upper()
        elif name == "bdr":
            found["bdr.val"] = _border(element)
    return found


def paragraph_look(properties: etree._Element | None) -> dict[str, str]:
    """What a w:pPr says; tab stops are under "tabs.<place>"."""
    found: dict[str, str] = {}
    for element in () if properties is None else properties:
        match _local(element):
            case "spacing":
                given = {side: element.get(f"{W}{side}") for side in _SPACES}
                found |= {f"spacing.{side}": value for side, value in given.items() if value is not None}
            case "ind":
                found |= _indents(element)
            case "jc":
                value = element.get(f"{W}val", "left")
                found["jc.val"] = _SIDES.get(value, value)
            case "shd":
                found["shd.fill"] = element.get(f"{W}fill", "auto").upper()
            case "pBdr":
                found |= {f"pBdr.{_local(side)}": _border(side) for side in element}
            case "numPr":
                if (number := element.find(f"{W}numId")) is not None:
                    found["numPr.numId"] = number.get(f"{W}val", "0")
            case "tabs":
                stops = element.findall(f"{W}tab")
                found |= {f"tabs.{stop.get(f'{W}pos', '')}": stop.get(f"{W}val", "left") for stop in stops}
    return found


def whole_number(text: str | None, otherwise: int = 0) -> int:
    """The number that a measure is, `otherwise` when it is none."""
    try:
        return int(float(text or ""))
    except (ValueError, OverflowError):
        return otherwise


def _fonts(element: etree._Element, theme_fonts: Mapping[str, str]) -> dict[str, str]:
    found = {}
    for kind in ("ascii", "hAnsi"):
        themed = theme_fonts.get(element.get(f"{W}{kind}Theme", ""), "")
        if name := themed or element.get(f"{W}{kind}", ""):
            found[f"rFonts.{kind}"] = name
    return found


def _indents(element: etree._Element) -> dict[str, str]:
    found = {}
    for side in ("left", "right", "start", "end"):
        if (value := element.get(f"{W}{side}")) is not None:
            found[f"ind.{_SIDES.get(side, side)}"] = str(whole_number(value))
    if (value := element.get(f"{W}firstLine")) is not None:
        found["ind.first"] = str(whole_number(value))
    if (value := element.get(f"{W}hanging")) is not None:
        found["ind.first"] = str(-whole_number(value))
    return found


def _border(element: etree._Element) -> str:
    value = element.get(f"{W}val", "none")
    return "none" if value == "nil" else value


def _local(element: etree._Element) -> str:
    name = str(element.tag)
    return name.removeprefix(W) if name.startswith(W) else ""
