"""Properties of runs, paragraphs, rows and styles, put where the schema wants them.

ISO/IEC 29500-1, annex A.
"""

from __future__ import annotations

from lxml import etree

from briefmaker.inspection.word_file import W

__all__ = ["property_of", "property_put"]

_ORDERS = {
    "rPr": (
        "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow"
        " emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight"
        " u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange"
    ),
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr rPr sectPr pPrChange",
    "trPr": "tblHeader",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat"
    " locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "r": "rPr",
    "p": "pPr",
    "tr": "tblPrEx trPr",
    "rPrDefault": "rPr",
}
"""What stands in which order; what isn't named here stands behind what is, but before the last of these."""
_LAST = {"rPrChange", "pPrChange", "trPrChange", "ins", "del"}


def property_of(holder: etree._Element, name: str) -> etree._Element:
    """The child of this name (w:rPr of a run), made in its place when there is none."""
    found = holder.find(f"{W}{name}")
    if found is None:
        found = holder.makeelement(f"{W}{name}", {})
        _insert(holder, found, name)
    return found


def property_put(holder: etree._Element, name: str, value: str | None) -> None:
    """Set a property (w:lang of a w:rPr); None: a switch that is on."""
    found = property_of(holder, name)
    if value is None:
        if f"{W}val" in found.attrib:
            del found.attrib[f"{W}val"]
    else:
        found.set(f"{W}val", value)


def _insert(holder: etree._Element, made: etree._Element, name: str) -> None:
    order = _ORDERS.get(_local(holder), "").split()
    rank = order.index(name) if name in order else len(order)
    for place, child in enumerate(holder):
        local = _local(child)
        later = local in order and order.index(local) > rank
        unknown = local not in order and rank < len(order) and _local(holder) in {"r", "p", "tr", "pPr"}
        if later or (unknown and local not in {"tblPrEx"}) or (local in _LAST and local not in order):
            holder.insert(place, made)
            return
    holder.append(made)


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
