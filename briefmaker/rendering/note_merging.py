"""Footnotes of a template under the lines that its house style has for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from lxml import etree

from briefmaker.rendering.package import Relationship
from briefmaker.rendering.package_merging import NOTE_KINDS, PackageMerge
from briefmaker.rendering.style_merging import without_foreign_words

__all__ = ["merge_notes"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ID: Final = f"{_W}id"


def merge_notes(
    merge: PackageMerge, document: etree._Element, dress: Callable[[etree._Element], None]
) -> None:
    """Put the notes to which `document` refers into the house style's parts for them.

    Notes in the house style itself are left out, their lines (17.11.23) stay. `dress` gives a part the
    house style's styles and lists.
    """
    for kind in NOTE_KINDS:
        _merge(kind, merge, document, dress)


def _merge(
    kind: str, merge: PackageMerge, document: etree._Element, dress: Callable[[etree._Element], None]
) -> None:
    tag = f"{_W}{kind.removesuffix('s')}"
    references = {each.get(_ID, ""): each for each in document.iter(f"{tag}Reference")}
    house = next(merge.house.related(merge.house.document, kind), None)
    of_template = _link(merge, kind)
    if house is None:
        if references and of_template is not None:
            merge.add_link(of_template)
        return
    root = merge.house.xml(house)
    shown = [note for note in root.findall(tag) if _is_text(note)]
    if not shown and not (references and of_template):
        return
    for note in shown:
        root.remove(note)
    links: list[Relationship] = []
    if references and of_template is not None:
        notes = merge.template.xml(of_template.target)
        dress(notes)
        links = merge.carried_links(of_template.target)
        number = max([0, *(int(note.get(_ID, "0")) for note in root.findall(tag))])
        for note in notes.findall(tag):
            old = note.get(_ID, "")
            if _is_text(note) and old in references:
                number += 1
                without_foreign_words(note)
                references[old].set(_ID, str(number))
                note.set(_ID, str(number))
                root.append(note)
    merge.put(house, root)
    merge.put_links(house, links)


def _is_text(note: etree._Element) -> bool:
    return note.get(f"{_W}type", "normal") == "normal"


def _link(merge: PackageMerge, kind: str) -> Relationship | None:
    links = merge.template.relationships(merge.template.document)
    return next((link for link in links if link.kind == kind and not link.external), None)
