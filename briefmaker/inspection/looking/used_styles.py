"""The styles of a file that letters are printed in: those that its text names, and those of the roles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from briefmaker.inspection.looking.looks_of_elements import W
from briefmaker.inspection.looking.seen import FALLBACK, Seen
from briefmaker.inspection.word_file import WordPart
from briefmaker.rendering.style_merging import STYLE_REFERENCES

__all__ = ["Reference", "style_references", "used_styles"]


@dataclass(frozen=True, slots=True)
class Reference:
    """Where text names a style by its id: the element that names it, in which part; kind: "paragraph",
    "character" or "table"."""

    kind: str
    style: str
    part: WordPart
    element: etree._Element


def style_references(seen: Seen) -> Iterator[Reference]:
    """Every style that is named in the parts with text."""
    for part in seen.parts:
        for element in part.root.iter(*STYLE_REFERENCES):
            if next(element.iterancestors(FALLBACK), None) is None:
                kind = STYLE_REFERENCES[str(element.tag)]
                yield Reference(kind, element.get(f"{W}val", ""), part, element)


def used_styles(seen: Seen) -> dict[tuple[str, str], None]:
    """(id, kind) of the file's own styles that letters are printed in, in the order of the text; not those
    for which the house style has one."""
    used = {(each.style, each.kind): None for each in style_references(seen)}
    if seen.is_house_style or seen.house is None:
        if seen.sheet.usual_paragraph:
            used[seen.sheet.usual_paragraph, "paragraph"] = None
        for _role, kind, name in seen.roles:
            if (found := seen.sheet.id_named(kind, name)) is not None:
                used[found, kind] = None
    return {
        (style, kind): None
        for style, kind in used
        if seen.sheet.has(kind, style) and seen.in_house_style(kind, style) is None
    }
