"""What follows a whole text in a template: a heading, or something that the text's last lines go with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from briefmaker.rendering.styles import W

__all__ = ["texts_before_headings"]

_TEXT = re.compile(r"\{\{p\s+([\w.]+)\s*\}\}")
_LOOP = re.compile(r"\{%p\s+for\s+(\w+)\s+in\s+(\w+)\s*%\}")
_TAG = re.compile(r"\{[%#].*[%#]\}", re.DOTALL)


def texts_before_headings(document: etree._Element, styles: etree._Element) -> frozenset[str]:
    """The fields whose whole text a heading follows, loops and conditions aside; a field of a list's entries
    as "list/field". There the last paragraph may end its page."""
    headings = _heading_styles(styles)
    lists: dict[str, str] = {}
    waiting: list[str] = []
    found: set[str] = set()
    for paragraph in document.iter(f"{W}p"):
        said = "".join(node.text or "" for node in paragraph.iter(f"{W}t")).strip()
        if loop := _LOOP.fullmatch(said):
            lists[loop[1]] = loop[2]
        if _TAG.fullmatch(said):
            continue
        text = _TEXT.fullmatch(said)
        if _style(paragraph) in headings:
            found.update(waiting)
        waiting = [_field(text[1], lists)] if text else []
    return frozenset(found)


def _field(name: str, lists: dict[str, str]) -> str:
    owner, dot, own = name.partition(".")
    return f"{lists.get(owner, owner)}/{own}" if dot else name


def _heading_styles(styles: etree._Element) -> frozenset[str]:
    """The ids of paragraph styles with an outline level, their own or inherited."""
    by_id = {style.get(f"{W}styleId", ""): style for style in styles.iterfind(f"{W}style")}
    return frozenset(own for own in by_id if any(map(_has_level, _lineage(own, by_id))))


def _lineage(own: str, by_id: dict[str, etree._Element]) -> Iterator[etree._Element]:
    for _step in range(10):
        style = by_id.get(own)
        if style is None:
            return
        yield style
        base = style.find(f"{W}basedOn")
        own = "" if base is None else base.get(f"{W}val", "")


def _has_level(style: etree._Element) -> bool:
    return style.find(f"{W}pPr/{W}outlineLvl") is not None


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(f"{W}val", "")
