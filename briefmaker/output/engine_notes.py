"""Footnotes in the copy of a document for the embedded engine.

The engine prints notes at the foot of the page, but not those of table cells, gives every note an indent
that the document doesn't ask for, and prints its sign too small. So in the copy every sign is text, and
the reference beside it says that it has a sign of its own (ECMA-376 part 1, 17.11.14): the engine prints
nothing for it. The references of a table's cells go to a paragraph without height after the table, or
before it; where the note then stands is looked at afterwards (`printed_notes`).
"""

from __future__ import annotations

import re
from collections.abc import Container
from copy import deepcopy
from typing import Any

from lxml import etree

from briefmaker.output.paragraph_settings import without_height
from briefmaker.output.word_document import W, WordDocument, parsed

__all__ = ["relations_of_notes", "set_notes"]

BODY_RELATIONS = "word/_rels/document.xml.rels"
_NOTE_RELATIONS = "word/_rels/footnotes.xml.rels"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

_INDENT = 240
"""Twips that the engine moves every note to the right."""
_REFERENCE, _SIGN, _T, _P, _R = (f"{W}{name}" for name in ("footnoteReference", "footnoteRef", "t", "p", "r"))


def set_notes(document: WordDocument, body: Any, notes: Any, before: Container[int]) -> None:
    """Prepare the root elements of the copied body and footnotes.

    before: the numbers of the notes in tables whose reference goes before the table instead of after it.
    """
    numbers = document.note_numbers
    for reference in list(body.iter(_REFERENCE)):
        number = numbers.get(reference.get(f"{W}id", ""))
        if number is None or reference.get(f"{W}customMarkFollows"):
            continue
        run = reference.getparent()
        _make_text(reference, str(number))
        anchor = etree.Element(_R)
        properties = run.find(f"{W}rPr")
        if properties is not None:
            anchor.append(deepcopy(properties))
        etree.SubElement(
            anchor, _REFERENCE, {f"{W}id": reference.get(f"{W}id"), f"{W}customMarkFollows": "1"}
        )
        del reference.attrib[f"{W}id"]
        _place(anchor, run, is_before=number in before)
    indent = _style_indent(document)
    for note in notes.iter(f"{W}footnote"):
        number = numbers.get(note.get(f"{W}id", ""))
        if number is None:
            continue
        for sign in list(note.iter(_SIGN)):
            _make_text(sign, str(number))
        for paragraph in note.iter(_P):
            _move_left(paragraph, indent)


def relations_of_notes(document: WordDocument, notes: Any) -> dict[str, bytes]:
    """The relations of the body and of the footnotes, both with those of the links in footnotes.

    The engine wants them in the one, and looks for their addresses in the other.
    """
    if _NOTE_RELATIONS not in document.members or BODY_RELATIONS not in document.members:
        return {}
    parts = {name: parsed(document.members[name]) for name in (BODY_RELATIONS, _NOTE_RELATIONS)}
    known = {relation.get("Id"): relation for relation in parts[_NOTE_RELATIONS]}
    for number, link in enumerate(notes.iter(f"{W}hyperlink"), start=1):
        relation = known.get(link.get(_ID))
        if relation is not None:
            link.set(_ID, f"briefmakerNote{number}")
            for root in parts.values():
                root.append(deepcopy(relation))
                root[-1].set("Id", f"briefmakerNote{number}")
    return {name: _written(root) for name, root in parts.items()}


def _written(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _make_text(element: Any, text: str) -> None:
    element.tag, element.text = _T, text


def _place(anchor: Any, run: Any, *, is_before: bool) -> None:
    tables = list(run.iterancestors(f"{W}tbl"))
    if not tables:
        run.addprevious(anchor)
        return
    beside = tables[-1].getprevious() if is_before else tables[-1].getnext()
    if beside is None or not _holds_anchors(beside):
        beside = without_height("keepNext" if is_before else None)
        if is_before:
            tables[-1].addprevious(beside)
        else:
            tables[-1].addnext(beside)
    beside.append(anchor)


def _holds_anchors(block: Any) -> bool:
    """Whether a block is a paragraph that `_place` made."""
    runs = block.findall(_R) if block.tag == _P else ()
    anchors = [run for run in runs if run.find(_REFERENCE) is not None]
    return bool(anchors) and len(anchors) == len(block) - 1


def _style_indent(document: WordDocument) -> int:
    """The left indent of the style of footnote texts, in twips."""
    styles = document.members.get("word/styles.xml", b"")
    found = re.search(
        rb'<w:name w:val="footnote text"/>(?:(?!</w:style>).)*?<w:ind\b[^>]*?w:(?:left|start)="(-?\d+)"',
        styles,
        re.S | re.I,
    )
    return int(found[1]) if found else 0


def _move_left(paragraph: Any, indent: int) -> None:
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    own = properties.find(f"{W}ind")
    if own is None:
        own = etree.SubElement(properties, f"{W}ind")
    start = own.attrib.pop(f"{W}start", None) or own.get(f"{W}left")
    own.set(f"{W}left", str((int(start) if start else indent) - _INDENT))
