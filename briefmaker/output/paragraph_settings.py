"""Paragraphs of the engine's copy, and what says on which page they stand (ECMA-376 part 1, 17.3.1)."""

from __future__ import annotations

from typing import Any

from lxml import etree

from briefmaker.output.word_document import W

__all__ = ["is_on", "set_on", "without_height"]

_ORDER = ("pStyle", "keepNext", "keepLines", "pageBreakBefore")
"""The first children of w:pPr, in the order of the schema."""
_FALSE = ("0", "false", "off")
_NO_HEIGHT = {f"{W}before": "0", f"{W}after": "0", f"{W}line": "1", f"{W}lineRule": "exact"}


def is_on(setting: Any) -> bool:
    """Whether an element that is a switch is there and on (17.17.4)."""
    return setting is not None and setting.get(f"{W}val", "1") not in _FALSE


def set_on(paragraph: Any, name: str) -> None:
    """Set "keepNext", "keepLines" or "pageBreakBefore" of a w:p."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    setting = properties.find(f"{W}{name}")
    if setting is not None:
        setting.attrib.pop(f"{W}val", None)
        return
    earlier = {f"{W}{other}" for other in _ORDER[: _ORDER.index(name)]}
    properties.insert(sum(1 for child in properties if child.tag in earlier), etree.Element(f"{W}{name}"))


def without_height(setting: str | None = None) -> Any:
    """A new w:p that takes no room, with this setting on; one with nothing in it isn't tagged either."""
    paragraph = etree.Element(f"{W}p")
    etree.SubElement(etree.SubElement(paragraph, f"{W}pPr"), f"{W}spacing", _NO_HEIGHT)
    if setting is not None:
        set_on(paragraph, setting)
    return paragraph
