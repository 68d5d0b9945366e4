"""Footnotes: their texts stand at the end of what was copied, and are found by the links to them."""

from __future__ import annotations

from briefmaker.content.foreign.footnote_signs import named_note
from briefmaker.content.foreign.tree import Element

__all__ = ["notes_taken_out"]

_HOLDERS = frozenset(("p", "li", "div", "dd", "td"))


def notes_taken_out(root: Element) -> dict[str, Element]:
    """The elements that hold the texts of footnotes, by name, taken out of the tree."""
    found: dict[str, Element] = {}
    _take(root, found)
    return found


def _take(element: Element, found: dict[str, Element]) -> None:
    kept = []
    for child in element.children:
        if isinstance(child, Element):
            name = _note_of(child)
            if name:
                found.setdefault(name, child)
                continue
            _take(child, found)
        kept.append(child)
    element.children = kept


def _note_of(element: Element) -> str:
    back = _back_in(element)
    by_id = named_note(element.attributes.get("id", ""))
    if by_id and (back or element.style.get("mso-element") in ("footnote", "endnote")):
        return by_id
    return back if element.tag in _HOLDERS and _leads_back(element) else ""


def _leads_back(element: Element) -> bool:
    return any(isinstance(child, Element) and child.tag == "note_back" for child in element.children)


def _back_in(element: Element, depth: int = 3) -> str:
    """The name in the first link back within an element, a few levels down."""
    for child in element.children:
        if isinstance(child, Element):
            if child.tag == "note_back":
                return child.attributes["name"]
            if depth and (name := _back_in(child, depth - 1)):
                return name
    return ""
